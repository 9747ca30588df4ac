//! What must hold for any ratings.

use proptest::prelude::*;
use troth_dyads::{AnswerKind, Fit, FitOptions, Observation, fit};

use crate::made::{Make, fitted};

/// Made-up networks with at least twice as many answers as the model has unknowns: with hardly more the likelihood may
/// have no maximum, and whether a search finds that out is chance of rounding.
fn ratings() -> impl Strategy<Value = Vec<Observation>> {
    (4_usize..8, 0_usize..3, any::<bool>(), 0.0..0.4, any::<u64>())
        .prop_map(|(organisations, staff, representative, missing, seed)| {
            Make { organisations, staff, representative, missing, residual: 0.5 }.ratings("g", seed)
        })
        .prop_filter("too few answers", |rows| rows.len() >= 16)
}

/// Anything that could come out of a file, mostly nonsense.
fn junk() -> impl Strategy<Value = Vec<Observation>> {
    let value = prop_oneof![
        Just(0.0),
        Just(1.0),
        Just(-1e99),
        Just(1e-300),
        Just(f64::NAN),
        (0_i32..6).prop_map(f64::from),
        any::<f64>()
    ];
    let calm = prop_oneof![(0_i32..4).prop_map(f64::from), -1e9..1e9];
    let row = |value: BoxedStrategy<f64>| {
        (0..2_u8, 0..6_u8, 0..6_u8, proptest::option::of(0..3_u8), any::<bool>(), value).prop_map(
            |(group, rater, target, respondent, staff, value)| Observation {
                group: group.to_string(),
                rater: rater.to_string(),
                target: target.to_string(),
                respondent: respondent.map(|r| r.to_string()),
                kind: if staff { AnswerKind::Staff } else { AnswerKind::Representative },
                value,
            },
        )
    };
    prop_oneof![
        proptest::collection::vec(row(value.boxed()), 0..40),
        proptest::collection::vec(row(calm.boxed()), 0..60).prop_map(|rows| {
            // Without contradictions, so that the fit itself is reached.
            let mut seen = std::collections::BTreeSet::new();
            rows.into_iter()
                .filter(|o| {
                    seen.insert((o.group.clone(), o.rater.clone(), o.target.clone(), o.respondent.clone()))
                })
                .collect()
        }),
    ]
}

fn near(left: f64, right: f64, scale: f64) -> bool {
    (left - right).abs() <= 2e-4 * scale
}

