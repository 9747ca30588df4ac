//! ICC(1) by restricted maximum likelihood: the variance between groups cannot come out below 0.

use serde::Serialize;

use super::groups::{Groups, centre};
use super::one_way::step_up;
use super::reason::Reason;
use super::value::{bare, interval};
use crate::result::{Estimate, Uncertainty};

/// One-way random effects by REML.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct RemlOneWay {
    /// Groups with at least one answer.
    pub groups: usize,
    /// Their answers.
    pub answers: usize,
    /// Variance between groups.
    pub between: Estimate,
    /// Variance within groups.
    pub within: Estimate,
    /// ICC(1) = between/(between + within), with an interval by profile likelihood; its lower end is 0 where 0 is
    /// not excluded.
    pub icc1: Estimate,
    /// Mean over groups of the reliability of their means, nρ/(1 + (n − 1)ρ) for n answers.
    pub mean_reliability: Estimate,
    /// True if the variance between groups was estimated at 0.
    pub at_zero: bool,
    /// −2 REML log-likelihood with (N − 1)·ln 2π and without the logarithm of N, as for [`Fit`](crate::Fit).
    pub deviance: f64,
}

/// Rise of the deviance that a 95 % interval allows.
const RISE: f64 = 3.841_458_820_694_124;

/// ICC(1) by REML (Searle, Casella & McCulloch 1992, ch. 6). With θ = between/within, wᵢ = nᵢ/(1 + nᵢθ) and Q the
/// weighted sum of squares of the group means, the deviance is up to a constant
///
/// ```text
/// (N − 1)·ln(SSW + Q) + Σ ln(1 + nᵢθ) + ln Σ wᵢ
/// ```
///
/// and the variance within is (SSW + Q)/(N − 1).
///
/// `groups`: one list of answers for each.
///
/// # Errors
/// As [`one_way`](super::one_way()), and [`Reason::Undefined`] where nothing varies within groups.
pub fn one_way_reml<G: AsRef<[f64]>>(groups: &[G]) -> Result<RemlOneWay, Reason> {
    let groups = Groups::of(groups)?;
    if groups.within <= 0.0 {
        return Err(Reason::Undefined { why: "within every group all answers are the same" });
    }
    let theta = minimum(&groups);
    let (deviance, _) = at(&groups, theta);
    let (_, squares) = centre(&groups.each, |n| n / (1.0 + n * theta));
    let free = (groups.answers - 1) as f64;
    let within = (groups.within + squares) / free;
    let icc = theta / (1.0 + theta);
    let low = if at(&groups, 0.0).0 - deviance <= RISE {
        Some(0.0)
    } else {
        crossing(&groups, deviance + RISE, 0.0, theta)
    };
    let mut far = 2.0 * theta + 1.0;
    while at(&groups, far).0 - deviance <= RISE && far < 1e30 {
        far *= 4.0;
    }
    let high = crossing(&groups, deviance + RISE, theta, far);
    let ends = low.zip(high).map(|(low, high)| (low / (1.0 + low), high / (1.0 + high)));
    let mean =
        |icc: f64| groups.each.iter().map(|(n, _)| step_up(icc, *n)).sum::<f64>() / groups.count() as f64;
    let no_end = "the likelihood does not fall enough to bound it";
    let parts = "its interval is given for the share of both, ICC(1)";
    let icc1 = interval(icc, None, ends, no_end);
    let steps = match icc1.uncertainty {
        Uncertainty::Interval { low, high } => Some((mean(low), mean(high))),
        Uncertainty::NotQuantified { .. } => None,
    };
    Ok(RemlOneWay {
        groups: groups.count(),
        answers: groups.answers,
        between: bare(theta * within, parts),
        within: bare(within, parts),
        icc1,
        mean_reliability: interval(mean(icc), None, steps, no_end),
        at_zero: theta <= 0.0,
        deviance: deviance + free * (1.0 + (std::f64::consts::TAU / free).ln()),
    })
}

/// The deviance without constants and its slope.
fn at(groups: &Groups, theta: f64) -> (f64, f64) {
    let free = (groups.answers - 1) as f64;
    let (mean, squares) = centre(&groups.each, |n| n / (1.0 + n * theta));
    let (mut logs, mut sum, mut sum2, mut pull) = (0.0, 0.0, 0.0, 0.0);
    for (n, m) in &groups.each {
        let w = n / (1.0 + n * theta);
        logs += (n * theta).ln_1p();
        sum += w;
        sum2 += w * w;
        pull += w * w * (m - mean) * (m - mean);
    }
    let left = groups.within + squares;
    (free * left.ln() + logs + sum.ln(), -free * pull / left + sum - sum2 / sum)
}

/// θ ≥ 0 with the smallest deviance: every change of slope from falling to rising on a fine grid is closed in on.
fn minimum(groups: &Groups) -> f64 {
    let mut best = (at(groups, 0.0).0, 0.0);
    let mut left = 0.0;
    for step in -60..=60 {
        let right = 10_f64.powf(f64::from(step) / 4.0);
        if at(groups, left).1 < 0.0 && at(groups, right).1 >= 0.0 {
            let (mut low, mut high) = (left, right);
            for _ in 0..200 {
                let middle = 0.5 * (low + high);
                if at(groups, middle).1 < 0.0 {
                    low = middle;
                } else {
                    high = middle;
                }
                if high - low <= 1e-16 * high {
                    break;
                }
            }
            let middle = 0.5 * (low + high);
            let value = at(groups, middle).0;
            if value < best.0 {
                best = (value, middle);
            }
        }
        left = right;
    }
    best.1
}

/// θ between `low` and `high` where the deviance is `level`; none if it is on the same side at both.
fn crossing(groups: &Groups, level: f64, mut low: f64, mut high: f64) -> Option<f64> {
    let above = |theta: f64| at(groups, theta).0 > level;
    let rising = above(high);
    if above(low) == rising {
        return None;
    }
    for _ in 0..200 {
        let middle = 0.5 * (low + high);
        if above(middle) == rising {
            high = middle;
        } else {
            low = middle;
        }
        if high - low <= 1e-15 * high {
            break;
        }
    }
    Some(0.5 * (low + high))
}

#[cfg(test)]
mod tests {
    use super::super::one_way::{GroupSize, one_way};
    use super::*;

    #[test]
    fn equal_sizes_give_the_analysis_of_variance() {
        let groups = [vec![1.0, 2.0, 4.0], vec![3.0, 5.0, 5.0], vec![6.0, 6.5, 8.0], vec![2.0, 2.0, 3.0]];
        let (reml, anova) = (one_way_reml(&groups).unwrap(), one_way(&groups, GroupSize::Mean).unwrap());
        assert!((reml.icc1.estimate - anova.icc1.estimate).abs() < 1e-12);
        assert!((reml.within.estimate - anova.ms_within).abs() < 1e-12);
        assert!((reml.mean_reliability.estimate - anova.icc2.unwrap().estimate).abs() < 1e-12);
    }

    #[test]
    fn below_zero_stops_at_zero() {
        let found = one_way_reml(&[vec![1.0, 3.0], vec![3.0, 1.5], vec![2.0, 2.5]]).unwrap();
        assert!(found.at_zero);
        assert_eq!(found.icc1.estimate, 0.0);
        assert!(matches!(found.icc1.uncertainty, Uncertainty::Interval { low: 0.0, .. }));
        assert!(one_way_reml(&[vec![1.0, 1.0], vec![3.0, 3.0]]).is_err());
    }
}
