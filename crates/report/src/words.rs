//! The words of figures and tables, once: what a direction, its people and a difference are called. Words span
//! the whole range of a value, so that none of them says more than is known.

use troth_lens::scale_words::{end, points, signed};
use troth_lens::{AnswerSource, DirectionState, Sureness, Wording};
use troth_network::{CountBand, Value};

/// What stands where a direction was not asked about.
pub const NOT_ASKED: &str = "Not asked";

/// Said on every output.
pub const NOTICE: &str = "Not for contract performance, procurement or inspection";

/// `text` with a capital letter in front.
pub fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

/// A direction in words: "Hard", "In between to easy", "Not rated", "Not enough answers".
pub fn state(direction: &DirectionState) -> String {
    state_in(Wording::Ease, direction)
}

/// A direction in the words of its question.
pub fn state_in(wording: Wording, direction: &DirectionState) -> String {
    match direction {
        DirectionState::Shown { value, .. } => capital(&wording.range(value)),
        DirectionState::NotRated => "Not rated".to_owned(),
        DirectionState::Withheld { reason, .. } => withheld(reason).to_owned(),
    }
}

/// The same where the direction may not have been asked about at all.
pub fn state_or_not_asked(direction: Option<&DirectionState>) -> String {
    direction.map_or_else(|| NOT_ASKED.to_owned(), state)
}

/// What [`withheld`] says of too few answers.
pub(crate) const FEW: &str = "Not enough answers";

/// Why a direction is hatched, in three words; the whole reason stands with it where there is room.
pub fn withheld(reason: &str) -> &'static str {
    if reason.starts_with(FEW) { FEW } else { "Not shown" }
}

/// `31 (23 to 39)` on 0–100, with proper minus signs; `31 (range not known)` without an interval.
pub fn with_range(value: &Value) -> String {
    format!("{} {}", estimate(value), range(value))
}

/// `31`.
pub fn estimate(value: &Value) -> String {
    signed(points(value.estimate))
}

/// `(23 to 39)`, or `(range not known)`.
pub fn range(value: &Value) -> String {
    match value.interval() {
        Some((low, high)) => format!("({} to {})", signed(points(low)), signed(points(high))),
        None => "(range not known)".to_owned(),
    }
}

/// Whether a value is drawn pale: its range is wider than 25 points, or not known.
pub fn is_pale(value: &Value) -> bool {
    Sureness::of(value) <= Sureness::NotSure
}

/// How many answered, as a band, and whether that leaves one unsure: "5 to 9 people; not sure".
pub fn people(state: &DirectionState) -> Option<String> {
    let DirectionState::Shown { value, source } = state else { return None };
    let band = value.people.map(|band| band.words().to_owned());
    let who = match (source, band) {
        (AnswerSource::Staff, Some(band)) => band,
        (AnswerSource::Staff, None) => "staff".to_owned(),
        (AnswerSource::Representative, Some(band)) if band.contains("for the organisation") => band,
        (AnswerSource::Representative, Some(band)) => format!("{band}, for the organisation"),
        (AnswerSource::Representative, None) => "for the organisation".to_owned(),
    };
    // A model draws what few people say toward the mean; one person's answer is not shown as it was given.
    let who = match (source, value.people, value.interval()) {
        (AnswerSource::Representative, Some(CountBand::One), Some(_)) => {
            format!("{who}, drawn toward the mean")
        }
        _ => who,
    };
    Some(match Sureness::of(value) {
        Sureness::Sure | Sureness::FairlySure => who,
        Sureness::NotSure | Sureness::CannotTell => format!("{who}; not sure"),
    })
}

/// One side as a screen reader says it: "A about B: hard, 31 (23 to 39)".
pub fn aloud(wording: Wording, from: &str, to: &str, direction: Option<&DirectionState>) -> String {
    let says = match direction {
        None => "not asked".to_owned(),
        Some(DirectionState::Shown { value, .. }) => {
            let unsure = if is_pale(value) { ", not sure" } else { "" };
            match value.interval() {
                Some(_) => format!("{}, {}{unsure}", wording.range(value), with_range(value)),
                None => format!("{}, {}{unsure}", wording.range(value), estimate(value)),
            }
        }
        Some(DirectionState::NotRated) => "not rated".to_owned(),
        Some(DirectionState::Withheld { reason, .. }) => match withheld(reason) {
            "Not enough answers" => "not enough answers to show".to_owned(),
            _ => "may not be shown".to_owned(),
        },
    };
    format!("{from} about {to}: {says}")
}

/// Both sides as a screen reader says them.
pub fn both_aloud(
    wording: Wording,
    first: &str,
    second: &str,
    forth: Option<&DirectionState>,
    back: Option<&DirectionState>,
) -> String {
    format!("{}. {}.", aloud(wording, first, second, forth), aloud(wording, second, first, back))
}

/// A difference between two sides, as far as it can be told.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Difference {
    /// "Council lower by 32", "Cannot tell", "One side only".
    pub says: String,
    /// "(19 to 45)" or "(−12 to +5)"; empty where there is none.
    pub range: String,
    /// What to bear in mind, such as sides of unlike kind; empty mostly.
    pub note: &'static str,
}

