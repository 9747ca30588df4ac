//! Times of keeping: what is due goes by itself after a time of notice, and nothing else does.

use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

use rand::SeedableRng;
use rand_chacha::ChaCha8Rng;
use tempfile::TempDir;
use troth_app::App;
use troth_app::keeping::Kept;
use troth_network::timestamp::{day_in_files, parse_day};
use troth_network::{Clock, IdSource, Network, Timestamp};
use troth_store::Store;

use super::support::{Bench, answers, import, small};

/// A clock that is put forward by hand.
#[derive(Clone)]
pub(crate) struct Hand(pub(crate) Arc<AtomicI64>);

impl Clock for Hand {
    fn now(&self) -> Timestamp {
        Timestamp::from_micros(self.0.load(Ordering::SeqCst))
    }
}

impl Hand {
    pub(crate) fn days(&self, days: i64) {
        self.0.fetch_add(days * 86_400_000_000, Ordering::SeqCst);
    }
}

/// A partnership with a closed round, a text with a passage, and a person, seen at `day`.
pub(crate) async fn filled(day: &str) -> (Bench, Network, Hand) {
    let folder: TempDir = tempfile::tempdir().unwrap();
    let hand = Hand(Arc::new(AtomicI64::new(Timestamp::start_of(parse_day(day).unwrap()).micros())));
    let store = Store::open(folder.path().join("troth.db").to_str().unwrap()).await.unwrap();
    store.migrate().await.unwrap();
    let app = App::new(store.clone(), Arc::new(hand.clone()), IdSource::new(ChaCha8Rng::seed_from_u64(1)));
    let bench = Bench::of(app, store, folder);
    let network = small(&bench).await;
    import(&bench, &network, &answers(0..6)).await;
    let files = [
        ("talk.txt".to_owned(), b"Ann: Nobody rings us.\nAnn: Never.\n".to_vec()),
        ("speakers.csv".to_owned(), b"file,speaker,organisation,role_level\ntalk.txt,Ann,a,\n".to_vec()),
        (
            "codings.csv".to_owned(),
            b"file,quote,narrative,polarity,about,permission\ntalk.txt,Nobody rings us,roles,loss,b,named\n"
                .to_vec(),
        ),
    ];
    bench.app.import_transcripts(&network, &files).await.unwrap();
    bench.app.import_people(&network, "p.csv", b"id,organisation,name\nq,a,Ruth Okafor\n").await.unwrap();
    bench.app.work_off("test").await.unwrap();
    (bench, network, hand)
}

pub(crate) async fn a_day_passes(bench: &Bench, hand: &Hand, days: i64) {
    hand.days(days);
    bench.app.keep_house().await.unwrap();
    bench.app.work_off("test").await.unwrap();
}

/// How many answers, texts, passages and known names there are.
async fn left(bench: &Bench, network: &Network) -> (i64, usize, usize, usize) {
    let mut answers = 0;
    for wave in bench.store.waves(network.id).await.unwrap() {
        answers += bench.store.rating_counts(wave.id).await.unwrap().iter().map(|(_, n)| n).sum::<i64>();
    }
    let people = bench.app.people(network.id).await.unwrap();
    let named = people.iter().filter(|p| p.name == "Ruth Okafor").count();
    let texts = bench.store.transcripts(network.id).await.unwrap().len();
    (answers, texts, bench.store.codings(network.id).await.unwrap().len(), named)
}

