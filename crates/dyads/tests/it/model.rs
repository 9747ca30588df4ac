//! What the model says in plain situations.

use troth_dyads::{FitOptions, IntervalMethod, Observation, Quantity, Uncertainty, fit};

use crate::made::{Make, fitted, raters_alike, rating};

fn reason(u: &Uncertainty) -> &str {
    match u {
        Uncertainty::NotQuantified { reason } => reason,
        Uncertainty::Interval { .. } => "an interval",
    }
}

const SINGLE: Make = Make { organisations: 8, staff: 0, representative: true, missing: 0.2, residual: 0.3 };
const SEVERAL: Make = Make { organisations: 10, staff: 3, representative: true, missing: 0.2, residual: 0.6 };

#[test]
fn a_single_answer_is_reported_as_it_is_and_without_an_interval() {
    let fit = fitted(&SINGLE.ratings("g", 1));
    assert!(
        fit.variance.residual.is_none() && fit.variance.respondent.is_none() && fit.staff_shift.is_none()
    );
    for d in &fit.by_direction {
        assert!((d.theta.estimate - d.observed_mean).abs() < 1e-9);
        assert!(reason(&d.theta.uncertainty).starts_with("one answer per direction"));
    }
    assert!(
        fit.by_pair
            .iter()
            .all(|p| p.covariance.is_none() && reason(&p.gap.uncertainty).starts_with("one answer"))
    );
    assert!(fit.by_organisation.iter().all(|o| o.as_rater.as_ref().is_some_and(|e| e.se.is_some())));
    assert!(fit.warnings.iter().any(|w| w.starts_with("No direction has two answers")));
}

#[test]
fn components_say_what_they_would_need() {
    let fit = fitted(&SEVERAL.ratings("g", 2));
    let components =
        [&fit.variance.rater, &fit.covariance.relationship, fit.reciprocity.dyadic.as_ref().unwrap()];
    for e in components {
        assert_eq!(reason(&e.uncertainty), "needs --intervals full");
    }
}

#[test]
fn without_intervals_nothing_has_one() {
    let rows = SEVERAL.ratings("g", 3);
    let outcome = fit(&rows, &FitOptions::with(IntervalMethod::None));
    let text = serde_json::to_string(outcome.fitted().unwrap()).unwrap();
    assert!(!text.contains("\"low\"") && text.contains("no intervals were asked for"));
}

#[test]
fn several_answers_draw_less_toward_the_mean_than_one() {
    let mut rows = SEVERAL.ratings("g", 4);
    rows.retain(|o| {
        (o.rater != "org00" || o.target != "org01") && (o.rater != "org02" || o.target != "org03")
    });
    rows.push(rating("g", 0, 1, Some(1), 9.0));
    for r in 1..=3 {
        rows.push(rating("g", 2, 3, Some(r), 9.0));
    }
    let fit = fitted(&rows);
    let find = |from: &str, to: &str| fit.by_direction.iter().find(|d| d.from == from && d.to == to).unwrap();
    let (one, three) = (find("org00", "org01"), find("org02", "org03"));
    assert_eq!((one.n, three.n), (1, 3));
    assert!(one.theta.estimate < three.theta.estimate && three.theta.estimate < 9.0);
    assert!(one.theta.se.unwrap() > three.theta.se.unwrap());
}

#[test]
fn staff_shift_is_taken_out_of_directions() {
    let rows: Vec<_> = (0..4).flat_map(|k| SEVERAL.ratings(&format!("g{k}"), 50 + k)).collect();
    let shift = fitted(&rows).staff_shift.unwrap();
    let Uncertainty::Interval { low, high } = shift.uncertainty else { panic!("no interval") };
    assert!(low < 0.3 && 0.3 < high, "{low} to {high}");
    let higher: Vec<_> = rows
        .iter()
        .map(|o| Observation { value: o.value + if o.respondent.is_some() { 1.0 } else { 0.0 }, ..o.clone() })
        .collect();
    let (one, two) = (fitted(&rows), fitted(&higher));
    assert!((two.staff_shift.unwrap().estimate - shift.estimate - 1.0).abs() < 1e-5);
    for (x, y) in one.by_pair.iter().zip(&two.by_pair) {
        assert!((x.gap.estimate - y.gap.estimate).abs() < 1e-5);
    }
}

#[test]
fn what_is_unrated_is_listed_and_never_filled_in() {
    let mut rows = SEVERAL.ratings("g", 5);
    rows.retain(|o| o.rater != "org07" && (o.rater != "org01" || o.target != "org02"));
    let fit = fitted(&rows);
    assert_eq!(fit.unrated.len(), 10);
    assert!(fit.by_direction.iter().all(|d| d.from != "org07" && (d.from != "org01" || d.to != "org02")));
    assert!(
        fit.by_pair.iter().all(|p| p.b != "org07" && p.a != "org07" && (p.a != "org01" || p.b != "org02"))
    );
    let silent = fit.by_organisation.iter().find(|o| o.id == "org07").unwrap();
    assert!(silent.as_rater.is_none() && silent.as_target.is_some());
    assert_eq!((silent.rated, silent.rated_by), (0, 9));
    assert_eq!(fit.raw.graph.possible_directions, 90);
    assert_eq!((fit.directions, fit.pairs_both_sides), (80, 35));
}

#[test]
fn a_variance_at_nought_is_not_called_certain() {
    let rows = raters_alike(&Make { organisations: 7, missing: 0.0, ..SINGLE }.ratings("g", 9), 7);
    let fit = fitted(&rows);
    let edge = fit.boundary.iter().find(|b| b.quantity == Quantity::Rater).unwrap();
    assert!(edge.upper.unwrap() > 0.0);
    assert!(edge.sentence.contains("is not distinguishable from 0; it is at most"), "{}", edge.sentence);
    assert!(fit.reciprocity.generalised.is_none());
    let effect = fit.by_organisation[0].as_rater.as_ref().unwrap();
    assert!(reason(&effect.uncertainty).contains("estimated at 0"));
}

#[test]
fn small_groups_are_pooled_with_a_warning() {
    let mut rows = SEVERAL.ratings("large", 6);
    rows.extend(Make { organisations: 3, ..SEVERAL }.ratings("small", 7));
    let fit = fitted(&rows);
    assert_eq!(fit.means.len(), 2);
    assert!(fit.warnings.iter().any(|w| w.starts_with("1 groups have fewer than 4 organisations")));
    assert!(!fit.fragile);
}

#[test]
fn five_organisations_are_fragile() {
    let fit = fitted(&Make { organisations: 5, ..SEVERAL }.ratings("g", 8));
    assert!(fit.fragile && fit.warnings.iter().any(|w| w.contains("fragile")));
}

#[test]
fn the_result_is_plain_data() {
    let outcome = fit(&SEVERAL.ratings("g", 9), &FitOptions::default());
    let json = serde_json::to_value(&outcome).unwrap();
    assert_eq!(json["status"], "fitted");
    assert_eq!(json["method"], "reml");
    assert_eq!(json["by_direction"][0]["theta"]["uncertainty"]["kind"], "interval");
}
