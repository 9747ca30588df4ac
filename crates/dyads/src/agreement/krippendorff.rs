//! Krippendorff's alpha: how far raters agree on units, with any number of raters and with gaps.

use serde::Serialize;

use super::reason::{Reason, What};
use super::table::Table;
use super::tails::t_two_sided;
use super::value::interval;
use crate::result::Estimate;

/// What a difference of two ratings means.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Level {
    /// Ratings are names: the same or not.
    Nominal,
    /// Ratings have an order: the number of ratings between them counts.
    Ordinal,
    /// The difference counts.
    Interval,
    /// The difference as a share of the sum counts; for ratings of 0 or more.
    Ratio,
}

impl Level {
    /// Squared difference of two places; `same` if they are of one value.
    pub(super) fn apart(self, a: f64, b: f64, same: bool) -> f64 {
        match self {
            Self::Nominal => f64::from(u8::from(!same)),
            Self::Ordinal | Self::Interval => (a - b) * (a - b),
            Self::Ratio if a == b => 0.0,
            Self::Ratio => ((a - b) / (a + b)) * ((a - b) / (a + b)),
        }
    }
}

/// Krippendorff's alpha.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Krippendorff {
    /// What a difference means.
    pub level: Level,
    /// Units with at least two ratings.
    pub units: usize,
    /// Units left out because they have fewer.
    pub left_out: usize,
    /// Ratings of the units that are in.
    pub ratings: usize,
    /// Raters: columns of the table.
    pub raters: usize,
    /// Alpha: 1 where all agree, 0 where ratings go together as if drawn at random, below 0 where they disagree
    /// more than that. The interval is approximate, by the jackknife over units.
    pub alpha: Estimate,
}

/// Krippendorff's alpha = 1 − observed/expected disagreement (Krippendorff 2011, 2019 ch. 12). Ratings of a unit with
/// m ratings are compared in all pairs, with weight 1/(m − 1); a gap is no rating. The interval leaves out one unit
/// at a time (jackknife, Efron 1982) and is made on the scale of ln(1 − alpha) with a t quantile, so that it never
/// passes 1. Krippendorff's own bootstrap needs random numbers; the jackknife gives the same each time.
///
/// `ratings`: units × raters.
///
/// # Errors
/// [`Reason::TooFew`] under two raters or without a unit with two ratings; [`Reason::NoVariation`] where all such
/// ratings are the same; [`Reason::Negative`] for ratio differences of values below 0.
///
/// ```
/// use troth_dyads::agreement::{Level, Table, krippendorff_alpha};
/// // Observed: one unit of three disagrees, 2/6; expected (3·3 + 3·3)/(6·5). Alpha 1 − (2/6)/(18/30) = 4/9.
/// let rows = [[Some(1.0), Some(1.0)], [Some(1.0), Some(2.0)], [Some(2.0), Some(2.0)]];
/// let found = krippendorff_alpha(&Table::from_rows(&rows).unwrap(), Level::Nominal).unwrap();
/// assert!((found.alpha.estimate - 4.0 / 9.0).abs() < 1e-12);
/// ```
pub fn krippendorff_alpha(ratings: &Table, level: Level) -> Result<Krippendorff, Reason> {
    let raters = ratings.columns();
    if raters < 2 {
        return Err(Reason::TooFew { what: What::Raters, found: raters, needed: 2 });
    }
    let units: Vec<Vec<f64>> = ratings
        .iter()
        .map(|r| r.iter().copied().flatten().collect::<Vec<_>>())
        .filter(|u| u.len() > 1)
        .collect();
    if units.is_empty() {
        return Err(Reason::TooFew { what: What::Units, found: 0, needed: 1 });
    }
    if level == Level::Ratio
        && let Some(found) = units.iter().flatten().copied().find(|v| *v < 0.0)
    {
        return Err(Reason::Negative { found });
    }
    let coded = Coded::of(&units, level);
    let whole = coded.disagreement(None).ok_or(Reason::NoVariation)?;
    let alpha = 1.0 - whole;
    let n = units.len() as f64;
    let parts: Option<Vec<f64>> = match level {
        _ if units.len() < 3 || whole <= 0.0 => None,
        Level::Ordinal => (0..units.len()).map(|u| coded.disagreement(Some(u))).collect(),
        Level::Nominal | Level::Interval | Level::Ratio => coded.each_left_out(),
    };
    let se = parts.map(|parts| {
        let mean = parts.iter().sum::<f64>() / n;
        ((n - 1.0) / n * parts.iter().map(|p| (p - mean) * (p - mean)).sum::<f64>()).sqrt()
    });
    let ends = se.zip(t_two_sided(n - 1.0)).map(|(se, t)| {
        let factor = (t * se / whole).exp();
        (1.0 - whole * factor, 1.0 - whole / factor)
    });
    let why = if whole <= 0.0 {
        "all raters agree everywhere, and an interval of no width would claim certainty"
    } else {
        "too few units differ to tell how far it would vary"
    };
    Ok(Krippendorff {
        level,
        units: units.len(),
        left_out: ratings.rows() - units.len(),
        ratings: units.iter().map(Vec::len).sum(),
        raters,
        alpha: interval(alpha, se, ends, why),
    })
}

