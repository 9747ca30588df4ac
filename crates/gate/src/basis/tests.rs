//! The gate refuses whatever the basis does not cover, and the whole way from decision to release.

use std::collections::BTreeMap;

use troth_network::{
    Direction, EntryId, NetworkId, OrganisationId, Pair, Timestamp, Uncertainty, Value, VisibleTo, WaveId,
};

use super::*;
use crate::audience::{Audience, Viewer};
use crate::cells::{AnswerRef, Planning};
use crate::decide::{Decision, decide};
use crate::ledger::Receipt;
use crate::rules::Rules;
use crate::sight::{Sight, Visibility};
use troth_lens::{DirectionReading, PairReading};

fn organisation(n: u128) -> OrganisationId {
    format!("00000000-0000-0000-0000-{n:012}").parse().unwrap()
}

fn forth() -> Direction {
    Direction { from: organisation(1), to: organisation(2) }
}

fn answers(staff_forth: u32, staff_back: u32) -> Vec<AnswerRef> {
    let of = |direction, n: u32, tag: &str| {
        let tag = tag.to_owned();
        (0..n).map(move |k| AnswerRef {
            direction,
            role: AnswerRole::Staff,
            respondent: format!("{tag}{k}"),
            visible_to: None::<VisibleTo>,
            end: None,
            items: String::new(),
        })
    };
    of(forth(), staff_forth, "f").chain(of(forth().reversed(), staff_back, "b")).collect()
}

fn plan(answers: &[AnswerRef]) -> CellPlan {
    CellPlan::of(answers, &Audience::Agreed, Audience::Agreed.floor(), &[])
}

fn value(people: usize) -> Value {
    Value {
        estimate: 0.5,
        uncertainty: Uncertainty::Interval { low: 0.4, high: 0.6 },
        people: CountBand::of(people),
    }
}

fn shown(direction: Direction, people: usize) -> DirectionReading {
    let state = DirectionState::Shown { value: value(people), source: AnswerSource::Staff };
    DirectionReading { direction, state }
}

fn reading(directions: Vec<DirectionReading>, pairs: Vec<PairReading>) -> TwoSided {
    TwoSided {
        concept: "aspect:fairness".into(),
        wave: WaveId(organisation(8).0),
        status: FitStatus::RawOnly { reason: "few".into() },
        mean: None,
        organisations: vec![organisation(1), organisation(2)],
        directions,
        pairs,
        warnings: Vec::new(),
    }
}

fn context(plan: CellPlan, audience: Audience) -> Context {
    Context {
        viewer: Viewer::holder(),
        audience,
        network: NetworkId(organisation(7).0),
        wave: Some(WaveId(organisation(8).0)),
        kind: "ratings".into(),
        filter: "aspect:fairness".into(),
        basis: Basis::Ratings(plan),
        at: Timestamp::from_micros(1),
        entry: EntryId(organisation(6).0),
    }
}

fn reason(value: TwoSided, context: Context, history: &[LedgerEntry]) -> Option<String> {
    match decide(value, context, history).unwrap() {
        Decision::Pending(_) => None,
        Decision::Withheld(withheld) => Some(withheld.reason),
    }
}

#[test]
fn a_direction_outside_the_plan_is_stopped() {
    let plan = plan(&answers(6, 3));
    let leaking = reading(vec![shown(forth(), 6), shown(forth().reversed(), 3)], vec![]);
    assert!(reason(leaking, context(plan.clone(), Audience::Agreed), &[]).unwrap().contains("may not see"));
    let covered = reading(vec![shown(forth(), 6)], vec![]);
    assert_eq!(reason(covered, context(plan, Audience::Agreed), &[]), None);
}

#[test]
fn a_gap_with_a_hidden_side_is_stopped() {
    let pair = PairReading {
        pair: Pair::of(organisation(1), organisation(2)),
        level: value(6),
        gap: value(6),
        unlike_sources: false,
    };
    let leaking = reading(vec![shown(forth(), 6)], vec![pair]);
    assert!(
        reason(leaking, context(plan(&answers(6, 3)), Audience::Agreed), &[]).unwrap().contains("difference")
    );
}

