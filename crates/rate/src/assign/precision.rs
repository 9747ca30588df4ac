//! How sharply a direction can be read with so many people: an aid for planning, never a reason to ask fewer than the floor.
//!
//! In the model of two-sided ratings (docs/methods/two-sided-ratings.md) an answer is the direction's own value, plus
//! the level of the respondent u, plus what is left e. The mean of n colleagues lies around the direction's value with
//! variance (var(u) + var(e)) / n.

use super::chance::at_least;
use super::error::AssignError;
use super::problem::LEAST_FLOOR;

/// How far answers are spread, on the square of the scale on which they are given.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Spread {
    /// Variance between directions: var(a) + var(b) + var(g).
    between: f64,
    /// Variance between colleagues about one partner: var(u) + var(e).
    within: f64,
}

impl Spread {
    /// From the variances of an earlier wave, or from those that somebody assumes and states; none if one is below 0 or no
    /// number.
    pub fn of(between: f64, within: f64) -> Option<Self> {
        let fine = |variance: f64| variance.is_finite() && variance >= 0.0;
        (fine(between) && fine(within)).then_some(Self { between, within })
    }

    /// From ICC(1), the share of all variance that lies between directions, and the standard deviation of single answers;
    /// none if the first lies outside 0 to 1 or the second is below 0.
    pub fn of_icc(icc: f64, deviation: f64) -> Option<Self> {
        let variance = deviation * deviation;
        ((0.0..=1.0).contains(&icc) && deviation >= 0.0)
            .then(|| Self::of(icc * variance, (1.0 - icc) * variance))
            .flatten()
    }

    /// Standard error of the mean of so many people about one partner: √(within / n), in points of the scale. None below
    /// the floor of the product, where no mean is shown.
    pub fn standard_error(&self, people: usize) -> Option<f64> {
        (people >= LEAST_FLOOR).then(|| (self.within / number(people)).sqrt())
    }

    /// Standard error of the difference of the two sides, which are answered by different people; none if one of them is
    /// below the floor.
    pub fn of_difference(&self, forth: usize, back: usize) -> Option<f64> {
        Some(self.standard_error(forth)?.hypot(self.standard_error(back)?))
    }

    /// ICC(1, n), the reliability of the mean of so many people, by Spearman and Brown; none where nothing varies.
    pub fn reliability(&self, people: usize) -> Option<f64> {
        let n = number(people);
        let all = n * self.between + self.within;
        (all > 0.0).then(|| n * self.between / all)
    }

    /// How many people have to answer for a standard error of at most `error` points: never fewer than the floor, however
    /// much colleagues agree. None if `error` is not above 0 or more than 10,000 would be needed.
    ///
    /// # Errors
    /// If the floor is below the smallest there is.
    pub fn people(&self, error: f64, floor: usize) -> Result<Option<usize>, AssignError> {
        if floor < LEAST_FLOOR {
            return Err(AssignError::Floor { given: floor, least: LEAST_FLOOR });
        }
        let needed = (self.within / (error * error) - 1e-9).ceil();
        if !(error > 0.0 && needed <= 10_000.0) {
            return Ok(None);
        }
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "from 0 to 10,000")]
        let needed = needed.max(0.0) as usize;
        Ok(Some(needed.max(floor)))
    }
}

/// How many have to be asked so that at least `people` answer with probability `chance`, if a `share` of them does. None if more
/// than 10,000 would be needed.
pub fn asked_for(people: usize, share: f64, chance: f64) -> Option<usize> {
    (people..=10_000).find(|asked| at_least(people, *asked, share) >= chance)
}

#[expect(clippy::cast_precision_loss, reason = "people are fewer than 2^52")]
const fn number(count: usize) -> f64 {
    count as f64
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn the_example_of_the_methods_page() {
        // Answers from 1 to 5 with a standard deviation of 1, of which three tenths lie between directions.
        let spread = Spread::of_icc(0.3, 1.0).unwrap();
        assert!((spread.standard_error(5).unwrap() - 0.374).abs() < 5e-4);
        assert!((spread.standard_error(12).unwrap() - 0.242).abs() < 5e-4);
        assert!((spread.of_difference(5, 8).unwrap() - 0.477).abs() < 5e-4);
        assert!((spread.reliability(5).unwrap() - 0.682).abs() < 5e-4);
        assert_eq!(spread.people(0.25, 5), Ok(Some(12)));
        assert_eq!(asked_for(12, 0.7, 0.8), Some(19));
    }

    #[test]
    fn below_the_floor_there_is_no_standard_error() {
        let spread = Spread::of(1.0, 1.0).unwrap();
        assert!((0..5).all(|people| spread.standard_error(people).is_none()));
        assert!(spread.of_difference(4, 50).is_none() && spread.of_difference(50, 4).is_none());
        assert!(Spread::of(-1.0, 1.0).is_none() && Spread::of(f64::NAN, 1.0).is_none());
        assert!(Spread::of_icc(1.1, 1.0).is_none() && Spread::of_icc(0.5, -1.0).is_none());
    }

    proptest! {
        #[test]
        fn planning_for_precision_never_asks_for_fewer_than_the_floor(
            (icc, deviation) in (0.0_f64..=1.0, 0.0_f64..100.0),
            error in prop_oneof![1e-3_f64..10.0, Just(f64::INFINITY), Just(1e300)],
            floor in 0_usize..12,
        ) {
            let planned = Spread::of_icc(icc, deviation).unwrap().people(error, floor);
            match planned {
                Err(refused) => prop_assert!(floor < 5, "{refused}"),
                Ok(people) => {
                    prop_assert!(floor >= 5);
                    prop_assert!(people.is_none_or(|people| people >= floor));
                }
            }
        }

        #[test]
        fn as_many_as_are_planned_are_enough_and_one_fewer_is_not(
            (icc, error, floor) in (0.0_f64..=1.0, 0.05_f64..2.0, 5_usize..12),
        ) {
            let spread = Spread::of_icc(icc, 1.0).unwrap();
            if let Some(people) = spread.people(error, floor).unwrap() {
                prop_assert!(spread.standard_error(people).unwrap() <= error + 1e-6);
                if people > floor {
                    prop_assert!(spread.standard_error(people - 1).unwrap() > error - 1e-6);
                }
            }
        }
    }
}
