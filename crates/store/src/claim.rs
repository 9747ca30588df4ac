//! What speakers say leads to what.

use sqlx::FromRow;
use troth_network::{ClaimId, NetworkId, Timestamp, TranscriptId};
use troth_say::{Claim, Permission};
use uuid::Uuid;

use crate::Store;
use crate::columns::{Row, number_column};
use crate::db::{Tx, execute, fetch_all};
use crate::error::StoreError;

#[derive(FromRow)]
struct ClaimRow {
    id: Uuid,
    transcript: Uuid,
    version: i64,
    start_point: i64,
    end_point: i64,
    cause: String,
    sign: String,
    effect: String,
    holds_when: Option<String>,
    permission: String,
    coder: String,
    coded_at: i64,
    memo: Option<String>,
}

impl ClaimRow {
    fn into_claim(self) -> Result<Claim, StoreError> {
        let row = Row::of("claim", &self.id);
        Ok(Claim {
            version: row.number(self.version)?,
            start: row.number(self.start_point)?,
            end: row.number(self.end_point)?,
            cause: row.word(&self.cause)?,
            sign: row.word(&self.sign)?,
            effect: row.word(&self.effect)?,
            permission: row.word(&self.permission)?,
            id: ClaimId(self.id),
            transcript: TranscriptId(self.transcript),
            condition: self.holds_when,
            coder: self.coder,
            coded_at: Timestamp::from_micros(self.coded_at),
            memo: self.memo,
        })
    }
}

impl Store {
    /// The claims of a network, by transcript and place.
    ///
    /// # Errors
    /// If the database fails.
    pub async fn claims(&self, network: NetworkId) -> Result<Vec<Claim>, StoreError> {
        let rows = fetch_all!(
            self.db.reader(),
            ClaimRow,
            "SELECT claim.* FROM claim JOIN transcript ON transcript.id = claim.transcript \
             WHERE transcript.network = $1 \
             ORDER BY transcript.added, transcript.id, claim.start_point, claim.end_point, claim.id",
            network.0
        )?;
        rows.into_iter().map(ClaimRow::into_claim).collect()
    }

    /// The claims of a transcript by place.
    ///
    /// # Errors
    /// If the database fails.
    pub async fn claims_of(&self, transcript: TranscriptId) -> Result<Vec<Claim>, StoreError> {
        let sql = "SELECT * FROM claim WHERE transcript = $1 ORDER BY start_point, end_point, id";
        let rows = fetch_all!(self.db.reader(), ClaimRow, sql, transcript.0)?;
        rows.into_iter().map(ClaimRow::into_claim).collect()
    }

    /// Changes what the speaker allows for a claim.
    ///
    /// # Errors
    /// Not found.
    pub async fn set_claim_permission(&self, id: ClaimId, permission: Permission) -> Result<(), StoreError> {
        let mut tx = self.begin().await?;
        let sql = "UPDATE claim SET permission = $2 WHERE id = $1";
        if execute!(tx.on(), sql, id.0, permission.id())? == 0 {
            return Err(StoreError::not_found("claim", id));
        }
        tx.commit().await
    }
}

/// Stores a claim within a transaction.
pub(crate) async fn insert(tx: &mut Tx, claim: &Claim) -> Result<(), StoreError> {
    execute!(
        tx.on(),
        "INSERT INTO claim (id, transcript, version, start_point, end_point, cause, sign, effect, holds_when, \
         permission, coder, coded_at, memo) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)",
        claim.id.0,
        claim.transcript.0,
        i64::from(claim.version),
        number_column(claim.start),
        number_column(claim.end),
        claim.cause.as_str(),
        claim.sign.id(),
        claim.effect.as_str(),
        &claim.condition,
        claim.permission.id(),
        &claim.coder,
        claim.coded_at.micros(),
        &claim.memo
    )
    .map_err(|e| e.or_taken("The claim", "it is stored already."))?;
    Ok(())
}

/// Writes what a coder may change of a claim: all but its text, its coder and what the speaker allows. Whether there was
/// such a claim.
pub(crate) async fn update(tx: &mut Tx, claim: &Claim) -> Result<bool, StoreError> {
    let changed = execute!(
        tx.on(),
        "UPDATE claim SET version = $2, start_point = $3, end_point = $4, cause = $5, sign = $6, effect = $7, \
         holds_when = $8, coded_at = $9, memo = $10 WHERE id = $1",
        claim.id.0,
        i64::from(claim.version),
        number_column(claim.start),
        number_column(claim.end),
        claim.cause.as_str(),
        claim.sign.id(),
        claim.effect.as_str(),
        &claim.condition,
        claim.coded_at.micros(),
        &claim.memo
    )?;
    Ok(changed > 0)
}
