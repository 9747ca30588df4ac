//! Partnerships with a coded interview, on each database there is for tests; and files of other programs made by hand.

use std::collections::BTreeMap;
use std::io::{Cursor, Read as _, Write as _};
use std::str::FromStr as _;
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};

use rand::SeedableRng;
use rand_chacha::ChaCha8Rng;
use sqlx::postgres::{PgConnectOptions, PgConnection};
use sqlx::{AssertSqlSafe, ConnectOptions as _, Connection as _};
use troth_app::App;
use troth_app::exchange::{ExportFile, LookedProject, Package, ProjectDecisions, ProjectFile, Purpose};
use troth_app::interviews::{NewClaim, NewCoding, Where};
use troth_network::timestamp::parse_day;
use troth_network::{FixedClock, IdSource, Network, RoleLevel, Timestamp, TranscriptId};
use troth_say::{Change, ClaimSign, CodeKey, CodeState, Permission, Polarity, Stated, Wording};
use troth_store::Store;
use uuid::Uuid;
use zip::write::SimpleFileOptions;
use zip::{ZipArchive, ZipWriter};

use super::xsd::{self, Node};
use crate::support::{Bench, bench, small};

pub(super) const TALK: &str = "INT: How is it?\nAnn: Nobody can say who orders the bed \u{1f44d}. They think we book it.\n\
                               INT: And?\nBo: We ring and wait. With the new worker it works.\nAnn: It was better once.\n";
pub(super) const BED: &str = "Nobody can say who orders the bed \u{1f44d}.";
pub(super) const BOOK: &str = "They think we book it.";
pub(super) const WAIT: &str = "We ring and wait.";
pub(super) const ONCE: &str = "It was better once.";

/// A code of one's own.
pub(super) fn parking() -> CodeKey {
    CodeKey::own(Uuid::from_u128(0x7777))
}

/// A database of each kind there is for tests, and how to leave it.
pub(super) async fn benches() -> Vec<Bench> {
    let mut all = vec![bench().await];
    if let Ok(server) = std::env::var("TROTH_TEST_POSTGRES") {
        static NUMBER: AtomicU32 = AtomicU32::new(0);
        let name = format!("troth_app_{}_{}", std::process::id(), NUMBER.fetch_add(1, Ordering::Relaxed));
        let mut connection = PgConnection::connect(&server).await.unwrap();
        sqlx::raw_sql(AssertSqlSafe(format!("CREATE DATABASE {name}")))
            .execute(&mut connection)
            .await
            .unwrap();
        connection.close().await.unwrap();
        let url = PgConnectOptions::from_str(&server).unwrap().database(&name).to_url_lossy().to_string();
        let store = Store::open(&url).await.unwrap();
        store.migrate().await.unwrap();
        let clock = FixedClock(Timestamp::start_of(parse_day("2026-11-22").unwrap()));
        let app = App::new(store.clone(), Arc::new(clock), IdSource::new(ChaCha8Rng::seed_from_u64(1)));
        all.push(Bench::of(app, store, tempfile::tempdir().unwrap()));
    }
    all
}

/// A partnership with one text, an own code below a story, passages with everything about them, and a claim.
pub(super) async fn coded(bench: &Bench) -> (Network, TranscriptId) {
    let network = small(bench).await;
    let people = "id,organisation,name,role_level\np1,a,P One,tactical\np2,a,P Two,tactical\np3,a,P Three,tactical\n\
                  p4,b,P Four,tactical\np5,b,P Five,tactical\np6,b,P Six,tactical\n";
    bench.app.import_people(&network, "people.csv", people.as_bytes()).await.unwrap();
    // Bo speaks once: only a list of speakers tells that this is a turn.
    let speakers = "file,label,organisation,role_level\ntalk.txt,INT,,\ntalk.txt,Ann,,\ntalk.txt,Bo,,\n";
    let files = [
        ("talk.txt".to_owned(), TALK.as_bytes().to_vec()),
        ("speakers.csv".to_owned(), speakers.as_bytes().to_vec()),
    ];
    bench.app.import_transcripts(&network, &files).await.unwrap();
    let text = bench.store.transcripts(network.id).await.unwrap()[0].id;
    let organisation = |id: &str| {
        let id = id.to_owned();
        let (app, network) = (bench.app.clone(), network.id);
        async move { Some(app.organisation(network, &id).await.unwrap().id) }
    };
    let (a, b) = (organisation("a").await, organisation("b").await);
    let app = &bench.app;
    app.save_speaker(&network, text, "INT", None, None, true).await.unwrap();
    app.save_speaker(&network, text, "Ann", a, Some(RoleLevel::Tactical), false).await.unwrap();
    app.save_speaker(&network, text, "Bo", b, None, false).await.unwrap();
    let wording = Wording {
        name: "Parking".into(),
        definition: "Where cars stand".into(),
        hallmark: "cars".into(),
        example: "\u{201c}no space\u{201d}".into(),
        memo: "think again".into(),
        letters: "zq".into(),
        colour: 4,
        state: CodeState::Reviewed,
    };
    let change = Change::Add { key: parking(), parent: Some(CodeKey::narrative("roles", None)), wording };
    app.change_codebook(&network, 0, change).await.unwrap();
    let stated = Stated { label: Some("Ann".into()), organisation: a, role_level: Some(RoleLevel::Tactical) };
    let new = |words: &str, code: &str, about: &str, polarity, permission, memo: Option<&str>| NewCoding {
        place: Where::Words(words.into()),
        code: code.into(),
        polarity,
        about: about.into(),
        stated: Stated::default(),
        permission,
        memo: memo.map(str::to_owned),
    };
    let bed = new(
        BED,
        "narrative:roles",
        "b",
        Some(Polarity::Loss),
        Permission::WithOrganisation,
        Some("key words"),
    );
    app.code(&network, text, NewCoding { stated, ..bed }).await.unwrap();
    let book = new(
        BOOK,
        parking().as_str(),
        "sector:social_care",
        Some(Polarity::Gain),
        Permission::SectorOnly,
        None,
    );
    app.code(&network, text, book).await.unwrap();
    let secret = new(ONCE, "narrative:roles", "b", Some(Polarity::Loss), Permission::NotQuoted, Some("hush"));
    app.code(&network, text, secret).await.unwrap();
    app.code(&network, text, new(WAIT, "narrative:expertise/known", "", None, Permission::Named, None))
        .await
        .unwrap();
    let claim = NewClaim {
        place: Where::Words(BED.into()),
        cause: "narrative:roles".into(),
        sign: Some(ClaimSign::Less),
        effect: parking().as_str().into(),
        condition: Some("at night".into()),
        permission: Permission::SectorOnly,
        memo: Some("\u{201c}really\u{201d}".into()),
    };
    app.claim(&network, text, claim).await.unwrap();
    app.work_off("test").await.unwrap();
    (network, text)
}

