//! The tables of a shared package as one workbook, a sheet each.

use rust_xlsxwriter::{DocProperties, ExcelDateTime, Format, Workbook, XlsxError};
use troth_gate::Released;
use troth_network::Day;

use super::tables::{FieldKind, Table};
use crate::error::AppError;

/// The workbook. Words are written as words, whatever they begin with.
///
/// # Errors
/// If a table is larger than a spreadsheet can be.
pub(super) fn workbook(tables: &Released<Vec<Table>>, notice: &str, made: Day) -> Result<Vec<u8>, AppError> {
    written(tables.value(), notice, made)
        .map_err(|error| AppError::Conflict(format!("The workbook cannot be written ({error}).")))
}

fn written(tables: &[Table], notice: &str, made: Day) -> Result<Vec<u8>, XlsxError> {
    let mut book = Workbook::new();
    // The same tables give the same file.
    let year = u16::try_from(made.year()).unwrap_or(1900);
    let day = ExcelDateTime::from_ymd(year, u8::from(made.month()), made.day())?;
    book.set_properties(&DocProperties::new().set_creation_datetime(&day));
    let bold = Format::new().set_bold();
    for table in tables {
        let page = book.add_worksheet();
        page.set_name(&table.name)?;
        page.write_string(0, 0, notice)?;
        page.write_string(1, 0, &table.description)?;
        for (column, field) in (0_u16..).zip(&table.fields) {
            page.write_string_with_format(3, column, &field.name, &bold)?;
            page.set_column_width(column, 18.0)?;
        }
        page.set_freeze_panes(4, 0)?;
        for (row, cells) in (4_u32..).zip(&table.rows) {
            for (column, (cell, field)) in (0_u16..).zip(cells.iter().zip(&table.fields)) {
                match cell.parse::<f64>() {
                    Ok(number) if field.kind != FieldKind::Text => page.write_number(row, column, number)?,
                    _ if cell.is_empty() => page,
                    _ => page.write_string(row, column, cell)?,
                };
            }
        }
    }
    book.save_to_buffer()
}