impl Difference {
    /// In one line.
    pub fn line(&self) -> String {
        let range = if self.range.is_empty() { String::new() } else { format!(" {}", self.range) };
        let note = if self.note.is_empty() { String::new() } else { format!("; {}", self.note) };
        format!("{}{range}{note}", self.says)
    }
}

/// The difference `first` minus `second` in words. Where one side is not shown, a gap is never read, whatever
/// it holds: it would give back the side that may not be shown.
pub fn difference(
    first: &str,
    second: &str,
    forth: Option<&DirectionState>,
    back: Option<&DirectionState>,
    gap: Option<&Value>,
) -> Difference {
    let plain = |says: &str| Difference { says: says.to_owned(), range: String::new(), note: "" };
    let (forth, back) = (forth.filter(|s| s.value().is_some()), back.filter(|s| s.value().is_some()));
    let (Some(forth), Some(back)) = (forth, back) else {
        return plain(if forth.or(back).is_some() { "One side only" } else { "Neither side shown" });
    };
    let note = if forth.source() == back.source() { "" } else { UNLIKE };
    match gap {
        Some(gap) => Difference { note, ..told(first, second, gap) },
        None => Difference { says: "Cannot tell".to_owned(), range: RANGE_NOT_KNOWN.to_owned(), note },
    }
}

/// The difference `first` minus `second` of two values that are both shown, in words.
pub fn told(first: &str, second: &str, gap: &Value) -> Difference {
    let Some((low, high)) = gap.interval() else {
        return Difference { says: "Cannot tell".to_owned(), range: RANGE_NOT_KNOWN.to_owned(), note: "" };
    };
    if low <= 0.0 && high >= 0.0 {
        let signed = |share: f64| if share > 0.0 { format!("+{}", end(share)) } else { end(share) };
        let range = format!("({} to {})", signed(low), signed(high));
        return Difference { says: "Cannot tell".to_owned(), range, note: "" };
    }
    let (lower, near, far) = if high < 0.0 { (first, -high, -low) } else { (second, low, high) };
    Difference {
        says: format!("{lower} lower by {}", points(gap.estimate.abs())),
        range: format!("({} to {})", end(near), end(far)),
        note: "",
    }
}

const RANGE_NOT_KNOWN: &str = "(range not known)";
const UNLIKE: &str = "staff on one side, representative on the other";

/// A number with its sign, plus or a proper minus.
pub fn with_sign(number: i64) -> String {
    if number > 0 { format!("+{number}") } else { signed(number) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::example::{representative, shown, value, withheld as hidden};

    #[test]
    fn the_whole_range_has_to_lie_in_a_word() {
        assert_eq!(state(&shown(0.31, 0.23, 0.39)), "Hard");
        assert_eq!(state(&shown(0.63, 0.54, 0.72)), "In between to easy");
        assert_eq!(state(&DirectionState::NotRated), "Not rated");
        assert_eq!(state(&hidden()), "Not enough answers");
    }

    #[test]
    fn a_difference_names_the_lower_side_or_says_that_it_cannot() {
        let (a, b) = (shown(0.31, 0.23, 0.39), shown(0.63, 0.54, 0.72));
        let words = |gap: &Value| difference("Council", "Hospital", Some(&a), Some(&b), Some(gap)).line();
        assert_eq!(words(&value(-0.32, -0.45, -0.19)), "Council lower by 32 (19 to 45)");
        assert_eq!(words(&value(0.32, 0.19, 0.45)), "Hospital lower by 32 (19 to 45)");
        assert_eq!(words(&value(-0.04, -0.12, 0.05)), "Cannot tell (\u{2212}12 to +5)");
    }

    #[test]
    fn a_gap_is_not_read_where_a_side_is_withheld() {
        let gap = value(-0.32, -0.45, -0.19);
        let line =
            |side| difference("A", "B", Some(&shown(0.31, 0.23, 0.39)), Some(&side), Some(&gap)).line();
        assert_eq!(line(hidden()), "One side only");
        assert_eq!(line(DirectionState::NotRated), "One side only");
    }

    #[test]
    fn sides_of_unlike_kind_say_so() {
        let gap = value(-0.32, -0.45, -0.19);
        let words = difference(
            "A",
            "B",
            Some(&shown(0.31, 0.23, 0.39)),
            Some(&representative(0.63, 0.54, 0.72)),
            Some(&gap),
        );
        assert_eq!(words.note, UNLIKE);
    }

    #[test]
    fn numbers_have_a_proper_minus() {
        assert_eq!(with_range(&value(-0.02, -0.1, 0.06)), "\u{2212}2 (\u{2212}10 to 6)");
        assert_eq!(with_sign(5), "+5");
    }

    #[test]
    fn people_come_in_bands() {
        assert_eq!(people(&shown(0.31, 0.23, 0.39)).unwrap(), "10 to 19 people");
        assert_eq!(people(&shown(0.31, 0.1, 0.5)).unwrap(), "10 to 19 people; not sure");
        assert_eq!(
            people(&representative(0.3, 0.25, 0.35)).unwrap(),
            "1 person, for the organisation, drawn toward the mean"
        );
        assert_eq!(people(&hidden()), None);
    }
}
