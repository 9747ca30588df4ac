//! Exchange with other programs by the REFI-QDA standard 1.5: projects (`.qdpx`) and codebooks (`.qdc`).
//!
//! Between the files and the product stands a [`Project`] of its own: nothing in it is peculiar to a program, and
//! positions in it are those of this crate. Other programs read the standard in ways of their own; what was
//! understood how, and what was left behind, stands in the reports.

mod archive;
mod bytes;
mod error;
pub mod hierarchy;
mod limits;
mod mark;
pub mod model;
pub mod offsets;
mod read;
mod report;
mod time;
mod write;
mod xml;

pub use error::RefiError;
pub use limits::Limits;
pub use mark::Mark;
pub use model::{CodeBook, Project};
pub use read::{DocxText, read_qdc, read_qdpx, read_qdpx_with};
pub use report::{Dropped, ExportReport, ImportReport, Notice, Unplaced};
pub use write::{ORIGIN, write_qdc, write_qdpx};
