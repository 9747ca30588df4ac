//! What is not fitted, and the sentence that says why.

use troth_dyads::{FitOptions, Observation, Outcome, Refusal, fit};

use crate::made::{Make, rating};

fn round_robin(n: usize, value: impl Fn(usize, usize) -> f64) -> Vec<Observation> {
    let mut rows = Vec::new();
    for i in 0..n {
        for j in (0..n).filter(|j| *j != i) {
            rows.push(rating("g", i, j, None, value(i, j)));
        }
    }
    rows
}

fn refusal(rows: &[Observation]) -> Refusal {
    match fit(rows, &FitOptions::default()) {
        Outcome::Refused { reason, .. } => reason,
        other => panic!("not refused: {:?}", other.reason()),
    }
}

#[test]
fn nothing_at_all() {
    assert_eq!(refusal(&[]), Refusal::NoRatings);
    assert_eq!(refusal(&[rating("g", 1, 1, None, 3.0)]), Refusal::NoRatings);
}

#[test]
fn a_symmetric_relation_is_no_rating() {
    let reason = refusal(&round_robin(6, |i, j| ((i * j) % 3) as f64));
    assert_eq!(reason, Refusal::SymmetricRelation { pairs: 15 });
    assert!(reason.to_string().contains("In all 15 pairs both sides have the same value"));
}

#[test]
fn rankings_add_up_to_the_same_for_everybody() {
    let rank = |i: usize, j: usize| ((j + 6 - i) % 6) as f64;
    assert_eq!(refusal(&round_robin(6, rank)), Refusal::ConstantRowSums);
}

#[test]
fn no_variation() {
    assert_eq!(refusal(&round_robin(5, |_, _| 4.0)), Refusal::AllEqual);
    let mut rows = round_robin(5, |_, _| 4.0);
    rows.extend(round_robin(5, |_, _| 2.0).into_iter().map(|o| Observation { group: "h".to_owned(), ..o }));
    assert_eq!(refusal(&rows), Refusal::AllEqual);
}

#[test]
fn one_sided_ratings() {
    let rows: Vec<_> =
        round_robin(6, |i, j| (i * 3 + j) as f64).into_iter().filter(|o| o.rater < o.target).collect();
    assert_eq!(refusal(&rows), Refusal::NoPairs);
}

#[test]
fn answers_that_contradict_each_other_are_named_and_left_out() {
    let mut rows = Make { organisations: 6, staff: 0, representative: true, missing: 0.0, residual: 0.2 }
        .ratings("g", 1);
    let clash = Observation { value: rows[0].value + 1.0, ..rows[0].clone() };
    rows.push(clash);
    let outcome = fit(&rows, &FitOptions::default());
    let Outcome::Refused { reason: Refusal::Contradictory { rows: named }, raw, .. } = &outcome else {
        panic!("not refused")
    };
    assert_eq!((named.len(), raw.ratings, raw.unrated.len()), (1, 29, 1));
    assert!(named[0].starts_with("org00 about org01 in group g: "), "{}", named[0]);
}

#[test]
fn a_repeated_row_counts_once() {
    let mut rows = Make { organisations: 6, staff: 0, representative: true, missing: 0.0, residual: 0.2 }
        .ratings("g", 2);
    rows.push(rows[3].clone());
    rows.push(rating("g", 4, 4, None, 1.0));
    let outcome = fit(&rows, &FitOptions::default());
    assert_eq!(outcome.raw().ratings, 30);
    assert!(outcome.fitted().is_some());
    assert!(outcome.warnings().iter().any(|w| w.contains("1 rows repeat an earlier row exactly")));
    assert!(outcome.warnings().iter().any(|w| w.contains("1 ratings of an organisation by itself")));
}

#[test]
fn values_that_are_no_numbers() {
    for value in [f64::NAN, f64::INFINITY, 1e300] {
        let mut rows = round_robin(5, |i, j| (i * 3 + j) as f64);
        rows[7].value = value;
        assert!(matches!(refusal(&rows), Refusal::NotFinite { count: 1, .. }));
    }
}

#[test]
fn three_organisations_are_shown_as_they_are() {
    let outcome = fit(&round_robin(3, |i, j| (i * 2 + j) as f64), &FitOptions::default());
    let Outcome::RawOnly { reason, raw, .. } = outcome else { panic!("not raw") };
    assert!(reason.contains("3 organisations"));
    assert_eq!((raw.by_direction.len(), raw.pairs_both_sides), (6, 3));
}

#[test]
fn few_ratings_for_many_unknowns() {
    let rows: Vec<_> = round_robin(4, |i, j| (i * 3 + j * j) as f64).into_iter().take(5).collect();
    assert!(matches!(refusal(&rows), Refusal::TooFewRatings { ratings: 5, unknowns: 6 }));
}

#[test]
fn answers_copied_within_an_organisation_leave_no_maximum() {
    let mut rows = Make { organisations: 6, staff: 0, representative: true, missing: 0.0, residual: 0.2 }
        .ratings("g", 3);
    let copies: Vec<_> =
        rows.iter().map(|o| Observation { respondent: Some("copy".to_owned()), ..o.clone() }).collect();
    rows.extend(copies);
    assert!(matches!(refusal(&rows), Refusal::NoMaximum { .. }));
}
