//! Every figure against dense algebra: the whole covariance matrix of all answers, inverted.

use nalgebra::{DMatrix, DVector};
use troth_dyads::{AnswerKind, Estimate, Fit, Observation};

use crate::made::{Make, fitted};

struct Dense<'a> {
    rows: &'a [Observation],
    fit: &'a Fit,
    groups: Vec<&'a str>,
    x: DMatrix<f64>,
    vi: DMatrix<f64>,
    beta: DVector<f64>,
    of_beta: DMatrix<f64>,
    residual: DVector<f64>,
    deviance: f64,
}

fn of(e: &Estimate) -> f64 {
    e.estimate
}

/// Covariance of a + b + g between two directions.
fn cov_theta(fit: &Fit, x: (&str, &str, &str), y: (&str, &str, &str)) -> f64 {
    if x.0 != y.0 {
        return 0.0;
    }
    let same = |p: &str, q: &str| f64::from(u8::from(p == q));
    let ab = of(&fit.covariance.rater_target);
    of(&fit.variance.rater) * same(x.1, y.1)
        + of(&fit.variance.target) * same(x.2, y.2)
        + ab * (same(x.1, y.2) + same(x.2, y.1))
        + of(&fit.variance.relationship) * same(x.1, y.1) * same(x.2, y.2)
        + of(&fit.covariance.relationship) * same(x.1, y.2) * same(x.2, y.1)
}

fn key(o: &Observation) -> (&str, &str, &str) {
    (&o.group, &o.rater, &o.target)
}

impl<'a> Dense<'a> {
    fn new(rows: &'a [Observation], fit: &'a Fit) -> Self {
        let n = rows.len();
        let u = fit.variance.respondent.as_ref().map_or(0.0, of);
        let e = fit.variance.residual.as_ref().map_or(0.0, of);
        let v = DMatrix::from_fn(n, n, |i, j| {
            let (x, y) = (&rows[i], &rows[j]);
            let person =
                x.group == y.group && x.rater == y.rater && x.respondent == y.respondent && x.kind == y.kind;
            cov_theta(fit, key(x), key(y)) + if person { u } else { 0.0 } + if i == j { e } else { 0.0 }
        });
        let mut groups: Vec<&str> = rows.iter().map(|o| o.group.as_str()).collect();
        groups.sort_unstable();
        groups.dedup();
        let staff = |o: &Observation| f64::from(u8::from(o.kind == AnswerKind::Staff));
        let share = rows.iter().map(staff).sum::<f64>() / n as f64;
        let p = groups.len() + usize::from(fit.staff_shift.is_some());
        let x = DMatrix::from_fn(n, p, |i, k| {
            if k < groups.len() {
                f64::from(u8::from(groups[k] == rows[i].group))
            } else {
                staff(&rows[i]) - share
            }
        });
        let y = DVector::from_iterator(n, rows.iter().map(|o| o.value));
        let chol = v.cholesky().unwrap();
        let log_v = 2.0 * chol.l().diagonal().map(f64::ln).sum();
        let vi = chol.inverse();
        let xx = x.transpose() * &vi * &x;
        let of_beta = xx.clone().try_inverse().unwrap();
        let beta = &of_beta * x.transpose() * &vi * &y;
        let residual = &y - &x * &beta;
        let rss = (residual.transpose() * &vi * &residual)[(0, 0)];
        let deviance = log_v + xx.determinant().ln() + rss + (n - p) as f64 * std::f64::consts::TAU.ln();
        Self { rows, fit, groups, x, vi, beta, of_beta, residual, deviance }
    }

    /// Best linear unbiased predictions and error covariance of w′(μ, …) + random parts with covariance `c` to the
    /// answers and `k` among themselves.
    fn predict(&self, w: &DMatrix<f64>, c: &DMatrix<f64>, k: &DMatrix<f64>) -> (DVector<f64>, DMatrix<f64>) {
        let gain = c * &self.vi;
        let value = w * &self.beta + &gain * &self.residual;
        let l = w - &gain * &self.x;
        (value, k - &gain * c.transpose() + &l * &self.of_beta * l.transpose())
    }

    fn thetas(&self, directions: &[(&str, &str, &str)]) -> (DVector<f64>, DMatrix<f64>) {
        let (m, n) = (directions.len(), self.rows.len());
        let w = DMatrix::from_fn(m, self.x.ncols(), |i, k| {
            f64::from(u8::from(self.groups.get(k).is_some_and(|g| *g == directions[i].0)))
        });
        let c = DMatrix::from_fn(m, n, |i, j| cov_theta(self.fit, directions[i], key(&self.rows[j])));
        let k = DMatrix::from_fn(m, m, |i, j| cov_theta(self.fit, directions[i], directions[j]));
        self.predict(&w, &c, &k)
    }

