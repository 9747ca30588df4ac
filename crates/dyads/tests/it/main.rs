//! The statistics of two-sided ratings against dense algebra, reference results and awkward data.

#![expect(clippy::unwrap_used, clippy::panic, reason = "helpers of tests fail by panicking, as tests do")]

mod coverage;
mod dense;
mod made;
mod model;
mod properties;
mod reference;
mod refusals;
