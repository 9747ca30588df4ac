//! Checking the ledger of releases: every entry holds the hash of whose answers it rests on and of what was released,
//! and both are worked out again here.

use sqlx::FromRow;
use troth_gate::ledger::sha256_hex;
use troth_network::EntryId;
use uuid::Uuid;

use crate::Store;
use crate::db::fetch_all;
use crate::error::StoreError;

/// Entries read at once.
const PAGE: i64 = 200;

/// Whether the ledger is as it was written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum LedgerCheck {
    /// Every entry and every release fits the hashes; a release that was erased is empty. An entry that was removed together with its release leaves no
    /// trace here.
    Whole {
        /// How many entries there are.
        entries: usize,
    },
    /// An entry, or the release that belongs to it, was changed.
    Broken {
        /// The entry.
        entry: EntryId,
    },
}

#[derive(FromRow)]
struct CheckRow {
    id: Uuid,
    contributing: String,
    contributing_hash: String,
    body: Option<String>,
    body_hash: String,
    erased_at: Option<i64>,
}

impl CheckRow {
    fn is_whole(&self) -> bool {
        sha256_hex(self.contributing.as_bytes()) == self.contributing_hash
            && match (&self.body, self.erased_at) {
                (Some(body), None) => sha256_hex(body.as_bytes()) == self.body_hash,
                // Its words were erased with the person who said them.
                (Some(body), Some(_)) => body.is_empty(),
                (None, _) => false,
            }
    }
}

impl Store {
    /// Checks every entry of the ledger and the release that belongs to it.
    ///
    /// # Errors
    /// If the database fails. A changed entry is an answer, not an error.
    pub async fn verify_ledger(&self) -> Result<LedgerCheck, StoreError> {
        let (mut entries, mut after) = (0, Uuid::nil());
        loop {
            let sql = "SELECT ledger_entry.id, contributing, contributing_hash, release.body, body_hash, erased_at \
                       FROM ledger_entry LEFT JOIN release ON release.entry = ledger_entry.id \
                       WHERE ledger_entry.id > $1 ORDER BY ledger_entry.id LIMIT $2";
            let page = fetch_all!(self.db.reader(), CheckRow, sql, after, PAGE)?;
            let Some(last) = page.last() else { return Ok(LedgerCheck::Whole { entries }) };
            after = last.id;
            if let Some(broken) = page.iter().find(|row| !row.is_whole()) {
                return Ok(LedgerCheck::Broken { entry: EntryId(broken.id) });
            }
            entries += page.len();
        }
    }
}
