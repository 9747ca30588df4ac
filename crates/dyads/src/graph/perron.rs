//! The largest eigenvalue of a matrix without negative entries and its vector: what power iteration needs to
//! know, and what to do where it is too slow.

use nalgebra::{DMatrix, DVector};

/// Eigenvalues that differ by less than this, relatively, are taken as equal.
pub(super) const SAME: f64 = 1e-9;
/// Mean change of an entry in the last round of power iteration.
pub(super) const SETTLED: f64 = 1e-15;
/// Parts up to this size are solved densely where power iteration is too slow; that costs a few times n³.
pub(super) const MOST_DENSE: usize = 500;
/// Relative distance of the two bounds of the eigenvalue that ends Noda's iteration.
const BOUNDS: f64 = 1e-12;

/// Rounds of power iteration over `ties`, a tenth of a second at most.
pub(super) fn rounds(ties: usize) -> usize {
    (20_000_000 / ties.max(1)).clamp(300, 20_000)
}

/// Largest eigenvalue and positive vector of a square matrix M ≥ 0 whose parts all lead to each other. Noda
/// 1971, Numerische Mathematik 17: with x > 0 the largest (Mx)_i / x_i is an upper bound μ of the eigenvalue;
/// solving (μ − M) w = x gives a better x, which stays positive. Converges quadratically however near the next
/// eigenvalue is. None if rounding spoils it.
pub(super) fn noda(matrix: &DMatrix<f64>) -> Option<(f64, Vec<f64>)> {
    let n = matrix.nrows();
    let mut x = DVector::from_element(n, 1.0);
    for _ in 0..100 {
        let image = matrix * &x;
        let ratios = || image.iter().zip(x.iter()).map(|(image, x)| image / x);
        let (low, high) = ratios().fold((f64::INFINITY, 0.0_f64), |(l, h), r| (l.min(r), h.max(r)));
        if high - low <= BOUNDS * high {
            return Some((f64::midpoint(low, high), x.iter().copied().collect()));
        }
        let next = (DMatrix::from_diagonal_element(n, n, high) - matrix).lu().solve(&x)?;
        let most = next.iter().copied().fold(0.0, f64::max);
        if !next.iter().all(|value| value.is_finite() && *value > 0.0) {
            return None;
        }
        x = next / most;
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_path_where_power_iteration_crawls() {
        let n = 200;
        let joined = |i: usize, j: usize| f64::from(i.abs_diff(j) == 1);
        let (value, vector) = noda(&DMatrix::from_fn(n, n, joined)).unwrap();
        // Known: λ = 2 cos(π / (n + 1)), entries sin(kπ / (n + 1)).
        let angle = std::f64::consts::PI / (n as f64 + 1.0);
        assert!((value - 2.0 * angle.cos()).abs() < 1e-11);
        let middle = vector[n / 2] / (angle * (n / 2 + 1) as f64).sin();
        assert!(
            vector.iter().zip(1_u32..).all(|(x, k)| (x / middle - (angle * f64::from(k)).sin()).abs() < 1e-9)
        );
    }
}
