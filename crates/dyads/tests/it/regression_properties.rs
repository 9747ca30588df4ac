//! What must hold for any measures.

use proptest::prelude::*;
use troth_dyads::regression::{Cell, Input, Measure, Options, Origin, Permutations, Regression, regress};

use crate::regression_made::{cell, example, found};

fn mapped(measure: &Measure, change: impl Fn(&Cell) -> Cell) -> Measure {
    Measure::new(measure.name(), measure.origin(), measure.cells().iter().map(change).collect())
}

fn near(left: f64, right: f64) -> bool {
    (left - right).abs() <= 1e-8 * left.abs().max(right.abs()).max(1e-3)
}

fn counts(result: &Regression) -> Vec<u64> {
    result.coefficients.iter().map(|c| c.p.as_extreme).collect()
}

/// Anything that could come out of a file, mostly nonsense.
fn junk() -> impl Strategy<Value = Vec<Vec<Cell>>> {
    let value = prop_oneof![
        Just(None),
        Just(Some(0.0)),
        Just(Some(-0.0)),
        Just(Some(1e-300)),
        Just(Some(-1e99)),
        Just(Some(f64::NAN)),
        any::<f64>().prop_map(Some),
        (0_i32..3).prop_map(|v| Some(f64::from(v))),
    ];
    let calm = prop_oneof![
        3 => (0_i32..3).prop_map(|v| Some(f64::from(v))),
        2 => (-1e3..1e3).prop_map(Some),
        1 => Just(None)
    ];
    let wild = (0..2_u8, 0..6_u8, 0..6_u8, value)
        .prop_map(|(g, i, j, v)| cell(&format!("g{g}"), &format!("o{i}"), &format!("o{j}"), v));
    // Each direction once, with gaps, so that the permutations themselves are reached.
    let grid = (4_usize..6, proptest::collection::vec(calm, 30)).prop_map(|(n, values)| {
        let places = (0..n).flat_map(|i| (0..n).map(move |j| (i, j))).filter(|(i, j)| i != j);
        let cells = places.zip(values);
        cells.map(|((i, j), v)| cell("g0", &format!("o{i}"), &format!("o{j}"), v)).collect()
    });
    prop_oneof![
        proptest::collection::vec(proptest::collection::vec(wild, 0..40), 1..4),
        proptest::collection::vec(grid, 1..4),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn nothing_makes_it_panic(measures in junk(), permutations in 0_u64..200) {
        let named = measures.into_iter().enumerate();
        let all: Vec<Measure> = named.map(|(k, cells)| Measure::new(k.to_string(), Origin::Ratings, cells)).collect();
        let input = Input { organisations: &[], outcome: &all[0], covariates: &all[1..] };
        match regress(&input, &Options { permutations: Permutations::AtMost(permutations), seed: 1 }) {
            Ok(result) => {
                prop_assert!(serde_json::to_string(&result).is_ok());
                prop_assert!((0.0..=1.0).contains(&result.r_squared));
                for c in &result.coefficients {
                    prop_assert!(c.estimate.is_finite() && c.standardised.is_finite() && c.t.is_finite());
                    prop_assert!(c.p.value > 0.0 && c.p.value <= c.p.cautious && c.p.cautious <= 1.0);
                    prop_assert!(c.p.unusable <= c.p.as_extreme && c.p.as_extreme <= c.p.permutations);
                    prop_assert!(c.sentence().ends_with('.'));
                }
            }
            Err(refusal) => prop_assert!(refusal.to_string().ends_with('.')),
        }
    }

    #[test]
    fn the_order_of_rows_changes_no_bit(seed in any::<u64>(), turn in 0_usize..60) {
        let (outcome, covariates) = example(&[7, 5], 0.1, seed);
        let turned = |m: &Measure| {
            let mut cells = m.cells().to_vec();
            cells.reverse();
            cells.rotate_left(turn);
            Measure::new(m.name(), m.origin(), cells)
        };
        let others: Vec<Measure> = covariates.iter().map(turned).collect();
        let one = found(&outcome, &covariates, Permutations::AtMost(100));
        prop_assert_eq!(one, found(&turned(&outcome), &others, Permutations::AtMost(100)));
    }

    #[test]
    fn names_do_not_matter(seed in any::<u64>()) {
        let (outcome, covariates) = example(&[5, 4], 0.05, seed);
        let other = |id: &str| format!("{}", 9 - id[3..].parse::<u8>().unwrap());
        let renamed = |m: &Measure| mapped(m, |c| {
            cell(&format!("x{}", other(&format!("---{}", &c.direction.group[1..]))), &other(&c.direction.from), &other(&c.direction.to), c.value)
        });
        let others: Vec<Measure> = covariates.iter().map(renamed).collect();
        let one = found(&outcome, &covariates, Permutations::All);
        let two = found(&renamed(&outcome), &others, Permutations::All);
        prop_assert_eq!(counts(&one), counts(&two));
        for (a, b) in one.coefficients.iter().zip(&two.coefficients) {
            prop_assert!(near(a.estimate, b.estimate) && near(a.t, b.t));
            prop_assert_eq!(a.sentence(), b.sentence());
        }
    }

    #[test]
    fn shift_and_scale_only_change_the_units(seed in any::<u64>(), shift in -50.0..50.0, scale in 0.01..100.0) {
        let (outcome, covariates) = example(&[8], 0.1, seed);
        let moved = |m: &Measure| mapped(m, |c| Cell { value: c.value.map(|v| shift + scale * v), ..c.clone() });
        let turned = |m: &Measure| mapped(m, |c| Cell { value: c.value.map(|v| -v), ..c.clone() });
        let others = [moved(&covariates[0]), covariates[1].clone(), turned(&covariates[2])];
        let one = found(&outcome, &covariates, Permutations::AtMost(150));
        let two = found(&moved(&outcome), &others, Permutations::AtMost(150));
        prop_assert_eq!(counts(&one), counts(&two));
        prop_assert!(near(one.r_squared, two.r_squared));
        let by = [1.0, scale, -scale];
        for ((a, b), by) in one.coefficients.iter().zip(&two.coefficients).zip(by) {
            prop_assert!(near(a.estimate * by, b.estimate));
            prop_assert!(near(a.t * by.signum(), b.t));
            prop_assert!(near(a.standardised * by.signum(), b.standardised));
        }
    }

    #[test]
    fn the_order_of_covariates_does_not_matter(seed in any::<u64>()) {
        let (outcome, covariates) = example(&[6, 4], 0.1, seed);
        let turned: Vec<Measure> = covariates.iter().rev().cloned().collect();
        let one = found(&outcome, &covariates, Permutations::AtMost(150));
        let two = found(&outcome, &turned, Permutations::AtMost(150));
        for (a, b) in one.coefficients.iter().zip(two.coefficients.iter().rev()) {
            prop_assert_eq!(&a.name, &b.name);
            prop_assert!(near(a.estimate, b.estimate) && near(a.t, b.t));
            prop_assert_eq!(a.p.as_extreme, b.p.as_extreme);
        }
    }
}