fn gaps(fit: &Fit) -> Vec<(String, String, f64)> {
    fit.by_pair.iter().map(|p| (p.a.clone(), p.b.clone(), p.gap.estimate)).collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn nothing_makes_it_panic(rows in junk()) {
        let outcome = fit(&rows, &FitOptions::default());
        if let Some(fit) = outcome.fitted() {
            prop_assert!(fit.deviance.is_finite());
            prop_assert!(fit.by_direction.iter().all(|d| d.theta.estimate.is_finite()));
            prop_assert!(serde_json::to_string(&outcome).is_ok());
        } else {
            prop_assert!(outcome.reason().is_some_and(|r| r.ends_with('.')));
        }
    }

    #[test]
    fn the_order_of_rows_changes_no_bit(rows in ratings(), turn in 0_usize..100) {
        let mut turned = rows.clone();
        turned.reverse();
        let by = turn % turned.len().max(1);
        turned.rotate_left(by);
        prop_assert_eq!(fit(&rows, &FitOptions::default()), fit(&turned, &FitOptions::default()));
    }

    #[test]
    fn one_sided_stays_one_sided(rows in ratings(), gone in any::<u64>()) {
        // One side of every third pair falls silent.
        let silent = |o: &Observation| {
            let (a, b) = (o.rater.as_str().min(&o.target), o.rater.as_str().max(&o.target));
            let pair: u64 = a.bytes().chain(b.bytes()).map(u64::from).sum::<u64>() + gone % 7;
            pair.is_multiple_of(3) && (o.rater < o.target) == (gone % 2 == 0)
        };
        let rows: Vec<_> = rows.into_iter().filter(|o| !silent(o)).collect();
        let outcome = fit(&rows, &FitOptions::default());
        let rated: std::collections::BTreeSet<_> = rows.iter().map(|o| (o.rater.as_str(), o.target.as_str())).collect();
        let raw = outcome.raw();
        prop_assert_eq!(raw.by_direction.len(), rated.len());
        prop_assert!(raw.unrated.iter().all(|u| !rated.contains(&(u.from.as_str(), u.to.as_str()))));
        if let Some(fit) = outcome.fitted() {
            let of = |d: &troth_dyads::DirectionEstimate| rated.contains(&(d.from.as_str(), d.to.as_str()));
            prop_assert_eq!(fit.by_direction.len(), rated.len());
            prop_assert!(fit.by_direction.iter().all(of));
            let both = |p: &troth_dyads::PairEstimate| {
                rated.contains(&(p.a.as_str(), p.b.as_str())) && rated.contains(&(p.b.as_str(), p.a.as_str()))
            };
            prop_assert!(fit.by_pair.iter().all(both));
            prop_assert_eq!(&fit.unrated, &raw.unrated);
        }
    }

    #[test]
    fn names_do_not_matter(rows in ratings()) {
        let one = fit(&rows, &FitOptions::default());
        let rename = |id: &str| id.chars().rev().collect::<String>();
        let renamed: Vec<_> = rows
            .iter()
            .map(|o| Observation { rater: rename(&o.rater), target: rename(&o.target), ..o.clone() })
            .collect();
        let two = fit(&renamed, &FitOptions::default());
        let (Some(one), Some(two)) = (one.fitted(), two.fitted()) else {
            prop_assert_eq!(one.reason(), two.reason());
            return Ok(());
        };
        prop_assert!((one.deviance - two.deviance).abs() < 1e-6);
        for (a, b, gap) in gaps(one) {
            let same = gaps(two).into_iter().any(|(x, y, other)| {
                (x == rename(&a) && y == rename(&b) && near(gap, other, 1.0))
                    || (y == rename(&a) && x == rename(&b) && near(gap, -other, 1.0))
            });
            prop_assert!(same, "{a} {b} {gap}");
        }
    }

    #[test]
    fn scale_and_origin_pass_through(rows in ratings(), factor in 0.01..100.0, shift in -50.0..50.0) {
        let one = fit(&rows, &FitOptions::default());
        let moved: Vec<_> = rows.iter().map(|o| Observation { value: shift + factor * o.value, ..o.clone() }).collect();
        let two = fit(&moved, &FitOptions::default());
        let (Some(one), Some(two)) = (one.fitted(), two.fitted()) else {
            prop_assert_eq!(one.reason(), two.reason());
            return Ok(());
        };
        let free = (one.ratings - one.means.len() - usize::from(one.staff_shift.is_some())) as f64;
        prop_assert!((one.deviance + 2.0 * free * f64::ln(factor) - two.deviance).abs() < 1e-6);
        let total = one.variance.rater.estimate + one.variance.target.estimate + one.variance.relationship.estimate;
        let square = factor * factor;
        prop_assert!(near(one.variance.rater.estimate * square, two.variance.rater.estimate, square * total));
        for (x, y) in one.by_direction.iter().zip(&two.by_direction) {
            prop_assert!(near(shift + factor * x.theta.estimate, y.theta.estimate, factor));
        }
        for (x, y) in one.by_pair.iter().zip(&two.by_pair) {
            prop_assert!(near(factor * x.gap.estimate, y.gap.estimate, factor));
        }
    }
}

#[test]
fn a_fit_repeats_to_the_bit() {
    let rows = Make { organisations: 12, staff: 3, representative: true, missing: 0.3, residual: 0.5 }
        .ratings("g", 77);
    assert_eq!(
        serde_json::to_string(&fitted(&rows)).unwrap(),
        serde_json::to_string(&fitted(&rows)).unwrap()
    );
}
