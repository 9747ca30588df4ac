//! An application over a throw-away database, with a clock that stands still and seeded ids. The sample is
//! opened once and shared by all tests that only read it.

use std::path::{Path, PathBuf};
use std::sync::{Arc, LazyLock};

use rand::SeedableRng;
use rand_chacha::ChaCha8Rng;
use tempfile::TempDir;
use tokio::runtime::Runtime;
use troth_app::App;
use troth_app::sample::Folder;
use troth_network::timestamp::parse_day;
use troth_network::{FixedClock, IdSource, Network, Timestamp};

/// The application and the folder its database lies in.
pub(crate) struct Bench {
    pub(crate) app: App,
    pub(crate) folder: TempDir,
}

pub(crate) async fn bench() -> Bench {
    let folder = tempfile::tempdir().unwrap();
    let clock = FixedClock(Timestamp::start_of(parse_day("2026-11-22").unwrap()));
    let ids = IdSource::new(ChaCha8Rng::seed_from_u64(1));
    let path = folder.path().join("troth.db");
    let app = App::open(path.to_str().unwrap(), Arc::new(clock), ids).await.unwrap();
    Bench { app, folder }
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
