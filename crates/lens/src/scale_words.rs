//! The five words for a level of trust and the four for how sure it is. Cut-offs are ours (mark A).

use serde::{Deserialize, Serialize};
use troth_network::Value;

/// How easy one side finds it to rely on the other, in fifths of the scale.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Ease {
    /// 0 to 19 of 100.
    VeryHard,
    /// 20 to 39.
    Hard,
    /// 40 to 59.
    Between,
    /// 60 to 79.
    Easy,
    /// 80 to 100.
    VeryEasy,
}

impl Ease {
    /// All five, from hard to easy.
    pub const ALL: [Self; 5] = [Self::VeryHard, Self::Hard, Self::Between, Self::Easy, Self::VeryEasy];

    /// The word for a point on 0–1, after rounding to whole hundredths as it is shown.
    pub fn of(point: f64) -> Self {
        match points(point) {
            i64::MIN..=19 => Self::VeryHard,
            20..=39 => Self::Hard,
            40..=59 => Self::Between,
            60..=79 => Self::Easy,
            _ => Self::VeryEasy,
        }
    }

    /// In words, lower case.
    pub const fn words(self) -> &'static str {
        match self {
            Self::VeryHard => "very hard",
            Self::Hard => "hard",
            Self::Between => "in between",
            Self::Easy => "easy",
            Self::VeryEasy => "very easy",
        }
    }

    /// In words for a question that is not about relying on somebody, lower case.
    pub const fn score_words(self) -> &'static str {
        match self {
            Self::VeryHard => "very low",
            Self::Hard => "low",
            Self::Between => "in the middle",
            Self::Easy => "high",
            Self::VeryEasy => "very high",
        }
    }

    /// Style name, `t1` (very hard) to `t5` (very easy).
    pub const fn style(self) -> &'static str {
        match self {
            Self::VeryHard => "t1",
            Self::Hard => "t2",
            Self::Between => "t3",
            Self::Easy => "t4",
            Self::VeryEasy => "t5",
        }
    }
}

/// How sure a value is, from the width of its interval.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Sureness {
    /// No interval, or wider than 50 points.
    CannotTell,
    /// Wider than 25 points.
    NotSure,
    /// Wider than 15 points.
    FairlySure,
    /// 15 points or less.
    Sure,
}

impl Sureness {
    /// How sure `value` is.
    pub fn of(value: &Value) -> Self {
        let Some((low, high)) = value.interval() else { return Self::CannotTell };
        match (high - low) * 100.0 {
            w if w <= 15.0 => Self::Sure,
            w if w <= 25.0 => Self::FairlySure,
            w if w <= 50.0 => Self::NotSure,
            _ => Self::CannotTell,
        }
    }

    /// How sure the size of a difference is. Differences run from −100 to 100 and rest on two values, so the
    /// steps are wider: 20, 35 and 60 points.
    pub fn of_gap(gap: &Value) -> Self {
        let Some((low, high)) = gap.interval() else { return Self::CannotTell };
        match (high - low) * 100.0 {
            w if w <= 20.0 => Self::Sure,
            w if w <= 35.0 => Self::FairlySure,
            w if w <= 60.0 => Self::NotSure,
            _ => Self::CannotTell,
        }
    }

    /// In words, with a capital.
    pub const fn words(self) -> &'static str {
        match self {
            Self::Sure => "Sure",
            Self::FairlySure => "Fairly sure",
            Self::NotSure => "Not sure",
            Self::CannotTell => "Cannot tell",
        }
    }
}

/// A point on 0–1 as the whole number of hundredths that pages show.
#[expect(clippy::cast_possible_truncation, reason = "a share of one times a hundred fits; casts saturate")]
pub fn points(share: f64) -> i64 {
    (share * 100.0).round() as i64
}

/// An end of a range in points. An end that is not zero never reads 0: it gets one decimal place.
pub fn end(share: f64) -> String {
    let tenths = (share * 1000.0).round() / 10.0;
    if points(share) == 0 && tenths != 0.0 {
        let sign = if tenths < 0.0 { "\u{2212}" } else { "" };
        format!("{sign}{:.1}", tenths.abs())
    } else {
        signed(points(share))
    }
}

/// In which words a question's levels are told.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Wording {
    /// "hard" to "easy": overall reliance and the kinds of trust beside it.
    Ease,
    /// "low" to "high": any other question.
    Score,
}

impl Wording {
    /// The words that span a value's range.
    pub fn range(self, value: &Value) -> String {
        match self {
            Self::Ease => ease_range(value),
            Self::Score => spanned(value, Ease::score_words),
        }
    }
}

/// The words that span a value's range: "hard" where the whole range lies there, "hard to easy" where not.
pub fn ease_range(value: &Value) -> String {
    spanned(value, Ease::words)
}

fn spanned(value: &Value, words: fn(Ease) -> &'static str) -> String {
    let Some((low, high)) = value.interval() else {
        return format!("around {}, range not known", words(Ease::of(value.estimate)));
    };
    let (low, high) = (Ease::of(low), Ease::of(high));
    if low == high { words(low).to_owned() } else { format!("{} to {}", words(low), words(high)) }
}

/// `31 (23 to 39)`; without an interval, `31 (range not known)`.
pub fn with_range(value: &Value) -> String {
    match value.interval() {
        Some((low, high)) => {
            format!(
                "{} ({} to {})",
                signed(points(value.estimate)),
                signed(points(low)),
                signed(points(high))
            )
        }
        None => format!("{} (range not known)", signed(points(value.estimate))),
    }
}

/// A number with a proper minus sign.
pub fn signed(number: i64) -> String {
    if number < 0 { format!("\u{2212}{}", number.unsigned_abs()) } else { number.to_string() }
}

#[cfg(test)]
mod tests {
    use troth_network::Uncertainty;

    use super::*;

    fn value(estimate: f64, low: f64, high: f64) -> Value {
        Value { estimate, uncertainty: Uncertainty::Interval { low, high }, people: None }
    }

    #[test]
    fn a_word_stands_alone_only_when_the_whole_range_lies_in_it() {
        assert_eq!(ease_range(&value(0.31, 0.23, 0.39)), "hard");
        assert_eq!(ease_range(&value(0.31, 0.18, 0.44)), "very hard to in between");
        assert_eq!(Wording::Score.range(&value(0.31, 0.18, 0.44)), "very low to in the middle");
    }

    #[test]
    fn sureness_falls_with_the_width() {
        assert_eq!(Sureness::of(&value(0.5, 0.43, 0.57)), Sureness::Sure);
        assert_eq!(Sureness::of(&value(0.5, 0.4, 0.6)), Sureness::FairlySure);
        assert_eq!(Sureness::of(&value(0.5, 0.3, 0.7)), Sureness::NotSure);
        assert_eq!(Sureness::of(&value(0.5, 0.1, 0.9)), Sureness::CannotTell);
    }

    #[test]
    fn an_end_near_zero_does_not_read_zero() {
        assert_eq!(
            (end(0.004), end(-0.003), end(0.0), end(0.11)),
            ("0.4".into(), "\u{2212}0.3".into(), "0".into(), "11".into())
        );
    }

    #[test]
    fn minus_is_a_minus() {
        assert_eq!(with_range(&value(0.1, -0.05, 0.25)), "10 (\u{2212}5 to 25)");
    }
}
