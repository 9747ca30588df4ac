//! Change since the round before, and two answers beside each other: from files to the relationship page.

use std::fmt::Write as _;

use troth_app::App;
use troth_app::imports::RatingsOptions;
use troth_app::views::relationship::RelationshipView;
use troth_app::views::since::{ChangeRow, Since};
use troth_gate::Visibility;
use troth_lens::{Contrast, DirectionState};
use troth_network::Network;

use super::promises::{founded, partner, rows};
use super::support::{ALDER_VALE, Bench, bench};

const HEAD: &str = "rater,respondent,target,variable,value,scale_min,scale_max\n";

async fn import(bench: &Bench, network: &Network, wave: &str, text: &str) {
    let options = RatingsOptions { wave: Some(wave.into()), representatives_visible_to: None };
    bench.app.import_ratings(network, "r.csv", text.as_bytes(), &options).await.unwrap();
    bench.app.work_off("test").await.unwrap();
}

async fn between(app: &App, network: &Network, wave: Option<&str>) -> RelationshipView {
    app.relationship(network, "a", "b", wave).await.unwrap()
}

fn row<'a>(view: &'a RelationshipView, question: &str) -> &'a ChangeRow {
    let rows = view.body.value().since.rows();
    rows.iter().find(|r| r.question == question).unwrap_or_else(|| panic!("{question} is not in {rows:?}"))
}

fn points(state: Option<&DirectionState>) -> f64 {
    (state.and_then(DirectionState::value).unwrap().estimate * 100.0).round()
}

#[test]
fn the_change_of_the_sample_is_found_and_is_the_difference_of_what_both_rounds_show() {
    let shared = &*ALDER_VALE;
    let view = |wave| {
        let app = &shared.bench.app;
        shared.runtime.block_on(app.relationship(&shared.network, "idt", "reablement", Some(wave))).unwrap()
    };
    let (first, second) = (view("1"), view("2"));
    assert_eq!(first.body.value().since, Since::First, "there is no round before the first");
    let reliance = row(&second, "We can rely on them");
    assert!(reliance.left.is_higher() && reliance.right.is_higher() && reliance.both.is_higher());
    let by = (reliance.left.value().unwrap().estimate * 100.0).round();
    let shown = |v: &RelationshipView| points(v.body.value().reliance.left.as_ref());
    assert_eq!(by, shown(&second) - shown(&first));
    let Since::Rows { words_known, rows, .. } = &second.body.value().since else { panic!("no rows") };
    assert!(*words_known, "both rounds of the sample have the questionnaire that comes with Troth");
    let roles = rows.iter().find(|r| r.question == "Who does what is unclear").unwrap();
    assert!(!roles.left.is_higher(), "it did not get less clear");
}

#[tokio::test]
async fn a_direction_that_one_of_two_rounds_withholds_has_no_change() {
    let bench = bench().await;
    let network = founded(&bench, Some(Visibility::Everyone)).await;
    import(&bench, &network, "1", &rows(&["fairness"])).await;
    // Two of six leave: a about b rests on four and is withheld.
    let kept = |line: &&str| !(line.starts_with("a,a4,b,") || line.starts_with("a,a5,b,"));
    let all = rows(&["fairness"]);
    let fewer: Vec<&str> = all.lines().filter(kept).collect();
    import(&bench, &network, "2", &(fewer.join("\n") + "\n")).await;
    let view = between(&bench.app, &network, None).await;
    let fair = row(&view, "Fair to us");
    assert_eq!((&fair.left, &fair.both), (&Contrast::NotBoth, &Contrast::NotBoth));
    assert!(fair.right.value().is_some(), "the other side is shown in both rounds: {fair:?}");
    let reversed = bench.app.relationship(&network, "b", "a", None).await.unwrap();
    assert_eq!(row(&reversed, "Fair to us").right, Contrast::NotBoth);
    // And the other way round: withheld in the round before, shown in this one.
    import(&bench, &network, "3", &all).await;
    let view = between(&bench.app, &network, None).await;
    assert_eq!(row(&view, "Fair to us").left, Contrast::NotBoth);
}

#[tokio::test]
async fn another_scale_and_other_items_are_named_and_not_compared() {
    let bench = bench().await;
    let network = founded(&bench, Some(Visibility::Everyone)).await;
    import(&bench, &network, "1", &rows(&["fairness", "credibility", "model_open"])).await;
    let wider = rows(&["fairness"]).replace(",1,5\n", ",1,7\n");
    let more = rows(&["credibility", "model_open", "model_understand", "mutuality"]);
    import(&bench, &network, "2", &(wider + more.strip_prefix(HEAD).unwrap())).await;
    let view = between(&bench.app, &network, None).await;
    let reason = |question: &str| match &row(&view, question).left {
        Contrast::NotCompared { reason } => reason.clone(),
        other => panic!("{question}: {other:?}"),
    };
    assert!(reason("Fair to us").starts_with("It was answered on another scale in"));
    assert!(reason("Partners work and think differently").starts_with("Other questions stood behind it in"));
    let mutuality =
        view.body.value().since.rows().iter().find(|r| r.question.contains("our interest")).unwrap();
    assert!(
        matches!(&mutuality.both, Contrast::NotCompared { reason } if reason.starts_with("It was not asked"))
    );
    let able = view.body.value().since.rows().iter().filter(|r| r.left.value().is_some()).count();
    assert_eq!(able, 1, "what was asked alike is compared");
}

