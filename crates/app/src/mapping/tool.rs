//! Which survey tool a file comes from.

use serde::{Deserialize, Serialize};

/// A survey tool, or a shape of table, that Troth knows the headings of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Tool {
    /// LimeSurvey: one heading row with question codes, full texts, or both.
    Limesurvey,
    /// Qualtrics: three heading rows, of which the last holds import ids.
    Qualtrics,
    /// Microsoft Forms: ID, Start time, Completion time, Email, Name, then the questions.
    MicrosoftForms,
    /// One row for each respondent or organisation, and columns about partners.
    Matrix,
}

impl Tool {
    /// The word of the mapping.
    pub const fn id(self) -> &'static str {
        match self {
            Self::Limesurvey => "limesurvey",
            Self::Qualtrics => "qualtrics",
            Self::MicrosoftForms => "microsoft-forms",
            Self::Matrix => "matrix",
        }
    }

    /// In words.
    pub const fn words(self) -> &'static str {
        match self {
            Self::Limesurvey => "an export of LimeSurvey",
            Self::Qualtrics => "an export of Qualtrics",
            Self::MicrosoftForms => "an export of Microsoft Forms",
            Self::Matrix => "a table with a row for each respondent and columns about partners",
        }
    }

    /// How many heading rows its files have.
    pub const fn heading_rows(self) -> usize {
        match self {
            Self::Qualtrics => 3,
            Self::Limesurvey | Self::MicrosoftForms | Self::Matrix => 1,
        }
    }

    /// What the first rows of a file tell.
    pub fn told_by(first: &[&[String]]) -> Self {
        let Some(headings) = first.first() else { return Self::Matrix };
        let has = |name: &str| headings.iter().any(|heading| heading.trim().eq_ignore_ascii_case(name));
        let import_ids = first
            .get(2)
            .is_some_and(|row| row.iter().any(|cell| cell.trim_start().starts_with("{\"ImportId\"")));
        let limesurvey = ["submitdate", "lastpage", "startlanguage", "seed"];
        let limesurvey_full = ["Response ID", "Date submitted", "Last page", "Start language", "Seed"];
        let of = |names: &[&str]| names.iter().filter(|name| has(name)).count();
        if import_ids {
            Self::Qualtrics
        } else if has("ID") && has("Start time") && has("Completion time") {
            Self::MicrosoftForms
        } else if of(&limesurvey) >= 2 || of(&limesurvey_full) >= 2 || code_and_text(headings) {
            Self::Limesurvey
        } else {
            Self::Matrix
        }
    }
}

/// LimeSurvey's headings with code and text begin as `id. Response ID`.
fn code_and_text(headings: &[String]) -> bool {
    let known = ["id. response id", "submitdate. date submitted", "lastpage. last page"];
    headings.iter().filter(|heading| known.contains(&heading.trim().to_lowercase().as_str())).count() >= 2
}
