//! What is wrong with an instrument's file: all of it at once, each with its place and its remedy.

use std::fmt;

use troth_framework::{Problem, line_and_column};

/// A file that cannot be used as an instrument.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct InstrumentError {
    /// Name of the file, as given to [`super::Instrument::parse`].
    pub origin: String,
    /// Everything found, in the order of the file; never empty.
    pub problems: Vec<Problem>,
}

impl fmt::Display for InstrumentError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let count = match self.problems.len() {
            1 => "1 problem".to_owned(),
            n => format!("{n} problems"),
        };
        write!(f, "The instrument {} cannot be used: {count}.", self.origin)?;
        for Problem { line, column, what, fix } in &self.problems {
            write!(f, "\n{}:{line}:{column}: {what} {fix}", self.origin)?;
        }
        Ok(())
    }
}

impl std::error::Error for InstrumentError {}

/// Problems by the byte at which they begin, while a file is read and checked.
#[derive(Debug, Default)]
pub(crate) struct Found(Vec<(usize, String, String)>);

impl Found {
    /// Notes a problem and its remedy, both full sentences.
    pub(crate) fn add(&mut self, at: usize, what: impl Into<String>, fix: impl Into<String>) {
        self.0.push((at, what.into(), fix.into()));
    }

    pub(crate) const fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The error with all problems in the order of the file, each once.
    pub(crate) fn into_error(mut self, text: &str, origin: &str) -> InstrumentError {
        self.0.sort();
        self.0.dedup();
        let problems = self.0.into_iter().map(|(at, what, fix)| {
            let (line, column) = line_and_column(text, at);
            Problem { line, column, what, fix }
        });
        InstrumentError { origin: origin.to_owned(), problems: problems.collect() }
    }
}
