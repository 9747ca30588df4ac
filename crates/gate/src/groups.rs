//! Groups of people on a question about the partnership: everybody, by level, by sector. Which of them an audience may
//! see together, so that no difference of any of them speaks of fewer people than the floor or of fewer than three
//! organisations (docs/methods/about-the-partnership.md).

mod check;
pub mod spread;

use std::collections::{BTreeMap, BTreeSet};

use troth_lens::{Level, People};
use troth_network::{AnswerRole, OrganisationId};

use crate::audience::{Audience, Floor};
use crate::basis::{Objection, objection};
use crate::cells::{End, ORGANISATIONS, apart};
use crate::decide::Context;
use crate::ledger::{CellOf, LedgerCell, LedgerEntry};
use crate::open_link::{counted, counts};

/// The kind of releases that rest on such groups; they are compared with each other.
pub const COLLABORATION: &str = "collaboration";

/// One person's score on one question about the partnership, as far as the gate needs to know it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GroupAnswer {
    /// Opaque id of the respondent.
    pub respondent: String,
    /// What the score is made of: made of something else it is another answer.
    pub items: String,
    /// For which organisation; for a unit, its parent.
    pub organisation: OrganisationId,
    /// Staff or representative.
    pub source: AnswerRole,
    /// At which level they work, if they said so.
    pub level: Option<Level>,
    /// The sector of the organisation.
    pub sector: String,
    /// The end of the scale it lies at, if at one.
    pub end: Option<End>,
}

impl GroupAnswer {
    fn contributor(&self) -> String {
        format!("{}/{}", self.respondent, self.items)
    }

    fn is_of(&self, people: &People) -> bool {
        match people {
            People::Everybody => true,
            People::AtLevel(level) => self.level == Some(*level),
            People::InSector(sector) => self.sector == *sector,
        }
    }
}

/// A group that may be shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GroupCell {
    /// Who.
    pub people: People,
    /// Staff or representatives: the two never share a cell.
    pub source: AnswerRole,
    /// Opaque ids of respondents with what their answers are made of.
    pub contributors: BTreeSet<String>,
    /// How many people count.
    pub counted: usize,
    /// Their organisations.
    pub organisations: BTreeSet<OrganisationId>,
    /// Positions of its answers in the list the plan was made from.
    pub rows: Vec<usize>,
    /// The end of the scale that nearly all of them gave: every answer enters as [`End::entered`].
    pub end: Option<End>,
}

impl GroupCell {
    pub(crate) fn in_ledger(&self) -> LedgerCell {
        LedgerCell {
            of: CellOf::People(self.people.clone()),
            source: self.source,
            respondents: self.contributors.clone(),
        }
    }
}

/// What an audience may see of one question about the partnership in one round.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GroupPlan {
    /// For whom.
    pub audience: Audience,
    /// Smallest number of people behind a group.
    pub floor: Floor,
    /// Groups that may be shown, in order.
    pub cells: Vec<GroupCell>,
    /// Groups that may not.
    pub withheld: Vec<(People, AnswerRole)>,
    ends: BTreeMap<String, Option<End>>,
    homes: BTreeMap<String, OrganisationId>,
    /// Sources of which something else was shown before: how far answers lie apart is not told anew.
    told_before: BTreeSet<AnswerRole>,
}

