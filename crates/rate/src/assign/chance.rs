//! The chance that enough of those asked answer.

use statrs::distribution::{Binomial, DiscreteCDF};

/// Probability that at least `floor` of `asked` people answer, each with probability `share` from 0 to 1 and
/// independently of the others: the upper tail of the binomial distribution (Johnson, Kemp and Kotz, Univariate
/// Discrete Distributions, 3rd ed. 2005, chapter 3). A share outside 0 to 1 is taken as the nearer end, and what is no number
/// as 0.
pub fn at_least(floor: usize, asked: usize, share: f64) -> f64 {
    if floor == 0 {
        return 1.0;
    }
    if asked < floor || share.is_nan() || share <= 0.0 {
        return 0.0;
    }
    if share >= 1.0 {
        return 1.0;
    }
    // More than `floor − 1` of them; people are far fewer than 2^64.
    Binomial::new(share, asked as u64).map_or(0.0, |answers| answers.sf(floor as u64 - 1)).clamp(0.0, 1.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// 1 − Σ C(n, k) pᵏ (1 − p)ⁿ⁻ᵏ, with the binomial coefficients of Pascal's triangle.
    fn summed(floor: usize, asked: usize, share: f64) -> f64 {
        let mut row = vec![1.0];
        for _ in 0..asked {
            let inner: Vec<f64> = row.windows(2).map(|w| w[0] + w[1]).collect();
            row = std::iter::once(1.0).chain(inner).chain(std::iter::once(1.0)).collect();
        }
        let power = |base: f64, n: usize| base.powi(i32::try_from(n).unwrap());
        (floor..=asked).map(|k| row[k] * power(share, k) * power(1.0 - share, asked - k)).sum()
    }

    #[test]
    fn the_tail_is_that_of_summing_every_term() {
        for asked in 0..30 {
            for floor in 0..12 {
                for share in [0.05, 0.3, 0.5, 0.7, 0.95] {
                    let (fast, slow) = (at_least(floor, asked, share), summed(floor, asked, share));
                    assert!((fast - slow).abs() < 1e-12, "{floor} of {asked} at {share}: {fast} and {slow}");
                }
            }
        }
    }

    #[test]
    fn the_ends_and_what_is_no_share() {
        assert_eq!(at_least(0, 0, 0.0), 1.0);
        assert_eq!(at_least(5, 4, 1.0), 0.0);
        assert_eq!(at_least(5, 5, 1.0), 1.0);
        assert_eq!(at_least(5, 5, 0.0), 0.0);
        assert_eq!(at_least(5, 5, f64::NAN), 0.0);
        assert!((at_least(5, 8, 0.7) - 0.806).abs() < 5e-4, "the example of docs/methods/showable.md");
    }
}
