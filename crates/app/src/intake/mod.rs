//! Reading files that people made: any delimiter, encoding or mishap gets a sentence that says what, where
//! and what to do, and no good row is lost in silence.

pub mod assignment;
pub mod check;
pub mod codings;
pub mod columns;
pub mod decisions;
pub mod decode;
mod hidden;
pub(crate) mod lines;
pub mod organisations;
pub mod pathway;
pub mod people;
pub mod problem;
pub mod ratings;
pub mod sampling;
pub mod speakers;
pub mod table;
pub mod words;

pub use problem::{FileProblem, Problem};
pub use ratings::{RatingRow, RatingsFile};
pub use table::{Row, Rows, Table};
