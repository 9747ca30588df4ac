//! Full intervals: profiles against a search that shares nothing with them, chance, threads, edges.

use troth_dyads::{Estimate, Fit, FitOptions, IntervalMethod, Observation, Outcome, Uncertainty, fit};

use crate::dense::deviance;
use crate::made::{Make, raters_alike};

const RISE: f64 = 3.841_458_820_694_124;

fn full(rows: &[Observation], replicates: usize, seed: u64) -> Fit {
    let options = FitOptions { replicates, seed, ..FitOptions::with(IntervalMethod::Full) };
    match fit(rows, &options) {
        Outcome::Fitted(fit) => *fit,
        other => panic!("not fitted: {:?}", other.reason()),
    }
}

fn ends(e: &Estimate) -> (f64, f64) {
    match e.uncertainty {
        Uncertainty::Interval { low, high } => (low, high),
        Uncertainty::NotQuantified { .. } => panic!("no interval"),
    }
}

/// Components as seven plain numbers: variances of a, b, g, u, e, then both correlations.
fn plain(fit: &Fit) -> [f64; 7] {
    let (v, r) = (&fit.variance, &fit.reciprocity);
    let of = |e: &Option<Estimate>| e.as_ref().map_or(0.0, |e| e.estimate);
    [
        v.rater.estimate,
        v.target.estimate,
        v.relationship.estimate,
        of(&v.respondent),
        of(&v.residual),
        of(&r.generalised),
        of(&r.dyadic),
    ]
}

fn put(fit: &Fit, x: &[f64; 7]) -> Fit {
    let mut fit = fit.clone();
    fit.variance.rater.estimate = x[0];
    fit.variance.target.estimate = x[1];
    fit.variance.relationship.estimate = x[2];
    if let Some(u) = &mut fit.variance.respondent {
        u.estimate = x[3];
    }
    if let Some(e) = &mut fit.variance.residual {
        e.estimate = x[4];
    }
    fit.covariance.rater_target.estimate = x[5] * (x[0] * x[1]).sqrt();
    fit.covariance.relationship.estimate = x[6] * x[2];
    fit
}

/// Lowest deviance with number `held` at `value`, by steps along one coordinate at a time.
fn lowest(rows: &[Observation], fit: &Fit, held: usize, value: f64) -> f64 {
    let mut x = plain(fit);
    x[held] = value;
    let at = |x: &[f64; 7]| deviance(rows, &put(fit, x));
    let mut best = at(&x);
    let mut step = 0.25;
    while step > 0.001 {
        let before = best;
        for k in (0..7).filter(|k| *k != held) {
            for sign in [-1.0, 1.0] {
                let mut moved = x;
                moved[k] = if k < 5 {
                    (x[k].max(1e-3) * f64::exp(2.0 * sign * step)).min(20.0)
                } else {
                    (x[k] + sign * step).clamp(-0.99, 0.99)
                };
                let there = at(&moved);
                if there < best {
                    (best, x) = (there, moved);
                }
            }
        }
        if before - best < 1e-4 {
            step /= 2.0;
        }
    }
    best
}

#[test]
fn at_the_ends_of_a_profile_the_deviance_has_risen_by_3_84() {
    let make = Make { organisations: 5, staff: 2, representative: false, missing: 0.1, residual: 0.5 };
    let rows = make.ratings("g", 21);
    let fit = full(&rows, 20, 1);
    let figures = [
        (0, &fit.variance.rater),
        (2, &fit.variance.relationship),
        (4, fit.variance.residual.as_ref().unwrap()),
        (6, fit.reciprocity.dyadic.as_ref().unwrap()),
    ];
    for (held, figure) in figures {
        let (low, high) = ends(figure);
        assert!(low < figure.estimate && figure.estimate < high, "{held}: {low} to {high}");
        for end in [low, high] {
            let limit = end == 0.0 || end.abs() > 0.999 && held >= 5;
            let value = if limit && held >= 5 { end.signum() * 0.999 } else { end.max(1e-9).copysign(end) };
            let rise = lowest(&rows, &fit, held, value) - fit.deviance;
            if limit {
                assert!(rise < RISE + 0.05, "{held} at {end}: {rise}");
            } else {
                assert!((rise - RISE).abs() < 0.04, "{held} at {end}: {rise}");
            }
        }
    }
}

#[test]
fn the_number_of_threads_changes_no_bit_and_the_seed_does() {
    let make = Make { organisations: 6, staff: 2, representative: true, missing: 0.2, residual: 0.5 };
    let rows = make.ratings("g", 3);
    let with = |threads: usize, seed: u64| {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
        pool.install(|| serde_json::to_string(&full(&rows, 40, seed)).unwrap())
    };
    assert_eq!(with(1, 5), with(3, 5));
    assert_ne!(with(1, 5), with(1, 6));
}

#[test]
fn full_intervals_of_small_networks_are_wider_than_fast_ones_and_hold_the_estimate() {
    let make = Make { organisations: 8, staff: 3, representative: false, missing: 0.3, residual: 0.6 };
    let rows = make.ratings("g", 9);
    let (fast, full) = (crate::made::fitted(&rows), full(&rows, 100, 1));
    assert_eq!(fast.deviance, full.deviance);
    let width = |e: &Estimate| ends(e).1 - ends(e).0;
    let bootstrap = full.bootstrap.as_ref().unwrap();
    assert!(bootstrap.multipliers.iter().all(|q| (1.96..4.0).contains(q)), "{bootstrap:?}");
    let total = |fit: &Fit| fit.by_pair.iter().map(|p| width(&p.gap)).sum::<f64>();
    assert!(total(&full) > total(&fast));
    for (x, y) in fast.by_organisation.iter().zip(&full.by_organisation) {
        let (x, y) = (x.as_target.as_ref().unwrap(), y.as_target.as_ref().unwrap());
        assert_eq!((x.estimate, x.se), (y.estimate, y.se));
        let (low, high) = ends(y);
        assert!(low <= y.estimate && y.estimate <= high);
    }
}

#[test]
fn a_variance_at_0_still_gives_intervals_and_an_upper_end() {
    let make = Make { organisations: 6, staff: 0, representative: true, missing: 0.0, residual: 0.4 };
    let rows = raters_alike(&make.ratings("g", 4), 6);
    let fit = full(&rows, 60, 1);
    let rater = &fit.variance.rater;
    assert_eq!((rater.estimate, ends(rater).0), (0.0, 0.0));
    assert!(ends(rater).1 > 0.0);
    assert!((fit.boundary[0].upper.unwrap() / ends(rater).1 - 1.0).abs() < 1e-12);
    assert!(fit.reciprocity.generalised.is_none());
    for o in &fit.by_organisation {
        let (low, high) = ends(o.as_rater.as_ref().unwrap());
        assert!(low < 0.0 && 0.0 < high, "an interval of no width would claim certainty");
    }
}
