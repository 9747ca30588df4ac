//! The page of `troth trust`: the same file, question by question, for somebody to look at.
//!
//! By default it is made for the agreed audience and goes the way every page goes: cells, a model of those cells
//! alone, the gate's decision, the ledger, release. The ledger is that of a throw-away database, so it knows nothing
//! of pages made before. Unsuppressed it is made of all rows, for the custodian alone.

mod agreed;
mod custodian;
mod estimates;
mod finding;
mod gather;
mod observed;
mod question;
mod scales;
mod shown;

use std::collections::BTreeMap;

use thiserror::Error;
use troth_lens::sentence::Finding;
use troth_lens::{Estimates, Intervals, Named, Part, TwoSided, Wording};
use troth_network::{Direction, VisibleTo};

use super::{TrustError, TrustOptions, questions, unknown_variable};
use crate::error::AppError;
use crate::intake::{FileProblem, RatingsFile, decode, ratings};

/// What a page is made from.
#[derive(Debug, Clone, Copy)]
pub struct PageRequest<'a> {
    /// Name of the file, for messages.
    pub file: &'a str,
    /// Its bytes.
    pub bytes: &'a [u8],
    /// What is asked of the analysis.
    pub options: &'a TrustOptions,
    /// What representatives allowed in rows that do not say; without it they count as given for totals alone.
    pub representatives_visible_to: Option<VisibleTo>,
}

/// Why there is no page.
#[derive(Debug, Error)]
pub enum PageError {
    /// The file or the question: the same sentences as on the screen.
    #[error(transparent)]
    Trust(#[from] TrustError),
    /// The throw-away database or the gate.
    #[error(transparent)]
    App(#[from] AppError),
}

impl From<FileProblem> for PageError {
    fn from(problem: FileProblem) -> Self {
        Self::Trust(problem.into())
    }
}

/// What a page shows.
#[derive(Debug, Clone, Default)]
pub struct PageBody {
    /// By partnership, question in the framework's order, and round, the latest first.
    pub questions: Vec<PageQuestion>,
    /// Partnerships in the file.
    pub networks: usize,
    /// What of the file is in no question, and why, in sentences.
    pub left_out: Vec<String>,
}

/// One question in one round of one partnership.
#[derive(Debug, Clone)]
pub struct PageQuestion {
    /// The partnership, if the file names one.
    pub network: Option<String>,
    /// The survey round, if the file names one.
    pub wave: Option<String>,
    /// The question in plain words; the variable itself where the framework does not know it.
    pub question: String,
    /// The variables of the file that it rests on.
    pub variables: Vec<String>,
    /// In which words its levels are told.
    pub wording: Wording,
    /// What 0 and 100 stand for, in a sentence.
    pub scale: String,
    /// The first sentence.
    pub finding: Finding,
    /// Organisations under the ids of the file.
    pub organisations: Vec<Named>,
    /// Both sides of every pair, on 0–1.
    pub reading: TwoSided,
    /// Number of answers behind each direction; empty for the agreed audience.
    pub answers: BTreeMap<Direction, usize>,
    /// Mean, spread and reciprocities, or why there are none.
    pub estimates: Estimates,
    /// Parts of the spread beside those of `estimates`: standard deviations on 0–1; empty for the agreed audience.
    pub more_parts: Vec<(String, Part)>,
    /// What is counted and how many; in bands for the agreed audience.
    pub counts: Vec<(String, String)>,
    /// How intervals were made.
    pub intervals: Intervals,
}

/// Reads the file of a request; refuses what `troth trust` refuses, in the same words.
fn read(request: &PageRequest<'_>) -> Result<RatingsFile, TrustError> {
    let file = request.file;
    let text = decode::borrowed(file, request.bytes)?;
    if let Some(found) = troth_gate::patient::find(&text).first() {
        return Err(FileProblem::Patient { file: file.to_owned(), reason: found.sentence() }.into());
    }
    let read = ratings::read(file, &text)?;
    if read.is_empty() {
        return Err(TrustError::NoAnswers { file: file.to_owned(), why: read.nothing_usable() });
    }
    if let Some(wanted) = &request.options.variable {
        let questions = questions::of(&read);
        if !questions.iter().any(|q| q.variable == wanted) {
            return Err(TrustError::Variable(unknown_variable(file, wanted, &questions)));
        }
    }
    Ok(read)
}

#[cfg(test)]
mod tests;
