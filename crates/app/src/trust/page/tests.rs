//! The page for the agreed audience holds what pages hold and no more; the other one holds everything.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use rand::SeedableRng;
use rand_chacha::ChaCha8Rng;
use troth_gate::Released;
use troth_lens::{DirectionState, Estimates, FitStatus};
use troth_network::{Direction, FixedClock, IdSource, Timestamp, VisibleTo};
use troth_store::Store;

use super::super::{Intervals, TrustOptions, analyse};
use super::*;
use crate::app::App;
use crate::sample::Folder;

async fn app() -> App {
    let store = Store::open("sqlite::memory:").await.unwrap();
    store.migrate().await.unwrap();
    let clock = FixedClock(Timestamp::from_micros(1_700_000_000_000_000));
    App::new(store, Arc::new(clock), IdSource::new(ChaCha8Rng::seed_from_u64(1)))
}

fn request<'a>(bytes: &'a [u8], options: &'a TrustOptions) -> PageRequest<'a> {
    PageRequest { file: "ratings.csv", bytes, options, representatives_visible_to: None }
}

async fn agreed(bytes: &[u8], visible_to: Option<VisibleTo>) -> PageBody {
    let options = TrustOptions::default();
    let asked = PageRequest { representatives_visible_to: visible_to, ..request(bytes, &options) };
    let page: Released<PageBody> = app().await.trust_page(&asked, |_, _| ()).await.unwrap();
    page.value().clone()
}

async fn everything(bytes: &[u8]) -> PageBody {
    let options = TrustOptions::default();
    app().await.trust_page_unsuppressed(&request(bytes, &options), |_, _| ()).unwrap().value().clone()
}

fn sample(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../samples").join(path)
}

fn folder(name: &str) -> Folder {
    let root = sample(name);
    let mut folder = Folder::new();
    for inner in ["", "interviews"] {
        for entry in std::fs::read_dir(root.join(inner)).unwrap() {
            let path = entry.unwrap().path();
            if path.is_file() {
                let name = path.strip_prefix(&root).unwrap().to_str().unwrap().to_owned();
                folder.insert(name, std::fs::read(&path).unwrap());
            }
        }
    }
    folder
}

/// What is said of every direction, under the ids of the file: kind, source, number, and reason.
fn said(question: &PageQuestion) -> BTreeMap<(String, String), String> {
    states(question).into_iter().map(|(direction, state)| (direction, in_words(&state))).collect()
}

fn states(question: &PageQuestion) -> BTreeMap<(String, String), DirectionState> {
    let name = |id| question.organisations.iter().find(|o| o.id == id).unwrap().external_id.clone();
    let of =
        |d: &troth_lens::DirectionReading| ((name(d.direction.from), name(d.direction.to)), d.state.clone());
    question.reading.directions.iter().map(of).collect()
}

fn in_words(state: &DirectionState) -> String {
    match state {
        DirectionState::Shown { value, source } => {
            format!("{source:?} {:?} {:.1}", value.people, value.estimate * 100.0)
        }
        DirectionState::NotRated => "not rated".to_owned(),
        DirectionState::Withheld { reason, would_help, .. } => format!("withheld: {reason} {would_help}"),
    }
}

/// What is said of a direction apart from its number.
fn kind(state: &DirectionState) -> String {
    match state {
        DirectionState::Shown { value, source } => format!("{source:?} {:?}", value.people),
        other => in_words(other),
    }
}

/// Ranges come from draws that are dealt out in the order of the ids, so they differ a little between databases, and then
/// by a whole point.
fn numbers_agree(one: &DirectionState, other: &DirectionState) -> bool {
    let near = |x: f64, y: f64, by: f64| (x - y).abs() < by;
    match (one.value(), other.value()) {
        (None, None) => true,
        (Some(one), Some(other)) => {
            let ranges = match (one.interval(), other.interval()) {
                (None, None) => true,
                (Some((a, b)), Some((c, d))) => near(a, c, 0.025) && near(b, d, 0.025),
                _ => false,
            };
            near(one.estimate, other.estimate, 1e-9) && ranges
        }
        _ => false,
    }
}

