//! Finding the components with the lowest deviance: several starts, a second look from inside where an edge was
//! met, and exact zeros where they cost nothing.

use std::f64::consts::FRAC_PI_2;

use nalgebra::DVector;

use crate::design::Terms;
use crate::optimise::{Point, minimise};
use crate::parameters::{
    Components, PHI, PSI, RATER, RELATIONSHIP, Start, TARGET, decode, encode, respondent,
};
use crate::problem::Problem;
use crate::refuse::Refusal;

/// Standard deviations and correlations to start from, answers having variance 1.
const STARTS: [Start; 6] = [
    Start { rater: 0.5, target: 0.4, generalised: 0.1, relationship: 0.6, dyadic: 0.1 },
    Start { rater: 0.3, target: 0.3, generalised: 0.7, relationship: 0.5, dyadic: 0.6 },
    Start { rater: 0.3, target: 0.3, generalised: -0.7, relationship: 0.5, dyadic: -0.5 },
    Start { rater: 0.6, target: 0.2, generalised: 0.7, relationship: 0.8, dyadic: -0.8 },
    Start { rater: 0.2, target: 0.6, generalised: -0.7, relationship: 0.8, dyadic: 0.9 },
    Start { rater: 0.05, target: 0.05, generalised: 0.0, relationship: 0.2, dyadic: 0.0 },
];
/// Above this number of multiplications per evaluation one start has to do.
const LARGE: f64 = 4e6;
/// Below this number a grid of further starts costs next to nothing.
const SMALL: f64 = 3e5;
/// Variances of answers (scaled to 1) below this mean that the likelihood has no maximum.
const NOTHING: f64 = 1e-7;
/// Standard deviations below this, and angles this near a right one, count as on an edge.
const EDGE: f64 = 0.05;
/// Where a standard deviation is put that was on an edge.
const INSIDE: f64 = 0.15;
/// How often to look again from inside.
const ROUNDS: usize = 4;
/// A search ends where the deviance can fall by no more than about this.
const GAIN: f64 = 1e-10;

/// The best components.
#[derive(Debug, Clone)]
pub(crate) struct Found {
    pub(crate) x: DVector<f64>,
    pub(crate) components: Components,
    pub(crate) deviance: f64,
}

/// Finds the components.
///
/// # Errors
/// [`Refusal::NoMaximum`] where the deviance falls without end, [`Refusal::NoConvergence`] where no start came to
/// rest.
pub(crate) fn search(problem: &mut Problem<'_>) -> Result<Found, Refusal> {
    let terms = problem.design.terms;
    let starts = starts(problem.likelihood.work(), terms);
    let single = starts.len() == 1;
    let mut best: Option<(Point, bool)> = None;
    for start in starts {
        keep(&mut best, minimise(problem, &start, GAIN));
        if let Some((point, _)) = &best {
            no_maximum(&point.x, terms)?;
        }
    }
    for _ in 0..ROUNDS {
        let Some((point, rested)) = &best else { break };
        let (before, again) = (point.value, point.x.clone());
        let inside = inward(&again, terms);
        if single && *rested && inside.is_empty() {
            break;
        }
        for inside in inside.into_iter().chain([again]) {
            keep(&mut best, minimise(problem, &inside, GAIN));
        }
        if best.as_ref().is_some_and(|(p, rested)| *rested && p.value > before - 1e-7) {
            break;
        }
    }
    let Some((point, rested)) = best else { return Err(Refusal::NoConvergence) };
    no_maximum(&point.x, terms)?;
    if !rested && point.slope.amax() > 1e-3 {
        return Err(Refusal::NoConvergence);
    }
    let x = snap(problem, &point);
    let components = decode(x.as_slice(), terms);
    let value = problem.likelihood.evaluate(&components).ok_or(Refusal::NoConvergence)?;
    Ok(Found { x, components, deviance: value.deviance })
}

/// The fewer answers, the more starts: small sets are the ones with several local minima.
fn starts(work: f64, terms: Terms) -> Vec<DVector<f64>> {
    let mut out = STARTS.to_vec();
    if work > LARGE {
        out.truncate(1);
    } else if work < SMALL {
        for generalised in [-0.8, 0.0, 0.8] {
            for dyadic in [-0.8, 0.0, 0.8] {
                let target = if dyadic > 0.0 { 0.2 } else { 0.6 };
                out.push(Start { rater: 0.8 - target, target, generalised, relationship: 0.4, dyadic });
            }
        }
    }
    let mut out: Vec<_> = out.into_iter().map(|start| DVector::from_vec(encode(start, terms))).collect();
    if work < SMALL {
        // Where the deviance falls without end it does so toward these; in sets of very few answers a search from
        // afar may pass the mouth of the gorge.
        for k in if terms.residual { 5..6 } else { 3..5 } {
            let mut gorge = out[0].clone();
            gorge[k] = -6.0;
            out.push(gorge);
        }
    }
    out
}

