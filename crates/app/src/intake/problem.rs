//! What is wrong with a file or a row, in sentences that name the fix.

use std::fmt;

use serde::Serialize;
use thiserror::Error;

use super::hidden::visible;

/// A row that cannot be used, or used only with a remark.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Problem {
    /// Line in the file, from 1.
    pub line: u64,
    /// Column, by its name in the file; empty where the whole row is meant.
    pub column: String,
    /// The value found, shortened to 60 characters.
    pub value: String,
    /// What is wrong and what to do, as one or two sentences.
    pub reason: String,
}

impl Problem {
    /// A problem with one cell.
    pub fn cell(line: u64, column: &str, value: &str, reason: impl Into<String>) -> Self {
        Self { line, column: column.to_owned(), value: shortened(value), reason: reason.into() }
    }

    /// A problem with a whole row.
    pub fn row(line: u64, reason: impl Into<String>) -> Self {
        Self { line, column: String::new(), value: String::new(), reason: reason.into() }
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "line {}", self.line)?;
        if !self.column.is_empty() {
            write!(f, ", column {}, value \"{}\"", self.column, self.value)?;
        }
        write!(f, ": {}", self.reason)
    }
}

fn shortened(value: &str) -> String {
    let printable: String = visible(value).take(61).collect();
    if printable.chars().count() > 60 {
        printable.chars().take(59).chain(['\u{2026}']).collect()
    } else {
        printable
    }
}

/// A file that cannot be read as a whole.
#[derive(Debug, Error)]
pub enum FileProblem {
    /// It is not there.
    #[error("{file}: there is no such file. Check the name and the folder.")]
    Missing {
        /// Which file.
        file: String,
    },
    /// It is no project or codebook of another program that can be read.
    #[error("{file}: {reason}")]
    Exchange {
        /// Which file.
        file: String,
        /// Why, and what to do.
        reason: String,
    },
    /// A mapping cannot be read, or does not fit the file.
    #[error("{file}: {reason}")]
    Mapping {
        /// Which file.
        file: String,
        /// Why, and what to do.
        reason: String,
    },
    /// It is a folder.
    #[error("{file} is a folder. Name a file in it.")]
    Folder {
        /// Which.
        file: String,
    },
    /// The system refused.
    #[error("{file} cannot be read ({reason}).")]
    Unreadable {
        /// Which file.
        file: String,
        /// What the system said.
        reason: String,
    },
    /// Nothing in it.
    #[error("{file} is empty. It needs a first line with the column names and at least one row below it.")]
    Empty {
        /// Which file.
        file: String,
    },
    /// Column names and nothing below them.
    #[error("{file} has a line with the column names and no row below it. Add at least one row.")]
    NoRows {
        /// Which file.
        file: String,
    },
    /// Not text.
    #[error(
        "{file} is not a text file (line {line} holds bytes that are not text). If it is a spreadsheet, save it as \
         \"CSV UTF-8\" and try again."
    )]
    NotText {
        /// Which file.
        file: String,
        /// First line that is not text.
        line: usize,
    },
    /// Text in another encoding.
    #[error(
        "{file}, line {line}: this is not UTF-8 text. Save the file as \"CSV UTF-8\" (or as UTF-8 in a text editor) \
         and try again."
    )]
    Encoding {
        /// Which file.
        file: String,
        /// First line with a wrong byte.
        line: usize,
    },
    /// Required columns are missing.
    #[error("{file}, line 1: {reason}")]
    Columns {
        /// Which file.
        file: String,
        /// What is missing and what was found instead.
        reason: String,
    },
    /// It holds data about patients.
    #[error("{file}: {reason}")]
    Patient {
        /// Which file.
        file: String,
        /// Where and what to do.
        reason: String,
    },
}
