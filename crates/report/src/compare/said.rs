//! Means, spreads and reciprocities in words.

use troth_lens::scale_words::points;
use troth_lens::{Correlation, Part, Standing, Wording};
use troth_network::{Uncertainty, Value};

use crate::words;

/// A mean with its range cut off at the ends of the scale, as pages show it.
pub(super) fn kept_inside(mean: &Value) -> Value {
    let uncertainty = match &mean.uncertainty {
        Uncertainty::Interval { low, high } => {
            Uncertainty::Interval { low: low.clamp(0.0, 1.0), high: high.clamp(0.0, 1.0) }
        }
        other => other.clone(),
    };
    Value { estimate: mean.estimate.clamp(0.0, 1.0), uncertainty, people: mean.people }
}

/// A partnership as a screen reader says it.
pub(super) fn aloud(wording: Wording, standing: &Standing) -> String {
    match standing {
        Standing::Shown { fit, .. } => {
            let mean = kept_inside(&fit.mean);
            format!("{}, {}", words::with_range(&mean), wording.range(&mean))
        }
        Standing::LeftOut { reason, .. } => format!("not shown. {reason}"),
    }
}

/// A spread: `12 points (8 to 17)`, `12 points, range not quantified`, `not distinguishable from 0, at most 6 points`.
pub fn part(part: &Part) -> String {
    match part {
        Part::Estimated(value) => match value.interval() {
            Some((low, high)) => {
                format!("{} ({} to {})", counted(value.estimate), points(low), points(high))
            }
            None => format!("{}, range not quantified", counted(value.estimate)),
        },
        Part::AtZero { at_most: Some(most) } => {
            format!("not distinguishable from 0, at most {}", counted(*most))
        }
        Part::AtZero { at_most: None } => "not distinguishable from 0".to_owned(),
    }
}

fn counted(share: f64) -> String {
    match points(share) {
        1 => "1 point".to_owned(),
        many => format!("{many} points"),
    }
}

/// A reciprocity on −1 to 1: `0.42 (−0.10 to 0.77)`, or why there is none.
pub fn correlation(correlation: &Correlation) -> String {
    match correlation {
        Correlation::Estimated(value) => match value.interval() {
            Some((low, high)) => {
                format!("{} ({} to {})", decimal(value.estimate), decimal(low), decimal(high))
            }
            None => format!("{}, range not quantified", decimal(value.estimate)),
        },
        Correlation::AtEdge => "at the edge of what is possible, so no finding".to_owned(),
        Correlation::None => "does not exist, as one of its spreads is 0".to_owned(),
    }
}

/// Two decimals with a proper minus, never −0.00.
fn decimal(number: f64) -> String {
    let hundredths = points(number);
    let sign = if hundredths < 0 { "\u{2212}" } else { "" };
    let size = hundredths.unsigned_abs();
    format!("{sign}{}.{:02}", size / 100, size % 100)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn value(estimate: f64, range: Option<(f64, f64)>) -> Value {
        let uncertainty = match range {
            Some((low, high)) => Uncertainty::Interval { low, high },
            None => Uncertainty::NotQuantified { reason: "fast".into() },
        };
        Value { estimate, uncertainty, people: None }
    }

    #[test]
    fn a_spread_has_its_range_or_says_that_it_has_none() {
        assert_eq!(part(&Part::Estimated(value(0.124, Some((0.08, 0.17))))), "12 points (8 to 17)");
        assert_eq!(part(&Part::Estimated(value(0.01, None))), "1 point, range not quantified");
        assert_eq!(
            part(&Part::AtZero { at_most: Some(0.058) }),
            "not distinguishable from 0, at most 6 points"
        );
    }

    #[test]
    fn a_reciprocity_is_never_a_number_alone() {
        let shown = Correlation::Estimated(value(0.42, Some((-0.104, 0.77))));
        assert_eq!(correlation(&shown), "0.42 (\u{2212}0.10 to 0.77)");
        assert_eq!(correlation(&Correlation::Estimated(value(-0.001, None))), "0.00, range not quantified");
        assert!(correlation(&Correlation::AtEdge).contains("no finding"));
    }

    #[test]
    fn a_mean_is_shown_within_its_scale() {
        assert_eq!(words::with_range(&kept_inside(&value(0.97, Some((0.9, 1.04))))), "97 (90 to 100)");
    }
}
