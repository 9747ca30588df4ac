//! How many standard errors an interval needs, by parametric bootstrap: effects and answers are drawn from the fitted
//! model, the model is fitted again, and the distances between truth and prediction are counted in the standard
//! errors of the new fit (the studentised bootstrap of Efron & Tibshirani 1993, ch. 12; for predictions in mixed
//! models Chatterjee, Lahiri & Li 2008).

use nalgebra::DVector;
use rand::SeedableRng;
use rand_chacha::ChaCha8Rng;
use rand_distr::{Distribution, StandardNormal};
use rayon::prelude::*;

use crate::answers::GroupAnswers;
use crate::design::{Design, GroupDesign};
use crate::optimise::minimise;
use crate::parameters::{Components, decode};
use crate::predict::predictions;
use crate::problem::{Problem, moved_inside};
use crate::search::Found;

/// Searches end where the deviance can fall by no more than about this: far less than chance moves it.
const GAIN: f64 = 1e-3;

/// A kind of figure; all of a kind share a multiplier.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Kind {
    Rater,
    Target,
    Direction,
    Level,
    Gap,
    Fixed,
}

/// Number of kinds.
const KINDS: usize = 6;

/// Multipliers of standard errors for 95 % intervals.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Multipliers(pub(crate) [f64; KINDS]);

impl Multipliers {
    /// Where no bootstrap was made.
    pub(crate) const NORMAL: Self = Self([1.96; KINDS]);

    pub(crate) fn of(&self, kind: Kind) -> f64 {
        self.0[kind as usize]
    }
}

/// The components by which intervals are made: the best ones with the boundary-avoiding prior.
pub(crate) fn away_from_edges(problem: &mut Problem<'_>, found: &Found) -> Option<DVector<f64>> {
    problem.inside = true;
    let start = moved_inside(&found.x, problem.design.terms, 0.15, 0.9);
    let best = minimise(problem, &start, GAIN);
    problem.inside = false;
    best.map(|(point, _)| point.x)
}

/// Multipliers from `replicates` draws. Each draw has a stream of chance of its own, so threads do not matter. None
/// if most of the new fits fail.
pub(crate) fn multipliers(
    design: &Design,
    x: &DVector<f64>,
    replicates: usize,
    seed: u64,
) -> Option<Multipliers> {
    let components = decode(x.as_slice(), design.terms);
    let draws: Vec<[Vec<f64>; KINDS]> = (0..replicates)
        .into_par_iter()
        .filter_map(|k| {
            let mut rng = ChaCha8Rng::seed_from_u64(seed);
            rng.set_stream(k as u64);
            replicate(design, &components, x, &mut rng)
        })
        .collect();
    if draws.len() * 2 < replicates {
        return None;
    }
    let mut out = [1.96; KINDS];
    for (kind, q) in out.iter_mut().enumerate() {
        let mut all: Vec<f64> = draws.iter().flat_map(|d| d[kind].iter().copied()).collect();
        if !all.is_empty() {
            all.sort_unstable_by(f64::total_cmp);
            // Never below the normal's: it would be chance of the draws.
            *q = quantile(&all, 0.95).max(1.96);
        }
    }
    Some(Multipliers(out))
}

/// Quantile of sorted numbers (type 7 of Hyndman & Fan 1996).
fn quantile(sorted: &[f64], p: f64) -> f64 {
    let at = p * (sorted.len() - 1) as f64;
    let (low, share) = (at.floor() as usize, at.fract());
    let high = (low + 1).min(sorted.len() - 1);
    sorted[low] + share * (sorted[high] - sorted[low])
}

/// Drawn effects of one group.
struct Truth {
    a: Vec<f64>,
    b: Vec<f64>,
    /// θ of each direction of each pair.
    theta: Vec<[f64; 2]>,
}

