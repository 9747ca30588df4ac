//! Cholesky factorisation by halves, so that nearly all the work is matrix products.

use nalgebra::DMatrix;

/// Up to this order the plain loops are faster.
const SMALL: usize = 40;

/// ln|A| and the inverse of the lower Cholesky factor of a symmetric positive definite A (only its lower triangle
/// is read). None if A is not positive definite or not finite. Cost: order³ multiplications.
pub(crate) fn cholesky_inverse(a: &DMatrix<f64>) -> Option<(f64, DMatrix<f64>)> {
    let n = a.nrows();
    if n <= SMALL {
        return small(a);
    }
    let (h, r) = (n / 2, n - n / 2);
    let (log1, i11) = cholesky_inverse(&a.view((0, 0), (h, h)).into_owned())?;
    let l21 = a.view((h, 0), (r, h)) * i11.transpose();
    let rest = a.view((h, h), (r, r)) - &l21 * l21.transpose();
    let (log2, i22) = cholesky_inverse(&rest)?;
    let mut inverse = DMatrix::zeros(n, n);
    inverse.view_mut((h, 0), (r, h)).copy_from(&(-(&i22 * l21) * &i11));
    inverse.view_mut((0, 0), (h, h)).copy_from(&i11);
    inverse.view_mut((h, h), (r, r)).copy_from(&i22);
    Some((log1 + log2, inverse))
}

fn small(a: &DMatrix<f64>) -> Option<(f64, DMatrix<f64>)> {
    let n = a.nrows();
    let mut l = DMatrix::<f64>::zeros(n, n);
    let mut log = 0.0;
    for j in 0..n {
        let pivot = a[(j, j)] - (0..j).map(|k| l[(j, k)] * l[(j, k)]).sum::<f64>();
        if !(pivot > 0.0 && pivot.is_finite()) {
            return None;
        }
        log += pivot.ln();
        l[(j, j)] = pivot.sqrt();
        for i in j + 1..n {
            let dot: f64 = (0..j).map(|k| l[(i, k)] * l[(j, k)]).sum();
            l[(i, j)] = (a[(i, j)] - dot) / l[(j, j)];
        }
    }
    let mut inverse = DMatrix::zeros(n, n);
    for j in 0..n {
        inverse[(j, j)] = 1.0 / l[(j, j)];
        for i in j + 1..n {
            let dot: f64 = (j..i).map(|k| l[(i, k)] * inverse[(k, j)]).sum();
            inverse[(i, j)] = -dot / l[(i, i)];
        }
    }
    Some((log, inverse))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn halves_and_loops_agree_with_the_definition() {
        for n in [1, 3, 41, 97] {
            let b = DMatrix::from_fn(n, n, |i, j| ((i * 7 + j * 13) % 11) as f64 / 11.0);
            let a = &b * b.transpose() + DMatrix::identity(n, n);
            let (log, inverse) = cholesky_inverse(&a).unwrap();
            let product = &inverse * &a * inverse.transpose();
            assert!((product - DMatrix::identity(n, n)).amax() < 1e-10);
            let expected = a.cholesky().unwrap().l().diagonal().map(f64::ln).sum() * 2.0;
            assert!((log - expected).abs() < 1e-9);
        }
    }

    #[test]
    fn what_is_not_positive_definite_is_none() {
        assert!(cholesky_inverse(&DMatrix::from_element(50, 50, 1.0)).is_none());
        assert!(cholesky_inverse(&DMatrix::from_element(2, 2, f64::NAN)).is_none());
    }
}
