//! A figure of agreement with how many units it rests on, or why there is none.

use serde::Serialize;

use super::super::reason::Reason;
use crate::result::Estimate;

/// Whether there is a figure. A figure that is not defined is never given as 0 or 1.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(tag = "status", rename_all = "snake_case")]
pub enum Status {
    /// The figure with its interval, or why it has none.
    Value(Estimate),
    /// Why there is no figure: nothing to compare, or nothing but agreement was to be expected.
    Undefined {
        /// The reason, a sentence by `Display`.
        reason: Reason,
    },
}

/// One coefficient.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Agreement {
    /// Units that at least two coders coded; for characters of a text their number.
    pub n: u64,
    /// The figure, or why there is none.
    pub status: Status,
}

impl Agreement {
    /// The figure without its interval; none where it is not defined.
    #[must_use]
    pub const fn value(&self) -> Option<f64> {
        match &self.status {
            Status::Value(estimate) => Some(estimate.estimate),
            Status::Undefined { .. } => None,
        }
    }

    /// Why there is no figure; none where there is one.
    #[must_use]
    pub const fn reason(&self) -> Option<&Reason> {
        match &self.status {
            Status::Value(_) => None,
            Status::Undefined { reason } => Some(reason),
        }
    }
}
