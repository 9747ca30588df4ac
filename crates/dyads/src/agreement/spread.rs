//! Mean and spread of a few answers, exact where all are equal.

/// Number, mean, and sum of squared deviations from the mean.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Spread {
    pub(super) n: usize,
    pub(super) mean: f64,
    pub(super) squares: f64,
}

impl Spread {
    /// Of `values`; none without any. Deviations are taken from the first value, so that equal values have a spread
    /// of exactly 0.
    pub(super) fn of(values: impl Iterator<Item = f64> + Clone) -> Option<Self> {
        let first = values.clone().next()?;
        let (n, sum) = values.clone().fold((0_usize, 0.0), |(n, sum), v| (n + 1, sum + (v - first)));
        let shift = sum / n as f64;
        let squares = values.map(|v| (v - first - shift) * (v - first - shift)).sum();
        Some(Self { n, mean: first + shift, squares })
    }

    /// Variance with n − 1; none with fewer than two values.
    pub(super) fn variance(&self) -> Option<f64> {
        (self.n > 1).then(|| self.squares / (self.n - 1) as f64)
    }
}

/// The middle value, or the mean of the two middle ones; none without values.
pub(super) fn median(values: &[f64]) -> Option<f64> {
    let mut sorted = values.to_vec();
    sorted.sort_by(f64::total_cmp);
    let n = sorted.len();
    let (low, high) = (sorted.get(n.checked_sub(1)? / 2)?, sorted.get(n / 2)?);
    Some(if low == high { *low } else { low + (high - low) / 2.0 })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn equal_values_do_not_spread_at_all() {
        let spread = Spread::of([0.1, 0.1, 0.1].into_iter()).unwrap();
        assert_eq!((spread.mean, spread.squares), (0.1, 0.0));
        assert_eq!(Spread::of([].into_iter()), None);
    }

    #[test]
    fn middle_of_even_and_odd() {
        assert_eq!(median(&[3.0, 1.0, 2.0]), Some(2.0));
        assert_eq!(median(&[4.0, 1.0, 2.0, 3.0]), Some(2.5));
        assert_eq!(median(&[]), None);
    }
}
