//! Inverse and determinant of a symmetric positive definite matrix through its Cholesky factor, by halves, so that
//! nearly all the work is matrix products. The halves and the columns that are given to different threads depend on
//! the size alone, so the result is the same to the bit at any number of threads.
//!
//! Inverting by blocks without the factor would need a third fewer products, but loses digits at every halving.

use nalgebra::{DMatrix, DMatrixViewMut};
use rayon::prelude::*;

/// Up to this order the plain loops are faster.
const SMALL: usize = 40;
/// Products of more multiplications than this are worth more than one thread.
const LARGE: usize = 1 << 25;
/// Columns of a large product that one task makes.
const STRIPE: usize = 512;

/// Replaces A by its inverse and returns ln|A|. A is full and symmetric. None if A is not positive definite or not
/// finite; A is then undefined. Cost: order³ multiplications.
pub(crate) fn invert(a: &mut DMatrix<f64>) -> Option<f64> {
    if a.is_empty() {
        return Some(0.0);
    }
    let (log, w) = inverse_factor(a)?;
    square(&w, a.view_mut((0, 0), w.shape()));
    Some(log)
}

/// ln|A| and W = L⁻¹ with A = LL′; only the lower triangle of A counts.
fn inverse_factor(a: &DMatrix<f64>) -> Option<(f64, DMatrix<f64>)> {
    let n = a.nrows();
    if n <= SMALL {
        return small(a);
    }
    let h = middle(n);
    let r = n - h;
    let (first, w1) = inverse_factor(&a.view((0, 0), (h, h)).into_owned())?;
    let mut l = DMatrix::zeros(r, h);
    product(&mut l, 1.0, &a.view((h, 0), (r, h)).into_owned(), &w1.transpose(), 0.0);
    let mut rest = a.view((h, h), (r, r)).into_owned();
    product(&mut rest, -1.0, &l, &l.transpose(), 1.0);
    let (second, w2) = inverse_factor(&rest)?;
    let (mut half, mut corner) = (DMatrix::zeros(r, h), DMatrix::zeros(r, h));
    product(&mut half, -1.0, &w2, &l, 0.0);
    product(&mut corner, 1.0, &half, &w1, 0.0);
    let mut w = DMatrix::zeros(n, n);
    w.view_mut((0, 0), (h, h)).copy_from(&w1);
    w.view_mut((h, 0), (r, h)).copy_from(&corner);
    w.view_mut((h, h), (r, r)).copy_from(&w2);
    Some((first + second, w))
}

/// Where a matrix is cut: a multiple of the width of the machine's vectors keeps the products aligned.
fn middle(n: usize) -> usize {
    (n / 2).div_ceil(8) * 8
}

/// Writes W′W for a lower triangular W, whole and symmetric.
fn square(w: &DMatrix<f64>, mut out: DMatrixViewMut<'_, f64>) {
    let n = w.nrows();
    if n <= SMALL {
        out.copy_from(&(w.transpose() * w));
        return;
    }
    let h = middle(n);
    let r = n - h;
    let corner = w.view((h, 0), (r, h)).into_owned();
    let turned = corner.transpose();
    let w2 = w.view((h, h), (r, r)).into_owned();
    let mut top = DMatrix::zeros(h, h);
    square(&w.view((0, 0), (h, h)).into_owned(), top.view_mut((0, 0), (h, h)));
    product(&mut top, 1.0, &turned, &corner, 1.0);
    let mut side = DMatrix::zeros(h, r);
    product(&mut side, 1.0, &turned, &w2, 0.0);
    out.view_mut((0, 0), (h, h)).copy_from(&top);
    out.view_mut((0, h), (h, r)).copy_from(&side);
    side.transpose_to(&mut out.view_mut((h, 0), (r, h)));
    square(&w2, out.view_mut((h, h), (r, r)));
}

/// C ← α A B + β C.
fn product(c: &mut DMatrix<f64>, alpha: f64, a: &DMatrix<f64>, b: &DMatrix<f64>, beta: f64) {
    let rows = c.nrows();
    if rows * a.ncols() * c.ncols() < LARGE {
        c.gemm(alpha, a, b, beta);
        return;
    }
    c.as_mut_slice().par_chunks_mut(rows * STRIPE).enumerate().for_each(|(k, stripe)| {
        let columns = stripe.len() / rows;
        let mut part = DMatrixViewMut::from_slice(stripe, rows, columns);
        part.gemm(alpha, a, &b.columns(k * STRIPE, columns), beta);
    });
}

/// Cholesky factorisation and the inverse of its factor, column by column.
fn small(a: &DMatrix<f64>) -> Option<(f64, DMatrix<f64>)> {
    let n = a.nrows();
    let mut l = a.clone();
    let mut log = 0.0;
    for j in 0..n {
        let pivot = l[(j, j)];
        if !(pivot > 0.0 && pivot.is_finite()) {
            return None;
        }
        log += pivot.ln();
        let root = 1.0 / pivot.sqrt();
        let (done, rest) = l.as_mut_slice().split_at_mut((j + 1) * n);
        let column = &mut done[j * n + j..];
        column.iter_mut().for_each(|x| *x *= root);
        for (k, other) in rest.chunks_exact_mut(n).enumerate() {
            let factor = column[k + 1];
            other[j + 1 + k..].iter_mut().zip(&column[k + 1..]).for_each(|(x, y)| *x -= factor * y);
        }
    }
    // Columns of the identity solved for, from the top down.
    let mut w = DMatrix::<f64>::identity(n, n);
    for column in w.as_mut_slice().chunks_exact_mut(n) {
        for j in 0..n {
            let x = column[j] / l[(j, j)];
            column[j] = x;
            if x != 0.0 {
                let below = &l.as_slice()[j * n + j + 1..(j + 1) * n];
                column[j + 1..].iter_mut().zip(below).for_each(|(y, l)| *y -= x * l);
            }
        }
    }
    Some((log, w))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn halves_and_loops_agree_with_the_definition() {
        for n in [1, 3, 24, 25, 41, 97] {
            let b = DMatrix::from_fn(n, n, |i, j| ((i * 7 + j * 13) % 11) as f64 / 11.0);
            let a = &b * b.transpose() + DMatrix::identity(n, n);
            let mut inverse = a.clone();
            let log = invert(&mut inverse).unwrap();
            let off = (&inverse * &a - DMatrix::identity(n, n)).amax();
            assert!(off < 1e-9, "{n}: {off}");
            assert!((&inverse - inverse.transpose()).amax() < 1e-9);
            let expected = a.cholesky().unwrap().l().diagonal().map(f64::ln).sum() * 2.0;
            assert!((log - expected).abs() < 1e-9);
        }
    }

    #[test]
    fn stripes_change_no_bit() {
        let n = 400;
        let a = DMatrix::from_fn(n, n, |i, j| ((i * 7 + j * 13) % 11) as f64 / 11.0);
        let mut whole = DMatrix::zeros(n, n);
        product(&mut whole, 1.0, &a, &a, 0.0);
        let one = rayon::ThreadPoolBuilder::new().num_threads(1).build().unwrap();
        let mut again = DMatrix::zeros(n, n);
        one.install(|| product(&mut again, 1.0, &a, &a, 0.0));
        assert_eq!(whole, again);
    }

    #[test]
    fn what_is_not_positive_definite_is_none() {
        assert!(invert(&mut DMatrix::from_element(50, 50, 1.0)).is_none());
        assert!(invert(&mut DMatrix::from_element(2, 2, f64::NAN)).is_none());
    }
}
