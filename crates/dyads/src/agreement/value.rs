//! Estimates with their intervals, and the mean and median over groups.

use super::spread::{Spread, median};
use super::tails::t_two_sided;
use crate::result::{Estimate, Uncertainty};

/// 97.5 % point of the normal distribution.
pub(super) const Z: f64 = 1.959_963_984_540_054;

/// An estimate with an interval; if an end is no number, or the interval has no width, the reason is `why_not`.
pub(super) fn interval(
    estimate: f64,
    se: Option<f64>,
    ends: Option<(f64, f64)>,
    why_not: &'static str,
) -> Estimate {
    let uncertainty = match ends {
        Some((low, high)) if low.is_finite() && high.is_finite() && low < high => {
            Uncertainty::Interval { low, high }
        }
        _ => Uncertainty::NotQuantified { reason: why_not.into() },
    };
    Estimate { estimate, se, uncertainty }
}

/// An estimate without interval.
pub(super) fn bare(estimate: f64, why_not: &'static str) -> Estimate {
    interval(estimate, None, None, why_not)
}

/// Mean over groups with a t interval, cut off at `floor` and `ceiling`. Groups count alike; they are taken as
/// independent and as a sample of groups of their kind. None without values.
pub(super) fn mean_over_groups(values: &[f64], floor: f64, ceiling: f64) -> Option<Estimate> {
    let spread = Spread::of(values.iter().copied())?;
    let Some(variance) = spread.variance() else {
        return Some(bare(spread.mean, "there is only one group"));
    };
    let se = (variance / spread.n as f64).sqrt();
    let ends = t_two_sided((spread.n - 1) as f64)
        .map(|t| ((spread.mean - t * se).max(floor), (spread.mean + t * se).min(ceiling)))
        .filter(|_| se > 0.0);
    let why = "all groups have the same value, and an interval of no width would claim certainty";
    Some(interval(spread.mean, Some(se), ends, why))
}

/// Median over groups with the interval of two order statistics whose cover is at least 95 % (David & Nagaraja 2003,
/// Order Statistics, sec. 7.1), which exists from 6 groups on. None without values.
pub(super) fn median_over_groups(values: &[f64]) -> Option<Estimate> {
    let middle = median(values)?;
    let n = values.len();
    if n < 6 {
        return Some(bare(middle, "with fewer than 6 groups no interval of a median reaches 95 %"));
    }
    let mut sorted = values.to_vec();
    sorted.sort_by(f64::total_cmp);
    // The largest r with P(fewer than r of n values lie below the median) ≤ 0.025.
    let mut log_term = -(n as f64) * std::f64::consts::LN_2;
    let (mut below, mut r) = (log_term.exp(), 0_usize);
    while below <= 0.025 && r < n {
        r += 1;
        log_term += ((n - r + 1) as f64 / r as f64).ln();
        below += log_term.exp();
    }
    let ends = r.checked_sub(1).and_then(|k| Some((*sorted.get(k)?, *sorted.get(n - 1 - k)?)));
    // Where many groups have the same value, out to the neighbouring values: the cover only grows.
    let ends = ends.map(|(low, high)| {
        let below = sorted.iter().rev().find(|v| **v < low).copied().unwrap_or(low);
        let above = sorted.iter().find(|v| **v > high).copied().unwrap_or(high);
        if low < high { (low, high) } else { (below, above) }
    });
    let why = "all groups have the same value, and an interval of no width would claim certainty";
    Some(interval(middle, None, ends, why))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ends(estimate: &Estimate) -> (f64, f64) {
        match estimate.uncertainty {
            Uncertainty::Interval { low, high } => (low, high),
            Uncertainty::NotQuantified { .. } => (f64::NAN, f64::NAN),
        }
    }

    #[test]
    fn the_mean_of_four_groups_by_hand() {
        // Mean 0.5, variance 0.2/3, se 0.1291, t(3) 3.18245.
        let mean = mean_over_groups(&[0.2, 0.4, 0.6, 0.8], 0.0, 1.0).unwrap();
        assert!((mean.se.unwrap() - 0.129_099).abs() < 1e-6);
        let (low, high) = ends(&mean);
        assert!((low - 0.089_149).abs() < 1e-5 && (high - 0.910_851).abs() < 1e-5);
    }

    #[test]
    fn the_median_of_ten_lies_between_the_second_and_the_ninth() {
        // P(fewer than 2 of 10 below) = 11/1024 = 0.0107, fewer than 3: 0.0547.
        let values: Vec<f64> = (1..=10).map(f64::from).collect();
        assert_eq!(ends(&median_over_groups(&values).unwrap()), (2.0, 9.0));
        assert_eq!(ends(&median_over_groups(&values[..6]).unwrap()), (1.0, 6.0));
        assert!(ends(&median_over_groups(&values[..5]).unwrap()).0.is_nan());
        let same = [0.2, 0.5, 0.5, 0.5, 0.5, 0.5, 0.5, 0.5, 0.5, 0.9];
        assert_eq!(ends(&median_over_groups(&same).unwrap()), (0.2, 0.9));
        assert!(ends(&median_over_groups(&[0.5; 8]).unwrap()).0.is_nan());
    }

    #[test]
    fn equal_groups_have_no_interval() {
        assert!(ends(&mean_over_groups(&[0.7, 0.7], 0.0, 1.0).unwrap()).0.is_nan());
        assert_eq!(mean_over_groups(&[], 0.0, 1.0), None);
    }
}
