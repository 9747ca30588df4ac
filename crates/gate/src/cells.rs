//! Cells of ratings: which directions an audience may see, resting on whose answers. Estimates for an
//! audience are fitted only from the rows of these cells; a withheld direction's rows enter no fit.

pub(crate) mod apart;
mod edge;
mod pools;

use std::collections::{BTreeMap, BTreeSet};

use troth_network::{AnswerRole, Direction, OrganisationId, VisibleTo};

use crate::audience::{Audience, Floor};
use crate::ledger::{CellOf, LedgerCell, LedgerEntry};
use crate::open_link::counted;
use crate::rules::{Rule, Rules};
use crate::sight::{Sight, Visibility};

pub use edge::End;
pub(crate) use pools::ORGANISATIONS;
pub use pools::{Kin, PoolCell};

/// One answer, as far as the gate needs to know it: no value but whether it lies at an end of the scale.
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
    /// The end of the scale it lies at, if at one.
    pub end: Option<End>,
    /// What it is made of, such as the questions that were averaged: an answer made of something else is another answer,
    /// as if somebody had left and somebody had joined.
    pub items: String,
}

impl AnswerRef {
    /// Who answered what, as releases are compared by it.
    fn contributor(&self) -> String {
        if self.items.is_empty() {
            self.respondent.clone()
        } else {
            format!("{}/{}", self.respondent, self.items)
        }
    }
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
    /// The same with what their answers are made of.
    pub contributors: BTreeSet<String>,
    /// Positions of its answers in the list the plan was made from.
    pub rows: Vec<usize>,
    /// The end of the scale that nearly all staff gave: every answer enters as [`End::entered`].
    pub end: Option<End>,
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

/// From what a plan is made besides the answers.
#[derive(Debug, Clone, Copy)]
pub struct Planning<'a> {
    /// For whom.
    pub audience: &'a Audience,
    /// Smallest number of staff behind a cell, where it is higher than the audience's own.
    pub floor: Floor,
    /// What left before of the same question and round, to whichever audience: two audiences may talk.
    pub earlier: &'a [LedgerEntry],
    /// What organisations are like, for pools; who is not in it is in none.
    pub kin: &'a BTreeMap<OrganisationId, Kin>,
    /// What the promise lets the audience look at.
    pub sight: &'a Sight,
    /// Which rules hold: all of them.
    pub rules: Rules,
}

/// Where each person who answered about an organisation stands.
pub(crate) type EndsOf = BTreeMap<OrganisationId, BTreeMap<String, Option<End>>>;

/// What an audience may see of one question in one wave.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CellPlan {
    /// For whom.
    pub audience: Audience,
    /// Smallest number of staff behind a cell.
    pub floor: Floor,
    /// Directions that may be shown, in order.
    pub cells: Vec<Cell>,
    /// Pools that stand in for directions which may not be shown by themselves.
    pub pools: Vec<PoolCell>,
    /// Directions that may not be shown by themselves, in order.
    pub withheld: Vec<WithheldCell>,
    /// Which rules it was made by.
    pub rules: Rules,
    ends: EndsOf,
    sight: Sight,
}

impl CellPlan {
    /// Plans the cells of one question in one wave where nothing is known of kinds and every direction may be looked
    /// at: what [`CellPlan::planned`] makes of the same.
    pub fn of(answers: &[AnswerRef], audience: &Audience, floor: Floor, earlier: &[LedgerEntry]) -> Self {
        let sight = Sight { visibility: Visibility::Everyone, opened: BTreeSet::new() };
        let (kin, rules) = (BTreeMap::new(), Rules::default());
        Self::planned(answers, &Planning { audience, floor, earlier, kin: &kin, sight: &sight, rules })
    }

    /// Plans the cells of one question in one wave.
    ///
    /// A direction shows its staff, else its representative where that is allowed, else what organisations of the same
    /// kind or sector that cannot be shown either say together. Staff that earlier releases would tell apart are not
    /// shown again ([`LedgerEntry`], module `apart`).
    pub fn planned(answers: &[AnswerRef], planning: &Planning<'_>) -> Self {
        let floor = planning.floor();
        let mut by_direction: BTreeMap<Direction, Vec<usize>> = BTreeMap::new();
        for (row, answer) in answers.iter().enumerate() {
            if planning.sight.admits(planning.audience, answer.direction) {
                by_direction.entry(answer.direction).or_default().push(row);
            }
        }
        let mut plan = Self {
            audience: planning.audience.clone(),
            floor,
            cells: Vec::new(),
            pools: Vec::new(),
            withheld: Vec::new(),
            rules: planning.rules,
            ends: ends(answers),
            sight: planning.sight.clone(),
        };
        let mut short = BTreeSet::new();
        // What is to be shown in this very plan counts as shown: cells are compared with each other too.
        let mut accepted: Vec<LedgerCell> = Vec::new();
        for (direction, rows) in &by_direction {
            let of_role = |role| rows.iter().copied().filter(move |r| answers[*r].role == role);
            let staff = cell(answers, *direction, AnswerRole::Staff, of_role(AnswerRole::Staff).collect());
            let allowed = of_role(AnswerRole::Representative)
                .filter(|r| planning.allows(answers[*r].visible_to, *direction))
                .collect();
            let representative = cell(answers, *direction, AnswerRole::Representative, allowed);
            let enough = counted(&staff.respondents) >= floor.people();
            let apart = enough && plan.tells_apart(&staff.in_ledger(), planning.earlier, &accepted);
            if enough && !apart {
                let end = plan.end_of(direction.to, &staff.contributors);
                accepted.push(staff.in_ledger());
                plan.cells.push(Cell { end, ..staff });
            } else if !representative.rows.is_empty() {
                accepted.push(representative.in_ledger());
                plan.cells.push(representative);
            } else {
                short.insert(*direction);
                plan.withheld.push(withheld(*direction, floor, apart));
            }
        }
        plan.pools = pools::of(answers, planning, &plan, &by_direction, (short, accepted));
        plan
    }

