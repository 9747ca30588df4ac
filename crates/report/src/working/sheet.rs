//! A table of working material, on a page and as a file. What somebody typed never becomes a formula.

use maud::{Markup, html};
use rust_xlsxwriter::{DocProperties, ExcelDateTime, Format, Workbook, XlsxError};
use thiserror::Error;
use troth_gate::CustodianOnly;
use troth_network::Day;
use troth_network::timestamp::day_in_words;

use super::FOR_THE_CUSTODIAN;

/// One cell.
#[derive(Debug, Clone, PartialEq)]
pub enum Cell {
    /// Words.
    Text(String),
    /// A count.
    Count(usize),
    /// A mean of counts, shown with two decimals.
    Mean(f64),
    /// So many of 100, shown with one decimal.
    Share(f64),
    /// Nothing.
    Empty,
}

impl Cell {
    /// Words.
    pub fn text(text: impl Into<String>) -> Self {
        Self::Text(text.into())
    }

    /// Words, or nothing.
    pub fn or_empty(text: Option<impl Into<String>>) -> Self {
        text.map_or(Self::Empty, |text| Self::Text(text.into()))
    }

    fn shown(&self) -> String {
        match self {
            Self::Text(text) => text.clone(),
            Self::Count(number) => number.to_string(),
            Self::Mean(number) => format!("{number:.2}"),
            Self::Share(number) => format!("{number:.1}"),
            Self::Empty => String::new(),
        }
    }

    const fn is_number(&self) -> bool {
        matches!(self, Self::Count(_) | Self::Mean(_) | Self::Share(_))
    }
}

/// A table.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Sheet {
    /// What it is, for caption and first lines.
    pub title: String,
    /// What has to be known to read it; each a sentence or two.
    pub notes: Vec<String>,
    /// Names of the columns.
    pub header: Vec<String>,
    /// Rows with as many cells as the header.
    pub rows: Vec<Vec<Cell>>,
}

/// Why a workbook could not be written.
#[derive(Debug, Error)]
pub enum WorkbookError {
    /// Excel's files end at a million rows and 16,384 columns; a cell at 32,767 characters.
    #[error("This is too much for a spreadsheet ({0}). Download it as CSV, or look for less.")]
    TooMuch(XlsxError),
}

impl Sheet {
    fn first_lines(&self, for_whom: &str, made: Day) -> Vec<String> {
        let title = format!("{}, made on {}", self.title, day_in_words(made));
        [for_whom.to_owned(), title].into_iter().chain(self.notes.iter().cloned()).collect()
    }
}

/// The table as CSV in UTF-8 with a comma, lines ending in CR LF: first for whom it is and what has to be known, then an
/// empty line, then the header.
pub fn csv(sheet: &CustodianOnly<Sheet>, made: Day) -> String {
    csv_for(sheet, FOR_THE_CUSTODIAN, made)
}

/// The same where the first line says something else of whom it is for, such as
/// [`FOR_THE_CUSTODIAN_ANSWERS`](super::FOR_THE_CUSTODIAN_ANSWERS).
pub fn csv_for(sheet: &CustodianOnly<Sheet>, for_whom: &str, made: Day) -> String {
    let sheet = sheet.value();
    written_csv(sheet, sheet.first_lines(for_whom, made).into_iter().chain([String::new()]))
}

/// The same beginning directly with the header, for a file that a program reads; for whom it is stands on the page it is
/// downloaded from.
pub fn csv_bare(sheet: &CustodianOnly<Sheet>) -> String {
    written_csv(sheet.value(), std::iter::empty())
}

fn written_csv(sheet: &Sheet, lines: impl Iterator<Item = String>) -> String {
    let mut writer = ::csv::WriterBuilder::new()
        .flexible(true)
        .terminator(::csv::Terminator::CRLF)
        .from_writer(Vec::new());
    let lines = lines.map(|line| vec![line]);
    let cells = |row: &Vec<Cell>| {
        let written = |cell: &Cell| match cell {
            Cell::Text(text) => crate::csv::harmless(text.clone()),
            other => other.shown(),
        };
        row.iter().map(written).collect::<Vec<String>>()
    };
    let header = sheet.header.iter().cloned().map(crate::csv::harmless).collect();
    for line in lines.chain([header]).chain(sheet.rows.iter().map(cells)) {
        // Writing to memory cannot fail, and a row of another length would be written too, not lost.
        let _ = writer.write_record(&line);
    }
    writer.into_inner().ok().and_then(|bytes| String::from_utf8(bytes).ok()).unwrap_or_default()
}

