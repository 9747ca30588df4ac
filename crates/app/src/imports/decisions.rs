//! Deciding by file what stands in the place of words that point to people: what is proposed goes out as a table, and
//! comes back with what was decided.

use std::collections::BTreeMap;

use super::looking::Proposal;
use super::refuse;
use super::transcripts::{Replacing, base};
use crate::error::AppError;
use crate::intake::decisions::{self as rows, DecisionRow};
use crate::intake::{Problem, Rows, decode};
use crate::table;

/// What is proposed for each file, as CSV. The column replace_with is what would stand there if nobody changed it: what a
/// rule is sure of is replaced, what may be a name stays. It holds the names: keep it as safe as the texts.
pub fn proposals_csv(files: &[(String, Vec<Proposal>)]) -> String {
    let header = ["file", "words", "what", "times", "sure", "suggestion", "replace_with", "around"];
    let all = files.iter().flat_map(|(file, proposals)| proposals.iter().map(move |p| (file, p)));
    let rows = all.map(|(file, p)| {
        let with = if p.sure { p.suggestion.clone() } else { String::new() };
        let around = format!("{}{}{}", p.first.before, p.first.passage, p.first.after);
        [
            file.clone(),
            p.words.clone(),
            p.kind.words().to_owned(),
            p.places.len().to_string(),
            if p.sure { "yes" } else { "no" }.to_owned(),
            p.suggestion.clone(),
            with,
            around.split_whitespace().collect::<Vec<_>>().join(" "),
        ]
    });
    table::csv(header, rows)
}

/// What was decided, from the bytes of a file.
///
/// # Errors
/// If the file has to be mended.
pub fn decisions(file: &str, bytes: &[u8]) -> Result<Replacing, AppError> {
    let text = decode::text(file, bytes)?;
    let Rows { rows, problems, .. } = rows::read(file, &text)?;
    refuse(file, problems)?;
    Ok(Replacing::Decided(rows))
}

/// What stands in the place of the words that were found, file by file.
///
/// # Errors
/// If a decision is missing, or is about words or a file that were not found.
pub(super) fn decided(
    replace: &Replacing,
    found: &[(&str, &[Proposal])],
) -> Result<Vec<BTreeMap<String, String>>, AppError> {
    let by = |with: &dyn Fn(&Proposal) -> String| {
        let one = |(_, proposals): &(&str, &[Proposal])| {
            proposals.iter().map(|p| (p.words.clone(), with(p))).collect()
        };
        found.iter().map(one).collect()
    };
    match replace {
        Replacing::Leave => Ok(by(&|_| String::new())),
        Replacing::All => Ok(by(&|p| p.suggestion.clone())),
        Replacing::Sure => Ok(by(&|p| if p.sure { p.suggestion.clone() } else { String::new() })),
        Replacing::Decided(rows) => {
            fitting(rows, found)?;
            let one = |(file, proposals): &(&str, &[Proposal])| {
                let row =
                    |p: &Proposal| rows.iter().find(|row| base(&row.file) == *file && row.words == p.words);
                proposals.iter().filter_map(|p| Some((p.words.clone(), row(p)?.with.clone()))).collect()
            };
            Ok(found.iter().map(one).collect())
        }
    }
}

/// Whether every word that was found is decided on, and every decision is about one.
fn fitting(rows: &[DecisionRow], found: &[(&str, &[Proposal])]) -> Result<(), AppError> {
    let mut problems = Vec::new();
    for row in rows {
        let Some((_, proposals)) = found.iter().find(|(file, _)| *file == base(&row.file)) else {
            let reason = "This file is not among those given.";
            problems.push(Problem::cell(row.line, "file", &row.file, reason));
            continue;
        };
        if !proposals.iter().any(|p| p.words == row.words) {
            let reason = "Nothing is proposed for these words in this file: the text, the rules or the organisations have changed. \
                          Write the proposals anew.";
            problems.push(Problem::cell(row.line, "words", &row.words, reason));
        }
    }
    refuse("The file of decisions", problems)?;
    for (file, proposals) in found {
        let open =
            proposals.iter().filter(|p| !rows.iter().any(|r| base(&r.file) == *file && r.words == p.words));
        let open: Vec<&str> = open.map(|p| p.words.as_str()).collect();
        if !open.is_empty() {
            let n = open.len();
            let message = format!(
                "{file}: {n} of {} that may point to people {} not in the file of decisions. Nothing was imported. Write the \
                 proposals anew and give each a row.",
                proposals.len(),
                if n == 1 { "is" } else { "are" }
            );
            return Err(AppError::field("decisions", message));
        }
    }
    Ok(())
}
