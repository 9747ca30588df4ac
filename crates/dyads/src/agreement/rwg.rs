//! r_wg: how much less the answers of a group spread than answers without any agreement would.

use serde::Serialize;

use super::reason::{Reason, What};
use super::scale::{NullShape, RatingScale};
use super::spread::Spread;
use super::table::{Table, check};
use super::value::{mean_over_groups, median_over_groups};
use crate::result::{Estimate, Uncertainty};

/// r_wg of one group.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct GroupRwg {
    /// People whose answers were used.
    pub people: usize,
    /// Variance of their answers (n − 1), for several items the mean over items; on the square of the scale.
    pub variance: f64,
    /// r_wg, 0 to 1; 0 where the answers spread more than the null distribution.
    pub rwg: f64,
    /// The value before it was put to 0. None for several items where the formula has passed its pole
    /// (variance ≥ J/(J − 1) null variances) and the number would mean nothing.
    pub untruncated: Option<f64>,
}

/// r_wg of several groups.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Rwg {
    /// The null distribution.
    pub shape: NullShape,
    /// Its variance, on the square of the scale.
    pub null_variance: f64,
    /// Number of items; 1 gives r_wg, more r_wg(j).
    pub items: usize,
    /// One for each group, in the order given; none for a group in which fewer than two people answered.
    pub by_group: Vec<Option<GroupRwg>>,
    /// Why the values of single groups carry no interval.
    pub by_group_uncertainty: Uncertainty,
    /// Groups that have a value.
    pub groups: usize,
    /// Of those, groups that were put to 0.
    pub at_zero: usize,
    /// Mean over groups, with a t interval over groups.
    pub mean: Estimate,
    /// The same with negative values left negative. In small groups putting them to 0 flatters: random answers of
    /// pairs on 5 points have a mean of 0.44, untruncated 0. None if a group has no untruncated value.
    pub mean_untruncated: Option<Estimate>,
    /// Median over groups, with an interval of order statistics.
    pub median: Estimate,
}

impl Rwg {
    /// Mean or median with the lower end of its interval drawn down to that of the untruncated mean, which is what to
    /// judge by: with few answers in a group, random answers too have a mean, and even more a median, well above 0.
    /// No interval where the untruncated mean has none.
    #[must_use]
    pub fn cautious(&self, estimate: &Estimate) -> Estimate {
        let untruncated = self.mean_untruncated.as_ref().map(|e| &e.uncertainty);
        let uncertainty = match (&estimate.uncertainty, untruncated) {
            (Uncertainty::Interval { low, high }, Some(Uncertainty::Interval { low: other, .. })) => {
                Uncertainty::Interval { low: low.min(*other), high: *high }
            }
            (Uncertainty::Interval { .. }, None) => Uncertainty::NotQuantified {
                reason: "some groups disagree so much that the formula has no value".into(),
            },
            (Uncertainty::Interval { .. }, Some(none)) | (none, _) => none.clone(),
        };
        Estimate { estimate: estimate.estimate, se: estimate.se, uncertainty }
    }
}

/// Why single groups carry no interval.
pub(super) fn of_one_group() -> Uncertainty {
    Uncertainty::NotQuantified {
        reason: "it rests on the spread of the few answers of one group; look at the mean over groups".into(),
    }
}

/// r_wg of one item: 1 − s²/σ² with s² the variance within the group and σ² that of the null distribution (Finn
/// 1970; James, Demaree & Wolf 1984). Negative values count as 0, as they advise; the value before is kept.
///
/// `groups`: one list of answers for each, on `scale`.
///
/// # Errors
/// [`Reason::NotFinite`], [`Reason::OutsideScale`], [`Reason::NoPublishedNull`], or [`Reason::TooFew`] where no
/// group has two answers.
///
/// ```
/// use troth_dyads::agreement::{NullShape, RatingScale, rwg};
/// // Variances 0.25 and 8, null variance 2.
/// let groups = [vec![4.0, 4.0, 4.0, 5.0], vec![1.0, 5.0]];
/// let found = rwg(&groups, &RatingScale::one_to(5).unwrap(), NullShape::Uniform).unwrap();
/// assert_eq!(found.by_group[0].unwrap().rwg, 0.875);
/// assert_eq!(found.by_group[1].unwrap().rwg, 0.0);
/// assert_eq!(found.by_group[1].unwrap().untruncated, Some(-3.0));
/// ```
pub fn rwg<G: AsRef<[f64]>>(groups: &[G], scale: &RatingScale, shape: NullShape) -> Result<Rwg, Reason> {
    check(groups)?;
    scale.check(groups.iter().flat_map(|g| g.as_ref().iter().copied()))?;
    let null_variance = scale.null_variance(shape)?;
    let by_group = groups
        .iter()
        .map(|g| {
            let spread = Spread::of(g.as_ref().iter().copied())?;
            let variance = spread.variance()?;
            let value = 1.0 - variance / null_variance;
            Some(GroupRwg { people: spread.n, variance, rwg: value.max(0.0), untruncated: Some(value) })
        })
        .collect();
    gather(shape, null_variance, 1, by_group)
}

