//! AD: how far the answers of a group lie from their mean or median, in points of the scale.

use serde::Serialize;

use super::reason::{Reason, What};
use super::rwg::of_one_group;
use super::scale::RatingScale;
use super::spread::{Spread, median};
use super::table::check;
use super::value::mean_over_groups;
use crate::result::{Estimate, Uncertainty};

/// Average deviation of one group.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct GroupDeviation {
    /// People who answered.
    pub people: usize,
    /// Mean distance from the group's mean, on the scale.
    pub from_mean: f64,
    /// Mean distance from the group's median, on the scale; never larger.
    pub from_median: f64,
}

impl GroupDeviation {
    /// Distance from the mean times √(n/(n − 1)).
    #[must_use]
    pub fn corrected(&self) -> f64 {
        let n = self.people as f64;
        self.from_mean * (n / (n - 1.0)).sqrt()
    }
}

/// Average deviations of several groups.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Deviation {
    /// One for each group, in the order given; none for a group with fewer than two answers.
    pub by_group: Vec<Option<GroupDeviation>>,
    /// Why the values of single groups carry no interval.
    pub by_group_uncertainty: Uncertainty,
    /// Groups that have a value.
    pub groups: usize,
    /// Mean over groups of the distance from the mean, with a t interval over groups.
    pub from_mean: Estimate,
    /// Mean over groups of the distance from the median, with a t interval over groups.
    pub from_median: Estimate,
    /// Mean over groups of the distance from the mean times √(n/(n − 1)), with a t interval over groups. Few answers
    /// lie nearer to their own mean than to what they would agree on; for normal answers this makes up for it.
    /// Random answers of pairs on 5 points lie 0.8 from their mean, under the cut-off, and 1.13 corrected.
    pub corrected: Estimate,
    /// The usual cut-off A/6 for A points, on the scale (Burke & Dunlap 2002); none without a scale.
    pub cut: Option<f64>,
    /// Groups whose distance from the mean is at most the cut-off; none without a scale.
    pub within_cut: Option<usize>,
}

impl Deviation {
    /// The mean distance from the mean with the upper end of its interval drawn up to that of the corrected one,
    /// which is what to judge by. No interval where the corrected one has none.
    #[must_use]
    pub fn cautious(&self) -> Estimate {
        let uncertainty = match (&self.from_mean.uncertainty, &self.corrected.uncertainty) {
            (Uncertainty::Interval { low, high }, Uncertainty::Interval { high: other, .. }) => {
                Uncertainty::Interval { low: *low, high: high.max(*other) }
            }
            (Uncertainty::Interval { .. }, none) | (none, _) => none.clone(),
        };
        Estimate { uncertainty, ..self.from_mean.clone() }
    }
}

/// Average deviation Σ|x − c|/n with c the group's mean (AD_M) or median (AD_Md) (Burke, Finkelstein & Dusig 1999).
///
/// `groups`: one list of answers for each. `scale` is needed for the cut-off only.
///
/// # Errors
/// [`Reason::NotFinite`], [`Reason::OutsideScale`], or [`Reason::TooFew`] where no group has two answers.
///
/// ```
/// use troth_dyads::agreement::{RatingScale, average_deviation};
/// let five = RatingScale::one_to(5).unwrap();
/// // Mean 3: (2 + 1 + 0 + 3)/4; median 2.5: (1.5 + 0.5 + 0.5 + 3.5)/4.
/// let found = average_deviation(&[vec![1.0, 2.0, 3.0, 6.0]], None).unwrap();
/// assert_eq!(found.from_mean.estimate, 1.5);
/// assert_eq!(found.from_median.estimate, 1.5);
/// assert_eq!(average_deviation(&[vec![4.0, 5.0]], Some(&five)).unwrap().within_cut, Some(1));
/// ```
pub fn average_deviation<G: AsRef<[f64]>>(
    groups: &[G],
    scale: Option<&RatingScale>,
) -> Result<Deviation, Reason> {
    check(groups)?;
    if let Some(scale) = scale {
        scale.check(groups.iter().flat_map(|g| g.as_ref().iter().copied()))?;
    }
    let by_group: Vec<_> = groups.iter().map(|g| of_group(g.as_ref())).collect();
    let over_groups = |pick: fn(&GroupDeviation) -> f64| -> Result<Estimate, Reason> {
        let values: Vec<f64> = by_group.iter().flatten().map(pick).collect();
        mean_over_groups(&values, 0.0, f64::INFINITY).ok_or(Reason::TooFew {
            what: What::GroupsOfTwo,
            found: 0,
            needed: 1,
        })
    };
    let (from_mean, from_median) = (over_groups(|g| g.from_mean)?, over_groups(|g| g.from_median)?);
    let corrected = over_groups(GroupDeviation::corrected)?;
    let cut = scale.map(RatingScale::deviation_cut);
    let groups = by_group.iter().flatten().count();
    let within_cut = cut.map(|cut| by_group.iter().flatten().filter(|g| g.from_mean <= cut).count());
    let by_group_uncertainty = of_one_group();
    Ok(Deviation {
        by_group,
        by_group_uncertainty,
        groups,
        from_mean,
        from_median,
        corrected,
        cut,
        within_cut,
    })
}

fn of_group(answers: &[f64]) -> Option<GroupDeviation> {
    let spread = Spread::of(answers.iter().copied()).filter(|s| s.n > 1)?;
    let middle = median(answers)?;
    let from = |centre: f64| answers.iter().map(|v| (v - centre).abs()).sum::<f64>() / spread.n as f64;
    Some(GroupDeviation { people: spread.n, from_mean: from(spread.mean), from_median: from(middle) })
}
