//! Change between waves.

use troth_dyads::{FitOptions, Observation, Outcome, change, fit};

use crate::made::{Make, fitted};

fn wave(seed: u64) -> Vec<Observation> {
    Make { organisations: 7, staff: 3, representative: true, missing: 0.2, residual: 0.5 }.ratings("g", seed)
}

#[test]
fn everybody_three_points_higher_is_a_change_of_three_and_nothing_to_tell_apart() {
    let earlier = wave(1);
    let later: Vec<_> = earlier.iter().map(|o| Observation { value: o.value + 3.0, ..o.clone() }).collect();
    let change = change(&earlier, &later, &FitOptions::default());
    assert_eq!((change.matched, change.only_earlier, change.only_later), (earlier.len(), 0, 0));
    // Differences of rounding size must not be mistaken for a spread.
    assert!(change.outcome.fitted().is_none(), "{:?}", change.outcome.reason());
    assert!(change.outcome.raw().by_direction.iter().all(|d| (d.observed_mean - 3.0).abs() < 1e-9));
}

#[test]
fn change_is_the_fit_of_the_differences_of_those_who_answered_twice() {
    let (one, two) = (wave(1), wave(2));
    let (mut earlier, mut later, mut both) = (one.clone(), Vec::new(), Vec::new());
    for (k, o) in one.iter().enumerate() {
        let value = o.value + two[k % two.len()].value;
        if k % 9 == 0 {
            continue;
        }
        later.push(Observation { value, ..o.clone() });
        if k % 7 == 0 {
            earlier.retain(|e| e != o);
        } else {
            both.push(Observation { value: value - o.value, ..o.clone() });
        }
    }
    let change = change(&earlier, &later, &FitOptions::default());
    assert_eq!(change.matched, both.len());
    assert_eq!(
        (change.only_earlier, change.only_later),
        (earlier.len() - both.len(), later.len() - both.len())
    );
    let expected = fitted(&both);
    let found = change.outcome.fitted().unwrap();
    assert_eq!(found.ratings, expected.ratings);
    assert!((found.deviance - expected.deviance).abs() < 1e-9);
    for (x, y) in found.by_pair.iter().zip(&expected.by_pair) {
        assert!((x.gap.estimate - y.gap.estimate).abs() < 1e-9);
    }
}

#[test]
fn a_wave_that_contradicts_itself_is_refused_as_such() {
    let earlier = wave(1);
    let mut later = wave(1);
    later.push(Observation { value: later[0].value + 1.0, ..later[0].clone() });
    let change = change(&earlier, &later, &FitOptions::default());
    assert!(matches!(change.outcome, Outcome::Refused { .. }));
    assert_eq!(change.outcome.reason(), fit(&later, &FitOptions::default()).reason());
}

#[test]
fn waves_of_nobody_in_common_have_no_change() {
    let earlier = wave(1);
    let later: Vec<_> = earlier
        .iter()
        .map(|o| Observation { respondent: Some(format!("{:?}x", o.respondent)), ..o.clone() })
        .collect();
    let change = change(&earlier, &later, &FitOptions::default());
    assert_eq!(change.matched, 0);
    assert!(change.outcome.reason().unwrap().contains("no ratings"));
}
