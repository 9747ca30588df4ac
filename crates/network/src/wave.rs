//! Waves: survey rounds.

use serde::{Deserialize, Serialize};

use crate::ids::{NetworkId, WaveId};
use crate::timestamp::Day;

/// Where a wave stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum WaveState {
    /// Being prepared.
    Draft,
    /// Answers come in.
    Open,
    /// No more answers; results can be worked out.
    Closed,
}

/// A survey round of a partnership.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Wave {
    /// Internal id.
    pub id: WaveId,
    /// The partnership.
    pub network: NetworkId,
    /// The id that files use, such as `1` or `2026-autumn`.
    pub external_id: String,
    /// Name on screen, such as "Survey round 2".
    pub label: String,
    /// First day.
    pub opened: Option<Day>,
    /// Last day.
    pub closed: Option<Day>,
    /// State.
    pub state: WaveState,
    /// Place in the order of waves, from 1.
    pub position: i64,
}
