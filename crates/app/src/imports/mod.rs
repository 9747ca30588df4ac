//! Importing files into a partnership. A file is checked whole before anything of it is written: one bad row
//! keeps all of it out, so that no good row is lost in silence.

mod decisions;
mod looking;
mod mapped;
mod organisations;
mod pathway;
mod people;
mod ratings;
mod transcripts;

pub(crate) use ratings::respondent_hash;
pub(crate) use transcripts::{about, new_speaker};

pub use decisions::{decisions, proposals_csv};
pub use looking::{CheckedText, LookedThrough, Proposal, Told, Voice};
pub use ratings::RatingsOptions;
pub use transcripts::{Replacing, TranscriptsOptions};

use crate::error::AppError;
use crate::intake::Problem;

/// What an import did, in sentences.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Imported {
    /// What was imported, such as "14 organisations".
    pub what: String,
    /// Remarks.
    pub warnings: Vec<String>,
}

/// Refuses a file that has problems.
pub(crate) fn refuse(file: &str, mut problems: Vec<Problem>) -> Result<(), AppError> {
    if problems.is_empty() {
        return Ok(());
    }
    problems.sort_by_key(|p| p.line);
    Err(AppError::Rows { file: file.to_owned(), problems })
}

/// Refuses text that holds patient identifiers.
pub(crate) fn refuse_patients(file: &str, text: &str) -> Result<(), AppError> {
    match troth_gate::patient::find(text).first() {
        None => Ok(()),
        Some(found) => {
            Err(crate::intake::FileProblem::Patient { file: file.to_owned(), reason: found.sentence() }
                .into())
        }
    }
}

/// "There is no organisation with this id", with a suggestion.
pub(crate) fn unknown_organisation(line: u64, column: &str, id: &str, known: &[&str]) -> Problem {
    let mut reason = "There is no organisation with this id in the partnership.".to_owned();
    match crate::intake::columns::nearest(id, known.iter().copied()) {
        Some(near) => reason.push_str(&format!(" Did you mean \"{near}\"?")),
        None => reason.push_str(" Import it first, or correct the id."),
    }
    Problem::cell(line, column, id, reason)
}
