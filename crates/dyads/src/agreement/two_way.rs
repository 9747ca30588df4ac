//! The six intraclass correlations of Shrout and Fleiss: everybody rated everything.

use serde::Serialize;

use super::one_way::step_up;
use super::reason::{Reason, What};
use super::spread::Spread;
use super::table::Table;
use super::tails::{f_quantile, f_upper};
use super::value::interval;
use crate::result::Estimate;

/// Two-way analysis of variance with all six coefficients. Names are those of McGraw & Wong 1996, with those of
/// Shrout & Fleiss 1979 beside them. A coefficient is none where its denominator is not positive.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct TwoWay {
    /// Things that were rated by everybody: n.
    pub subjects: usize,
    /// Raters: k.
    pub raters: usize,
    /// Rows left out because an answer is missing.
    pub left_out: usize,
    /// Mean square of subjects.
    pub ms_subjects: f64,
    /// Mean square of raters.
    pub ms_raters: f64,
    /// Mean square of what is left.
    pub ms_error: f64,
    /// Mean square within subjects, raters and rest together.
    pub ms_within: f64,
    /// ICC(1) = ICC(1,1): one answer; each subject has raters of its own.
    pub one_way_single: Option<Estimate>,
    /// ICC(k) = ICC(1,k): the mean of k such answers.
    pub one_way_average: Option<Estimate>,
    /// ICC(A,1) = ICC(2,1): one answer, raters are a sample, level counts.
    pub agreement_single: Option<Estimate>,
    /// ICC(A,k) = ICC(2,k): the mean of k such answers.
    pub agreement_average: Option<Estimate>,
    /// ICC(C,1) = ICC(3,1): one answer, differences in the level of raters do not count.
    pub consistency_single: Option<Estimate>,
    /// ICC(C,k) = ICC(3,k): the mean of k such answers; equals alpha with raters as items.
    pub consistency_average: Option<Estimate>,
    /// F of subjects against the rest; none where nothing is left.
    pub f: Option<f64>,
    /// P(F or more) if subjects do not differ.
    pub p: Option<f64>,
}

/// Why there is no interval.
const EXACT: &str = "nothing is left to chance in these answers";

/// All six intraclass correlations with 95 % intervals (Shrout & Fleiss 1979; McGraw & Wong 1996). The intervals of
/// the one-way and consistency forms are exact under normality, those of the agreement forms approximate
/// (Satterthwaite's degrees of freedom).
///
/// `ratings`: things rated × raters. Rows with a gap are left out and counted.
///
/// # Errors
/// [`Reason::TooFew`] under two raters or two complete rows, [`Reason::NoVariation`], and [`Reason::NoDifferences`]
/// where all subjects have the same mean.
///
/// ```
/// use troth_dyads::agreement::{Table, two_way};
/// // The second rater is always one higher: consistent, not in agreement.
/// let rows = [[Some(1.0), Some(2.0)], [Some(2.0), Some(3.0)], [Some(3.0), Some(4.0)]];
/// let found = two_way(&Table::from_rows(&rows).unwrap()).unwrap();
/// assert!((found.consistency_single.unwrap().estimate - 1.0).abs() < 1e-12);
/// assert!((found.agreement_single.unwrap().estimate - 2.0 / 3.0).abs() < 1e-12);
/// ```
pub fn two_way(ratings: &Table) -> Result<TwoWay, Reason> {
    let k = ratings.columns();
    if k < 2 {
        return Err(Reason::TooFew { what: What::Raters, found: k, needed: 2 });
    }
    let rows: Vec<Vec<f64>> = ratings.complete().collect();
    let n = rows.len();
    if n < 2 {
        return Err(Reason::TooFew { what: What::Subjects, found: n, needed: 2 });
    }
    let squares = Squares::of(&rows, k).ok_or(Reason::NoVariation)?;
    if squares.subjects <= 0.0 {
        return Err(Reason::NoDifferences);
    }
    let (nf, kf) = (n as f64, k as f64);
    let (d1, d2) = (nf - 1.0, (nf - 1.0) * (kf - 1.0));
    let msr = squares.subjects / d1;
    let msc = squares.raters / (kf - 1.0);
    let mse = squares.rest / d2;
    let msw = (squares.raters + squares.rest) / (nf * (kf - 1.0));
    let one_way = shares(msr, msw, kf, d1, nf * (kf - 1.0));
    let consistency = shares(msr, mse, kf, d1, d2);
    let agreement = agreement(msr, msc, mse, nf, kf);
    let f = (mse > 0.0).then(|| msr / mse);
    Ok(TwoWay {
        subjects: n,
        raters: k,
        left_out: ratings.rows() - n,
        ms_subjects: msr,
        ms_raters: msc,
        ms_error: mse,
        ms_within: msw,
        one_way_single: one_way.0,
        one_way_average: one_way.1,
        agreement_single: agreement.0,
        agreement_average: agreement.1,
        consistency_single: consistency.0,
        consistency_average: consistency.1,
        f,
        p: f.and_then(|f| f_upper(f, d1, d2)),
    })
}

/// Sums of squares; what is only rounding is exactly 0.
struct Squares {
    subjects: f64,
    raters: f64,
    rest: f64,
}

