//! What speakers say of their own passages: one row for a stretch of words, the latest.

use sqlx::FromRow;
use troth_network::{NetworkId, Timestamp, TranscriptId};
use troth_say::Statement;
use uuid::Uuid;

use crate::Store;
use crate::columns::{Row, number_column};
use crate::db::{Tx, execute, fetch_all};
use crate::erase::erase_released;
use crate::error::StoreError;

#[derive(FromRow)]
struct StatementRow {
    id: Uuid,
    transcript: Uuid,
    version: i64,
    label: String,
    start_point: i64,
    end_point: i64,
    permission: String,
    amended: Option<String>,
    withdrawn: bool,
    reworded: bool,
    stated_at: i64,
}

impl StatementRow {
    fn into_statement(self) -> Result<Statement, StoreError> {
        let row = Row::of("speaker_statement", &self.id);
        Ok(Statement {
            version: row.number(self.version)?,
            start: row.number(self.start_point)?,
            end: row.number(self.end_point)?,
            permission: row.word(&self.permission)?,
            id: self.id,
            transcript: TranscriptId(self.transcript),
            label: self.label,
            amended: self.amended,
            withdrawn: self.withdrawn,
            reworded: self.reworded,
            at: Timestamp::from_micros(self.stated_at),
        })
    }
}

impl Store {
    /// What the speakers of a network say of their passages, by text and place.
    ///
    /// # Errors
    /// If the database fails.
    pub async fn statements(&self, network: NetworkId) -> Result<Vec<Statement>, StoreError> {
        let rows = fetch_all!(
            self.db.reader(),
            StatementRow,
            "SELECT speaker_statement.* FROM speaker_statement JOIN transcript \
             ON transcript.id = speaker_statement.transcript WHERE transcript.network = $1 \
             ORDER BY transcript.added, transcript.id, start_point, end_point, speaker_statement.id",
            network.0
        )?;
        rows.into_iter().map(StatementRow::into_statement).collect()
    }

    /// The same of one text.
    ///
    /// # Errors
    /// If the database fails.
    pub async fn statements_of(&self, transcript: TranscriptId) -> Result<Vec<Statement>, StoreError> {
        let sql = "SELECT * FROM speaker_statement WHERE transcript = $1 ORDER BY start_point, end_point, id";
        let rows = fetch_all!(self.db.reader(), StatementRow, sql, transcript.0)?;
        rows.into_iter().map(StatementRow::into_statement).collect()
    }

    /// Stores a statement in the place of the one on the same stretch. With `take_back`, everything released from the
    /// interviews of the network is emptied in the same transaction, because it quotes, and nothing that was worked out
    /// before is released any more.
    ///
    /// # Errors
    /// A conflict if the text was corrected meanwhile; a missing reference if it is not stored any more.
    pub async fn save_statement(
        &self,
        network: NetworkId,
        new: &Statement,
        take_back: bool,
    ) -> Result<(), StoreError> {
        let mut tx = self.begin().await?;
        // Locks the text, so that no correction moves its words meanwhile.
        let sql = "UPDATE transcript SET version = version WHERE id = $1 AND network = $2 AND version = $3";
        if execute!(tx.on(), sql, new.transcript.0, network.0, i64::from(new.version))? == 0 {
            let why = "the text was corrected meanwhile. Load the page again and look at your words there.";
            return Err(StoreError::Conflict { what: "What you say of this passage", why: why.to_owned() });
        }
        execute!(
            tx.on(),
            "DELETE FROM speaker_statement WHERE transcript = $1 AND label = $2 AND version = $3 \
             AND start_point = $4 AND end_point = $5",
            new.transcript.0,
            &new.label,
            i64::from(new.version),
            number_column(new.start),
            number_column(new.end)
        )?;
        insert(&mut tx, new).await?;
        if take_back {
            erase_released(&mut tx, network, "interviews", new.at).await?;
        }
        tx.commit().await
    }

    /// How often something was taken back from what is worked out of a kind.
    ///
    /// # Errors
    /// If the database fails.
    pub async fn taken_back(&self, network: NetworkId, kind: &str) -> Result<i64, StoreError> {
        let sql = "SELECT number FROM taken_back WHERE network = $1 AND kind = $2";
        let row = crate::db::fetch_optional!(self.db.reader(), (i64,), sql, network.0, kind)?;
        Ok(row.map_or(0, |row| row.0))
    }
}

/// Stores a statement within a transaction.
pub(crate) async fn insert(tx: &mut Tx, new: &Statement) -> Result<(), StoreError> {
    execute!(
        tx.on(),
        "INSERT INTO speaker_statement (id, transcript, version, label, start_point, end_point, permission, amended, \
         withdrawn, reworded, stated_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)",
        new.id,
        new.transcript.0,
        i64::from(new.version),
        &new.label,
        number_column(new.start),
        number_column(new.end),
        new.permission.id(),
        &new.amended,
        new.withdrawn,
        new.reworded,
        new.at.micros()
    )
    .map_err(|e| e.or_taken("The statement", "it is stored already."))?;
    Ok(())
}
