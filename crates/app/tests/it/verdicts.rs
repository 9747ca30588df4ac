//! A verdict has a name and a reason, and two people who decide at once do not overwrite each other.

use troth_app::imports::RatingsOptions;
use troth_app::verdicts::VerdictForm;
use troth_app::{App, AppError};
use troth_gate::Visibility;
use troth_lens::Convergence;
use troth_network::{Determination, Direction, Network};

use super::promises::{founded, id, partner, rows};
use super::support::{Bench, answers, bench, import, small};

#[tokio::test]
async fn the_second_of_two_tabs_is_told_and_not_saved() {
    let bench = bench().await;
    let app = &bench.app;
    let network = small(&bench).await;
    let options = RatingsOptions { wave: Some("1".into()), representatives_visible_to: None };
    app.import_ratings(&network, "r.csv", answers(0..6).as_bytes(), &options).await.unwrap();
    app.import_people(&network, "p.csv", b"id,organisation,name\np,a,Ann\n").await.unwrap();
    app.work_off("test").await.unwrap();
    let ann = app.people(network.id).await.unwrap()[0].id;
    let form = |reason: &str, seen: &str| VerdictForm {
        left: "a".into(),
        right: "b".into(),
        wave: "1".into(),
        narrative: "roles".into(),
        convergence: Some(Convergence::Silence),
        reason: reason.into(),
        by: Some(ann),
        seen: seen.into(),
    };
    let short = app.decide_convergence(&network, form("Yes.", "")).await.unwrap_err();
    assert!(short.to_string().contains("at least ten letters"), "{short}");
    app.decide_convergence(&network, form("The first tab decides.", "")).await.unwrap();
    let second = app.decide_convergence(&network, form("The second tab decides.", "")).await.unwrap_err();
    assert!(matches!(second, AppError::Conflict(_)), "{second}");
    let seen = app.relationship(&network, "a", "b", None).await.unwrap().verdicts;
    assert_eq!(seen.len(), 1);
    assert_eq!(seen[0].reason, "The first tab decides.");
    app.decide_convergence(&network, form("Having read it, I see it otherwise.", &seen[0].id.to_string()))
        .await
        .unwrap();
}

/// Verdicts on A and B and on C and D, under a promise.
async fn decided(bench: &Bench, promised: Visibility) -> Network {
    let app = &bench.app;
    let network = founded(bench, Some(promised)).await;
    import(bench, &network, &rows(&["roles_clear", "reliance_organisation"])).await;
    app.import_people(&network, "p.csv", b"id,organisation,name\np,a,Ann\n").await.unwrap();
    let ann = app.people(network.id).await.unwrap()[0].id;
    for (left, right) in [("a", "b"), ("c", "d")] {
        let form = VerdictForm {
            left: left.into(),
            right: right.into(),
            wave: "1".into(),
            narrative: "roles".into(),
            convergence: Some(Convergence::Partial),
            reason: "B says it is uneven and A does not.".into(),
            by: Some(ann),
            seen: String::new(),
        };
        app.decide_convergence(&network, form).await.unwrap();
    }
    network
}

/// What a partner is shown of verdicts, on Why and on the pages of the two relationships; and of the relationship of A and
/// B what the rule says of all strands together.
async fn seen_by(app: &App, network: &Network) -> ([usize; 3], Convergence) {
    let why = app.why(network, None).await.unwrap().verdicts.len();
    let own = app.relationship(network, "a", "b", None).await.unwrap();
    let others = app.relationship(network, "c", "d", None).await.unwrap().verdicts.len();
    let together = own.body.value().narratives.iter().find(|n| n.narrative == "roles").unwrap();
    if together.cell.convergence == Convergence::Hidden {
        assert!(together.finding.sure.contains("does not show you both sides"), "{:?}", together.finding);
        assert_eq!(together.cell.say.sentence, "Nobody who was heard speaks of it.", "interviews stay");
        assert_eq!(together.cell.record.sentence, "The two have declared no step in common.", "facts stay");
    }
    ([why, own.verdicts.len(), others], together.cell.convergence)
}

#[tokio::test]
async fn a_verdict_that_rests_on_both_sides_is_shown_to_those_who_may_see_both() {
    for (promised, shown) in [
        (Visibility::Totals, [0, 0, 0]),
        (Visibility::Received, [0, 0, 0]),
        (Visibility::Opened, [0, 0, 0]),
        (Visibility::Everyone, [2, 1, 1]),
    ] {
        let bench = bench().await;
        let network = decided(&bench, promised).await;
        assert_eq!(seen_by(&bench.app, &network).await.0, [2, 1, 1], "the agreed audience");
        let first = partner(&bench.app, &network, "a").await;
        let (verdicts, together) = seen_by(&first, &network).await;
        assert_eq!(verdicts, shown, "{promised}");
        assert_eq!(
            together == Convergence::Hidden,
            promised != Visibility::Everyone,
            "{promised}: {together:?}"
        );
        let tasks = first.home(&network).await.unwrap().body.value().tasks.clone();
        let asked = tasks.iter().any(|t| t.title.starts_with("Say whether you agree"));
        assert!(!asked || promised == Visibility::Everyone, "{tasks:?}");
    }
}

#[tokio::test]
async fn a_verdict_comes_with_the_relationship_that_was_opened_and_with_no_other() {
    let bench = bench().await;
    let network = decided(&bench, Visibility::Opened).await;
    let wave = bench.app.wave(&network, None).await.unwrap().unwrap();
    let (first, second) =
        (partner(&bench.app, &network, "a").await, partner(&bench.app, &network, "b").await);
    first.open_relationship(&network, wave.id, id(&bench.app, &network, "b").await, true).await.unwrap();
    assert_eq!(seen_by(&first, &network).await, ([0, 0, 0], Convergence::Hidden), "one yes opens nothing");
    second.open_relationship(&network, wave.id, id(&bench.app, &network, "a").await, true).await.unwrap();
    bench.app.work_off("test").await.unwrap();
    for partner in [&first, &second] {
        let (verdicts, together) = seen_by(partner, &network).await;
        assert_eq!(verdicts, [1, 1, 0]);
        assert_ne!(together, Convergence::Hidden);
    }
}

#[tokio::test]
async fn the_side_that_the_promise_hides_says_so_and_the_other_keeps_its_level() {
    let bench = bench().await;
    let network = decided(&bench, Visibility::Received).await;
    let first = partner(&bench.app, &network, "a").await;
    let (a, b) = (id(&bench.app, &network, "a").await, id(&bench.app, &network, "b").await);
    let page = first.relationship(&network, "a", "b", None).await.unwrap();
    let cell = &page.body.value().narratives.iter().find(|n| n.narrative == "roles").unwrap().cell;
    let [own, received] = if cell.pair.forth() == (Direction { from: a, to: b }) {
        [&cell.rate.forth, &cell.rate.back]
    } else {
        [&cell.rate.back, &cell.rate.forth]
    };
    assert!(received.state.as_ref().unwrap().value().is_some());
    let hidden = "The promise of this round does not show this to partners.";
    assert_eq!(own.determination, Determination::undetermined(hidden));
}
