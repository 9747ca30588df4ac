//! The coefficients of agreement of coders.

use serde::Serialize;

use super::super::reason::{Reason, What};
use super::bootstrap::{Bootstrap, of_codings};
use super::codings::Codings;
use super::status::Agreement;
use super::tally::{PairTally, Tally};

/// Agreement of two coders, over units that both coded.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct PairAgreement {
    /// The two coders, counted from 0.
    pub coders: [usize; 2],
    /// Share of units with the same code.
    pub percent: Agreement,
    /// Cohen's kappa.
    pub kappa: Agreement,
}

/// Agreement of all coders, with coefficients that differ in what they take to be expected by chance.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct CoderAgreement {
    /// Number of coders.
    pub coders: usize,
    /// Number of categories that could be chosen.
    pub categories: usize,
    /// Units left out because fewer than two coders saw them.
    pub left_out: u64,
    /// Share of pairs of coders who gave the same code, the mean over units, 0 to 1.
    pub percent: Agreement,
    /// Krippendorff's alpha for names.
    pub alpha: Agreement,
    /// Fleiss' kappa with gaps: chance is one common distribution of codes.
    pub fleiss: Agreement,
    /// Conger's kappa, for two coders Cohen's: chance is each coder's own distribution.
    pub conger: Agreement,
    /// Gwet's AC1.
    pub ac1: Agreement,
    /// Brennan & Prediger's kappa: chance is one out of the number of categories.
    pub brennan_prediger: Agreement,
    /// Every two coders, first with second, first with third ….
    pub pairs: Vec<PairAgreement>,
}

/// Why a figure has no value though there are units to compare.
pub(super) const NOTHING_EXPECTED: Reason =
    Reason::Undefined { why: "only one code was ever given, so chance leaves no room for disagreement" };

/// All coefficients with 95 % intervals by the bootstrap (percent, Cohen 1960, Fleiss 1971, Brennan & Prediger 1981,
/// Conger 1980, Gwet 2008, Krippendorff 2019; with gaps as Gwet 2014).
///
/// Units that fewer than two coders saw say nothing of agreement. For the expected agreement of Fleiss, Conger and AC1
/// units of one coder count too, as in Gwet's tables; Krippendorff's alpha leaves them out.
///
/// ```
/// use troth_dyads::agreement::{Bootstrap, Codings, coder_agreement};
/// // The table 20, 5, 10, 15 of two coders.
/// let cell = |a, b, times| vec![vec![Some(a), Some(b)]; times];
/// let rows = [cell(1, 1, 20), cell(1, 0, 5), cell(0, 1, 10), cell(0, 0, 15)].concat();
/// let found = coder_agreement(&Codings::from_rows(2, &rows).unwrap(), Bootstrap::NONE);
/// assert!((found.pairs[0].kappa.value().unwrap() - 0.4).abs() < 1e-12);
/// ```
#[must_use]
pub fn coder_agreement(codings: &Codings, bootstrap: Bootstrap) -> CoderAgreement {
    let whole = Tally::of(codings, codings.weights());
    let n = whole_number(whole.pairable());
    let mut counted = vec![n; OVERALL];
    counted.extend(whole.pairs.iter().flat_map(|p| [whole_number(p.n); 2]));
    let mut found = of_codings(codings, &counted, bootstrap, |weights| figures(&Tally::of(codings, weights)));
    let pairs = found.split_off(OVERALL.min(found.len()));
    let coders = codings.coders();
    let names = (0..coders).flat_map(|a| (a + 1..coders).map(move |b| [a, b]));
    let pairs = names
        .zip(pairs.chunks_exact(2))
        .map(|(coders, of)| PairAgreement { coders, percent: of[0].clone(), kappa: of[1].clone() })
        .collect();
    let overall = |k: usize| found[k].clone();
    CoderAgreement {
        coders,
        categories: codings.categories(),
        left_out: codings.units().saturating_sub(n),
        percent: overall(0),
        alpha: overall(1),
        fleiss: overall(2),
        conger: overall(3),
        ac1: overall(4),
        brennan_prediger: overall(5),
        pairs,
    }
}

/// Figures over all coders, before those of pairs.
const OVERALL: usize = 6;

#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a count kept as a number")]
fn whole_number(count: f64) -> u64 {
    count as u64
}

type Figure = Result<f64, Reason>;

