//! What jobs work out, and how it leaves through the gate: one module for each strand.

mod actions;
pub(crate) mod collaboration;
mod facts;
pub(crate) mod interviews;
mod layout;
mod points;
mod ratings;
mod release;
pub(crate) mod scores;
pub(crate) mod totals;
pub mod two_sided;
mod withheld;
mod words;

pub(crate) use ratings::{TOTALS, kin};
pub use scores::Score;

/// Part of every input hash: a new engine works everything out again.
pub(crate) const ENGINE: &str = concat!(env!("CARGO_PKG_VERSION"), "/5");
