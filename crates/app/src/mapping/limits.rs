//! How large a file of answers may be. A round with fifty partners, sixty questions and a thousand people lies below.

/// Most columns.
pub(super) const COLUMNS: usize = 5_000;
/// Most rows.
pub(super) const ROWS: usize = 100_000;
/// Most cells of a workbook.
pub(super) const CELLS: usize = 5_000_000;
/// Most bytes that a workbook may unpack to.
pub(super) const UNPACKED: u64 = 128 * 1024 * 1024;
/// Longest heading that is looked at; longer ones are cut.
pub(super) const HEADING: usize = 1_000;
/// Most answers that one mapping can ask for.
pub(super) const ANSWERS: usize = 2_000_000;
