//! Tables for exchange with programs and people that do not read REFI-QDA: highlights as Taguette writes them, and
//! codebooks. Plain functions on text; a spreadsheet's mark, semicolons and tabs are taken as they come.

mod cells;
mod codebook;
mod highlights;

pub use cells::{RowProblem, TableError};
pub use codebook::{CodeRow, code_rows, code_tree, read_codes, write_codes};
pub use highlights::{Highlight, highlights, read_highlights, write_highlights};
