//! The summary of agreement among colleagues in two-sided ratings.

use troth_dyads::agreement::{RaterAgreement, Verdict, rater_agreement};
use troth_dyads::{AnswerKind, Observation, Uncertainty};

use crate::made::{Make, rating};

fn agreement(rows: &[Observation]) -> RaterAgreement {
    rater_agreement(rows, Some((1.0, 5.0)), None).unwrap()
}

/// Three directions with two or more staff answers, by hand.
fn small() -> Vec<Observation> {
    [
        (1, 2, 1, 4.0),
        (1, 2, 2, 5.0),
        (2, 1, 1, 2.0),
        (2, 1, 2, 2.0),
        (2, 1, 3, 5.0),
        (3, 1, 1, 1.0),
        (3, 1, 2, 5.0),
        (1, 3, 1, 3.0),
    ]
    .map(|(rater, target, person, value)| rating("g", rater, target, Some(person), value))
    .to_vec()
}

#[test]
fn figures_by_hand() {
    let found = agreement(&small());
    assert_eq!((found.directions, found.answers, found.people, found.single_answers), (3, 7, 7, 1));
    assert_eq!((found.points, found.k), (Some(5), Some(7.0 / 3.0)));
    // Variances 0.5, 3 and 8 against 2 and 1.34.
    let value = |told: &troth_dyads::agreement::Told| told.value.as_ref().unwrap().estimate;
    assert!((value(&found.rwg_mean) - 0.25).abs() < 1e-12);
    assert!(value(&found.rwg_median).abs() < 1e-12);
    assert!((value(&found.rwg_mean_slight_skew) - (1.0 - 0.5 / 1.34) / 3.0).abs() < 1e-12);
    // Deviations 0.5, 4/3 and 2.
    assert!((value(&found.average_deviation) - 23.0 / 18.0).abs() < 1e-12);
    assert!((found.average_deviation_cut.unwrap() - 5.0 / 6.0).abs() < 1e-12);
    // Within 0.5 + 6 + 8 on 4 degrees; between Σ n(mean − 24/7)², means 4.5, 3, 3.
    let (between, within) =
        ((2.0 * 1.071_428_571_4_f64.powi(2) + 5.0 * 0.428_571_428_6_f64.powi(2)) / 2.0, 14.5 / 4.0);
    let k = 7.0 / 3.0;
    assert!((value(&found.icc1) - (between - within) / (between + (k - 1.0) * within)).abs() < 1e-9);
    assert!((value(&found.icc2) - (1.0 - within / between)).abs() < 1e-9);
    assert_eq!(found.icc1.words.verdict, Verdict::CannotTell);
}

#[test]
fn only_staff_and_each_person_once() {
    let mut rows = small();
    rows.push(rating("g", 1, 2, None, 1.0));
    rows.push(rating("g", 1, 1, Some(1), 1.0));
    rows.push(rows[0].clone());
    rows.push(Observation { value: f64::NAN, ..rating("g", 4, 1, Some(1), 1.0) });
    assert_eq!(agreement(&rows), agreement(&small()));
    let representatives: Vec<_> =
        small().into_iter().map(|o| Observation { kind: AnswerKind::Representative, ..o }).collect();
    assert_eq!(rater_agreement(&representatives, Some((1.0, 5.0)), None), None);
    assert_eq!(rater_agreement(&[], None, None), None);
    // The same label under two groups is two directions of one answer each.
    let apart = [rating("g", 1, 2, Some(1), 4.0), rating("h", 1, 2, Some(2), 4.0)];
    assert_eq!(rater_agreement(&apart, None, None), None);
}

#[test]
fn without_scale_or_points_there_is_a_reason() {
    let none = rater_agreement(&small(), None, Some(5)).unwrap();
    assert!(none.rwg_mean.reason.as_ref().unwrap().contains("answer scale is not known"));
    assert!(none.average_deviation.value.is_some() && none.average_deviation_cut.is_none());
    assert!(none.icc1.value.is_some());
    let halves: Vec<_> = small().into_iter().map(|o| Observation { value: o.value / 2.0, ..o }).collect();
    let unknown = rater_agreement(&halves, Some((0.0, 5.0)), None).unwrap();
    assert!(unknown.rwg_mean.reason.as_ref().unwrap().contains("number of points"));
    let given = rater_agreement(&halves, Some((0.5, 2.5)), Some(5)).unwrap();
    let (ours, whole) = (given.rwg_mean.value.unwrap(), agreement(&small()).rwg_mean.value.unwrap());
    assert!((ours.estimate - whole.estimate).abs() < 1e-12, "half the scale, the same agreement");
    let four = rater_agreement(&small(), Some((1.0, 5.0)), Some(4)).unwrap();
    assert!(four.rwg_mean.value.is_some());
    assert!(four.rwg_mean_slight_skew.reason.unwrap().contains("only for 5 to 11"));
    let outside = rater_agreement(&small(), Some((1.0, 4.0)), None).unwrap();
    assert!(outside.rwg_mean.reason.unwrap().contains("outside the scale"));
    assert!(outside.average_deviation.value.is_some());
    assert!(rater_agreement(&small(), Some((5.0, 1.0)), None).unwrap().rwg_mean.value.is_none());
}

#[test]
fn what_hangs_on_one_organisation_has_no_interval() {
    // Without organisation 1 no direction is left.
    let found = agreement(&small());
    for told in [&found.rwg_mean, &found.average_deviation, &found.icc1, &found.icc2] {
        let value = told.value.as_ref().unwrap();
        assert!(matches!(value.uncertainty, Uncertainty::NotQuantified { .. }), "{told:?}");
        assert_eq!(told.words.verdict, Verdict::CannotTell);
        assert!(told.words.sentence.contains("how much hangs on a single one"), "{told:?}");
    }
    assert_eq!(found.rwg_median.words.verdict, Verdict::CannotTell);
}

#[test]
fn random_answers_of_pairs_are_never_called_agreement() {
    // Every pair of answers on five points, four times over.
    let rows: Vec<_> = (0..100_usize)
        .flat_map(|d| {
            let (a, b) = ((d % 5 + 1) as f64, (d / 5 % 5 + 1) as f64);
            [rating("g", d, d + 1, Some(1), a), rating("g", d, d + 1, Some(2), b)]
        })
        .collect();
    let found = agreement(&rows);
    assert!(found.rwg_median.value.as_ref().unwrap().estimate > 0.7, "as high as that");
    for told in [&found.rwg_mean, &found.rwg_median] {
        assert_eq!(told.words.verdict, Verdict::CannotTell, "{}", told.words.sentence);
    }
    assert_eq!(found.icc1.words.verdict, Verdict::CannotTell);
}

#[test]
fn made_up_ratings_with_relationships_are_told_apart() {
    let rows: Vec<_> =
        Make { organisations: 10, staff: 6, representative: true, missing: 0.2, residual: 0.3 }
            .ratings("g", 5)
            .into_iter()
            .map(|o| Observation { value: o.value.round().clamp(1.0, 5.0), ..o })
            .collect();
    let found = agreement(&rows);
    assert_eq!(found.directions, 90);
    let icc = found.icc1.value.as_ref().unwrap();
    assert!(matches!(icc.uncertainty, Uncertainty::Interval { low, high } if low > 0.25 && high < 0.9));
    assert_eq!(found.icc1.words.verdict, Verdict::Clear { band: "a large difference" });
    let text = serde_json::to_string(&found).unwrap();
    assert!(text.contains("\"rwg_mean\":{\"value\":{\"estimate\":0."), "{text}");
}
