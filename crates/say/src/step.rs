//! What a coder did, kept so that it can be taken back.

use serde::{Deserialize, Serialize};
use troth_network::TranscriptId;
use uuid::Uuid;

use crate::claim::Claim;
use crate::coding::Coding;

/// Something a coder put into a text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Mark {
    /// A coded passage.
    Coding(Coding),
    /// A claim.
    Claim(Claim),
}

impl Mark {
    /// The text it lies in.
    pub const fn transcript(&self) -> TranscriptId {
        match self {
            Self::Coding(coding) => coding.transcript,
            Self::Claim(claim) => claim.transcript,
        }
    }

    /// Its id.
    pub const fn id(&self) -> Uuid {
        match self {
            Self::Coding(coding) => coding.id.0,
            Self::Claim(claim) => claim.id.0,
        }
    }
}

/// One thing done: put in, changed, or taken out.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Step {
    /// A mark was put in.
    Put(Mark),
    /// A mark was changed.
    Change {
        /// As it was.
        was: Box<Mark>,
        /// As it is.
        is: Box<Mark>,
    },
    /// A mark was taken out.
    Take(Mark),
}

impl Step {
    /// The step that takes this one back.
    #[must_use]
    pub fn back(self) -> Self {
        match self {
            Self::Put(mark) => Self::Take(mark),
            Self::Change { was, is } => Self::Change { was: is, is: was },
            Self::Take(mark) => Self::Put(mark),
        }
    }

    /// The text it was done in.
    pub const fn transcript(&self) -> TranscriptId {
        match self {
            Self::Put(mark) | Self::Take(mark) => mark.transcript(),
            Self::Change { is, .. } => is.transcript(),
        }
    }

    /// What it was done to, as it is after the step.
    pub const fn mark(&self) -> &Mark {
        match self {
            Self::Put(mark) | Self::Take(mark) => mark,
            Self::Change { is, .. } => is,
        }
    }

    /// What was done, in words, to follow "Undo: " or "Redo: ".
    pub const fn words(&self) -> &'static str {
        match (self, self.mark()) {
            (Self::Put(_), Mark::Coding(_)) => "a passage was coded",
            (Self::Put(_), Mark::Claim(_)) => "a claim was added",
            (Self::Change { .. }, Mark::Coding(_)) => "a coding was changed",
            (Self::Change { .. }, Mark::Claim(_)) => "a claim was changed",
            (Self::Take(_), Mark::Coding(_)) => "a coding was removed",
            (Self::Take(_), Mark::Claim(_)) => "a claim was removed",
        }
    }
}