/// Ratings as places in the list of different values.
struct Coded {
    level: Level,
    values: Vec<f64>,
    counts: Vec<f64>,
    units: Vec<Vec<usize>>,
}

impl Coded {
    fn of(units: &[Vec<f64>], level: Level) -> Self {
        // Adding 0 makes −0 and 0 the same value.
        let mut values: Vec<f64> = units.iter().flatten().map(|v| v + 0.0).collect();
        values.sort_by(f64::total_cmp);
        values.dedup();
        let place = |v: &f64| values.binary_search_by(|x| x.total_cmp(&(v + 0.0))).unwrap_or(0);
        let units: Vec<Vec<usize>> = units.iter().map(|u| u.iter().map(place).collect()).collect();
        let mut counts = vec![0.0; values.len()];
        for k in units.iter().flatten() {
            counts[*k] += 1.0;
        }
        Self { level, values, counts, units }
    }

    /// Observed through expected disagreement, without one unit if so asked; none if nothing is expected.
    fn disagreement(&self, without: Option<usize>) -> Option<f64> {
        let mut counts = self.counts.clone();
        for k in without.and_then(|u| self.units.get(u)).into_iter().flatten() {
            counts[*k] -= 1.0;
        }
        // One value left: sums of squares would be rounding.
        if counts.iter().filter(|c| **c > 0.0).count() < 2 {
            return None;
        }
        let at = self.positions(&counts);
        let n: f64 = counts.iter().sum();
        let observed: f64 = (0..self.units.len())
            .filter(|u| Some(*u) != without)
            .filter_map(|u| self.units.get(u))
            .map(|u| self.within(u, &at) / (u.len() - 1) as f64)
            .sum();
        let expected: f64 = match self.level {
            // Squared differences: from sums, since pairs of many values would take long.
            Level::Ordinal | Level::Interval => {
                let mean = counts.iter().zip(&at).map(|(c, x)| c * x).sum::<f64>() / n;
                2.0 * n * counts.iter().zip(&at).map(|(c, x)| c * (x - mean) * (x - mean)).sum::<f64>()
            }
            Level::Nominal => n * n - counts.iter().map(|c| c * c).sum::<f64>(),
            Level::Ratio => self.away(&counts, &at).iter().zip(&counts).map(|(t, c)| t * c).sum(),
        };
        (n > 1.0 && expected > 0.0).then(|| observed * (n - 1.0) / expected)
    }

    /// The same for every unit left out, from sums made once: expected disagreement loses the unit's ratings against
    /// all others, and gets back those inside it, which were taken off twice.
    fn each_left_out(&self) -> Option<Vec<f64>> {
        let at = self.positions(&self.counts);
        let away = self.away(&self.counts, &at);
        let n: f64 = self.counts.iter().sum();
        let expected: f64 = away.iter().zip(&self.counts).map(|(t, c)| t * c).sum();
        let within: Vec<f64> = self.units.iter().map(|u| self.within(u, &at)).collect();
        let observed: f64 = self.units.iter().zip(&within).map(|(u, w)| w / (u.len() - 1) as f64).sum();
        self.units
            .iter()
            .zip(&within)
            .map(|(u, w)| {
                let left = n - u.len() as f64;
                let gone: f64 = u.iter().map(|k| away[*k]).sum();
                let expected_left = expected - 2.0 * gone + w;
                let observed_left = observed - w / (u.len() - 1) as f64;
                (left > 1.0 && expected_left > 1e-12 * expected)
                    .then(|| (observed_left * (left - 1.0) / expected_left).max(0.0))
            })
            .collect()
    }

