//! Effects from the means of directions alone.

use troth_dyads::{AnswerKind, Fit, FitOptions, Observation, Outcome, fit};

/// Six organisations of four people each; `answers` says whether a person answers about a target.
fn observations(answers: impl Fn(usize, usize, usize) -> bool) -> Vec<Observation> {
    let mut all = Vec::new();
    for i in 0..6 {
        for j in (0..6).filter(|j| *j != i) {
            for p in (0..4).filter(|p| answers(i, j, *p)) {
                all.push(Observation {
                    group: String::new(),
                    rater: format!("o{i}"),
                    target: format!("o{j}"),
                    respondent: Some(format!("o{i}-{p}")),
                    kind: AnswerKind::Staff,
                    value: ((i * 7 + j * 5 + i * j * (p + 1) + p * p * i) % 11) as f64 / 10.0
                        + p as f64 / 3.0,
                });
            }
        }
    }
    all
}

fn fitted(observations: &[Observation], by_means: bool) -> Fit {
    match fit(observations, &FitOptions { by_means, ..FitOptions::default() }) {
        Outcome::Fitted(fit) => *fit,
        other => panic!("{other:?}"),
    }
}

fn apart(one: &Fit, other: &Fit) -> f64 {
    let both = one.by_direction.iter().zip(&other.by_direction);
    both.map(|(x, y)| (x.theta.estimate - y.theta.estimate).abs()).fold(0.0, f64::max)
}

#[test]
fn where_everybody_answers_about_the_same_partners_nothing_changes() {
    let all = observations(|_, _, _| true);
    let (rows, means) = (fitted(&all, false), fitted(&all, true));
    assert!(rows.variance.respondent.is_some() && apart(&rows, &means) < 1e-9);
}

#[test]
fn elsewhere_components_stay_and_effects_are_known_no_better() {
    let some = observations(|i, j, p| (i + 2 * j + p) % 4 != 0 || p == 0);
    let (rows, means) = (fitted(&some, false), fitted(&some, true));
    assert_eq!(rows.variance.respondent, means.variance.respondent);
    assert!((rows.deviance - means.deviance).abs() < 1e-12);
    assert!(apart(&rows, &means) > 1e-6, "weights differed before");
    for (x, y) in rows.by_direction.iter().zip(&means.by_direction) {
        assert!(y.theta.se.unwrap() >= x.theta.se.unwrap() - 1e-9, "less is known of {} to {}", x.from, x.to);
    }
}
