//! A file of a survey tool as rows of cells with their lines, columns of people emptied.

use super::columns::{self, Kind};
use super::{Tool, limits, workbook};
use crate::intake::lines::{delimiter_of, line_of};
use crate::intake::{FileProblem, Problem, decode};

/// A row and where it stands.
#[derive(Debug, Clone)]
pub(super) struct GridRow {
    /// Line in the file, or row of the sheet, from 1.
    pub(super) line: u64,
    /// Cells, as many as there are headings.
    pub(super) cells: Vec<String>,
}

/// The rows of a file. No cell of a column that points to people is kept, apart from whether it was filled in.
#[derive(Debug)]
pub struct Grid {
    /// Name of the file, for messages.
    pub(super) file: String,
    /// What the headings tell.
    pub tool: Tool,
    /// Heading rows; the first has the names of the columns.
    pub(super) headings: Vec<Vec<String>>,
    /// Rows below.
    pub(super) rows: Vec<GridRow>,
    /// Rows that do not fit the headings.
    pub(super) problems: Vec<Problem>,
    /// Headings of the columns that were emptied.
    pub emptied: Vec<String>,
}

/// What stands for a cell that was emptied.
pub(super) const FILLED_IN: &str = "\u{2588}";

impl Grid {
    /// Reads the bytes of a CSV file or a workbook (.xlsx). `heading_rows` is how many there are; without it, as many
    /// as files of the tool have that the headings tell of.
    ///
    /// # Errors
    /// If it is neither, is empty, holds patient identifiers, or is larger than any survey.
    pub fn read(file: &str, bytes: &[u8], heading_rows: Option<usize>) -> Result<Self, FileProblem> {
        let all = if bytes.starts_with(b"PK\x03\x04") {
            workbook::rows(file, bytes)?
        } else {
            table(file, &decode::borrowed(file, bytes)?)?
        };
        let first: Vec<&[String]> = all.iter().take(3).map(|row| row.cells.as_slice()).collect();
        let tool = Tool::told_by(&first);
        let count = heading_rows.unwrap_or_else(|| tool.heading_rows()).max(1);
        if all.len() <= count {
            return Err(FileProblem::NoRows { file: file.to_owned() });
        }
        let mut rows = all;
        let below = rows.split_off(count);
        let headings = named(rows.into_iter().map(|row| row.cells).collect());
        Self { file: file.to_owned(), tool, headings, rows: below, problems: Vec::new(), emptied: Vec::new() }
            .cleaned()
    }

    /// Headings by which a mapping names the columns.
    pub fn names(&self) -> &[String] {
        self.headings.first().map_or(&[], Vec::as_slice)
    }

    /// Rows below the headings.
    pub fn rows(&self) -> usize {
        self.rows.len()
    }

    /// The column with this heading.
    pub(super) fn column(&self, name: &str) -> Option<usize> {
        self.names().iter().position(|heading| heading == name.trim())
    }

    /// Cells of a column that hold something, in the file's order.
    pub(super) fn filled(&self, column: usize) -> impl Iterator<Item = &str> {
        self.rows.iter().map(move |row| row.cells[column].as_str()).filter(|cell| !cell.is_empty())
    }

    /// Sets rows of another width aside, empties columns of people, and refuses what is about patients.
    fn cleaned(mut self) -> Result<Self, FileProblem> {
        let width = self.names().len();
        if width > limits::COLUMNS || self.rows.len() > limits::ROWS {
            let reason = format!(
                "it has {width} columns and {} rows; {} and {} are the most. Check that it is the file of a survey, and \
                 split it if it is.",
                self.rows.len(),
                limits::COLUMNS,
                limits::ROWS
            );
            return Err(FileProblem::Mapping { file: self.file, reason });
        }
        let kinds: Vec<Kind> = (0..width).map(|at| self.kind(at)).collect();
        for (line, row) in (1..).zip(&self.headings) {
            let cells = row.clone();
            self.refuse_patients(&GridRow { line, cells }, &vec![Kind::Asked; row.len()])?;
        }
        self.emptied =
            (0..width).filter(|at| kinds[*at] == Kind::OfPeople).map(|at| self.names()[at].clone()).collect();
        for mut row in std::mem::take(&mut self.rows) {
            while row.cells.len() > width && row.cells.last().is_some_and(String::is_empty) {
                row.cells.pop();
            }
            if row.cells.len() != width {
                let reason = format!(
                    "This row has {} cells and the headings have {width}. Check for a quotation mark that is not closed, \
                     or a missing or extra separator; or export the file again.",
                    row.cells.len()
                );
                self.problems.push(Problem::row(row.line, reason));
                continue;
            }
            for (cell, kind) in row.cells.iter_mut().zip(&kinds) {
                if *kind == Kind::OfPeople && !cell.is_empty() {
                    FILLED_IN.clone_into(cell);
                }
            }
            self.refuse_patients(&row, &kinds)?;
            self.rows.push(row);
        }
        Ok(self)
    }

