//! What somebody knows who has seen releases: unknown whole numbers, what is known of sums of them, and which cells are
//! at an end of the scale.

use std::collections::{BTreeMap, BTreeSet};

use troth_gate::End;

/// Whose answer about whom.
pub(crate) type Unknown = (String, String);

/// Known of answers: `least` ≤ Σ weight · points ≤ `most`.
#[derive(Debug, Clone)]
pub(crate) struct Sum {
    pub(crate) weights: BTreeMap<usize, f64>,
    pub(crate) least: f64,
    pub(crate) most: f64,
}

/// A cell, known to be at an end of the scale or known not to be.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct AtEnd {
    pub(crate) answers: Vec<usize>,
    pub(crate) end: Option<End>,
}

/// All that one audience knows.
#[derive(Debug, Clone, Default)]
pub(crate) struct Known {
    /// Highest answer.
    pub(crate) highest: u8,
    /// Every answer that entered something this audience has seen, with the truth.
    pub(crate) truth: Vec<(Unknown, u8)>,
    pub(crate) sums: Vec<Sum>,
    pub(crate) ends: Vec<AtEnd>,
    /// Of each of these lists of groups one, at least, is at an end.
    pub(crate) some_at_end: Vec<Vec<Vec<usize>>>,
    /// Sums that each answer is in.
    pub(crate) within: BTreeMap<usize, BTreeSet<usize>>,
    index: BTreeMap<Unknown, usize>,
    /// Cells and lists of groups that each answer is in.
    ends_of: BTreeMap<usize, BTreeSet<usize>>,
    lists_of: BTreeMap<usize, BTreeSet<usize>>,
}

impl Known {
    pub(crate) fn new(highest: u8) -> Self {
        Self { highest, ..Self::default() }
    }

    /// The place of an answer.
    pub(crate) fn place(&mut self, unknown: Unknown, points: u8) -> usize {
        if let Some(place) = self.index.get(&unknown) {
            return *place;
        }
        self.truth.push((unknown.clone(), points));
        self.index.insert(unknown, self.truth.len() - 1);
        self.truth.len() - 1
    }

    /// Adds what is known of a sum. The truth has to lie in it: else the adversary was taught something wrong.
    pub(crate) fn sum(&mut self, weights: BTreeMap<usize, f64>, least: f64, most: f64) {
        let sum = Sum { weights, least: least - 1e-9, most: most + 1e-9 };
        let value = self.value(&sum);
        assert!((sum.least..=sum.most).contains(&value), "{value} is not within {least} to {most}");
        for place in sum.weights.keys() {
            self.within.entry(*place).or_default().insert(self.sums.len());
        }
        self.sums.push(sum);
    }

    /// Adds at which end a group is, or that it is at none. That has to be true.
    pub(crate) fn group(&mut self, answers: Vec<usize>, at: Option<End>) {
        let points = answers.iter().map(|place| self.truth[*place].1);
        assert_eq!(end(points, self.highest), at, "{answers:?}");
        let cell = AtEnd { answers, end: at };
        if !self.ends.contains(&cell) {
            for place in &cell.answers {
                self.ends_of.entry(*place).or_default().insert(self.ends.len());
            }
            self.ends.push(cell);
        }
    }

    /// Adds that one of these groups is at an end. That has to be true.
    pub(crate) fn some_group(&mut self, groups: Vec<Vec<usize>>) {
        assert!(self.is_one_at_an_end(&groups, |place| self.truth[place].1), "{groups:?}");
        if !self.some_at_end.contains(&groups) {
            for place in groups.iter().flatten() {
                self.lists_of.entry(*place).or_default().insert(self.some_at_end.len());
            }
            self.some_at_end.push(groups);
        }
    }

    fn is_one_at_an_end(&self, groups: &[Vec<usize>], points: impl Fn(usize) -> u8) -> bool {
        groups.iter().any(|group| end(group.iter().map(|p| points(*p)), self.highest).is_some())
    }

    pub(crate) fn value(&self, sum: &Sum) -> f64 {
        sum.weights.iter().map(|(place, weight)| weight * f64::from(self.truth[*place].1)).sum()
    }

    /// Cells and groups of which something is known about ends.
    pub(crate) fn groups(&self) -> impl Iterator<Item = &Vec<usize>> {
        self.ends.iter().map(|cell| &cell.answers).chain(self.some_at_end.iter().flatten())
    }

    /// Whether a few answers may be others than they are: everything known still holds.
    pub(crate) fn allows(&self, others: &[(usize, u8)]) -> bool {
        let other = |place: usize| others.iter().find(|(p, _)| *p == place).map(|(_, points)| *points);
        let touched = |within: &BTreeMap<usize, BTreeSet<usize>>| -> BTreeSet<usize> {
            others.iter().filter_map(|(place, _)| within.get(place)).flatten().copied().collect()
        };
        let sums_hold = touched(&self.within).into_iter().all(|k| {
            let sum = &self.sums[k];
            let change: f64 = others
                .iter()
                .filter_map(|(place, points)| {
                    let weight = sum.weights.get(place)?;
                    Some(weight * (f64::from(*points) - f64::from(self.truth[*place].1)))
                })
                .sum();
            (sum.least..=sum.most).contains(&(self.value(sum) + change))
        });
        let points = |place: usize| other(place).unwrap_or(self.truth[place].1);
        let at = |cell: &AtEnd| end(cell.answers.iter().map(|p| points(*p)), self.highest);
        sums_hold
            && touched(&self.ends_of).into_iter().all(|k| at(&self.ends[k]) == self.ends[k].end)
            && touched(&self.lists_of)
                .into_iter()
                .all(|k| self.is_one_at_an_end(&self.some_at_end[k], points))
    }
}

/// The end that all but two gave: the rule of the gate, written once more.
pub(crate) fn end(points: impl Iterator<Item = u8>, highest: u8) -> Option<End> {
    let points: Vec<u8> = points.collect();
    let bottom = points.iter().filter(|p| **p == 0).count();
    let top = points.iter().filter(|p| **p == highest).count();
    let most = bottom.max(top);
    let found = if bottom > top { End::Bottom } else { End::Top };
    (most > 0 && most + 2 >= points.len()).then_some(found)
}
