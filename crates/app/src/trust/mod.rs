//! `troth trust`: the two-sided statistics of a ratings file that the user holds. Ungated, and says so.

pub mod agreement;
pub mod associations;
mod changes;
pub mod flat;
pub mod graph;
mod items;
pub mod page;
mod questions;
pub mod reliability;
pub mod report;
mod written;

use thiserror::Error;
pub use troth_dyads::Uncertainty;
use troth_dyads::{DEFAULT_SEED, FitOptions, IntervalMethod, fit};

use crate::intake::columns::nearest;
use crate::intake::{FileProblem, decode, ratings};
use questions::Question;
use report::{ResultReport, Source, TrustReport};

/// What is asked of the analysis.
#[derive(Debug, Clone, Default)]
pub struct TrustOptions {
    /// Only this variable.
    pub variable: Option<String>,
    /// How intervals are made.
    pub intervals: Intervals,
    /// Seed of everything that draws at random; printed with the result.
    pub seed: Seed,
    /// Which variables may go with which.
    pub associations: Vec<associations::Wanted>,
}

/// Seed of whatever is drawn at random.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Seed(pub u64);

impl Default for Seed {
    /// The seed if none is given: fixed, so that the same file gives the same output on every day and computer.
    fn default() -> Self {
        Self(DEFAULT_SEED)
    }
}

/// How intervals are made.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Intervals {
    /// Estimates only.
    None,
    /// ± 1.96 prediction standard errors.
    #[default]
    Fast,
    /// Profile likelihood for components; bootstrap for the rest where there are few organisations.
    Full,
}

impl Intervals {
    const fn method(self) -> IntervalMethod {
        match self {
            Self::None => IntervalMethod::None,
            Self::Fast => IntervalMethod::Fast,
            Self::Full => IntervalMethod::Full,
        }
    }
}

/// Why there is no analysis.
#[derive(Debug, Error)]
pub enum TrustError {
    /// The file cannot be read.
    #[error(transparent)]
    File(#[from] FileProblem),
    /// A variable was asked for that the file has not, or twice in one association.
    #[error("{0}")]
    Variable(String),
    /// There is not one good row.
    #[error("{file} has no usable answer. {why}")]
    NoAnswers {
        /// Which file.
        file: String,
        /// The first problem, or what to do.
        why: String,
    },
}

/// Analyses the bytes of `file`; `progress` is told how many of how many fits are done.
///
/// Networks in the file are pooled, each with its own mean; every wave and variable is fitted apart.
///
/// # Errors
/// If the file cannot be read, has no usable answer, or not the variable that was asked for.
pub fn analyse(
    file: &str,
    bytes: &[u8],
    options: &TrustOptions,
    mut progress: impl FnMut(usize, usize),
) -> Result<TrustReport, TrustError> {
    let text = decode::borrowed(file, bytes)?;
    if let Some(found) = troth_gate::patient::find(&text).first() {
        return Err(FileProblem::Patient { file: file.to_owned(), reason: found.sentence() }.into());
    }
    let mut read = ratings::read(file, &text)?;
    drop(text);
    if read.is_empty() {
        let why = read.nothing_usable();
        return Err(TrustError::NoAnswers { file: file.to_owned(), why });
    }
    let mut questions = questions::of(&read);
    let engine = FitOptions { seed: options.seed.0, ..FitOptions::with(options.intervals.method()) };
    let associations = associations::of(file, &options.associations, &questions, &read, &engine)?;
    if let Some(wanted) = &options.variable {
        if !questions.iter().any(|q| q.variable == wanted) {
            return Err(TrustError::Variable(unknown_variable(file, wanted, &questions)));
        }
        questions.retain(|q| q.variable == wanted);
    }
    let mut skipped = Vec::new();
    let total = questions.len();
    let mut results = Vec::with_capacity(total);
    for (done, question) in questions.iter().enumerate() {
        progress(done, total);
        let mut asked = question.observations(&read);
        skipped.append(&mut asked.too_few);
        let outcome = fit(&asked.observations, &engine);
        results.push(ResultReport::of(question, asked, &outcome));
    }
    progress(total, total);
    let changes = changes::of(&questions, &read, &engine);
    drop(questions);
    read.skipped.extend(skipped);
    read.skipped.sort_by_key(|problem| problem.line);
    Ok(TrustReport {
        troth: env!("CARGO_PKG_VERSION"),
        seed: options.seed.0,
        source: Source {
            file: file.to_owned(),
            rows: read.rows_read,
            empty: read.empty,
            skipped: read.skipped,
            warnings: read.warnings,
        },
        results,
        changes,
        associations,
    })
}

fn unknown_variable(file: &str, wanted: &str, questions: &[Question<'_>]) -> String {
    let mut known: Vec<&str> = questions.iter().map(|q| q.variable).collect();
    known.sort_unstable();
    known.dedup();
    let near = nearest(wanted, known.iter().copied()).map(|n| format!(" Did you mean \"{n}\"?"));
    format!("{file} has no variable \"{wanted}\".{} It has: {}.", near.unwrap_or_default(), known.join(", "))
}

#[cfg(test)]
mod tests;
