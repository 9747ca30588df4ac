//! Cells of ratings: which directions an audience may see, resting on whose answers. Estimates for an
//! audience are fitted only from the rows of these cells; a withheld direction's rows enter no fit.

use std::collections::{BTreeMap, BTreeSet};

use troth_network::{AnswerRole, Direction, VisibleTo};

use crate::audience::{Audience, Floor};
use crate::ledger::LedgerEntry;

/// One answer, as far as the gate needs to know it: no value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AnswerRef {
    /// Who about whom.
    pub direction: Direction,
    /// Staff or representative.
    pub role: AnswerRole,
    /// Opaque id of the respondent.
    pub respondent: String,
    /// What a representative allowed.
    pub visible_to: Option<VisibleTo>,
}

/// A direction that may be shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cell {
    /// Who about whom.
    pub direction: Direction,
    /// Staff or representative: the two never share a cell.
    pub source: AnswerRole,
    /// Opaque ids of the respondents behind it.
    pub respondents: BTreeSet<String>,
    /// Positions of its answers in the list the plan was made from.
    pub rows: Vec<usize>,
}

/// A direction that has answers which may not be shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WithheldCell {
    /// Who about whom.
    pub direction: Direction,
    /// Why, in a sentence, the same for one missing answer as for four.
    pub reason: String,
    /// What would help.
    pub would_help: String,
}

/// What an audience may see of one question in one wave.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CellPlan {
    /// For whom.
    pub audience: Audience,
    /// Smallest number of staff behind a cell.
    pub floor: Floor,
    /// Directions that may be shown, in order.
    pub cells: Vec<Cell>,
    /// Directions that may not, in order.
    pub withheld: Vec<WithheldCell>,
}

impl CellPlan {
    /// Plans the cells of one question in one wave.
    ///
    /// `earlier` are the ledger's entries for the same question, wave and audience: a staff cell that differs
    /// from an earlier one by fewer people than the floor is withheld, because the two together would tell
    /// what the joiners or leavers answered.
    pub fn of(answers: &[AnswerRef], audience: &Audience, floor: Floor, earlier: &[LedgerEntry]) -> Self {
        let floor = audience.floor().raised_to(floor.people());
        let mut by_direction: BTreeMap<Direction, Vec<usize>> = BTreeMap::new();
        for (row, answer) in answers.iter().enumerate() {
            by_direction.entry(answer.direction).or_default().push(row);
        }
        let mut plan = Self { audience: audience.clone(), floor, cells: Vec::new(), withheld: Vec::new() };
        for (direction, rows) in by_direction {
            let of_role = |role| rows.iter().copied().filter(move |r| answers[*r].role == role);
            let staff = cell(answers, direction, AnswerRole::Staff, of_role(AnswerRole::Staff).collect());
            let representative = cell(
                answers,
                direction,
                AnswerRole::Representative,
                of_role(AnswerRole::Representative)
                    .filter(|r| allowed(answers[*r].visible_to, direction, audience))
                    .collect(),
            );
            let enough = staff.respondents.len() >= floor.people();
            let told_apart = enough && differs_by_few(&staff, earlier, floor);
            if enough && !told_apart {
                plan.cells.push(staff);
            } else if !representative.rows.is_empty() {
                plan.cells.push(representative);
            } else {
                plan.withheld.push(withheld(direction, floor, told_apart));
            }
        }
        plan
    }

    /// The cell of a direction, if it may be shown.
    pub fn cell(&self, direction: Direction) -> Option<&Cell> {
        self.cells.iter().find(|c| c.direction == direction)
    }
}

fn cell(answers: &[AnswerRef], direction: Direction, source: AnswerRole, rows: Vec<usize>) -> Cell {
    let respondents = rows.iter().map(|r| answers[*r].respondent.clone()).collect();
    Cell { direction, source, respondents, rows }
}

/// A representative's answer is shown only to those it was given for.
fn allowed(visible_to: Option<VisibleTo>, direction: Direction, audience: &Audience) -> bool {
    match (visible_to, audience) {
        (Some(VisibleTo::Audience), Audience::Agreed | Audience::Partner(_)) => true,
        (Some(VisibleTo::Partner), Audience::Partner(organisation)) => *organisation == direction.to,
        _ => false,
    }
}

pub(crate) fn differs_by_few(staff: &Cell, earlier: &[LedgerEntry], floor: Floor) -> bool {
    earlier
        .iter()
        .flat_map(|entry| &entry.contributing)
        .filter(|c| c.direction == staff.direction && c.source == AnswerRole::Staff)
        .any(|before| {
            let apart = before.respondents.symmetric_difference(&staff.respondents).count();
            apart > 0 && apart < floor.people()
        })
}

fn withheld(direction: Direction, floor: Floor, told_apart: bool) -> WithheldCell {
    let (reason, would_help) = if told_apart {
        (
            "Somebody joined or left since these answers were last shown. Showing them again would tell what \
             that person answered."
                .to_owned(),
            "The next survey round, or more new answers at once.".to_owned(),
        )
    } else {
        (
            format!(
                "Not enough answers: fewer than {} people answered, and the representative has not allowed \
                 this answer to be shown here.",
                floor.people()
            ),
            "More people asked in the next round, or the representative\u{2019}s permission.".to_owned(),
        )
    };
    WithheldCell { direction, reason, would_help }
}

#[cfg(test)]
mod tests;
