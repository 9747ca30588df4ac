//! What must hold for agreement and reliability of any answers.

use proptest::prelude::*;
use troth_dyads::agreement::{
    DelphiRule, GroupSize, Level, Measure, Missing, NullShape, QuantileType, RatingScale, Table,
    average_deviation, awg, cronbach_alpha, delphi_item, deviation_in_words, in_words, kendall_w,
    krippendorff_alpha, omega_total, one_way, one_way_reml, quantile, rater_agreement, rwg, rwg_j, two_way,
};
use troth_dyads::{AnswerKind, Estimate, Observation, Uncertainty};

const LEVELS: [Level; 4] = [Level::Nominal, Level::Ordinal, Level::Interval, Level::Ratio];
const SHAPES: [NullShape; 2] = [NullShape::Uniform, NullShape::SlightSkew];

/// Anything that could come out of a file.
fn odd() -> impl Strategy<Value = f64> + Clone {
    prop_oneof![
        6 => (0_i32..6).prop_map(f64::from),
        1 => Just(-0.0),
        1 => Just(1e99),
        1 => Just(-1e99),
        1 => Just(1e-300),
        1 => Just(f64::NAN),
        1 => Just(f64::INFINITY),
        2 => any::<f64>(),
    ]
}

/// Answers on five points.
fn point() -> impl Strategy<Value = f64> + Clone {
    (1_i32..6).prop_map(f64::from)
}

fn groups(value: impl Strategy<Value = f64>) -> impl Strategy<Value = Vec<Vec<f64>>> {
    proptest::collection::vec(proptest::collection::vec(value, 0..7), 0..7)
}

/// Rows of the same length with gaps.
fn rows(value: impl Strategy<Value = f64> + Clone + 'static) -> impl Strategy<Value = Vec<Vec<Option<f64>>>> {
    (0_usize..6).prop_flat_map(move |columns| {
        let cell = proptest::option::weighted(0.85, value.clone());
        proptest::collection::vec(proptest::collection::vec(cell, columns), 0..12)
    })
}

/// A figure that is a number, with its interval the right way round.
fn sound(estimate: &Estimate) -> bool {
    let around = match &estimate.uncertainty {
        Uncertainty::Interval { low, high } => low.is_finite() && high.is_finite() && low < high,
        Uncertainty::NotQuantified { reason } => !reason.is_empty(),
    };
    estimate.estimate.is_finite() && estimate.se.is_none_or(|se| se.is_finite() && se >= 0.0) && around
}

/// The figure lies in the range and its interval too.
fn within(estimate: &Estimate, low: f64, high: f64) -> bool {
    let ends = match estimate.uncertainty {
        Uncertainty::Interval { low: l, high: h } => l >= low - 1e-9 && h <= high + 1e-9,
        Uncertainty::NotQuantified { .. } => true,
    };
    sound(estimate) && estimate.estimate >= low - 1e-9 && estimate.estimate <= high + 1e-9 && ends
}

fn near(a: f64, b: f64) -> bool {
    (a - b).abs() <= 1e-7 * a.abs().max(1.0)
}