    /// The same plan with nothing shown: the basis of what says that all of it is withheld.
    #[must_use]
    pub fn with_nothing_shown(&self) -> Self {
        Self { cells: Vec::new(), pools: Vec::new(), ..self.clone() }
    }

    /// The cell of a direction, if it may be shown.
    pub fn cell(&self, direction: Direction) -> Option<&Cell> {
        self.cells.iter().find(|c| c.direction == direction)
    }

    /// Whether the promise lets this audience look at a direction at all, answered or not.
    pub fn admits(&self, direction: Direction) -> bool {
        self.sight.admits(&self.audience, direction)
    }

    /// The pool that stands in for a direction.
    pub fn pool(&self, direction: Direction) -> Option<&PoolCell> {
        self.pools.iter().find(|p| p.directions.contains(&direction))
    }

    /// Whether showing a cell would tell a few people apart, from what left before and what leaves beside it.
    /// Representatives are compared with pools alone: what they say by themselves is shown because they allowed it.
    pub(crate) fn tells_apart(
        &self,
        cell: &LedgerCell,
        earlier: &[LedgerEntry],
        beside: &[LedgerCell],
    ) -> bool {
        if !self.rules.hold(Rule::Apart) {
            return false;
        }
        let is_pool = |c: &LedgerCell| matches!(c.of, CellOf::Pool(_));
        let is_compared = |c: &&LedgerCell| {
            c.of.about() == cell.of.about()
                && c.source == cell.source
                && (cell.source == AnswerRole::Staff || is_pool(c))
        };
        let sets: BTreeSet<&BTreeSet<String>> = earlier
            .iter()
            .flat_map(|e| &e.contributing)
            .chain(beside)
            .filter(is_compared)
            .map(|c| &c.respondents)
            .collect();
        let sets: Vec<&BTreeSet<String>> = sets.into_iter().collect();
        let ends = cell.of.about().map(|about| self.ends_about(about)).unwrap_or_default();
        apart::tells_apart(&cell.respondents, &sets, self.floor, &ends)
    }

    fn end_of(&self, about: OrganisationId, people: &BTreeSet<String>) -> Option<End> {
        let ends = self.ends_about(about);
        self.rules.hold(Rule::Edge).then(|| apart::end_of(people.iter().map(String::as_str), &ends)).flatten()
    }

    fn ends_about(&self, about: OrganisationId) -> apart::Ends<'_> {
        self.ends.get(&about).into_iter().flatten().map(|(person, end)| (person.as_str(), *end)).collect()
    }
}

impl Planning<'_> {
    /// The smallest number of people behind a cell of staff.
    pub(crate) fn floor(&self) -> Floor {
        if self.rules.hold(Rule::Floor) {
            self.audience.floor().raised_to(self.floor.people())
        } else {
            Floor::none()
        }
    }

    /// A representative's answer is shown only to those it was given for.
    pub(crate) fn allows(&self, visible_to: Option<VisibleTo>, direction: Direction) -> bool {
        match (visible_to, self.audience) {
            _ if !self.rules.hold(Rule::Permission) => true,
            (Some(VisibleTo::Audience), Audience::Agreed | Audience::Partner(_)) => true,
            (Some(VisibleTo::Partner), Audience::Partner(organisation)) => *organisation == direction.to,
            _ => false,
        }
    }
}

impl Cell {
    /// As the ledger holds it.
    pub(crate) fn in_ledger(&self) -> LedgerCell {
        LedgerCell {
            of: CellOf::Direction(self.direction),
            source: self.source,
            respondents: self.contributors.clone(),
        }
    }
}

/// Where everybody stands; who answered twice about one organisation counts as at an end only if both answers are.
fn ends(answers: &[AnswerRef]) -> EndsOf {
    let mut ends = EndsOf::new();
    for answer in answers {
        let of = ends.entry(answer.direction.to).or_default();
        let end = of.entry(answer.contributor()).or_insert(answer.end);
        if *end != answer.end {
            *end = None;
        }
    }
    ends
}

fn cell(answers: &[AnswerRef], direction: Direction, source: AnswerRole, rows: Vec<usize>) -> Cell {
    let respondents = rows.iter().map(|r| answers[*r].respondent.clone()).collect();
    let contributors = rows.iter().map(|r| answers[*r].contributor()).collect();
    Cell { direction, source, respondents, contributors, rows, end: None }
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
