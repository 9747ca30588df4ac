//! What comes out: who is asked about whom, what can be expected of it, and how good it is.

use std::collections::BTreeSet;

use super::given_up::GivenUp;

/// One side that people are asked about, or that is shown without asking anybody.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Cell {
    /// Place of the candidate.
    pub candidate: usize,
    /// Place of the organisation whose people are asked.
    pub from: usize,
    /// Place of the partner.
    pub to: usize,
    /// How many different people are asked.
    pub asked: usize,
    /// Probability that the side is shown.
    pub chance: f64,
}

/// Expected numbers of relationships, kin of one parent left out.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Expected {
    /// Relationships that could be asked about.
    pub relationships: usize,
    /// Shown on both sides.
    pub both: f64,
    /// On one.
    pub one: f64,
    /// On neither.
    pub none: f64,
}

impl Expected {
    /// Directions shown: two for both sides, one for one.
    pub fn directions(&self) -> f64 {
        2.0 * self.both + self.one
    }

    /// Adds a relationship whose sides have these chances.
    pub(super) fn add(&mut self, forth: f64, back: f64) {
        self.relationships += 1;
        self.both += forth * back;
        self.none += (1.0 - forth) * (1.0 - back);
        self.one += forth + back - 2.0 * forth * back;
    }
}

/// How it is known that nothing better than the bound exists.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Proof {
    /// The bound of the prices is reached: the assignment is the best there is.
    PricesReached,
    /// A search through all that could still be better was completed: it is the best there is.
    SearchCompleted,
    /// The search was stopped; what it had not looked at yet cannot be better than the bound.
    SearchStopped,
    /// The prices alone ([`bound_at`](super::bound_at) works it out anew).
    Prices,
}

/// What no assignment can be better than, in the same measure as [`Solution::worth`].
#[derive(Debug, Clone, PartialEq)]
pub struct Bound {
    /// The bound.
    pub value: f64,
    /// Why it holds.
    pub proof: Proof,
    /// Price of one question to a person of each organisation, in relationships.
    pub prices: Vec<f64>,
    /// Whether a side has so many possible numbers of people that not each was looked at: the bound then holds for
    /// the numbers that were.
    pub in_steps: bool,
}

/// Who is asked about whom.
#[derive(Debug, Clone, PartialEq)]
pub struct Solution {
    /// Every side that can be shown, by candidate, forth before back.
    pub cells: Vec<Cell>,
    /// For each organisation and each of its people (by place; no names), the partners they are asked about.
    pub people: Vec<Vec<BTreeSet<usize>>>,
    /// What can be expected.
    pub expected: Expected,
    /// What was made as large as possible: Σ weight · (P(both) + ω · P(one)), with ω what one side counts.
    pub worth: f64,
    /// What nothing can be better than.
    pub bound: Bound,
    /// Relationships that cannot be shown on both sides, with the reason.
    pub given_up: Vec<GivenUp>,
}

impl Solution {
    /// By what share of the bound the assignment may fall short of the best, from 0 (it is the best) to 1.
    pub fn gap(&self) -> f64 {
        // What is proved to be the best is short of the bound by rounding alone.
        if self.is_best() || self.bound.value <= 0.0 {
            0.0
        } else {
            (1.0 - self.worth / self.bound.value).max(0.0)
        }
    }

    /// Whether it is proved that nothing is better.
    pub const fn is_best(&self) -> bool {
        matches!(self.bound.proof, Proof::PricesReached | Proof::SearchCompleted) && !self.bound.in_steps
    }

    /// The number of partners of everybody who is asked about at least one.
    pub fn burdens(&self) -> impl Iterator<Item = usize> + '_ {
        self.people.iter().flatten().map(BTreeSet::len).filter(|partners| *partners > 0)
    }
}
