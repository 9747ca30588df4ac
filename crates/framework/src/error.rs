//! What is wrong with a framework file: all of it at once, each with its place and its remedy.

use std::fmt;

use crate::position::line_and_column;

/// A framework file that cannot be used.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LensError {
    /// Name of the file, as given to [`crate::Lens::parse`].
    pub origin: String,
    /// Everything found, in the order of the file; never empty.
    pub problems: Vec<Problem>,
}

/// One thing wrong in a framework file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// Line, from 1.
    pub line: usize,
    /// Column in characters, from 1.
    pub column: usize,
    /// What is wrong, a full sentence.
    pub what: String,
    /// What to do, a full sentence.
    pub fix: String,
}

impl fmt::Display for LensError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let count = match self.problems.len() {
            1 => "1 problem".to_owned(),
            n => format!("{n} problems"),
        };
        write!(f, "The framework file {} cannot be used: {count}.", self.origin)?;
        for Problem { line, column, what, fix } in &self.problems {
            write!(f, "\n{}:{line}:{column}: {what} {fix}", self.origin)?;
        }
        Ok(())
    }
}

impl std::error::Error for LensError {}

/// Collects problems by byte offset while a file is read and checked.
pub(crate) struct Findings<'t> {
    text: &'t str,
    found: Vec<(usize, String, String)>,
}

impl<'t> Findings<'t> {
    pub(crate) fn new(text: &'t str) -> Self {
        Self { text, found: Vec::new() }
    }

    /// Notes a problem that begins at byte `offset`.
    pub(crate) fn add(&mut self, offset: usize, what: impl Into<String>, fix: impl Into<String>) {
        self.found.push((offset, what.into(), fix.into()));
    }

    /// The line of a byte, for a message that points to two places.
    pub(crate) fn line(&self, offset: usize) -> usize {
        line_and_column(self.text, offset).0
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.found.is_empty()
    }

    /// The error with all problems in the order of the file, each once.
    pub(crate) fn into_error(mut self, origin: &str) -> LensError {
        self.found.sort();
        self.found.dedup();
        let problems = self.found.into_iter().map(|(offset, what, fix)| {
            let (line, column) = line_and_column(self.text, offset);
            Problem { line, column, what, fix }
        });
        LensError { origin: origin.to_owned(), problems: problems.collect() }
    }
}
