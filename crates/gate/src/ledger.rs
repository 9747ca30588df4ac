//! The ledger of releases: what left, for whom, resting on whose answers. An entry is committed before the
//! value is handed out. The opaque ids in it are read by the gate alone.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use troth_network::{AnswerRole, Direction, EntryId, NetworkId, Timestamp, WaveId};

use crate::audience::Audience;

/// Whose answers one cell of a release rests on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct LedgerCell {
    /// The direction.
    pub direction: Direction,
    /// Staff or representative.
    pub source: AnswerRole,
    /// Opaque ids of the respondents.
    pub respondents: BTreeSet<String>,
}

/// One entry: written in the same transaction as the release it belongs to, never changed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct LedgerEntry {
    /// Internal id.
    pub id: EntryId,
    /// When.
    pub at: Timestamp,
    /// Opaque id of who asked.
    pub viewer: String,
    /// For whom.
    pub audience: Audience,
    /// The partnership.
    pub network: NetworkId,
    /// The wave, where there is one.
    pub wave: Option<WaveId>,
    /// What was released, such as `ratings` or `interviews`.
    pub kind: String,
    /// Which part of it, such as `aspect:fairness`.
    pub filter: String,
    /// SHA-256 of the contributing set.
    pub contributing_hash: String,
    /// The contributing set itself.
    pub contributing: Vec<LedgerCell>,
    /// SHA-256 of what was released.
    pub body_hash: String,
}

/// Proof that an entry is in the ledger. Only the store, which commits entries, makes one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Receipt {
    pub(crate) entry: EntryId,
    pub(crate) body_hash: String,
}

impl Receipt {
    /// To be called after the transaction that wrote `entry` was committed, and never before.
    pub fn of_committed(entry: &LedgerEntry) -> Self {
        Self { entry: entry.id, body_hash: entry.body_hash.clone() }
    }
}

/// SHA-256 in lower-case hexadecimal.
pub fn sha256_hex(bytes: &[u8]) -> String {
    use std::fmt::Write as _;
    Sha256::digest(bytes).iter().fold(String::with_capacity(64), |mut hex, byte| {
        // Writing to a String cannot fail.
        let _ = write!(hex, "{byte:02x}");
        hex
    })
}