fn draw(group: &GroupDesign, c: &Components, rng: &mut ChaCha8Rng) -> (Truth, Vec<f64>) {
    let mut normal = || -> f64 { StandardNormal.sample(rng) };
    let n = group.n();
    let (mut a, mut b) = (vec![0.0; n], vec![0.0; n]);
    for (a, b) in a.iter_mut().zip(&mut b) {
        let (x, y) = (normal(), normal());
        (*a, *b) = (c.sd_rater * x, c.sd_target * (c.sin * x + c.cos * y));
    }
    let u: Vec<f64> = (0..group.people).map(|_| c.sd_respondent * normal()).collect();
    let (sum, difference) = (c.relationship + c.relationship_cov, c.relationship - c.relationship_cov);
    let (sum, difference) = ((0.5 * sum.max(0.0)).sqrt(), (0.5 * difference.max(0.0)).sqrt());
    let residual = c.residual.sqrt();
    let mut values = vec![0.0; group.answers.len()];
    let mut theta = Vec::with_capacity(group.pairs.len());
    for pair in &group.pairs {
        let (x, y) = (sum * normal(), difference * normal());
        let mut of_pair = [0.0; 2];
        for (side, (t, g)) in pair.sides.iter().zip(of_pair.iter_mut().zip([x + y, x - y])) {
            *t = a[side.rater] + b[side.target] + g;
            for k in side.answers.clone() {
                values[k] = *t + u[group.answers[k].person] + residual * normal();
            }
        }
        theta.push(of_pair);
    }
    (Truth { a, b, theta }, values)
}

/// |estimate − truth| / standard error of everything, by kind.
fn replicate(
    design: &Design,
    c: &Components,
    x: &DVector<f64>,
    rng: &mut ChaCha8Rng,
) -> Option<[Vec<f64>; KINDS]> {
    let (truths, answers): (Vec<Truth>, Vec<GroupAnswers>) = design
        .groups
        .iter()
        .map(|group| {
            let (truth, values) = draw(group, c, rng);
            (truth, GroupAnswers::new(group, &values))
        })
        .unzip();
    let mut problem = Problem::new(design, &answers);
    problem.inside = true;
    let (point, _) = minimise(&mut problem, x, GAIN)?;
    let components = decode(point.x.as_slice(), design.terms);
    let solutions = problem.likelihood.solutions(&components)?;
    let predicted = predictions(design, &answers, &problem.likelihood, &solutions, &components, true)?;
    let mut out: [Vec<f64>; KINDS] = Default::default();
    let mut add = |kind: Kind, error: f64, variance: f64| {
        if variance > 0.0 {
            out[kind as usize].push(error.abs() / variance.sqrt());
        }
    };
    for (k, (group, truth)) in design.groups.iter().zip(&truths).enumerate() {
        let (n, solution) = (group.n(), &solutions[k]);
        let variance = |at: usize| solution.covariance.at(at, at);
        let (mut rates, mut rated) = (vec![false; n], vec![false; n]);
        for side in group.pairs.iter().flat_map(|p| &p.sides) {
            rates[side.rater] = true;
            rated[side.target] = true;
        }
        for i in 0..n {
            if rates[i] {
                add(Kind::Rater, solution.gamma[i] - truth.a[i], variance(i));
            }
            if rated[i] {
                add(Kind::Target, solution.gamma[n + i] - truth.b[i], variance(n + i));
            }
        }
        // All fixed effects were drawn as 0.
        (problem.likelihood.mean_column(design, group)..solution.gamma.len())
            .for_each(|at| add(Kind::Fixed, solution.gamma[at], variance(at)));
        if !design.terms.residual {
            continue;
        }
        for ((pair, p), theta) in group.pairs.iter().zip(&predicted[k]).zip(&truth.theta) {
            let v = p.covariance;
            let error = [p.theta[0] - theta[0], p.theta[1] - theta[1]];
            (0..pair.sides.len()).for_each(|d| add(Kind::Direction, error[d], v[d][d]));
            if pair.sides.len() == 2 {
                add(Kind::Level, (error[0] + error[1]) / 2.0, (v[0][0] + 2.0 * v[0][1] + v[1][1]) / 4.0);
                add(Kind::Gap, error[0] - error[1], v[0][0] - 2.0 * v[0][1] + v[1][1]);
            }
        }
    }
    Some(out)
}
