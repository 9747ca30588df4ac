//! The one plain sentence on each analysis page, and how sure it is: never stronger than the interval allows.

use troth_network::{OrganisationId, Value};

use crate::scale_words::{Sureness, end, points, signed};
use crate::two_sided::{DirectionState, TwoSided};

/// A sentence with the finding, and a second one that says how sure it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// What was found.
    pub says: String,
    /// How sure that is and what it rests on.
    pub sure: String,
    /// How sure in one of four words, for choosing what to show first.
    pub sureness: Sureness,
}

/// What a question is about, in the words of a sentence.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Subject {
    /// Overall reliance: "hard to rely on".
    Reliance,
    /// How even something is between the two, by its label: a low score means uneven.
    Evenness(String),
    /// Any other question, by its label.
    Question(String),
}

impl Subject {
    fn low(&self, who: &str, whom: &str) -> String {
        match self {
            Self::Reliance => format!("{who} finds {whom} hard to rely on"),
            Self::Evenness(label) => format!("{who} finds \u{201c}{label}\u{201d} uneven with {whom}"),
            Self::Question(label) => format!("{who} scores {whom} low on \u{201c}{label}\u{201d}"),
        }
    }

    fn high(&self, who: &str, whom: &str) -> String {
        match self {
            Self::Reliance => format!("{who} finds {whom} easy to rely on"),
            Self::Evenness(label) => format!("{who} finds \u{201c}{label}\u{201d} even with {whom}"),
            Self::Question(label) => format!("{who} scores {whom} high on \u{201c}{label}\u{201d}"),
        }
    }

    fn lower(&self, who: &str, whom: &str) -> String {
        match self {
            Self::Reliance => format!("{who} finds {whom} harder to rely on than the other way round"),
            Self::Evenness(label) => {
                format!("{who} finds \u{201c}{label}\u{201d} less even with {whom} than the other way round")
            }
            Self::Question(label) => {
                format!("{who} scores {whom} lower on \u{201c}{label}\u{201d} than the other way round")
            }
        }
    }

    fn plain(&self) -> String {
        match self {
            Self::Reliance => "how far they can rely on each other".to_owned(),
            Self::Evenness(label) | Self::Question(label) => format!("\u{201c}{label}\u{201d}"),
        }
    }
}

/// Below this the whole range counts as low ("hard"), above [`EASY`] as high ("easy").
const HARD: f64 = 0.395;
const EASY: f64 = 0.595;

/// The sentence about one pair: `left` and `right` with their names.
pub fn about_pair(
    reading: &TwoSided,
    subject: &Subject,
    (left, left_name): (OrganisationId, &str),
    (right, right_name): (OrganisationId, &str),
) -> Finding {
    let side = |from, to| reading.direction(troth_network::Direction { from, to });
    match (side(left, right), side(right, left)) {
        (Some(DirectionState::Shown { value: a, .. }), Some(DirectionState::Shown { value: b, .. })) => {
            both(subject, (left_name, a), (right_name, b), reading.gap_from(left, right).as_ref())
        }
        (Some(DirectionState::Shown { value, .. }), other) => {
            one_side(subject, (left_name, value), right_name, other)
        }
        (other, Some(DirectionState::Shown { value, .. })) => {
            one_side(subject, (right_name, value), left_name, other)
        }
        (None, None) => Finding {
            says: format!("{left_name} and {right_name} were not asked about each other."),
            sure: "Cannot tell: there are no answers about this relationship.".to_owned(),
            sureness: Sureness::CannotTell,
        },
        _ => Finding {
            says: format!("Neither side of {left_name} and {right_name} can be shown."),
            sure: "Cannot tell: not rated, or not enough answers to show.".to_owned(),
            sureness: Sureness::CannotTell,
        },
    }
}

