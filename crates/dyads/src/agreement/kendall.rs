//! Kendall's W: how far raters put the same things in the same order.

use serde::Serialize;

use super::reason::{Reason, What};
use super::table::Table;
use super::tails::chi2_upper;
use super::value::bare;
use crate::result::Estimate;

/// W with its test.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Concordance {
    /// W, 0 (no common order) to 1 (the same order).
    pub w: Estimate,
    /// k(n − 1)·W for k raters and n things.
    pub chi_squared: f64,
    /// n − 1.
    pub degrees: usize,
    /// P(χ² or more) if raters order at random; an approximation, rough for few things.
    pub p: Option<f64>,
}

/// Kendall's W with and without the correction for ties.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct KendallW {
    /// Things rated by everybody: n.
    pub subjects: usize,
    /// Raters: k.
    pub raters: usize,
    /// Rows left out because an answer is missing.
    pub left_out: usize,
    /// Corrected for ties; the one to report. None if every rater gave one answer to everything.
    pub tie_corrected: Option<Concordance>,
    /// Not corrected; too low where raters gave ties.
    pub uncorrected: Concordance,
}

/// Kendall's coefficient of concordance (Kendall & Babington Smith 1939; ties: Kendall 1948; test: Siegel &
/// Castellan 1988, sec. 9.7). Each rater's answers are ranked, ties get their mean rank. With S the sum of squared
/// deviations of the rank sums and T = Σ(t³ − t) over all ties: W = 12S/(k²(n³ − n) − kT), T = 0 if uncorrected.
///
/// `ratings`: things rated × raters. Rows with a gap are left out and counted.
///
/// # Errors
/// [`Reason::TooFew`] under two raters or two complete rows.
///
/// ```
/// use troth_dyads::agreement::{Table, kendall_w};
/// let same_order = [[Some(1.0), Some(10.0)], [Some(2.0), Some(30.0)], [Some(4.0), Some(40.0)]];
/// let found = kendall_w(&Table::from_rows(&same_order).unwrap()).unwrap();
/// assert!((found.uncorrected.w.estimate - 1.0).abs() < 1e-12);
/// ```
pub fn kendall_w(ratings: &Table) -> Result<KendallW, Reason> {
    let k = ratings.columns();
    if k < 2 {
        return Err(Reason::TooFew { what: What::Raters, found: k, needed: 2 });
    }
    let rows: Vec<Vec<f64>> = ratings.complete().collect();
    let n = rows.len();
    if n < 2 {
        return Err(Reason::TooFew { what: What::Subjects, found: n, needed: 2 });
    }
    let mut sums = vec![0.0; n];
    let mut ties = 0.0;
    for j in 0..k {
        let column: Vec<f64> = rows.iter().filter_map(|r| r.get(j).copied()).collect();
        let (ranks, tied) = ranks(&column);
        ties += tied;
        for (sum, rank) in sums.iter_mut().zip(ranks) {
            *sum += rank;
        }
    }
    let (nf, kf) = (n as f64, k as f64);
    let middle = kf * (nf + 1.0) / 2.0;
    let spread: f64 = sums.iter().map(|s| (s - middle) * (s - middle)).sum();
    let most = kf * kf * (nf * nf * nf - nf);
    let with = |below: f64| {
        let w = 12.0 * spread / below;
        let chi_squared = kf * (nf - 1.0) * w;
        let why = "its distribution is known only for raters who order at random";
        Concordance { w: bare(w, why), chi_squared, degrees: n - 1, p: chi2_upper(chi_squared, nf - 1.0) }
    };
    let corrected = most - kf * ties;
    Ok(KendallW {
        subjects: n,
        raters: k,
        left_out: ratings.rows() - n,
        tie_corrected: (corrected > 0.0).then(|| with(corrected)),
        uncorrected: with(most),
    })
}

/// Ranks from 1, ties with their mean rank, and Σ(t³ − t) over groups of t ties.
fn ranks(values: &[f64]) -> (Vec<f64>, f64) {
    let mut order: Vec<(f64, usize)> = values.iter().copied().zip(0..).collect();
    order.sort_by(|a, b| a.0.total_cmp(&b.0));
    let mut out = vec![0.0; values.len()];
    let (mut before, mut ties) = (0_usize, 0.0);
    for run in order.chunk_by(|a, b| a.0 == b.0) {
        let t = run.len() as f64;
        let rank = before as f64 + (t + 1.0) / 2.0;
        for (_, place) in run {
            if let Some(slot) = out.get_mut(*place) {
                *slot = rank;
            }
        }
        before += run.len();
        ties += t * t * t - t;
    }
    (out, ties)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ties_share_their_mean_rank() {
        assert_eq!(ranks(&[3.0, 1.0, 3.0, 2.0]), (vec![3.5, 1.0, 3.5, 2.0], 6.0));
        assert_eq!(ranks(&[0.0, -0.0]).0, [1.5, 1.5]);
    }

    #[test]
    fn raters_without_any_order_have_no_corrected_value() {
        let rows = [[Some(2.0), Some(3.0)], [Some(2.0), Some(3.0)]];
        let found = kendall_w(&Table::from_rows(&rows).unwrap()).unwrap();
        assert_eq!(found.tie_corrected, None);
        assert_eq!(found.uncorrected.w.estimate, 0.0);
    }
}
