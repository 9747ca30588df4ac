//! The two directions of one pair, with relationship effects and residuals integrated out in closed form.
//!
//! Answers of a direction share g and differ by e. Their deviations from the direction's mean have variance σ²;
//! the means of the one or two rated directions have the covariance Ω = Σg + σ² diag(1/n). Both parts are
//! independent, so a pair never needs more than a 2×2 inverse, whatever the number of answers, and σ² = 0 is
//! allowed where every direction has one answer.

use crate::design::PairBlock;
use crate::parameters::Components;

/// Ω⁻¹ and ln|Ω| of a pair; with one rated direction only the first entry is used.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Between {
    /// Ω⁻¹; symmetric.
    pub(crate) inverse: [[f64; 2]; 2],
    /// ln|Ω|.
    pub(crate) log: f64,
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
    (determinant > 0.0 && determinant.is_finite()).then(|| Between { inverse, log: determinant.ln() })
}

/// B H B for 2×2 symmetric B and H.
pub(crate) fn sandwich(b: &[[f64; 2]; 2], h: &[[f64; 2]; 2]) -> [[f64; 2]; 2] {
    let t = product(b, h);
    product(&t, b)
}

/// Plain 2×2 product.
pub(crate) fn product(x: &[[f64; 2]; 2], y: &[[f64; 2]; 2]) -> [[f64; 2]; 2] {
    let entry = |r: usize, c: usize| x[r][0] * y[0][c] + x[r][1] * y[1][c];
    [[entry(0, 0), entry(0, 1)], [entry(1, 0), entry(1, 1)]]
}
