//! Claims: what a speaker says leads to what. A claim is what somebody said, never what is so.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};
use troth_network::{ClaimId, Timestamp, TranscriptId};

use crate::code::CodeKey;
use crate::coding::Permission;

/// Whether the cause is said to bring more or less of the effect.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ClaimSign {
    /// More of the effect.
    More,
    /// Less of it.
    Less,
}

impl ClaimSign {
    /// Both, in the order in which a form offers them.
    pub const ALL: [Self; 2] = [Self::More, Self::Less];

    /// As files hold it.
    pub const fn id(self) -> &'static str {
        match self {
            Self::More => "more",
            Self::Less => "less",
        }
    }

    /// In words, between cause and effect.
    pub const fn words(self) -> &'static str {
        match self {
            Self::More => "leads to more of",
            Self::Less => "leads to less of",
        }
    }
}

impl fmt::Display for ClaimSign {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.id())
    }
}

impl FromStr for ClaimSign {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        Self::ALL
            .into_iter()
            .find(|sign| sign.id() == text.trim())
            .ok_or_else(|| format!("\"{text}\" is not a direction of a claim. Use more or less."))
    }
}

/// That a speaker says one thing leads to another, with the words in which it is said.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Claim {
    /// Internal id.
    pub id: ClaimId,
    /// The text it lies in.
    pub transcript: TranscriptId,
    /// The version of the text that the places are of, from 1.
    pub version: u32,
    /// First code point.
    pub start: usize,
    /// The code point after the last.
    pub end: usize,
    /// What leads to it.
    pub cause: CodeKey,
    /// Whether to more or less of it.
    pub sign: ClaimSign,
    /// What it leads to.
    pub effect: CodeKey,
    /// When it holds, in the coder's words.
    pub condition: Option<String>,
    /// What the speaker allows.
    pub permission: Permission,
    /// Who coded it.
    pub coder: String,
    /// When.
    pub coded_at: Timestamp,
    /// The coder's note; never leaves the custodian's pages.
    pub memo: Option<String>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn signs_are_read_back_from_their_ids() {
        for sign in ClaimSign::ALL {
            assert_eq!(sign.id().parse(), Ok(sign));
        }
        assert!("+".parse::<ClaimSign>().unwrap_err().contains("Use more or less"));
    }
}
