//! The pages as a browser gets them.

#![expect(clippy::unwrap_used, reason = "helpers of tests fail by panicking, as tests do")]

#[cfg(test)]
mod access;
mod analysis;
mod compare;
mod forms;
mod guard;
mod markup;
mod methods;
mod serving;
mod since;
mod site;
mod together;
mod worked_out;
