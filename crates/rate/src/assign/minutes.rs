//! How long respondents are kept.

use super::solution::Solution;

/// Minutes of everybody who is asked about at least one partner.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Minutes {
    /// How many people are asked.
    pub people: usize,
    /// Of one, on average.
    pub each: f64,
    /// Of the one who is asked most.
    pub longest: f64,
    /// Of all together.
    pub together: f64,
}

impl Solution {
    /// How long it takes, if `minutes` says how many minutes a questionnaire about so many partners takes.
    #[expect(clippy::cast_precision_loss, reason = "people are fewer than 2^52")]
    pub fn minutes(&self, minutes: impl Fn(usize) -> f64) -> Minutes {
        let mut made = Minutes::default();
        for partners in self.burdens() {
            let this = minutes(partners);
            made.people += 1;
            made.together += this;
            made.longest = made.longest.max(this);
        }
        made.each = if made.people == 0 { 0.0 } else { made.together / made.people as f64 };
        made
    }
}
