//! Minimising a smooth function with known slopes: BFGS with a line search that ends at a weak Wolfe point
//! (Nocedal & Wright 2006, ch. 6; the bracketing rule is that of Lewis & Overton 2013). Deterministic.

use nalgebra::{DMatrix, DVector};

/// A point with value and slopes.
#[derive(Debug, Clone)]
pub(crate) struct Point {
    pub(crate) x: DVector<f64>,
    pub(crate) value: f64,
    pub(crate) slope: DVector<f64>,
}

/// Longest step, in the units of the search's numbers (standard deviations of the answers, radians, logarithms).
const LONGEST: f64 = 1.5;
const ITERATIONS: usize = 200;

/// A function to minimise.
pub(crate) trait Function {
    /// Value and slopes; none outside the domain.
    fn point(&mut self, x: &DVector<f64>) -> Option<Point>;
    /// Approximate second derivatives at the point asked for last, if they are cheap.
    fn bend(&mut self, x: &DVector<f64>) -> Option<DMatrix<f64>>;
}

/// Searches from `start` until a further step would gain less than about `gain`. None if `start` is outside the
/// domain. The flag of the result says whether the search came to rest.
pub(crate) fn minimise(f: &mut dyn Function, start: &DVector<f64>, gain: f64) -> Option<(Point, bool)> {
    let size = start.len();
    let mut at = f.point(start)?;
    let plain = |at: &Point| DMatrix::identity(size, size) / at.slope.norm().max(1.0);
    let (mut h, mut fresh) = match f.bend(start).and_then(invert) {
        Some(h) => (h, false),
        None => (plain(&at), true),
    };
    for _ in 0..ITERATIONS {
        let tolerance = gain + 1e-14 * at.value.abs();
        let mut direction = -(&h * &at.slope);
        let mut decrement = -direction.dot(&at.slope);
        if at.slope.amax() < 1e-7 || (!fresh && decrement < tolerance) {
            return Some((at, true));
        }
        if decrement.is_nan() || decrement <= 0.0 {
            h = plain(&at);
            fresh = true;
            direction = -(&h * &at.slope);
            decrement = -direction.dot(&at.slope);
        }
        let longest = direction.amax();
        if longest > LONGEST {
            direction *= LONGEST / longest;
            decrement *= LONGEST / longest;
        }
        let Some(next) = line_search(f, &at, &direction, -decrement) else {
            if fresh {
                let rest = decrement < 1e-6;
                return Some((at, rest));
            }
            h = plain(&at);
            fresh = true;
            continue;
        };
        let (s, y) = (&next.x - &at.x, &next.slope - &at.slope);
        let curvature = s.dot(&y);
        if curvature > 1e-14 * s.norm() * y.norm() {
            if fresh {
                h = DMatrix::identity(size, size) * (curvature / y.norm_squared());
            }
            let hy = &h * &y;
            let scale = (1.0 + y.dot(&hy) / curvature) / curvature;
            h += &s * s.transpose() * scale - (&hy * s.transpose() + &s * hy.transpose()) / curvature;
            fresh = false;
        }
        at = next;
    }
    Some((at, false))
}

/// Inverse of second derivatives, with a ridge so small that it only matters where they vanish.
fn invert(mut bend: DMatrix<f64>) -> Option<DMatrix<f64>> {
    let ridge = 1e-6 * bend.diagonal().amax();
    (0..bend.nrows()).for_each(|k| bend[(k, k)] += ridge);
    bend.cholesky().map(|l| l.inverse()).filter(|h| h.iter().all(|v| v.is_finite()))
}

/// A point along `direction` with enough decrease and a flatter slope; failing that, the best with some decrease.
fn line_search(f: &mut dyn Function, at: &Point, direction: &DVector<f64>, slope: f64) -> Option<Point> {
    let (mut low, mut high, mut step) = (0.0, f64::INFINITY, 1.0);
    let mut best: Option<Point> = None;
    for _ in 0..40 {
        let tried = f.point(&(&at.x + direction * step));
        let mut inner = 0.5 * (low + if high.is_finite() { high } else { step });
        match tried {
            Some(p) if p.value <= at.value + 1e-4 * step * slope => {
                let flatter = p.slope.dot(direction) >= 0.9 * slope;
                if best.as_ref().is_none_or(|b| p.value < b.value) {
                    best = Some(p);
                }
                if flatter {
                    return best;
                }
                low = step;
            }
            other => {
                high = step;
                if let Some(p) = other {
                    // Smallest point of the parabola through both values and the slope at the start.
                    let bend = p.value - at.value - step * slope;
                    inner = (-slope * step * step / (2.0 * bend))
                        .clamp(low + 0.1 * (high - low), low + 0.5 * (high - low));
                } else {
                    inner = 0.5 * (low + high);
                }
            }
        }
        step = if high.is_finite() { if low > 0.0 { 0.5 * (low + high) } else { inner } } else { 2.0 * step };
        if high - low < 1e-9 {
            break;
        }
    }
    best
}
