//! Tables as CSV: one row per direction, plain, with a header; every row says what it must not be used for.

mod own_words;
mod rows;
mod strands;

use troth_gate::Released;

pub use rows::WhyTable;
pub use strands::{InterviewsTable, RolesTable};

/// A view that can be written as CSV. Written through [`table`] alone, which takes released views.
pub trait ToCsv {
    /// Names of the columns, without the notice.
    fn header(&self) -> Vec<&'static str>;
    /// Rows with as many cells as the header.
    fn rows(&self) -> Vec<Vec<Cell>>;
}

/// One cell.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Cell {
    /// Words, such as a name: may have been typed by anybody.
    Text(String),
    /// A whole number, 0–100 unless the header says otherwise.
    Number(i64),
    /// Nothing: there is no value, or it may not be shown.
    Empty,
}

impl Cell {
    /// Words.
    pub fn text(text: impl Into<String>) -> Self {
        Self::Text(text.into())
    }

    fn written(self) -> String {
        match self {
            Self::Text(text) => harmless(text),
            Self::Number(number) => number.to_string(),
            Self::Empty => String::new(),
        }
    }
}

/// A spreadsheet runs text that begins like a formula; an apostrophe in front makes it text again.
pub(crate) fn harmless(text: String) -> String {
    if text.starts_with(['=', '+', '-', '@', '\t', '\r']) { format!("'{text}") } else { text }
}

/// `view` as CSV in UTF-8 with a comma, one header line, lines ending in CR LF.
pub fn table<T: ToCsv>(view: &Released<T>) -> String {
    let view = view.value();
    let mut writer = ::csv::WriterBuilder::new()
        .flexible(true)
        .terminator(::csv::Terminator::CRLF)
        .from_writer(Vec::new());
    let mut lines = vec![view.header().into_iter().map(str::to_owned).chain(["notice".to_owned()]).collect()];
    lines.extend(view.rows().into_iter().map(|row| {
        let cells: Vec<String> =
            row.into_iter().map(Cell::written).chain([crate::words::NOTICE.to_owned()]).collect();
        cells
    }));
    for line in &lines {
        // Writing to memory cannot fail, and a row of another length would be written too, not lost.
        let _ = writer.write_record(line);
    }
    writer.into_inner().ok().and_then(|bytes| String::from_utf8(bytes).ok()).unwrap_or_default()
}

#[cfg(test)]
mod tests;
