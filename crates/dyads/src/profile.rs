//! Profile likelihood: the values of one component for which the deviance, minimised over all others, lies within
//! 3.84 of its lowest (Venzon & Moolgavkar 1988; for variances near 0 the interval is conservative, Self & Liang
//! 1987).

use std::f64::consts::FRAC_PI_2;

use nalgebra::{DMatrix, DVector};

use crate::design::Terms;
use crate::optimise::{Function, Point, minimise};
use crate::parameters::{PHI, PSI, RATER, RELATIONSHIP, TARGET, respondent};
use crate::problem::{Problem, moved_inside};
use crate::search::Found;
use crate::slices::Held;

/// 95 % point of chi-squared with one degree of freedom.
pub(crate) const RISE: f64 = 3.841_458_820_694_124;
/// How near the rise has to be to that.
const NEAR: f64 = 0.005;
/// Searches on the way end where the deviance can fall by no more than about this.
const GAIN: f64 = 1e-5;
const STEPS: usize = 40;

/// One of the quantities that have a profile.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Profiled {
    Rater,
    Target,
    Relationship,
    Respondent,
    Residual,
    RaterTarget,
    RelationshipCov,
    Generalised,
    Dyadic,
}

impl Profiled {
    /// Those that a fit with these terms has.
    pub(crate) fn all(terms: Terms) -> Vec<Self> {
        let mut out = vec![
            Self::Rater,
            Self::Target,
            Self::Relationship,
            Self::RaterTarget,
            Self::RelationshipCov,
            Self::Generalised,
            Self::Dyadic,
        ];
        out.extend(terms.respondent.then_some(Self::Respondent));
        out.extend(terms.residual.then_some(Self::Residual));
        out
    }

    fn held(self, terms: Terms) -> Held {
        match self {
            Self::Rater => Held::Number(RATER),
            Self::Target => Held::Number(TARGET),
            Self::Respondent => Held::Number(respondent(terms)),
            Self::Relationship if terms.residual => Held::Number(RELATIONSHIP),
            Self::Relationship => Held::Relationship,
            Self::Residual => Held::Number(5),
            Self::RaterTarget => Held::RaterTarget,
            Self::RelationshipCov => Held::RelationshipCov,
            Self::Generalised => Held::Number(PHI),
            Self::Dyadic if terms.residual => Held::Number(PSI),
            Self::Dyadic => Held::Dyadic,
        }
    }

    /// The component, answers having variance 1, from the number that is held.
    fn component(self, held: f64, terms: Terms) -> f64 {
        match self {
            Self::Rater | Self::Target | Self::Respondent => held * held,
            Self::Relationship if terms.residual => held * held,
            Self::Relationship => held.exp(),
            Self::Residual => (2.0 * held).exp(),
            Self::RaterTarget | Self::RelationshipCov => held,
            Self::Generalised => held.sin(),
            Self::Dyadic if terms.residual => held.sin(),
            Self::Dyadic => held.tanh(),
        }
    }

    /// Where the number that is held must end.
    fn limits(self, terms: Terms) -> (f64, f64) {
        match self {
            Self::Rater | Self::Target | Self::Respondent => (0.0, f64::INFINITY),
            Self::Relationship if terms.residual => (0.0, f64::INFINITY),
            Self::Generalised => (-FRAC_PI_2, FRAC_PI_2),
            Self::Dyadic if terms.residual => (-FRAC_PI_2, FRAC_PI_2),
            _ => (f64::NEG_INFINITY, f64::INFINITY),
        }
    }
}

/// The problem with one quantity held.
struct Sliced<'p, 'a> {
    problem: &'p mut Problem<'a>,
    held: Held,
    value: f64,
}

impl Function for Sliced<'_, '_> {
    fn point(&mut self, free: &DVector<f64>) -> Option<Point> {
        let whole = self.held.whole(self.value, free, self.problem.design.terms);
        let point = self.problem.point(&whole.x)?;
        Some(Point { x: free.clone(), value: point.value, slope: whole.by_free.tr_mul(&point.slope) })
    }

    fn bend(&mut self, free: &DVector<f64>) -> Option<DMatrix<f64>> {
        let whole = self.held.whole(self.value, free, self.problem.design.terms);
        Some(whole.by_free.tr_mul(&(self.problem.bend(&whole.x)? * &whole.by_free)))
    }
}