impl GroupPlan {
    /// Plans the groups of one question in one round. `asked` are the groups there could be, the most important first;
    /// one that is too small, or that with those before it would tell a few people apart, is withheld. `earlier` is what
    /// left before of the same question and round, to whomever. Who came by an open link is in no group.
    pub fn of(
        answers: &[GroupAnswer],
        asked: &[(People, AnswerRole)],
        audience: &Audience,
        floor: Floor,
        earlier: &[LedgerEntry],
    ) -> Self {
        let those = || answers.iter().filter(|a| counts(&a.respondent));
        let mut plan = Self {
            audience: audience.clone(),
            floor: audience.floor().raised_to(floor.people()),
            cells: Vec::new(),
            withheld: Vec::new(),
            ends: those().map(|a| (a.contributor(), a.end)).collect(),
            homes: those().map(|a| (a.contributor(), a.organisation)).collect(),
            told_before: BTreeSet::new(),
        };
        for source in [AnswerRole::Staff, AnswerRole::Representative] {
            let asked: Vec<&People> = asked.iter().filter(|(_, s)| *s == source).map(|(p, _)| p).collect();
            let cells = plan.chosen(answers, &asked, source, earlier);
            let is_shown = |people: &People| cells.iter().any(|cell| cell.people == *people);
            plan.withheld.extend(asked.iter().filter(|p| !is_shown(p)).map(|p| ((*p).clone(), source)));
            plan.cells.extend(cells);
        }
        let shown: BTreeSet<&BTreeSet<String>> = plan.cells.iter().map(|c| &c.contributors).collect();
        let other = earlier.iter().flat_map(|e| &e.contributing).filter(|c| !shown.contains(&c.respondents));
        plan.told_before = other.map(|c| c.source).collect();
        plan
    }

    /// The same with nothing shown: the basis of what says that all of it is withheld.
    #[must_use]
    pub fn with_nothing_shown(&self) -> Self {
        Self { cells: Vec::new(), ..self.clone() }
    }

    /// The group of these people, if it may be shown.
    pub fn cell(&self, people: &People, source: AnswerRole) -> Option<&GroupCell> {
        self.cells.iter().find(|c| c.people == *people && c.source == source)
    }

    /// The people of a source in parts whose sums can be worked out from what is shown, as rows; `None` where how far
    /// answers lie apart may not be told: nothing is shown of everybody, nearly everybody gave an end of the scale, or
    /// other people were shown before.
    pub fn parts(&self, source: AnswerRole) -> Option<Vec<Vec<usize>>> {
        let everybody = self.cell(&People::Everybody, source)?;
        if everybody.end.is_some() || self.told_before.contains(&source) {
            return None;
        }
        let beside: Vec<&GroupCell> = self.cells.iter().filter(|c| c.source == source).collect();
        let mut parts: BTreeMap<Vec<bool>, Vec<usize>> = BTreeMap::new();
        for row in &everybody.rows {
            let stands = beside.iter().map(|cell| cell.rows.contains(row)).collect();
            parts.entry(stands).or_default().push(*row);
        }
        Some(parts.into_values().collect())
    }

    fn cell_of(&self, answers: &[GroupAnswer], people: &People, source: AnswerRole) -> GroupCell {
        let rows: Vec<(usize, &GroupAnswer)> = answers
            .iter()
            .enumerate()
            .filter(|(_, a)| a.source == source && counts(&a.respondent) && a.is_of(people))
            .collect();
        let contributors: BTreeSet<String> = rows.iter().map(|(_, a)| a.contributor()).collect();
        GroupCell {
            people: people.clone(),
            source,
            counted: counted(&contributors),
            organisations: rows.iter().map(|(_, a)| a.organisation).collect(),
            rows: rows.iter().map(|(row, _)| *row).collect(),
            end: apart::end_of(contributors.iter().map(String::as_str), &self.ends()),
            contributors,
        }
    }

    fn is_small(&self, cell: &GroupCell) -> bool {
        cell.counted < self.floor.people() || cell.organisations.len() < ORGANISATIONS
    }

    /// The groups of a source that are shown: of all that counts of people allow, or of everybody and levels, or of
    /// everybody alone, the first in which nobody stands in a part that is at an end of the scale. Whether a group is
    /// among them depends on no answer but through that one question, asked of all parts at once: asked of each group by
    /// itself, the answers to it together would tell who answered what.
    fn chosen(
        &self,
        answers: &[GroupAnswer],
        asked: &[&People],
        source: AnswerRole,
        earlier: &[LedgerEntry],
    ) -> Vec<GroupCell> {
        let by_sector = |people: &People| matches!(people, People::InSector(_));
        let families: [&dyn Fn(&People) -> bool; 3] =
            [&|_| true, &|people| !by_sector(people), &|people| *people == People::Everybody];
        for family in families {
            let mut cells: Vec<GroupCell> = Vec::new();
            for people in asked.iter().filter(|people| family(people)) {
                let cell = self.cell_of(answers, people, source);
                if !self.is_small(&cell) && !self.tells_of_few(&cell, &sets(earlier, &cells, source)) {
                    cells.push(cell);
                }
            }
            if !self.has_part_at_an_end(&cells, earlier, source) {
                return cells;
            }
        }
        Vec::new()
    }