fn both(
    subject: &Subject,
    (a_name, a): (&str, &Value),
    (b_name, b): (&str, &Value),
    gap: Option<&Value>,
) -> Finding {
    let Some((gap, (low, high))) = gap.and_then(|g| g.interval().map(|i| (g, i))) else {
        return Finding {
            says: format!("{a_name} and {b_name} both answered about {}.", subject.plain()),
            sure: "Cannot tell how far apart they are: the range of the difference is not known.".to_owned(),
            sureness: Sureness::CannotTell,
        };
    };
    if low <= 0.0 && high >= 0.0 {
        return no_difference(subject, (a_name, a), (b_name, b), (low, high));
    }
    let (who, whom, theirs, others, width) =
        if high < 0.0 { (a_name, b_name, a, b, (-high, -low)) } else { (b_name, a_name, b, a, (low, high)) };
    let says = if theirs.surely_below(HARD) && others.interval().is_some_and(|(l, _)| l > HARD) {
        format!("{}; {whom} does not see it that way.", subject.low(who, whom))
    } else {
        format!("{}.", subject.lower(who, whom))
    };
    let sureness = Sureness::of_gap(gap);
    // The range excludes zero, so that there is a difference is never "cannot tell"; its size may be.
    let word = if sureness == Sureness::CannotTell { Sureness::NotSure } else { sureness };
    Finding {
        says,
        sure: format!(
            "{}: the difference is {} points out of 100, most likely between {} and {}.",
            word.words(),
            points(gap.estimate.abs()),
            end(width.0),
            end(width.1)
        ),
        sureness: word,
    }
}

fn no_difference(
    subject: &Subject,
    (a_name, a): (&str, &Value),
    (b_name, b): (&str, &Value),
    (low, high): (f64, f64),
) -> Finding {
    let range =
        format!("the difference lies somewhere between {} and {} points out of 100", end(low), end(high));
    let says = if a.surely_above(EASY) && b.surely_above(EASY) {
        format!("{}, and {}.", subject.high(a_name, b_name), subject.high(b_name, a_name))
    } else if a.surely_below(HARD) && b.surely_below(HARD) {
        format!("{}, and {}.", subject.low(a_name, b_name), subject.low(b_name, a_name))
    } else {
        return Finding {
            says: format!("It cannot be told whether {a_name} and {b_name} differ on {}.", subject.plain()),
            sure: format!("Cannot tell: {range}."),
            sureness: Sureness::CannotTell,
        };
    };
    let sureness = Sureness::of(a).min(Sureness::of(b));
    Finding { says, sure: format!("{} about each side; {range}.", sureness.words()), sureness }
}

fn one_side(
    subject: &Subject,
    (name, value): (&str, &Value),
    other: &str,
    missing: Option<&DirectionState>,
) -> Finding {
    let why = match missing {
        Some(DirectionState::Withheld { .. }) => "has answers that cannot be shown",
        _ => "has not answered",
    };
    let says = if value.surely_below(HARD) {
        format!("{}; the other side {why}.", subject.low(name, other))
    } else if value.surely_above(EASY) {
        format!("{}; the other side {why}.", subject.high(name, other))
    } else {
        format!("Only {name}\u{2019}s side can be shown; {other} {why}.")
    };
    let sureness = Sureness::of(value);
    let sure = match value.interval() {
        Some((low, high)) => format!(
            "{} about one side only: {} out of 100, most likely between {} and {}.",
            sureness.words(),
            points(value.estimate),
            signed(points(low)),
            signed(points(high))
        ),
        None => "Cannot tell: the range of this value is not known.".to_owned(),
    };
    Finding { says, sure, sureness }
}

/// The pair a page should speak of first: the largest gap whose range excludes zero, by the end nearest to
/// zero, so that a wide range never wins over a sure one. `None` where no gap can be told.
pub fn clearest_gap(reading: &TwoSided) -> Option<troth_network::Pair> {
    let nearest = |value: &Value| {
        value.interval().map_or(0.0, |(low, high)| {
            if low > 0.0 {
                low
            } else if high < 0.0 {
                -high
            } else {
                0.0
            }
        })
    };
    reading
        .pairs
        .iter()
        .map(|pair| (nearest(&pair.gap), pair.pair))
        .filter(|(distance, _)| *distance > 0.0)
        .max_by(|x, y| x.0.total_cmp(&y.0).then(y.1.cmp(&x.1)))
        .map(|(_, pair)| pair)
}

#[cfg(test)]
mod tests;