/// One end of an interval on the way: the profile as far as it is known.
struct Walk<'p, 'a> {
    problem: &'p mut Problem<'a>,
    held: Held,
    lowest: f64,
    /// All numbers at the last place, from where the next search starts.
    from: DVector<f64>,
}

impl Walk<'_, '_> {
    /// Root of the rise at `value`.
    fn root(&mut self, value: f64) -> Option<f64> {
        let terms = self.problem.design.terms;
        let free = self.held.free(value, &self.from, terms);
        let mut sliced = Sliced { problem: self.problem, held: self.held, value };
        let (point, _) = minimise(&mut sliced, &free, GAIN)?;
        self.from = self.held.whole(value, &point.x, terms).x;
        Some((point.value - self.lowest).max(0.0).sqrt())
    }

    /// Where the rise reaches [`RISE`], from `start` in the direction of `step`; the limit if it does not before.
    fn end(&mut self, start: f64, step: f64, limit: f64) -> Option<f64> {
        let goal = RISE.sqrt();
        let within = |v: f64| if step > 0.0 { v.min(limit) } else { v.max(limit) };
        let (mut near, mut near_root) = (start, 0.0);
        let mut value = within(start + step);
        let mut far: Option<(f64, f64)> = None;
        for _ in 0..STEPS {
            let root = self.root(value)?;
            if (root * root - RISE).abs() < NEAR {
                return Some(value);
            }
            if root < goal {
                if value == limit {
                    return Some(limit);
                }
                (near, near_root) = (value, root);
            } else {
                far = Some((value, root));
            }
            // The root of the rise is nearly straight. A step is held between the ends, and grows if there is none.
            value = match far {
                Some((end, end_root)) => {
                    let share = ((goal - near_root) / (end_root - near_root)).clamp(0.05, 0.95);
                    near + share * (end - near)
                }
                None => {
                    let slope = near_root / (near - start);
                    let ahead = if near_root > 0.3 { (goal - near_root) / slope } else { near - start };
                    within(near + 1.02 * ahead.clamp(step.min(0.0) * 3.0, step.max(0.0) * 3.0))
                }
            };
            if far.is_some_and(|(end, _)| (end - near).abs() < 1e-9 * step.abs()) {
                return Some(value);
            }
        }
        None
    }
}

/// 95 % interval of a component, answers having variance 1. None where the profile could not be followed to its end.
pub(crate) fn interval(problem: &mut Problem<'_>, found: &Found, of: Profiled) -> Option<(f64, f64)> {
    let terms = problem.design.terms;
    let held = of.held(terms);
    let (low, high) = of.limits(terms);
    let start = moved_inside(&found.x, terms, 0.0, 1.0);
    let at = held.value(&start, terms);
    // A first step from the bend of the deviance in the held direction, the others free.
    let inside = moved_inside(&found.x, terms, 0.1, 0.9);
    problem.point(&inside)?;
    let spread = spread(problem, held, &inside).unwrap_or(0.3).clamp(0.01, 1.0);
    // From a little inside, because on an edge the slopes vanish for reasons of symmetry alone.
    let from = moved_inside(&found.x, terms, 0.05, 0.99);
    let mut end = |step: f64, limit: f64| {
        let mut walk = Walk { problem: &mut *problem, held, lowest: found.deviance, from: from.clone() };
        if at == limit { Some(limit) } else { walk.end(at, step, limit) }
    };
    let (down, up) = (end(-1.96 * spread, low)?, end(1.96 * spread, high)?);
    Some((of.component(down, terms), of.component(up, terms)))
}

/// Standard error of the held quantity by the bend of the deviance.
fn spread(problem: &mut Problem<'_>, held: Held, x: &DVector<f64>) -> Option<f64> {
    let terms = problem.design.terms;
    let bend = problem.bend(x)?;
    let inverse = bend.cholesky()?.inverse();
    let size = x.len();
    let by = DVector::from_fn(size, |k, _| {
        let moved = |by: f64| {
            let mut x = x.clone();
            x[k] += by;
            held.value(&x, terms)
        };
        (moved(1e-5) - moved(-1e-5)) / 2e-5
    });
    let variance = 2.0 * by.dot(&(inverse * &by));
    variance.is_finite().then(|| variance.sqrt())
}
