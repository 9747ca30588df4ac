//! What respondents make of it: they may add a partner they work with, and skip one they do not know.
//!
//! Who skips whom while a round is open is as confidential as an answer. This is for planning, for simulations and for
//! the respondent's own page; pages for others use counts of closed rounds alone.

use std::collections::{BTreeMap, BTreeSet};

use super::chance::at_least;
use super::error::AssignError;
use super::problem::{Problem, Side};
use super::solution::{Expected, Solution};

/// What a respondent changes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Change {
    /// Answers about this partner too. Their own choice may exceed the most that people are asked about.
    Add,
    /// Does not answer about this partner.
    Skip,
}

/// What a change does to one direction and to the whole.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Effect {
    /// Whether anything is different now.
    pub changed: bool,
    /// How many people are asked about this partner now.
    pub asked: usize,
    /// The chance that the side is shown now.
    pub chance: f64,
    /// Whether too few are asked now to reach the floor, so that it cannot be shown.
    pub short: bool,
    /// What can be expected of all relationships now.
    pub expected: Expected,
}

/// An assignment that follows the changes of respondents.
#[derive(Debug, Clone)]
pub struct Plan<'a> {
    problem: &'a Problem,
    people: Vec<Vec<BTreeSet<usize>>>,
    asked: BTreeMap<(usize, usize), usize>,
    /// What is there already of every candidate direction.
    sides: BTreeMap<(usize, usize), Side>,
}

impl<'a> Plan<'a> {
    /// The assignment as it was made for this problem.
    pub fn of(problem: &'a Problem, solution: &Solution) -> Self {
        let mut asked = BTreeMap::new();
        for (from, people) in solution.people.iter().enumerate() {
            for to in people.iter().flatten() {
                *asked.entry((from, *to)).or_insert(0) += 1;
            }
        }
        let mut sides = BTreeMap::new();
        for c in problem.candidates().iter().filter(|c| !problem.kin(c.a, c.b) && c.weight > 0.0) {
            sides.insert((c.a, c.b), c.forth);
            sides.insert((c.b, c.a), c.back);
        }
        Self { problem, people: solution.people.clone(), asked, sides }
    }

    /// Who is asked about whom now: for each organisation and person the partners.
    pub fn people(&self) -> &[Vec<BTreeSet<usize>>] {
        &self.people
    }

    /// A person of an organisation adds or skips a partner, all by place. Adding what is there and skipping what is not
    /// changes nothing. A partner that nobody thought of becomes a relationship of its own.
    ///
    /// # Errors
    /// If the organisation, person or partner is not there, or the partner is the respondent's own organisation or part of it.
    pub fn change(
        &mut self,
        organisation: usize,
        person: usize,
        partner: usize,
        change: Change,
    ) -> Result<Effect, AssignError> {
        let organisations = self.problem.organisations().len();
        if let Some(place) = [organisation, partner].into_iter().find(|place| *place >= organisations) {
            return Err(AssignError::Unknown { place, organisations });
        }
        if self.problem.kin(organisation, partner) {
            return Err(AssignError::Own { from: organisation, to: partner });
        }
        let staff = self.problem.people(organisation).0;
        let of = self.people.get_mut(organisation).and_then(|people| people.get_mut(person));
        let partners = of.ok_or(AssignError::Person { organisation, person, staff })?;
        let count = self.asked.entry((organisation, partner)).or_insert(0);
        let changed = match change {
            Change::Add => partners.insert(partner),
            Change::Skip => partners.remove(&partner),
        };
        if changed {
            *count = if change == Change::Add { *count + 1 } else { count.saturating_sub(1) };
        }
        let asked = *count;
        let chance = self.chance(organisation, partner);
        Ok(Effect { changed, asked, chance, short: chance <= 0.0, expected: self.expected() })
    }

    /// The chance that what one organisation says of the other is shown. Below the floor it is nothing.
    pub fn chance(&self, from: usize, to: usize) -> f64 {
        let side = self.sides.get(&(from, to)).copied().unwrap_or_default();
        if side.representative {
            return 1.0;
        }
        let missing = self.problem.rules().floor.saturating_sub(side.certain);
        let asked = self.asked.get(&(from, to)).copied().unwrap_or(0);
        at_least(missing, asked, self.problem.people(from).1)
    }

    /// What can be expected of all candidates, and of the relationships that respondents added.
    pub fn expected(&self) -> Expected {
        let added = self.asked.iter().filter(|(_, asked)| **asked > 0).map(|(direction, _)| *direction);
        let all = self.sides.keys().copied().chain(added);
        let pairs: BTreeSet<(usize, usize)> = all.map(|(i, j)| (i.min(j), i.max(j))).collect();
        let mut expected = Expected::default();
        for (i, j) in pairs {
            expected.add(self.chance(i, j), self.chance(j, i));
        }
        expected
    }
}

#[cfg(test)]
mod tests {
    use super::super::problem::{Candidate, Organisation, Rules};
    use super::super::solve::solve;
    use super::*;

    fn problem() -> Problem {
        let mut organisations = vec![Organisation::of(5, 0.9); 4];
        organisations[3].parent = Some(0);
        Problem::new(organisations, vec![Candidate::of(0, 1)], Rules { most: 1, ..Rules::default() }).unwrap()
    }

    #[test]
    fn a_skip_below_the_floor_hides_the_side_and_adding_it_again_shows_it() {
        let problem = problem();
        let solution = solve(&problem);
        let mut plan = Plan::of(&problem, &solution);
        let before = plan.expected();
        assert!((before.both - solution.expected.both).abs() < 1e-12 && before.both > 0.3);
        let skipped = plan.change(0, 2, 1, Change::Skip).unwrap();
        assert!(skipped.changed && skipped.short && skipped.asked == 4 && skipped.expected.both == 0.0);
        assert!(!plan.change(0, 2, 1, Change::Skip).unwrap().changed);
        let again = plan.change(0, 2, 1, Change::Add).unwrap();
        assert!(again.changed && !again.short && again.expected == before);
    }

    #[test]
    fn five_who_add_a_partner_make_a_relationship_that_nobody_thought_of() {
        let problem = problem();
        let mut plan = Plan::of(&problem, &solve(&problem));
        for person in 0..5 {
            let effect = plan.change(1, person, 2, Change::Add).unwrap();
            assert_eq!(effect.short, person < 4);
            assert_eq!(effect.expected.relationships, 2);
        }
        let p = 0.9_f64.powi(5);
        assert!((plan.expected().one - (2.0 * p * (1.0 - p) + p)).abs() < 1e-12);
        assert!(plan.people()[1][0].len() == 2, "their own choice exceeds the most");
    }

    #[test]
    fn nobody_adds_their_own_organisation_or_what_is_not_there() {
        let problem = problem();
        let mut plan = Plan::of(&problem, &solve(&problem));
        let own = [(0, 0), (0, 3), (3, 0)];
        assert!(
            own.iter()
                .all(|(i, j)| matches!(plan.change(*i, 0, *j, Change::Add), Err(AssignError::Own { .. })))
        );
        assert!(matches!(plan.change(0, 5, 1, Change::Add), Err(AssignError::Person { person: 5, .. })));
        assert!(matches!(plan.change(0, 0, 9, Change::Add), Err(AssignError::Unknown { place: 9, .. })));
    }
}
