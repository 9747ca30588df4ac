//! Quantiles of few answers. Programs differ in how they define them, so the type is always stated.

use serde::Serialize;

/// Which definition, by the numbers of Hyndman & Fan 1996 that R uses too.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum QuantileType {
    /// Type 2: an answer that was given, or the mean of two where the share falls between them (SAS).
    Two,
    /// Type 6: on a straight line, at p(n + 1) (SPSS, Minitab).
    Six,
    /// Type 7: on a straight line, at 1 + p(n − 1) (R, spreadsheets).
    Seven,
}

/// The quantile for share `p` (0 to 1) of `sorted` values, lowest first; none without values or with a share
/// outside 0 to 1 (Hyndman & Fan 1996).
///
/// ```
/// use troth_dyads::agreement::{QuantileType, quantile};
/// let values = [1.0, 2.0, 3.0, 4.0];
/// assert_eq!(quantile(&values, 0.25, QuantileType::Two), Some(1.5));
/// assert_eq!(quantile(&values, 0.25, QuantileType::Six), Some(1.25));
/// assert_eq!(quantile(&values, 0.25, QuantileType::Seven), Some(1.75));
/// ```
#[must_use]
pub fn quantile(sorted: &[f64], p: f64, kind: QuantileType) -> Option<f64> {
    let (first, last) = (*sorted.first()?, *sorted.last()?);
    if !(0.0..=1.0).contains(&p) {
        return None;
    }
    let n = sorted.len() as f64;
    // Counted from 1. A share that is a whole number but for rounding is that number.
    let place = match kind {
        QuantileType::Two => n * p,
        QuantileType::Six => (n + 1.0) * p,
        QuantileType::Seven => 1.0 + (n - 1.0) * p,
    };
    let place = if (place - place.round()).abs() < 4.0 * f64::EPSILON * n { place.round() } else { place };
    let whole = place.floor();
    let at = |k: f64| {
        if k < 1.0 {
            return first;
        }
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "a whole number from 1 to the number of values"
        )]
        let index = k as usize - 1;
        sorted.get(index).copied().unwrap_or(last)
    };
    let (below, above) = (at(whole), at(whole + 1.0));
    let share = match kind {
        QuantileType::Two if place > whole => 1.0,
        QuantileType::Two => 0.5,
        QuantileType::Six | QuantileType::Seven => place - whole,
    };
    Some(if below == above { below } else { below + share * (above - below) })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ends_are_the_smallest_and_largest() {
        for kind in [QuantileType::Two, QuantileType::Six, QuantileType::Seven] {
            assert_eq!(quantile(&[1.0, 5.0], 0.0, kind), Some(1.0));
            assert_eq!(quantile(&[1.0, 5.0], 1.0, kind), Some(5.0));
            assert_eq!(quantile(&[1.0, 5.0], 0.5, kind), Some(3.0));
            assert_eq!(quantile(&[4.0], 0.3, kind), Some(4.0));
            assert_eq!(quantile(&[], 0.3, kind), None);
            assert_eq!(quantile(&[4.0], f64::NAN, kind), None);
        }
    }
}
