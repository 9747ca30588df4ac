//! Survey variables and what each of them measures.

use serde::{Deserialize, Serialize};

use crate::{Concept, Strength};

/// A survey variable: the id in the ratings, the item, and the concept it stands for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Variable {
    /// Id as in the column `variable` of the ratings.
    pub id: String,
    /// Short words on screen.
    pub label: String,
    /// What it measures.
    pub maps_to: Concept,
    /// Id of the facet of that narrative or aspect, if it measures one side only.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub facet: Option<String>,
    /// What a high answer means.
    pub polarity: Polarity,
    /// The item: a statement to agree with, about this partner or about the collaboration.
    pub wording: String,
    /// Ids of the sources of the concept; the item itself is ours and not validated.
    pub cite: Vec<String>,
    /// Strength of the evidence.
    pub mark: Strength,
}

/// What a high answer to an item means.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Polarity {
    /// A high answer is good: more trust, less asymmetry.
    Trust,
    /// A high answer is bad: more asymmetry, more conflict.
    Asymmetry,
}

impl Polarity {
    /// Turns a score on 0–1 so that 1 is good.
    #[must_use]
    pub fn good(self, score: f64) -> f64 {
        match self {
            Self::Trust => score,
            Self::Asymmetry => 1.0 - score,
        }
    }
}
