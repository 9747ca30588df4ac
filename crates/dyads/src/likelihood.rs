//! The REML likelihood by whichever way is quickest for the layout: in closed form where it is balanced, else with
//! dense matrices.

use std::borrow::Cow;

use nalgebra::{DMatrix, DVector, Matrix3, Vector3};

use crate::answers::GroupAnswers;
use crate::balanced::Balanced;
use crate::dense::{Dense, Value};
use crate::design::{Design, GroupDesign, Side};
use crate::information::{Information, information};
use crate::parameters::Components;

/// Solution of one group: random columns first, then the fixed columns that occur in it.
#[derive(Debug)]
pub(crate) struct Solution {
    /// Predictions and estimates.
    pub(crate) gamma: DVector<f64>,
    /// Covariance of (estimate − truth), the uncertainty of the fixed effects included.
    pub(crate) covariance: Covariance,
}

/// A covariance matrix, whole or by its pattern.
#[derive(Debug)]
pub(crate) enum Covariance {
    /// Every entry.
    Dense(DMatrix<f64>),
    /// Columns a, b and perhaps ū of n organisations, then the mean.
    Balanced {
        n: usize,
        parts: usize,
        /// Of the parts of one organisation, as deviations from the mean over organisations.
        deviation: Matrix3<f64>,
        /// Of the means over organisations.
        level: Matrix3<f64>,
        /// Of those with the group mean.
        with_mean: Vector3<f64>,
        /// Of the group mean.
        mean: f64,
    },
}

impl Covariance {
    /// x C z′ for two sparse rows.
    pub(crate) fn between(&self, x: &[(usize, f64)], z: &[(usize, f64)]) -> f64 {
        match self {
            Self::Dense(m) => z
                .iter()
                .map(|(j, w)| {
                    let column = &m.as_slice()[j * m.nrows()..(j + 1) * m.nrows()];
                    w * x.iter().map(|(i, v)| column[*i] * v).sum::<f64>()
                })
                .sum(),
            Self::Balanced { .. } => {
                z.iter().map(|(j, w)| w * x.iter().map(|(i, v)| self.at(*i, *j) * v).sum::<f64>()).sum()
            }
        }
    }

    /// One entry.
    pub(crate) fn at(&self, i: usize, j: usize) -> f64 {
        match self {
            Self::Dense(m) => m[(i, j)],
            Self::Balanced { n, parts, deviation, level, with_mean, mean } => {
                let (p, q) = (i / n, j / n);
                match (p < *parts, q < *parts) {
                    (true, true) => {
                        let same = if i % n == j % n { 1.0 } else { 0.0 };
                        deviation[(p, q)] * (same - 1.0 / *n as f64) + level[(p, q)]
                    }
                    (true, false) => with_mean[p],
                    (false, true) => with_mean[q],
                    (false, false) => *mean,
                }
            }
        }
    }
}

/// A likelihood that remembers its last evaluation.
#[derive(Debug)]
pub(crate) enum Likelihood<'a> {
    /// In closed form.
    Balanced(Balanced<'a>),
    /// With dense matrices.
    Dense(Dense<'a>),
}

impl<'a> Likelihood<'a> {
    pub(crate) fn new(design: &'a Design, answers: &'a [GroupAnswers]) -> Self {
        Balanced::new(design, answers)
            .map_or_else(|| Self::Dense(Dense::new(design, answers)), Self::Balanced)
    }

    /// None where the components do not give a positive definite covariance matrix.
    pub(crate) fn evaluate(&mut self, c: &Components) -> Option<Value> {
        match self {
            Self::Balanced(balanced) => balanced.evaluate(c),
            Self::Dense(dense) => dense.evaluate(c),
        }
    }

    /// Average information at the components of the last evaluation; none where evaluations are cheaper than it.
    pub(crate) fn information(&self, c: &Components) -> Option<Information> {
        match self {
            Self::Balanced(_) => None,
            Self::Dense(dense) => Some(information(dense, c)),
        }
    }

    /// Predictions and estimates with their covariance.
    pub(crate) fn solutions(&mut self, c: &Components) -> Option<Vec<Solution>> {
        match self {
            Self::Balanced(balanced) => balanced.solutions(c),
            Self::Dense(dense) => {
                if dense.last.as_ref() != Some(c) {
                    dense.evaluate(c)?;
                }
                // Moved out, not copied: a large network's is most of the memory. The next evaluation makes it anew.
                dense.last = None;
                let take = |s: &mut crate::dense::State<'_>| Solution {
                    gamma: s.gamma.clone(),
                    covariance: Covariance::Dense(std::mem::take(&mut s.covariance)),
                };
                Some(dense.groups.iter_mut().map(take).collect())
            }
        }
    }

    /// The design row of a direction's mean in the columns of the solutions.
    pub(crate) fn row<'s>(
        &self,
        design: &Design,
        group: &GroupDesign,
        side: &'s Side,
    ) -> Cow<'s, [(usize, f64)]> {
        match self {
            Self::Balanced(_) => {
                Cow::Owned(Balanced::row(group, design.terms.respondent, side.rater, side.target))
            }
            Self::Dense(_) => Cow::Borrowed(&side.row),
        }
    }

    /// Column of the group mean in the solutions.
    pub(crate) fn mean_column(&self, design: &Design, group: &GroupDesign) -> usize {
        match self {
            Self::Balanced(_) if design.terms.respondent => 3 * group.n(),
            Self::Balanced(_) => 2 * group.n(),
            Self::Dense(_) => group.random,
        }
    }

    /// Multiplications of one evaluation, roughly.
    pub(crate) fn work(&self) -> f64 {
        match self {
            Self::Balanced(_) => 0.0,
            Self::Dense(dense) => dense.design.groups.iter().map(|g| (g.random as f64).powi(3)).sum(),
        }
    }
}
