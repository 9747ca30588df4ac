//! The printed rule for ratings: from a two-sided value to "uneven", "even", "in the middle" or "cannot tell".

use troth_network::{Determination, Level, Value};

/// Above this share of the scale unevenness counts as high (our cut-off, mark A).
pub const HIGH: f64 = 0.6;
/// Below this share it counts as low (our cut-off, mark A).
pub const LOW: f64 = 0.4;

/// The rule in words, shown beside every result it made.
pub const RULE: &str = "Survey: unevenness is 100 minus the score. Uneven when its whole range lies above 60, \
     even when it lies below 40, in the middle when it lies between 40 and 60, otherwise it cannot be told.";

/// Reads the unevenness of one direction from its score (0–1, 1 means no unevenness).
///
/// The interval decides, never the estimate alone; without an interval nothing is determined.
pub fn determine(score: &Value) -> Determination {
    let Some((low, high)) = score.interval() else {
        return Determination::Undetermined { reason: "The range of this value is not known.".to_owned() };
    };
    let (low, high) = (1.0 - high, 1.0 - low);
    if low > HIGH {
        Determination::Determined(Level::High)
    } else if high < LOW {
        Determination::Determined(Level::Low)
    } else if low >= LOW && high <= HIGH {
        Determination::Determined(Level::Middle)
    } else {
        Determination::Undetermined { reason: "The range is too wide to tell.".to_owned() }
    }
}

#[cfg(test)]
mod tests {
    use troth_network::Uncertainty;

    use super::*;

    fn score(low: f64, high: f64) -> Value {
        let uncertainty = Uncertainty::Interval { low, high };
        Value { estimate: f64::midpoint(low, high), uncertainty, people: None }
    }

    #[test]
    fn the_whole_interval_has_to_lie_on_one_side() {
        assert_eq!(determine(&score(0.10, 0.35)), Determination::Determined(Level::High));
        assert_eq!(determine(&score(0.65, 0.90)), Determination::Determined(Level::Low));
        assert_eq!(determine(&score(0.42, 0.58)), Determination::Determined(Level::Middle));
        assert!(matches!(determine(&score(0.10, 0.45)), Determination::Undetermined { .. }));
    }

    #[test]
    fn no_interval_no_level() {
        let value = Value { estimate: 0.05, uncertainty: Uncertainty::Exact, people: None };
        assert!(matches!(determine(&value), Determination::Undetermined { .. }));
    }
}
