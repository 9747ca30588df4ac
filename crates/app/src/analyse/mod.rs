//! What jobs work out, and how it leaves through the gate: one module for each strand.

mod actions;
mod facts;
mod interviews;
mod layout;
mod ratings;
mod release;
pub(crate) mod scores;
pub(crate) mod totals;
pub(crate) mod two_sided;

pub(crate) use ratings::TOTALS;

/// Part of every input hash: a new engine works everything out again.
pub(crate) const ENGINE: &str = concat!(env!("CARGO_PKG_VERSION"), "/2");