    /// Whether showing a group beside these sets of people would tell of too few people or organisations, or of people
    /// whose answers are gone.
    fn tells_of_few(&self, cell: &GroupCell, sets: &[&BTreeSet<String>]) -> bool {
        let few = |group: &Vec<&str>| {
            let homes: BTreeSet<_> = group.iter().filter_map(|person| self.homes.get(*person)).collect();
            homes.len() < ORGANISATIONS
                || counted(group.iter().copied()) < self.floor.people()
                || group.iter().any(|person| !self.ends.contains_key(*person))
        };
        !sets.contains(&&cell.contributors) && apart::touched(&cell.contributors, sets).iter().any(few)
    }

    /// Whether one of several parts into which these groups, and those shown before, divide people is at an end. Where all
    /// groups are of the same people, and nobody was shown before, the end is told with their value.
    fn has_part_at_an_end(&self, cells: &[GroupCell], earlier: &[LedgerEntry], source: AnswerRole) -> bool {
        let sets = sets(earlier, cells, source);
        let everybody: BTreeSet<&str> = sets.iter().flat_map(|set| set.iter()).map(String::as_str).collect();
        let mut parts: BTreeMap<Vec<bool>, Vec<&str>> = BTreeMap::new();
        for person in everybody {
            let stands = sets.iter().map(|set| set.contains(person)).collect();
            parts.entry(stands).or_default().push(person);
        }
        let ends = self.ends();
        parts.len() > 1 && parts.values().any(|part| apart::end_of(part.iter().copied(), &ends).is_some())
    }

    fn ends(&self) -> apart::Ends<'_> {
        self.ends.iter().map(|(person, end)| (person.as_str(), *end)).collect()
    }

    /// Checks the groups again, against what left to whomever until now.
    pub(crate) fn stands(&self, context: &Context, history: &[LedgerEntry]) -> Result<(), Objection> {
        if self.audience != context.audience {
            return Err(objection("The groups were planned for another audience."));
        }
        if self.floor < context.audience.floor() {
            return Err(objection("The groups were planned with a floor that is too low."));
        }
        let same: Vec<LedgerEntry> = history
            .iter()
            .filter(|e| {
                e.network == context.network
                    && e.wave == context.wave
                    && e.kind == context.kind
                    && e.filter == context.filter
            })
            .cloned()
            .collect();
        for (at, cell) in self.cells.iter().enumerate() {
            if self.is_small(cell) {
                return Err(objection("A group rests on too few people or organisations."));
            }
            if self.tells_of_few(cell, &sets(&same, &self.cells[..at], cell.source)) {
                return Err(objection(
                    "Compared with an earlier release this would tell what somebody answered.",
                ));
            }
        }
        for source in [AnswerRole::Staff, AnswerRole::Representative] {
            let cells: Vec<GroupCell> = self.cells.iter().filter(|c| c.source == source).cloned().collect();
            if !cells.is_empty() && self.has_part_at_an_end(&cells, &same, source) {
                return Err(objection("Part of these people nearly all gave the same end of the scale."));
            }
        }
        Ok(())
    }
}

/// All sets of people of this source that were or are shown.
fn sets<'a>(
    earlier: &'a [LedgerEntry],
    beside: &'a [GroupCell],
    source: AnswerRole,
) -> Vec<&'a BTreeSet<String>> {
    let before = earlier.iter().flat_map(|e| &e.contributing).filter(|c| c.source == source);
    let beside = beside.iter().filter(|c| c.source == source).map(|c| &c.contributors);
    let sets: BTreeSet<&BTreeSet<String>> = before.map(|c| &c.respondents).chain(beside).collect();
    sets.into_iter().collect()
}

#[cfg(test)]
mod tests;
