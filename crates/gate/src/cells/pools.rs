//! What organisations of one kind or sector say of another, where none of them can be shown by itself.
//!
//! A pool is made of directions that are not shown by themselves, and of no other: a pool of all care homes beside the
//! two that are shown alone would give back the third by subtraction.

use std::collections::{BTreeMap, BTreeSet};

use troth_network::{AnswerRole, Direction, OrganisationId, VisibleTo};

use super::{AnswerRef, CellPlan, Planning};
use crate::audience::Audience;
use crate::cells::edge::End;
use crate::ledger::{Likeness, Pool};
use crate::rules::Rule;

/// Fewest organisations in a pool.
pub(crate) const ORGANISATIONS: usize = 3;

/// What an organisation is like.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Kin {
    /// Its kind, such as "care home"; empty if nobody said.
    pub kind: String,
    /// Its sector.
    pub sector: String,
}

/// Directions towards one organisation that are shown together because none may be shown by itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PoolCell {
    /// Who about whom.
    pub pool: Pool,
    /// The directions it stands in for.
    pub directions: Vec<Direction>,
    /// Staff or representatives: the two never share a cell.
    pub source: AnswerRole,
    /// Opaque ids of the respondents behind it.
    pub respondents: BTreeSet<String>,
    /// Positions of its answers in the list the plan was made from.
    pub rows: Vec<usize>,
    /// The end of the scale that nearly all of them gave.
    pub end: Option<End>,
}

impl PoolCell {
    /// How many organisations are in it.
    pub fn organisations(&self) -> usize {
        self.directions.len()
    }
}

/// The pools among directions that are too `short` to be shown: staff by kind, then what is left by sector, then
/// representatives who allowed as much, by kind and sector.
pub(crate) fn of(
    answers: &[AnswerRef],
    planning: &Planning<'_>,
    plan: &CellPlan,
    by_direction: &BTreeMap<Direction, Vec<usize>>,
    mut short: BTreeSet<Direction>,
) -> Vec<PoolCell> {
    let mut pools = Vec::new();
    for (source, by_kind) in [
        (AnswerRole::Staff, true),
        (AnswerRole::Staff, false),
        (AnswerRole::Representative, true),
        (AnswerRole::Representative, false),
    ] {
        let mut alike: BTreeMap<Pool, BTreeSet<Direction>> = BTreeMap::new();
        for direction in &short {
            if let Some(of) = likeness(planning, direction.from, by_kind) {
                alike.entry(Pool { of, about: direction.to }).or_default().insert(*direction);
            }
        }
        for (pool, mut directions) in alike {
            if !planning.rules.hold(Rule::Complement) {
                let all = by_direction.keys().filter(|d| d.to == pool.about);
                directions
                    .extend(all.filter(|d| likeness(planning, d.from, by_kind).as_ref() == Some(&pool.of)));
            }
            if let Some(made) = made(answers, planning, plan, by_direction, (pool, directions, source)) {
                short.retain(|d| !made.directions.contains(d));
                pools.push(made);
            }
        }
    }
    pools
}

fn likeness(planning: &Planning<'_>, organisation: OrganisationId, by_kind: bool) -> Option<Likeness> {
    let kin = planning.kin.get(&organisation)?;
    let word = if by_kind { &kin.kind } else { &kin.sector };
    let like = if by_kind { Likeness::Kind } else { Likeness::Sector };
    (!word.trim().is_empty()).then(|| like(word.clone()))
}

/// A pool of these directions, if it holds enough people and organisations.
fn made(
    answers: &[AnswerRef],
    planning: &Planning<'_>,
    plan: &CellPlan,
    by_direction: &BTreeMap<Direction, Vec<usize>>,
    (pool, directions, source): (Pool, BTreeSet<Direction>, AnswerRole),
) -> Option<PoolCell> {
    let enters = |row: &usize| {
        let answer = &answers[*row];
        let allowed = source == AnswerRole::Staff || pooled(answer.visible_to, planning);
        answer.role == source && allowed
    };
    let rows: Vec<usize> =
        directions.iter().filter_map(|d| by_direction.get(d)).flatten().copied().filter(enters).collect();
    // An organisation whose direction has no such answer is in no pool.
    let directions: BTreeSet<Direction> = rows.iter().map(|row| answers[*row].direction).collect();
    let respondents: BTreeSet<String> = rows.iter().map(|row| answers[*row].respondent.clone()).collect();
    let enough = directions.len() >= ORGANISATIONS && respondents.len() >= plan.floor.people();
    let staff = source == AnswerRole::Staff;
    if !enough || (staff && plan.tells_apart(pool.about, &respondents, planning.earlier)) {
        return None;
    }
    let end = if staff { plan.end_of(pool.about, &respondents) } else { None };
    Some(PoolCell { directions: directions.into_iter().collect(), pool, source, respondents, rows, end })
}

/// Whether a representative's answer may be pooled with others for this audience.
fn pooled(visible_to: Option<VisibleTo>, planning: &Planning<'_>) -> bool {
    let allowed = visible_to.is_some_and(|allowed| allowed >= VisibleTo::Pooled);
    !planning.rules.hold(Rule::Permission) || (allowed && *planning.audience != Audience::Public)
}

#[cfg(test)]
mod tests;