/// All figures of one tally: six over all coders, then two of each pair.
fn figures(tally: &Tally) -> Vec<Figure> {
    let n = tally.pairable();
    let mut out: Vec<Figure> = if n > 0.0 {
        let percent = tally.over(|m| m * (m - 1.0)) / n;
        let shares = tally.shares();
        let (one_code, q) = (used(&shares) < 2, shares.len() as f64);
        let squares: f64 = shares.iter().map(|p| p * p).sum();
        let beyond = |expected: f64| (percent - expected) / (1.0 - expected);
        let chance = |undefined: bool, expected: f64| {
            if undefined { Err(NOTHING_EXPECTED) } else { Ok(beyond(expected)) }
        };
        vec![
            Ok(percent),
            alpha(tally),
            chance(one_code, squares),
            chance(one_code, conger_expected(tally)),
            chance(q < 2.0, (1.0 - squares) / (q - 1.0)),
            chance(q < 2.0, 1.0 / q),
        ]
    } else {
        vec![Err(nothing_to_compare()); OVERALL]
    };
    out.extend(tally.pairs.iter().flat_map(of_pair));
    out
}

pub(super) const fn nothing_to_compare() -> Reason {
    Reason::TooFew { what: What::Units, found: 0, needed: 1 }
}

/// How many categories were given at all.
pub(super) fn used(counts: &[f64]) -> usize {
    counts.iter().filter(|c| **c > 0.0).count()
}

/// 1 − (n − 1)(n − equal)/(n² − Σ n_c²) for n codes of units with at least two.
fn alpha(tally: &Tally) -> Figure {
    let given = tally.given_pairable();
    if used(&given) < 2 {
        return Err(NOTHING_EXPECTED);
    }
    let n: f64 = given.iter().sum();
    // Pairs of different categories as a sum, since n² − Σ n_c² would lose digits where one code is rare.
    let different: f64 = given.iter().map(|c| c * (n - c)).sum();
    let observed = n - tally.over(|m| m - 1.0);
    Ok(1.0 - (n - 1.0) * observed / different)
}

/// Mean over pairs of coders of the agreement that their own distributions make by chance. Coders without a code have
/// none and are left out.
fn conger_expected(tally: &Tally) -> f64 {
    let shares: Vec<Vec<f64>> = tally
        .by_coder
        .iter()
        .filter_map(|given| {
            let n: f64 = given.iter().sum();
            (n > 0.0).then(|| given.iter().map(|c| c / n).collect())
        })
        .collect();
    let k = shares.len() as f64;
    let per_category = (0..tally.categories).map(|c| {
        let sum: f64 = shares.iter().map(|p: &Vec<f64>| p[c]).sum();
        let squares: f64 = shares.iter().map(|p| p[c] * p[c]).sum();
        sum * sum - squares
    });
    per_category.sum::<f64>() / (k * (k - 1.0))
}

/// Percent and Cohen's kappa.
fn of_pair(pair: &PairTally) -> [Figure; 2] {
    let n = pair.n;
    if n <= 0.0 {
        return [Err(nothing_to_compare()), Err(nothing_to_compare())];
    }
    let percent = pair.same / n;
    let [a, b] = &pair.given;
    let expected = a.iter().zip(b).map(|(a, b)| a * b).sum::<f64>() / (n * n);
    let one_code = a.iter().zip(b).filter(|(a, b)| **a > 0.0 || **b > 0.0).count() < 2;
    let kappa = if one_code { Err(NOTHING_EXPECTED) } else { Ok((percent - expected) / (1.0 - expected)) };
    [Ok(percent), kappa]
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(rows: &[[Option<u16>; 2]], categories: u16) -> CoderAgreement {
        coder_agreement(&Codings::from_rows(categories, rows).unwrap(), Bootstrap::NONE)
    }

    #[test]
    fn one_code_only_is_not_defined_and_neither_0_nor_1() {
        let found = of(&[[Some(1), Some(1)]; 5], 2);
        for figure in [&found.alpha, &found.fleiss, &found.conger, &found.pairs[0].kappa] {
            assert_eq!((figure.n, figure.value(), figure.reason()), (5, None, Some(&NOTHING_EXPECTED)));
        }
        // These two expect disagreement from the number of categories alone.
        assert_eq!((found.ac1.value(), found.brennan_prediger.value()), (Some(1.0), Some(1.0)));
        assert_eq!(found.percent.value(), Some(1.0));
        let single = of(&[[Some(0), Some(0)]; 5], 1);
        assert_eq!((single.ac1.value(), single.brennan_prediger.value()), (None, None));
        assert!(single.ac1.reason().unwrap().to_string().contains("only one code was ever given"));
    }

    #[test]
    fn nothing_seen_by_two_is_not_defined() {
        let found = of(&[[Some(1), None], [None, Some(0)]], 2);
        assert_eq!((found.percent.value(), found.percent.n, found.left_out), (None, 0, 2));
        assert_eq!(found.pairs[0].kappa.reason(), Some(&nothing_to_compare()));
    }

    #[test]
    fn a_coder_who_gives_one_code_and_one_who_does_not_agree_as_by_chance() {
        let found = of(&[[Some(1), Some(1)], [Some(1), Some(0)]], 2);
        assert_eq!(found.pairs[0].kappa.value(), Some(0.0));
        // For two coders without gaps Conger's is Cohen's.
        assert_eq!(found.conger.value(), Some(0.0));
    }
}
