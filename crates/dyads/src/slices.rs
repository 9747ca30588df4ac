//! The search's numbers with one quantity held at a value, for profiles: the rest can move freely.

use nalgebra::{DMatrix, DVector};

use crate::design::Terms;
use crate::parameters::{PHI, PSI, RATER, RELATIONSHIP, TARGET};

/// What is held.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Held {
    /// One of the search's numbers itself.
    Number(usize),
    /// Without a residual: ln of the relationship variance.
    Relationship,
    /// Without a residual: the inverse hyperbolic tangent of dyadic reciprocity.
    Dyadic,
    /// cov(a, b).
    RaterTarget,
    /// cov(gᵢⱼ, gⱼᵢ).
    RelationshipCov,
}

/// All of the search's numbers, and how they move with those that are free.
pub(crate) struct Whole {
    pub(crate) x: DVector<f64>,
    pub(crate) by_free: DMatrix<f64>,
}

/// A product |v|(1 + w²) of which v = product · sin(angle), with derivatives by w: every w is allowed, w = 0 is the
/// correlation ±1, and negative w continue it smoothly.
fn product_and_angle(v: f64, w: f64) -> (f64, f64, f64, f64) {
    let (grown, root) = (1.0 + w * w, (2.0 + w * w).sqrt());
    let angle = v.signum() * f64::atan2(1.0, w * root);
    (v.abs() * grown, angle, 2.0 * v.abs() * w, -v.signum() * 2.0 / (grown * root))
}

/// w of a product and its v.
fn slack(product: f64, v: f64) -> f64 {
    (product / v.abs() - 1.0).max(1e-4).sqrt()
}

impl Held {
    /// The value of the held quantity at x.
    pub(crate) fn value(self, x: &DVector<f64>, terms: Terms) -> f64 {
        match self {
            Self::Number(k) => x[k],
            Self::Relationship => (0.5 * ((2.0 * x[3]).exp() + (2.0 * x[4]).exp())).ln(),
            Self::Dyadic => x[3] - x[4],
            Self::RaterTarget => x[RATER] * x[TARGET] * x[PHI].sin(),
            Self::RelationshipCov if terms.residual => x[RELATIONSHIP] * x[RELATIONSHIP] * x[PSI].sin(),
            Self::RelationshipCov => 0.5 * ((2.0 * x[3]).exp() - (2.0 * x[4]).exp()),
        }
    }

    /// The free numbers nearest to x when the quantity is moved to `value`.
    pub(crate) fn free(self, value: f64, x: &DVector<f64>, terms: Terms) -> DVector<f64> {
        let without = |k: usize| x.clone().remove_row(k);
        match self {
            Self::Number(k) => without(k),
            Self::Relationship => replace_two(x, x[3] - x[4]),
            Self::Dyadic => replace_two(x, Self::Relationship.value(x, terms)),
            Self::RaterTarget if value == 0.0 => without(PHI),
            Self::RaterTarget => {
                let (a, b) = (x[RATER].abs().max(1e-3), x[TARGET].abs().max(1e-3));
                let mut free = without(PHI);
                free[0] = (a / b).ln() / 2.0;
                free[1] = slack(a * b, value);
                free
            }
            Self::RelationshipCov if terms.residual && value == 0.0 => without(PSI),
            Self::RelationshipCov if terms.residual => {
                let mut free = without(PSI);
                free[RELATIONSHIP] = slack(x[RELATIONSHIP] * x[RELATIONSHIP], value);
                free
            }
            // The smaller of the two eigenvalues, as a logarithm.
            Self::RelationshipCov => replace_two(x, 2.0 * x[3].min(x[4])),
        }
    }

