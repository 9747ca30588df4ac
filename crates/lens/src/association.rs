//! Whether two things go together over the directions of a partnership. Association, never cause.

use serde::{Deserialize, Serialize};
use troth_network::Value;

/// What is known of two things beside each other.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Found {
    /// One of the two has no answers.
    NotMeasured,
    /// Spearman's ρ with its interval.
    Known {
        /// On −1 to 1.
        rho: Value,
        /// Directions of which both are shown.
        directions: usize,
        /// Organisations in them.
        organisations: usize,
    },
    /// Both have answers, and too little is shown of them together.
    TooLittle {
        /// Why, in a sentence.
        reason: String,
    },
}

/// Two things of the framework beside each other.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Association {
    /// The first, in plain words.
    pub first: String,
    /// The other.
    pub second: String,
    /// What is known.
    pub found: Found,
}

impl Association {
    /// 1 where both surely go the same way, −1 where they surely go opposite ways, 0 where it cannot be told; `None` where
    /// one has no answers.
    pub fn sign(&self) -> Option<i8> {
        match &self.found {
            Found::NotMeasured => None,
            Found::Known { rho, .. } if rho.surely_above(0.0) => Some(1),
            Found::Known { rho, .. } if rho.surely_below(0.0) => Some(-1),
            Found::Known { .. } | Found::TooLittle { .. } => Some(0),
        }
    }
}

/// The two arrows of one story.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Arrows {
    /// From what is uneven to each kind of trust.
    pub to_trust: Vec<Association>,
    /// From each kind of trust to each joint work.
    pub to_work: Vec<Association>,
}

/// What an arrow says of all its associations together.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ArrowSays {
    /// Nothing on it was measured.
    NotMeasured,
    /// For none it can be told.
    CannotTell,
    /// All that are measured surely go the same way.
    Same,
    /// All that are measured surely go opposite ways.
    Opposite,
    /// Some surely go together, for others it cannot be told or they go otherwise.
    Some,
}

impl ArrowSays {
    /// Of these.
    pub fn of(all: &[Association]) -> Self {
        let signs: Vec<i8> = all.iter().filter_map(Association::sign).collect();
        let all_are = |sign: i8| signs.iter().all(|s| *s == sign);
        match signs.first() {
            None => Self::NotMeasured,
            Some(0) if all_are(0) => Self::CannotTell,
            Some(1) if all_are(1) => Self::Same,
            Some(-1) if all_are(-1) => Self::Opposite,
            Some(_) => Self::Some,
        }
    }
}

#[cfg(test)]
mod tests {
    use troth_network::Uncertainty;

    use super::*;

    fn known(low: f64, high: f64) -> Association {
        let rho = Value {
            estimate: f64::midpoint(low, high),
            uncertainty: Uncertainty::Interval { low, high },
            people: None,
        };
        let found = Found::Known { rho, directions: 40, organisations: 10 };
        Association { first: "Fair".into(), second: "Planning".into(), found }
    }

    fn other(found: Found) -> Association {
        Association { found, ..known(0.0, 0.0) }
    }

    #[test]
    fn an_arrow_says_no_more_than_all_its_associations_hold() {
        let few = || other(Found::TooLittle { reason: "Few.".into() });
        let none = || other(Found::NotMeasured);
        let says = |all: Vec<Association>| ArrowSays::of(&all);
        assert_eq!(says(vec![]), ArrowSays::NotMeasured);
        assert_eq!(says(vec![none(), none()]), ArrowSays::NotMeasured);
        assert_eq!(says(vec![known(-0.1, 0.6), few()]), ArrowSays::CannotTell);
        assert_eq!(says(vec![known(0.1, 0.6), none()]), ArrowSays::Same);
        assert_eq!(says(vec![known(-0.6, -0.1)]), ArrowSays::Opposite);
        assert_eq!(says(vec![known(0.1, 0.6), few()]), ArrowSays::Some);
        assert_eq!(says(vec![known(0.1, 0.6), known(-0.6, -0.1)]), ArrowSays::Some);
    }
}