fn mapped(rows: &[Vec<Option<f64>>], change: impl Fn(f64) -> f64 + Copy) -> Table {
    let rows: Vec<Vec<_>> = rows.iter().map(|r| r.iter().map(|v| v.map(change)).collect()).collect();
    Table::from_rows(&rows).unwrap()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn nothing_in_groups_panics(groups in groups(odd()), low in odd(), high in odd(), points in 0_usize..13) {
        let _ = one_way(&groups, GroupSize::Mean).map(|o| in_words(Measure::Icc1, Ok(&o.icc1), o.groups));
        let _ = one_way(&groups, GroupSize::Weighted);
        let _ = one_way_reml(&groups);
        let cautious = average_deviation(&groups, None).map(|d| d.cautious());
        prop_assert!(deviation_in_words(cautious.as_ref(), None, groups.len()).sentence.ends_with('.'));
        let Ok(scale) = RatingScale::new(low, high, points) else { return Ok(()) };
        for shape in SHAPES {
            if let Ok(found) = rwg(&groups, &scale, shape) {
                prop_assert!(within(&found.mean, 0.0, 1.0) && within(&found.median, 0.0, 1.0));
            }
        }
        let _ = awg(&groups, &scale);
        let _ = average_deviation(&groups, Some(&scale));
        for group in &groups {
            let _ = delphi_item(group, &scale, DelphiRule::default());
        }
    }

    #[test]
    fn nothing_in_tables_panics(rows in rows(odd())) {
        let Ok(table) = Table::from_rows(&rows) else { return Ok(()) };
        let _ = two_way(&table);
        let _ = kendall_w(&table);
        for level in LEVELS {
            let found = krippendorff_alpha(&table, level);
            let figure = found.as_ref().map(|k| &k.alpha);
            prop_assert!(in_words(Measure::Krippendorff, figure, 5).sentence.ends_with('.'));
        }
        for missing in [Missing::Complete, Missing::Pairwise] {
            let _ = cronbach_alpha(&table, missing);
        }
        let omega = omega_total(&table);
        prop_assert!(in_words(Measure::Omega, omega.as_ref().map(|o| &o.omega), 5).sentence.ends_with('.'));
        let scale = RatingScale::one_to(5).unwrap();
        let _ = rwg_j(&[table.clone(), table], &scale, NullShape::Uniform);
    }

    #[test]
    fn ranges_of_groups(groups in groups(point())) {
        let five = RatingScale::one_to(5).unwrap();
        for shape in SHAPES {
            let Ok(found) = rwg(&groups, &five, shape) else { continue };
            prop_assert!(within(&found.mean, 0.0, 1.0) && within(&found.median, 0.0, 1.0));
            prop_assert!(sound(&found.cautious(&found.mean)));
            for group in found.by_group.iter().flatten() {
                prop_assert!((0.0..=1.0).contains(&group.rwg));
                prop_assert!(group.untruncated.is_some_and(|v| v.max(0.0) == group.rwg));
            }
        }
        if let Ok(found) = awg(&groups, &five) {
            prop_assert!(found.by_group.iter().flatten().filter_map(|g| g.awg).all(|v| (-1.0..=1.0).contains(&v)));
            prop_assert!(found.mean.is_none_or(|m| within(&m, -1.0, 1.0)));
        }
        if let Ok(found) = average_deviation(&groups, Some(&five)) {
            prop_assert!(within(&found.from_mean, 0.0, f64::MAX) && within(&found.from_median, 0.0, f64::MAX));
            prop_assert!(found.by_group.iter().flatten().all(|g| g.from_median <= g.from_mean + 1e-12));
        }
        if let Ok(found) = one_way(&groups, GroupSize::Mean) {
            prop_assert!(within(&found.icc1, -1.0 / (found.k - 1.0), 1.0));
            prop_assert!(found.icc2.as_ref().is_none_or(|e| sound(e) && e.estimate <= 1.0));
            prop_assert!(found.p.is_none_or(|p| (0.0..=1.0).contains(&p)));
            // The estimate lies in its interval.
            if let Uncertainty::Interval { low, high } = found.icc1.uncertainty && found.equal_sizes {
                prop_assert!(low <= found.icc1.estimate && found.icc1.estimate <= high);
            }
        }
        if let Ok(found) = one_way_reml(&groups) {
            prop_assert!(within(&found.icc1, 0.0, 1.0) && within(&found.mean_reliability, 0.0, 1.0));
        }
    }

    #[test]
    fn shift_and_factor_pass_through_groups(groups in groups(point()), shift in -9.0..9.0, factor in 0.1..9.0) {
        let moved: Vec<Vec<f64>> = groups.iter().map(|g| g.iter().map(|v| shift + factor * v).collect()).collect();
        let five = RatingScale::one_to(5).unwrap();
        let other = RatingScale::new(shift + factor, shift + 5.0 * factor, 5).unwrap();
        for shape in SHAPES {
            match (rwg(&groups, &five, shape), rwg(&moved, &other, shape)) {
                (Ok(a), Ok(b)) => prop_assert!(near(a.mean.estimate, b.mean.estimate)),
                (a, b) => prop_assert_eq!(a.is_ok(), b.is_ok()),
            }
        }
        if let (Ok(a), Ok(b)) = (awg(&groups, &five), awg(&moved, &other)) {
            for (a, b) in a.by_group.iter().flatten().zip(b.by_group.iter().flatten()) {
                prop_assert_eq!(a.readable, b.readable);
                prop_assert!(near(a.awg.unwrap_or(9.0), b.awg.unwrap_or(9.0)));
            }
        }
        if let (Ok(a), Ok(b)) = (one_way(&groups, GroupSize::Mean), one_way(&moved, GroupSize::Mean)) {
            prop_assert!(near(a.icc1.estimate, b.icc1.estimate));
        }
        if let (Ok(a), Ok(b)) = (one_way_reml(&groups), one_way_reml(&moved)) {
            prop_assert!(near(a.icc1.estimate, b.icc1.estimate));
            prop_assert!(near(a.within.estimate * factor * factor, b.within.estimate));
        }
    }

    #[test]
    fn order_of_groups_and_of_people_does_not_matter(groups in groups(point())) {
        let turned: Vec<Vec<f64>> =
            groups.iter().rev().map(|g| g.iter().rev().copied().collect()).collect();
        if let (Ok(a), Ok(b)) = (one_way(&groups, GroupSize::Mean), one_way(&turned, GroupSize::Mean)) {
            prop_assert!(near(a.icc1.estimate, b.icc1.estimate));
        }
        let five = RatingScale::one_to(5).unwrap();
        if let (Ok(a), Ok(b)) = (rwg(&groups, &five, NullShape::Uniform), rwg(&turned, &five, NullShape::Uniform)) {
            prop_assert!(near(a.mean.estimate, b.mean.estimate) && near(a.median.estimate, b.median.estimate));
        }
    }

    #[test]
    fn ranges_of_tables(rows in rows(point())) {
        let table = Table::from_rows(&rows);
        let Ok(table) = table else { return Ok(()) };
        if let Ok(found) = two_way(&table) {
            for (single, average) in [
                (&found.one_way_single, &found.one_way_average),
                (&found.agreement_single, &found.agreement_average),
                (&found.consistency_single, &found.consistency_average),
            ] {
                prop_assert!(single.as_ref().is_none_or(|e| sound(e) && e.estimate <= 1.0 + 1e-9));
                prop_assert!(average.as_ref().is_none_or(|e| sound(e) && e.estimate <= 1.0 + 1e-9));
            }
        }
        if let Ok(found) = kendall_w(&table) {
            prop_assert!(within(&found.uncorrected.w, 0.0, 1.0));
            if let Some(corrected) = found.tie_corrected {
                prop_assert!(within(&corrected.w, 0.0, 1.0));
                prop_assert!(corrected.w.estimate >= found.uncorrected.w.estimate - 1e-12);
            }
        }
        for level in LEVELS {
            if let Ok(found) = krippendorff_alpha(&table, level) {
                prop_assert!(within(&found.alpha, f64::MIN, 1.0));
            }
        }
        if let Ok(found) = cronbach_alpha(&table, Missing::Complete) {
            prop_assert!(within(&found.raw, f64::MIN, 1.0));
            for item in &found.by_item {
                prop_assert!(item.r_drop.as_ref().is_none_or(|r| within(r, -1.0, 1.0)));
            }
        }
        if let Ok(found) = omega_total(&table) {
            prop_assert!(within(&found.omega, 0.0, 1.0));
        }
    }

    #[test]
    fn relabelling_passes_through_tables(rows in rows(point()), shift in 0.0..9.0, factor in 0.1..9.0) {
        let Ok(table) = Table::from_rows(&rows) else { return Ok(()) };
        let moved = mapped(&rows, |v| shift + factor * v);
        // Keeps the order, changes distances.
        let bent = mapped(&rows, |v| v * v * v);
        // Changes the order too.
        let renamed = mapped(&rows, |v| (v * 3.0) % 7.0);
        let by_factor = mapped(&rows, |v| factor * v);
        let alpha = |t: &Table, level| krippendorff_alpha(t, level).ok().map(|k| k.alpha.estimate);
        for (level, other) in [
            (Level::Nominal, &renamed),
            (Level::Ordinal, &bent),
            (Level::Interval, &moved),
            (Level::Ratio, &by_factor),
        ] {
            match (alpha(&table, level), alpha(other, level)) {
                (Some(a), Some(b)) => prop_assert!(near(a, b), "{:?} {} {}", level, a, b),
                (a, b) => prop_assert_eq!(a, b),
            }
        }
        if let (Ok(a), Ok(b)) = (kendall_w(&table), kendall_w(&bent)) {
            prop_assert!(near(a.uncorrected.w.estimate, b.uncorrected.w.estimate));
        }
        if let (Ok(a), Ok(b)) = (cronbach_alpha(&table, Missing::Pairwise), cronbach_alpha(&moved, Missing::Pairwise)) {
            prop_assert!(near(a.raw.estimate, b.raw.estimate));
        }
        if let (Ok(a), Ok(b)) = (omega_total(&table), omega_total(&moved)) {
            prop_assert!(near(a.omega.estimate, b.omega.estimate));
        }
        if let (Ok(a), Ok(b)) = (two_way(&table), two_way(&moved)) {
            let pick = |e: Option<Estimate>| e.map_or(9.0, |e| e.estimate);
            prop_assert!(near(pick(a.consistency_single), pick(b.consistency_single)));
        }
    }

    #[test]
    fn quantiles_rise_and_stay_inside(mut values in proptest::collection::vec(point(), 1..12), p in 0.0..1.0) {
        values.sort_by(f64::total_cmp);
        for kind in [QuantileType::Two, QuantileType::Six, QuantileType::Seven] {
            let (one, more) = (quantile(&values, p, kind).unwrap(), quantile(&values, p + (1.0 - p) / 2.0, kind).unwrap());
            prop_assert!(one <= more && values[0] <= one && more <= values[values.len() - 1]);
        }
    }

    #[test]
    fn words_are_never_stronger_than_the_interval(low in -1.2..1.0_f64, width in 0.0..0.6_f64, n in 0_usize..40) {
        let high: f64 = (low + width).min(1.0);
        let estimate = Estimate {
            estimate: 0.5 * (low + high),
            se: None,
            uncertainty: Uncertainty::Interval { low, high },
        };
        let mark = |measure| match measure {
            Measure::Icc2 | Measure::Alpha | Measure::Omega => 0.70,
            Measure::Krippendorff => 0.667,
            Measure::RwgMean(_) | Measure::RwgMedian(_) => 0.31,
            Measure::Icc1 => 0.01,
        };
        for measure in [
            Measure::RwgMean(NullShape::Uniform),
            Measure::RwgMedian(NullShape::SlightSkew),
            Measure::Icc1,
            Measure::Icc2,
            Measure::Alpha,
            Measure::Omega,
            Measure::Krippendorff,
        ] {
            let words = in_words(measure, Ok(&estimate), n);
            let named = format!("{:?}", words.verdict);
            let passes = ["strong", "moderate", "a small", "a medium", "a large", "\"reliable", "\"well"];
            if passes.iter().any(|p| named.contains(p)) && !named.contains("no agreement") {
                prop_assert!(low >= mark(measure) && n > 2, "{} {} {}", low, high, words.sentence);
            }
            prop_assert!(words.sentence.ends_with('.') && words.sentence.matches(". ").count() == 0);
        }
    }

    #[test]
    fn a_summary_of_anything(rows in observations(), low in odd(), high in odd(), points in proptest::option::of(0_usize..13)) {
        for scale in [None, Some((low, high)), Some((0.0, 5.0))] {
            let Some(found) = rater_agreement(&rows, scale, points) else { continue };
            prop_assert!(found.directions > 0 && found.answers >= 2 * found.directions);
            for told in [&found.rwg_mean, &found.rwg_median, &found.average_deviation, &found.icc1, &found.icc2] {
                prop_assert!(told.value.is_some() != told.reason.is_some());
                prop_assert!(told.words.sentence.ends_with('.'));
            }
            prop_assert!(serde_json::to_string(&found).is_ok());
        }
    }
}

fn observations() -> impl Strategy<Value = Vec<Observation>> {
    let row =
        (0..4_u8, 0..4_u8, 0..4_u8, any::<bool>(), odd()).prop_map(|(rater, target, who, staff, value)| {
            Observation {
                group: "g".to_owned(),
                rater: rater.to_string(),
                target: target.to_string(),
                respondent: (who > 0).then(|| who.to_string()),
                kind: if staff { AnswerKind::Staff } else { AnswerKind::Representative },
                value,
            }
        });
    proptest::collection::vec(row, 0..50)
}
