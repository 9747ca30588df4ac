//! Cronbach's alpha: how reliable the sum of several items is.

use nalgebra::DMatrix;
use serde::Serialize;

use super::covariance::{Covariance, Missing};
use super::reason::{Reason, What};
use super::table::Table;
use super::tails::f_quantile;
use super::value::{Z, bare, interval};
use crate::result::Estimate;

/// What an item does to the scale.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ItemAlpha {
    /// Correlation of the item with the sum of the others, with Fisher's interval. None if one of them does not
    /// vary.
    pub r_drop: Option<Estimate>,
    /// Alpha of the other items, with Feldt's interval. None with two items, or if the others do not vary.
    pub alpha_if_dropped: Option<Estimate>,
}

/// Alpha with what goes with it.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Alpha {
    /// Number of items: k.
    pub items: usize,
    /// People whose answers were used, n of the intervals: those who answered everything, or, pairwise, anything.
    pub people: usize,
    /// People who answered everything.
    pub complete: usize,
    /// How missing answers were treated.
    pub missing: Missing,
    /// Alpha of the items as they are, with Feldt's interval and the standard error of van Zyl, Neudecker & Nel.
    pub raw: Estimate,
    /// Alpha of standardised items, k·r̄/(1 + (k − 1)r̄) with r̄ their mean correlation. None if an item does not
    /// vary or the denominator is not positive.
    pub standardised: Option<Estimate>,
    /// One for each item, in order.
    pub by_item: Vec<ItemAlpha>,
}

/// Why Feldt's interval is missing.
const ALL_OR_NOTHING: &str =
    "the items leave nothing to error, and an interval of no width would claim certainty";

/// Cronbach's alpha, k/(k − 1)·(1 − Σ variances/variance of the sum) (Cronbach 1951; Guttman 1945), its 95 % interval
/// 1 − (1 − alpha)·F on n − 1 and (n − 1)(k − 1) degrees of freedom (Feldt 1965; exact for normal answers with equal
/// variances and covariances) and its standard error for normal answers of any covariances (van Zyl, Neudecker &
/// Nel 2000; Duhachek & Iacobucci 2004).
///
/// `answers`: people × items. Items must point the same way.
///
/// # Errors
/// [`Reason::TooFew`] under two items or two people, [`Reason::NoVariation`] where the sum of the items does not
/// vary.
///
/// ```
/// use troth_dyads::agreement::{Missing, Table, cronbach_alpha};
/// // Variances 1 and 4, covariance 2, variance of the sum 9: 2·(1 − 5/9).
/// let rows = [[Some(1.0), Some(2.0)], [Some(2.0), Some(4.0)], [Some(3.0), Some(6.0)]];
/// let alpha = cronbach_alpha(&Table::from_rows(&rows).unwrap(), Missing::Complete).unwrap();
/// assert!((alpha.raw.estimate - 8.0 / 9.0).abs() < 1e-12);
/// assert!((alpha.standardised.unwrap().estimate - 1.0).abs() < 1e-12);
/// ```
pub fn cronbach_alpha(answers: &Table, missing: Missing) -> Result<Alpha, Reason> {
    let k = answers.columns();
    if k < 2 {
        return Err(Reason::TooFew { what: What::Items, found: k, needed: 2 });
    }
    let covariance = Covariance::of(answers, missing)?;
    let (c, n) = (&covariance.matrix, covariance.people);
    let raw = of(c, |_| true).ok_or(Reason::NoVariation)?;
    let standardised = covariance.correlations().ok().and_then(|r| {
        let mean = (r.sum() - k as f64) / (k * (k - 1)) as f64;
        let below = 1.0 + (k - 1) as f64 * mean;
        let why = "Feldt's interval is for the items as they are";
        (below > 1e-12).then(|| bare(k as f64 * mean / below, why))
    });
    Ok(Alpha {
        items: k,
        people: n,
        complete: covariance.complete,
        missing,
        raw: interval(raw, standard_error(c, n), feldt(raw, n, k), ALL_OR_NOTHING),
        standardised,
        by_item: (0..k).map(|i| by_item(c, n, i)).collect(),
    })
}

/// Alpha of the items that are in; none if their sum does not vary, or with fewer than two.
fn of(c: &DMatrix<f64>, is_in: impl Fn(usize) -> bool) -> Option<f64> {
    let (mut k, mut trace, mut sum) = (0.0, 0.0, 0.0);
    for i in (0..c.nrows()).filter(|i| is_in(*i)) {
        k += 1.0;
        trace += c[(i, i)];
        sum += (0..c.nrows()).filter(|j| is_in(*j)).map(|j| c[(i, j)]).sum::<f64>();
    }
    (k > 1.5 && sum > 1e-12 * trace).then(|| k / (k - 1.0) * (1.0 - trace / sum))
}

