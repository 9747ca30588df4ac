//! Krippendorff's alpha of codes with an order or a size, from a table of how often codes come together.

use super::super::krippendorff::Level;
use super::super::reason::{Reason, What};
use super::super::table::usable;
use super::bootstrap::{Bootstrap, of_codings};
use super::codings::Codings;
use super::figures::{NOTHING_EXPECTED, nothing_to_compare, used};
use super::status::Agreement;

/// Categories at most, for a table of 128 MB.
const MOST: usize = 4000;

/// Krippendorff's alpha = 1 − observed/expected disagreement where categories differ by more than their name
/// (Krippendorff 2019, ch. 12). Codes of a unit with m codes are compared in all pairs with weight 1/(m − 1) and
/// counted in a table of categories × categories, whatever the number of units.
///
/// `values`: the size of each category, ascending or not; for ordinal differences only their order counts, for nominal
/// ones nothing. Intervals as in [`coder_agreement`](super::coder_agreement).
///
/// # Errors
/// [`Reason::Ragged`] where there is not one value for each category, [`Reason::NotFinite`],
/// [`Reason::Negative`] for ratio differences of values below 0, [`Reason::TooMany`] beyond 4000 categories.
///
/// ```
/// use troth_dyads::agreement::{Bootstrap, Codings, Level, coder_alpha};
/// let rows = [[Some(0), Some(0)], [Some(0), Some(1)], [Some(1), Some(1)]];
/// let codings = Codings::from_rows(2, &rows).unwrap();
/// let alpha = coder_alpha(&codings, Level::Interval, &[1.0, 2.0], Bootstrap::NONE).unwrap();
/// assert!((alpha.value().unwrap() - 4.0 / 9.0).abs() < 1e-12);
/// ```
pub fn coder_alpha(
    codings: &Codings,
    level: Level,
    values: &[f64],
    bootstrap: Bootstrap,
) -> Result<Agreement, Reason> {
    let q = codings.categories();
    if q > MOST {
        return Err(Reason::TooMany { what: What::Categories, found: q, most: MOST });
    }
    if values.len() != q {
        return Err(Reason::Ragged { row: 1, expected: q, found: values.len() });
    }
    if let Some(at) = values.iter().position(|v| !usable(*v)) {
        return Err(Reason::NotFinite { row: 1, column: at + 1 });
    }
    if let Some(found) = values.iter().copied().find(|v| level == Level::Ratio && *v < 0.0) {
        return Err(Reason::Negative { found });
    }
    let pairable = codings.each().zip(codings.weights()).filter(|(p, _)| codes(p).count() > 1);
    let n = pairable.fold(0_u64, |sum, (_, w)| sum.saturating_add(*w));
    let mut found = of_codings(codings, &[n], bootstrap, |weights| {
        vec![alpha(&coincidences(codings, weights), q, level, values)]
    });
    found.pop().ok_or_else(nothing_to_compare)
}

/// The codes of a pattern, counted from 0.
fn codes(pattern: &[u16]) -> impl Iterator<Item = usize> {
    pattern.iter().filter_map(|c| usize::from(*c).checked_sub(1))
}

/// How often two codes come together in a unit, row after row, symmetric.
fn coincidences(codings: &Codings, weights: &[u64]) -> Vec<f64> {
    let q = codings.categories();
    let mut table = vec![0.0; q * q];
    for (pattern, weight) in codings.each().zip(weights).filter(|(_, w)| **w > 0) {
        let m = codes(pattern).count();
        if m < 2 {
            continue;
        }
        let each = *weight as f64 / (m - 1) as f64;
        for (i, a) in codes(pattern).enumerate() {
            for b in codes(pattern).skip(i + 1) {
                table[a * q + b] += each;
                table[b * q + a] += each;
            }
        }
    }
    table
}

fn alpha(table: &[f64], q: usize, level: Level, values: &[f64]) -> Result<f64, Reason> {
    let given: Vec<f64> = table.chunks_exact(q.max(1)).map(|row| row.iter().sum()).collect();
    let n: f64 = given.iter().sum();
    if n <= 0.0 {
        return Err(nothing_to_compare());
    }
    if used(&given) < 2 {
        return Err(NOTHING_EXPECTED);
    }
    let at = positions(level, values, &given);
    let (mut observed, mut expected) = (0.0, 0.0);
    for (a, row) in table.chunks_exact(q).enumerate() {
        for (b, together) in row.iter().enumerate().take(a) {
            let apart = level.apart(at[a], at[b], a == b);
            observed += together * apart;
            expected += given[a] * given[b] * apart;
        }
    }
    // Two categories of one value differ by nothing.
    if expected > 0.0 { Ok(1.0 - (n - 1.0) * observed / expected) } else { Err(NOTHING_EXPECTED) }
}

/// Where categories lie for their differences: at their value, or for ordinal ones in the middle of their ranks.
fn positions(level: Level, values: &[f64], given: &[f64]) -> Vec<f64> {
    if level != Level::Ordinal {
        return values.to_vec();
    }
    let mut order: Vec<usize> = (0..values.len()).collect();
    order.sort_by(|a, b| values[*a].total_cmp(&values[*b]));
    let mut at = vec![0.0; values.len()];
    let mut below = 0.0;
    for same in order.chunk_by(|a, b| values[*a] == values[*b]) {
        let count: f64 = same.iter().map(|k| given[*k]).sum();
        for k in same {
            at[*k] = below + count / 2.0;
        }
        below += count;
    }
    at
}