/// Five organisations; `staff` of a about b, and representatives all round who say nothing of who may see it.
fn five(staff: u32, permission: &str) -> String {
    let mut rows = "rater,respondent,target,variable,value,role,visible_to,scale_min,scale_max\n".to_owned();
    for n in 0..staff {
        rows.push_str(&format!("a,s{n},b,fairness,{},staff,,1,5\n", n % 3 + 1));
    }
    let pairs = [
        ("b", "a"),
        ("c", "a"),
        ("c", "b"),
        ("d", "a"),
        ("d", "c"),
        ("e", "a"),
        ("e", "d"),
        ("a", "c"),
        ("c", "d"),
    ];
    for (k, (i, j)) in pairs.into_iter().enumerate() {
        rows.push_str(&format!("{i},,{j},fairness,{},representative,{permission},1,5\n", k % 4 + 2));
    }
    rows
}

#[tokio::test]
async fn the_page_says_what_the_pages_of_the_same_answers_say() {
    let pages = app().await;
    let files = folder("brook-edge");
    let network = pages.open_folder(&files).await.unwrap();
    let names = pages.names(network.id).await.unwrap();
    for round in ["1", "2"] {
        let wave = pages.wave(&network, Some(round)).await.unwrap().unwrap();
        let evidence = pages.evidence(network.id, Some(wave.id)).await.unwrap();
        let mut rows = files[&format!("ratings-wave{round}.csv")].clone();
        let more = &files[&format!("ratings-felt-wave{round}.csv")];
        let head = more.iter().position(|byte| *byte == b'\n').unwrap();
        rows.extend_from_slice(&more[head + 1..]);
        let page = agreed(&rows, None).await;
        assert_eq!(page.questions.len(), evidence.value().ratings.len());
        for question in &page.questions {
            let shown = evidence.value().rating(&question.reading.concept).unwrap();
            let name = |id| names.get(id).unwrap().external_id.clone();
            let theirs: BTreeMap<_, _> = shown
                .directions
                .iter()
                .map(|d| ((name(d.direction.from), name(d.direction.to)), d.state.clone()))
                .collect();
            let ours = states(question);
            assert_eq!(ours.keys().collect::<Vec<_>>(), theirs.keys().collect::<Vec<_>>());
            for (direction, state) in &ours {
                let (ours, theirs) = (state, &theirs[direction]);
                assert_eq!(kind(ours), kind(theirs), "{direction:?} in round {round}");
                assert!(numbers_agree(ours, theirs), "{direction:?} in round {round}: {ours:?} {theirs:?}");
            }
            assert_eq!(question.reading.pairs.len(), shown.pairs.len());
            assert!(question.answers.is_empty() && question.more_parts.is_empty());
        }
    }
}

#[tokio::test]
async fn four_staff_are_withheld_and_five_are_shown() {
    let ab = ("a".to_owned(), "b".to_owned());
    for (staff, shown) in [(4, false), (5, true)] {
        let page = agreed(five(staff, "audience").as_bytes(), None).await;
        let said = said(&page.questions[0]);
        assert_eq!(said[&ab].starts_with("Staff"), shown, "{}", said[&ab]);
        assert_eq!(said[&ab].starts_with("withheld: Not enough answers"), !shown);
        assert!(said[&("b".to_owned(), "a".to_owned())].starts_with("Representative"));
        assert_eq!(said[&("a".to_owned(), "e".to_owned())], "not rated");
    }
}

