//! The ratings file: one row per answer, checked row by row.

use std::collections::BTreeMap;

use troth_network::{AnswerRole, Scale, VisibleTo};

use super::columns::Column;
use super::problem::{FileProblem, Problem};
use super::table::{Row, Table};

const COLUMNS: [Column; 11] = [
    Column::optional("network", &["group"]),
    Column::optional("wave", &[]),
    Column::required("rater", &[]),
    Column::optional("respondent", &[]),
    Column::required("target", &[]),
    Column::optional("variable", &[]),
    Column::required("value", &[]),
    Column::optional("role", &[]),
    Column::optional("visible_to", &[]),
    Column::optional("scale_min", &[]),
    Column::optional("scale_max", &[]),
];

/// The variable of a file that names none.
pub const DEFAULT_VARIABLE: &str = "rating";

/// One answer as the file has it: ids are the file's own.
#[derive(Debug, Clone, PartialEq)]
pub struct RatingRow {
    /// Line in the file.
    pub line: u64,
    /// Network, if the file names one.
    pub network: Option<String>,
    /// Wave, if the file names one.
    pub wave: Option<String>,
    /// Who rates.
    pub rater: String,
    /// Which respondent of the rater.
    pub respondent: Option<String>,
    /// Who is rated.
    pub target: String,
    /// The variable.
    pub variable: String,
    /// The answer on its own scale.
    pub value: f64,
    /// In which role.
    pub role: AnswerRole,
    /// What a representative allowed.
    pub visible_to: Option<VisibleTo>,
    /// The declared scale.
    pub scale: Option<Scale>,
}

/// A ratings file that was read.
#[derive(Debug, Default)]
pub struct RatingsFile {
    /// Rows of the file that hold something, good or bad.
    pub rows_read: usize,
    /// Good rows, in the file's order.
    pub rows: Vec<RatingRow>,
    /// Rows that cannot be used, each with its reason.
    pub skipped: Vec<Problem>,
    /// Rows without an answer: missing, not wrong.
    pub empty: usize,
    /// Remarks.
    pub warnings: Vec<String>,
}

/// Reads a ratings file.
///
/// # Errors
/// If it cannot be read as a table with rater, target and value.
pub fn read(file: &str, text: &str) -> Result<RatingsFile, FileProblem> {
    let table = Table::read(file, text, &COLUMNS)?;
    let mut result = RatingsFile {
        rows_read: table.rows.len() + table.problems.len(),
        skipped: table.problems.clone(),
        warnings: table.warnings.clone(),
        ..RatingsFile::default()
    };
    for row in &table.rows {
        match answer(&table, row) {
            Ok(Some(answer)) => result.rows.push(answer),
            Ok(None) => result.empty += 1,
            Err(problem) => result.skipped.push(problem),
        }
    }
    refuse_unlike_scales(&mut result);
    refuse_duplicates(&mut result);
    result.skipped.sort_by_key(|p| p.line);
    remark(&mut result);
    Ok(result)
}

fn answer(table: &Table, row: &Row) -> Result<Option<RatingRow>, Problem> {
    let rater = table.required(row, "rater")?;
    let target = table.required(row, "target")?;
    let Some(value) = table.filled(row, "value") else { return Ok(None) };
    if rater == target {
        let reason = "An organisation cannot rate itself here. Remove the row.";
        return Err(Problem::cell(row.line, "target", target, reason));
    }
    let respondent = table.filled(row, "respondent").map(str::to_owned);
    let role = match table.filled(row, "role") {
        Some(text) => text.parse().map_err(|e: String| Problem::cell(row.line, "role", text, e))?,
        None if respondent.is_some() => AnswerRole::Staff,
        None => AnswerRole::Representative,
    };
    if role == AnswerRole::Staff && respondent.is_none() {
        let reason = "A staff answer needs a respondent, so that one person is not counted twice.";
        return Err(Problem::cell(row.line, "respondent", "", reason));
    }
    let visible_to = match table.filled(row, "visible_to") {
        Some(text) => Some(text.parse().map_err(|e: String| Problem::cell(row.line, "visible_to", text, e))?),
        None => None,
    };
    let value = number(row, "value", value)?;
    let scale = scale(table, row)?;
    if let Some(scale) = scale.filter(|s| !s.holds(value)) {
        let reason = format!("This lies outside the declared scale of {} to {}.", scale.min, scale.max);
        return Err(Problem::cell(row.line, "value", &value.to_string(), reason));
    }
    Ok(Some(RatingRow {
        line: row.line,
        network: table.filled(row, "network").map(str::to_owned),
        wave: table.filled(row, "wave").map(str::to_owned),
        rater: rater.to_owned(),
        respondent,
        target: target.to_owned(),
        variable: table.filled(row, "variable").unwrap_or(DEFAULT_VARIABLE).to_owned(),
        value,
        role,
        visible_to,
        scale,
    }))
}

