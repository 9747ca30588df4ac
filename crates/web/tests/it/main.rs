//! The pages as a browser gets them.

#![expect(clippy::unwrap_used, reason = "helpers of tests fail by panicking, as tests do")]

mod analysis;
mod forms;
mod guard;
mod serving;
mod site;
