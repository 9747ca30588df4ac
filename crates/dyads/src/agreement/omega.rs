//! Omega: reliability of a scale whose items share one factor, each to its own degree.

use nalgebra::{DMatrix, DVector};
use serde::Serialize;

use super::covariance::{Covariance, Missing};
use super::factor::{Factor, SMALLEST_UNIQUENESS};
use super::reason::{Reason, What};
use super::table::Table;
use super::tails::chi2_upper;
use super::value::{Z, interval};
use crate::result::Estimate;

/// Omega total with the fit that it comes from.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Omega {
    /// Number of items: k.
    pub items: usize,
    /// People who answered everything: n.
    pub people: usize,
    /// People left out because an answer is missing.
    pub left_out: usize,
    /// (Σλ)²/((Σλ)² + Σ(1 − λ²)) for standardised items, with an interval by the delta method on the logit scale.
    pub omega: Estimate,
    /// Loadings λ of standardised items, in order; the sign is such that their sum is not negative.
    pub loadings: Vec<f64>,
    /// Items (from 1) that load against the others: perhaps they point the other way and should be reversed.
    pub against: Vec<usize>,
    /// How badly one factor fits: Bartlett's χ². None with 3 items, which one factor always fits.
    pub chi_squared: Option<f64>,
    /// k(k − 3)/2.
    pub degrees: usize,
    /// P(χ² or more) if one factor is enough. None where there is no χ².
    pub p: Option<f64>,
}

/// Omega total (McDonald 1999, ch. 6) from a factor analysis with one factor by maximum likelihood (Lawley & Maxwell
/// 1971) of standardised items. The standard error follows from the expected information by the delta method, the
/// interval is made on the logit scale (Raykov 2002; Padilla & Divers 2016); both are for large n and normal answers.
///
/// `answers`: people × items. People who left an item out are left out.
///
/// # Errors
/// [`Reason::TooFew`] under 3 items, or unless there are more people than items; [`Reason::ConstantItem`];
/// [`Reason::RepeatedItems`]; [`Reason::Heywood`]; [`Reason::NoConvergence`]; [`Reason::Undefined`] where fewer
/// than three items share a factor.
pub fn omega_total(answers: &Table) -> Result<Omega, Reason> {
    let k = answers.columns();
    if k < 3 {
        return Err(Reason::TooFew { what: What::Items, found: k, needed: 3 });
    }
    let covariance = Covariance::of(answers, Missing::Complete)?;
    let n = covariance.people;
    let correlations = covariance.correlations()?;
    if n <= k {
        return Err(Reason::TooFew { what: What::People, found: n, needed: k + 1 });
    }
    let fit = Factor::fit(&correlations)?;
    if let Some(item) = fit.loadings.iter().position(|l| 1.0 - l * l <= SMALLEST_UNIQUENESS * 1.001) {
        return Err(Reason::Heywood { item: item + 1 });
    }
    if !fit.identified {
        return Err(Reason::Undefined { why: "fewer than three items share a factor" });
    }
    let loadings = fit.loadings.clone() * if fit.loadings.sum() < 0.0 { -1.0 } else { 1.0 };
    let sum = loadings.sum();
    let shared = sum * sum;
    let all = shared + loadings.iter().map(|l| 1.0 - l * l).sum::<f64>();
    let omega = shared / all;
    if omega < 1e-12 {
        return Err(Reason::Undefined { why: "the items share no factor" });
    }
    let slope = loadings.map(|l| (2.0 * sum * all - shared * 2.0 * (sum - l)) / (all * all));
    let se = loadings_covariance(&loadings, n).map(|v| (slope.transpose() * v * &slope)[(0, 0)].sqrt());
    let ends = se.filter(|se| *se > 0.0).map(|se| {
        let (middle, half) = ((omega / (1.0 - omega)).ln(), Z * se / (omega * (1.0 - omega)));
        let back = |x: f64| 1.0 / (1.0 + (-x).exp());
        (back(middle - half), back(middle + half))
    });
    let degrees = k * (k - 3) / 2;
    let weight = n as f64 - 1.0 - (2.0 * k as f64 + 5.0) / 6.0 - 2.0 / 3.0;
    let chi_squared = (degrees > 0 && weight > 0.0).then(|| (weight * fit.misfit).max(0.0));
    Ok(Omega {
        items: k,
        people: n,
        left_out: answers.rows() - n,
        omega: interval(omega, se, ends, "the information of the fit cannot be inverted"),
        against: (1..=k).filter(|i| loadings.get(i - 1).is_some_and(|l| *l < 0.0)).collect(),
        loadings: loadings.iter().copied().collect(),
        chi_squared,
        degrees,
        p: chi_squared.and_then(|x| chi2_upper(x, degrees as f64)),
    })
}

/// Covariance of the loadings: the block of the inverse expected information of loadings and of the items' standard
/// deviations (on the log scale, at 1), which are estimated along with them.
fn loadings_covariance(loadings: &DVector<f64>, n: usize) -> Option<DMatrix<f64>> {
    let k = loadings.len();
    let implied = DMatrix::from_fn(k, k, |i, j| if i == j { 1.0 } else { loadings[i] * loadings[j] });
    let inverse = implied.clone().cholesky()?.inverse();
    let unit = |i: usize| DVector::from_fn(k, |j, _| f64::from(u8::from(i == j)));
    let moves: Vec<DMatrix<f64>> = (0..2 * k)
        .map(|m| {
            let i = m % k;
            let others =
                if m < k { loadings - unit(i) * loadings[i] } else { implied.column(i).into_owned() };
            let half = unit(i) * others.transpose();
            &inverse * (&half + half.transpose())
        })
        .collect();
    let information =
        DMatrix::from_fn(2 * k, 2 * k, |i, j| n as f64 / 2.0 * moves[i].dot(&moves[j].transpose()));
    Some(information.cholesky()?.inverse().view((0, 0), (k, k)).into_owned())
}