#[tokio::test]
async fn what_is_withheld_enters_no_estimate() {
    let lower = five(4, "audience");
    let higher =
        lower.replace("fairness,1,staff", "fairness,5,staff").replace("fairness,2,staff", "fairness,5,staff");
    assert_ne!(lower, higher);
    let (one, other) = (agreed(lower.as_bytes(), None).await, agreed(higher.as_bytes(), None).await);
    assert_eq!(one.questions[0].reading.directions, other.questions[0].reading.directions);
    assert_eq!(one.questions[0].estimates, other.questions[0].estimates);
    assert_eq!(one.questions[0].counts, other.questions[0].counts);
}

#[tokio::test]
async fn representatives_who_say_nothing_count_as_totals_unless_the_command_says_otherwise() {
    let file = five(0, "");
    let silent = agreed(file.as_bytes(), None).await;
    assert!(said(&silent.questions[0]).values().all(|s| s.starts_with("withheld") || s == "not rated"));
    assert!(silent.left_out.iter().any(|s| s.starts_with("9 answers of representatives do not say")));
    assert!(silent.questions[0].finding.says.contains("may be shown here"));
    let told = agreed(file.as_bytes(), Some(VisibleTo::Audience)).await;
    assert!(said(&told.questions[0]).values().any(|s| s.starts_with("Representative")));
    let partner = agreed(five(0, "partner").as_bytes(), Some(VisibleTo::Audience)).await;
    assert!(
        said(&partner.questions[0]).values().all(|s| !s.starts_with("Representative")),
        "what the file says counts"
    );
}

#[tokio::test]
async fn without_a_scale_ends_come_only_from_answers_that_may_be_seen() {
    let without = |staff, permission| {
        five(staff, permission)
            .replace(",scale_min,scale_max", "")
            .replace(",1,5\n", "\n")
            .replace("fairness", "warmth")
    };
    let staff = agreed(without(5, "audience").as_bytes(), None).await;
    assert!(staff.questions.is_empty() && staff.left_out[0].contains("No scale is declared for warmth"));
    let open = agreed(without(0, "audience").as_bytes(), None).await;
    assert_eq!(open.questions[0].question, "warmth");
    assert!(
        open.questions[0].scale.contains("0 stands for 2 in the file and 100 for 5"),
        "{}",
        open.questions[0].scale
    );
    let all = everything(without(5, "audience").as_bytes()).await;
    assert!(all.questions[0].scale.contains("0 stands for 1 in the file and 100 for 5"));
}

#[tokio::test]
async fn unsuppressed_gives_the_numbers_of_the_screen() {
    let bytes = std::fs::read(sample("reference/roundrobinr_sample.csv")).unwrap();
    let options = TrustOptions::default();
    let report = analyse("ratings.csv", &bytes, &options, |_, _| ()).unwrap();
    let page = everything(&bytes).await;
    let result = report.results.iter().find(|r| r.wave.as_deref() == Some("2")).unwrap();
    // Answers run from 1 to 7 and no scale is declared.
    let (least, most) = (1.0, 7.0);
    let mut compared = 0;
    for row in &result.by_direction {
        let question = page.questions.iter().find(|q| {
            q.network.as_ref() == Some(&row.network)
                && q.wave.as_deref() == Some("2")
                && q.question == result.variable
        });
        let question = question.unwrap();
        let id = |name: &str| question.organisations.iter().find(|o| o.external_id == name).unwrap().id;
        let direction = Direction { from: id(&row.from), to: id(&row.to) };
        let value = question.reading.direction(direction).unwrap().value().unwrap();
        let expected = ((row.estimate.unwrap() - least) / (most - least)).clamp(0.0, 1.0);
        assert!((value.estimate - expected).abs() < 1e-4, "{} {expected}", value.estimate);
        assert_eq!(question.answers[&direction], row.n);
        compared += 1;
    }
    assert!(compared > 100);
    let Estimates::Fitted(fit) = &page.questions[0].estimates else { panic!("fitted") };
    assert!(fit.with_error);
}