/// r_wg(j) of J items, x = (mean of the items' variances within the group)/σ²: J(1 − x)/(J(1 − x) + x) (James,
/// Demaree & Wolf 1984). Above x = 1 it counts as 0, also where the formula gives more than 1 (LeBreton & Senter
/// 2008).
///
/// `groups`: one table for each, people × items, all with the same items on `scale`. People who left an item out are
/// left out.
///
/// # Errors
/// As [`rwg`], and [`Reason::DifferentItems`].
pub fn rwg_j(groups: &[Table], scale: &RatingScale, shape: NullShape) -> Result<Rwg, Reason> {
    let items = groups.iter().map(Table::columns).find(|c| *c > 0).unwrap_or(0);
    for (i, group) in groups.iter().enumerate() {
        if group.columns() != items && group.rows() > 0 {
            let (expected, found) = (items, group.columns());
            return Err(Reason::DifferentItems { group: i + 1, expected, found });
        }
        scale.check(group.values())?;
    }
    let null_variance = scale.null_variance(shape)?;
    let j = items as f64;
    let by_group = groups
        .iter()
        .map(|group| {
            let people: Vec<_> = group.complete().collect();
            let of_item = |k: usize| Spread::of(people.iter().filter_map(|p| p.get(k).copied()))?.variance();
            let sum = (0..items).map(of_item).sum::<Option<f64>>()?;
            let variance = (people.len() > 1).then_some(sum / j)?;
            let x = variance / null_variance;
            let (above, below) = (j * (1.0 - x), j * (1.0 - x) + x);
            let untruncated = (below > 0.0).then(|| above / below);
            let rwg = untruncated.map_or(0.0, |v| v.max(0.0));
            Some(GroupRwg { people: people.len(), variance, rwg, untruncated })
        })
        .collect();
    gather(shape, null_variance, items, by_group)
}

fn gather(
    shape: NullShape,
    null_variance: f64,
    items: usize,
    by_group: Vec<Option<GroupRwg>>,
) -> Result<Rwg, Reason> {
    let values: Vec<f64> = by_group.iter().flatten().map(|g| g.rwg).collect();
    let at_zero = by_group.iter().flatten().filter(|g| g.untruncated.is_none_or(|v| v < 0.0)).count();
    let too_few = Reason::TooFew { what: What::GroupsOfTwo, found: 0, needed: 1 };
    let mean = mean_over_groups(&values, 0.0, 1.0).ok_or(too_few.clone())?;
    let median = median_over_groups(&values).ok_or(too_few)?;
    let untruncated: Option<Vec<f64>> = by_group.iter().flatten().map(|g| g.untruncated).collect();
    Ok(Rwg {
        shape,
        null_variance,
        items,
        by_group_uncertainty: of_one_group(),
        groups: values.len(),
        at_zero,
        mean,
        mean_untruncated: untruncated.and_then(|v| mean_over_groups(&v, f64::NEG_INFINITY, 1.0)),
        median,
        by_group,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn table(rows: &[[f64; 2]]) -> Table {
        Table::from_rows(&rows.iter().map(|r| r.map(Some)).collect::<Vec<_>>()).unwrap()
    }

    #[test]
    fn two_items_by_hand() {
        // Variances 0.5 and 0.5, x = 0.25: 2·0.75/(2·0.75 + 0.25) = 6/7.
        let five = RatingScale::one_to(5).unwrap();
        let groups = [table(&[[4.0, 3.0], [5.0, 4.0]]), table(&[[1.0, 5.0], [5.0, 1.0]])];
        let found = rwg_j(&groups, &five, NullShape::Uniform).unwrap();
        assert!((found.by_group[0].unwrap().rwg - 6.0 / 7.0).abs() < 1e-15);
        // Variance 8, x = 4 ≥ 2: beyond the pole, where the bare formula gives 3.
        let beyond = found.by_group[1].unwrap();
        assert_eq!((beyond.rwg, beyond.untruncated, found.at_zero), (0.0, None, 1));
    }

    #[test]
    fn one_item_is_the_same_either_way() {
        let five = RatingScale::one_to(5).unwrap();
        let lists = [vec![4.0, 5.0, 3.0], vec![2.0, 2.0], vec![1.0]];
        let tables: Vec<_> = lists
            .iter()
            .map(|l| Table::from_rows(&l.iter().map(|v| [Some(*v)]).collect::<Vec<_>>()).unwrap())
            .collect();
        let (one, many) = (
            rwg(&lists, &five, NullShape::SlightSkew).unwrap(),
            rwg_j(&tables, &five, NullShape::SlightSkew).unwrap(),
        );
        assert_eq!(one.groups, 2);
        assert_eq!(one.by_group[2], None);
        for (a, b) in one.by_group.iter().flatten().zip(many.by_group.iter().flatten()) {
            assert!((a.rwg - b.rwg).abs() < 1e-15);
        }
    }

    #[test]
    fn random_pairs_are_judged_by_the_untruncated_mean() {
        // Every pair of answers on 5 points once: differences 0 to 4 with r_wg 1, 0.75, 0, −1.25, −3.
        let pairs: Vec<_> =
            (1..=5_u8).flat_map(|a| (1..=5_u8).map(move |b| vec![f64::from(a), f64::from(b)])).collect();
        let found = rwg(&pairs, &RatingScale::one_to(5).unwrap(), NullShape::Uniform).unwrap();
        assert!((found.mean.estimate - 0.44).abs() < 1e-12);
        assert!((found.median.estimate - 0.75).abs() < 1e-12);
        let untruncated = found.mean_untruncated.as_ref().unwrap();
        assert!(untruncated.estimate.abs() < 1e-12);
        let cautious = found.cautious(&found.median);
        assert!(matches!(cautious.uncertainty, Uncertainty::Interval { low, .. } if low < -0.4));
    }

    #[test]
    fn without_two_answers_there_is_a_reason() {
        let five = RatingScale::one_to(5).unwrap();
        for groups in [vec![], vec![vec![]], vec![vec![1.0], vec![2.0]]] {
            assert!(matches!(rwg(&groups, &five, NullShape::Uniform), Err(Reason::TooFew { .. })));
        }
        assert!(matches!(rwg_j(&[], &five, NullShape::Uniform), Err(Reason::TooFew { .. })));
        assert!(matches!(rwg(&[vec![9.0]], &five, NullShape::Uniform), Err(Reason::OutsideScale { .. })));
    }
}
