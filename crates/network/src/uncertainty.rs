//! No number alone: a value carries what is known of its uncertainty and how many people it rests on. How much
//! of what was asked came back stands beside it: directions that are not rated or withheld keep their place.

use serde::{Deserialize, Serialize};

/// What is known of a value's uncertainty.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "kind")]
pub enum Uncertainty {
    /// A 95% interval on the value's own scale.
    Interval {
        /// Lower end.
        low: f64,
        /// Upper end.
        high: f64,
    },
    /// A declared fact or a count: nothing to estimate.
    Exact,
    /// There is uncertainty and it could not be worked out, with the reason in a sentence.
    NotQuantified {
        /// Why not.
        reason: String,
    },
}

/// How many answers stand behind a value, in bands, so that a count cannot tell who answered.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CountBand {
    /// One representative speaking for the organisation.
    One,
    /// Two to four representatives; never used for staff.
    TwoToFour,
    /// 5 to 9 people.
    FiveToNine,
    /// 10 to 19 people.
    TenToNineteen,
    /// 20 people or more.
    TwentyOrMore,
}

impl CountBand {
    /// The band of `n` people; `None` for nobody.
    pub const fn of(n: usize) -> Option<Self> {
        match n {
            0 => None,
            1 => Some(Self::One),
            2..=4 => Some(Self::TwoToFour),
            5..=9 => Some(Self::FiveToNine),
            10..=19 => Some(Self::TenToNineteen),
            _ => Some(Self::TwentyOrMore),
        }
    }

    /// The band in words, such as "5 to 9 people".
    pub const fn words(self) -> &'static str {
        match self {
            Self::One => "1 person, for the organisation",
            Self::TwoToFour => "2 to 4 people",
            Self::FiveToNine => "5 to 9 people",
            Self::TenToNineteen => "10 to 19 people",
            Self::TwentyOrMore => "20 people or more",
        }
    }
}

/// An estimate with its uncertainty and the band of people it rests on.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Value {
    /// The estimate, on 0–1 unless the field that holds it says otherwise.
    pub estimate: f64,
    /// What is known of its uncertainty.
    pub uncertainty: Uncertainty,
    /// How many people answered, banded; `None` where people are not what is counted.
    pub people: Option<CountBand>,
}

impl Value {
    /// The ends of the 95% interval, if there is one.
    pub const fn interval(&self) -> Option<(f64, f64)> {
        match self.uncertainty {
            Uncertainty::Interval { low, high } => Some((low, high)),
            Uncertainty::Exact | Uncertainty::NotQuantified { .. } => None,
        }
    }

    /// Whether the whole interval lies above `mark`; false where there is no interval.
    pub fn surely_above(&self, mark: f64) -> bool {
        self.interval().is_some_and(|(low, _)| low > mark)
    }

    /// Whether the whole interval lies below `mark`; false where there is no interval.
    pub fn surely_below(&self, mark: f64) -> bool {
        self.interval().is_some_and(|(_, high)| high < mark)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_value_without_interval_is_never_sure() {
        let value = Value {
            estimate: 0.9,
            uncertainty: Uncertainty::NotQuantified { reason: "one answer".into() },
            people: CountBand::of(1),
        };
        assert!(!value.surely_above(0.1));
        assert!(!value.surely_below(1.5));
    }

    #[test]
    fn bands_hide_the_exact_count() {
        assert_eq!(CountBand::of(5), CountBand::of(9));
        assert_ne!(CountBand::of(4), CountBand::of(5));
        assert_eq!(CountBand::of(0), None);
    }
}
