//! Rows and cells of a table.

use std::fmt;

use thiserror::Error;

/// Why a table cannot be read at all.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum TableError {
    /// Nothing in it.
    #[error("The table is empty. Its first line should hold the names of the columns.")]
    Empty,
    /// A column that is needed.
    #[error("The column \"{column}\" is missing. The first line holds: {found}.")]
    NoColumn {
        /// The column.
        column: &'static str,
        /// The columns found.
        found: String,
    },
}

/// A row that could not be taken as it is; displayed as a sentence with its line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RowProblem {
    /// Line of the file, the first being 1.
    pub line: u64,
    /// What is wrong and what to do, a sentence.
    pub reason: String,
}

impl fmt::Display for RowProblem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Line {}: {}", self.line, self.reason)
    }
}

/// A column that may be in a table: its name, then other names for it.
pub(super) type Column = &'static [&'static str];

/// A row with its line and a cell for each column that was asked for, in that order; without its column, a cell is
/// empty.
pub(super) struct Row {
    pub(super) line: u64,
    pub(super) cells: Vec<String>,
}

/// Reads a table; the first `needed` columns have to be there.
pub(super) fn rows(
    text: &str,
    columns: &[Column],
    needed: usize,
) -> Result<(Vec<Row>, Vec<RowProblem>), TableError> {
    let text = text.trim_start_matches('\u{feff}');
    // Spreadsheets may be told the separator in a line before all others.
    let (first, told) = match text.split_once('\n') {
        Some((line, rest)) if line.trim_end().len() == 5 && line.starts_with("sep=") => {
            (rest, line.as_bytes().get(4).copied())
        }
        _ => (text, None),
    };
    let before = u64::from(told.is_some());
    let mut reader = csv::ReaderBuilder::new()
        .delimiter(told.unwrap_or_else(|| delimiter(first)))
        .flexible(true)
        .trim(csv::Trim::Headers)
        .from_reader(first.as_bytes());
    let headers: Vec<String> = match reader.headers() {
        Ok(headers) if headers.iter().any(|name| !name.is_empty()) => {
            headers.iter().map(str::to_lowercase).collect()
        }
        _ => return Err(TableError::Empty),
    };
    let place = |names: Column| headers.iter().position(|header| names.contains(&header.as_str()));
    for names in columns.iter().take(needed) {
        if place(names).is_none() {
            let column = names.first().copied().unwrap_or_default();
            return Err(TableError::NoColumn { column, found: headers.join(", ") });
        }
    }
    let places: Vec<Option<usize>> = columns.iter().map(|names| place(names)).collect();
    let (mut rows, mut problems) = (Vec::new(), Vec::new());
    for record in reader.records() {
        let record = match record {
            Ok(record) => record,
            Err(error) => {
                let line = error.position().map_or(0, csv::Position::line) + before;
                problems.push(RowProblem { line, reason: format!("This row cannot be read ({error}).") });
                continue;
            }
        };
        if record.iter().all(|cell| cell.trim().is_empty()) {
            continue;
        }
        let line = line_of(first, &record) + before;
        if record.len() != headers.len() {
            let reason = format!(
                "This row has {} cells and the first line has {}. Put text that holds a separator in double quotes.",
                record.len(),
                headers.len()
            );
            problems.push(RowProblem { line, reason });
            continue;
        }
        let cell = |at: &Option<usize>| at.and_then(|at| record.get(at)).map_or_else(String::new, opened);
        rows.push(Row { line, cells: places.iter().map(cell).collect() });
    }
    Ok((rows, problems))
}

/// The line a row stands on. The reader notes where it began to look, which may be at line ends before.
fn line_of(text: &str, record: &csv::StringRecord) -> u64 {
    let Some(position) = record.position() else { return 0 };
    let start = usize::try_from(position.byte()).unwrap_or(usize::MAX);
    let before = text.as_bytes().get(start..).unwrap_or_default();
    let skipped =
        before.iter().take_while(|byte| matches!(byte, b'\n' | b'\r')).filter(|byte| **byte == b'\n').count();
    position.line() + u64::try_from(skipped).unwrap_or(0)
}

