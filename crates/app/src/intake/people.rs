//! The people file.

use troth_network::RoleLevel;

use super::columns::Column;
use super::problem::{FileProblem, Problem};
use super::table::{Rows, Table};

const COLUMNS: [Column; 4] = [
    Column::required("id", &[]),
    Column::required("organisation", &[]),
    Column::required("name", &[]),
    Column::optional("role_level", &["level"]),
];

/// One person as the file has it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PersonRow {
    /// Line in the file.
    pub line: u64,
    /// The file's id.
    pub id: String,
    /// Id of the organisation.
    pub organisation: String,
    /// Name.
    pub name: String,
    /// Role level.
    pub role_level: Option<RoleLevel>,
}

/// Reads a people file.
///
/// # Errors
/// If it cannot be read as a table with id, organisation and name.
pub fn read(file: &str, text: &str) -> Result<Rows<PersonRow>, FileProblem> {
    let table = Table::read(file, text, &COLUMNS)?;
    let mut problems = table.problems.clone();
    let mut rows: Vec<PersonRow> = Vec::new();
    for row in &table.rows {
        let person = (|| {
            let role_level = match table.filled(row, "role_level") {
                None => None,
                Some(text) => {
                    Some(text.parse().map_err(|e: String| Problem::cell(row.line, "role_level", text, e))?)
                }
            };
            Ok(PersonRow {
                line: row.line,
                id: table.id(row, "id")?.to_owned(),
                organisation: table.required(row, "organisation")?.to_owned(),
                name: table.required(row, "name")?.to_owned(),
                role_level,
            })
        })();
        match person {
            Ok(person) if rows.iter().any(|p| p.id == person.id) => {
                problems.push(Problem::cell(
                    row.line,
                    "id",
                    &person.id,
                    "This id stands twice. Ids are unique.",
                ));
            }
            Ok(person) => rows.push(person),
            Err(problem) => problems.push(problem),
        }
    }
    Ok(Rows { rows, problems, warnings: table.warnings })
}
