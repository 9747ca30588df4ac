//! Λ, the block diagonal factor of the covariance matrix of all random effects of a group, applied to matrices whose
//! rows or columns are the random effects.

use nalgebra::DMatrix;

use crate::parameters::Components;

/// Λ = diag over organisations of [[sd_a, 0], [sd_b sin φ, sd_b cos φ]], then sd_u for each respondent.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Factor<'a> {
    pub(crate) n: usize,
    pub(crate) c: &'a Components,
}

impl Factor<'_> {
    fn entries(self) -> (f64, f64, f64) {
        (self.c.sd_rater, self.c.sd_target * self.c.sin, self.c.sd_target * self.c.cos)
    }

    /// X ← X Λ.
    pub(crate) fn right(self, x: &mut DMatrix<f64>) {
        let (low, cross, diagonal) = self.entries();
        self.columns(x, |a, b| (low * a + cross * b, diagonal * b));
    }

    /// X ← X Λ′.
    pub(crate) fn right_transposed(self, x: &mut DMatrix<f64>) {
        let (low, cross, diagonal) = self.entries();
        self.columns(x, |a, b| (low * a, cross * a + diagonal * b));
    }

    /// X ← Λ X.
    pub(crate) fn left(self, x: &mut DMatrix<f64>) {
        let (low, cross, diagonal) = self.entries();
        self.rows(x, |a, b| (low * a, cross * a + diagonal * b));
    }

    /// X ← Λ′ X.
    pub(crate) fn left_transposed(self, x: &mut DMatrix<f64>) {
        let (low, cross, diagonal) = self.entries();
        self.rows(x, |a, b| (low * a + cross * b, diagonal * b));
    }

    fn columns(self, x: &mut DMatrix<f64>, change: impl Fn(f64, f64) -> (f64, f64)) {
        let size = x.nrows() * self.n;
        let (raters, rest) = x.as_mut_slice().split_at_mut(size);
        let (targets, people) = rest.split_at_mut(size);
        change_all(raters, targets, change);
        people.iter_mut().for_each(|u| *u *= self.c.sd_respondent);
    }

    fn rows(self, x: &mut DMatrix<f64>, change: impl Fn(f64, f64) -> (f64, f64)) {
        let rows = x.nrows();
        for column in x.as_mut_slice().chunks_exact_mut(rows) {
            let (raters, rest) = column.split_at_mut(self.n);
            let (targets, people) = rest.split_at_mut(self.n);
            change_all(raters, targets, &change);
            people.iter_mut().for_each(|u| *u *= self.c.sd_respondent);
        }
    }
}

fn change_all(raters: &mut [f64], targets: &mut [f64], change: impl Fn(f64, f64) -> (f64, f64)) {
    for (a, b) in raters.iter_mut().zip(targets) {
        (*a, *b) = change(*a, *b);
    }
}
