//! The deviance as a function of the search's numbers, as it is or kept away from the edges.

use std::f64::consts::FRAC_PI_2;

use nalgebra::{DMatrix, DVector};

use crate::answers::GroupAnswers;
use crate::design::{Design, Terms};
use crate::likelihood::Likelihood;
use crate::optimise::{Function, Point};
use crate::parameters::{PHI, PSI, RATER, RELATIONSHIP, TARGET, decode, gradient, jacobian, respondent};

/// The search's logarithms of standard deviations stay within these.
const LOGS: std::ops::Range<f64> = -9.5..7.0;

/// The deviance of answers in a layout.
#[derive(Debug)]
pub(crate) struct Problem<'a> {
    pub(crate) design: &'a Design,
    pub(crate) likelihood: Likelihood<'a>,
    /// Adds −ln|Σ_ab| − ln|Σ_g| − ln var u, which has its lowest value away from every edge. It is the boundary-avoiding
    /// prior of Chung, Gelman, Rabe-Hesketh, Liu & Dorie (2015), scale-free: it moves an estimate of 0 to about one
    /// standard error and a large one hardly.
    pub(crate) inside: bool,
}

impl<'a> Problem<'a> {
    pub(crate) fn new(design: &'a Design, answers: &'a [GroupAnswers]) -> Self {
        Self { design, likelihood: Likelihood::new(design, answers), inside: false }
    }
}

impl Function for Problem<'_> {
    fn point(&mut self, x: &DVector<f64>) -> Option<Point> {
        let terms = self.design.terms;
        if logs(x, terms).iter().any(|v| !LOGS.contains(v))
            || x.iter().any(|v| !v.is_finite() || v.abs() > 1e3)
        {
            return None;
        }
        let fence = if self.inside { Some(fence(x, terms)?) } else { None };
        let components = decode(x.as_slice(), terms);
        let value = self.likelihood.evaluate(&components)?;
        let mut slope = DVector::from_vec(gradient(x.as_slice(), &components, &value.slopes, terms));
        let mut deviance = value.deviance;
        if let Some(fence) = fence {
            deviance += fence.value;
            slope += fence.slope;
        }
        slope.iter().all(|s| s.is_finite()).then(|| Point { x: x.clone(), value: deviance, slope })
    }

    fn bend(&mut self, x: &DVector<f64>) -> Option<DMatrix<f64>> {
        let terms = self.design.terms;
        let components = decode(x.as_slice(), terms);
        let information = self.likelihood.information(&components)?;
        let j = jacobian(x.as_slice(), &components, terms);
        let mut bend = j.transpose() * information * &j;
        if self.inside {
            let fence = fence(x, terms)?;
            (0..bend.nrows()).for_each(|k| bend[(k, k)] += fence.bend[k]);
        }
        Some(bend)
    }
}

fn logs(x: &DVector<f64>, terms: Terms) -> Vec<f64> {
    if terms.residual { vec![x[5]] } else { vec![x[3], x[4]] }
}

struct Fence {
    value: f64,
    slope: DVector<f64>,
    bend: DVector<f64>,
}

/// None outside.
fn fence(x: &DVector<f64>, terms: Terms) -> Option<Fence> {
    let mut out = Fence { value: 0.0, slope: DVector::zeros(x.len()), bend: DVector::zeros(x.len()) };
    let (mut deviations, mut angles) = (vec![(RATER, 2.0), (TARGET, 2.0)], vec![PHI]);
    if terms.residual {
        deviations.push((RELATIONSHIP, 4.0));
        angles.push(PSI);
    }
    if terms.respondent {
        deviations.push((respondent(terms), 2.0));
    }
    for (k, weight) in deviations {
        if x[k] <= 0.0 {
            return None;
        }
        out.value -= weight * x[k].ln();
        out.slope[k] = -weight / x[k];
        out.bend[k] = weight / (x[k] * x[k]);
    }
    for k in angles {
        if x[k].abs() >= FRAC_PI_2 {
            return None;
        }
        out.value -= 2.0 * x[k].cos().ln();
        out.slope[k] = 2.0 * x[k].tan();
        out.bend[k] = 2.0 / x[k].cos().powi(2);
    }
    Some(out)
}

/// The same point with positive standard deviations of at least `least` and correlations of at most `most`.
pub(crate) fn moved_inside(x: &DVector<f64>, terms: Terms, least: f64, most: f64) -> DVector<f64> {
    let mut x = x.clone();
    if x[RATER] * x[TARGET] < 0.0 {
        x[PHI] = -x[PHI];
    }
    let mut deviations = vec![RATER, TARGET];
    let mut angles = vec![PHI];
    if terms.residual {
        deviations.push(RELATIONSHIP);
        angles.push(PSI);
    }
    if terms.respondent {
        deviations.push(respondent(terms));
    }
    for k in deviations {
        x[k] = x[k].abs().max(least);
    }
    for k in angles {
        x[k] = x[k].sin().clamp(-most, most).asin();
    }
    x
}
