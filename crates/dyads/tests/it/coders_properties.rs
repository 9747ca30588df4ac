//! What holds for agreement of coders whatever the codes.

use proptest::prelude::*;
use troth_dyads::Uncertainty;
use troth_dyads::agreement::{
    Agreement, Bootstrap, CoderAgreement, Codings, Level, Status, Table, Weighted, coder_agreement,
    coder_alpha, krippendorff_alpha,
};

type Rows = Vec<Vec<Option<u16>>>;

const CATEGORIES: u16 = 4;

fn rows() -> impl Strategy<Value = Rows> {
    let code = prop_oneof![1 => Just(None), 5 => (0..CATEGORIES).prop_map(Some)];
    (2_usize..5).prop_flat_map(move |k| prop::collection::vec(prop::collection::vec(code.clone(), k), 1..25))
}

fn of(rows: &Rows) -> CoderAgreement {
    coder_agreement(&Codings::from_rows(CATEGORIES, rows).unwrap(), Bootstrap::NONE)
}

fn overall(found: &CoderAgreement) -> [&Agreement; 6] {
    [&found.percent, &found.alpha, &found.fleiss, &found.conger, &found.ac1, &found.brennan_prediger]
}

/// Everything that is found, pairs of coders in ascending order of their figures.
fn values(found: &CoderAgreement) -> Vec<Option<f64>> {
    let mut pairs: Vec<_> = found.pairs.iter().flat_map(|p| [p.percent.value(), p.kappa.value()]).collect();
    pairs.sort_by(|a, b| a.partial_cmp(b).unwrap());
    overall(found).map(Agreement::value).into_iter().chain(pairs).collect()
}

fn same(a: &[Option<f64>], b: &[Option<f64>]) -> bool {
    a.len() == b.len()
        && a.iter().zip(b).all(|(a, b)| match (a, b) {
            (Some(a), Some(b)) => (a - b).abs() < 1e-9,
            (a, b) => a.is_none() && b.is_none(),
        })
}

proptest! {
    #[test]
    fn coders_units_and_names_of_codes_in_any_order(rows in rows()) {
        let found = values(&of(&rows));
        let turned: Rows = rows.iter().rev().map(|r| r.iter().rev().copied().collect()).collect();
        prop_assert!(same(&found, &values(&of(&turned))));
        let renamed: Rows =
            rows.iter().map(|r| r.iter().map(|c| c.map(|c| CATEGORIES - 1 - c)).collect()).collect();
        prop_assert!(same(&found, &values(&of(&renamed))));
    }

    #[test]
    fn identical_coders_agree_fully_or_nothing_is_expected(row in prop::collection::vec(0..CATEGORIES, 1..30)) {
        let rows: Rows = row.iter().map(|c| vec![Some(*c); 3]).collect();
        let found = of(&rows);
        let one_code = row.iter().all(|c| c == &row[0]);
        for figure in [&found.alpha, &found.fleiss, &found.conger, &found.pairs[0].kappa] {
            match figure.value() {
                Some(value) => prop_assert!(!one_code && (value - 1.0).abs() < 1e-12),
                None => prop_assert!(one_code),
            }
        }
        prop_assert_eq!(found.percent.value(), Some(1.0));
    }

    #[test]
    fn weights_are_units_written_out(rows in rows(), weights in prop::collection::vec(1_u64..6, 25)) {
        let k = rows[0].len();
        let stretches: Vec<Vec<Weighted>> = rows
            .iter()
            .zip(&weights)
            .map(|(r, w)| vec![Weighted { codes: r.clone(), weight: *w }])
            .collect();
        let weighted = Codings::from_clusters(CATEGORIES, k, &stretches).unwrap();
        let written: Rows = rows
            .iter()
            .zip(&weights)
            .flat_map(|(r, w)| vec![r.clone(); usize::try_from(*w).unwrap()])
            .collect();
        let (a, b) = (coder_agreement(&weighted, Bootstrap::NONE), of(&written));
        prop_assert_eq!(a, b, "counts are whole numbers, so not even rounding differs");
    }

    #[test]
    fn alpha_is_that_of_ratings(rows in rows()) {
        let codings = Codings::from_rows(CATEGORIES, &rows).unwrap();
        let values = [0.5, 1.0, 4.0, 5.0];
        let table: Vec<Vec<Option<f64>>> =
            rows.iter().map(|r| r.iter().map(|c| c.map(|c| values[usize::from(c)])).collect()).collect();
        let table = Table::from_rows(&table).unwrap();
        for level in [Level::Nominal, Level::Ordinal, Level::Interval, Level::Ratio] {
            let ours = coder_alpha(&codings, level, &values, Bootstrap::NONE).unwrap().value();
            let theirs = krippendorff_alpha(&table, level).ok().map(|k| k.alpha.estimate);
            prop_assert!(same(&[ours], &[theirs]), "{:?} {:?} {:?}", level, ours, theirs);
        }
        let nominal = coder_alpha(&codings, Level::Nominal, &values, Bootstrap::NONE).unwrap();
        prop_assert!(same(&[of(&rows).alpha.value()], &[nominal.value()]));
    }

    #[test]
    fn every_figure_is_finite_at_most_one_and_counts_its_units(rows in rows()) {
        let found = of(&rows);
        let pairs = found.pairs.iter().flat_map(|p| [&p.percent, &p.kappa]);
        for figure in overall(&found).into_iter().chain(pairs) {
            if let Some(value) = figure.value() {
                prop_assert!(value.is_finite() && value <= 1.0 + 1e-12 && figure.n > 0);
            }
        }
        prop_assert_eq!(found.percent.n + found.left_out, rows.len() as u64);
    }
}

/// Two coders who agree on four of five units: where units are drawn one by one and where ten go together.
#[test]
fn units_that_go_together_leave_more_to_chance() {
    let unit = |k: u16| [Some(k % 2), Some(if k.is_multiple_of(5) { 1 - k % 2 } else { k % 2 })].to_vec();
    let single: Rows = (0..40_u16).flat_map(|k| vec![unit(k); 10]).collect();
    let together: Vec<Vec<Weighted>> =
        (0..40).map(|k| vec![Weighted { codes: unit(k), weight: 10 }]).collect();
    let bootstrap = Bootstrap { replicates: 2000, seed: 3 };
    let width = |found: &CoderAgreement| match &found.alpha.status {
        Status::Value(e) => match e.uncertainty {
            Uncertainty::Interval { low, high } if low < e.estimate && e.estimate < high => high - low,
            _ => f64::NAN,
        },
        Status::Undefined { .. } => f64::NAN,
    };
    let single = coder_agreement(&Codings::from_rows(2, &single).unwrap(), bootstrap);
    let together = coder_agreement(&Codings::from_clusters(2, 2, &together).unwrap(), bootstrap);
    assert_eq!(single.alpha.value(), together.alpha.value());
    // A tenth of the evidence: √10 times as wide.
    let ratio = width(&together) / width(&single);
    assert!((2.7..3.7).contains(&ratio), "{ratio}");
}
