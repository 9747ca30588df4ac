//! Predictions at the estimated components: directions, and the joint covariance of the two sides of a pair.

use std::borrow::Cow;

use crate::answers::GroupAnswers;
use crate::design::{Design, GroupDesign, PairBlock, Side};
use crate::likelihood::{Likelihood, Solution};
use crate::pair::{between, product};
use crate::parameters::Components;

/// θ of the rated directions of a pair, with their joint prediction error covariance, on the scale of the design.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct PairPrediction {
    pub(crate) theta: [f64; 2],
    pub(crate) covariance: [[f64; 2]; 2],
}

/// The design row of a direction in the columns of a solution.
type RowOf<'a> = dyn Fn(&'a Side) -> Cow<'a, [(usize, f64)]> + 'a;

/// Predictions for one group.
struct Predictor<'a> {
    group: &'a GroupDesign,
    solution: &'a Solution,
    components: &'a Components,
    /// Design row of a direction in the columns of the solution.
    row: Box<RowOf<'a>>,
    /// First column that is neither a, b nor a person's.
    mean: usize,
}

impl<'a> Predictor<'a> {
    /// Predicts θ = μ + xβ + a + b + g for the rated directions of `pair`.
    ///
    /// With S = Σg B, r the residuals and w̄ the rows of the direction means: θ̂ = k γ̂ + S r, and its error has two
    /// independent parts, Σg − S Σg from g given everything else and L C L′ with L = k − S w̄ from everything
    /// else, the fixed effects included. k leaves out people and the staff shift.
    fn predict(
        &self,
        pair: &'a PairBlock,
        means: &[f64; 2],
        with_covariance: bool,
    ) -> Option<PairPrediction> {
        let (c, gamma) = (self.components, &self.solution.gamma);
        let b = between(pair, c)?;
        let two = pair.sides.len() == 2;
        let (s, k) = (c.relationship, if two { c.relationship_cov } else { 0.0 });
        let sigma = [[s, k], [k, if two { s } else { 0.0 }]];
        let gain = product(&sigma, &b.inverse);
        let rows: Vec<_> = pair.sides.iter().map(|side| (self.row)(side)).collect();
        let shift = self.group.has_staff.then_some(self.mean + 1);
        let organisations = 2 * self.group.n();
        let counted = |j: usize| (j < organisations || j >= self.mean) && Some(j) != shift;
        let mut out = PairPrediction { theta: [0.0; 2], covariance: [[0.0; 2]; 2] };
        let residual = |d: usize| means[d] - rows[d].iter().map(|(j, x)| x * gamma[*j]).sum::<f64>();
        let left: Vec<f64> = (0..rows.len()).map(residual).collect();
        for (d, row) in rows.iter().enumerate() {
            out.theta[d] = row.iter().filter(|(j, _)| counted(*j)).map(|(j, x)| x * gamma[*j]).sum::<f64>();
            out.theta[d] += left.iter().zip(gain[d]).map(|(r, g)| g * r).sum::<f64>();
        }
        if !with_covariance {
            return Some(out);
        }
        let known = product(&gain, &sigma);
        let lever: Vec<Vec<(usize, f64)>> = (0..rows.len())
            .map(|d| {
                let mut lever: Vec<_> = rows[d].iter().copied().filter(|(j, _)| counted(*j)).collect();
                for (row, g) in rows.iter().zip(gain[d]) {
                    lever.extend(row.iter().map(|(j, x)| (*j, -g * x)));
                }
                lever
            })
            .collect();
        for (d, one) in lever.iter().enumerate() {
            for (e, two) in lever.iter().enumerate().take(d + 1) {
                let spread = self.solution.covariance.between(one, two);
                out.covariance[d][e] = sigma[d][e] - known[d][e] + spread;
                out.covariance[e][d] = out.covariance[d][e];
            }
        }
        Some(out)
    }
}

/// Predictions of all pairs of all groups, in their order. Without `errors` their covariances are 0. None where the
/// components do not give a positive definite covariance matrix.
pub(crate) fn predictions(
    design: &Design,
    answers: &[GroupAnswers],
    likelihood: &Likelihood<'_>,
    solutions: &[Solution],
    c: &Components,
    errors: bool,
) -> Option<Vec<Vec<PairPrediction>>> {
    // In a balanced layout all pairs of a group have the same covariance.
    let alike = matches!(likelihood, Likelihood::Balanced(_));
    let of_group = |((group, answers), solution): ((&GroupDesign, &GroupAnswers), &Solution)| {
        let predictor = Predictor {
            group,
            solution,
            components: c,
            row: Box::new(|side| likelihood.row(design, group, side)),
            mean: likelihood.mean_column(design, group),
        };
        let mut shared = None;
        let pairs = group.pairs.iter().zip(&answers.means);
        pairs
            .map(|(pair, means)| {
                let own = errors && !(alike && shared.is_some());
                let mut p = predictor.predict(pair, means, own)?;
                if alike && errors {
                    p.covariance = *shared.get_or_insert(p.covariance);
                }
                Some(p)
            })
            .collect()
    };
    design.groups.iter().zip(answers).zip(solutions).map(of_group).collect()
}
