//! The list of coded passages that lies beside transcripts: a quotation says where the passage is.

use troth_say::{Permission, Polarity};

use super::columns::Column;
use super::problem::{FileProblem, Problem};
use super::table::{Rows, Table};

const COLUMNS: [Column; 7] = [
    Column::required("file", &[]),
    Column::required("quote", &["quotation"]),
    Column::required("narrative", &["code"]),
    Column::optional("facet", &[]),
    Column::required("polarity", &[]),
    Column::required("about", &[]),
    Column::optional("permission", &[]),
];

/// One passage as the file has it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CodingRow {
    /// Line in the file.
    pub line: u64,
    /// File name of the transcript.
    pub file: String,
    /// The exact words; they must occur once.
    pub quote: String,
    /// Narrative.
    pub narrative: String,
    /// Facet.
    pub facet: Option<String>,
    /// Polarity.
    pub polarity: Polarity,
    /// An organisation's id, or `sector:` and a sector.
    pub about: String,
    /// Permission; silence means not quoted.
    pub permission: Permission,
}

/// Reads a codings file.
///
/// # Errors
/// If it cannot be read as a table with file, quote, narrative, polarity and about.
pub fn read(file: &str, text: &str) -> Result<Rows<CodingRow>, FileProblem> {
    let table = Table::read(file, text, &COLUMNS)?;
    let mut problems = table.problems.clone();
    let mut rows = Vec::new();
    for row in &table.rows {
        let read = (|| {
            let polarity = table.required(row, "polarity")?;
            let permission = table.filled(row, "permission");
            Ok(CodingRow {
                line: row.line,
                file: table.required(row, "file")?.to_owned(),
                quote: table.required(row, "quote")?.to_owned(),
                narrative: table.required(row, "narrative")?.to_owned(),
                facet: table.filled(row, "facet").map(str::to_owned),
                polarity: polarity
                    .parse()
                    .map_err(|e: String| Problem::cell(row.line, "polarity", polarity, e))?,
                about: table.required(row, "about")?.to_owned(),
                permission: match permission {
                    None => Permission::default(),
                    Some(text) => {
                        text.parse().map_err(|e: String| Problem::cell(row.line, "permission", text, e))?
                    }
                },
            })
        })();
        match read {
            Ok(row) => rows.push(row),
            Err(problem) => problems.push(problem),
        }
    }
    Ok(Rows { rows, problems, warnings: table.warnings })
}
