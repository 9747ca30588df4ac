//! The answer scale, and how far answers would spread on it if nobody agreed about anything.

use serde::Serialize;

use super::reason::{Reason, What};
use super::table::usable;

/// How answers without any agreement are thought to be distributed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum NullShape {
    /// Every point of the scale equally often.
    Uniform,
    /// Somewhat more answers at one end, as where people tend to be friendly.
    SlightSkew,
}

/// Variances of the slightly skewed distribution for 5 to 11 points one unit apart: LeBreton & Senter 2008, table 2;
/// for fewer points none is published there.
const SLIGHT_SKEW: [f64; 7] = [1.34, 1.85, 2.90, 3.47, 5.66, 6.30, 7.31];

/// An answer scale with equally spaced points from `low` to `high`.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct RatingScale {
    low: f64,
    high: f64,
    points: usize,
}

impl RatingScale {
    /// A scale with `points` answers from `low` to `high`.
    ///
    /// # Errors
    /// [`Reason::BadScale`] unless `low` < `high`, [`Reason::TooFew`] under 2 points.
    pub fn new(low: f64, high: f64, points: usize) -> Result<Self, Reason> {
        if !(usable(low) && usable(high) && low < high) {
            return Err(Reason::BadScale { low, high });
        }
        if points < 2 {
            return Err(Reason::TooFew { what: What::Points, found: points, needed: 2 });
        }
        Ok(Self { low, high, points })
    }

    /// The usual scale from 1 to `points`.
    ///
    /// # Errors
    /// [`Reason::TooFew`] under 2 points.
    pub fn one_to(points: usize) -> Result<Self, Reason> {
        Self::new(1.0, points.max(2) as f64, points)
    }

    /// Lowest answer.
    #[must_use]
    pub const fn low(&self) -> f64 {
        self.low
    }

    /// Highest answer.
    #[must_use]
    pub const fn high(&self) -> f64 {
        self.high
    }

    /// Number of points.
    #[must_use]
    pub const fn points(&self) -> usize {
        self.points
    }

    /// Distance of neighbouring points.
    #[must_use]
    pub fn step(&self) -> f64 {
        (self.high - self.low) / (self.points - 1) as f64
    }

    /// Variance of answers without agreement, on the square of the scale: for A points one unit apart (A² − 1)/12
    /// where they are uniform (James, Demaree & Wolf 1984), and the published value where they are slightly skewed
    /// (LeBreton & Senter 2008, table 2; 5 to 11 points).
    ///
    /// # Errors
    /// [`Reason::NoPublishedNull`] for a slight skew with fewer than 5 or more than 11 points.
    ///
    /// ```
    /// use troth_dyads::agreement::{NullShape, RatingScale};
    /// let five = RatingScale::one_to(5).unwrap();
    /// assert_eq!(five.null_variance(NullShape::Uniform), Ok(2.0));
    /// assert_eq!(five.null_variance(NullShape::SlightSkew), Ok(1.34));
    /// assert!(RatingScale::one_to(4).unwrap().null_variance(NullShape::SlightSkew).is_err());
    /// ```
    pub fn null_variance(&self, shape: NullShape) -> Result<f64, Reason> {
        let points = self.points as f64;
        let units = match shape {
            NullShape::Uniform => (points * points - 1.0) / 12.0,
            NullShape::SlightSkew => *self
                .points
                .checked_sub(5)
                .and_then(|k| SLIGHT_SKEW.get(k))
                .ok_or(Reason::NoPublishedNull { points: self.points })?,
        };
        Ok(units * self.step() * self.step())
    }

    /// The usual cut-off of an average deviation, A/6 units for A points (Burke & Dunlap 2002), on the scale.
    #[must_use]
    pub fn deviation_cut(&self) -> f64 {
        self.points as f64 / 6.0 * self.step()
    }

    /// Checks that answers lie on the scale.
    ///
    /// # Errors
    /// [`Reason::OutsideScale`] with their number.
    pub(super) fn check(&self, values: impl Iterator<Item = f64>) -> Result<(), Reason> {
        // Ends that went through a file or a change of scale may be off by rounding.
        let slack = 1e-9 * (self.high - self.low);
        let count = values.filter(|v| *v < self.low - slack || *v > self.high + slack).count();
        if count > 0 {
            return Err(Reason::OutsideScale { count, low: self.low, high: self.high });
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_uniform_variance_is_that_of_the_points() {
        for points in 2..=11_usize {
            let values: Vec<f64> = (0..points).map(|k| k as f64 / (points - 1) as f64).collect();
            let mean = values.iter().sum::<f64>() / points as f64;
            let variance = values.iter().map(|v| (v - mean) * (v - mean)).sum::<f64>() / points as f64;
            let scale = RatingScale::new(0.0, 1.0, points).unwrap();
            assert!((scale.null_variance(NullShape::Uniform).unwrap() - variance).abs() < 1e-14);
        }
    }

    #[test]
    fn the_slight_skew_of_five_points_is_that_of_its_published_shares() {
        // Shares .05 .15 .20 .35 .25 of the points 1 to 5: mean 3.6, mean of squares 14.3.
        assert!((14.3_f64 - 3.6 * 3.6 - SLIGHT_SKEW[0]).abs() < 1e-12);
    }

    #[test]
    fn nonsense_is_refused() {
        assert!(RatingScale::new(5.0, 1.0, 5).is_err());
        assert!(RatingScale::new(f64::NAN, 1.0, 5).is_err());
        assert!(RatingScale::one_to(1).is_err());
        assert!(RatingScale::one_to(0).is_err());
        let five = RatingScale::one_to(5).unwrap();
        assert!(matches!(
            five.check([0.0, 1.0, 6.0].into_iter()),
            Err(Reason::OutsideScale { count: 2, .. })
        ));
    }
}