/// Ends of Feldt's interval.
fn feldt(alpha: f64, n: usize, k: usize) -> Option<(f64, f64)> {
    let (d1, d2) = ((n - 1) as f64, ((n - 1) * (k - 1)) as f64);
    let end = |p: f64| f_quantile(p, d1, d2).map(|f| 1.0 - (1.0 - alpha) * f);
    (alpha < 1.0 - 1e-12).then(|| end(0.975).zip(end(0.025)))?
}

/// Standard error of alpha for normal answers: with C the covariance matrix and 1 a row of ones,
/// Q = 2k²/((k − 1)²(1C1)³)·[1C1·(tr C² + tr² C) − 2·tr C·1C²1], and √(Q/n).
fn standard_error(c: &DMatrix<f64>, n: usize) -> Option<f64> {
    // In units of the largest variance, so that no power overflows.
    let c = c / c.diagonal().max();
    let k = c.nrows() as f64;
    let (sum, trace) = (c.sum(), c.trace());
    let squared = &c * &c;
    let q = 2.0 * k * k / ((k - 1.0) * (k - 1.0) * sum * sum * sum)
        * (sum * (squared.trace() + trace * trace) - 2.0 * trace * squared.sum());
    Some((q.max(0.0) / n as f64).sqrt()).filter(|se| se.is_finite())
}

/// Correlation with the sum of the other items, and alpha of the others.
fn by_item(c: &DMatrix<f64>, n: usize, i: usize) -> ItemAlpha {
    let k = c.nrows();
    let with_others = c.row(i).sum() - c[(i, i)];
    let others = c.sum() - 2.0 * with_others - c[(i, i)];
    let varies = c[(i, i)] > 0.0 && others > 1e-12 * c.trace();
    // Pairwise covariances can give a correlation slightly beyond 1.
    let r = varies.then(|| (with_others / (c[(i, i)] * others).sqrt()).clamp(-1.0, 1.0));
    let ends = |r: f64| {
        let half = Z / ((n as f64) - 3.0).sqrt();
        (n > 3 && r.abs() < 1.0 - 1e-12).then(|| ((r.atanh() - half).tanh(), (r.atanh() + half).tanh()))
    };
    let why = "Fisher's interval needs at least 4 people and a correlation under 1";
    let dropped = of(c, |j| j != i);
    ItemAlpha {
        r_drop: r.map(|r| interval(r, None, ends(r), why)),
        alpha_if_dropped: dropped.map(|a| interval(a, None, feldt(a, n, k - 1), ALL_OR_NOTHING)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn table(rows: &[[f64; 3]]) -> Table {
        Table::from_rows(&rows.iter().map(|r| r.map(Some)).collect::<Vec<_>>()).unwrap()
    }

    #[test]
    fn alpha_is_the_consistency_of_raters_as_items() {
        let answers = table(&[[1.0, 2.0, 2.0], [3.0, 3.0, 5.0], [4.0, 6.0, 5.0], [2.0, 1.0, 3.0]]);
        let alpha = cronbach_alpha(&answers, Missing::Complete).unwrap();
        let icc = super::super::two_way(&answers).unwrap().consistency_average.unwrap();
        assert!((alpha.raw.estimate - icc.estimate).abs() < 1e-12);
        let (a, b) = (format!("{:?}", alpha.raw.uncertainty), format!("{:?}", icc.uncertainty));
        assert_eq!(a[..22], b[..22], "both intervals are Feldt's");
    }

    #[test]
    fn edges() {
        assert!(cronbach_alpha(&table(&[[1.0, 2.0, 3.0]]), Missing::Complete).is_err());
        let flat = cronbach_alpha(&table(&[[1.0, 2.0, 3.0], [1.0, 2.0, 3.0]]), Missing::Complete);
        assert_eq!(flat, Err(Reason::NoVariation));
        let one_constant =
            cronbach_alpha(&table(&[[1.0, 1.0, 3.0], [2.0, 2.0, 3.0]]), Missing::Complete).unwrap();
        assert_eq!(one_constant.standardised, None);
        assert_eq!(one_constant.by_item[2].r_drop, None);
        assert!((one_constant.by_item[2].alpha_if_dropped.as_ref().unwrap().estimate - 1.0).abs() < 1e-12);
    }
}
