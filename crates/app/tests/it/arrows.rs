//! What goes together along the arrows of the figure, from the directions that are shown and from no other.

use troth_app::views::why::WhyView;
use troth_gate::Visibility;
use troth_lens::association::{Association, Found};
use troth_lens::two_sided::TwoSided;
use troth_lens::{ArrowSays, Arrows};

use super::promises::{founded, rows};
use super::support::{ALDER_VALE, bench, import};

fn why() -> WhyView {
    let shared = &*ALDER_VALE;
    shared.runtime.block_on(shared.bench.app.why(&shared.network, None)).unwrap()
}

fn of<'a>(view: &'a WhyView, story: &str) -> &'a Arrows {
    let stories = &ALDER_VALE.bench.app.lens().narratives;
    &view.body.value().arrows[stories.iter().position(|s| s.id == story).unwrap()]
}

fn known(association: &Association) -> (f64, usize, usize) {
    match &association.found {
        Found::Known { rho, directions, organisations } => (rho.estimate, *directions, *organisations),
        other => panic!("{association:?}: {other:?}"),
    }
}

#[test]
fn what_goes_together_in_the_sample_is_found_over_directions_that_show_both() {
    let shared = &*ALDER_VALE;
    let view = why();
    let distance = &of(&view, "distance").to_trust[0];
    assert_eq!(
        distance.sign(),
        Some(-1),
        "where one side decides, the other finds it less fair: {distance:?}"
    );
    let evidence = shared.runtime.block_on(async {
        let wave = shared.bench.app.wave(&shared.network, None).await.unwrap().unwrap();
        shared.bench.app.evidence(shared.network.id, Some(wave.id)).await.unwrap()
    });
    let both = |x: &str, y: &str| {
        let reading = |c: &str| -> &TwoSided { evidence.value().rating(c).unwrap() };
        let (x, y) = (reading(x), reading(y));
        let shown = |d: &&troth_lens::DirectionReading| {
            d.state.value().is_some() && y.direction(d.direction).is_some_and(|s| s.value().is_some())
        };
        x.directions.iter().filter(shown).count()
    };
    let (rho, directions, organisations) = known(distance);
    assert!(rho < 0.0 && organisations >= 8);
    assert_eq!(directions, both("narrative:distance", "aspect:fairness"));
    let planning = &of(&view, "capacity").to_work[0];
    let (_, directions, _) = known(planning);
    assert_eq!(directions, both("aspect:fairness", "outcome:planning"), "only directions that show both");
}

#[test]
fn an_arrow_to_joint_work_that_nobody_was_asked_about_is_not_measured() {
    let view = why();
    assert_eq!(ArrowSays::of(&of(&view, "model").to_work), ArrowSays::NotMeasured);
    let roles = of(&view, "roles");
    assert!(roles.to_work.iter().all(|a| a.found == Found::NotMeasured), "{:?}", roles.to_work);
    assert_eq!(roles.to_trust.len(), 2, "each kind of trust has its own");
}

#[tokio::test]
async fn between_four_organisations_nothing_is_told() {
    let bench = bench().await;
    let network = founded(&bench, Some(Visibility::Everyone)).await;
    import(&bench, &network, &rows(&["fairness", "capacity_alike", "outcome_planning"])).await;
    let view = bench.app.relationship(&network, "a", "b", None).await.unwrap();
    let capacity = view.body.value().narratives.iter().find(|n| n.narrative == "capacity").unwrap();
    for arrow in [&capacity.arrows.to_trust[0], &capacity.arrows.to_work[0]] {
        assert!(
            matches!(&arrow.found, Found::TooLittle { reason } if reason.contains("4 organisations")),
            "{arrow:?}"
        );
    }
    assert_eq!(ArrowSays::of(&capacity.arrows.to_work), ArrowSays::CannotTell);
}
