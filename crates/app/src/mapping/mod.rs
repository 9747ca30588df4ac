//! Answers from files of other survey tools: a mapping, kept as a file of its own, says which column is what; what
//! comes out are the rows of a ratings file, so that every check of [`crate::intake::ratings`] holds for them too.
//!
//! [`Grid`] reads the file, [`propose`] guesses a [`Mapping`] from its headings for somebody to correct, [`apply`]
//! turns grid and mapping into rows. Columns that point to people ([`columns::Kind`]) are emptied before anything else
//! is done with the file.

mod apply;
pub mod columns;
mod grid;
mod labels;
mod limits;
mod pattern;
mod places;
mod propose;
mod read;
mod tool;
mod types;
mod workbook;
mod write;

pub use apply::{Mapped, apply};
pub use grid::Grid;
pub use propose::{KnownOrganisation, propose};
pub use tool::Tool;
pub use types::{AnswerColumns, Finished, Mapping, Said, ScaleLabels};
