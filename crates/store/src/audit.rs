//! The record of what was done: append-only, each row chained to the one before by a hash, so that a row
//! changed or removed afterwards is found. It holds opaque ids and no content.

use sqlx::FromRow;
use troth_gate::ledger::sha256_hex;
use troth_network::{NetworkId, Timestamp};
use uuid::Uuid;

use crate::Store;
use crate::columns::json_column;
use crate::db::{Tx, execute, fetch_all, fetch_optional};
use crate::error::StoreError;

/// Makes writers to the chain wait for each other on PostgreSQL ("audit" in ASCII).
const CHAIN_LOCK: i64 = 0x61_7564_6974;
/// Rows read at once while the chain is checked.
const PAGE: i64 = 1_000;

/// Something that was done.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AuditRow {
    /// Internal id.
    pub id: Uuid,
    /// When.
    pub at: Timestamp,
    /// In which network, if in one.
    pub network: Option<NetworkId>,
    /// Opaque id of who did it.
    pub actor: String,
    /// What was done, such as `export.research`.
    pub event: String,
    /// Opaque id of what it was done to.
    pub subject: String,
}

/// A row with its place in the record, from 1.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AuditEntry {
    /// Its place across all networks.
    pub position: i64,
    /// The row.
    pub row: AuditRow,
}

/// Whether the record is as it was written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum AuditCheck {
    /// Every row is as it was written. Rows removed from the end leave no trace in the chain itself: compare
    /// count and last hash with a note kept elsewhere.
    Whole {
        /// How many rows there are.
        rows: i64,
        /// The hash of the last row; empty if there is none.
        last_hash: String,
    },
    /// A row was changed, or the row before it removed.
    Broken {
        /// Its place in the record, from 1.
        position: i64,
        /// Its id.
        id: Uuid,
    },
}

#[derive(FromRow)]
struct ChainRow {
    position: i64,
    id: Uuid,
    happened_at: i64,
    network: Option<Uuid>,
    actor: String,
    event: String,
    subject: String,
    prev_hash: String,
    hash: String,
}

impl ChainRow {
    fn into_row(self) -> AuditRow {
        AuditRow {
            id: self.id,
            at: Timestamp::from_micros(self.happened_at),
            network: self.network.map(NetworkId),
            actor: self.actor,
            event: self.event,
            subject: self.subject,
        }
    }
}

/// SHA-256 over the row as a JSON list, its place and the hash before included.
fn hash_of(position: i64, row: &AuditRow, prev_hash: &str) -> Result<String, StoreError> {
    let text = json_column(&(
        position,
        row.id,
        row.at,
        row.network,
        &row.actor,
        &row.event,
        &row.subject,
        prev_hash,
    ))?;
    Ok(sha256_hex(text.as_bytes()))
}

impl Store {
    /// Adds a row to the record.
    ///
    /// # Errors
    /// A conflict if the id is taken.
    pub async fn append_audit(&self, row: &AuditRow) -> Result<(), StoreError> {
        let mut tx = self.begin().await?;
        append(&mut tx, row).await?;
        tx.commit().await
    }

    /// What was done in a network, oldest first.
    ///
    /// # Errors
    /// If the database fails.
    pub async fn audit(&self, network: NetworkId) -> Result<Vec<AuditRow>, StoreError> {
        let sql = "SELECT * FROM audit WHERE network = $1 ORDER BY position";
        let rows = fetch_all!(self.db.reader(), ChainRow, sql, network.0)?;
        Ok(rows.into_iter().map(ChainRow::into_row).collect())
    }

    /// What was done in a network, and what concerns the whole database, newest first: at most `limit` rows that
    /// stand before the place `before`.
    ///
    /// # Errors
    /// If the database fails.
    pub async fn audit_page(
        &self,
        network: NetworkId,
        before: i64,
        limit: i64,
    ) -> Result<Vec<AuditEntry>, StoreError> {
        let sql = "SELECT * FROM audit WHERE position < $2 AND (network = $1 OR (network IS NULL AND event IN \
                   ('copy made', 'copy restored', 'key changed', 'database brought up to date', \
                   'old copies deleted'))) ORDER BY position DESC LIMIT $3";
        let rows = fetch_all!(self.db.reader(), ChainRow, sql, network.0, before, limit)?;
        Ok(rows.into_iter().map(|row| AuditEntry { position: row.position, row: row.into_row() }).collect())
    }

    /// The hash of the row at a place, to compare with a note kept elsewhere; `None` if there is no such row.
    ///
    /// # Errors
    /// If the database fails.
    pub async fn audit_hash(&self, position: i64) -> Result<Option<String>, StoreError> {
        let sql = "SELECT hash FROM audit WHERE position = $1";
        Ok(fetch_optional!(self.db.reader(), (String,), sql, position)?.map(|row| row.0))
    }

    /// Checks the whole chain, across networks.
    ///
    /// # Errors
    /// If the database fails. A broken chain is an answer, not an error.
    pub async fn verify_audit(&self) -> Result<AuditCheck, StoreError> {
        let (mut rows, mut last_hash) = (0_i64, String::new());
        loop {
            let sql = "SELECT * FROM audit WHERE position > $1 ORDER BY position LIMIT $2";
            let page = fetch_all!(self.db.reader(), ChainRow, sql, rows, PAGE)?;
            if page.is_empty() {
                return Ok(AuditCheck::Whole { rows, last_hash });
            }
            for chained in page {
                let (position, id) = (chained.position, chained.id);
                let (prev_hash, hash) = (chained.prev_hash.clone(), chained.hash.clone());
                let expected = hash_of(rows + 1, &chained.into_row(), &last_hash)?;
                if position != rows + 1 || prev_hash != last_hash || hash != expected {
                    return Ok(AuditCheck::Broken { position, id });
                }
                rows = position;
                last_hash = hash;
            }
        }
    }
}

/// Adds a row within a transaction.
pub(crate) async fn append(tx: &mut Tx, row: &AuditRow) -> Result<(), StoreError> {
    tx.one_at_a_time(CHAIN_LOCK).await?;
    let sql = "SELECT position, hash FROM audit ORDER BY position DESC LIMIT 1";
    let (last, prev_hash) = fetch_optional!(tx.on(), (i64, String), sql)?.unwrap_or_default();
    let hash = hash_of(last + 1, row, &prev_hash)?;
    execute!(
        tx.on(),
        "INSERT INTO audit (position, id, happened_at, network, actor, event, subject, prev_hash, hash) \
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
        last + 1,
        row.id,
        row.at.micros(),
        row.network.map(|n| n.0),
        &row.actor,
        &row.event,
        &row.subject,
        &prev_hash,
        &hash
    )
    .map_err(|e| e.or_taken("The row of the audit record", "its id is taken."))?;
    Ok(())
}
