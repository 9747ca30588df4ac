//! From text to rows: delimiter found, quotes and line ends handled, every row with its line.

use super::columns::{Column, Columns};
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
        let delimiter = delimiter_of(text);
        let mut reader = csv::ReaderBuilder::new()
            .delimiter(delimiter)
            .flexible(true)
            .trim(csv::Trim::All)
            .from_reader(text.as_bytes());
        let headers = reader.headers().map_err(|error| FileProblem::Columns {
            file: file.to_owned(),
            reason: format!("The column names cannot be read ({error})."),
        })?;
        let columns = Columns::find(file, headers, known)?;
        let keeps_attributes = known.iter().any(|c| c.name == "sector");
        let width = headers.len();
        let mut table = Self {
            file: file.to_owned(),
            warnings: columns.warning(keeps_attributes).into_iter().collect(),
            columns,
            rows: Vec::new(),
            problems: Vec::new(),
        };
        for record in reader.records() {
            match record {
                Ok(cells) => {
                    let line = line_of(text, &cells);
                    table.add(cells, line, width);
                }
                Err(error) => {
                    let line = error.position().map_or(0, csv::Position::line);
                    table.problems.push(Problem::row(line, format!("This row cannot be read ({error}).")));
                }
            }
        }
        Ok(table)
    }

    fn add(&mut self, cells: csv::StringRecord, line: u64, width: usize) {
        if cells.iter().all(str::is_empty) {
            return;
        }
        if cells.len() == width {
            self.rows.push(Row { line, cells });
        } else {
            let reason = format!(
                "This row has {} cells and the first line has {width}. Check for a missing or extra separator, or \
                 put text that holds one in double quotes.",
                cells.len()
            );
            self.problems.push(Problem::row(line, reason));
        }
    }

    /// The cell of a known column; empty where the file has no such column.
    pub fn cell<'a>(&self, row: &'a Row, column: &str) -> &'a str {
        self.columns.position(column).and_then(|at| row.cells.get(at)).unwrap_or("")
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

    /// Unknown columns of a row as name and value, without the empty ones.
    pub fn attributes(&self, row: &Row) -> std::collections::BTreeMap<String, String> {
        self.columns
            .unknown
            .iter()
            .filter_map(|(name, at)| Some((name.clone(), row.cells.get(*at)?.to_owned())))
            .filter(|(_, value)| !value.is_empty())
            .collect()
    }
}

/// The line a row stands on. The reader notes where it began to look, which may be at empty lines before.
fn line_of(text: &str, cells: &csv::StringRecord) -> u64 {
    let Some(position) = cells.position() else { return 0 };
    let start = usize::try_from(position.byte()).unwrap_or(usize::MAX);
    let before = text.as_bytes().get(start..).unwrap_or_default();
    let skipped = before.iter().take_while(|b| matches!(b, b'\n' | b'\r')).filter(|b| **b == b'\n').count();
    position.line() + u64::try_from(skipped).unwrap_or(0)
}

/// The delimiter that occurs most often in the first line outside quotes: comma, semicolon or tab.
fn delimiter_of(text: &str) -> u8 {
    let first = text.lines().find(|l| !l.trim().is_empty()).unwrap_or("");
    let mut quoted = false;
    let mut counts = [0_usize; 3];
    for c in first.chars() {
        match c {
            '"' => quoted = !quoted,
            ',' if !quoted => counts[0] += 1,
            ';' if !quoted => counts[1] += 1,
            '\t' if !quoted => counts[2] += 1,
            _ => {}
        }
    }
    let most = counts.iter().copied().max().unwrap_or(0);
    match counts.iter().position(|c| *c == most) {
        Some(1) => b';',
        Some(2) => b'\t',
        _ => b',',
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