#[tokio::test]
async fn after_three_years_answers_and_texts_go_and_figures_and_names_stay() {
    let (bench, network, hand) = filled("2026-11-22").await;
    let all = left(&bench, &network).await;
    assert!(all.0 > 0 && all.1 == 1 && all.2 == 1 && all.3 == 1);
    a_day_passes(&bench, &hand, 1_000).await;
    assert_eq!(left(&bench, &network).await, all);
    a_day_passes(&bench, &hand, 100).await;
    assert_eq!(left(&bench, &network).await, (0, 0, 0, 1));
    assert!(bench.store.respondents(network.id).await.unwrap().is_empty());
    let wave = bench.app.wave(&network, None).await.unwrap().unwrap();
    let evidence = bench.app.evidence(network.id, Some(wave.id)).await.unwrap();
    assert!(!evidence.value().ratings.is_empty() && evidence.value().interviews.pairs.is_empty());
    let record = bench.app.record(network.id, None).await.unwrap();
    let by_itself: Vec<&str> =
        record.done.iter().filter(|d| d.who == "Troth by itself").map(|d| d.what.as_str()).collect();
    assert!(by_itself.contains(&"Answers deleted on time"), "{by_itself:?}");
    assert!(by_itself.contains(&"Transcript deleted on time"), "{by_itself:?}");
}

#[tokio::test]
async fn data_that_are_too_old_already_stay_for_a_time_of_notice() {
    // Everything is four years old when a Troth that deletes sees it for the first time.
    let (bench, network, hand) = filled("2022-11-22").await;
    a_day_passes(&bench, &hand, 4 * 365).await;
    let all = left(&bench, &network).await;
    assert!(all.0 > 0 && all.1 == 1);
    let due = bench.app.due(network.id).await.unwrap();
    assert_eq!(day_in_files(due[0].on), "2026-12-21");
    a_day_passes(&bench, &hand, 29).await;
    assert_eq!(left(&bench, &network).await, all);
    a_day_passes(&bench, &hand, 1).await;
    assert_eq!(left(&bench, &network).await, (0, 0, 0, 1));
}

#[tokio::test]
async fn a_shorter_time_holds_after_notice_and_a_longer_one_at_once() {
    let (bench, network, hand) = filled("2026-01-01").await;
    a_day_passes(&bench, &hand, 400).await;
    bench.app.save_keeping(&network, &[(Kept::Answers, Some(365)), (Kept::People, Some(183))]).await.unwrap();
    a_day_passes(&bench, &hand, 29).await;
    assert_eq!(left(&bench, &network).await.3, 1);
    bench.app.save_keeping(&network, &[(Kept::Answers, None)]).await.unwrap();
    a_day_passes(&bench, &hand, 2).await;
    let (answers, texts, _, named) = left(&bench, &network).await;
    assert!(answers > 0 && texts == 1 && named == 0);
    let error = bench.app.save_keeping(&network, &[(Kept::Copies, Some(1))]).await.unwrap_err();
    assert!(error.to_string().contains("choose one of the times"), "{error}");
}

#[tokio::test]
async fn it_happens_once_a_day() {
    let (bench, network, hand) = filled("2026-11-22").await;
    a_day_passes(&bench, &hand, 0).await;
    let tidied = async || {
        let jobs = bench.store.jobs(network.id).await.unwrap();
        jobs.into_iter().filter(|j| j.kind == "upkeep").count()
    };
    assert_eq!(tidied().await, 1);
    a_day_passes(&bench, &hand, 0).await;
    assert_eq!(tidied().await, 1);
    a_day_passes(&bench, &hand, 1).await;
    assert_eq!(tidied().await, 2);
}

#[tokio::test]
async fn copies_made_before_updates_go_and_nothing_else_that_lies_there() {
    let (bench, _network, hand) = filled("2026-11-22").await;
    let at = |name: &str| bench.folder().join(name);
    for name in ["troth.db.before-0010", "troth.db.before-0010-2", "troth.db.before-it-was-good", "backup.db"]
    {
        bench.store.backup(&at(name)).await.unwrap();
    }
    // The clock of the test is put to the moment at which the system says that the copies were made.
    let made = bench.store.copies().unwrap();
    assert_eq!(made.len(), 2);
    hand.0.store(made[1].1.micros(), Ordering::SeqCst);
    a_day_passes(&bench, &hand, 29).await;
    assert!(at("troth.db.before-0010").exists());
    a_day_passes(&bench, &hand, 1).await;
    let there = |name: &str| at(name).exists();
    assert!(!there("troth.db.before-0010") && !there("troth.db.before-0010-2"));
    assert!(there("troth.db.before-it-was-good") && there("backup.db") && there("troth.db"));
}
