//! The sample's story is found: what was put into the answers, interviews and pathways comes out on the pages.

use troth_app::views::map::MapFilter;
use troth_app::views::relationship::{NarrativeBlock, RelationshipView};
use troth_lens::two_sided::DirectionState;
use troth_lens::{AnswerSource, Convergence, FitStatus};
use troth_network::{Direction, Level};

use super::support::ALDER_VALE;

fn relationship(left: &str, right: &str, wave: Option<&str>) -> RelationshipView {
    let shared = &*ALDER_VALE;
    shared.runtime.block_on(shared.bench.app.relationship(&shared.network, left, right, wave)).unwrap()
}

fn narrative<'a>(view: &'a RelationshipView, id: &str) -> &'a NarrativeBlock {
    view.body.value().narratives.iter().find(|n| n.narrative == id).unwrap()
}

#[test]
fn the_council_finds_the_hospital_hard_to_rely_on_and_the_map_says_so_first() {
    let shared = &*ALDER_VALE;
    let map = shared.runtime.block_on(shared.bench.app.map(&shared.network, &MapFilter::default())).unwrap();
    let body = map.body.value();
    assert_eq!(
        body.finding.says,
        "Council Adult Social Care finds Alder Vale General Hospital hard to rely on; Alder Vale General Hospital \
         does not see it that way."
    );
    assert!(matches!(body.status, Some(FitStatus::Fitted { fragile: false })));
    let view = relationship("council-asc", "acute", None);
    let gap = view.body.value().reliance.gap.clone().unwrap();
    let (low, high) = gap.interval().unwrap();
    assert!(low < -0.425 + 0.2 && high < -0.15, "the true gap is 39 points: {low} to {high}");
}

#[test]
fn fairness_and_capacity_are_strained_from_the_councils_side() {
    let view = relationship("council-asc", "acute", None);
    let fairness = view.body.value().dumbbell.rows.iter().find(|r| r.label == "Fair to us").unwrap();
    assert!(fairness.gap.as_ref().unwrap().interval().unwrap().1 < 0.0);
    let capacity = &narrative(&view, "capacity").cell;
    let council_is_a = capacity.pair.a() == view.left.id;
    let council = if council_is_a { &capacity.rate.forth } else { &capacity.rate.back };
    assert_eq!(council.determination.level(), Some(Level::High));
}

#[test]
fn who_does_what_is_unclear_in_all_three_strands() {
    let view = relationship("council-asc", "acute", None);
    let roles = narrative(&view, "roles");
    assert_eq!(
        (roles.cell.convergence, roles.cell.agreed_level),
        (Convergence::Agreement, Some(Level::High))
    );
    let found = roles.roles.as_ref().unwrap();
    assert_eq!((found.shared, found.counts().problems()), (9, 7));
    assert!(view.verdicts.iter().any(|v| v.narrative == "roles"));
}

#[test]
fn skill_is_praised_in_the_survey_and_doubted_in_the_interviews() {
    let view = relationship("acute", "council-asc", None);
    let expertise = &narrative(&view, "expertise").cell;
    assert_eq!(expertise.convergence, Convergence::Dissonance);
    assert_eq!(expertise.say.determination.level(), Some(Level::High));
}

#[test]
fn the_hospital_does_not_know_what_the_voluntary_sector_can_do() {
    let view = relationship("acute", "voluntary-action", None);
    let expertise = &narrative(&view, "expertise").cell;
    assert_eq!(expertise.agreed_level, Some(Level::High));
    assert!(narrative(&view, "expertise").uneven.gap.as_ref().unwrap().interval().unwrap().1 < 0.0);
}

#[test]
fn the_ward_pair_is_not_fitted_and_the_ward_and_reablement_are() {
    let wards = relationship("ward-4", "ward-7", None);
    assert!(wards.body.value().reliance.left.is_none() && wards.body.value().reliance.right.is_none());
    assert!(wards.body.value().finding.says.contains("were not asked about each other"));
    let ward = relationship("ward-4", "reablement", None);
    assert!(ward.body.value().reliance.gap.as_ref().unwrap().interval().unwrap().1 < 0.0);
}

#[test]
fn one_relationship_improved_after_its_small_win() {
    let reliance = |wave| {
        let view = relationship("idt", "reablement", Some(wave));
        let row = view.body.value().reliance.clone();
        let value = |state: Option<DirectionState>| state.and_then(|s| s.value().cloned()).unwrap();
        (value(row.left), value(row.right))
    };
    let (before, after) = (reliance("1"), reliance("2"));
    for (before, after) in [(before.0, after.0), (before.1, after.1)] {
        let (b, a) = (before.interval().unwrap(), after.interval().unwrap());
        assert!(b.1 < a.0, "before {b:?}, after {a:?}");
    }
    let view = relationship("idt", "reablement", None);
    assert_eq!(view.body.value().actions.len(), 1);
    assert!(view.body.value().actions[0].0.a_reviewed && view.body.value().actions[0].0.b_reviewed);
}

#[test]
fn what_may_not_be_shown_is_visibly_withheld_and_enters_no_fit() {
    let shared = &*ALDER_VALE;
    let app = &shared.bench.app;
    let evidence = shared.runtime.block_on(async {
        let wave = app.wave(&shared.network, None).await.unwrap().unwrap();
        app.evidence(shared.network.id, Some(wave.id)).await.unwrap()
    });
    let reading = evidence.value().rating("construct:reliance_organisation").unwrap();
    let (mut staff, mut withheld) = (0, 0);
    for direction in &reading.directions {
        match &direction.state {
            DirectionState::Shown { value, source: AnswerSource::Staff } => {
                assert!(value.people >= troth_network::CountBand::of(5));
                staff += 1;
            }
            DirectionState::Withheld { reason, .. } => {
                assert!(!reason.is_empty());
                withheld += 1;
            }
            _ => {}
        }
    }
    assert!(staff > 20 && withheld > 5, "{staff} staff cells, {withheld} withheld");
    for pair in &reading.pairs {
        for direction in [pair.pair.forth(), pair.pair.back()] {
            let Direction { from, to } = direction;
            assert!(reading.direction(Direction { from, to }).unwrap().value().is_some());
        }
    }
}

#[test]
fn home_gives_one_next_task_and_the_finding() {
    let shared = &*ALDER_VALE;
    let home = shared.runtime.block_on(shared.bench.app.home(&shared.network)).unwrap();
    let body = home.body.value();
    assert!(body.finding.as_ref().unwrap().0.says.starts_with("Council Adult Social Care"));
    assert!(!body.tasks.is_empty());
    assert_eq!(home.progress.unfinished, 0, "{:?}", home.progress);
    assert!(home.progress.failed.is_empty());
}

#[test]
fn working_out_again_releases_nothing_twice() {
    let shared = &*ALDER_VALE;
    let app = &shared.bench.app;
    let seal = || {
        shared.runtime.block_on(async {
            let wave = app.wave(&shared.network, None).await.unwrap().unwrap();
            app.evidence(shared.network.id, Some(wave.id)).await.unwrap().seal().clone()
        })
    };
    let before = seal();
    shared.runtime.block_on(async {
        app.refresh_all(shared.network.id).await.unwrap();
        app.work_off("test").await.unwrap();
    });
    assert_eq!(before, seal());
}
