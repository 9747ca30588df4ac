//! Answers, and whether they fit their question.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use thiserror::Error;

use super::{Instrument, Kind, QuestionKey};

/// What somebody answered to one question.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Answer {
    /// A point of a scale, by its value.
    Point(i32),
    /// A whole number.
    Number(i32),
    /// Own words.
    Text(String),
    /// "Can't say": an answer, and never a score.
    CantSay,
}

/// Answers by question.
pub type Answers = BTreeMap<QuestionKey, Answer>;

/// Why an answer does not fit its question.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum AnswerError {
    /// The instrument has no such item.
    #[error("There is no question \"{0}\" in this questionnaire. Open the page again and answer there.")]
    NoQuestion(String),
    /// The answer is of another kind.
    #[error("\"{item}\" takes {wanted}. Choose one of the answers shown.")]
    Kind {
        /// Id of the item.
        item: String,
        /// What it takes.
        wanted: &'static str,
    },
    /// The scale has no such point.
    #[error("\"{item}\" has no answer {value}. Choose one of the answers shown.")]
    NoPoint {
        /// Id of the item.
        item: String,
        /// The value that was sent.
        value: i32,
    },
    /// The number is too small or too large.
    #[error("{value} does not fit \"{item}\". Give a whole number from {min} to {max}.")]
    Range {
        /// Id of the item.
        item: String,
        /// The number that was sent.
        value: i32,
        /// Smallest number.
        min: i32,
        /// Largest number.
        max: i32,
    },
    /// "Can't say" is not offered.
    #[error("\"{0}\" has no \"can't say\". Choose an answer, or leave it empty.")]
    NoCantSay(String),
    /// The text is too long.
    #[error("The answer to \"{item}\" has {length} characters. Shorten it to {max} or fewer.")]
    TooLong {
        /// Id of the item.
        item: String,
        /// Its characters.
        length: usize,
        /// Most characters.
        max: usize,
    },
}

/// Most characters of a text where the item says nothing else.
pub(crate) const LONGEST_TEXT: usize = 1000;

impl Instrument {
    /// Whether an answer fits an item. Whether a text names patients is for others to look at.
    ///
    /// # Errors
    ///
    /// [`AnswerError`], a sentence with what to do.
    pub fn check_answer(&self, item: &str, answer: &Answer) -> Result<(), AnswerError> {
        let Some(item) = self.item(item) else { return Err(AnswerError::NoQuestion(item.to_owned())) };
        let id = || item.id.clone();
        match (answer, item.kind) {
            (Answer::CantSay, _) if item.offers_cant_say() => Ok(()),
            (Answer::CantSay, _) => Err(AnswerError::NoCantSay(id())),
            (Answer::Point(value), kind) if kind.is_closed() => {
                let known = self.scale_of(item).is_some_and(|scale| scale.has(*value));
                if known { Ok(()) } else { Err(AnswerError::NoPoint { item: id(), value: *value }) }
            }
            (Answer::Number(value), Kind::Number) => {
                let (min, max) = item.range.map_or((0, i32::MAX), |range| (range.min, range.max));
                let fits = (min..=max).contains(value);
                if fits { Ok(()) } else { Err(AnswerError::Range { item: id(), value: *value, min, max }) }
            }
            (Answer::Text(text), Kind::Text) => {
                let (length, max) = (text.chars().count(), item.max_characters.unwrap_or(LONGEST_TEXT));
                if length <= max { Ok(()) } else { Err(AnswerError::TooLong { item: id(), length, max }) }
            }
            (_, Kind::Number) => Err(AnswerError::Kind { item: id(), wanted: "a whole number" }),
            (_, Kind::Text) => Err(AnswerError::Kind { item: id(), wanted: "words" }),
            (_, _) => Err(AnswerError::Kind { item: id(), wanted: "one of its answers" }),
        }
    }
}
