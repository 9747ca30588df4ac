//! Packages of single answers that were given to research: for what, approved where, for whom.

use sqlx::FromRow;
use troth_network::{NetworkId, Timestamp, WaveId};
use uuid::Uuid;

use crate::Store;
use crate::audit::AuditRow;
use crate::db::{execute, fetch_all};
use crate::error::StoreError;

/// A package that was made. It is never changed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ResearchPackage {
    /// Its id, as the record of what was done has it.
    pub id: Uuid,
    /// The partnership.
    pub network: NetworkId,
    /// The survey round.
    pub wave: WaveId,
    /// When it was made.
    pub made: Timestamp,
    /// Who made it, by id.
    pub made_by: String,
    /// What it is for.
    pub purpose: String,
    /// The reference of the approval.
    pub approval: String,
    /// Who gets it.
    pub recipient: String,
    /// How many answers it holds.
    pub answers: i64,
    /// SHA-256 of the encrypted file.
    pub hash: String,
}

#[derive(FromRow)]
struct PackageRow {
    id: Uuid,
    network: Uuid,
    wave: Uuid,
    made: i64,
    made_by: String,
    purpose: String,
    approval: String,
    recipient: String,
    answers: i64,
    hash: String,
}

impl From<PackageRow> for ResearchPackage {
    fn from(row: PackageRow) -> Self {
        Self {
            id: row.id,
            network: NetworkId(row.network),
            wave: WaveId(row.wave),
            made: Timestamp::from_micros(row.made),
            made_by: row.made_by,
            purpose: row.purpose,
            approval: row.approval,
            recipient: row.recipient,
            answers: row.answers,
            hash: row.hash,
        }
    }
}

impl Store {
    /// Writes down that a package was made, together with its row in the record.
    ///
    /// # Errors
    /// A missing reference if partnership or round is not stored.
    pub async fn note_package(&self, package: &ResearchPackage, noted: &AuditRow) -> Result<(), StoreError> {
        let mut tx = self.begin().await?;
        execute!(
            tx.on(),
            "INSERT INTO research_package (id, network, wave, made, made_by, purpose, approval, recipient, answers, hash) \
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
            package.id,
            package.network.0,
            package.wave.0,
            package.made.micros(),
            package.made_by.as_str(),
            package.purpose.as_str(),
            package.approval.as_str(),
            package.recipient.as_str(),
            package.answers,
            package.hash.as_str()
        )?;
        crate::audit::append(&mut tx, noted).await?;
        tx.commit().await
    }

    /// Packages of a partnership, the newest first.
    ///
    /// # Errors
    /// If the database fails.
    pub async fn packages(&self, network: NetworkId) -> Result<Vec<ResearchPackage>, StoreError> {
        let sql = "SELECT * FROM research_package WHERE network = $1 ORDER BY made DESC, id DESC";
        let rows = fetch_all!(self.db.reader(), PackageRow, sql, network.0)?;
        Ok(rows.into_iter().map(ResearchPackage::from).collect())
    }
}