/// Six staff of 1 about 2 and of 2 about 1 and 3, planned for 1 under the promise that partners see what is said of them.
fn received() -> CellPlan {
    let mut answers = answers(6, 6);
    answers.extend(answers.clone().into_iter().filter(|a| a.direction == forth()).map(|a| AnswerRef {
        direction: Direction { from: organisation(2), to: organisation(3) },
        respondent: format!("x{}", a.respondent),
        ..a
    }));
    let sight = Sight { visibility: Visibility::Received, ..Sight::default() };
    let audience = Audience::Partner(organisation(1));
    let (kin, rules) = (BTreeMap::new(), Rules::default());
    let floor = audience.floor();
    let planning = Planning { audience: &audience, floor, earlier: &[], kin: &kin, sight: &sight, rules };
    CellPlan::planned(&answers, &planning)
}

#[test]
fn a_relationship_of_which_neither_side_may_be_seen_is_stopped_without_a_value_too() {
    let withheld =
        || DirectionState::Withheld { reason: "few".into(), would_help: String::new(), pooled: None };
    let own =
        || vec![shown(forth().reversed(), 6), DirectionReading { direction: forth(), state: withheld() }];
    let context = || context(received(), Audience::Partner(organisation(1)));
    assert_eq!(
        reason(reading(own(), vec![]), context(), &[]),
        None,
        "one side may be seen, the other is named"
    );
    for state in [DirectionState::NotRated, withheld()] {
        for (from, to) in [(2, 3), (3, 2)] {
            let direction = Direction { from: organisation(from), to: organisation(to) };
            let mut directions = own();
            directions.push(DirectionReading { direction, state: state.clone() });
            let reason = reason(reading(directions, vec![]), context(), &[]);
            assert!(reason.as_ref().is_some_and(|r| r.contains("neither side")), "{state:?}: {reason:?}");
        }
    }
}

#[test]
fn cells_planned_for_the_agreed_audience_are_not_public() {
    let value = reading(vec![shown(forth(), 6)], vec![]);
    assert!(reason(value, context(plan(&answers(6, 0)), Audience::Public), &[]).is_some());
}

#[test]
fn a_second_release_with_one_more_person_is_stopped() {
    let first = reading(vec![shown(forth(), 6)], vec![]);
    let Decision::Pending(pending) =
        decide(first, context(plan(&answers(6, 0)), Audience::Agreed), &[]).unwrap()
    else {
        panic!("the first release passes")
    };
    let history = vec![pending.entry().clone()];
    let second = reading(vec![shown(forth(), 7)], vec![]);
    assert!(
        reason(second, context(plan(&answers(7, 0)), Audience::Agreed), &history)
            .unwrap()
            .contains("earlier")
    );
}

#[test]
fn a_value_is_handed_out_only_against_its_own_receipt() {
    let pend = |entry: u128| {
        let mut context = context(plan(&answers(6, 0)), Audience::Agreed);
        context.entry = EntryId(organisation(entry).0);
        match decide(reading(vec![shown(forth(), 6)], vec![]), context, &[]).unwrap() {
            Decision::Pending(pending) => pending,
            Decision::Withheld(withheld) => panic!("{withheld}"),
        }
    };
    let other = Receipt::of_committed(pend(5).entry());
    assert!(pend(6).release(&other).is_err());
    let own = Receipt::of_committed(pend(6).entry());
    assert_eq!(pend(6).release(&own).unwrap().seal().audience, Audience::Agreed);
}

#[test]
fn a_stored_release_opens_only_unaltered_and_for_its_audience() {
    let Decision::Pending(pending) = decide(
        reading(vec![shown(forth(), 6)], vec![]),
        context(plan(&answers(6, 0)), Audience::Agreed),
        &[],
    )
    .unwrap() else {
        panic!("passes")
    };
    let (body, entry) = (pending.body().to_owned(), pending.entry().clone());
    let open = |body: &str, audience: &Audience| crate::Released::<TwoSided>::reopen(body, &entry, audience);
    assert!(open(&body, &Audience::Agreed).is_ok());
    assert!(open(&body.replace("0.5", "0.9"), &Audience::Agreed).is_err());
    assert!(open(&body, &Audience::Public).is_err());
}
