//! Cells in which nearly everybody gave the same end of the scale.
//!
//! Whoever answered themselves and sees a mean at the very end of the scale knows what the others said. If all of n
//! people, or all but one, gave an end, a colleague could work out what each of them answered. To withhold exactly those
//! cells would tell the same by silence. So a cell counts as being at an end as soon as all but two gave it, and then
//! enters every figure as [`End::entered`]: from that, nobody can tell which of the others, if any, answered
//! differently. A test goes through every possible cell of 5 to 8 people on scales of 2 to 5 points.

use serde::{Deserialize, Serialize};

/// An end of the scale.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum End {
    /// The worst answer.
    Bottom,
    /// The best answer.
    Top,
}

impl End {
    /// The end at which a score on 0–1 lies, if it lies at one.
    pub fn of(score: f64) -> Option<Self> {
        // Means of a few items carry rounding errors in their last digits.
        if score >= 1.0 - 1e-9 {
            Some(Self::Top)
        } else if score <= 1e-9 {
            Some(Self::Bottom)
        } else {
            None
        }
    }

    /// What every answer of such a cell counts as, on 0–1.
    pub const fn entered(self) -> f64 {
        match self {
            Self::Bottom => 0.1,
            Self::Top => 0.9,
        }
    }
}

/// How many may differ in a cell that still counts as being at an end.
const OTHERS: usize = 2;

/// The end that all but two people, or more, gave.
pub(crate) fn most_at_one_end(answers: impl Iterator<Item = Option<End>>) -> Option<End> {
    let (mut people, mut bottom, mut top) = (0_usize, 0_usize, 0_usize);
    for end in answers {
        people += 1;
        match end {
            Some(End::Bottom) => bottom += 1,
            Some(End::Top) => top += 1,
            None => {}
        }
    }
    let (most, end) = if bottom > top { (bottom, End::Bottom) } else { (top, End::Top) };
    (most > 0 && most + OTHERS >= people).then_some(end)
}

#[cfg(test)]
mod tests {
    use std::collections::{BTreeMap, BTreeSet};

    use super::*;

    /// Every way in which `people` can answer on `points`, as sorted answers from 0.
    fn cells(people: usize, points: u8) -> Vec<Vec<u8>> {
        let mut all: Vec<Vec<u8>> = vec![Vec::new()];
        for _ in 0..people {
            let longer = |cell: &Vec<u8>| {
                let cell = cell.clone();
                let least = cell.last().copied().unwrap_or(0);
                (least..points).map(move |answer| cell.iter().copied().chain([answer]).collect())
            };
            all = all.iter().flat_map(longer).collect();
        }
        all
    }

    /// What everybody sees of a cell: the sum, or at which end it is entered.
    fn seen(cell: &[u8], points: u8) -> Result<u32, End> {
        let end = |answer: &u8| match *answer {
            0 => Some(End::Bottom),
            a if a == points - 1 => Some(End::Top),
            _ => None,
        };
        match most_at_one_end(cell.iter().map(end)) {
            Some(end) => Err(end),
            None => Ok(cell.iter().map(|a| u32::from(*a)).sum()),
        }
    }

    #[test]
    fn nobody_who_answered_can_tell_what_another_answered() {
        for (people, points) in (5..=8).flat_map(|people| (2..=5).map(move |points| (people, points))) {
            // What somebody knows is what everybody sees and the own answer. What that leaves open is every answer that
            // another gave in some cell that looks the same; the others are exchangeable.
            let mut open: BTreeMap<(Result<u32, End>, u8), BTreeSet<u8>> = BTreeMap::new();
            for cell in cells(people, points) {
                for own in 0..people {
                    let others = cell.iter().enumerate().filter(|(k, _)| *k != own).map(|(_, a)| *a);
                    open.entry((seen(&cell, points), cell[own])).or_default().extend(others);
                }
            }
            for (known, answers) in &open {
                assert!(answers.len() > 1, "{people} people, {points} points: {known:?} tells {answers:?}");
            }
        }
    }

    #[test]
    fn without_the_rule_a_mean_at_the_end_tells() {
        let same: Vec<Vec<u8>> =
            cells(5, 5).into_iter().filter(|c| c.contains(&1) && c.iter().sum::<u8>() == 17).collect();
        assert_eq!(same, [vec![1, 4, 4, 4, 4]], "who answered 1 and sees 17 of 20 knows the other four");
        assert_eq!(seen(&same[0], 5), Err(End::Top));
    }

    #[test]
    fn ends_are_read_off_scores() {
        let (bottom, top) = (Some(End::Bottom), Some(End::Top));
        assert_eq!([0.0, 1e-12, 0.5, 1.0 - 1e-12].map(End::of), [bottom, bottom, None, top]);
        assert_eq!(most_at_one_end([top, None, None].into_iter()), top);
        assert_eq!(most_at_one_end([None, None].into_iter()), None);
        assert_eq!(most_at_one_end(std::iter::empty()), None);
    }
}
