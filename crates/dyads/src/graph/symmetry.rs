//! How far the two sides of a pair give the same value, before any tie rule.

use serde::Serialize;

use super::figure::{Absent, Figure};
use super::net::Net;

/// How far the two sides of a pair give the same value.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ValueSymmetry {
    /// Pairs with a value from both sides.
    pub pairs: usize,
    /// Correlation over those pairs, each entered both ways round, so that it does not matter who comes first
    /// (Fisher's intraclass correlation; Griffin & Gonzalez 1995). −1 to 1. It mixes habits of rating and of
    /// being rated with the relationship; the model's dyadic reciprocity takes them apart.
    pub correlation: Figure<f64>,
    /// Pearson correlation of the value of the earlier about the later organisation of `nodes` with its
    /// opposite, over all pairs, unknown as 0. Depends on the order of organisations and takes silence for 0,
    /// so Troth does not show it; it is there to compare with programs that work on a filled matrix.
    pub correlation_of_filled_halves: Figure<f64>,
}

impl ValueSymmetry {
    /// O(rated directions · log).
    pub(super) fn of(net: &Net) -> Self {
        let both: Vec<(f64, f64)> = net
            .values
            .iter()
            .filter(|(i, j, _)| i < j)
            .filter_map(|(i, j, there)| Some((*there, net.value(*j, *i)?)))
            .collect();
        let twice: Vec<(f64, f64)> = both.iter().flat_map(|(x, y)| [(*x, *y), (*y, *x)]).collect();
        let pairs = both.len();
        let correlation = if pairs < 3 { Err(Absent::FewPairs { pairs }) } else { pearson(&twice, 0) };
        Self {
            pairs,
            correlation: correlation.into(),
            correlation_of_filled_halves: Self::filled(net).into(),
        }
    }

    fn filled(net: &Net) -> Result<f64, Absent> {
        let pairs = net.possible() / 2;
        if pairs < 3 {
            return Err(Absent::FewPairs { pairs });
        }
        let known: Vec<(f64, f64)> = net
            .values
            .iter()
            .filter_map(|&(i, j, there)| match net.value(j, i) {
                Some(back) => (i < j).then_some((there, back)),
                None if i < j => Some((there, 0.0)),
                None => Some((0.0, there)),
            })
            .collect();
        pearson(&known, pairs - known.len())
    }
}

/// Pearson correlation of `points` and of `blank` further points (0, 0).
fn pearson(points: &[(f64, f64)], blank: usize) -> Result<f64, Absent> {
    let n = (points.len() + blank) as f64;
    let differ = |of: fn(&(f64, f64)) -> f64| {
        let first = if blank > 0 { 0.0 } else { points.first().map_or(0.0, of) };
        points.iter().any(|p| of(p) != first)
    };
    if !differ(|p| p.0) || !differ(|p| p.1) {
        return Err(Absent::NoVariation);
    }
    let sums = points.iter().fold((0.0, 0.0), |s, p| (s.0 + p.0, s.1 + p.1));
    let (x, y) = (sums.0 / n, sums.1 / n);
    let rest = blank as f64;
    let (mut xx, mut yy, mut xy) = (rest * x * x, rest * y * y, rest * x * y);
    for p in points {
        let (dx, dy) = (p.0 - x, p.1 - y);
        xx += dx * dx;
        yy += dy * dy;
        xy += dx * dy;
    }
    let r = xy / (xx.sqrt() * yy.sqrt());
    // Values too small or too alike to be squared apart leave nothing to divide by.
    if r.is_finite() { Ok(r.clamp(-1.0, 1.0)) } else { Err(Absent::NoVariation) }
}
