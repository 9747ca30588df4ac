//! ICC(1) and ICC(2): how much of the spread of answers lies between groups, and how reliable a group's mean is.

use serde::Serialize;

use super::groups::Groups;
use super::reason::Reason;
use super::tails::{f_quantile, f_upper};
use super::value::interval;
use super::wald;
use crate::result::Estimate;

/// Which group size stands for all where groups differ in size.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum GroupSize {
    /// The mean size N/a (Bliese 2000; what the R package multilevel uses).
    #[default]
    Mean,
    /// (N − Σn²/N)/(a − 1), with which the variance between groups is estimated without bias (Searle, Casella &
    /// McCulloch 1992, sec. 3.6).
    Weighted,
}

/// One-way analysis of variance with both coefficients.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct OneWay {
    /// Groups with at least one answer.
    pub groups: usize,
    /// Their answers.
    pub answers: usize,
    /// How k was chosen.
    pub size_rule: GroupSize,
    /// The group size k that stands for all.
    pub k: f64,
    /// Whether all groups have the same size, so that k and the interval of ICC(2) involve no approximation.
    pub equal_sizes: bool,
    /// Mean square between groups.
    pub ms_between: f64,
    /// Mean square within groups.
    pub ms_within: f64,
    /// Degrees of freedom between groups.
    pub df_between: f64,
    /// Degrees of freedom within groups.
    pub df_within: f64,
    /// F; none where nothing varies within groups.
    pub f: Option<f64>,
    /// P(F or more) if groups do not differ; none where there is no F.
    pub p: Option<f64>,
    /// ICC(1) = (MSB − MSW)/(MSB + (k − 1)·MSW), with the exact interval of Wald.
    pub icc1: Estimate,
    /// ICC(2) = (MSB − MSW)/MSB, with the interval of ICC(1) stepped up to k answers. None where all group means are
    /// the same.
    pub icc2: Option<Estimate>,
}

/// Why there is no interval.
const NOTHING_WITHIN: &str = "within every group all answers are the same";
const NOTHING_BETWEEN: &str = "all group means are the same";

/// ICC(1) and ICC(2) from a one-way random-effects analysis of variance (Bartko 1976; Shrout & Fleiss 1979; Bliese
/// 2000). Groups may differ in size; a group of one counts between groups.
///
/// The interval of ICC(1) is exact for groups of any sizes under normality and equal variances within (Wald 1940);
/// for groups of one size it is that of Shrout & Fleiss 1979 and McGraw & Wong 1996. The interval of ICC(2) is that
/// of ICC(1) stepped up by Spearman and Brown's formula to a group of k people, where sizes differ an approximation.
///
/// `groups`: one list of answers for each.
///
/// # Errors
/// [`Reason::NotFinite`], [`Reason::TooFew`] under two groups or without a group of two, [`Reason::NoVariation`].
///
/// ```
/// use troth_dyads::agreement::{GroupSize, one_way};
/// // Means 2 and 5, mean squares 9 and 1, k = 2: (9 − 1)/(9 + 1) and (9 − 1)/9.
/// let half = 0.5_f64.sqrt();
/// let groups = [vec![2.0 - half, 2.0 + half], vec![5.0 - half, 5.0 + half]];
/// let found = one_way(&groups, GroupSize::Mean).unwrap();
/// assert!((found.icc1.estimate - 0.8).abs() < 1e-12);
/// assert!((found.icc2.unwrap().estimate - 8.0 / 9.0).abs() < 1e-12);
/// ```
pub fn one_way<G: AsRef<[f64]>>(groups: &[G], size_rule: GroupSize) -> Result<OneWay, Reason> {
    let groups = Groups::of(groups)?;
    let (df_between, df_within) = groups.degrees();
    let (ms_between, ms_within) = (groups.between / df_between, groups.within / df_within);
    let n = groups.answers as f64;
    let k = match size_rule {
        GroupSize::Mean => n / groups.count() as f64,
        GroupSize::Weighted => (n - groups.each.iter().map(|(n, _)| n * n).sum::<f64>() / n) / df_between,
    };
    let (smallest, largest) = groups.sizes();
    let equal_sizes = smallest >= largest;
    let why = if ms_within <= 0.0 { NOTHING_WITHIN } else { NOTHING_BETWEEN };
    let ends = wald::interval(&groups);
    let icc1 = (ms_between - ms_within) / (ms_between + (k - 1.0) * ms_within);
    let f = (ms_within > 0.0).then(|| ms_between / ms_within);
    let icc2 = (ms_between > 0.0).then(|| {
        let stepped = if equal_sizes {
            // The same without the cancellation near the lower edge.
            f.and_then(|f| {
                let of = |p: f64| f_quantile(p, df_between, df_within).map(|q| 1.0 - q / f);
                Some((of(0.975)?, of(0.025)?))
            })
        } else {
            ends.map(|(low, high)| (step_up(low, k), step_up(high, k)))
        };
        interval(1.0 - ms_within / ms_between, None, stepped, why)
    });
    Ok(OneWay {
        groups: groups.count(),
        answers: groups.answers,
        size_rule,
        k,
        equal_sizes,
        ms_between,
        ms_within,
        df_between,
        df_within,
        f,
        p: f.and_then(|f| f_upper(f, df_between, df_within)),
        icc1: interval(icc1, None, ends, why),
        icc2,
    })
}

/// Reliability of the mean of `k` answers, from that of one (Spearman 1910; Brown 1910).
pub(super) fn step_up(icc: f64, k: f64) -> f64 {
    k * icc / (1.0 + (k - 1.0) * icc)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::result::Uncertainty;

    #[test]
    fn unequal_sizes_use_the_size_that_was_asked_for() {
        let groups = [vec![1.0, 2.0], vec![3.0, 5.0, 5.0, 4.0], vec![6.0]];
        assert!((one_way(&groups, GroupSize::Mean).unwrap().k - 7.0 / 3.0).abs() < 1e-14);
        // (7 − 21/7)/2.
        assert!((one_way(&groups, GroupSize::Weighted).unwrap().k - 2.0).abs() < 1e-14);
    }

    #[test]
    fn edges_have_reasons_for_no_interval() {
        let none_within = one_way(&[vec![1.0, 1.0], vec![2.0, 2.0]], GroupSize::Mean).unwrap();
        assert_eq!((none_within.icc1.estimate, none_within.f), (1.0, None));
        let none_between = one_way(&[vec![1.0, 3.0], vec![3.0, 1.0]], GroupSize::Mean).unwrap();
        assert_eq!((none_between.icc1.estimate, none_between.icc2), (-1.0, None));
        for found in [none_within.icc1, none_between.icc1] {
            assert!(matches!(found.uncertainty, Uncertainty::NotQuantified { .. }));
        }
        assert_eq!(one_way(&[vec![0.1, 0.1], vec![0.1]], GroupSize::Mean), Err(Reason::NoVariation));
        assert!(one_way(&[vec![0.1, 0.2]], GroupSize::Mean).is_err());
        assert!(one_way(&[vec![0.1], vec![0.2]], GroupSize::Mean).is_err());
    }
}