#[tokio::test]
async fn unsuppressed_withholds_nothing() {
    let page = everything(five(1, "totals").as_bytes()).await;
    let said = said(&page.questions[0]);
    assert!(said.values().all(|s| !s.starts_with("withheld")));
    assert!(said[&("a".to_owned(), "b".to_owned())].starts_with("Staff"));
    assert_eq!(page.questions[0].answers.values().sum::<usize>(), 10);
}

#[tokio::test]
async fn the_latest_round_of_a_question_comes_first_and_networks_stay_apart() {
    let round = |network: &str, wave: &str| {
        let rows = five(0, "audience");
        let rows = rows.lines().skip(1).map(|row| format!("{network},{wave},{row}\n"));
        rows.collect::<String>()
    };
    let header = "network,wave,rater,respondent,target,variable,value,role,visible_to,scale_min,scale_max\n";
    let file = [header, &round("north", "2"), &round("north", "10"), &round("east", "1")].concat();
    let page = agreed(file.as_bytes(), None).await;
    let places: Vec<(&str, &str)> =
        page.questions.iter().map(|q| (q.network.as_deref().unwrap(), q.wave.as_deref().unwrap())).collect();
    assert_eq!(places, [("east", "1"), ("north", "10"), ("north", "2")]);
    assert_eq!(page.networks, 2);
    let again = agreed(file.as_bytes(), None).await;
    assert_eq!(
        format!("{:?}", page.questions),
        format!("{:?}", again.questions),
        "the same file gives the same page"
    );
}

#[tokio::test]
async fn items_are_made_into_scores_as_on_the_screen() {
    let mut file = "rater,target,variable,item,value,visible_to,scale_min,scale_max\n".to_owned();
    for (k, (i, j)) in [("a", "b"), ("b", "a"), ("b", "c"), ("c", "d"), ("d", "a"), ("a", "d"), ("c", "a")]
        .into_iter()
        .enumerate()
    {
        for item in ["x", "y"] {
            let permission = if item == "x" && i == "d" { "totals" } else { "audience" };
            file.push_str(&format!("{i},{j},warmth,{item},{},{permission},1,5\n", k % 5 + 1));
        }
    }
    let page = agreed(file.as_bytes(), None).await;
    let said = said(&page.questions[0]);
    assert!(said[&("a".to_owned(), "b".to_owned())].starts_with("Representative"));
    assert!(
        said[&("d".to_owned(), "a".to_owned())].starts_with("withheld"),
        "the narrowest permission of the items counts"
    );
}

#[tokio::test]
async fn what_the_screen_refuses_the_page_refuses_in_the_same_words() {
    let options = TrustOptions {
        intervals: Intervals::Fast,
        variable: Some("fairnes".into()),
        ..TrustOptions::default()
    };
    let good = five(5, "audience");
    let cases: [&[u8]; 5] = [
        b"",
        b"rater,target\na,b\n",
        b"rater,target,value\n",
        b"rater,target,value\na,a,1\n",
        good.as_bytes(),
    ];
    for bytes in cases {
        let page =
            app().await.trust_page(&request(bytes, &options), |_, _| ()).await.unwrap_err().to_string();
        let all = app()
            .await
            .trust_page_unsuppressed(&request(bytes, &options), |_, _| ())
            .unwrap_err()
            .to_string();
        let screen = analyse("ratings.csv", bytes, &options, |_, _| ()).unwrap_err().to_string();
        assert_eq!((page, all), (screen.clone(), screen));
    }
}

#[tokio::test]
async fn three_organisations_have_no_model() {
    let file = "rater,target,value,visible_to,scale_min,scale_max\na,b,1,audience,1,5\nb,a,2,audience,1,5\na,c,3,audience,1,5\n";
    for page in [agreed(file.as_bytes(), None).await, everything(file.as_bytes()).await] {
        assert!(matches!(page.questions[0].reading.status, FitStatus::RawOnly { .. }));
        assert!(page.questions[0].reading.pairs.is_empty());
    }
}
