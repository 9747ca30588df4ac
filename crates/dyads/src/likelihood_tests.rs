//! Both ways to the likelihood against each other, and what more answers do to errors.

use nalgebra::{DMatrix, DVector};
use proptest::prelude::*;

use crate::clean::clean;
use crate::dense::Dense;
use crate::design::Design;
use crate::information::{COMPONENTS, Information, information};
use crate::likelihood::Likelihood;
use crate::observation::{AnswerKind, Observation};
use crate::parameters::Components;
use crate::predict::predictions;

fn ratings(n: usize, people: usize, keep: impl Fn(usize) -> bool) -> Vec<Observation> {
    let directions = (0..n).flat_map(|i| (0..n).filter(move |j| *j != i).map(move |j| (i, j)));
    directions
        .flat_map(|(i, j)| (0..people).map(move |k| (i, j, k)))
        .enumerate()
        .filter(|(at, _)| keep(*at))
        .map(|(at, (i, j, k))| Observation {
            group: "g".to_owned(),
            rater: i.to_string(),
            target: j.to_string(),
            respondent: Some(k.to_string()),
            kind: AnswerKind::Staff,
            value: ((at * 7919 + i * 31 + j * 17) % 23) as f64,
        })
        .collect()
}

fn components() -> impl Strategy<Value = Components> {
    (0.0..1.5, 0.0..1.5, -1.5..1.5, 0.05..1.0, -0.95..0.95, 0.1..1.0, 0.0..1.0).prop_map(
        |(sd_rater, sd_target, phi, relationship, dyadic, residual, sd_respondent): (
            f64,
            f64,
            f64,
            f64,
            f64,
            f64,
            f64,
        )| {
            Components {
                sd_rater,
                sd_target,
                sin: phi.sin(),
                cos: phi.cos(),
                relationship,
                relationship_cov: dyadic * relationship,
                residual,
                sd_respondent,
            }
        },
    )
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(32))]

    #[test]
    fn in_closed_form_and_with_matrices_it_is_the_same(c in components(), n in 4_usize..7, people in 2_usize..4) {
        let rows = ratings(n, people, |_| true);
        let cleaned = clean(&rows);
        let (design, answers) = Design::new(&cleaned.rows, Vec::new()).unwrap();
        let mut closed = Likelihood::new(&design, &answers);
        prop_assert!(matches!(closed, Likelihood::Balanced(_)));
        let mut dense = Likelihood::Dense(Dense::new(&design, &answers));
        let (x, y) = (closed.evaluate(&c).unwrap(), dense.evaluate(&c).unwrap());
        let near = |x: f64, y: f64| (x - y).abs() < 1e-7 * (1.0 + y.abs());
        prop_assert!(near(x.deviance, y.deviance), "{} {}", x.deviance, y.deviance);
        for (p, q) in [
            (x.slopes.relationship, y.slopes.relationship),
            (x.slopes.relationship_cov, y.slopes.relationship_cov),
            (x.slopes.residual, y.slopes.residual),
            (x.slopes.sd_respondent, y.slopes.sd_respondent),
        ].into_iter().chain(x.slopes.factor.into_iter().zip(y.slopes.factor)) {
            prop_assert!(near(p, q), "{p} {q}");
        }
        let (sx, sy) = (closed.solutions(&c).unwrap(), dense.solutions(&c).unwrap());
        let px = predictions(&design, &answers, &closed, &sx, &c, true).unwrap();
        let py = predictions(&design, &answers, &dense, &sy, &c, true).unwrap();
        for (p, q) in px[0].iter().zip(&py[0]) {
            for d in 0..2 {
                prop_assert!(near(p.theta[d], q.theta[d]));
                prop_assert!(near(p.covariance[d][0], q.covariance[d][0]));
            }
        }
    }

    #[test]
    fn more_respondents_never_widen_an_interval(c in components(), n in 4_usize..7, people in 2_usize..5) {
        let errors = |people: usize| {
            let rows = ratings(n, people, |_| true);
            let cleaned = clean(&rows);
            let (design, answers) = Design::new(&cleaned.rows, Vec::new()).unwrap();
            let mut likelihood = Likelihood::new(&design, &answers);
            let solutions = likelihood.solutions(&c).unwrap();
            let p = predictions(&design, &answers, &likelihood, &solutions, &c, true).unwrap();
            let [[v, k], [_, w]] = p[0][0].covariance;
            let of = |at: usize| solutions[0].covariance.at(at, at);
            [of(0), of(n), v, v + 2.0 * k + w, v - 2.0 * k + w, of(likelihood.mean_column(&design, &design.groups[0]))]
        };
        for (few, many) in errors(people).into_iter().zip(errors(people + 1)) {
            prop_assert!(many <= few + 1e-9, "{few} {many}");
        }
    }
}

/// Components without anything special.
fn plain() -> Components {
    Components {
        sd_rater: 0.6,
        sd_target: 0.5,
        sin: 0.3,
        cos: (1.0_f64 - 0.09).sqrt(),
        relationship: 0.4,
        relationship_cov: 0.1,
        residual: 0.5,
        sd_respondent: 0.4,
    }
}