/// The whole project as a file.
pub(super) async fn everything(app: &App, network: &Network) -> ExportFile {
    app.export_everything(network, Package::Project, Purpose::GoOn).await.unwrap().value().clone()
}

/// A file as it is read.
pub(super) fn read(name: &str, bytes: &[u8]) -> ProjectFile {
    ProjectFile::read(name, bytes).unwrap()
}

/// What is decided where every word stays.
pub(super) fn as_it_is(looked: &LookedProject) -> ProjectDecisions {
    let usual = looked.usual();
    let replace: BTreeMap<String, String> =
        usual.replace.into_keys().map(|words| (words, String::new())).collect();
    ProjectDecisions { replace, ..usual }
}

/// Looks a file through and brings it in as it is.
pub(super) async fn bring(
    app: &App,
    network: &Network,
    file: &ProjectFile,
) -> troth_app::exchange::BroughtIn {
    let looked = app.look_through_project(network, file).await.unwrap();
    app.bring_project(network, file, &as_it_is(looked.value())).await.unwrap()
}

/// Entries of an archive.
pub(super) fn unpacked(bytes: &[u8]) -> Vec<(String, Vec<u8>)> {
    let mut zip = ZipArchive::new(Cursor::new(bytes)).unwrap();
    (0..zip.len())
        .map(|at| {
            let mut entry = zip.by_index(at).unwrap();
            let mut bytes = Vec::new();
            entry.read_to_end(&mut bytes).unwrap();
            (entry.name().unwrap().into_owned(), bytes)
        })
        .collect()
}

/// Everything an archive holds, packed and unpacked, as text.
pub(super) fn all_of(bytes: &[u8]) -> String {
    let mut all = String::from_utf8_lossy(bytes).into_owned();
    for (name, bytes) in unpacked(bytes) {
        all.push_str(&name);
        all.push_str(&String::from_utf8_lossy(&bytes));
    }
    all
}

/// Asserts that a project is valid by the published schema.
pub(super) fn is_valid(bytes: &[u8]) {
    let entries = unpacked(bytes);
    let root = Node::read(std::str::from_utf8(&entries[0].1).unwrap());
    assert_eq!(xsd::problems(&xsd::project(), &root), Vec::<String>::new());
    assert_eq!(xsd::pointers_lead_somewhere(&root), Vec::<String>::new());
}

/// A project of another program: one text, coders, and passages as user, code and words.
pub(super) fn other(text: &str, passages: &[(u128, u128, &str)], notes: &str) -> Vec<u8> {
    let id = |n: u128| Uuid::from_u128(n);
    let mut selections = String::new();
    for (n, (user, code, words)) in passages.iter().enumerate() {
        let n = 1_000 + n as u128;
        let (start, end) = troth_say::find_once(text, words).unwrap();
        selections.push_str(&format!(
            "<PlainTextSelection guid=\"{}\" name=\"\" startPosition=\"{start}\" endPosition=\"{end}\">\
             <Coding guid=\"{}\" creatingUser=\"{}\"><CodeRef targetGUID=\"{}\"/><NoteRef targetGUID=\"{}\"/></Coding>\
             </PlainTextSelection>",
            id(n), id(n + 500), id(*user), id(*code), id(90)
        ));
    }
    let xml = format!(
        "<?xml version=\"1.0\" encoding=\"utf-8\"?><Project xmlns=\"urn:QDA-XML:project:1.0\" name=\"Study\" origin=\"Other 3\">\
         <Users><User guid=\"{}\" name=\"Una\"/><User guid=\"{}\" name=\"Dov\"/></Users>\
         <CodeBook><Codes><Code guid=\"{}\" name=\"Waiting\" isCodable=\"true\"/>\
         <Code guid=\"{}\" name=\"narrative:roles\" isCodable=\"true\"/></Codes></CodeBook>\
         <Sources><TextSource guid=\"{}\" name=\"Talk of Zelda Okafor\" plainTextPath=\"internal://t.txt\">{selections}\
         </TextSource></Sources><Notes><Note guid=\"{}\" name=\"Memo\"><PlainTextContent>{notes}</PlainTextContent></Note></Notes></Project>",
        id(11),
        id(12),
        id(21),
        id(22),
        id(31),
        id(90)
    );
    packed(&[("project.qde", xml.as_bytes()), ("sources/t.txt", text.as_bytes())])
}

/// An archive of these entries.
pub(super) fn packed(entries: &[(&str, &[u8])]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in entries {
        zip.start_file(*name, SimpleFileOptions::DEFAULT).unwrap();
        zip.write_all(bytes).unwrap();
    }
    zip.finish().unwrap().into_inner()
}
