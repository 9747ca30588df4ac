//! The file that says what stands in the place of words that point to people.

use super::columns::Column;
use super::problem::{FileProblem, Problem};
use super::sampling::plain;
use super::table::{Rows, Table};

/// Columns that are read, and those that `--proposals` writes beside them.
const COLUMNS: [Column; 8] = [
    Column::required("file", &[]),
    Column::required("words", &[]),
    Column::required("replace_with", &["with"]),
    Column::optional("what", &[]),
    Column::optional("times", &[]),
    Column::optional("sure", &[]),
    Column::optional("suggestion", &[]),
    Column::optional("around", &[]),
];

/// What stands in the place of some words of one text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DecisionRow {
    /// Line in the file.
    pub line: u64,
    /// File name of the text.
    pub file: String,
    /// The words.
    pub words: String,
    /// What stands there from now on; empty leaves the words.
    pub with: String,
}

/// Reads a file of decisions.
///
/// # Errors
/// If it cannot be read as a table with file, words and replace_with.
pub fn read(file: &str, text: &str) -> Result<Rows<DecisionRow>, FileProblem> {
    let table = Table::read(file, text, &COLUMNS)?;
    let mut problems = table.problems.clone();
    let mut rows: Vec<DecisionRow> = Vec::new();
    for row in &table.rows {
        let read = (|| {
            Ok(DecisionRow {
                line: row.line,
                file: table.required(row, "file")?.to_owned(),
                words: plain(table.required(row, "words")?).to_owned(),
                with: plain(table.cell(row, "replace_with")).to_owned(),
            })
        })();
        match read {
            Ok(row) if rows.iter().any(|r: &DecisionRow| r.file == row.file && r.words == row.words) => {
                let reason = "These words stand twice for this file. Keep one row.";
                problems.push(Problem::cell(row.line, "words", &row.words, reason));
            }
            Ok(row) => rows.push(row),
            Err(problem) => problems.push(problem),
        }
    }
    Ok(Rows { rows, problems, warnings: table.warnings })
}