#[test]
fn organisation_by_organisation_it_is_the_same_as_all_at_once() {
    // A ring of 120 organisations with three people each, who answer about their neighbours.
    let n = 120;
    let mut rows = Vec::new();
    for i in 0..n {
        for step in [1, 2, 5, n - 1, n - 2, n - 40] {
            for k in 0..3 {
                if (i * 7 + step + k) % 5 != 0 {
                    let value = ((i * 7919 + step * 31 + k * 17) % 23) as f64;
                    rows.push(Observation {
                        group: "g".to_owned(),
                        rater: format!("{i:03}"),
                        target: format!("{:03}", (i + step) % n),
                        respondent: Some(k.to_string()),
                        kind: AnswerKind::Staff,
                        value,
                    });
                }
            }
        }
    }
    let cleaned = clean(&rows);
    let (design, answers) = Design::new(&cleaned.rows, Vec::new()).unwrap();
    let c = plain();
    assert!(crate::sparse::Plan::new(&design.groups[0]).is_some());
    let (mut sparse, mut whole) =
        (Dense::with(&design, &answers, true), Dense::with(&design, &answers, false));
    let (x, y) = (sparse.evaluate(&c).unwrap(), whole.evaluate(&c).unwrap());
    let near = |x: f64, y: f64| (x - y).abs() < 1e-8 * (1.0 + y.abs());
    assert!(near(x.deviance, y.deviance), "{} {}", x.deviance, y.deviance);
    let all = |v: &crate::dense::Value| {
        let s = &v.slopes;
        [
            s.factor[0],
            s.factor[1],
            s.factor[2],
            s.factor[3],
            s.relationship,
            s.relationship_cov,
            s.residual,
            s.sd_respondent,
        ]
    };
    for (p, q) in all(&x).into_iter().zip(all(&y)) {
        assert!(near(p, q), "{p} {q}");
    }
    let (i, j) = (information(&sparse, &c), information(&whole, &c));
    assert!((i - j).amax() < 1e-8 * j.amax());
    let (sparse, whole) = (Likelihood::Dense(sparse), Likelihood::Dense(whole));
    let predicted = |mut likelihood: Likelihood<'_>| {
        let solutions = likelihood.solutions(&c).unwrap();
        predictions(&design, &answers, &likelihood, &solutions, &c, true).unwrap()
    };
    for (p, q) in predicted(sparse)[0].iter().zip(&predicted(whole)[0]) {
        assert!(near(p.theta[0], q.theta[0]) && near(p.covariance[0][0], q.covariance[0][0]));
        assert!(near(p.covariance[0][1], q.covariance[0][1]));
    }
}

/// V of all answers at given components, answer by answer.
fn dense_v(rows: &[Observation], v: &[f64; COMPONENTS]) -> DMatrix<f64> {
    let same = |x: bool| f64::from(u8::from(x));
    DMatrix::from_fn(rows.len(), rows.len(), |i, j| {
        let (p, q) = (&rows[i], &rows[j]);
        let (one, back) =
            (p.rater == q.rater && p.target == q.target, p.rater == q.target && p.target == q.rater);
        v[0] * same(p.rater == q.rater)
            + v[1] * (same(p.rater == q.target) + same(p.target == q.rater))
            + v[2] * same(p.target == q.target)
            + v[3] * same(one)
            + v[4] * same(back)
            + v[5] * same(i == j)
            + v[6] * same(p.rater == q.rater && p.respondent == q.respondent)
    })
}

#[test]
fn average_information_is_the_quadratic_form_it_is_defined_as() {
    let rows = ratings(5, 3, |at| at % 4 != 1);
    let cleaned = clean(&rows);
    let (design, answers) = Design::new(&cleaned.rows, Vec::new()).unwrap();
    let c = plain();
    let v = [0.36, 0.09, 0.25, 0.4, 0.1, 0.5, 0.16];
    let mut dense = Dense::new(&design, &answers);
    dense.evaluate(&c).unwrap();
    let found = information(&dense, &c);
    let inverse = dense_v(&rows, &v).try_inverse().unwrap();
    let x = DVector::from_element(rows.len(), 1.0);
    let p = &inverse - &inverse * &x * x.transpose() * &inverse / (x.transpose() * &inverse * &x)[(0, 0)];
    let y = DVector::from_iterator(rows.len(), rows.iter().map(|o| (o.value - design.centre) / design.scale));
    let working: Vec<DVector<f64>> = (0..COMPONENTS)
        .map(|k| {
            let mut unit = [0.0; COMPONENTS];
            unit[k] = 1.0;
            dense_v(&rows, &unit) * &p * &y
        })
        .collect();
    let expected = Information::from_fn(|r, s| (working[r].transpose() * &p * &working[s])[(0, 0)]);
    assert!((found - expected).amax() < 1e-8 * expected.amax(), "{found} {expected}");
}
