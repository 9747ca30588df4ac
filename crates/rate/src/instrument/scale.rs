//! Scales: the answers that a closed question offers.

use serde::{Deserialize, Serialize};

use super::Words;

/// The answers of a closed question, from the first to the last on screen.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Scale {
    /// Stable id.
    pub id: String,
    /// Whether a higher value means more of something. Choices that only differ are not ordered and never scored.
    #[serde(default = "yes")]
    pub ordered: bool,
    /// The points; at least two.
    pub points: Vec<Point>,
    /// Other words for "can't say" here, such as "I don't know"; else those of the instrument.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cant_say: Option<Words>,
}

/// One answer of a scale.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Point {
    /// The value that is stored.
    pub value: i32,
    /// The words beside it.
    pub label: Words,
}

const fn yes() -> bool {
    true
}

impl Scale {
    /// The lowest value; 0 for a scale without points.
    #[must_use]
    pub fn min(&self) -> i32 {
        self.points.iter().map(|point| point.value).min().unwrap_or(0)
    }

    /// The highest value; 0 for a scale without points.
    #[must_use]
    pub fn max(&self) -> i32 {
        self.points.iter().map(|point| point.value).max().unwrap_or(0)
    }

    /// Whether a value is one of the points.
    #[must_use]
    pub fn has(&self, value: i32) -> bool {
        self.points.iter().any(|point| point.value == value)
    }
}
