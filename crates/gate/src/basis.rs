//! On what a value rests, and the check that it shows no more than that.

use std::collections::BTreeMap;

use troth_lens::{AnswerSource, DirectionState, FitStatus, TwoSided};
use troth_network::{AnswerRole, CodingId, CountBand};
use troth_say::Permission;

use crate::cells::{CellPlan, differs_by_few};
use crate::decide::Context;
use crate::ledger::{LedgerCell, LedgerEntry};

/// Why a value may not leave, in a sentence.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Objection(pub String);

/// On what a value rests.
#[derive(Debug, Clone)]
pub enum Basis {
    /// Survey answers in these cells.
    Ratings(CellPlan),
    /// Passages of interviews, with what each speaker allowed.
    Interviews(BTreeMap<CodingId, Permission>),
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
    /// Checks the basis itself against floor, audience and the ledger.
    pub(crate) fn stands(&self, context: &Context, history: &[LedgerEntry]) -> Result<(), Objection> {
        let Self::Ratings(plan) = self else { return Ok(()) };
        if plan.audience != context.audience {
            return Err(objection("The cells were planned for another audience."));
        }
        let floor = context.audience.floor().raised_to(plan.floor.people());
        let same: Vec<LedgerEntry> = history
            .iter()
            .filter(|e| {
                e.audience == context.audience
                    && e.network == context.network
                    && e.wave == context.wave
                    && e.kind == context.kind
                    && e.filter == context.filter
            })
            .cloned()
            .collect();
        for cell in plan.cells.iter().filter(|c| c.source == AnswerRole::Staff) {
            if cell.respondents.len() < floor.people() {
                return Err(objection("A direction rests on too few answers."));
            }
            if differs_by_few(cell, &same, floor) {
                return Err(objection(
                    "Compared with an earlier release this would tell what somebody answered.",
                ));
            }
        }
        Ok(())
    }

    /// Whose answers it rests on, for the ledger.
    pub(crate) fn contributing(&self) -> Vec<LedgerCell> {
        match self {
            Self::Ratings(plan) => plan
                .cells
                .iter()
                .map(|c| LedgerCell {
                    direction: c.direction,
                    source: c.source,
                    respondents: c.respondents.clone(),
                })
                .collect(),
            Self::Interviews(_) | Self::Declared => Vec::new(),
        }
    }
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
            let cell = plan.cell(reading.direction);
            match (&reading.state, cell) {
                (DirectionState::Shown { value, source }, Some(cell)) => {
                    let expected = match cell.source {
                        AnswerRole::Staff => AnswerSource::Staff,
                        AnswerRole::Representative => AnswerSource::Representative,
                    };
                    if *source != expected || value.people != CountBand::of(cell.respondents.len()) {
                        return Err(objection("A direction does not say truly whose answers it shows."));
                    }
                }
                (DirectionState::Shown { .. }, None) => {
                    return Err(objection("A direction is shown that this audience may not see."));
                }
                (DirectionState::NotRated | DirectionState::Withheld { .. }, _) => {}
            }
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
