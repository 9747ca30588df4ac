//! Double coding: a text coded by a second person who does not see what the first one coded, and what is decided where
//! the two differ.
//!
//! The *first coding* of a text is everything in it that no second coder made. A text is *blind* from the moment a
//! second coder is asked until everybody who was asked has finished: then each sees their own work alone.

mod agreed;
mod places;

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};
use troth_network::{Timestamp, TranscriptId};
use uuid::Uuid;

pub use agreed::agreed;
pub use places::{Differs, Place, places};

use crate::code::CodeKey;

/// Which part somebody has in the coding of a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Part {
    /// The first coding, which results rest on.
    Main,
    /// A second coding, which is in no result unless somebody decides so.
    Second,
}

impl Part {
    /// As tables hold it.
    pub const fn id(self) -> &'static str {
        match self {
            Self::Main => "main",
            Self::Second => "second",
        }
    }
}

impl FromStr for Part {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let found = [Self::Main, Self::Second].into_iter().find(|part| part.id() == text);
        found.ok_or_else(|| format!("\"{text}\" is not a part in double coding. Use main or second."))
    }
}

/// Somebody who is to code a text that is coded double.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CodingTask {
    /// The text.
    pub transcript: TranscriptId,
    /// The coder, as codings name them.
    pub coder: String,
    /// Which part they have.
    pub part: Part,
    /// The name of a coder without an account, for whom the holder of the database lends the keyboard.
    pub name: Option<String>,
    /// Whether the holder codes this text as that coder at the moment.
    pub acting: bool,
    /// Who asked them.
    pub asked_by: String,
    /// When.
    pub asked_at: Timestamp,
    /// When they finished; nothing while they code.
    pub finished_at: Option<Timestamp>,
    /// Why it was reopened last, or finished by somebody else.
    pub why: Option<String>,
    /// Whether it was reopened after the codings of the others could be seen: from then on it is no blind coding.
    pub seen: bool,
}

/// Whether those who code this text do not see each other's work yet. `tasks`: those of one text.
pub fn is_blind<'a>(tasks: impl IntoIterator<Item = &'a CodingTask>) -> bool {
    let (mut double, mut open) = (false, false);
    for task in tasks {
        double |= task.part == Part::Second;
        open |= task.finished_at.is_none();
    }
    double && open
}

/// What is kept where a first and a second coding differ.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Kept {
    /// What the first coder marked, or did not.
    First,
    /// What the second coder marked, or did not.
    Second,
    /// Both, as two passages.
    Both,
    /// Neither.
    Neither,
}

impl Kept {
    /// All, in the order in which a form offers them.
    pub const ALL: [Self; 4] = [Self::First, Self::Second, Self::Both, Self::Neither];

    /// As tables and forms hold it.
    pub const fn id(self) -> &'static str {
        match self {
            Self::First => "keep_first",
            Self::Second => "keep_second",
            Self::Both => "keep_both",
            Self::Neither => "keep_none",
        }
    }

    /// In words.
    pub const fn words(self) -> &'static str {
        match self {
            Self::First => "the first coding counts",
            Self::Second => "the second coding counts",
            Self::Both => "both count, as two passages",
            Self::Neither => "neither counts",
        }
    }

    const fn keeps_first(self) -> bool {
        matches!(self, Self::First | Self::Both)
    }

    const fn keeps_second(self) -> bool {
        matches!(self, Self::Second | Self::Both)
    }
}

impl fmt::Display for Kept {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.id())
    }
}

impl FromStr for Kept {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        Self::ALL.into_iter().find(|kept| kept.id() == text).ok_or_else(|| {
            format!("\"{text}\" is not a decision. Use keep_first, keep_second, keep_both or keep_none.")
        })
    }
}

/// What was decided about one code on one stretch of a text, between the first coding and one second coder's. A later
/// decision on the same stretch takes its place; the earlier one stays written down.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Decision {
    /// Internal id.
    pub id: Uuid,
    /// The text.
    pub transcript: TranscriptId,
    /// The version of the text that the places are of.
    pub version: u32,
    /// First code point.
    pub start: usize,
    /// The code point after the last.
    pub end: usize,
    /// The code.
    pub code: CodeKey,
    /// The second coder.
    pub second: String,
    /// What counts.
    pub kept: Kept,
    /// Why.
    pub reason: String,
    /// Who decided.
    pub by: String,
    /// When.
    pub at: Timestamp,
}

#[cfg(test)]
mod tests {
    use super::*;

    fn task(part: Part, finished: bool) -> CodingTask {
        CodingTask {
            transcript: TranscriptId(Uuid::from_u128(1)),
            coder: part.id().to_owned(),
            part,
            name: None,
            acting: false,
            asked_by: "holder".into(),
            asked_at: Timestamp::from_micros(0),
            finished_at: finished.then(|| Timestamp::from_micros(1)),
            why: None,
            seen: false,
        }
    }

    #[test]
    fn a_text_is_blind_until_everybody_has_finished() {
        assert!(!is_blind(&[]));
        let both = |first, second| is_blind(&[task(Part::Main, first), task(Part::Second, second)]);
        assert!(both(false, false) && both(true, false) && both(false, true) && !both(true, true));
        assert!(!is_blind(&[task(Part::Main, false)]), "nobody else was asked");
    }

    #[test]
    fn words_are_read_back() {
        for kept in Kept::ALL {
            assert_eq!(kept.id().parse(), Ok(kept));
        }
        for part in [Part::Main, Part::Second] {
            assert_eq!(part.id().parse(), Ok(part));
        }
        assert!("all".parse::<Kept>().unwrap_err().contains("keep_none"));
    }
}
