//! What a participant wrote so far, question by question.

use uuid::Uuid;

/// What was given for one question.
#[derive(Debug, Clone, PartialEq)]
pub enum Given {
    /// A point of a scale, or a number.
    Point(f64),
    /// "Can't say": never scored.
    CannotSay,
    /// One of several choices, by its id.
    Choice(String),
    /// Free words.
    Words(String),
}

/// A reply to one question.
#[derive(Debug, Clone, PartialEq)]
pub struct Reply {
    /// The question.
    pub item: String,
    /// About whom: the partner's id, the own organisation's, or the partnership's.
    pub about: Uuid,
    /// What was given.
    pub given: Given,
    /// The participant's revision when it was saved.
    pub revision: i64,
}

/// What became of a save.
#[derive(Debug, Clone, PartialEq)]
pub enum Changed {
    /// It is saved, as this revision.
    Saved(i64),
    /// Some of it was saved in another window after this page was loaded, with another answer: these are what is stored.
    /// Nothing of the page was saved.
    Elsewhere(Vec<Reply>),
    /// The round is closed, or the participant is not on the list any more. Nothing was saved.
    Over,
}

impl Given {
    /// The word by which the kind is stored.
    pub const fn kind(&self) -> &'static str {
        match self {
            Self::Point(_) => "point",
            Self::CannotSay => "cannot_say",
            Self::Choice(_) => "choice",
            Self::Words(_) => "words",
        }
    }

    /// What is stored beside the kind.
    pub fn answer(&self) -> String {
        match self {
            Self::Point(value) => value.to_string(),
            Self::CannotSay => String::new(),
            Self::Choice(text) | Self::Words(text) => text.clone(),
        }
    }

    /// Reads what was stored; `None` if it is nothing that [`Given::kind`] and [`Given::answer`] write.
    pub fn read(kind: &str, answer: &str) -> Option<Self> {
        match kind {
            "point" => answer.parse::<f64>().ok().filter(|value| value.is_finite()).map(Self::Point),
            "cannot_say" => Some(Self::CannotSay),
            "choice" => Some(Self::Choice(answer.to_owned())),
            "words" => Some(Self::Words(answer.to_owned())),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn what_is_written_is_read_back(value in -1e9_f64..1e9, words in ".{0,40}") {
            for given in [Given::Point(value), Given::CannotSay, Given::Choice(words.clone()), Given::Words(words)] {
                prop_assert_eq!(Given::read(given.kind(), &given.answer()), Some(given));
            }
        }
    }

    #[test]
    fn what_is_no_number_is_no_point() {
        assert_eq!(Given::read("point", "NaN"), None);
        assert_eq!(Given::read("point", "three"), None);
        assert_eq!(Given::read("mood", "fine"), None);
    }
}
