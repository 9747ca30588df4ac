//! What organisations of one kind or sector say of another, where none of them can be shown by itself.
//!
//! A pool is made of directions that are not shown by themselves, and of no other: a pool of all care homes beside the
//! two that are shown alone would give back the third by subtraction.

use std::collections::{BTreeMap, BTreeSet};

use troth_network::{AnswerRole, Direction, OrganisationId, VisibleTo};

use super::{AnswerRef, CellPlan, Planning};
use crate::audience::Audience;
use crate::cells::edge::End;
use crate::ledger::{CellOf, LedgerCell, Likeness, Pool};
use crate::open_link::counted;
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
    /// The same with what their answers are made of.
    pub contributors: BTreeSet<String>,
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

    /// As the ledger holds it.
    pub(crate) fn in_ledger(&self) -> LedgerCell {
        LedgerCell {
            of: CellOf::Pool(self.pool.clone()),
            source: self.source,
            respondents: self.contributors.clone(),
        }
    }
}

/// The pools among directions that are too `short` to be shown: staff by kind, then what is left by sector, then
/// representatives who allowed as much, by kind and sector.
pub(crate) fn of(
    answers: &[AnswerRef],
    planning: &Planning<'_>,
    plan: &CellPlan,
    by_direction: &BTreeMap<Direction, Vec<usize>>,
    (mut short, mut accepted): (BTreeSet<Direction>, Vec<LedgerCell>),
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
        for (pool, directions) in alike {
            let made = made(answers, planning, by_direction, (pool, directions, source));
            if let Some(made) = made.filter(|m| may_be_shown(m, planning, plan, &accepted)) {
                accepted.push(made.in_ledger());
                let end = plan.end_of(made.pool.about, &made.contributors);
                let made = PoolCell { end, ..made };
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

/// A pool of these directions; `None` if it holds nothing.
fn made(
    answers: &[AnswerRef],
    planning: &Planning<'_>,
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
    let respondents = rows.iter().map(|row| answers[*row].respondent.clone()).collect();
    let contributors = rows.iter().map(|row| answers[*row].contributor()).collect();
    let directions = directions.into_iter().collect();
    (!rows.is_empty()).then_some(PoolCell {
        directions,
        pool,
        source,
        respondents,
        contributors,
        rows,
        end: None,
    })
}

/// Whether a pool holds enough people and organisations and tells nobody apart.
fn may_be_shown(pool: &PoolCell, planning: &Planning<'_>, plan: &CellPlan, accepted: &[LedgerCell]) -> bool {
    pool.organisations() >= ORGANISATIONS
        && counted(&pool.respondents) >= plan.floor.people()
        && !plan.tells_apart(&pool.in_ledger(), planning.earlier, accepted)
}

/// Whether a representative's answer may be pooled with others for this audience.
fn pooled(visible_to: Option<VisibleTo>, planning: &Planning<'_>) -> bool {
    // Not who allowed more: shown alone to somebody, they would give back the others of the pool.
    let allowed = visible_to == Some(VisibleTo::Pooled);
    !planning.rules.hold(Rule::Permission) || (allowed && *planning.audience != Audience::Public)
}

#[cfg(test)]
mod tests;
