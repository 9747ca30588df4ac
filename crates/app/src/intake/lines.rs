//! Rows of a table one after the other: delimiter found, quotes and line ends handled, every row with its line.
//! Nothing is kept between rows, so a file of a million rows needs no more room than its text.

use super::columns::{Column, Columns};
use super::problem::{FileProblem, Problem};

/// A table that is being read.
pub(crate) struct Lines<'t> {
    /// Which known column stands where.
    pub(crate) columns: Columns,
    text: &'t str,
    reader: csv::Reader<&'t [u8]>,
    width: usize,
    cells: csv::StringRecord,
}

impl<'t> Lines<'t> {
    /// Reads the column names of `text`, which stand in its first line that holds something.
    ///
    /// # Errors
    /// If a required column is missing or stands twice.
    pub(crate) fn open(file: &str, text: &'t str, known: &[Column]) -> Result<Self, FileProblem> {
        let mut reader = csv::ReaderBuilder::new()
            .delimiter(delimiter_of(text))
            .flexible(true)
            .trim(csv::Trim::Headers)
            .from_reader(text.as_bytes());
        let headers = reader.headers().map_err(|error| FileProblem::Columns {
            file: file.to_owned(),
            reason: format!("The column names cannot be read ({error})."),
        })?;
        let columns = Columns::find(file, headers, known)?;
        let width = headers.len();
        Ok(Self { columns, text, reader, width, cells: csv::StringRecord::new() })
    }

    /// Goes on to the next row that holds something and gives its line; nothing at the end.
    pub(crate) fn next_row(&mut self) -> Option<Result<u64, Problem>> {
        loop {
            match self.reader.read_record(&mut self.cells) {
                Ok(false) => return None,
                Ok(true) if self.cells.iter().all(|cell| cell.trim().is_empty()) => {}
                Ok(true) => return Some(self.checked()),
                Err(error) => {
                    let line = error.position().map_or(0, csv::Position::line);
                    let reason = format!("This row cannot be read ({error}).");
                    return Some(Err(Problem::row(line, reason)));
                }
            }
        }
    }

    fn checked(&self) -> Result<u64, Problem> {
        let line = line_of(self.text, &self.cells);
        if self.cells.len() == self.width {
            return Ok(line);
        }
        let reason = format!(
            "This row has {} and the first line has {}. Check for a missing or extra separator or a quotation mark \
             that is not closed, or put text that holds a separator in double quotes.",
            cells(self.cells.len()),
            self.width
        );
        Err(Problem::row(line, reason))
    }

    /// A cell of the present row without the spaces around it; empty where the file has no such column.
    pub(crate) fn cell(&self, at: Option<usize>) -> &str {
        at.and_then(|at| self.cells.get(at)).unwrap_or("").trim()
    }

    /// All cells of the present row, with the spaces around them.
    pub(crate) fn cells(&self) -> &csv::StringRecord {
        &self.cells
    }
}

fn cells(count: usize) -> String {
    if count == 1 { "1 cell".to_owned() } else { format!("{count} cells") }
}

/// The line a row stands on. The reader notes where it began to look, which may be at empty lines before.
pub(crate) fn line_of(text: &str, cells: &csv::StringRecord) -> u64 {
    let Some(position) = cells.position() else { return 0 };
    let start = usize::try_from(position.byte()).unwrap_or(usize::MAX);
    let before = text.as_bytes().get(start..).unwrap_or_default();
    let skipped = before.iter().take_while(|b| matches!(b, b'\n' | b'\r')).filter(|b| **b == b'\n').count();
    position.line() + u64::try_from(skipped).unwrap_or(0)
}

/// The delimiter that occurs most often in the first line outside quotes: comma, semicolon or tab.
pub(crate) fn delimiter_of(text: &str) -> u8 {
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
