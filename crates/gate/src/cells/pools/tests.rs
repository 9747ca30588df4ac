//! Pools of similar organisations: only of what is not shown by itself, and only of enough.

use super::*;
use crate::audience::Audience;
use crate::rules::Rules;
use crate::sight::Sight;

fn organisation(n: u128) -> OrganisationId {
    format!("00000000-0000-0000-0000-{n:012}").parse().unwrap()
}

/// The organisation that everybody rates.
const ABOUT: u128 = 99;

/// `people` staff of organisation `n`.
fn staff(n: u128, people: usize) -> Vec<AnswerRef> {
    (0..people).map(|k| answer(n, AnswerRole::Staff, &format!("o{n}-{k}"), None)).collect()
}

fn representative(n: u128, visible_to: VisibleTo) -> AnswerRef {
    answer(n, AnswerRole::Representative, &format!("representative:{n}"), Some(visible_to))
}

fn answer(n: u128, role: AnswerRole, respondent: &str, visible_to: Option<VisibleTo>) -> AnswerRef {
    let direction = Direction { from: organisation(n), to: organisation(ABOUT) };
    AnswerRef { direction, role, respondent: respondent.into(), visible_to, end: None, items: String::new() }
}

/// Organisations 1 to 4 are care homes, 5 to 9 charities; all are of one sector.
fn planned(answers: &[AnswerRef]) -> CellPlan {
    let kin = (1..=9)
        .map(|n| {
            let kind = if n <= 4 { "care home" } else { "charity" };
            (organisation(n), Kin { kind: kind.into(), sector: "care".into() })
        })
        .collect();
    let (audience, sight) = (Audience::Agreed, Sight::default());
    let floor = audience.floor();
    let rules = Rules::default();
    CellPlan::planned(
        answers,
        &Planning { audience: &audience, floor, earlier: &[], kin: &kin, sight: &sight, rules },
    )
}

fn sizes(plan: &CellPlan) -> Vec<(String, usize, usize)> {
    plan.pools.iter().map(|p| (p.pool.of.word().to_owned(), p.organisations(), p.respondents.len())).collect()
}

#[test]
fn three_organisations_with_five_people_are_pooled() {
    let answers = [staff(1, 2), staff(2, 2), staff(3, 1)].concat();
    let plan = planned(&answers);
    assert_eq!(sizes(&plan), [("care home".to_owned(), 3, 5)]);
    assert!(plan.cells.is_empty(), "a pool is no cell of the model");
    assert_eq!(plan.withheld.len(), 3, "each direction still says that it is not shown by itself");
    assert!(planned(&[staff(1, 2), staff(2, 2)].concat()).pools.is_empty(), "two organisations");
    assert!(planned(&[staff(1, 1), staff(2, 2), staff(3, 1)].concat()).pools.is_empty(), "four people");
}

#[test]
fn a_pool_holds_nothing_that_is_shown_by_itself() {
    let answers = [staff(1, 6), staff(2, 2), staff(3, 2), staff(4, 2)].concat();
    let plan = planned(&answers);
    assert_eq!(plan.cells.len(), 1);
    assert_eq!(sizes(&plan), [("care home".to_owned(), 3, 6)]);
    assert!(plan.pools[0].respondents.is_disjoint(&plan.cells[0].respondents));
    // With two left over, the shown one does not help them across the line.
    assert!(planned(&[staff(1, 6), staff(2, 2), staff(3, 3)].concat()).pools.is_empty());
}

#[test]
fn what_a_kind_cannot_hold_is_pooled_by_sector() {
    let answers = [staff(1, 2), staff(2, 2), staff(5, 2)].concat();
    assert_eq!(sizes(&planned(&answers)), [("care".to_owned(), 3, 6)]);
    let more = [staff(1, 2), staff(2, 2), staff(3, 2), staff(5, 2), staff(6, 3)].concat();
    assert_eq!(
        sizes(&planned(&more)),
        [("care home".to_owned(), 3, 6)],
        "two charities are too few for the rest"
    );
}

#[test]
fn representatives_are_pooled_among_themselves_and_only_if_they_allowed_it() {
    let five = |allowed| (5..=9).map(|n| representative(n, allowed)).collect::<Vec<_>>();
    assert_eq!(sizes(&planned(&five(VisibleTo::Pooled))), [("charity".to_owned(), 5, 5)]);
    assert!(planned(&five(VisibleTo::Totals)).pools.is_empty());
    let mixed: Vec<AnswerRef> = [staff(5, 2), staff(6, 2), five(VisibleTo::Pooled)].concat();
    let plan = planned(&mixed);
    assert!(
        plan.pools.iter().all(|p| p.source == AnswerRole::Representative),
        "staff are not made up with them"
    );
}
