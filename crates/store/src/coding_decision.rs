//! What was decided where codings differ. Decisions are only ever added; the last on a stretch holds.

use sqlx::FromRow;
use troth_network::{NetworkId, Timestamp, TranscriptId};
use troth_say::Decision;
use uuid::Uuid;

use crate::Store;
use crate::columns::{Row, number_column};
use crate::db::{Tx, execute, fetch_all, fetch_optional};
use crate::error::StoreError;

#[derive(FromRow)]
struct DecisionRow {
    id: Uuid,
    transcript: Uuid,
    code: String,
    second: String,
    start_point: i64,
    end_point: i64,
    version: i64,
    decision: String,
    reason: String,
    made_by: String,
    made_at: i64,
}

impl DecisionRow {
    fn into_decision(self) -> Result<Decision, StoreError> {
        let row = Row::of("coding_decision", &self.id);
        Ok(Decision {
            code: row.word(&self.code)?,
            kept: row.word(&self.decision)?,
            start: row.number(self.start_point)?,
            end: row.number(self.end_point)?,
            version: row.number(self.version)?,
            id: self.id,
            transcript: TranscriptId(self.transcript),
            second: self.second,
            reason: self.reason,
            by: self.made_by,
            at: Timestamp::from_micros(self.made_at),
        })
    }
}

impl Store {
    /// Writes a decision down.
    ///
    /// # Errors
    /// A missing reference if the text is not stored; a conflict if something else was decided at the same moment.
    pub async fn insert_coding_decision(&self, decision: &Decision) -> Result<(), StoreError> {
        let mut tx = self.begin().await?;
        insert(&mut tx, decision).await?;
        tx.commit().await
    }

    /// The decisions in a network, by text, in the order in which they were made.
    ///
    /// # Errors
    /// If the database fails.
    pub async fn coding_decisions(&self, network: NetworkId) -> Result<Vec<Decision>, StoreError> {
        let rows = fetch_all!(
            self.db.reader(),
            DecisionRow,
            "SELECT coding_decision.* FROM coding_decision \
             JOIN transcript ON transcript.id = coding_decision.transcript \
             WHERE transcript.network = $1 ORDER BY transcript.added, transcript.id, number",
            network.0
        )?;
        rows.into_iter().map(DecisionRow::into_decision).collect()
    }

    /// The decisions in one text, in the order in which they were made.
    ///
    /// # Errors
    /// If the database fails.
    pub async fn coding_decisions_of(&self, transcript: TranscriptId) -> Result<Vec<Decision>, StoreError> {
        let sql = "SELECT * FROM coding_decision WHERE transcript = $1 ORDER BY number";
        let rows = fetch_all!(self.db.reader(), DecisionRow, sql, transcript.0)?;
        rows.into_iter().map(DecisionRow::into_decision).collect()
    }
}

/// Stores a decision within a transaction, after all others of its text.
pub(crate) async fn insert(tx: &mut Tx, decision: &Decision) -> Result<(), StoreError> {
    let sql = "SELECT COALESCE(MAX(number), 0) FROM coding_decision WHERE transcript = $1";
    let last = fetch_optional!(tx.on(), (i64,), sql, decision.transcript.0)?.map_or(0, |row| row.0);
    execute!(
        tx.on(),
        "INSERT INTO coding_decision (id, transcript, number, code, second, start_point, end_point, version, decision, \
         reason, made_by, made_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)",
        decision.id,
        decision.transcript.0,
        last + 1,
        decision.code.as_str(),
        &decision.second,
        number_column(decision.start),
        number_column(decision.end),
        i64::from(decision.version),
        decision.kept.id(),
        &decision.reason,
        &decision.by,
        decision.at.micros()
    )
    .map_err(|e| e.or_taken("The decision", "something else was decided at the same moment. Try again."))?;
    Ok(())
}
