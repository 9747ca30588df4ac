//! The difference of two values that were released apart from each other: two rounds, two questions, or what one side
//! thinks and the other says. Worked out from what both show and from nothing else, so it tells nothing that the two do
//! not tell.

use serde::{Deserialize, Serialize};
use troth_network::{Uncertainty, Value};

use crate::compare::difference;
use crate::two_sided::DirectionState;

/// Half a point: how far a number in whole points may lie from the one it was rounded from.
const ROUNDED: f64 = 0.005;

/// What is left of a number that is whole but for the last digits of its arithmetic.
const CRUMB: f64 = 1e-7;

/// Two values beside each other.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Contrast {
    /// First less second, on −1 to 1.
    Known {
        /// The difference with its 95 % interval.
        value: Value,
        /// One of the two shows staff, the other a representative.
        unlike_sources: bool,
    },
    /// Both are shown, and how far one of them may be off is not known, so nothing is said of the difference.
    NoRange,
    /// One of the two is not shown, or neither is.
    NotBoth,
    /// The two must not be put beside each other, and why.
    NotCompared {
        /// Why, in a sentence.
        reason: String,
    },
}

impl Contrast {
    /// `first` less `second`, both as they were released.
    pub fn of(first: Option<&DirectionState>, second: Option<&DirectionState>) -> Self {
        let shown = |state: Option<&DirectionState>| Some((state?.value()?.clone(), state?.source()?));
        let (Some((a, of_a)), Some((b, of_b))) = (shown(first), shown(second)) else { return Self::NotBoth };
        match minus(&a, &b) {
            Some(value) => Self::Known { value, unlike_sources: of_a != of_b },
            None => Self::NoRange,
        }
    }

    /// The same difference of the opposites of both, such as unevenness in the place of evenness.
    #[must_use]
    pub fn turned(self) -> Self {
        let Self::Known { value, unlike_sources } = self else { return self };
        let uncertainty = match value.uncertainty {
            Uncertainty::Interval { low, high } => Uncertainty::Interval { low: -high, high: -low },
            other => other,
        };
        Self::Known { value: Value { estimate: -value.estimate, uncertainty, ..value }, unlike_sources }
    }

    /// The difference, where it is known.
    pub const fn value(&self) -> Option<&Value> {
        match self {
            Self::Known { value, .. } => Some(value),
            Self::NoRange | Self::NotBoth | Self::NotCompared { .. } => None,
        }
    }

    /// Whether its whole interval lies above 0.
    pub fn is_higher(&self) -> bool {
        self.value().is_some_and(|value| value.surely_above(0.0))
    }

    /// Whether its whole interval lies below 0.
    pub fn is_lower(&self) -> bool {
        self.value().is_some_and(|value| value.surely_below(0.0))
    }

    /// Whether both are shown and it cannot be told which is higher.
    pub fn is_open(&self) -> bool {
        matches!(self, Self::Known { .. } | Self::NoRange) && !self.is_higher() && !self.is_lower()
    }
}

/// `first` less `second`, two values on 0–1 in whole points as they leave, taken as independent; `None` if one of them
/// has no interval.
///
/// The interval is that of [`difference`]. An end at 0 or 1 may have been cut off there, so the longer reach of that
/// value then counts on both sides; and since both numbers are rounded, the ends go half a point and then outwards to
/// whole points.
pub fn minus(first: &Value, second: &Value) -> Option<Value> {
    let Value { estimate, uncertainty, .. } = difference(&uncut(first)?, &uncut(second)?)?;
    let Uncertainty::Interval { low, high } = uncertainty else { return None };
    let low = (((low - ROUNDED) * 100.0 + CRUMB).floor() / 100.0).max(-1.0);
    let high = (((high + ROUNDED) * 100.0 - CRUMB).ceil() / 100.0).min(1.0);
    let estimate = (estimate * 100.0).round() / 100.0;
    Some(Value { estimate, uncertainty: Uncertainty::Interval { low, high }, people: None })
}

