//! A small table read whole, for files in which rows refer to each other.

use super::columns::{Column, Columns};
use super::lines::Lines;
use super::problem::{FileProblem, Problem};

/// One row and where it stands.
#[derive(Debug, Clone)]
pub struct Row {
    /// Line in the file, from 1.
    pub line: u64,
    cells: csv::StringRecord,
}

/// The rows of a file as one kind of thing.
#[derive(Debug)]
pub struct Rows<T> {
    /// Good rows, in the file's order.
    pub rows: Vec<T>,
    /// Bad rows.
    pub problems: Vec<Problem>,
    /// Remarks.
    pub warnings: Vec<String>,
}

/// A table with its columns recognised.
#[derive(Debug)]
pub struct Table {
    /// The file, for messages.
    pub file: String,
    /// Which known column stands where.
    pub columns: Columns,
    /// Rows with the right number of cells.
    pub rows: Vec<Row>,
    /// Rows with too few or too many cells.
    pub problems: Vec<Problem>,
    /// Remarks, such as unknown columns that are kept as attributes.
    pub warnings: Vec<String>,
}

impl Table {
    /// Reads `text` as a table with the `known` columns.
    ///
    /// Headers may stand in any order and case; unknown ones are kept and named in a warning.
    ///
    /// # Errors
    /// If a required column is missing or stands twice.
    pub fn read(file: &str, text: &str, known: &[Column]) -> Result<Self, FileProblem> {
        let mut lines = Lines::open(file, text, known)?;
        let keeps_attributes = known.iter().any(|c| c.name == "sector");
        let (mut rows, mut problems) = (Vec::new(), Vec::new());
        while let Some(row) = lines.next_row() {
            match row {
                Ok(line) => rows.push(Row { line, cells: lines.cells().clone() }),
                Err(problem) => problems.push(problem),
            }
        }
        let columns = lines.columns;
        let warnings = columns.warning(keeps_attributes).into_iter().collect();
        Ok(Self { file: file.to_owned(), columns, rows, problems, warnings })
    }

    /// The cell of a known column; empty where the file has no such column.
    pub fn cell<'a>(&self, row: &'a Row, column: &str) -> &'a str {
        self.columns.position(column).and_then(|at| row.cells.get(at)).unwrap_or("").trim()
    }

    /// The cell of a known column, or nothing where it is empty.
    pub fn filled<'a>(&self, row: &'a Row, column: &str) -> Option<&'a str> {
        Some(self.cell(row, column)).filter(|cell| !cell.is_empty())
    }

    /// The cell of a required column.
    ///
    /// # Errors
    /// If it is empty.
    pub fn required<'a>(&self, row: &'a Row, column: &str) -> Result<&'a str, Problem> {
        self.filled(row, column).ok_or_else(|| {
            Problem::cell(row.line, column, "", format!("This cell is empty. Fill in the {column}."))
        })
    }

    /// The cell of a required column that is an id, and so holds nothing that cannot be seen.
    ///
    /// # Errors
    /// If it is empty, or holds such a character.
    pub fn id<'a>(&self, row: &'a Row, column: &str) -> Result<&'a str, Problem> {
        let cell = self.required(row, column)?;
        super::hidden::refuse(row.line, column, cell)?;
        Ok(cell)
    }

    /// Unknown columns of a row as name and value, without the empty ones.
    pub fn attributes(&self, row: &Row) -> std::collections::BTreeMap<String, String> {
        self.columns
            .unknown
            .iter()
            .filter_map(|(name, at)| Some((name.clone(), row.cells.get(*at)?.trim().to_owned())))
            .filter(|(_, value)| !value.is_empty())
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const KNOWN: [Column; 2] = [Column::required("rater", &[]), Column::optional("value", &["score"])];

    #[test]
    fn comma_semicolon_tab_and_crlf_read_alike() {
        for text in ["rater,Score\nx,1\n", "rater;Score\r\nx;1\r\n", "\nScore\trater\n1\tx"] {
            let table = Table::read("f", text, &KNOWN).unwrap();
            assert_eq!(table.cell(&table.rows[0], "rater"), "x", "{text:?}");
            assert_eq!(table.cell(&table.rows[0], "value"), "1", "{text:?}");
        }
    }

    #[test]
    fn a_row_of_the_wrong_width_is_named_with_its_line() {
        let table = Table::read("f", "rater,value\na,1\nb\n\nc,3\n", &KNOWN).unwrap();
        assert_eq!(table.rows.len(), 2);
        assert_eq!(table.problems[0].line, 3);
        assert_eq!(table.rows[1].line, 5);
    }
}
