//! `troth trust`: the two-sided statistics of a ratings file that the user holds. Ungated, and says so.

pub mod flat;
pub mod report;

use std::collections::BTreeMap;

use thiserror::Error;
use troth_dyads::{AnswerKind, FitOptions, IntervalMethod, Observation, fit};
use troth_network::{AnswerRole, Scale};

use crate::intake::columns::nearest;
use crate::intake::{FileProblem, RatingRow, decode, ratings};
use report::{ResultReport, Source, TrustReport};

/// What is asked of the analysis.
#[derive(Debug, Clone, Default)]
pub struct TrustOptions {
    /// Only this variable.
    pub variable: Option<String>,
    /// Without intervals.
    pub no_intervals: bool,
    /// Seed of everything that draws at random; printed with the result.
    pub seed: Option<u64>,
}

/// Why there is no analysis.
#[derive(Debug, Error)]
pub enum TrustError {
    /// The file cannot be read.
    #[error(transparent)]
    File(#[from] FileProblem),
    /// A variable was asked for that the file has not.
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

/// The network of a file that names none.
const ONLY_NETWORK: &str = "all";

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
    let text = decode::text(file, bytes)?;
    if let Some(found) = troth_gate::patient::find(&text).first() {
        return Err(FileProblem::Patient { file: file.to_owned(), reason: found.sentence() }.into());
    }
    let read = ratings::read(file, &text)?;
    drop(text);
    if read.rows.is_empty() {
        let why = read.skipped.first().map_or_else(
            || "Add rows with rater, target and value.".to_owned(),
            |problem| format!("The first problem: {problem}"),
        );
        return Err(TrustError::NoAnswers { file: file.to_owned(), why });
    }
    let mut groups: BTreeMap<(Option<&str>, &str), Vec<&RatingRow>> = BTreeMap::new();
    for row in &read.rows {
        groups.entry((row.wave.as_deref(), row.variable.as_str())).or_default().push(row);
    }
    if let Some(wanted) = &options.variable {
        if !groups.keys().any(|(_, variable)| variable == wanted) {
            return Err(TrustError::Variable(unknown_variable(file, wanted, &groups)));
        }
        groups.retain(|(_, variable), _| variable == wanted);
    }
    let intervals = if options.no_intervals { IntervalMethod::None } else { IntervalMethod::Fast };
    let total = groups.len();
    let results = groups
        .into_iter()
        .enumerate()
        .map(|(done, ((wave, variable), rows))| {
            progress(done, total);
            let observations: Vec<Observation> = rows.iter().map(|row| observation(row)).collect();
            let outcome = fit(&observations, &FitOptions::with(intervals));
            ResultReport::of(wave, variable, scale(&rows), &outcome)
        })
        .collect();
    progress(total, total);
    Ok(TrustReport {
        troth: env!("CARGO_PKG_VERSION"),
        seed: options.seed,
        source: Source { file: file.to_owned(), rows: read.rows_read, skipped: read.skipped },
        results,
        remarks: read.warnings,
    })
}

fn observation(row: &RatingRow) -> Observation {
    Observation {
        group: row.network.clone().unwrap_or_else(|| ONLY_NETWORK.to_owned()),
        rater: row.rater.clone(),
        target: row.target.clone(),
        respondent: row.respondent.clone(),
        kind: match row.role {
            AnswerRole::Staff => AnswerKind::Staff,
            AnswerRole::Representative => AnswerKind::Representative,
        },
        value: row.value,
    }
}

fn scale(rows: &[&RatingRow]) -> Option<Scale> {
    rows.first().and_then(|row| row.scale)
}

fn unknown_variable(
    file: &str,
    wanted: &str,
    groups: &BTreeMap<(Option<&str>, &str), Vec<&RatingRow>>,
) -> String {
    let mut known: Vec<&str> = groups.keys().map(|(_, variable)| *variable).collect();
    known.sort_unstable();
    known.dedup();
    let near = nearest(wanted, known.iter().copied()).map(|n| format!(" Did you mean \"{n}\"?"));
    format!("{file} has no variable \"{wanted}\".{} It has: {}.", near.unwrap_or_default(), known.join(", "))
}

#[cfg(test)]
mod tests;
