//! Who codes a text that is coded double.

use sqlx::FromRow;
use troth_network::{NetworkId, Timestamp, TranscriptId};
use troth_say::{CodingTask, Part};
use uuid::Uuid;

use crate::Store;
use crate::columns::Row;
use crate::db::{Tx, execute, fetch_all};
use crate::error::StoreError;

#[derive(FromRow)]
struct TaskRow {
    transcript: Uuid,
    coder: String,
    part: String,
    name: Option<String>,
    acting: bool,
    asked_by: String,
    asked_at: i64,
    finished_at: Option<i64>,
    why: Option<String>,
    seen: bool,
}

impl TaskRow {
    fn into_task(self) -> Result<CodingTask, StoreError> {
        let part: Part = Row::of("coding_task", &self.transcript).word(&self.part)?;
        Ok(CodingTask {
            transcript: TranscriptId(self.transcript),
            coder: self.coder,
            part,
            name: self.name,
            acting: self.acting,
            asked_by: self.asked_by,
            asked_at: Timestamp::from_micros(self.asked_at),
            finished_at: self.finished_at.map(Timestamp::from_micros),
            why: self.why,
            seen: self.seen,
        })
    }
}

impl Store {
    /// Asks coders for texts, all or none.
    ///
    /// # Errors
    /// A conflict if one of them was asked for that text already.
    pub async fn insert_coding_tasks(&self, tasks: &[CodingTask]) -> Result<(), StoreError> {
        let mut tx = self.begin().await?;
        for task in tasks {
            insert(&mut tx, task).await?;
        }
        tx.commit().await
    }

    /// Everybody who was asked in a network, by text, the first coder first.
    ///
    /// # Errors
    /// If the database fails.
    pub async fn coding_tasks(&self, network: NetworkId) -> Result<Vec<CodingTask>, StoreError> {
        let rows = fetch_all!(
            self.db.reader(),
            TaskRow,
            "SELECT coding_task.* FROM coding_task JOIN transcript ON transcript.id = coding_task.transcript \
             WHERE transcript.network = $1 ORDER BY transcript.added, transcript.id, part, asked_at, coder",
            network.0
        )?;
        rows.into_iter().map(TaskRow::into_task).collect()
    }

    /// Everybody who was asked for one text, the first coder first.
    ///
    /// # Errors
    /// If the database fails.
    pub async fn coding_tasks_of(&self, transcript: TranscriptId) -> Result<Vec<CodingTask>, StoreError> {
        let sql = "SELECT * FROM coding_task WHERE transcript = $1 ORDER BY part, asked_at, coder";
        let rows = fetch_all!(self.db.reader(), TaskRow, sql, transcript.0)?;
        rows.into_iter().map(TaskRow::into_task).collect()
    }

    /// Saves how far a coder is with a text: finished or not, and why it was changed. `was` is how far they were on the
    /// page it was saved from.
    ///
    /// # Errors
    /// A conflict if somebody else changed it meanwhile, or the task is not there any more.
    pub async fn save_coding_task(
        &self,
        task: &CodingTask,
        was: Option<Timestamp>,
    ) -> Result<(), StoreError> {
        let mut tx = self.begin().await?;
        let changed = execute!(
            tx.on(),
            "UPDATE coding_task SET finished_at = $3, why = $4, seen = $5 WHERE transcript = $1 AND coder = $2 \
             AND COALESCE(finished_at, -1) = $6",
            task.transcript.0,
            &task.coder,
            task.finished_at.map(Timestamp::micros),
            &task.why,
            task.seen,
            was.map_or(-1, Timestamp::micros)
        )?;
        if changed == 0 {
            let why = "somebody finished, reopened or withdrew it meanwhile. Load the page again.".to_owned();
            return Err(StoreError::Conflict { what: "The coding of this text", why });
        }
        tx.commit().await
    }

    /// Says as whom the holder of the database codes a text: as the coder of this id, or as the holder.
    ///
    /// # Errors
    /// Not found, if no such coder was asked.
    pub async fn act_as_coder(
        &self,
        transcript: TranscriptId,
        coder: Option<&str>,
    ) -> Result<(), StoreError> {
        let mut tx = self.begin().await?;
        execute!(tx.on(), "UPDATE coding_task SET acting = FALSE WHERE transcript = $1", transcript.0)?;
        if let Some(coder) = coder {
            let sql = "UPDATE coding_task SET acting = TRUE WHERE transcript = $1 AND coder = $2 AND name IS NOT NULL";
            if execute!(tx.on(), sql, transcript.0, coder)? == 0 {
                return Err(StoreError::not_found("coder", coder));
            }
        }
        tx.commit().await
    }

    /// Takes back that a second coder was asked, who has put nothing into the text yet; with the last of them the text
    /// is no longer coded double.
    ///
    /// # Errors
    /// Not found; a conflict if that coder has put something in.
    pub async fn withdraw_coding_task(
        &self,
        transcript: TranscriptId,
        coder: &str,
    ) -> Result<(), StoreError> {
        let mut tx = self.begin().await?;
        let sql = "DELETE FROM coding_task WHERE transcript = $1 AND coder = $2 AND part = 'second' AND NOT EXISTS \
                   (SELECT 1 FROM coding WHERE coding.transcript = $1 AND coding.coder = $2) AND NOT EXISTS \
                   (SELECT 1 FROM claim WHERE claim.transcript = $1 AND claim.coder = $2)";
        if execute!(tx.on(), sql, transcript.0, coder)? == 0 {
            let why = "this coder has coded something in it, or was not asked.".to_owned();
            return Err(StoreError::Conflict { what: "The second coding", why });
        }
        // What the coder took back could be done again otherwise, and count as a first coding.
        let sql = "DELETE FROM coding_step WHERE transcript = $1 AND coder = $2";
        execute!(tx.on(), sql, transcript.0, coder)?;
        let sql = "DELETE FROM coding_task WHERE transcript = $1 AND NOT EXISTS \
                   (SELECT 1 FROM coding_task other WHERE other.transcript = $1 AND other.part = 'second')";
        execute!(tx.on(), sql, transcript.0)?;
        tx.commit().await
    }
}

/// Stores a task within a transaction.
pub(crate) async fn insert(tx: &mut Tx, task: &CodingTask) -> Result<(), StoreError> {
    execute!(
        tx.on(),
        "INSERT INTO coding_task (transcript, coder, part, name, acting, asked_by, asked_at, finished_at, why, seen) \
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
        task.transcript.0,
        &task.coder,
        task.part.id(),
        &task.name,
        task.acting,
        &task.asked_by,
        task.asked_at.micros(),
        task.finished_at.map(Timestamp::micros),
        &task.why,
        task.seen
    )
    .map_err(|e| e.or_taken("The second coding", "this coder was asked for it already."))?;
    Ok(())
}
