//! What the one-way methods need of groups of unequal size: sizes, means, and spread within.

use super::reason::{Reason, What};
use super::spread::Spread;
use super::table::check;

/// Sizes and means of groups with at least one answer, and the sum of squares within them.
#[derive(Debug, Clone)]
pub(super) struct Groups {
    /// Size and mean of each.
    pub(super) each: Vec<(f64, f64)>,
    /// All answers.
    pub(super) answers: usize,
    /// Sum of squared deviations of answers from the mean of their group; exactly 0 where it is only rounding.
    pub(super) within: f64,
    /// Sum of squared deviations of group means from the mean of all answers, times size; the same.
    pub(super) between: f64,
}

impl Groups {
    /// Checked and summed up.
    ///
    /// # Errors
    /// [`Reason::NotFinite`]; [`Reason::TooFew`] under two groups or without a group of two;
    /// [`Reason::NoVariation`].
    pub(super) fn of<G: AsRef<[f64]>>(groups: &[G]) -> Result<Self, Reason> {
        check(groups)?;
        let spreads: Vec<_> = groups.iter().filter_map(|g| Spread::of(g.as_ref().iter().copied())).collect();
        if spreads.len() < 2 {
            return Err(Reason::TooFew { what: What::Groups, found: spreads.len(), needed: 2 });
        }
        let answers: usize = spreads.iter().map(|s| s.n).sum();
        if answers == spreads.len() {
            return Err(Reason::TooFew { what: What::GroupsOfTwo, found: 0, needed: 1 });
        }
        let each: Vec<_> = spreads.iter().map(|s| (s.n as f64, s.mean)).collect();
        let within: f64 = spreads.iter().map(|s| s.squares).sum();
        let (_, between) = centre(&each, |n| n);
        let rounding = 1e-24 * each.iter().map(|(n, m)| n * m * m).sum::<f64>().max(within);
        let clear = |squares: f64| if squares <= rounding { 0.0 } else { squares };
        let (within, between) = (clear(within), clear(between));
        if within + between <= 0.0 {
            return Err(Reason::NoVariation);
        }
        Ok(Self { each, answers, within, between })
    }

    /// Number of groups.
    pub(super) fn count(&self) -> usize {
        self.each.len()
    }

    /// Degrees of freedom between and within.
    pub(super) fn degrees(&self) -> (f64, f64) {
        ((self.count() - 1) as f64, (self.answers - self.count()) as f64)
    }

    /// Smallest and largest size.
    pub(super) fn sizes(&self) -> (f64, f64) {
        self.each.iter().fold((f64::INFINITY, 0.0), |(l, h), (n, _)| (n.min(l), n.max(h)))
    }
}

/// Weighted mean of the group means, and the weighted sum of squared deviations from it; the weight is a function
/// of the size.
pub(super) fn centre(each: &[(f64, f64)], weight: impl Fn(f64) -> f64) -> (f64, f64) {
    let first = each.first().map_or(0.0, |(_, m)| *m);
    let (sum, total) = each.iter().fold((0.0, 0.0), |(sum, total), (n, m)| {
        let w = weight(*n);
        (sum + w * (m - first), total + w)
    });
    let shift = sum / total;
    let squares = each.iter().map(|(n, m)| weight(*n) * (m - first - shift) * (m - first - shift)).sum();
    (first + shift, squares)
}
