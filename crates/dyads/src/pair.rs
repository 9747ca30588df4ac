//! The two directions of one pair, with relationship effects and residuals integrated out in closed form.
//!
//! Answers of a direction share g and differ by e. Their deviations from the direction's mean have variance σ²;
//! the means of the one or two rated directions have the covariance Ω = Σg + σ² diag(1/n). Both parts are
//! independent, so a pair never needs more than a 2×2 inverse, whatever the number of answers, and σ² = 0 is
//! allowed where every direction has one answer.

use nalgebra::{DMatrix, DVector};

use crate::answers::GroupAnswers;
use crate::design::{GroupDesign, PairBlock, Side};
use crate::parameters::{Components, Slopes};

/// Ω⁻¹ and ln|Ω| of a pair; with one rated direction only the first entry is used.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Between {
    /// Ω⁻¹; symmetric.
    pub(crate) inverse: [[f64; 2]; 2],
    /// |Ω|.
    determinant: f64,
}

/// None if Ω is not positive definite.
pub(crate) fn between(pair: &PairBlock, c: &Components) -> Option<Between> {
    let variance = |n: usize| c.relationship + c.residual / n as f64;
    let (inverse, determinant) = match pair.sides.as_slice() {
        [one] => {
            let v = variance(one.n);
            ([[1.0 / v, 0.0], [0.0, 0.0]], v)
        }
        [one, two] => {
            let (v, w, k) = (variance(one.n), variance(two.n), c.relationship_cov);
            let d = v * w - k * k;
            ([[w / d, -k / d], [-k / d, v / d]], d)
        }
        _ => return None,
    };
    (determinant > 0.0 && determinant.is_finite()).then_some(Between { inverse, determinant })
}

/// Plain 2×2 product.
pub(crate) fn product(x: &[[f64; 2]; 2], y: &[[f64; 2]; 2]) -> [[f64; 2]; 2] {
    let entry = |r: usize, c: usize| x[r][0] * y[0][c] + x[r][1] * y[1][c];
    [[entry(0, 0), entry(0, 1)], [entry(1, 0), entry(1, 1)]]
}

/// Mean answer less what the solution says of it.
pub(crate) fn residual(side: &Side, mean: f64, gamma: &DVector<f64>) -> f64 {
    mean - side.row.iter().map(|(j, x)| x * gamma[*j]).sum::<f64>()
}

/// A = W′R⁻¹W and W′R⁻¹y; returns ln|R| and y′R⁻¹y. None where R is not positive definite.
pub(crate) fn weigh(
    group: &GroupDesign,
    answers: &GroupAnswers,
    c: &Components,
    a: &mut DMatrix<f64>,
    ay: &mut DVector<f64>,
) -> Option<(f64, f64)> {
    if c.residual.is_nan() || c.residual <= 0.0 {
        return None;
    }
    a.fill(0.0);
    ay.fill(0.0);
    let first = 2 * group.n();
    let size = group.within.nrows();
    a.view_mut((first, first), (size, size)).copy_from(&(&group.within / c.residual));
    for (k, w) in answers.within.iter().enumerate() {
        ay[first + k] = w / c.residual;
    }
    let mut yy = answers.within_squares / c.residual;
    let mut log = group.within_df * c.residual.ln() + group.log_counts;
    // A product of determinants is taken before its logarithm, which is dear.
    let mut determinants = 1.0;
    for (pair, means) in group.pairs.iter().zip(&answers.means) {
        let b = between(pair, c)?;
        determinants *= b.determinant;
        if !(1e-100..1e100).contains(&determinants) {
            log += determinants.ln();
            determinants = 1.0;
        }
        for (d, one) in pair.sides.iter().enumerate() {
            for (e, two) in pair.sides.iter().enumerate() {
                let weight = b.inverse[d][e];
                yy += weight * means[d] * means[e];
                for (j, z) in &two.row {
                    let weighted = weight * z;
                    ay[*j] += weighted * means[d];
                    let column = &mut a.as_mut_slice()[j * group.columns()..(j + 1) * group.columns()];
                    for (i, x) in &one.row {
                        column[*i] += weighted * x;
                    }
                }
            }
        }
    }
    Some((log + determinants.ln(), yy))
}

/// Slopes by the entries of Ω: B − B (W C W′ + r r′) B per pair, and by the residual within directions.
pub(crate) fn slopes(
    group: &GroupDesign,
    answers: &GroupAnswers,
    gamma: &DVector<f64>,
    covariance: &DMatrix<f64>,
    c: &Components,
    slopes: &mut Slopes,
) {
    for (pair, means) in group.pairs.iter().zip(&answers.means) {
        let Some(b) = between(pair, c) else { continue };
        let mut h = [[0.0; 2]; 2];
        let mut left = [0.0; 2];
        for (d, side) in pair.sides.iter().enumerate() {
            left[d] = residual(side, means[d], gamma);
            for (e, other) in pair.sides.iter().enumerate().take(d + 1) {
                h[d][e] = left[d] * left[e] + spread(group, covariance, side, other);
                h[e][d] = h[d][e];
            }
        }
        let s = product(&product(&b.inverse, &h), &b.inverse);
        for (d, side) in pair.sides.iter().enumerate() {
            let slope = b.inverse[d][d] - s[d][d];
            slopes.relationship += slope;
            slopes.residual += slope / side.n as f64;
        }
        if pair.sides.len() == 2 {
            slopes.relationship_cov += 2.0 * (b.inverse[0][1] - s[0][1]);
        }
    }
    let (first, size) = (2 * group.n(), group.within.nrows());
    let own = gamma.rows(first, size);
    let squares = own.dot(&(&group.within * own));
    let crossed: f64 = answers.within.iter().zip(own.iter()).map(|(w, g)| w * g).sum();
    let spread = group.within.dot(&covariance.view((first, first), (size, size))) + squares - 2.0 * crossed
        + answers.within_squares;
    slopes.residual += group.within_df / c.residual - spread / (c.residual * c.residual);
}

/// row C row′ of two sides.
fn spread(group: &GroupDesign, covariance: &DMatrix<f64>, one: &Side, two: &Side) -> f64 {
    let mut sum = 0.0;
    for (j, w) in &two.row {
        let column = &covariance.as_slice()[j * group.columns()..(j + 1) * group.columns()];
        sum += w * one.row.iter().map(|(i, x)| column[*i] * x).sum::<f64>();
    }
    sum
}
