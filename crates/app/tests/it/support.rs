//! An application over a throw-away database, with a clock that stands still and seeded ids. The sample is
//! opened once and shared by all tests that only read it.

use std::path::{Path, PathBuf};
use std::sync::{Arc, LazyLock};

use rand::SeedableRng;
use rand_chacha::ChaCha8Rng;
use tempfile::TempDir;
use tokio::runtime::Runtime;
use troth_app::App;
use troth_app::imports::RatingsOptions;
use troth_app::networks::NewNetwork;
use troth_app::sample::Folder;
use troth_network::timestamp::parse_day;
use troth_network::{FixedClock, IdSource, Network, Timestamp};
use troth_store::Store;

/// The application, its store, and the folder its database lies in (kept until the end of the test).
pub(crate) struct Bench {
    pub(crate) app: App,
    pub(crate) store: Store,
    folder: TempDir,
}

pub(crate) async fn bench() -> Bench {
    let folder = tempfile::tempdir().unwrap();
    let clock = FixedClock(Timestamp::start_of(parse_day("2026-11-22").unwrap()));
    let ids = IdSource::new(ChaCha8Rng::seed_from_u64(1));
    let path = folder.path().join("troth.db");
    let store = Store::open(path.to_str().unwrap()).await.unwrap();
    store.migrate().await.unwrap();
    Bench { app: App::new(store.clone(), Arc::new(clock), ids), store, folder }
}

impl Bench {
    /// An application over a store in a folder.
    pub(crate) fn of(app: App, store: Store, folder: TempDir) -> Self {
        Self { app, store, folder }
    }

    /// The folder of the database.
    pub(crate) fn folder(&self) -> &Path {
        self.folder.path()
    }
}

/// A partnership of five organisations: `a` and `b` have staff, `c`, `d` and `e` a representative each.
pub(crate) async fn small(bench: &Bench) -> Network {
    let new = NewNetwork { slug: "small".into(), name: "Small".into(), ..NewNetwork::default() };
    let network = bench.app.found_network(new).await.unwrap();
    let organisations = "id,name,sector,accepted\na,Acute,health,yes\nb,Borough,social_care,yes\nc,Charity,voluntary,yes\n\
                         d,Doctors,health,yes\ne,\u{c9}toile caf\u{e9},voluntary,yes\n";
    bench.app.import_organisations(&network, "o.csv", organisations.as_bytes()).await.unwrap();
    network
}

/// Answers on fairness: `staff` people of a about b and of b about a, and representatives all round.
pub(crate) fn answers(staff: std::ops::Range<u32>) -> String {
    let mut rows = "rater,respondent,target,variable,value,role,visible_to,scale_min,scale_max\n".to_owned();
    for n in staff {
        rows.push_str(&format!("a,s{n},b,fairness,{},staff,,1,5\n", n % 3 + 1));
        rows.push_str(&format!("b,s{n},a,fairness,{},staff,,1,5\n", n % 2 + 4));
    }
    for (k, (i, j)) in
        [("c", "a"), ("c", "b"), ("d", "a"), ("d", "c"), ("e", "a"), ("e", "d"), ("a", "c"), ("b", "e")]
            .into_iter()
            .enumerate()
    {
        rows.push_str(&format!("{i},,{j},fairness,{},representative,audience,1,5\n", k % 4 + 2));
    }
    rows
}

/// Alder Vale, opened and worked out.
pub(crate) struct Shared {
    pub(crate) runtime: Runtime,
    pub(crate) bench: Bench,
    pub(crate) network: Network,
}

pub(crate) static ALDER_VALE: LazyLock<Shared> = LazyLock::new(|| {
    let runtime = Runtime::new().unwrap();
    let (bench, network) = runtime.block_on(async {
        let bench = bench().await;
        let network = bench.app.open_folder(&folder("alder-vale")).await.unwrap();
        (bench, network)
    });
    Shared { runtime, bench, network }
});

/// The folder of a sample partnership.
pub(crate) fn folder(name: &str) -> Folder {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../samples").join(name);
    let mut folder = Folder::new();
    add(&root, &root, &mut folder);
    folder
}

fn add(root: &Path, at: &Path, folder: &mut Folder) {
    let mut entries: Vec<PathBuf> = std::fs::read_dir(at).unwrap().map(|e| e.unwrap().path()).collect();
    entries.sort();
    for path in entries {
        if path.is_dir() {
            add(root, &path, folder);
        } else {
            let name = path.strip_prefix(root).unwrap().to_str().unwrap().to_owned();
            folder.insert(name, std::fs::read(&path).unwrap());
        }
    }
}

/// Imports answers of the first round and works off what follows.
pub(crate) async fn import(bench: &Bench, network: &Network, text: &str) {
    let options = RatingsOptions { wave: Some("1".into()), representatives_visible_to: None };
    bench.app.import_ratings(network, "r.csv", text.as_bytes(), &options).await.unwrap();
    bench.app.work_off("test").await.unwrap();
}
