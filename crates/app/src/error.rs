//! What a use case answers when it cannot do what was asked.

use thiserror::Error;
use troth_gate::{GateError, ReopenError, Withheld};
use troth_store::{KeyringError, StoreError};

use crate::backup::BackupError;
use crate::intake::{FileProblem, Problem};
use crate::keys::KeysError;
use crate::mail::PartError;

/// A field of a form that has to be mended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FieldError {
    /// Name of the field.
    pub field: &'static str,
    /// What is wrong and what to do.
    pub message: String,
}

impl FieldError {
    /// A message for a field.
    pub fn new(field: &'static str, message: impl Into<String>) -> Self {
        Self { field, message: message.into() }
    }
}

/// Why a use case could not be carried out.
#[derive(Debug, Error)]
pub enum AppError {
    /// Something named is not there.
    #[error("{0}")]
    NotFound(String),
    /// A form has to be mended; nothing was saved.
    #[error("{}", sentences(.0))]
    Invalid(Vec<FieldError>),
    /// A file has to be mended; nothing was imported.
    #[error("{}", listed(.file, .problems))]
    Rows {
        /// Which file.
        file: String,
        /// All that is wrong, by line.
        problems: Vec<Problem>,
    },
    /// A file cannot be read at all.
    #[error(transparent)]
    File(#[from] FileProblem),
    /// Somebody else saved first; nothing was overwritten.
    #[error("{0}")]
    Conflict(String),
    /// The viewer's role does not allow it.
    #[error("{0}")]
    Denied(String),
    /// A password could not be worked on.
    #[error(
        "The password could not be worked on. Try again; if it happens again, this computer lacks memory."
    )]
    Crypto,
    /// The gate let nothing out.
    #[error(transparent)]
    Withheld(#[from] Withheld),
    /// The gate failed.
    #[error(transparent)]
    Gate(#[from] GateError),
    /// A stored release cannot be opened.
    #[error(transparent)]
    Reopen(#[from] ReopenError),
    /// The database.
    #[error(transparent)]
    Store(StoreError),
    /// A secret cannot be sealed or opened.
    #[error(transparent)]
    Keyring(#[from] KeyringError),
    /// Keys cannot be had or changed.
    #[error(transparent)]
    Keys(#[from] KeysError),
    /// A copy cannot be encrypted or put back.
    #[error(transparent)]
    Backup(#[from] BackupError),
    /// A letter cannot be written to this address or with this link.
    #[error(transparent)]
    Letter(#[from] PartError),
    /// Stored text cannot be read.
    #[error("Something stored cannot be read ({0}). Work the results out again.")]
    Json(#[from] serde_json::Error),
}

impl From<StoreError> for AppError {
    fn from(error: StoreError) -> Self {
        match error {
            StoreError::Conflict { .. } => Self::Conflict(error.to_string()),
            other => Self::Store(other),
        }
    }
}

impl From<FieldError> for AppError {
    fn from(error: FieldError) -> Self {
        Self::Invalid(vec![error])
    }
}

impl AppError {
    /// One field that has to be mended.
    pub fn field(field: &'static str, message: impl Into<String>) -> Self {
        Self::Invalid(vec![FieldError::new(field, message)])
    }

    /// Something that is not there, with what to do.
    pub fn missing(what: &str) -> Self {
        Self::NotFound(format!("{what} is not there (any more). Go back and choose again."))
    }
}

fn sentences(errors: &[FieldError]) -> String {
    errors.iter().map(|e| e.message.as_str()).collect::<Vec<_>>().join(" ")
}

/// Most problems of one file that are listed.
const LISTED: usize = 20;

fn listed(file: &str, problems: &[Problem]) -> String {
    use std::fmt::Write as _;
    let rows =
        if problems.len() == 1 { "1 row has".to_owned() } else { format!("{} rows have", problems.len()) };
    let mut text = format!("{file}: {rows} to be mended. Nothing was imported.");
    for problem in problems.iter().take(LISTED) {
        // Writing to a String cannot fail.
        let _ = write!(text, "\n{file}, {problem}");
    }
    if problems.len() > LISTED {
        let _ = write!(text, "\nand {} more.", problems.len() - LISTED);
    }
    text
}
