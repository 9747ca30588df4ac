//! The ratings file: one row per answer, checked row by row in one pass.

pub(crate) mod answer;
pub(crate) mod names;
pub mod overview;
mod repeats;
mod row;

use std::collections::BTreeSet;

use troth_network::Scale;

use super::lines::Lines;
use super::problem::{FileProblem, Problem};
use super::words::{count, some_of};
use answer::{Answer, Columns};
use names::Name;
use row::{COLUMNS, Places, Said};
pub use row::{DEFAULT_VARIABLE, RatingRow};

/// Most variables that one sentence names.
const NAMED: usize = 20;

/// A ratings file that was read.
#[derive(Debug, Default)]
pub struct RatingsFile {
    /// Rows of the file that hold something, good or bad.
    pub rows_read: usize,
    /// Rows that cannot be used, each with its reason.
    pub skipped: Vec<Problem>,
    /// Rows without an answer: missing, not wrong.
    pub empty: usize,
    /// Rows that repeat an earlier one and are left out.
    pub repeats: usize,
    /// Questions to which one respondent gave different answers; all of those rows are left out.
    pub contradictions: usize,
    /// Remarks.
    pub warnings: Vec<String>,
    /// Good answers, in the file's order.
    pub(crate) answers: Vec<Answer>,
    /// Their names.
    pub(crate) columns: Columns,
    /// Network and organisation of rows without an answer.
    pub(crate) named: BTreeSet<(Name, Name)>,
    /// What the first row of each variable settled, at the variable's place.
    settled: Vec<Option<Settled>>,
}

/// What has to be alike in all rows of a variable.
#[derive(Debug, Clone, Copy)]
struct Settled {
    line: u64,
    scale: Option<Scale>,
    items: bool,
}

impl RatingsFile {
    /// Number of good answers.
    pub fn len(&self) -> usize {
        self.answers.len()
    }

    /// Whether there is no good answer.
    pub fn is_empty(&self) -> bool {
        self.answers.is_empty()
    }

    /// Good answers in the file's order.
    pub fn rows(&self) -> impl ExactSizeIterator<Item = RatingRow<'_>> {
        self.answers.iter().map(|answer| answer.spelt(&self.columns, self.scale(answer.variable)))
    }

    /// Whether an answer names its item.
    pub fn has_items(&self) -> bool {
        self.settled.iter().flatten().any(|settled| settled.items)
    }

    /// The scale of a variable, if it declares one.
    pub(crate) fn scale(&self, variable: Name) -> Option<Scale> {
        self.settled.get(variable.place()).copied().flatten().and_then(|settled| settled.scale)
    }

    /// Why there is no usable answer, and what to do.
    pub fn nothing_usable(&self) -> String {
        match self.skipped.first() {
            Some(problem) => format!("The first problem: {problem}"),
            None if self.empty > 0 => format!(
                "In {} the value is empty. Fill in the answers.",
                if self.empty == 1 {
                    "its only row".to_owned()
                } else {
                    format!("all its {} rows", self.empty)
                }
            ),
            None => {
                "It has a line with the column names and nothing below it. Add rows with rater, target and \
                     value."
                    .to_owned()
            }
        }
    }

    fn variables_without_scale(&self) -> Vec<String> {
        let unscaled = |settled: &Option<Settled>| settled.is_some_and(|settled| settled.scale.is_none());
        let mut names: Vec<String> = (0..)
            .zip(&self.settled)
            .filter(|(_, settled)| unscaled(settled))
            .map(|(place, _)| self.columns.variables.text(Name::at(place)).to_owned())
            .collect();
        names.sort_unstable();
        names
    }

    fn add(&mut self, row: &RatingRow<'_>) -> Result<(), Problem> {
        let variable = self.columns.variables.name(row.variable);
        if self.settled.len() <= variable.place() {
            self.settled.resize(variable.place() + 1, None);
        }
        let now = Settled { line: row.line, scale: row.scale, items: row.item.is_some() };
        let first = *self.settled[variable.place()].get_or_insert(now);
        if first.scale != now.scale {
            let reason = format!(
                "The scale of {} differs from the one on line {}. Use one scale for each variable.",
                row.variable, first.line
            );
            return Err(Problem::row(row.line, reason));
        }
        if first.items != now.items {
            let reason = format!(
                "Of the answers to {}, line {} {} an item and this one does not do the same. Name the item of every \
                 answer to a variable, or of none.",
                row.variable,
                first.line,
                if first.items { "names" } else { "does not name" }
            );
            return Err(Problem::cell(row.line, "item", row.item.unwrap_or(""), reason));
        }
        let columns = &mut self.columns;
        self.answers.push(Answer {
            line: row.line,
            value: row.value,
            network: columns.networks.name(row.network.unwrap_or("")),
            wave: columns.waves.name(row.wave.unwrap_or("")),
            rater: columns.organisations.name(row.rater),
            respondent: columns.respondents.name(row.respondent.unwrap_or("")),
            target: columns.organisations.name(row.target),
            variable,
            item: columns.items.name(row.item.unwrap_or("")),
            role: row.role,
            visible_to: row.visible_to,
        });
        Ok(())
    }

    fn note_missing(&mut self, network: &str, rater: &str, target: &str) {
        self.empty += 1;
        let network = self.columns.networks.name(network);
        for organisation in [rater, target] {
            self.named.insert((network, self.columns.organisations.name(organisation)));
        }
    }
}

/// Reads a ratings file.
///
/// # Errors
/// If it cannot be read as a table with rater, target and value.
pub fn read(file: &str, text: &str) -> Result<RatingsFile, FileProblem> {
    let mut lines = Lines::open(file, text, &COLUMNS)?;
    let places = Places::of(&lines.columns);
    let mut result = RatingsFile {
        warnings: lines.columns.warning(false).into_iter().collect(),
        ..RatingsFile::default()
    };
    while let Some(row) = lines.next_row() {
        result.rows_read += 1;
        let said = row.and_then(|line| row::check(&lines, &places, line));
        let kept = said.and_then(|said| match said {
            Said::Answer(answer) => result.add(&answer),
            Said::Nothing { network, rater, target } => {
                result.note_missing(network, rater, target);
                Ok(())
            }
        });
        if let Err(problem) = kept {
            result.skipped.push(problem);
        }
    }
    repeats::set_aside(&mut result);
    result.skipped.sort_by_key(|p| p.line);
    remark(&mut result);
    Ok(result)
}

fn remark(result: &mut RatingsFile) {
    if result.empty > 0 {
        let (have, they) = if result.empty == 1 { ("has", "it counts") } else { ("have", "they count") };
        let rows = count(result.empty, "row", "rows");
        result.warnings.push(format!("{rows} {have} no answer; {they} as not answered."));
    }
    let without = result.variables_without_scale();
    let all = without.len() == result.settled.iter().flatten().count();
    if !without.is_empty() {
        let of = if all { String::new() } else { format!(" for {}", some_of(&without, NAMED)) };
        let whose = if all { "no answer was" } else { "their answers were not" };
        result.warnings.push(format!(
            "No scale is declared{of} (columns scale_min and scale_max), so {whose} checked for range."
        ));
    }
}

#[cfg(test)]
mod tests;
