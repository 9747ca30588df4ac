//! What tests and the demonstration share.
//!
//! [`sample`] holds three invented neighbourhood networks whose answers are drawn from a known truth, so that a
//! test can ask whether Troth finds what was put in.

pub mod sample;
