//! What goes together, in words. "Where … is higher, … tends to be" only where the whole range lies on one side of 0.

use troth_lens::association::{Association, Found};
use troth_network::Value;

/// One association as a sentence.
pub fn told(association: &Association) -> String {
    let (first, second) = (&association.first, &association.second);
    match &association.found {
        Found::NotMeasured => {
            format!("\u{201c}{first}\u{201d} and \u{201c}{second}\u{201d}: not both measured here yet.")
        }
        Found::TooLittle { reason } => {
            format!("\u{201c}{first}\u{201d} and \u{201c}{second}\u{201d}: cannot tell. {reason}")
        }
        Found::Known { rho, directions, organisations } => {
            let says = match association.sign() {
                Some(1) => {
                    format!(
                        "Where \u{201c}{first}\u{201d} is higher, \u{201c}{second}\u{201d} tends to be higher"
                    )
                }
                Some(-1) => {
                    format!(
                        "Where \u{201c}{first}\u{201d} is higher, \u{201c}{second}\u{201d} tends to be lower"
                    )
                }
                _ => format!(
                    "Whether \u{201c}{first}\u{201d} and \u{201c}{second}\u{201d} go together cannot be told"
                ),
            };
            format!(
                "{says}: {}, over {directions} directions between {organisations} organisations.",
                number(rho)
            )
        }
    }
}

/// The same in a few words, where first and second stand beside it: "higher with it, 0.52 (0.20 to 0.75), 44
/// directions".
pub fn short(association: &Association) -> String {
    match &association.found {
        Found::NotMeasured => "not measured yet".to_owned(),
        Found::TooLittle { .. } => "cannot tell".to_owned(),
        Found::Known { rho, directions, .. } => {
            let says = match association.sign() {
                Some(1) => "higher with it",
                Some(-1) => "lower with it",
                _ => "cannot tell",
            };
            format!("{says}, {}, {directions} directions", number(rho))
        }
    }
}

/// "0.52 (0.20 to 0.75)" with proper minus signs.
fn number(rho: &Value) -> String {
    let two = |x: f64| {
        let sign = if x < 0.0 { "\u{2212}" } else { "" };
        format!("{sign}{:.2}", x.abs())
    };
    match rho.interval() {
        Some((low, high)) => format!("{} ({} to {})", two(rho.estimate), two(low), two(high)),
        None => format!("{} (range not known)", two(rho.estimate)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::example::value;

    fn known(estimate: f64, low: f64, high: f64) -> Association {
        let found = Found::Known { rho: value(estimate, low, high), directions: 44, organisations: 14 };
        Association { first: "Fair".into(), second: "Planning".into(), found }
    }

    #[test]
    fn it_is_said_only_where_the_range_leaves_out_zero_and_never_as_a_cause() {
        let higher = told(&known(0.52, 0.2, 0.75));
        assert_eq!(
            higher,
            "Where \u{201c}Fair\u{201d} is higher, \u{201c}Planning\u{201d} tends to be higher: 0.52 (0.20 to 0.75), over 44 \
             directions between 14 organisations."
        );
        assert!(told(&known(-0.5, -0.8, -0.1)).contains("tends to be lower: \u{2212}0.50 (\u{2212}0.80 to"));
        assert!(told(&known(0.3, -0.1, 0.6)).starts_with("Whether"));
        assert_eq!(short(&known(0.3, -0.1, 0.6)), "cannot tell, 0.30 (\u{2212}0.10 to 0.60), 44 directions");
        for words in [higher, told(&known(-0.5, -0.8, -0.1)), told(&known(0.3, -0.1, 0.6))] {
            assert!(!words.contains("because") && !words.contains("cause") && !words.contains("lead"));
        }
    }
}
