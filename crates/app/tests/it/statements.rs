//! What keeps coding fast: neither the statements that a page or a coding asks of the database nor the codings that are read
//! for it grow with what is there.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::sync::{Arc, LazyLock, Mutex};

use rand::SeedableRng;
use rand_chacha::ChaCha8Rng;
use tracing::{Event, Instrument, Metadata, Subscriber};
use tracing_subscriber::layer::{Context, Layer, SubscriberExt};
use tracing_subscriber::registry::{LookupSpan, Registry};
use troth_app::App;
use troth_app::interviews::{NewCoding, Where};
use troth_network::timestamp::parse_day;
use troth_network::{FixedClock, IdSource, Network, Timestamp, TranscriptId};
use troth_say::{Permission, Polarity, Stated};
use troth_store::Store;

use crate::support::{Bench, small};

/// Statements by the span in which they were asked for. The driver works on threads of its own and enters the span there,
/// so tests that run beside each other are told apart.
static COUNTED: Mutex<BTreeMap<u64, usize>> = Mutex::new(BTreeMap::new());
static LISTENING: LazyLock<()> = LazyLock::new(|| {
    let listener = Registry::default().with(Listener);
    tracing::subscriber::set_global_default(listener).expect("nobody else listens");
});

struct Listener;

impl<S: Subscriber + for<'a> LookupSpan<'a>> Layer<S> for Listener {
    fn enabled(&self, metadata: &Metadata<'_>, _: Context<'_, S>) -> bool {
        metadata.target() == "sqlx::query" || metadata.name() == "counted"
    }

    fn on_event(&self, event: &Event<'_>, context: Context<'_, S>) {
        if let Some(span) = context.event_span(event) {
            *COUNTED.lock().unwrap().entry(span.id().into_u64()).or_default() += 1;
        }
    }
}

/// A database in memory: it has one connection, which takes one statement after the other.
async fn in_memory() -> Bench {
    let clock = FixedClock(Timestamp::start_of(parse_day("2026-11-22").unwrap()));
    let ids = IdSource::new(ChaCha8Rng::seed_from_u64(1));
    let store = Store::open("sqlite::memory:").await.unwrap();
    store.migrate().await.unwrap();
    Bench::of(App::new(store.clone(), Arc::new(clock), ids), store, tempfile::tempdir().unwrap())
}

/// What comes of some work, and how many statements it took.
async fn counted<T>(bench: &Bench, work: impl Future<Output = T>) -> (T, usize) {
    LazyLock::force(&LISTENING);
    let span = tracing::info_span!("counted");
    let id = span.id().expect("somebody listens").into_u64();
    // The span is kept until it is counted: its id goes to another one afterwards.
    let done = work.instrument(span.clone()).await;
    // A statement is told of when the driver turns to the next, so one more is asked for.
    bench.store.networks().await.unwrap();
    let statements = COUNTED.lock().unwrap().remove(&id).unwrap_or_default();
    drop(span);
    (done, statements)
}

/// A text of so many answers, of which as many are coded as asked for.
async fn text(bench: &Bench, network: &Network, name: &str, answers: usize, coded: usize) -> TranscriptId {
    let mut talk = String::new();
    let mut rows = "file,quote,narrative,facet,polarity,about,permission\n".to_owned();
    for n in 0..answers {
        writeln!(talk, "I: And {n}?\nAnn: Nobody knows who books number {n}. We wait.").unwrap();
        if n < coded {
            writeln!(rows, "{name}.txt,Nobody knows who books number {n}.,roles,,loss,b,named").unwrap();
        }
    }
    let speakers = format!("file,label,organisation,role_level\n{name}.txt,I,,\n{name}.txt,Ann,a,tactical\n");
    let mut files = vec![(format!("{name}.txt"), talk), ("speakers.csv".to_owned(), speakers)];
    if coded > 0 {
        files.push(("codings.csv".to_owned(), rows));
    }
    let files: Vec<(String, Vec<u8>)> = files.into_iter().map(|(n, t)| (n, t.into_bytes())).collect();
    bench.app.import_transcripts(network, &files).await.unwrap();
    let list = bench.app.transcripts(network).await.unwrap();
    list.value().iter().find(|t| t.title == name).unwrap().id
}

fn wait(n: usize) -> NewCoding {
    NewCoding {
        place: Where::Words(format!("Nobody knows who books number {n}. We wait.")),
        code: "narrative:roles".into(),
        polarity: Some(Polarity::Gain),
        about: "b".into(),
        stated: Stated::default(),
        permission: Permission::NotQuoted,
        memo: None,
    }
}

/// Statements for opening the text, and for one coding with what the page shows anew; codings read for the latter.
async fn asked(bench: &Bench, network: &Network, id: TranscriptId) -> (usize, usize, usize) {
    // Once before, so that the text has been read.
    bench.app.transcript(network, id).await.unwrap();
    let (_, page) = counted(bench, bench.app.transcript(network, id)).await;
    let code = async {
        let coding = bench.app.code(network, id, wait(1)).await.unwrap();
        bench.app.coded_now(network, id, coding).await.unwrap()
    };
    let (now, coding) = counted(bench, code).await;
    assert_eq!(now.value().turns().len(), 1, "one turn is drawn anew");
    (page, coding, now.value().view.codings.len())
}

#[tokio::test]
async fn opening_a_text_and_coding_in_it_ask_no_more_of_the_database_where_more_is_coded() {
    let (few, many) = (in_memory().await, in_memory().await);
    let (network, other) = (small(&few).await, small(&many).await);
    let one = text(&few, &network, "talk", 3, 1).await;
    let long = text(&many, &other, "talk", 300, 200).await;
    for name in ["second", "third", "fourth"] {
        text(&many, &other, name, 20, 10).await;
    }
    let (page, coding, read) = asked(&few, &network, one).await;
    assert!(page > 0 && coding > 0, "statements are counted");
    let more = asked(&many, &other, long).await;
    assert_eq!(more.0, page, "statements for the page");
    assert_eq!(more.1, coding, "statements for a coding");
    assert!(read == 1 && more.2 == 2, "the codings of that turn are read and no others");
}

#[tokio::test]
async fn a_text_is_read_from_the_database_once_while_it_stays_as_it_is() {
    let bench = in_memory().await;
    let network = small(&bench).await;
    let id = text(&bench, &network, "talk", 3, 1).await;
    let (first, before) = counted(&bench, bench.store.text(id)).await;
    let (second, after) = counted(&bench, bench.store.text(id)).await;
    let (first, second) = (first.unwrap().unwrap(), second.unwrap().unwrap());
    assert!(Arc::ptr_eq(&first, &second) && after < before, "{after} statements after {before}");

    bench.app.save_speaker(&network, id, "Ann", None, None, true).await.unwrap();
    let third = bench.store.text(id).await.unwrap().unwrap();
    assert!(third.speakers.iter().any(|s| s.label == "Ann" && s.interviewer), "who speaks is read each time");
    let new = first.transcript.text.replace("We wait.", "We ring.");
    bench.app.correct_text(&network, id, 1, &new, "Heard again").await.unwrap();
    let fourth = bench.store.text(id).await.unwrap().unwrap();
    assert_eq!(fourth.transcript.text, new, "a new version is read anew");
    assert_eq!(*fourth.points().slice(0, 2).unwrap(), *"I:");

    bench.app.erase_text(&network, id).await.unwrap();
    assert!(bench.store.text(id).await.unwrap().is_none(), "what was erased is not handed out from memory");
}
