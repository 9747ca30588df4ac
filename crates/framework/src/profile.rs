//! What is declared about a network as a whole, with the words to choose from.

use serde::{Deserialize, Serialize};

use crate::Strength;

/// One line of the network profile.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ProfileItem {
    /// Stable id, such as `mandate`.
    pub id: String,
    /// Words on screen.
    pub label: String,
    /// What is asked and why it matters.
    pub definition: String,
    /// How it is answered.
    pub answer: AnswerKind,
    /// The choices, in order; empty unless `answer` is a choice.
    #[serde(default)]
    pub options: Vec<ProfileOption>,
    /// Ids of the sources.
    pub cite: Vec<String>,
    /// Strength of the evidence.
    pub mark: Strength,
}

/// How a line of the profile is answered.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum AnswerKind {
    /// One of the options.
    Choice,
    /// One or more dates.
    Dates,
    /// A number.
    Number,
    /// Free words.
    Text,
}

/// One choice of a profile line.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ProfileOption {
    /// Id, unique within its line.
    pub id: String,
    /// Words on screen.
    pub label: String,
}