#[tokio::test]
async fn rounds_that_were_promised_to_other_readers_are_not_put_beside_each_other() {
    let bench = bench().await;
    let network = founded(&bench, Some(Visibility::Everyone)).await;
    import(&bench, &network, "1", &rows(&["fairness"])).await;
    bench.app.choose_promise(&network, Visibility::Received, "Jo Lee, Healthwatch").await.unwrap();
    import(&bench, &network, "2", &rows(&["fairness"])).await;
    let first = partner(&bench.app, &network, "a").await;
    let seen = between(&first, &network, None).await;
    assert!(matches!(&seen.body.value().since, Since::OtherReaders { .. }), "{:?}", seen.body.value().since);
    assert!(matches!(&between(&bench.app, &network, None).await.body.value().since, Since::Rows { .. }));

    // Under the same promise in both rounds: what was received and nothing of what was given.
    import(&bench, &network, "3", &rows(&["fairness"])).await;
    let seen = between(&first, &network, None).await;
    let fair = row(&seen, "Fair to us");
    assert_eq!((&fair.left, &fair.both), (&Contrast::NotBoth, &Contrast::NotBoth));
    let others = first.relationship(&network, "c", "d", None).await.unwrap();
    assert!(others.body.value().since.rows().iter().all(|r| r.left == r.right && r.left.value().is_none()));
}

/// Who about whom, and around which level.
type Raised = (&'static str, &'static str, usize);

/// Answers of six people of each organisation on each variable, around these levels or 3.
fn levels(of: &[(&str, &[Raised])]) -> String {
    let mut out = HEAD.to_owned();
    for (variable, raised) in of {
        for (i, rater) in ["a", "b", "c", "d"].into_iter().enumerate() {
            for (j, target) in ["a", "b", "c", "d"].into_iter().enumerate().filter(|(j, _)| *j != i) {
                let level = raised.iter().find(|(f, t, _)| (*f, *t) == (rater, target)).map_or(3, |r| r.2);
                for person in 0..6 {
                    let value = level * 2 + (i + j * 2 + person) % 3;
                    writeln!(out, "{rater},{rater}{person},{target},{variable},{value},1,14").unwrap();
                }
            }
        }
    }
    out
}

#[tokio::test]
async fn the_person_and_what_is_thought_stand_beside_the_organisation_and_what_is_said() {
    let bench = bench().await;
    let network = founded(&bench, Some(Visibility::Everyone)).await;
    let text = levels(&[
        ("reliance_organisation", &[("a", "b", 1), ("b", "a", 1), ("c", "a", 4), ("d", "b", 2)]),
        ("reliance_contact", &[("a", "b", 6), ("b", "a", 1), ("c", "b", 4), ("d", "c", 2)]),
        ("felt_trust", &[("a", "b", 6), ("b", "a", 1), ("c", "d", 4), ("d", "a", 2)]),
    ]);
    import(&bench, &network, "1", &text).await;
    let view = between(&bench.app, &network, None).await;
    let [a, b] = view.body.value().person.as_ref().unwrap();
    assert!(a.contrast.is_higher(), "a relies on the person more: {a:?}");
    assert!(b.contrast.is_open(), "b relies on both alike: {b:?}");
    let by = |c: &Contrast| (c.value().unwrap().estimate * 100.0).round();
    assert_eq!(by(&a.contrast), points(a.person.as_ref()) - points(a.organisation.as_ref()));
    let [a, b] = view.body.value().felt.as_ref().unwrap();
    assert_eq!(a.said, view.body.value().reliance.right, "what a thinks is held against what b says of a");
    assert_eq!(a.own, view.body.value().reliance.left);
    assert!(a.accuracy.is_higher() && a.assumed.is_higher(), "a thinks b relies on it, b does not: {a:?}");
    assert!(!b.accuracy.is_higher() && !b.accuracy.is_lower(), "{b:?}");

    // A partner that sees what it receives sees neither its own thoughts nor a difference with them.
    let network = &network;
    bench.app.choose_promise(network, Visibility::Received, "Jo Lee, Healthwatch").await.unwrap();
    import(&bench, network, "2", &text).await;
    let seen = between(&partner(&bench.app, network, "a").await, network, None).await;
    let [own, _] = seen.body.value().felt.as_ref().unwrap();
    assert_eq!((&own.accuracy, &own.assumed), (&Contrast::NotBoth, &Contrast::NotBoth));
    let [own, _] = seen.body.value().person.as_ref().unwrap();
    assert_eq!(own.contrast, Contrast::NotBoth);
}

#[tokio::test]
async fn two_questions_on_different_scales_are_not_compared() {
    let bench = bench().await;
    let network = founded(&bench, Some(Visibility::Everyone)).await;
    let other = rows(&["reliance_contact"]).replace(",1,5\n", ",1,7\n");
    let text = rows(&["reliance_organisation"]) + other.strip_prefix(HEAD).unwrap();
    import(&bench, &network, "1", &text).await;
    let view = between(&bench.app, &network, None).await;
    let [a, _] = view.body.value().person.as_ref().unwrap();
    assert!(matches!(&a.contrast, Contrast::NotCompared { reason } if reason.contains("different scales")));
    assert!(view.body.value().felt.is_none(), "nobody was asked");
}