impl Squares {
    /// None if all answers are the same.
    fn of(rows: &[Vec<f64>], k: usize) -> Option<Self> {
        let total = Spread::of(rows.iter().flatten().copied())?;
        let means: Vec<f64> =
            rows.iter().filter_map(|r| Spread::of(r.iter().copied())).map(|s| s.mean).collect();
        let columns: Vec<f64> = (0..k)
            .filter_map(|j| Spread::of(rows.iter().filter_map(|r| r.get(j).copied())))
            .map(|s| s.mean)
            .collect();
        let subjects = Spread::of(means.iter().copied())?.squares * k as f64;
        let raters = Spread::of(columns.iter().copied())?.squares * rows.len() as f64;
        let mut rest = 0.0;
        for (row, mean) in rows.iter().zip(&means) {
            for (value, column) in row.iter().zip(&columns) {
                let left = value - mean - column + total.mean;
                rest += left * left;
            }
        }
        let rounding = 1e-24 * (total.mean * total.mean * total.n as f64).max(total.squares);
        let clear = |squares: f64| if squares <= rounding { 0.0 } else { squares };
        let squares = Self { subjects: clear(subjects), raters: clear(raters), rest: clear(rest) };
        (squares.subjects + squares.raters + squares.rest > 0.0).then_some(squares)
    }
}

/// (MSR − M)/(MSR + (k − 1)M) and (MSR − M)/MSR, with F intervals on `d1` and `d2` degrees of freedom.
fn shares(msr: f64, m: f64, k: f64, d1: f64, d2: f64) -> (Option<Estimate>, Option<Estimate>) {
    let f = msr / m;
    let end = |p: f64| f_quantile(p, d1, d2).map(|q| f / q).filter(|f| f.is_finite());
    let ends = end(0.975).zip(end(0.025));
    let single = ends.map(|(l, h)| ((l - 1.0) / (l + k - 1.0), (h - 1.0) / (h + k - 1.0)));
    let average = ends.map(|(l, h)| (1.0 - 1.0 / l, 1.0 - 1.0 / h));
    (
        Some(interval((msr - m) / (msr + (k - 1.0) * m), None, single, EXACT)),
        Some(interval((msr - m) / msr, None, average, EXACT)),
    )
}

/// ICC(A,1) and ICC(A,k), with the interval of Shrout & Fleiss 1979 (p. 424) for one and its step up for k.
fn agreement(msr: f64, msc: f64, mse: f64, n: f64, k: f64) -> (Option<Estimate>, Option<Estimate>) {
    let below = msr + (k - 1.0) * mse + k * (msc - mse) / n;
    let single = (below > 0.0).then(|| (msr - mse) / below);
    let ends = single.filter(|_| mse > 0.0).and_then(|icc| {
        let fj = msc / mse;
        let spread = n * (1.0 + (k - 1.0) * icc) - k * icc;
        let above = k * icc * fj + spread;
        let v = (k - 1.0) * (n - 1.0) * above * above
            / ((n - 1.0) * k * k * icc * icc * fj * fj + spread * spread);
        let (up, down) = (f_quantile(0.975, n - 1.0, v)?, f_quantile(0.975, v, n - 1.0)?);
        let rest = k * msc + (k * n - k - n) * mse;
        Some((n * (msr - up * mse) / (up * rest + n * msr), n * (down * msr - mse) / (rest + n * down * msr)))
    });
    let why = if mse > 0.0 { "the approximation to its distribution breaks down here" } else { EXACT };
    let stepped = ends.map(|(low, high)| (step_up(low, k), step_up(high, k)));
    let below = msr + (msc - mse) / n;
    let average = (below > 0.0).then(|| (msr - mse) / below);
    (single.map(|v| interval(v, None, ends, why)), average.map(|v| interval(v, None, stepped, why)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn table(rows: &[[f64; 4]]) -> Table {
        Table::from_rows(&rows.iter().map(|r| r.map(Some)).collect::<Vec<_>>()).unwrap()
    }

    /// Four judges rate six targets: the example of Shrout & Fleiss 1979, table 2, with their results (table 4).
    #[test]
    fn the_example_of_shrout_and_fleiss() {
        let found = two_way(&table(&[
            [9.0, 2.0, 5.0, 8.0],
            [6.0, 1.0, 3.0, 2.0],
            [8.0, 4.0, 6.0, 8.0],
            [7.0, 1.0, 2.0, 6.0],
            [10.0, 5.0, 6.0, 9.0],
            [6.0, 2.0, 4.0, 7.0],
        ]))
        .unwrap();
        let published = [
            (found.one_way_single, 0.17),
            (found.agreement_single, 0.29),
            (found.consistency_single, 0.71),
            (found.one_way_average, 0.44),
            (found.agreement_average, 0.62),
            (found.consistency_average, 0.91),
        ];
        for (ours, theirs) in published {
            assert!((ours.unwrap().estimate - theirs).abs() < 0.005, "{theirs}");
        }
    }

    #[test]
    fn what_cannot_be_worked_out_has_a_reason() {
        let one = [[Some(1.0), Some(2.0)], [Some(3.0), None]];
        assert!(matches!(two_way(&Table::from_rows(&one).unwrap()), Err(Reason::TooFew { found: 1, .. })));
        let same = [[Some(0.1), Some(0.1)], [Some(0.1), Some(0.1)]];
        assert_eq!(two_way(&Table::from_rows(&same).unwrap()), Err(Reason::NoVariation));
        let level = [[Some(1.0), Some(2.0)], [Some(2.0), Some(1.0)]];
        assert_eq!(two_way(&Table::from_rows(&level).unwrap()), Err(Reason::NoDifferences));
    }
}