/// The same value with its longer reach on both sides where an end lies at the end of the scale.
fn uncut(value: &Value) -> Option<Value> {
    let (low, high) = value.interval()?;
    if low > CRUMB && high < 1.0 - CRUMB {
        return Some(value.clone());
    }
    let reach = (value.estimate - low).max(high - value.estimate);
    let uncertainty = Uncertainty::Interval { low: value.estimate - reach, high: value.estimate + reach };
    Some(Value { uncertainty, ..value.clone() })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::two_sided::AnswerSource;

    fn value(estimate: f64, low: f64, high: f64) -> Value {
        Value { estimate, uncertainty: Uncertainty::Interval { low, high }, people: None }
    }

    fn shown(value: Value, source: AnswerSource) -> DirectionState {
        DirectionState::Shown { value, source }
    }

    fn withheld() -> DirectionState {
        DirectionState::Withheld { reason: "Few".into(), would_help: "More".into(), pooled: None }
    }

    #[test]
    fn worked_by_hand_and_rounded_outwards() {
        // Reaches of 8 and 6: √(8² + 6²) = 10, half a point more, outwards to 11.
        let found = minus(&value(0.60, 0.52, 0.68), &value(0.45, 0.39, 0.51)).unwrap();
        assert_eq!((found.estimate, found.interval()), (0.15, Some((0.04, 0.26))));
    }

    #[test]
    fn an_end_that_was_cut_off_at_the_end_of_the_scale_makes_nothing_surer() {
        // 95 (85 to 100): upwards it may have reached 10 too, so √(10² + 6²) = 11.66 on both sides.
        let found = minus(&value(0.95, 0.85, 1.0), &value(0.60, 0.54, 0.66)).unwrap();
        assert_eq!(found.interval(), Some((0.22, 0.48)));
        let turned = minus(&value(0.60, 0.54, 0.66), &value(0.95, 0.85, 1.0)).unwrap();
        assert_eq!(turned.interval(), Some((-0.48, -0.22)));
    }

    #[test]
    fn the_range_holds_that_of_the_numbers_before_they_were_rounded() {
        // Rounded at worst: one up by half a point, the other down, with both inner ends on whole points.
        let whole = |v: f64| (v * 100.0).round() / 100.0;
        let rounded = |e: f64, low: f64, high: f64| {
            value(whole(e), (low * 100.0).floor() / 100.0, (high * 100.0).ceil() / 100.0)
        };
        for step in 0..100 {
            let shift = f64::from(step) * 0.0001;
            let (a, b) = (0.6003 + shift, 0.4497 - shift / 3.0);
            let exact = difference(&value(a, a - 0.051, a + 0.047), &value(b, b - 0.033, b + 0.062)).unwrap();
            let found = minus(&rounded(a, a - 0.051, a + 0.047), &rounded(b, b - 0.033, b + 0.062)).unwrap();
            let ((l, h), (low, high)) = (exact.interval().unwrap(), found.interval().unwrap());
            assert!(low <= l && h <= high, "{step}: {l} to {h} in {low} to {high}");
        }
    }

    #[test]
    fn nothing_is_said_where_one_of_the_two_is_not_shown() {
        let staff = shown(value(0.6, 0.5, 0.7), AnswerSource::Staff);
        for other in [None, Some(&DirectionState::NotRated), Some(&withheld())] {
            assert_eq!(Contrast::of(Some(&staff), other), Contrast::NotBoth);
            assert_eq!(Contrast::of(other, Some(&staff)), Contrast::NotBoth);
        }
    }

    #[test]
    fn without_a_range_of_both_there_is_no_difference_and_unlike_sources_are_marked() {
        let staff = shown(value(0.6, 0.5, 0.7), AnswerSource::Staff);
        let uncertainty = Uncertainty::NotQuantified { reason: "one answer".into() };
        let plain = shown(Value { estimate: 0.2, uncertainty, people: None }, AnswerSource::Staff);
        assert_eq!(Contrast::of(Some(&staff), Some(&plain)), Contrast::NoRange);
        let one = shown(value(0.2, 0.1, 0.3), AnswerSource::Representative);
        let found = Contrast::of(Some(&staff), Some(&one));
        assert!(matches!(found, Contrast::Known { unlike_sources: true, .. }));
        assert!(found.is_higher() && !found.is_open() && !found.is_lower());
        let turned = found.turned();
        assert!(turned.is_lower() && turned.value().unwrap().interval().unwrap().1 < 0.0);
    }
}
