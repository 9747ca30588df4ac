//! What can be done to build trust.

use serde::{Deserialize, Serialize};

use crate::Strength;

/// A trust-building measure.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Measure {
    /// `M1` to `M12`.
    pub id: String,
    /// The field's term.
    pub name: String,
    /// Plain words on screen.
    pub label: String,
    /// What it is.
    pub definition: String,
    /// True for the seven trust-building measures of the paper, false for those gathered beside them.
    pub from_table: bool,
    /// Concrete steps.
    pub sub_measures: Vec<SubMeasure>,
    /// Narratives it can work on; links of ours, marked `A`.
    pub works_on: Vec<Link>,
    /// When it can do harm; shown where the measure is chosen.
    #[serde(default)]
    pub cautions: Vec<Caution>,
    /// Ids of the sources.
    pub cite: Vec<String>,
    /// Strength of the evidence.
    pub mark: Strength,
}

/// A concrete step within a measure, from a source or proposed by Troth.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SubMeasure {
    /// Id, the measure's with a letter: `M1a`.
    pub id: String,
    /// What to do.
    pub wording: String,
    /// Ids of the sources.
    pub cite: Vec<String>,
    /// Strength of the evidence.
    pub mark: Strength,
}

/// A link from a measure to a narrative.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Link {
    /// Id of the narrative.
    pub narrative: String,
    /// Strength of the evidence.
    pub mark: Strength,
}

/// A warning that belongs to a measure.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Caution {
    /// The warning, a full sentence.
    pub wording: String,
    /// Id of the mechanism it rests on, if one does.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub mechanism: Option<String>,
    /// Ids of the sources.
    pub cite: Vec<String>,
    /// Strength of the evidence.
    pub mark: Strength,
}