/// Characters that fit into a cell of Excel.
const LONGEST_CELL: usize = 32_767;

/// The table as a workbook of one sheet, with the same first lines. Words are written as words, whatever they begin
/// with; those longer than a cell are cut and end in an ellipsis.
///
/// # Errors
/// If it has more rows or columns than a spreadsheet can hold.
pub fn xlsx(sheet: &CustodianOnly<Sheet>, made: Day) -> Result<Vec<u8>, WorkbookError> {
    written(sheet.value(), made).map_err(WorkbookError::TooMuch)
}

fn written(sheet: &Sheet, made: Day) -> Result<Vec<u8>, XlsxError> {
    let mut book = Workbook::new();
    // The same table gives the same file.
    let year = u16::try_from(made.year()).unwrap_or(1900);
    let day = ExcelDateTime::from_ymd(year, u8::from(made.month()), made.day())?;
    book.set_properties(&DocProperties::new().set_title(&sheet.title).set_creation_datetime(&day));
    let (bold, wrapped) = (Format::new().set_bold(), Format::new().set_text_wrap());
    let is_long = |column: u16| {
        sheet.header.get(usize::from(column)).is_some_and(|name| ["Passage", "Note"].contains(&name.as_str()))
    };
    // Small enough, and many times faster than the smallest.
    book.set_zip_compression_level(4);
    let page = book.add_worksheet();
    page.set_name("For the custodian only")?;
    let mut row: u32 = 0;
    for line in sheet.first_lines(FOR_THE_CUSTODIAN, made) {
        page.write_string(row, 0, line)?;
        row += 1;
    }
    row += 1;
    for (column, name) in (0_u16..).zip(&sheet.header) {
        page.write_string_with_format(row, column, cut(name), &bold)?;
        page.set_column_width(column, if is_long(column) { 60.0 } else { 20.0 })?;
    }
    page.set_freeze_panes(row + 1, 0)?;
    for cells in &sheet.rows {
        row += 1;
        for (column, cell) in (0_u16..).zip(cells) {
            match cell {
                Cell::Text(text) if is_long(column) => {
                    page.write_string_with_format(row, column, cut(text), &wrapped)?
                }
                Cell::Text(text) => page.write_string(row, column, cut(text))?,
                #[expect(clippy::cast_precision_loss, reason = "counts are small")]
                Cell::Count(number) => page.write_number(row, column, *number as f64)?,
                Cell::Mean(number) | Cell::Share(number) => page.write_number(row, column, *number)?,
                Cell::Empty => page,
            };
        }
    }
    book.save_to_buffer()
}

fn cut(text: &str) -> String {
    // Excel counts UTF-16 units.
    if text.encode_utf16().count() <= LONGEST_CELL {
        return text.to_owned();
    }
    let mut left = LONGEST_CELL - 1;
    let fits = |c: &char| {
        left = left.saturating_sub(c.len_utf16());
        left > 0
    };
    text.chars().take_while(fits).chain(['\u{2026}']).collect()
}

/// The table on a page; on a phone each row stands by itself.
pub fn table(sheet: &CustodianOnly<Sheet>) -> Markup {
    let sheet = sheet.value();
    let is_number = |column: usize| sheet.rows.iter().any(|row| row.get(column).is_some_and(Cell::is_number));
    html! {
        table.stack {
            caption { (sheet.title) }
            thead {
                tr {
                    @for (at, name) in sheet.header.iter().enumerate() {
                        th.r[is_number(at)] scope="col" { (name) }
                    }
                }
            }
            tbody {
                @for row in &sheet.rows {
                    tr {
                        @for (at, (cell, name)) in row.iter().zip(&sheet.header).enumerate() {
                            @if at == 0 { th scope="row" { (cell.shown()) } }
                            @else { td.r[cell.is_number()] data-l=(name) { (cell.shown()) } }
                        }
                    }
                }
            }
        }
    }
}