    /// Where values lie for their differences: themselves, or for ordinal ratings the middle of their ranks.
    fn positions(&self, counts: &[f64]) -> Vec<f64> {
        if self.level != Level::Ordinal {
            return self.values.clone();
        }
        let mut below = 0.0;
        counts
            .iter()
            .map(|c| {
                below += c;
                below - c / 2.0
            })
            .collect()
    }

    /// Sum of squared differences over ordered pairs of ratings of one unit.
    fn within(&self, unit: &[usize], at: &[f64]) -> f64 {
        let mut sum = 0.0;
        for (i, a) in unit.iter().enumerate() {
            sum += unit.iter().take(i).map(|b| 2.0 * self.level.apart(at[*a], at[*b], a == b)).sum::<f64>();
        }
        sum
    }

    /// For each value, the sum of squared differences from all ratings. Cost: square of the number of values.
    fn away(&self, counts: &[f64], at: &[f64]) -> Vec<f64> {
        at.iter()
            .map(|a| at.iter().zip(counts).map(|(b, c)| c * self.level.apart(*a, *b, a == b)).sum())
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rows() -> Vec<Vec<Option<f64>>> {
        let some = |row: &[f64]| row.iter().map(|v| (*v > 0.0).then_some(*v)).collect();
        [[1.0, 1.0, 2.0], [3.0, 0.0, 4.0], [2.0, 2.0, 2.0], [5.0, 4.0, 5.0], [0.0, 0.0, 3.0], [1.0, 3.0, 0.0]]
            .iter()
            .map(|r| some(r))
            .collect()
    }

    #[test]
    fn leaving_out_by_sums_is_leaving_out() {
        let units: Vec<Vec<f64>> = rows()
            .iter()
            .map(|r| r.iter().copied().flatten().collect::<Vec<_>>())
            .filter(|u| u.len() > 1)
            .collect();
        for level in [Level::Nominal, Level::Interval, Level::Ratio] {
            let coded = Coded::of(&units, level);
            let quick = coded.each_left_out().unwrap();
            for (u, quick) in quick.iter().enumerate() {
                let mut fewer = units.clone();
                fewer.remove(u);
                let slow = Coded::of(&fewer, level).disagreement(None).unwrap();
                assert!(
                    (quick - slow).abs() < 1e-12
                        && (coded.disagreement(Some(u)).unwrap() - slow).abs() < 1e-12
                );
            }
        }
    }

    #[test]
    fn raters_and_units_in_any_order() {
        let table = Table::from_rows(&rows()).unwrap();
        let turned: Vec<Vec<_>> = rows().into_iter().rev().map(|r| r.into_iter().rev().collect()).collect();
        let turned = Table::from_rows(&turned).unwrap();
        for level in [Level::Nominal, Level::Ordinal, Level::Interval, Level::Ratio] {
            let (a, b) =
                (krippendorff_alpha(&table, level).unwrap(), krippendorff_alpha(&turned, level).unwrap());
            assert!((a.alpha.estimate - b.alpha.estimate).abs() < 1e-12);
            assert_eq!((a.units, a.left_out, a.ratings), (5, 1, 13));
        }
    }

    #[test]
    fn no_variation_and_no_pairs() {
        let table = |rows: &[[Option<f64>; 2]]| Table::from_rows(rows).unwrap();
        let same = table(&[[Some(0.0), Some(-0.0)], [Some(0.0), Some(0.0)]]);
        assert_eq!(krippendorff_alpha(&same, Level::Nominal), Err(Reason::NoVariation));
        let rounding = table(&[[Some(30.34), Some(30.34)], [Some(30.34), None], [Some(30.34), Some(30.34)]]);
        assert_eq!(krippendorff_alpha(&rounding, Level::Interval), Err(Reason::NoVariation));
        let single = table(&[[Some(1.0), None], [None, Some(0.0)]]);
        assert!(matches!(krippendorff_alpha(&single, Level::Nominal), Err(Reason::TooFew { .. })));
        let below = table(&[[Some(1.0), Some(-1.0)]]);
        assert!(matches!(krippendorff_alpha(&below, Level::Ratio), Err(Reason::Negative { .. })));
    }
}