fn number(row: &Row, column: &str, text: &str) -> Result<f64, Problem> {
    let parsed = text.parse::<f64>().ok().filter(|v| v.is_finite());
    parsed.ok_or_else(|| {
        let fix = if text.contains(',') && text.replace(',', ".").parse::<f64>().is_ok() {
            "Write the number with a point, not a comma."
        } else {
            "This is not a number. Leave the cell empty if there is no answer."
        };
        Problem::cell(row.line, column, text, fix)
    })
}

fn scale(table: &Table, row: &Row) -> Result<Option<Scale>, Problem> {
    match (table.filled(row, "scale_min"), table.filled(row, "scale_max")) {
        (None, None) => Ok(None),
        (Some(min), Some(max)) => {
            let scale = Scale::new(number(row, "scale_min", min)?, number(row, "scale_max", max)?);
            let scale = scale.ok_or_else(|| {
                Problem::cell(row.line, "scale_max", max, "The highest answer must be above the lowest.")
            })?;
            Ok(Some(scale))
        }
        (Some(_), None) => {
            Err(Problem::cell(row.line, "scale_max", "", "Give both ends of the scale or neither."))
        }
        (None, Some(_)) => {
            Err(Problem::cell(row.line, "scale_min", "", "Give both ends of the scale or neither."))
        }
    }
}

/// A variable has one scale in a file; rows that declare another are set aside.
fn refuse_unlike_scales(result: &mut RatingsFile) {
    let mut first: BTreeMap<String, (Option<Scale>, u64)> = BTreeMap::new();
    let mut skipped = Vec::new();
    result.rows.retain(|row| {
        let (scale, line) = *first.entry(row.variable.clone()).or_insert((row.scale, row.line));
        if scale == row.scale {
            return true;
        }
        let reason = format!(
            "The scale of {} differs from the one on line {line}. Use one scale for each variable.",
            row.variable
        );
        skipped.push(Problem::row(row.line, reason));
        false
    });
    result.skipped.extend(skipped);
}

type AnswerKey<'a> =
    (Option<&'a str>, Option<&'a str>, &'a str, Option<&'a str>, AnswerRole, &'a str, &'a str);

fn key(row: &RatingRow) -> AnswerKey<'_> {
    (
        row.network.as_deref(),
        row.wave.as_deref(),
        &row.rater,
        row.respondent.as_deref(),
        row.role,
        &row.target,
        &row.variable,
    )
}

/// The same answer twice is used once; two different answers in the same place are not used at all, because
/// nothing says which is right.
fn refuse_duplicates(result: &mut RatingsFile) {
    let mut groups: BTreeMap<AnswerKey<'_>, Vec<usize>> = BTreeMap::new();
    for (at, row) in result.rows.iter().enumerate() {
        groups.entry(key(row)).or_default().push(at);
    }
    let mut drop: BTreeMap<usize, Problem> = BTreeMap::new();
    for group in groups.into_values().filter(|g| g.len() > 1) {
        let first = &result.rows[group[0]];
        let same = group.iter().all(|at| result.rows[*at].value.total_cmp(&first.value).is_eq());
        let lines: Vec<String> = group.iter().map(|at| result.rows[*at].line.to_string()).collect();
        for &at in group.iter().skip(usize::from(same)) {
            let row = &result.rows[at];
            let reason = if same {
                format!("This repeats line {}. Remove one of them.", first.line)
            } else {
                format!(
                    "Lines {} give different answers of the same respondent to the same question. Keep the right one.",
                    lines.join(", ")
                )
            };
            drop.insert(at, Problem::cell(row.line, "value", &row.value.to_string(), reason));
        }
    }
    let mut at = 0;
    result.rows.retain(|_| {
        at += 1;
        !drop.contains_key(&(at - 1))
    });
    result.skipped.extend(drop.into_values());
}

fn remark(result: &mut RatingsFile) {
    if result.empty > 0 {
        result.warnings.push(format!("{} rows have no answer; they count as not answered.", result.empty));
    }
    if result.rows.iter().any(|r| r.scale.is_none()) {
        result.warnings.push(
            "No scale is declared (columns scale_min and scale_max), so no answer was checked for range."
                .to_owned(),
        );
    }
}

#[cfg(test)]
mod tests;