    fn effect(&self, group: &str, id: &str, as_rater: bool) -> (f64, f64) {
        let (v, ab) = (&self.fit.variance, of(&self.fit.covariance.rater_target));
        let own = if as_rater { of(&v.rater) } else { of(&v.target) };
        let (r, t) = if as_rater { (own, ab) } else { (ab, own) };
        let c = DMatrix::from_fn(1, self.rows.len(), |_, j| {
            let o = &self.rows[j];
            if o.group != group {
                0.0
            } else if o.rater == id {
                r
            } else if o.target == id {
                t
            } else {
                0.0
            }
        });
        let w = DMatrix::zeros(1, self.x.ncols());
        let (value, spread) = self.predict(&w, &c, &DMatrix::from_element(1, 1, own));
        (value[0], spread[(0, 0)])
    }
}

fn close(what: &str, left: f64, right: f64) {
    assert!((left - right).abs() < 1e-7 * (1.0 + right.abs()), "{what}: {left} against {right}");
}

fn compare(rows: &[Observation]) {
    let fit = fitted(rows);
    let dense = Dense::new(rows, &fit);
    close("deviance", fit.deviance, dense.deviance);
    for (k, mean) in fit.means.iter().enumerate() {
        close("mean", mean.mean.estimate, dense.beta[k]);
        close("its se", mean.mean.se.unwrap(), dense.of_beta[(k, k)].sqrt());
    }
    if let Some(shift) = &fit.staff_shift {
        let k = fit.means.len();
        close("staff shift", shift.estimate, dense.beta[k]);
        close("its se", shift.se.unwrap(), dense.of_beta[(k, k)].sqrt());
    }
    for o in &fit.by_organisation {
        for (estimate, as_rater) in [(&o.as_rater, true), (&o.as_target, false)] {
            let Some(estimate) = estimate else { continue };
            let (value, spread) = dense.effect(&o.group, &o.id, as_rater);
            close("effect", estimate.estimate, value);
            close("its variance", estimate.se.unwrap().powi(2), spread);
        }
    }
    for d in &fit.by_direction {
        let (value, spread) = dense.thetas(&[(&d.group, &d.from, &d.to)]);
        close("direction", d.theta.estimate, value[0]);
        if let Some(se) = d.theta.se {
            close("its variance", se * se, spread[(0, 0)]);
        }
    }
    for p in &fit.by_pair {
        let (value, spread) = dense.thetas(&[(&p.group, &p.a, &p.b), (&p.group, &p.b, &p.a)]);
        close("level", p.level.estimate, (value[0] + value[1]) / 2.0);
        close("gap", p.gap.estimate, value[0] - value[1]);
        if let Some(c) = p.covariance {
            close("var ab", c.var_ab, spread[(0, 0)]);
            close("var ba", c.var_ba, spread[(1, 1)]);
            close("cov", c.cov, spread[(0, 1)]);
            close("gap variance", p.gap.se.unwrap().powi(2), c.var_ab + c.var_ba - 2.0 * c.cov);
            close("level variance", p.level.se.unwrap().powi(2), (c.var_ab + c.var_ba + 2.0 * c.cov) / 4.0);
        } else {
            assert!(fit.variance.residual.is_none());
        }
    }
}

#[test]
fn one_answer_per_direction() {
    for (seed, missing) in [(1, 0.0), (2, 0.3), (3, 0.4)] {
        let make = Make { organisations: 7, staff: 0, representative: true, missing, residual: 0.3 };
        compare(&make.ratings("g", seed));
    }
}

#[test]
fn several_respondents() {
    for (seed, missing) in [(4, 0.0), (5, 0.2), (6, 0.5), (7, 0.35)] {
        let make = Make { organisations: 6, staff: 3, representative: false, missing, residual: 0.6 };
        compare(&make.ratings("g", seed));
    }
}

#[test]
fn staff_and_representatives_in_two_groups() {
    for seed in 8..12 {
        let make = Make { organisations: 5, staff: 2, representative: true, missing: 0.25, residual: 0.5 };
        let mut rows = make.ratings("east", seed);
        rows.extend(make.ratings("west", seed + 100));
        compare(&rows);
    }
}

#[test]
fn respondents_who_share_no_direction() {
    let make = Make { organisations: 8, staff: 2, representative: false, missing: 0.0, residual: 0.3 };
    let rows: Vec<_> = make
        .ratings("g", 12)
        .into_iter()
        .enumerate()
        .filter(|(k, o)| (k / 2) % 2 == usize::from(o.respondent.as_deref() == Some("r1")))
        .map(|(_, o)| o)
        .collect();
    let fit = fitted(&rows);
    assert!(fit.variance.respondent.is_some() && fit.variance.residual.is_none());
    compare(&rows);
}

/// REML deviance of the ratings at the components of `fit`, by dense algebra.
pub(crate) fn deviance(rows: &[Observation], fit: &Fit) -> f64 {
    Dense::new(rows, fit).deviance
}
