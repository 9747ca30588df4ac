//! How strong the evidence behind an entry is, and which way an effect goes.

use serde::{Deserialize, Serialize};

/// Strength of the evidence behind an entry; shown wherever the entry is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Strength {
    /// `V`: the number or the wording was checked in the source itself.
    #[serde(rename = "V")]
    Verified,
    /// `S`: only the sign, a word for the size, or how many studies is known.
    #[serde(rename = "S")]
    SignOnly,
    /// `A`: an assumption of ours; never shown as evidence.
    #[serde(rename = "A")]
    Assumption,
}

impl Strength {
    /// The letter used in the file and on screen.
    #[must_use]
    pub fn letter(self) -> char {
        match self {
            Self::Verified => 'V',
            Self::SignOnly => 'S',
            Self::Assumption => 'A',
        }
    }

    /// What the mark says, in plain words.
    #[must_use]
    pub fn words(self) -> &'static str {
        match self {
            Self::Verified => "checked in the source",
            Self::SignOnly => "only the direction is known",
            Self::Assumption => "an assumption of Troth, not evidence",
        }
    }
}

/// Which way a cause moves its effect.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Sign {
    /// `+`: more of the cause, more of the effect.
    #[serde(rename = "+")]
    Plus,
    /// `-`: more of the cause, less of the effect.
    #[serde(rename = "-")]
    Minus,
}

impl Sign {
    /// `+` or `−` (the minus sign of print, not the hyphen of the file).
    #[must_use]
    pub fn symbol(self) -> char {
        match self {
            Self::Plus => '+',
            Self::Minus => '−',
        }
    }
}
