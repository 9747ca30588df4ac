//! The ledger of releases: what left, for whom, resting on whose answers. An entry is committed before the
//! value is handed out. The opaque ids in it are read by the gate alone.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use troth_lens::People;
use troth_network::{AnswerRole, Direction, EntryId, NetworkId, OrganisationId, Timestamp, WaveId};

use crate::audience::Audience;

/// Organisations that are pooled because they are alike.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Likeness {
    /// The same kind, such as care homes.
    Kind(String),
    /// The same sector.
    Sector(String),
}

impl Likeness {
    /// The word for the kind or sector.
    pub fn word(&self) -> &str {
        match self {
            Self::Kind(word) | Self::Sector(word) => word,
        }
    }
}

/// What organisations that are alike say of one, taken together.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Pool {
    /// Who.
    pub of: Likeness,
    /// About whom.
    pub about: OrganisationId,
}

/// What a cell holds: one direction, or a pool of several towards the same organisation.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CellOf {
    /// One organisation about another.
    Direction(Direction),
    /// Several that are alike about another.
    Pool(Pool),
    /// People of several organisations about the partnership.
    People(People),
}

impl CellOf {
    /// Who is rated; `None` where it is the partnership.
    pub const fn about(&self) -> Option<OrganisationId> {
        match self {
            Self::Direction(direction) => Some(direction.to),
            Self::Pool(pool) => Some(pool.about),
            Self::People(_) => None,
        }
    }
}

/// Whose answers one cell of a release rests on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct LedgerCell {
    /// Which cell.
    #[serde(flatten)]
    pub of: CellOf,
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cell_is_written_as_entries_of_the_first_version_hold_it() {
        let id = |n: u8| format!("00000000-0000-0000-0000-{n:012}");
        let direction = format!(r#"{{"from":"{}","to":"{}"}}"#, id(1), id(2));
        let written = format!(r#"{{"direction":{direction},"source":"staff","respondents":["r1"]}}"#);
        let cell: LedgerCell = serde_json::from_str(&written).unwrap();
        assert_eq!(serde_json::to_string(&cell).unwrap(), written);
        assert_eq!(cell.of.about().map(|o| o.to_string()), Some(id(2)));
        let pool = Pool { of: Likeness::Kind("care home".into()), about: id(2).parse().unwrap() };
        let cell = LedgerCell { of: CellOf::Pool(pool), ..cell };
        let text = serde_json::to_string(&cell).unwrap();
        assert_eq!(serde_json::from_str::<LedgerCell>(&text).unwrap(), cell);
    }
}
