//! Λ, the block diagonal factor of the covariance matrix of all random effects of a group, applied to columns.

use nalgebra::DMatrix;

use crate::parameters::Components;

/// Λ = diag over organisations of [[sd_a, 0], [sd_b sin φ, sd_b cos φ]], then sd_u for each respondent.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Factor<'a> {
    pub(crate) n: usize,
    pub(crate) c: &'a Components,
}

impl Factor<'_> {
    /// X Λ; X has one column per random effect.
    pub(crate) fn right(self, mut x: DMatrix<f64>) -> DMatrix<f64> {
        let c = self.c;
        let (low, cross, diagonal) = (c.sd_rater, c.sd_target * c.sin, c.sd_target * c.cos);
        self.organisations(&mut x, |a, b| (low * a + cross * b, diagonal * b));
        self.respondents(x)
    }

    /// X Λ′.
    pub(crate) fn right_transposed(self, mut x: DMatrix<f64>) -> DMatrix<f64> {
        let c = self.c;
        let (low, cross, diagonal) = (c.sd_rater, c.sd_target * c.sin, c.sd_target * c.cos);
        self.organisations(&mut x, |a, b| (low * a, cross * a + diagonal * b));
        self.respondents(x)
    }

    fn organisations(self, x: &mut DMatrix<f64>, change: impl Fn(f64, f64) -> (f64, f64)) {
        let rows = x.nrows();
        let (raters, rest) = x.as_mut_slice().split_at_mut(rows * self.n);
        for (a, b) in raters.iter_mut().zip(rest.iter_mut()) {
            (*a, *b) = change(*a, *b);
        }
    }

    fn respondents(self, mut x: DMatrix<f64>) -> DMatrix<f64> {
        let first = 2 * self.n;
        let count = x.ncols() - first;
        x.columns_mut(first, count).scale_mut(self.c.sd_respondent);
        x
    }
}
