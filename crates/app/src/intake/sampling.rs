//! The file of who was chosen for interviews.

use troth_network::timestamp::parse_day;
use troth_network::{Day, RoleLevel};
use troth_say::sampling::{SampleStatus, SuggestedBy};

use super::columns::Column;
use super::problem::{FileProblem, Problem};
use super::table::{Row, Rows, Table};

/// Columns that are read. The last is what the file says of itself when Troth wrote it.
const COLUMNS: [Column; 11] = [
    Column::required("name", &["person"]),
    Column::optional("organisation", &[]),
    Column::optional("sector", &[]),
    Column::optional("role_level", &["level"]),
    Column::required("suggested", &[]),
    Column::optional("suggested_by", &["by"]),
    Column::optional("why", &["purpose"]),
    Column::optional("status", &[]),
    Column::optional("day", &["date"]),
    Column::optional("text", &["transcript"]),
    Column::optional("notice", &[]),
];

/// One person as the file has it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ChosenRow {
    /// Line in the file.
    pub line: u64,
    /// Name.
    pub name: String,
    /// Id of the organisation.
    pub organisation: Option<String>,
    /// Sector, where no organisation is given.
    pub sector: Option<String>,
    /// Role level.
    pub role_level: Option<RoleLevel>,
    /// In which part they were suggested.
    pub suggested: SuggestedBy,
    /// By whom.
    pub suggested_by: Option<String>,
    /// Why they were chosen.
    pub why: String,
    /// How far it is.
    pub status: Option<SampleStatus>,
    /// The day of that.
    pub day: Option<Day>,
    /// Title of the text.
    pub text: Option<String>,
}

/// Reads a file of who was chosen.
///
/// # Errors
/// If it cannot be read as a table with name and suggested.
pub fn read(file: &str, text: &str) -> Result<Rows<ChosenRow>, FileProblem> {
    let table = Table::read(file, text, &COLUMNS)?;
    let mut problems = table.problems.clone();
    let mut rows = Vec::new();
    for row in &table.rows {
        match chosen(&table, row) {
            Ok(row) => rows.push(row),
            Err(problem) => problems.push(problem),
        }
    }
    Ok(Rows { rows, problems, warnings: table.warnings })
}

fn chosen(table: &Table, row: &Row) -> Result<ChosenRow, Problem> {
    let text = |column: &str| table.filled(row, column).map(|cell| plain(cell).to_owned());
    let day = match table.filled(row, "day") {
        None => None,
        Some(cell) => Some(parse_day(cell).map_err(|e| Problem::cell(row.line, "day", cell, e))?),
    };
    Ok(ChosenRow {
        line: row.line,
        name: plain(table.id(row, "name")?).to_owned(),
        organisation: text("organisation"),
        sector: text("sector"),
        role_level: word(table, row, "role_level")?,
        suggested: table
            .required(row, "suggested")?
            .parse()
            .map_err(|e: String| Problem::cell(row.line, "suggested", table.cell(row, "suggested"), e))?,
        suggested_by: text("suggested_by"),
        why: text("why").unwrap_or_default(),
        status: word(table, row, "status")?,
        day,
        text: text("text"),
    })
}

fn word<T: std::str::FromStr<Err = String>>(
    table: &Table,
    row: &Row,
    column: &'static str,
) -> Result<Option<T>, Problem> {
    let cell = table.filled(row, column);
    cell.map(|cell| cell.parse().map_err(|e: String| Problem::cell(row.line, column, cell, e))).transpose()
}

/// The words of a cell without the apostrophe that Troth puts before what a spreadsheet could run.
pub(crate) fn plain(cell: &str) -> &str {
    cell.strip_prefix('\'').filter(|rest| rest.starts_with(['=', '+', '-', '@'])).unwrap_or(cell)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_row_is_read_and_what_is_wrong_is_named_with_its_line() {
        let rows = read("s.csv", "name,suggested,status,day\nAnn,Gatekeeper,asked,2026-10-16\n").unwrap();
        assert_eq!(
            (rows.rows[0].suggested, rows.rows[0].status),
            (SuggestedBy::Gatekeeper, Some(SampleStatus::Asked))
        );
        let wrong =
            read("s.csv", "name,suggested,status,day\nAnn,boss,,\nBo,self,maybe,\nCy,self,,16/10\n,self,,\n")
                .unwrap();
        let told: Vec<(u64, &str)> = wrong.problems.iter().map(|p| (p.line, p.column.as_str())).collect();
        assert_eq!(told, [(2, "suggested"), (3, "status"), (4, "day"), (5, "name")]);
        assert!(read("s.csv", "name\nAnn\n").is_err());
    }

    #[test]
    fn an_apostrophe_that_made_a_cell_harmless_is_taken_off_and_no_other() {
        assert_eq!((plain("'=1"), plain("'Ann"), plain("O'Neil")), ("=1", "'Ann", "O'Neil"));
    }
}
