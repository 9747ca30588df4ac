//! The list of speakers that lies beside transcripts.

use troth_network::RoleLevel;

use super::columns::Column;
use super::problem::{FileProblem, Problem};
use super::table::{Rows, Table};

const COLUMNS: [Column; 4] = [
    Column::required("file", &[]),
    Column::required("label", &["speaker"]),
    Column::optional("organisation", &[]),
    Column::optional("role_level", &["level"]),
];

/// One speaker as the file has it. A label that begins with "Interviewer" and has no organisation is the
/// interviewer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SpeakerRow {
    /// Line in the file.
    pub line: u64,
    /// File name of the transcript.
    pub file: String,
    /// Pseudonym before the colon.
    pub label: String,
    /// Id of the organisation.
    pub organisation: Option<String>,
    /// Role level.
    pub role_level: Option<RoleLevel>,
}

/// Reads a speakers file.
///
/// # Errors
/// If it cannot be read as a table with file and label.
pub fn read(file: &str, text: &str) -> Result<Rows<SpeakerRow>, FileProblem> {
    let table = Table::read(file, text, &COLUMNS)?;
    let mut problems = table.problems.clone();
    let mut rows: Vec<SpeakerRow> = Vec::new();
    for row in &table.rows {
        let read = (|| {
            let role_level = match table.filled(row, "role_level") {
                None => None,
                Some(text) => {
                    Some(text.parse().map_err(|e: String| Problem::cell(row.line, "role_level", text, e))?)
                }
            };
            Ok(SpeakerRow {
                line: row.line,
                file: table.required(row, "file")?.to_owned(),
                label: table.required(row, "label")?.to_owned(),
                organisation: table.filled(row, "organisation").map(str::to_owned),
                role_level,
            })
        })();
        match read {
            Ok(row) => rows.push(row),
            Err(problem) => problems.push(problem),
        }
    }
    Ok(Rows { rows, problems, warnings: table.warnings })
}
