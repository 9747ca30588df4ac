//! On what a value rests, and the check that it shows no more than that.

use troth_lens::{AnswerSource, DirectionState, FitStatus, TwoSided};
use troth_network::{AnswerRole, CountBand, Value};

use crate::cells::{Cell, CellPlan, ORGANISATIONS, PoolCell};
use crate::decide::Context;
use crate::groups::{GroupCell, GroupPlan};
use crate::labels::Passages;
use crate::ledger::{CellOf, LedgerCell, LedgerEntry};
use crate::open_link::counted;
use crate::rules::Rule;
use crate::words::AllowedWords;

/// Why a value may not leave, in a sentence.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Objection(pub String);

/// On what a value rests.
#[derive(Debug, Clone)]
pub enum Basis {
    /// Survey answers in these cells.
    Ratings(CellPlan),
    /// Survey answers about the partnership in these groups of people.
    Partnership(GroupPlan),
    /// Passages of interviews, with what each speaker allowed and how many people the labels fit.
    Interviews(Passages),
    /// Free words of a survey that the custodian read and allowed.
    Words(AllowedWords),
    /// What organisations declared or agreed in their own name.
    Declared,
}

/// A value that says of itself whether a basis covers all it shows.
pub trait Disclosable {
    /// Checks that `basis` covers everything this value shows.
    ///
    /// # Errors
    /// The objection, if it shows more.
    fn check(&self, basis: &Basis) -> Result<(), Objection>;
}

impl Basis {
    /// Checks the basis itself against floor, audience and the ledger. `history` holds entries to every audience: two
    /// audiences may talk.
    pub(crate) fn stands(&self, context: &Context, history: &[LedgerEntry]) -> Result<(), Objection> {
        if let Self::Partnership(plan) = self {
            return plan.stands(context, history);
        }
        if let Self::Words(allowed) = self {
            return allowed.stands(context);
        }
        let Self::Ratings(plan) = self else { return Ok(()) };
        if plan.audience != context.audience {
            return Err(objection("The cells were planned for another audience."));
        }
        if plan.rules.hold(Rule::Floor) && plan.floor < context.audience.floor() {
            return Err(objection("The cells were planned with a floor that is too low."));
        }
        let same: Vec<LedgerEntry> = history
            .iter()
            .filter(|e| {
                e.network == context.network
                    && e.wave == context.wave
                    && RATINGS.contains(&e.kind.as_str())
                    && e.filter == context.filter
            })
            .cloned()
            .collect();
        let people =
            plan.cells.iter().map(|c| &c.respondents).chain(plan.pools.iter().map(|p| &p.respondents));
        let mut accepted: Vec<LedgerCell> = Vec::new();
        for (cell, people) in self.contributing().into_iter().zip(people) {
            let pooled = matches!(cell.of, CellOf::Pool(_));
            if pooled || cell.source == AnswerRole::Staff {
                if counted(people) < plan.floor.people() {
                    return Err(objection("A direction rests on too few answers."));
                }
                if plan.tells_apart(&cell, &same, &accepted) {
                    return Err(objection(
                        "Compared with an earlier release this would tell what somebody answered.",
                    ));
                }
            }
            accepted.push(cell);
        }
        if plan.pools.iter().any(|p| p.organisations() < ORGANISATIONS) {
            return Err(objection("Similar organisations are pooled from three on."));
        }
        Ok(())
    }

    /// Whose answers it rests on, for the ledger.
    pub(crate) fn contributing(&self) -> Vec<LedgerCell> {
        if let Self::Partnership(plan) = self {
            return plan.cells.iter().map(GroupCell::in_ledger).collect();
        }
        let Self::Ratings(plan) = self else { return Vec::new() };
        let cells = plan.cells.iter().map(Cell::in_ledger);
        let pools = plan.pools.iter().map(PoolCell::in_ledger);
        cells.chain(pools).collect()
    }
}

/// The kinds of releases that rest on answers; they are compared with each other.
pub const RATINGS: [&str; 2] = ["ratings", "totals"];

const fn source(role: AnswerRole) -> AnswerSource {
    match role {
        AnswerRole::Staff => AnswerSource::Staff,
        AnswerRole::Representative => AnswerSource::Representative,
    }
}

/// Every number of a reading.
fn values_of(reading: &TwoSided) -> impl Iterator<Item = &Value> {
    let directions = reading.directions.iter().filter_map(|d| match &d.state {
        DirectionState::Shown { value, .. } => Some(value),
        DirectionState::Withheld { pooled, .. } => pooled.as_ref().map(|p| &p.value),
        DirectionState::NotRated => None,
    });
    let pairs = reading.pairs.iter().flat_map(|p| [&p.level, &p.gap]);
    directions.chain(pairs).chain(&reading.mean)
}

/// Whether estimate and ends are whole points of a hundred: finer figures would tell single answers apart by the
/// weight each has in them.
pub(crate) fn is_in_whole_points(value: &Value) -> bool {
    let whole = |x: f64| (x * 100.0 - (x * 100.0).round()).abs() < 1e-6;
    whole(value.estimate) && value.interval().is_none_or(|(low, high)| whole(low) && whole(high))
}

pub(crate) fn objection(text: &str) -> Objection {
    Objection(text.to_owned())
}

impl Disclosable for TwoSided {
    fn check(&self, basis: &Basis) -> Result<(), Objection> {
        let Basis::Ratings(plan) = basis else {
            return Err(objection("Ratings need the cells they rest on."));
        };
        for reading in &self.directions {
            let direction = reading.direction;
            if !plan.admits(direction) && !plan.admits(direction.reversed()) {
                // Also a direction without a value tells that somebody answered.
                return Err(objection(
                    "A relationship is named of which this audience may see neither side.",
                ));
            }
            let cell = plan.cell(direction);
            match (&reading.state, cell) {
                (DirectionState::Shown { value, source: shown_by }, Some(cell)) => {
                    if *shown_by != source(cell.source)
                        || value.people != CountBand::of(counted(&cell.respondents))
                    {
                        return Err(objection("A direction does not say truly whose answers it shows."));
                    }
                }
                (DirectionState::Shown { .. }, None) => {
                    return Err(objection("A direction is shown that this audience may not see."));
                }
                (DirectionState::Withheld { pooled: Some(pooled), .. }, _) => {
                    let told = plan.pool(direction).map(|p| {
                        (p.organisations(), CountBand::of(counted(&p.respondents)), source(p.source))
                    });
                    if told != Some((pooled.organisations, pooled.value.people, pooled.source)) {
                        return Err(objection("A pool does not say truly whose answers it shows."));
                    }
                }
                (DirectionState::NotRated | DirectionState::Withheld { .. }, _) => {}
            }
        }
        if !values_of(self).all(is_in_whole_points) {
            return Err(objection("Numbers leave in whole points of a hundred, and this has finer ones."));
        }
        let is_shown = |d| self.direction(d).is_some_and(|s| s.value().is_some());
        if self.pairs.iter().any(|p| !is_shown(p.pair.forth()) || !is_shown(p.pair.back())) {
            return Err(objection("A difference would give back the side that may not be shown."));
        }
        if matches!(self.status, FitStatus::Fitted { .. }) && self.organisations.len() < 4 {
            return Err(objection("Fewer than four organisations are left; no model is fitted for them."));
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests;
