//! Two released values beside each other, in words. No word says more than the range of the difference holds.

use troth_lens::Contrast;
use troth_lens::scale_words::{end, points};
use troth_network::Value;

/// What stands where one of two values is not shown.
pub const NOT_BOTH: &str = "Not both shown";

/// What is said of a difference without a range.
const NO_RANGE: &str = "Cannot tell (range not known)";

/// "Higher by 12 (3 to 21)", "Cannot tell (−5 to +9)", or why nothing is said.
pub fn told(contrast: &Contrast) -> String {
    match contrast {
        Contrast::Known { value, unlike_sources } => {
            let note = if *unlike_sources { "; staff in one, representative in the other" } else { "" };
            format!("{}{note}", of(value))
        }
        Contrast::NoRange => NO_RANGE.to_owned(),
        Contrast::NotBoth => NOT_BOTH.to_owned(),
        Contrast::NotCompared { reason } => format!("Not compared. {reason}"),
    }
}

fn of(value: &Value) -> String {
    let Some((low, high)) = value.interval() else { return NO_RANGE.to_owned() };
    let by = points(value.estimate.abs());
    if low > 0.0 {
        format!("Higher by {by} ({} to {})", end(low), end(high))
    } else if high < 0.0 {
        format!("Lower by {by} ({} to {})", end(-high), end(-low))
    } else {
        let signed = |share: f64| if share > 0.0 { format!("+{}", end(share)) } else { end(share) };
        format!("Cannot tell ({} to {})", signed(low), signed(high))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::example::value;

    fn known(estimate: f64, low: f64, high: f64) -> Contrast {
        Contrast::Known { value: value(estimate, low, high), unlike_sources: false }
    }

    #[test]
    fn a_direction_is_named_only_where_the_range_leaves_out_zero() {
        assert_eq!(told(&known(0.12, 0.03, 0.21)), "Higher by 12 (3 to 21)");
        assert_eq!(told(&known(-0.12, -0.21, -0.03)), "Lower by 12 (3 to 21)");
        assert_eq!(told(&known(0.12, -0.01, 0.25)), "Cannot tell (\u{2212}1 to +25)");
        assert_eq!(told(&known(0.12, 0.0, 0.25)), "Cannot tell (0 to +25)");
    }

    #[test]
    fn what_cannot_be_said_says_why() {
        assert_eq!(told(&Contrast::NotBoth), NOT_BOTH);
        let reason = "It was worded otherwise in Round 1.".to_owned();
        assert_eq!(
            told(&Contrast::NotCompared { reason }),
            "Not compared. It was worded otherwise in Round 1."
        );
        let unlike = Contrast::Known { value: value(0.12, 0.03, 0.21), unlike_sources: true };
        assert!(told(&unlike).ends_with("staff in one, representative in the other"));
    }
}
