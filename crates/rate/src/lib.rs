//! What people rate: questionnaires as data, who is asked about whom, rounds of a survey, and what answers amount to.
//!
//! Rules and types only; no database and no pages. Which answers may be shown, and to whom, is decided by the gate.

pub mod assign;
pub mod instrument;
pub mod round;
