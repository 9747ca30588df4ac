//! Covariates of the model.

use std::collections::BTreeMap;

use troth_dyads::{Covariates, FitOptions, Observation, Outcome, fit, fit_with};

use crate::made::{Make, fitted};

fn number(id: &str) -> f64 {
    id.trim_start_matches("org").parse().unwrap()
}

/// A covariate that differs between the two sides of a pair.
fn distance(from: &str, to: &str) -> f64 {
    10.0 + 3.0 * number(from) - number(to) + (7.0 * number(from) * number(to)) % 5.0
}

fn covariates(
    rows: &[Observation],
    values: impl Fn(&Observation) -> Vec<f64>,
) -> BTreeMap<(String, String, String), Vec<f64>> {
    rows.iter().map(|o| ((o.group.clone(), o.rater.clone(), o.target.clone()), values(o))).collect()
}

const MAKE: Make = Make { organisations: 8, staff: 2, representative: true, missing: 0.2, residual: 0.5 };

#[test]
fn an_effect_that_was_put_in_comes_out() {
    let plain = MAKE.ratings("g", 5);
    let given = Covariates {
        names: vec!["distance".to_owned()],
        values: covariates(&plain, |o| vec![distance(&o.rater, &o.target)]),
    };
    let slope = |rows: &[Observation]| {
        let outcome = fit_with(rows, &given, &FitOptions::default());
        let fit = outcome.fitted().unwrap();
        assert_eq!(fit.without_covariate, 0);
        fit.coefficients[0].estimate.clone()
    };
    let without = slope(&plain);
    let moved: Vec<_> = plain
        .iter()
        .map(|o| Observation { value: o.value + 0.25 * distance(&o.rater, &o.target), ..o.clone() })
        .collect();
    let with = slope(&moved);
    // Generalised least squares: adding 0.25 x adds exactly 0.25, whatever the variances (they do not change).
    assert!((with.estimate - without.estimate - 0.25).abs() < 1e-6);
    assert!((with.se.unwrap() - without.se.unwrap()).abs() < 1e-6);
}

#[test]
fn a_covariate_that_explains_nothing_leaves_the_two_sides_of_a_pair_where_they_were() {
    let rows = MAKE.ratings("g", 6);
    let given = Covariates {
        names: vec!["x".to_owned()],
        values: covariates(&rows, |o| vec![f64::from(u8::from(number(&o.rater) * number(&o.target) == 3.0))]),
    };
    let outcome = fit_with(&rows, &given, &FitOptions::default());
    let (with, without) = (outcome.fitted().unwrap(), fitted(&rows));
    assert_eq!(with.by_pair.len(), without.by_pair.len());
    assert!(with.deviance <= without.deviance + 2.0);
}

#[test]
fn directions_without_a_value_are_left_out_and_counted() {
    let rows = MAKE.ratings("g", 7);
    let mut values = covariates(&rows, |o| vec![distance(&o.rater, &o.target)]);
    let first = rows[0].clone();
    values.remove(&(first.group.clone(), first.rater.clone(), first.target.clone()));
    let gone = rows.iter().filter(|o| o.rater == first.rater && o.target == first.target).count();
    let given = Covariates { names: vec!["distance".to_owned()], values };
    let outcome = fit_with(&rows, &given, &FitOptions::default());
    let fit = outcome.fitted().unwrap();
    assert_eq!((fit.without_covariate, fit.ratings), (gone, rows.len() - gone));
    assert!(fit.by_direction.iter().all(|d| d.from != first.rater || d.to != first.target));
}

#[test]
fn a_constant_or_broken_covariate_is_refused_by_name() {
    let rows = MAKE.ratings("g", 8);
    for (value, word) in [(1.0, "same value"), (f64::NAN, "usable number")] {
        let given = Covariates { names: vec!["beds".to_owned()], values: covariates(&rows, |_| vec![value]) };
        let outcome = fit_with(&rows, &given, &FitOptions::default());
        assert!(matches!(outcome, Outcome::Refused { .. }));
        assert!(outcome.reason().unwrap().contains(word), "{:?}", outcome.reason());
    }
    assert!(fit(&rows, &FitOptions::default()).fitted().is_some());
}