/// A table of these rows; lines end in CR LF, as spreadsheets expect.
pub(super) fn table(header: &[&str], rows: impl IntoIterator<Item = Vec<String>>) -> String {
    let mut writer = csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer(Vec::new());
    // Writing to memory does not fail, and every row has the length of the first.
    let mut whole = writer.write_record(header).is_ok();
    for row in rows {
        whole &= writer.write_record(row.iter().map(|cell| guarded(cell))).is_ok();
    }
    debug_assert!(whole, "rows of one length");
    writer.into_inner().ok().and_then(|bytes| String::from_utf8(bytes).ok()).unwrap_or_default()
}

fn delimiter(text: &str) -> u8 {
    let line = text.lines().find(|line| !line.trim().is_empty()).unwrap_or_default();
    let mut quoted = false;
    let mut counts = [(b',', 0_usize), (b';', 0), (b'\t', 0)];
    for byte in line.bytes() {
        quoted ^= byte == b'"';
        if let Some((_, count)) = counts.iter_mut().find(|(mark, _)| *mark == byte && !quoted) {
            *count += 1;
        }
    }
    // The first of those that are even, so that one column alone counts as separated by commas.
    counts.iter().rev().max_by_key(|(_, count)| *count).map_or(b',', |(mark, _)| *mark)
}

/// Whether a spreadsheet could take a cell for a formula, apostrophes in front of it left aside.
fn like_formula(cell: &str) -> bool {
    cell.trim_start_matches('\'').starts_with(['=', '+', '-', '@', '\t', '\r'])
}

/// A cell as it is written: an apostrophe in front of what could be taken for a formula.
fn guarded(cell: &str) -> String {
    if like_formula(cell) { format!("'{cell}") } else { cell.to_owned() }
}

/// A cell as it was before [`guarded`], with line ends evened out.
fn opened(cell: &str) -> String {
    let cell = if like_formula(cell) { cell.strip_prefix('\'').unwrap_or(cell) } else { cell };
    cell.replace("\r\n", "\n").replace('\r', "\n")
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const COLUMNS: [Column; 2] = [&["name", "code"], &["note"]];

    fn read(text: &str) -> Vec<(u64, String, String)> {
        let (rows, problems) = rows(text, &COLUMNS, 1).unwrap();
        assert!(problems.is_empty(), "{problems:?}");
        rows.into_iter().map(|row| (row.line, row.cells[0].clone(), row.cells[1].clone())).collect()
    }

    #[test]
    fn marks_separators_and_orders_as_spreadsheets_write_them() {
        let wanted = vec![(2, "a".to_owned(), "b".to_owned())];
        assert_eq!(read("\u{feff}Name,Note\r\na,b\r\n"), wanted);
        assert_eq!(read("note;CODE\nb;a\n\n;\n"), wanted);
        assert_eq!(read("name\tnote\na\tb"), wanted);
        assert_eq!(read("sep=;\nname;note\na;b"), [(3, "a".to_owned(), "b".to_owned())]);
        assert_eq!(read("name\na"), [(2, "a".to_owned(), String::new())]);
    }

    #[test]
    fn what_is_wrong_is_said_with_its_line() {
        assert!(matches!(rows("", &COLUMNS, 1), Err(TableError::Empty)));
        let missing = rows("x,y\n1,2", &COLUMNS, 1).map(|_| ()).unwrap_err();
        assert_eq!(missing.to_string(), "The column \"name\" is missing. The first line holds: x, y.");
        let (good, bad) = rows("name,note\na,b,c\nd,e", &COLUMNS, 1).unwrap();
        assert_eq!((good.len(), bad[0].line), (1, 2));
        assert!(bad[0].to_string().starts_with("Line 2: This row has 3 cells"));
    }

    proptest! {
        #[test]
        fn any_cell_comes_back_and_none_is_a_formula(cell in "[-=+@'a,;\"\n\té👍]{0,12}") {
            let text = table(&["name", "note"], [vec!["x".to_owned(), cell.clone()]]);
            let back = rows(&text, &COLUMNS, 1).unwrap().0;
            prop_assert_eq!(&back[0].cells[1], &cell);
            prop_assert!(!guarded(&cell).starts_with(['=', '+', '-', '@', '\t', '\r']));
        }

        #[test]
        fn any_text_is_read_or_refused(text in "(?s).{0,200}") {
            drop(rows(&text, &COLUMNS, 1));
        }
    }
}
