//! A question that the gate keeps back as a whole stops nothing else, says why, and is decided anew the next time.

use sqlx::sqlite::SqliteConnectOptions;
use sqlx::{AssertSqlSafe, ConnectOptions, Connection};
use troth_app::imports::RatingsOptions;
use troth_app::views::map::MapFilter;
use troth_gate::{Audience, CellOf, LedgerCell, Visibility};
use troth_lens::{DirectionState, FitStatus, TwoSided};
use troth_network::{AnswerRole, Direction, Network};

use super::promises::{founded, id, partner, rows};
use super::support::{Bench, bench};

/// Runs SQL past the store.
async fn raw(bench: &Bench, sql: &str) {
    let file = bench.folder().join("troth.db");
    let mut on = SqliteConnectOptions::new().filename(file).connect().await.unwrap();
    sqlx::raw_sql(AssertSqlSafe(sql.to_owned())).execute(&mut on).await.unwrap();
    on.close().await.unwrap();
}

/// As soon as the first question has left, another program releases to the public five of the six people of A about B on fairness: what
/// was planned for fairness before would now tell what the sixth answered.
async fn released_elsewhere_meanwhile(bench: &Bench, network: &Network) {
    let wave = bench.app.wave(network, Some("1")).await.unwrap().unwrap();
    let (from, to) = (id(&bench.app, network, "a").await, id(&bench.app, network, "b").await);
    let answers = bench.store.ratings(wave.id).await.unwrap();
    let people = answers.iter().filter(|r| (r.rater, r.target) == (from, to) && r.variable == "fairness");
    let cell = LedgerCell {
        of: CellOf::Direction(Direction { from, to }),
        source: AnswerRole::Staff,
        respondents: people
            .skip(1)
            .map(|r| format!("{}/fairness", r.respondent.clone().unwrap().0))
            .collect(),
    };
    assert_eq!(cell.respondents.len(), 5);
    let contributing = serde_json::to_string(&[cell]).unwrap();
    raw(
        bench,
        &format!(
            "CREATE TRIGGER elsewhere AFTER INSERT ON ledger_entry WHEN NEW.filter = 'aspect:credibility' \
             AND NEW.kind = 'ratings' AND NEW.audience = 'agreed' BEGIN \
             INSERT INTO ledger_entry SELECT randomblob(16), NEW.released_at, 'other', 'public', NEW.network, \
             NEW.wave, 'ratings', 'aspect:fairness', 'h', '{contributing}', 'h'; END"
        ),
    )
    .await;
}

async fn ratings_of(app: &troth_app::App, network: &Network) -> Vec<TwoSided> {
    let wave = app.wave(network, None).await.unwrap().unwrap();
    app.evidence(network.id, Some(wave.id)).await.unwrap().value().ratings.clone()
}

fn shown(ratings: &[TwoSided], question: &str) -> usize {
    let reading = ratings.iter().find(|r| r.concept == question).unwrap();
    reading.directions.iter().filter(|d| d.state.value().is_some()).count()
}

#[tokio::test]
async fn a_question_kept_back_as_a_whole_says_so_and_stops_nothing_else() {
    let bench = bench().await;
    let app = &bench.app;
    let network = founded(&bench, Some(Visibility::Received)).await;
    let options = RatingsOptions { wave: Some("1".into()), representatives_visible_to: None };
    let file = rows(&["credibility", "fairness", "predictability"]);
    app.import_ratings(&network, "r.csv", file.as_bytes(), &options).await.unwrap();
    released_elsewhere_meanwhile(&bench, &network).await;
    app.work_off("test").await.unwrap();

    let jobs = bench.store.jobs(network.id).await.unwrap();
    let outcome = jobs.iter().find(|j| j.kind == "ratings").unwrap().outcome.clone().unwrap();
    assert!(outcome.contains("9 questions worked out") && outcome.contains("1 withheld"), "{outcome}");
    assert_eq!(app.progress(network.id).await.unwrap().failed, Vec::<String>::new());

    let all = ratings_of(app, &network).await;
    let [before, kept_back, after] =
        ["aspect:credibility", "aspect:fairness", "aspect:predictability"].map(|q| shown(&all, q));
    assert_eq!((before, kept_back, after), (12, 0, 12));
    let fairness = all.iter().find(|r| r.concept == "aspect:fairness").unwrap();
    assert!(matches!(&fairness.status, FitStatus::Refused { reason } if reason.contains("earlier release")));
    let says_why = |state: &DirectionState| matches!(state, DirectionState::Withheld { reason, .. } if reason.contains("earlier"));
    assert!(fairness.directions.iter().all(|d| says_why(&d.state)));
    assert!(fairness.mean.is_none() && fairness.pairs.is_empty());
    let filter = MapFilter { question: Some("aspect:fairness".into()), ..MapFilter::default() };
    let finding = app.map(&network, &filter).await.unwrap().body.value().finding.clone();
    assert!(finding.sure.contains("earlier release"), "{finding:?}");

    let first = partner(app, &network, "a").await;
    let own = ratings_of(&first, &network).await;
    for question in ["aspect:credibility", "aspect:fairness", "aspect:predictability"] {
        assert_eq!(shown(&own, question), 3, "{question}");
    }
}

#[tokio::test]
async fn what_was_kept_back_is_decided_anew_the_next_time() {
    let bench = bench().await;
    let app = &bench.app;
    let network = founded(&bench, Some(Visibility::Totals)).await;
    let options = RatingsOptions { wave: Some("1".into()), representatives_visible_to: None };
    let file = rows(&["credibility", "fairness"]);
    app.import_ratings(&network, "r.csv", file.as_bytes(), &options).await.unwrap();
    released_elsewhere_meanwhile(&bench, &network).await;
    app.work_off("test").await.unwrap();
    assert_eq!(shown(&ratings_of(app, &network).await, "aspect:fairness"), 0);

    app.refresh_all(network.id).await.unwrap();
    app.work_off("test").await.unwrap();
    let all = ratings_of(app, &network).await;
    assert_eq!(
        shown(&all, "aspect:fairness"),
        11,
        "planned with what left meanwhile, only A about B is withheld"
    );
    let entries = bench.store.ledger(network.id, &Audience::Agreed).await.unwrap().len();
    app.refresh_all(network.id).await.unwrap();
    app.work_off("test").await.unwrap();
    assert_eq!(bench.store.ledger(network.id, &Audience::Agreed).await.unwrap().len(), entries);
}
