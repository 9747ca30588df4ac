//! Predictions at the estimated components: directions, and the joint covariance of the two sides of a pair.

use crate::design::{Design, GroupDesign, PairBlock};
use crate::likelihood::Solution;
use crate::pair::{between, product};
use crate::parameters::Components;

/// θ of the rated directions of a pair, with their joint prediction error covariance, on the scale of the design.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct PairPrediction {
    pub(crate) theta: [f64; 2],
    pub(crate) covariance: [[f64; 2]; 2],
}

/// Predicts θ = μ + a + b + g for the rated directions of `pair`.
///
/// With S = Σg B, r the residuals and w̄ the rows of the direction means: θ̂ = k γ̂ + S r, and its error has two
/// independent parts, Σg − S Σg from g given everything else and L C L′ with L = k − S w̄ from everything else,
/// the fixed effects included.
pub(crate) fn predict(
    group: &GroupDesign,
    pair: &PairBlock,
    solution: &Solution,
    c: &Components,
) -> Option<PairPrediction> {
    let b = between(pair, c)?;
    let two = pair.sides.len() == 2;
    let (s, k) = (c.relationship, if two { c.relationship_cov } else { 0.0 });
    let sigma = [[s, k], [k, if two { s } else { 0.0 }]];
    let gain = product(&sigma, &b.inverse);
    let known = product(&gain, &sigma);
    let y = group.answer();
    let gamma = &solution.gamma;
    let residual = |side: &crate::design::Side| -> f64 {
        side.row.iter().map(|(j, x)| if *j == y { *x } else { -x * gamma[*j] }).sum()
    };
    let rows: Vec<Vec<(usize, f64)>> = (0..pair.sides.len())
        .map(|d| {
            let side = &pair.sides[d];
            let mut row = vec![(side.rater, 1.0), (group.n() + side.target, 1.0), (group.random, 1.0)];
            for (e, other) in pair.sides.iter().enumerate() {
                row.extend(other.row.iter().filter(|(j, _)| *j < y).map(|(j, x)| (*j, -gain[d][e] * x)));
            }
            row
        })
        .collect();
    let mut out = PairPrediction { theta: [0.0; 2], covariance: [[0.0; 2]; 2] };
    for (d, side) in pair.sides.iter().enumerate() {
        out.theta[d] = gamma[side.rater] + gamma[group.n() + side.target] + gamma[group.random];
        for (e, other) in pair.sides.iter().enumerate() {
            out.theta[d] += gain[d][e] * residual(other);
            let spread: f64 = rows[d]
                .iter()
                .flat_map(|(i, x)| rows[e].iter().map(move |(j, w)| solution.covariance[(*i, *j)] * x * w))
                .sum();
            out.covariance[d][e] = sigma[d][e] - known[d][e] + spread;
        }
    }
    Some(out)
}

/// Predictions of all pairs of all groups, in their order.
pub(crate) fn predictions(
    design: &Design,
    solutions: &[Solution],
    c: &Components,
) -> Vec<Vec<Option<PairPrediction>>> {
    let of_group = |(group, solution): (&GroupDesign, &Solution)| {
        group.pairs.iter().map(|pair| predict(group, pair, solution, c)).collect()
    };
    design.groups.iter().zip(solutions).map(of_group).collect()
}
