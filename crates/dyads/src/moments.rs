//! The method of moments for a complete round robin: the analysis of variance of Warner, Kenny & Stoto (1979), as in
//! Kenny, Kashy & Cook (2006, ch. 8). No report uses it; it checks the likelihood, which it equals wherever all
//! variances come out positive.

use serde::Serialize;

use crate::clean::clean;
use crate::observation::Observation;
use crate::raw::ids;

/// Variances and covariances by moments, on the square of the input's scale. Variances may come out negative.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Moments {
    /// var(a).
    pub rater: f64,
    /// var(b).
    pub target: f64,
    /// cov(a, b).
    pub rater_target: f64,
    /// var(g), the error of single answers included.
    pub relationship: f64,
    /// cov(gᵢⱼ, gⱼᵢ).
    pub relationship_cov: f64,
}

/// Moments of one group in which each of at least 4 organisations rates every other exactly once; none otherwise.
///
/// With r and c the sums that an organisation gave and got, centred on the mean, its least squares effects solve
/// [[n−2 by sums, n by differences]]; what they leave of the sum and of the difference of two directions has n(n−3)/2
/// and (n−1)(n−2)/2 degrees of freedom. Cost: one pass over the answers.
///
/// ```
/// use troth_dyads::{AnswerKind, Observation, moments};
/// let rate = |i: usize, j: usize, value| Observation {
///     group: "g".into(), rater: i.to_string(), target: j.to_string(), respondent: None,
///     kind: AnswerKind::Representative, value,
/// };
/// let all: Vec<_> = (0..4)
///     .flat_map(|i| (0..4).filter(move |j| *j != i).map(move |j| rate(i, j, (i * i + j + i * j % 3) as f64)))
///     .collect();
/// assert!(moments(&all).is_some_and(|m| m.rater > m.target));
/// assert!(moments(&all[1..]).is_none());
/// ```
#[must_use]
pub fn moments(observations: &[Observation]) -> Option<Moments> {
    let cleaned = clean(observations);
    let rows = &cleaned.rows;
    let first = rows.first().filter(|_| cleaned.refusal.is_none())?;
    let ids = ids(rows);
    let n = ids.len();
    if n < 4 || rows.len() != n * (n - 1) || rows.iter().any(|r| r.group != first.group) {
        return None;
    }
    let mean = rows.iter().map(|r| r.value).sum::<f64>() / rows.len() as f64;
    let mut y = vec![None; n * n];
    for r in rows {
        let (i, j) = (ids.binary_search(&r.rater).ok()?, ids.binary_search(&r.target).ok()?);
        y[i * n + j] = Some(r.value - mean);
    }
    let at = |i: usize, j: usize| y[i * n + j];
    let size = n as f64;
    // Effects through their sum and difference, in which the normal equations are diagonal.
    let mut effects = Vec::with_capacity(n);
    for i in 0..n {
        let (mut gave, mut got) = (0.0, 0.0);
        for j in (0..n).filter(|j| *j != i) {
            gave += at(i, j)?;
            got += at(j, i)?;
        }
        let (sum, difference) = ((gave + got) / (size - 2.0), (gave - got) / size);
        effects.push(((sum + difference) / 2.0, (sum - difference) / 2.0));
    }
    let (mut sums, mut differences) = (0.0, 0.0);
    for (i, j) in (0..n).flat_map(|i| (0..i).map(move |j| (i, j))) {
        let there = at(i, j)? - effects[i].0 - effects[j].1;
        let back = at(j, i)? - effects[j].0 - effects[i].1;
        sums += 0.5 * (there + back).powi(2);
        differences += 0.5 * (there - back).powi(2);
    }
    let plus = sums / (size * (size - 3.0) / 2.0);
    let minus = differences / ((size - 1.0) * (size - 2.0) / 2.0);
    // What the error of effects adds to their squares.
    let (by_sum, by_difference) = (plus / (size - 2.0), minus / size);
    let square = |f: &dyn Fn(&(f64, f64)) -> f64| effects.iter().map(f).sum::<f64>() / (size - 1.0);
    Some(Moments {
        rater: square(&|e| e.0 * e.0) - (by_sum + by_difference) / 2.0,
        target: square(&|e| e.1 * e.1) - (by_sum + by_difference) / 2.0,
        rater_target: square(&|e| e.0 * e.1) - (by_sum - by_difference) / 2.0,
        relationship: (plus + minus) / 2.0,
        relationship_cov: (plus - minus) / 2.0,
    })
}
