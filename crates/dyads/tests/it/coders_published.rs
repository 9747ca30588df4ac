//! Agreement of coders against published examples and other programs.

use troth_dyads::agreement::{
    Agreement, Bootstrap, CoderAgreement, Codings, Level, Weighted, coder_agreement, coder_alpha,
};

/// One line for each coder, one sign for each unit; a digit is the code, anything else a gap.
fn lines(categories: u16, coders: &[&str]) -> Codings {
    let code = |line: &&str, unit: usize| {
        char::from(line.as_bytes()[unit]).to_digit(10).map(|d| u16::try_from(d).unwrap())
    };
    let rows: Vec<Vec<_>> =
        (0..coders[0].len()).map(|unit| coders.iter().map(|line| code(line, unit)).collect()).collect();
    Codings::from_rows(categories, &rows).unwrap()
}

/// Two coders and one code: how many units both, only the first, only the second, and neither coded.
fn two_by_two([both, first, second, neither]: [u64; 4]) -> CoderAgreement {
    let cell = |a, b, weight| Weighted { codes: vec![Some(a), Some(b)], weight };
    let all = vec![cell(1, 1, both), cell(1, 0, first), cell(0, 1, second), cell(0, 0, neither)];
    found(&Codings::from_clusters(2, 2, &[all]).unwrap())
}

fn found(codings: &Codings) -> CoderAgreement {
    coder_agreement(codings, Bootstrap::NONE)
}

/// Equal in all digits of the reference.
fn near(figure: &Agreement, expected: f64, digits: i32) {
    let value = figure.value().unwrap();
    assert!((value - expected).abs() <= 0.500_001 * 10_f64.powi(-digits), "{value} {expected}");
}

/// The example of Krippendorff 2011, codes 1 to 5 as 0 to 4.
const OBSERVERS: [&str; 4] = ["012210301...", "0122113014.2", ".2221231140.", "01221330140."];

/// Alpha by the Python package krippendorff 0.9.0, the rest by irrCAC 0.4.4, which gives alpha 0.74342 too.
#[test]
fn four_observers_of_twelve_units_with_gaps() {
    let codings = lines(5, &OBSERVERS);
    let values = [1.0, 2.0, 3.0, 4.0, 5.0];
    for (level, expected) in [
        (Level::Nominal, 0.743_421),
        (Level::Ordinal, 0.815_388),
        (Level::Interval, 0.849_107),
        (Level::Ratio, 0.797_403),
    ] {
        near(&coder_alpha(&codings, level, &values, Bootstrap::NONE).unwrap(), expected, 6);
    }
    let found = found(&codings);
    near(&found.alpha, 0.743_421, 6);
    near(&found.ac1, 0.775_44, 5);
    near(&found.fleiss, 0.761_17, 5);
    near(&found.brennan_prediger, 0.772_73, 5);
    near(&found.conger, 0.762_07, 5);
    assert_eq!((found.alpha.n, found.left_out, found.coders, found.pairs.len()), (11, 1, 4, 6));
}

/// irrCAC's own copy of the data has the code of the twelfth unit from another observer; only Conger's kappa, which
/// looks at each coder's codes, differs.
#[test]
fn the_same_with_one_code_from_another_observer() {
    let found = found(&lines(5, &["012210301...", "0122113014..", ".22212311402", "01221330140."]));
    near(&found.conger, 0.762_82, 5);
    near(&found.fleiss, 0.761_17, 5);
    near(&found.alpha, 0.743_421, 6);
}

/// The worked example of Wikipedia's article on Krippendorff's alpha, codes 1 to 4 as 0 to 3.
#[test]
fn three_coders_of_fifteen_units() {
    let codings = lines(4, &[".....23010022.2", "0.102232.......", "..10233.10022.3"]);
    let alpha = |level| coder_alpha(&codings, level, &[1.0, 2.0, 3.0, 4.0], Bootstrap::NONE).unwrap();
    near(&alpha(Level::Nominal), 0.691_358, 6);
    near(&alpha(Level::Interval), 0.810_845, 6);
    near(&found(&codings).alpha, 0.691_358, 6);
}

/// krippendorff 0.9.0.
#[test]
fn two_coders_of_ten_units() {
    near(&found(&lines(2, &["0100000010", "1110010000"])).alpha, 0.095_238, 6);
}

/// The example of the ATLAS.ti manual; kappa by scikit-learn 1.9.1, alpha by krippendorff 0.9.0, AC1 and
/// Brennan-Prediger by irrCAC 0.4.4.
#[test]
fn two_coders_of_ten_segments() {
    let found = found(&lines(2, &["1100000000", "0110010100"]));
    near(&found.percent, 0.60, 6);
    near(&found.pairs[0].kappa, 0.090_909, 6);
    near(&found.conger, 0.090_909, 6);
    near(&found.alpha, 0.095_238, 6);
    near(&found.ac1, 0.310_34, 5);
    near(&found.brennan_prediger, 0.20, 5);
}

#[test]
fn the_table_of_two_coders() {
    let found = two_by_two([20, 5, 10, 15]);
    near(&found.pairs[0].kappa, 0.400_000, 6);
    near(&found.pairs[0].percent, 0.70, 6);
}

/// The example of the NVivo manual: 50 characters by both, 150 by one, 800 by neither; kappa by scikit-learn 1.9.1.
#[test]
fn a_thousand_characters_of_two_coders() {
    for (counts, kappa) in [([50, 150, 0, 800], 0.347_826), ([50, 75, 75, 800], 0.314_286)] {
        let found = two_by_two(counts);
        near(&found.pairs[0].percent, 0.85, 6);
        near(&found.pairs[0].kappa, kappa, 6);
        assert_eq!(found.pairs[0].kappa.n, 1000);
    }
}

/// A rare code: 91 % and next to nothing beyond chance by kappa and alpha, nearly all of it by AC1.
#[test]
fn a_rare_code() {
    let found = two_by_two([10, 45, 45, 900]);
    near(&found.percent, 0.91, 6);
    near(&found.pairs[0].kappa, 0.134_199, 6);
    near(&found.alpha, 0.134_632, 6);
    near(&found.ac1, 0.899_56, 5);
}
