//! Intervals of agreement in two-sided ratings, widened for what directions share: raters, targets and people.

use std::collections::{BTreeMap, BTreeSet};

use super::deviation::{Deviation, GroupDeviation};
use super::one_way::OneWay;
use super::reason::Reason;
use super::rwg::Rwg;
use super::vertex::{Ends, interval_of_f, interval_of_mean};
use crate::result::{Estimate, Uncertainty};

/// Directions that several members of staff answered, in order.
pub(super) struct Directions {
    /// Rater and target of each.
    pub(super) ends: Vec<Ends>,
    /// Answers of each, one for each person.
    pub(super) answers: Vec<Vec<f64>>,
}

impl Directions {
    /// From the names of rater and target of each direction.
    pub(super) fn new<K: Ord>(pairs: &[[K; 2]], answers: Vec<Vec<f64>>) -> Self {
        let names: BTreeSet<&K> = pairs.iter().flatten().collect();
        let numbers: BTreeMap<&K, usize> = names.into_iter().zip(0..).collect();
        let number = |k: &K| numbers.get(k).copied().unwrap_or(0);
        let ends = pairs.iter().map(|[rater, target]| [number(rater), number(target)]).collect();
        Self { ends, answers }
    }

    /// ICC(1) and ICC(2).
    pub(super) fn icc(&self, found: &OneWay) -> (Result<Estimate, Reason>, Result<Estimate, Reason>) {
        let shared = interval_of_f(&self.ends, &self.answers);
        let ends = |of_f: &dyn Fn(f64) -> f64| shared.map(|(low, high)| (of_f(low), of_f(high)));
        let icc1 = widened(&found.icc1, ends(&|f| (f - 1.0) / (f + found.k - 1.0)));
        let icc2 = found.icc2.as_ref().map(|e| widened(e, ends(&|f| 1.0 - 1.0 / f)));
        (Ok(icc1), icc2.ok_or(Reason::NoDifferences))
    }

    /// Mean and median r_wg. Their lower ends are cautious as in [`Rwg::cautious`].
    pub(super) fn rwg(&self, found: &Rwg) -> (Estimate, Estimate) {
        let groups = || found.by_group.iter().flatten();
        let truncated: Vec<f64> = groups().map(|g| g.rwg).collect();
        let untruncated: Vec<f64> = groups().filter_map(|g| g.untruncated).collect();
        let ends = interval_of_mean(&self.ends, &truncated);
        let below = interval_of_mean(&self.ends, &untruncated);
        let around = |middle: f64| {
            let ((low, high), (least, _)) = (ends?, below?);
            let half = (high - low) / 2.0;
            Some(((middle - half).min(least).max(-1.0), (middle + half).min(1.0)))
        };
        let widen = |e: &Estimate| widened(&found.cautious(e), around(e.estimate));
        (widen(&found.mean), widen(&found.median))
    }

    /// Mean average deviation. Its upper end is cautious as in [`Deviation::cautious`].
    pub(super) fn deviation(&self, found: &Deviation) -> Estimate {
        let groups = || found.by_group.iter().flatten();
        let plain: Vec<f64> = groups().map(|g| g.from_mean).collect();
        let corrected: Vec<f64> = groups().map(GroupDeviation::corrected).collect();
        let ends = interval_of_mean(&self.ends, &plain).zip(interval_of_mean(&self.ends, &corrected));
        let ends = ends.map(|((low, high), (_, most))| (low.max(0.0), high.max(most)));
        widened(&found.cautious(), ends)
    }
}

/// The estimate with an interval that holds both; none where one of them is missing.
fn widened(estimate: &Estimate, ends: Option<(f64, f64)>) -> Estimate {
    let uncertainty = match (&estimate.uncertainty, ends) {
        (Uncertainty::Interval { low, high }, Some((least, most))) => {
            Uncertainty::Interval { low: low.min(least), high: high.max(most) }
        }
        (Uncertainty::Interval { .. }, None) => Uncertainty::NotQuantified {
            reason: "too few organisations are left to tell how much hangs on a single one".into(),
        },
        (none, _) => none.clone(),
    };
    Estimate { estimate: estimate.estimate, se: None, uncertainty }
}
