//! The first sheet of a workbook (.xlsx), cell by cell, within bounds.

use std::io::{Cursor, Read as _};

use calamine::{DataRef, Reader as _, Xlsx};

use super::grid::{GridRow, tidy};
use super::limits;
use crate::intake::FileProblem;

/// The rows of the first sheet that hold something.
///
/// # Errors
/// If it is no workbook, is damaged, or unpacks to more than any survey.
pub(super) fn rows(file: &str, bytes: &[u8]) -> Result<Vec<GridRow>, FileProblem> {
    let problem = |reason: String| FileProblem::Mapping { file: file.to_owned(), reason };
    let damaged = |error: &dyn std::fmt::Display| {
        problem(format!(
            "it cannot be read as a workbook ({error}). Save it again as .xlsx, or as \"CSV UTF-8\"."
        ))
    };
    measure(bytes).map_err(problem)?;
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).map_err(|e| damaged(&e))?;
    let sheet = book.sheet_names().first().cloned().ok_or_else(|| damaged(&"no sheet"))?;
    let mut cells = book.worksheet_cells_reader(&sheet).map_err(|e| damaged(&e))?;
    let mut rows: Vec<GridRow> = Vec::new();
    let mut kept = 0_usize;
    while let Some(cell) = cells.next_cell().map_err(|e| damaged(&e))? {
        let text = words(cell.get_value());
        if text.is_empty() {
            continue;
        }
        let (row, column) = cell.get_position();
        let column = usize::try_from(column).unwrap_or(usize::MAX);
        let line = u64::from(row) + 1;
        if rows.last().is_none_or(|last| last.line != line) {
            if rows.last().is_some_and(|last| last.line > line) {
                return Err(damaged(&"rows out of order"));
            }
            rows.push(GridRow { line, cells: Vec::new() });
        }
        // Empty cells before this one take room too.
        let Some(last) = rows.last_mut() else { continue };
        kept += (column + 1).saturating_sub(last.cells.len());
        if column >= limits::COLUMNS || rows.len() > limits::ROWS || kept > limits::CELLS {
            return Err(problem(
                "it is larger than any survey. Check that its first sheet holds the answers.".to_owned(),
            ));
        }
        let Some(last) = rows.last_mut() else { continue };
        if last.cells.len() <= column {
            last.cells.resize(column + 1, String::new());
        }
        last.cells[column] = text;
    }
    // A sheet does not store empty cells at the end of a row.
    let width = rows.first().map_or(0, |row| row.cells.len());
    for row in rows.iter_mut().filter(|row| row.cells.len() < width) {
        row.cells.resize(width, String::new());
    }
    if rows.is_empty() { Err(FileProblem::Empty { file: file.to_owned() }) } else { Ok(rows) }
}

fn words(value: &DataRef<'_>) -> String {
    match value {
        DataRef::Int(number) => number.to_string(),
        DataRef::Float(number) => number.to_string(),
        DataRef::Bool(yes) => if *yes { "TRUE" } else { "FALSE" }.to_owned(),
        DataRef::String(text) | DataRef::DateTimeIso(text) | DataRef::DurationIso(text) => tidy(text),
        DataRef::SharedString(text) => tidy(text),
        DataRef::DateTime(time) => time.as_f64().to_string(),
        DataRef::Error(_) | DataRef::Empty => String::new(),
    }
}

/// Unpacks every part once and counts: what a file says of its own size need not be true.
fn measure(bytes: &[u8]) -> Result<(), String> {
    let damaged = |error: &dyn std::fmt::Display| {
        format!("it cannot be unpacked ({error}). Save it again as .xlsx, or as \"CSV UTF-8\".")
    };
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).map_err(|e| damaged(&e))?;
    let mut left = limits::UNPACKED;
    for at in 0..archive.len() {
        let part = archive.by_index(at).map_err(|e| damaged(&e))?;
        let read = std::io::copy(&mut part.take(left + 1), &mut std::io::sink()).map_err(|e| damaged(&e))?;
        left = left
            .checked_sub(read)
            .ok_or("it unpacks to more than any survey holds. Save the answers alone.")?;
    }
    Ok(())
}