    /// All numbers for a value and the free ones.
    pub(crate) fn whole(self, value: f64, free: &DVector<f64>, terms: Terms) -> Whole {
        let size = free.len() + 1;
        let mut x = DVector::zeros(size);
        let mut by_free = DMatrix::zeros(size, size - 1);
        let mut copy = |x: &mut DVector<f64>, from: usize, to: usize| {
            x[to] = free[from];
            by_free[(to, from)] = 1.0;
        };
        match self {
            Self::Number(k) => {
                (0..k).for_each(|j| copy(&mut x, j, j));
                (k + 1..size).for_each(|j| copy(&mut x, j - 1, j));
                x[k] = value;
            }
            Self::RaterTarget => {
                (3..size).for_each(|j| copy(&mut x, j - 1, j));
                if value == 0.0 {
                    copy(&mut x, 0, 0);
                    copy(&mut x, 1, 1);
                } else {
                    let (product, angle, by_w, angle_by_w) = product_and_angle(value, free[1]);
                    let ratio = free[0].exp();
                    (x[RATER], x[TARGET], x[PHI]) = (product.sqrt() * ratio, product.sqrt() / ratio, angle);
                    by_free[(RATER, 0)] = x[RATER];
                    by_free[(TARGET, 0)] = -x[TARGET];
                    by_free[(RATER, 1)] = x[RATER] * by_w / (2.0 * product);
                    by_free[(TARGET, 1)] = x[TARGET] * by_w / (2.0 * product);
                    by_free[(PHI, 1)] = angle_by_w;
                }
            }
            Self::RelationshipCov if terms.residual => {
                (0..3).for_each(|j| copy(&mut x, j, j));
                (5..size).for_each(|j| copy(&mut x, j - 1, j));
                if value == 0.0 {
                    copy(&mut x, RELATIONSHIP, RELATIONSHIP);
                } else {
                    let (product, angle, by_w, angle_by_w) = product_and_angle(value, free[RELATIONSHIP]);
                    (x[RELATIONSHIP], x[PSI]) = (product.sqrt(), angle);
                    by_free[(RELATIONSHIP, RELATIONSHIP)] = by_w / (2.0 * product.sqrt());
                    by_free[(PSI, RELATIONSHIP)] = angle_by_w;
                }
            }
            Self::Relationship | Self::Dyadic | Self::RelationshipCov => {
                (0..3).for_each(|j| copy(&mut x, j, j));
                (5..size).for_each(|j| copy(&mut x, j - 1, j));
                let two = self.two(value, free[3]);
                (x[3], x[4]) = (two[0], two[1]);
                (by_free[(3, 3)], by_free[(4, 3)]) = (two[2], two[3]);
            }
        }
        Whole { x, by_free }
    }

    /// Without a residual: both logarithms and their derivatives by the one free number t.
    fn two(self, value: f64, t: f64) -> [f64; 4] {
        match self {
            Self::Relationship => {
                let r = t.tanh();
                let log = |sign: f64| 0.5 * (value + (1.0 + sign * r).ln());
                [log(1.0), log(-1.0), 0.5 * (1.0 - r), -0.5 * (1.0 + r)]
            }
            Self::Dyadic => {
                let r = value.tanh();
                let log = |sign: f64| 0.5 * (t + (1.0 + sign * r).ln());
                [log(1.0), log(-1.0), 0.5, 0.5]
            }
            _ => {
                let (small, large) = (t.exp(), t.exp() + 2.0 * value.abs());
                let (low, high) = ([0.5 * t, 0.5], [0.5 * large.ln(), 0.5 * small / large]);
                let (first, second) = if value > 0.0 { (high, low) } else { (low, high) };
                [first[0], second[0], first[1], second[1]]
            }
        }
    }
}

/// The search's numbers with the two of the relationship replaced by one.
fn replace_two(x: &DVector<f64>, one: f64) -> DVector<f64> {
    let mut free = x.clone().remove_row(4);
    free[3] = one;
    free
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(held: Held, x: &[f64], terms: Terms, value: f64) {
        let x = DVector::from_column_slice(x);
        let free = held.free(value, &x, terms);
        let whole = held.whole(value, &free, terms);
        assert!((held.value(&whole.x, terms) - value).abs() < 1e-9, "{held:?}");
        for k in 0..free.len() {
            let moved = |by: f64| {
                let mut free = free.clone();
                free[k] += by;
                held.whole(value, &free, terms).x
            };
            let slope = (moved(1e-6) - moved(-1e-6)) / 2e-6;
            assert!((slope - whole.by_free.column(k)).amax() < 1e-6, "{held:?} by {k}");
        }
    }

    #[test]
    fn a_held_quantity_keeps_its_value_and_the_derivatives_are_right() {
        let with = Terms { staff: false, respondent: true, residual: true };
        let x = [0.5, 0.4, 0.3, 0.6, -0.2, -0.7, 0.35];
        for value in [0.0, 0.1, -0.4] {
            check(Held::RaterTarget, &x, with, value);
            check(Held::RelationshipCov, &x, with, value);
            check(Held::Number(PHI), &x, with, value);
        }
        let without = Terms { staff: false, respondent: false, residual: false };
        let x = [0.5, 0.4, 0.3, -0.1, -0.6];
        for value in [0.1, -0.4] {
            check(Held::RelationshipCov, &x, without, value);
            check(Held::Relationship, &x, without, value);
            check(Held::Dyadic, &x, without, value);
        }
    }
}
