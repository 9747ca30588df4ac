//! What a fit lets out as linear functions of the answers: best linear unbiased prediction, worked out densely and apart
//! from the product (Henderson 1975). The adversary is given the variance components as they are.

use std::collections::BTreeMap;

use nalgebra::{DMatrix, DVector};
use troth_dyads::{AnswerKind, Fit, Observation};

/// Weights of the observations in the mean and in each direction.
#[derive(Debug)]
pub(crate) struct Weights {
    pub(crate) mean: Vec<f64>,
    pub(crate) directions: BTreeMap<(String, String), Vec<f64>>,
}

/// The weights at the components of `fit`; `None` where the covariance cannot be inverted. With `by_means` the prediction
/// knows the mean of each direction and no more.
pub(crate) fn weights(fit: &Fit, observations: &[Observation], by_means: bool) -> Option<Weights> {
    let n = observations.len();
    let (a, b) = (fit.variance.rater.estimate, fit.variance.target.estimate);
    let (g, k) = (fit.variance.relationship.estimate, fit.covariance.relationship.estimate);
    let ab = fit.covariance.rater_target.estimate;
    let u = fit.variance.respondent.as_ref().map_or(0.0, |v| v.estimate);
    let e = fit.variance.residual.as_ref().map_or(0.0, |v| v.estimate);
    // Covariance of the true values of two directions.
    let of_directions = |x: (&str, &str), y: (&str, &str)| {
        let mut covariance = 0.0;
        covariance += if x.0 == y.0 { a } else { 0.0 };
        covariance += if x.1 == y.1 { b } else { 0.0 };
        covariance += if x.0 == y.1 { ab } else { 0.0 };
        covariance += if x.1 == y.0 { ab } else { 0.0 };
        if x == y {
            covariance += g;
        } else if x.0 == y.1 && x.1 == y.0 {
            covariance += k;
        }
        covariance
    };
    let between = |o: &'_ Observation| (o.rater.clone(), o.target.clone());
    let v = DMatrix::from_fn(n, n, |r, c| {
        let (x, y) = (&observations[r], &observations[c]);
        let mut covariance = of_directions((&x.rater, &x.target), (&y.rater, &y.target));
        if x.rater == y.rater && x.respondent == y.respondent {
            covariance += u;
        }
        covariance + if r == c { e } else { 0.0 }
    });
    let share = observations.iter().filter(|o| o.kind == AnswerKind::Staff).count() as f64 / n as f64;
    let columns = 1 + usize::from(fit.staff_shift.is_some());
    let x = DMatrix::from_fn(n, columns, |r, c| match c {
        0 => 1.0,
        _ => f64::from(observations[r].kind == AnswerKind::Staff) - share,
    });
    let average = averages(observations, by_means);
    let (v, x) = (&average * v * average.transpose(), &average * x);
    let inverse = v.try_inverse()?;
    let xv = x.transpose() * &inverse;
    // β̂ = B ȳ
    let coefficients = (&xv * &x).try_inverse()? * xv;
    let left = DMatrix::identity(average.nrows(), average.nrows()) - &x * &coefficients;
    let blup = inverse * left;
    let mut directions = BTreeMap::new();
    for observation in observations {
        let direction = between(observation);
        if directions.contains_key(&direction) {
            continue;
        }
        let with: Vec<f64> = observations
            .iter()
            .map(|o| of_directions((&direction.0, &direction.1), (&o.rater, &o.target)))
            .collect();
        let with = &average * DVector::from_vec(with);
        let row = (coefficients.row(0) + with.transpose() * &blup) * &average;
        directions.insert(direction, row.iter().copied().collect());
    }
    Some(Weights { mean: (coefficients.row(0) * &average).iter().copied().collect(), directions })
}

/// One row for each thing that the prediction knows: the mean of a direction, or a single answer.
fn averages(observations: &[Observation], by_means: bool) -> DMatrix<f64> {
    let mut known: BTreeMap<(String, String, usize), Vec<usize>> = BTreeMap::new();
    for (k, o) in observations.iter().enumerate() {
        let own = if by_means { 0 } else { k };
        known.entry((o.rater.clone(), o.target.clone(), own)).or_default().push(k);
    }
    let mut average = DMatrix::zeros(known.len(), observations.len());
    for (row, members) in known.values().enumerate() {
        for k in members {
            average[(row, *k)] = 1.0 / members.len() as f64;
        }
    }
    average
}
