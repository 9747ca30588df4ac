//! The floor, the fallback to the representative, permissions and differencing.

use troth_network::{EntryId, NetworkId, OrganisationId, Timestamp};

use super::*;
use crate::ledger::{CellOf, LedgerCell};

fn organisation(n: u128) -> OrganisationId {
    format!("00000000-0000-0000-0000-{n:012}").parse().unwrap()
}

fn forth() -> Direction {
    Direction { from: organisation(1), to: organisation(2) }
}

fn staff(people: std::ops::Range<u32>) -> Vec<AnswerRef> {
    people
        .map(|n| AnswerRef {
            direction: forth(),
            role: AnswerRole::Staff,
            respondent: format!("r{n}"),
            visible_to: None,
            end: None,
            items: String::new(),
        })
        .collect()
}

fn representative(visible_to: VisibleTo) -> AnswerRef {
    AnswerRef {
        direction: forth(),
        role: AnswerRole::Representative,
        respondent: "rep".into(),
        visible_to: Some(visible_to),
        end: None,
        items: String::new(),
    }
}

fn plan(answers: &[AnswerRef], audience: &Audience) -> CellPlan {
    CellPlan::of(answers, audience, audience.floor(), &[])
}

#[test]
fn four_staff_are_withheld_and_five_are_shown() {
    assert!(plan(&staff(0..4), &Audience::Agreed).cells.is_empty());
    assert_eq!(plan(&staff(0..5), &Audience::Agreed).cells[0].respondents.len(), 5);
    assert!(plan(&staff(0..9), &Audience::Public).cells.is_empty());
}

#[test]
fn one_person_answering_five_items_is_one_person() {
    let answers: Vec<_> = (0..5).flat_map(|_| staff(0..1)).collect();
    assert!(plan(&answers, &Audience::Agreed).cells.is_empty());
}

#[test]
fn the_representative_stands_in_only_where_allowed_and_never_shares_the_cell() {
    let mut answers = staff(0..4);
    answers.push(representative(VisibleTo::Audience));
    let shown = plan(&answers, &Audience::Agreed);
    assert_eq!(shown.cells[0].source, AnswerRole::Representative);
    assert_eq!(shown.cells[0].rows, vec![4]);
    for narrower in [VisibleTo::Totals, VisibleTo::Pooled, VisibleTo::Partner] {
        answers[4] = representative(narrower);
        assert!(plan(&answers, &Audience::Agreed).cells.is_empty(), "{narrower:?}");
    }
    answers[4] = representative(VisibleTo::Partner);
    assert_eq!(plan(&answers, &Audience::Partner(organisation(2))).cells.len(), 1);
    assert!(plan(&answers, &Audience::Partner(organisation(1))).cells.is_empty());
}

#[test]
fn the_reason_is_the_same_for_one_answer_as_for_four() {
    let reason = |n| plan(&staff(0..n), &Audience::Agreed).withheld[0].reason.clone();
    assert_eq!(reason(1), reason(4));
}

#[test]
fn one_joiner_since_the_last_release_is_not_told_apart() {
    let before = entry(&staff(0..6));
    let again = |answers: &[AnswerRef]| {
        CellPlan::of(answers, &Audience::Agreed, Audience::Agreed.floor(), std::slice::from_ref(&before))
    };
    assert_eq!(again(&staff(0..6)).cells.len(), 1, "the same people may be shown again");
    assert!(again(&staff(0..7)).cells.is_empty(), "one joiner");
    assert!(again(&staff(1..6)).cells.is_empty(), "one leaver");
    assert!(again(&staff(1..7)).cells.is_empty(), "one leaves and one joins");
    assert_eq!(again(&staff(0..11)).cells.len(), 1, "five joiners");
}

#[test]
fn an_answer_made_of_other_questions_counts_as_another() {
    let of = |changed: usize| {
        let mut answers = staff(0..6);
        for (n, answer) in answers.iter_mut().enumerate() {
            answer.items = if n < changed { "a b" } else { "a" }.into();
        }
        answers
    };
    let plan = |changed, earlier: &[LedgerEntry]| {
        CellPlan::of(&of(changed), &Audience::Agreed, Audience::Agreed.floor(), earlier)
    };
    let mut before = entry(&[]);
    before.contributing = plan(0, &[]).cells.iter().map(Cell::in_ledger).collect();
    let before = [before];
    assert_eq!(plan(0, &before).cells.len(), 1);
    assert!(
        plan(1, &before).cells.is_empty(),
        "one more question of one person would be told by the difference"
    );
}

fn entry(answers: &[AnswerRef]) -> LedgerEntry {
    LedgerEntry {
        id: EntryId(organisation(9).0),
        at: Timestamp::from_micros(0),
        viewer: "holder".into(),
        audience: Audience::Agreed,
        network: NetworkId(organisation(9).0),
        wave: None,
        kind: "ratings".into(),
        filter: String::new(),
        contributing_hash: String::new(),
        contributing: vec![LedgerCell {
            of: CellOf::Direction(forth()),
            source: AnswerRole::Staff,
            respondents: answers.iter().map(|a| a.respondent.clone()).collect(),
        }],
        body_hash: String::new(),
    }
}

fn openly(n: u32, end: Option<End>) -> AnswerRef {
    AnswerRef { respondent: format!("{}{n}", crate::open_link::MARK), end, ..staff(0..1).remove(0) }
}

#[test]
fn who_came_by_an_open_link_never_helps_to_reach_the_floor() {
    let mut answers = staff(0..4);
    answers.extend((0..20).map(|n| openly(n, None)));
    assert!(plan(&answers, &Audience::Agreed).cells.is_empty());
    answers.extend(staff(4..5));
    let shown = plan(&answers, &Audience::Agreed);
    assert_eq!(shown.cells[0].rows.len(), 25, "beside five who count they are heard");
    let basis = crate::Basis::Ratings(shown);
    assert_eq!(basis.contributing()[0].respondents.len(), 25, "and protected as everybody");
}

#[test]
fn who_came_by_an_open_link_does_not_hide_that_everybody_agrees() {
    let mut answers = staff(0..5);
    answers.iter_mut().for_each(|answer| answer.end = Some(End::Top));
    answers.extend((0..5).map(|n| openly(n, None)));
    assert_eq!(plan(&answers, &Audience::Agreed).cells[0].end, Some(End::Top));
}

#[test]
fn who_came_by_an_open_link_is_not_told_apart_by_who_left() {
    let mut answers = staff(0..6);
    answers.push(openly(1, None));
    let before = plan(&answers, &Audience::Agreed).cells[0].in_ledger();
    answers.pop();
    let after = plan(&answers, &Audience::Agreed);
    let cell = after.cells[0].in_ledger();
    let mut entry_cell = before;
    entry_cell.of = cell.of.clone();
    assert!(
        after.tells_apart(&cell, &[], std::slice::from_ref(&entry_cell)),
        "the difference would be their answer"
    );
}