    fn kind(&self, at: usize) -> Kind {
        let bare = |heading: &String| heading.split(" (column ").next().unwrap_or_default().to_owned();
        let of =
            |row: usize| self.headings.get(row).and_then(|row| row.get(at)).map(bare).unwrap_or_default();
        match (columns::kind(&of(0)), columns::kind(&of(1))) {
            (Kind::OfPeople, _) | (_, Kind::OfPeople) => Kind::OfPeople,
            (kind, _) => kind,
        }
    }

    /// The tool's own numbers are left out: a seed of ten digits may look like the number of a patient.
    fn refuse_patients(&self, row: &GridRow, kinds: &[Kind]) -> Result<(), FileProblem> {
        let said = row
            .cells
            .iter()
            .zip(kinds)
            .filter(|(_, kind)| **kind == Kind::Asked)
            .map(|(cell, _)| cell.as_str());
        let text = said.collect::<Vec<_>>().join("\t");
        let Some(mut found) = troth_gate::patient::find(&text).into_iter().next() else { return Ok(()) };
        found.line = usize::try_from(row.line).unwrap_or(0);
        Err(FileProblem::Patient { file: self.file.clone(), reason: found.sentence() })
    }
}

/// Cells on one line, with the spaces between words made single, as exports break long texts in different ways.
pub(super) fn tidy(cell: &str) -> String {
    cell.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn table(file: &str, text: &str) -> Result<Vec<GridRow>, FileProblem> {
    let mut reader = csv::ReaderBuilder::new()
        .delimiter(delimiter_of(text))
        .flexible(true)
        .has_headers(false)
        .from_reader(text.as_bytes());
    let mut rows = Vec::new();
    let mut record = csv::StringRecord::new();
    loop {
        match reader.read_record(&mut record) {
            Ok(false) => return Ok(rows),
            Ok(true) => {}
            Err(error) => {
                let reason = format!("it cannot be read as a table ({error}). Export it again as CSV.");
                return Err(FileProblem::Mapping { file: file.to_owned(), reason });
            }
        }
        if record.iter().all(|cell| cell.trim().is_empty()) {
            continue;
        }
        if rows.len() >= limits::ROWS || record.len() > limits::COLUMNS {
            let reason = format!(
                "it has more than {} columns or {} rows, which no survey has. Check that it is the file of one.",
                limits::COLUMNS,
                limits::ROWS
            );
            return Err(FileProblem::Mapping { file: file.to_owned(), reason });
        }
        rows.push(GridRow { line: line_of(text, &record), cells: record.iter().map(tidy).collect() });
    }
}

/// Headings cut to a length that can be compared; those that stand several times get the number of their column.
fn named(mut headings: Vec<Vec<String>>) -> Vec<Vec<String>> {
    for heading in headings.iter_mut().flatten() {
        if heading.len() > limits::HEADING {
            *heading = heading.chars().take(limits::HEADING / 4).collect();
        }
    }
    if let Some(first) = headings.first_mut() {
        while first.last().is_some_and(String::is_empty) {
            first.pop();
        }
        let mut times: std::collections::BTreeMap<String, usize> = std::collections::BTreeMap::new();
        for heading in first.iter() {
            *times.entry(heading.clone()).or_default() += 1;
        }
        for (at, heading) in first.iter_mut().enumerate() {
            if times.get(heading.as_str()).is_some_and(|n| *n > 1) {
                heading.push_str(&format!(" (column {})", at + 1));
            }
        }
    }
    headings
}
