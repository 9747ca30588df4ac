//! The mapping: which column of a file is what.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::Tool;

/// Which column of a survey tool's file is what. Kept as a TOML file, so that the next round is read the same way.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Mapping {
    /// Where the file comes from; for messages and for the number of heading rows.
    pub tool: Tool,
    /// Heading rows; without it, as many as files of that tool have.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub heading_rows: Option<usize>,
    /// Answers that mean "can't say" in any question: counted, and no number. Capitals do not matter.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub cant_say: Vec<String>,
    /// Columns that are not wanted, by heading.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub drop: Vec<String>,
    /// Which rows count.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub finished: Option<Finished>,
    /// The organisation that answers.
    pub rater: Said,
    /// Who of it answers; becomes a pseudonym.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub respondent: Option<Said>,
    /// `staff` or `representative`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub role: Option<Said>,
    /// What a representative allowed: `totals`, `pooled`, `partner` or `audience`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub visible_to: Option<Said>,
    /// The survey round.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub wave: Option<Said>,
    /// Organisations as the file words them, and their ids.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub organisations: BTreeMap<String, String>,
    /// What stands for `{variable}` in headings, and the variable it means.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub variables: BTreeMap<String, String>,
    /// Scales by a name of the mapping's own.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub scales: BTreeMap<String, ScaleLabels>,
    /// The columns that hold answers.
    #[serde(default)]
    pub answers: Vec<AnswerColumns>,
}

/// Something that a column says of each row, or that is the same for all.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Said {
    /// Heading of the column.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub column: Option<String>,
    /// The same for all rows, in the place of a column.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub fixed: Option<String>,
    /// Words of the file, and what they mean.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub values: BTreeMap<String, String>,
}

impl Said {
    /// Said by a column.
    pub fn by(column: impl Into<String>) -> Self {
        Self { column: Some(column.into()), ..Self::default() }
    }
}

/// Which rows count: those that were finished.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Finished {
    /// Heading of the column.
    pub column: String,
    /// What it says in rows that count; without any, that it is filled in at all.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub values: Vec<String>,
}

/// The ends of a scale and the numbers of its words.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ScaleLabels {
    /// Lowest number that can be answered.
    pub min: f64,
    /// Highest number that can be answered.
    pub max: f64,
    /// Answers as the file words them, and their numbers. Numbers in the file need no word here.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub labels: BTreeMap<String, f64>,
}

/// Columns with answers to one question or several.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AnswerColumns {
    /// Headings of these columns: as they are, or with `{target}` for the partner, `{variable}` for the question and `{}`
    /// for anything.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub columns: Option<String>,
    /// The same for the second heading row, which holds the questions' texts in files of Qualtrics.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub texts: Option<String>,
    /// The variable, where the heading does not say it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub variable: Option<String>,
    /// The partner, where the heading does not say it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub target: Option<String>,
    /// The column that says which partner a row is about.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub target_column: Option<String>,
    /// What stands for `{target}` in these headings and the organisation it means, where it is code of the tool's own.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub targets: BTreeMap<String, String>,
    /// Name of the scale.
    pub scale: String,
}
