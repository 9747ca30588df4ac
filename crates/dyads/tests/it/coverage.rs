//! How often the fast intervals hold the truth. Takes minutes, so it runs on request only; the figures it prints are
//! in docs/methods/two-sided-ratings.md.

use std::io::Write;

use rand::RngExt;
use troth_dyads::{Estimate, FitOptions, Observation, Uncertainty, fit};

use crate::made::{normal, rating, rng};

#[derive(Default)]
struct Share {
    held: usize,
    of: usize,
}

impl Share {
    fn count(&mut self, e: &Estimate, truth: f64) {
        let Uncertainty::Interval { low, high } = e.uncertainty else { return };
        self.of += 1;
        self.held += usize::from(low <= truth && truth <= high);
    }
    fn percent(&self) -> f64 {
        100.0 * self.held as f64 / self.of as f64
    }
}

/// Variances of the simulated respondents of samples/reference: rater .30, target .20 (covariance .06),
/// relationship .35 (correlation .40), respondent .20, residual .45; 15 % of answers missing.
fn simulate(n: usize, staff: usize, seed: u64) -> (Vec<Observation>, Vec<f64>, Vec<f64>, Vec<Vec<f64>>) {
    let mut rng = rng(seed);
    let a: Vec<f64> = (0..n).map(|_| 0.30_f64.sqrt() * normal(&mut rng)).collect();
    let b: Vec<f64> = a.iter().map(|a| 0.2 * a + (0.20 - 0.012_f64).sqrt() * normal(&mut rng)).collect();
    let mut g = vec![vec![0.0; n]; n];
    for (i, j) in (0..n).flat_map(|i| (0..i).map(move |j| (i, j))) {
        let (s, d) = ((0.35 * 0.7_f64).sqrt() * normal(&mut rng), (0.35 * 0.3_f64).sqrt() * normal(&mut rng));
        (g[i][j], g[j][i]) = (s + d, s - d);
    }
    let mut rows = Vec::new();
    for i in 0..n {
        for r in 1..=staff {
            let u = 0.20_f64.sqrt() * normal(&mut rng);
            for j in (0..n).filter(|j| *j != i) {
                if rng.random::<f64>() > 0.15 {
                    let value = 3.0 + a[i] + b[j] + g[i][j] + u + 0.45_f64.sqrt() * normal(&mut rng);
                    rows.push(rating("g", i, j, Some(r), value));
                }
            }
        }
    }
    (rows, a, b, g)
}

#[test]
#[ignore = "takes minutes; run with --ignored when intervals change"]
fn share_of_fast_intervals_that_hold_the_truth() {
    for (n, sets) in [(5, 400), (8, 400), (12, 300), (20, 200)] {
        let mut shares: [Share; 6] = Default::default();
        let mut edges = 0;
        for seed in 0..sets {
            let (rows, a, b, g) = simulate(n, 3, 1000 * n as u64 + seed);
            let outcome = fit(&rows, &FitOptions::default());
            let Some(fit) = outcome.fitted() else { continue };
            edges += usize::from(!fit.boundary.is_empty());
            let at = |id: &str| id.trim_start_matches("org").parse::<usize>().unwrap();
            let theta = |i: usize, j: usize| 3.0 + a[i] + b[j] + g[i][j];
            shares[0].count(&fit.means[0].mean, 3.0);
            for o in &fit.by_organisation {
                shares[1].count(o.as_rater.as_ref().unwrap(), a[at(&o.id)]);
                shares[2].count(o.as_target.as_ref().unwrap(), b[at(&o.id)]);
            }
            for d in &fit.by_direction {
                shares[3].count(&d.theta, theta(at(&d.from), at(&d.to)));
            }
            for p in &fit.by_pair {
                let (i, j) = (at(&p.a), at(&p.b));
                shares[4].count(&p.level, (theta(i, j) + theta(j, i)) / 2.0);
                shares[5].count(&p.gap, theta(i, j) - theta(j, i));
            }
        }
        let [mean, rater, target, direction, level, gap] = shares.map(|s| s.percent());
        let line = format!(
            "n={n}: mean {mean:.1}, rater {rater:.1}, target {target:.1}, direction {direction:.1}, level {level:.1}, gap {gap:.1}; {edges} of {sets} at a boundary\n"
        );
        std::io::stderr().write_all(line.as_bytes()).unwrap();
    }
}
