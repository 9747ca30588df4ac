//! Cross-products of the design, summed once over all pairs where every direction has one answer. Then the 2×2
//! covariance of a pair is the same for all pairs rated both ways, and the same number for all rated one way, so
//! that the normal equations at any components are sums of three fixed matrices.

use nalgebra::{DMatrix, DVector};

use crate::answers::GroupAnswers;
use crate::design::GroupDesign;
use crate::parameters::{Components, Slopes};

/// Σ over pairs of one kind of products of rows: matrix, with the answers, of the answers.
#[derive(Debug)]
struct Sum {
    matrix: DMatrix<f64>,
    vector: DVector<f64>,
    number: f64,
}

impl Sum {
    fn zero(size: usize) -> Self {
        Self { matrix: DMatrix::zeros(size, size), vector: DVector::zeros(size), number: 0.0 }
    }

    fn add(&mut self, x: (&[(usize, f64)], f64), z: (&[(usize, f64)], f64)) {
        for (j, w) in z.0 {
            for (i, v) in x.0 {
                self.matrix[(*i, *j)] += v * w;
            }
        }
        x.0.iter().for_each(|(i, v)| self.vector[*i] += v * z.1);
        self.number += x.1 * z.1;
    }

    /// Σ (row C row′ + residual²) for the given covariance C and solution γ.
    fn spread(&self, covariance: &DMatrix<f64>, gamma: &DVector<f64>) -> f64 {
        let squares = gamma.dot(&(&self.matrix * gamma));
        self.matrix.dot(covariance) + squares - 2.0 * self.vector.dot(gamma) + self.number
    }
}

/// The three sums of a group.
#[derive(Debug)]
pub(crate) struct Crossed {
    both: usize,
    /// r₁r₁′ + r₂r₂′ over pairs rated both ways.
    same: Sum,
    /// r₁r₂′ + r₂r₁′ over the same.
    across: Sum,
    one_way: usize,
    /// rr′ over pairs rated one way.
    single: Sum,
}

impl Crossed {
    /// Sums over the pairs of a group whose directions have one answer each.
    pub(crate) fn new(group: &GroupDesign, answers: &GroupAnswers) -> Self {
        let size = group.columns();
        let (mut same, mut across, mut single) = (Sum::zero(size), Sum::zero(size), Sum::zero(size));
        let (mut both, mut one_way) = (0, 0);
        for (pair, y) in group.pairs.iter().zip(&answers.means) {
            match pair.sides.as_slice() {
                [one, two] => {
                    let (one, two) = ((one.row.as_slice(), y[0]), (two.row.as_slice(), y[1]));
                    same.add(one, one);
                    same.add(two, two);
                    across.add(one, two);
                    across.add(two, one);
                    both += 1;
                }
                [one] => {
                    single.add((&one.row, y[0]), (&one.row, y[0]));
                    one_way += 1;
                }
                _ => {}
            }
        }
        Self { both, same, across, one_way, single }
    }

    /// W′R⁻¹W, W′R⁻¹y, y′R⁻¹y and ln|R|. None where R is not positive definite.
    pub(crate) fn weigh(
        &self,
        c: &Components,
        a: &mut DMatrix<f64>,
        ay: &mut DVector<f64>,
    ) -> Option<(f64, f64)> {
        let (own, other, determinant) = weights(c)?;
        let alone = 1.0 / c.relationship;
        let parts = [
            (&self.same, own, self.both),
            (&self.across, other, self.both),
            (&self.single, alone, self.one_way),
        ];
        a.fill(0.0);
        ay.fill(0.0);
        let mut yy = 0.0;
        for (sum, weight, pairs) in parts {
            if pairs > 0 {
                a.zip_apply(&sum.matrix, |x, m| *x += weight * m);
                ay.axpy(weight, &sum.vector, 1.0);
                yy += weight * sum.number;
            }
        }
        let log = self.both as f64 * determinant.ln() + self.one_way as f64 * c.relationship.ln();
        Some((log, yy))
    }

    /// Slopes by variance and covariance of the two directions.
    pub(crate) fn slopes(
        &self,
        c: &Components,
        covariance: &DMatrix<f64>,
        gamma: &DVector<f64>,
        slopes: &mut Slopes,
    ) {
        let Some((own, other, _)) = weights(c) else { return };
        let (both, one_way) = (self.both as f64, self.one_way as f64);
        if self.both > 0 {
            let (same, across) = (self.same.spread(covariance, gamma), self.across.spread(covariance, gamma));
            let (square, twice) = (own * own + other * other, 2.0 * own * other);
            slopes.relationship += both * 2.0 * own - square * same - twice * across;
            slopes.relationship_cov += both * 2.0 * other - twice * same - square * across;
        }
        if self.one_way > 0 {
            let alone = 1.0 / c.relationship;
            let single = self.single.spread(covariance, gamma);
            slopes.relationship += alone * one_way - alone * alone * single;
        }
    }
}

/// The entries of the inverse of [[s, k], [k, s]], and its determinant.
fn weights(c: &Components) -> Option<(f64, f64, f64)> {
    let (s, k) = (c.relationship, c.relationship_cov);
    let determinant = s * s - k * k;
    (s > 0.0 && determinant > 0.0 && determinant.is_finite())
        .then(|| (s / determinant, -k / determinant, determinant))
}