fn keep(best: &mut Option<(Point, bool)>, new: Option<(Point, bool)>) {
    if let Some(new) = new
        && best.as_ref().is_none_or(|old| {
            new.0.value < old.0.value - 1e-9 || (new.1 && !old.1 && new.0.value <= old.0.value)
        })
    {
        *best = Some(new);
    }
}

/// Positions of standard deviations that may be 0, and of angles.
fn positions(terms: Terms) -> (Vec<usize>, Vec<usize>) {
    let (mut deviations, mut angles) = (vec![RATER, TARGET], vec![PHI]);
    if terms.residual {
        deviations.push(RELATIONSHIP);
        angles.push(PSI);
    }
    if terms.respondent {
        deviations.push(respondent(terms));
    }
    (deviations, angles)
}

/// The same point moved off the edges it is on, once for each sign of the correlations concerned: at an edge the
/// slopes vanish for reasons of symmetry even where the deviance falls toward the inside. Empty if on no edge.
fn inward(x: &DVector<f64>, terms: Terms) -> Vec<DVector<f64>> {
    let on_edge = |deviations: &[usize], angle: usize| {
        deviations.iter().any(|k| x[*k].abs() < EDGE) || x[angle].cos().abs() < EDGE
    };
    let mut out = vec![x.clone()];
    let mut fan = |deviations: &[usize], angle: usize| {
        if on_edge(deviations, angle) {
            out = out
                .iter()
                .flat_map(|x| [-0.9_f64, 0.9].map(|sine| off(x, deviations, angle, sine.asin())))
                .collect();
        }
    };
    fan(&[RATER, TARGET], PHI);
    if terms.residual {
        fan(&[RELATIONSHIP], PSI);
    }
    if terms.respondent && x[respondent(terms)].abs() < EDGE {
        out.iter_mut().for_each(|x| x[respondent(terms)] = INSIDE);
    }
    out.retain(|moved| moved != x);
    out
}

fn off(x: &DVector<f64>, deviations: &[usize], angle: usize, to: f64) -> DVector<f64> {
    let mut x = x.clone();
    for k in deviations {
        x[*k] = x[*k].abs().max(INSIDE);
    }
    x[angle] = to;
    x
}

/// Puts what is practically on an edge exactly on it, where the deviance does not mind.
fn snap(problem: &mut Problem<'_>, point: &Point) -> DVector<f64> {
    let (deviations, angles) = positions(problem.design.terms);
    let mut x = point.x.clone();
    let mut try_at = |k: usize, value: f64, x: &mut DVector<f64>| {
        let mut moved = x.clone();
        moved[k] = value;
        let components = decode(moved.as_slice(), problem.design.terms);
        if problem.likelihood.evaluate(&components).is_some_and(|e| e.deviance <= point.value + 1e-7) {
            *x = moved;
        }
    };
    for k in deviations {
        if x[k].abs() < 3e-3 {
            try_at(k, 0.0, &mut x);
        }
        x[k] = if k == RATER || k == TARGET { x[k] } else { x[k].abs() };
    }
    for k in angles {
        if x[k].cos().abs() < 1e-2 {
            try_at(k, FRAC_PI_2 * x[k].sin().signum(), &mut x);
        }
    }
    x
}

fn no_maximum(x: &DVector<f64>, terms: Terms) -> Result<(), Refusal> {
    let small = |log: f64| (2.0 * log).exp() < NOTHING;
    let which = if terms.residual {
        small(x[5]).then_some("the answers of one organisation about another leave nothing unexplained")
    } else {
        // With very few answers it can fall either way, and which way the search takes is chance of rounding.
        (small(x[3]) || small(x[4])).then_some(
            "the common level or the difference of the two sides of a pair leaves nothing unexplained",
        )
    };
    which.map_or(Ok(()), |which| Err(Refusal::NoMaximum { which: which.to_owned() }))
}
