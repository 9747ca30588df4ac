//! What was last told of how an open round is coming in.

use sqlx::FromRow;
use troth_network::{Day, WaveId};

use crate::Store;
use crate::columns::{Row, day_column};
use crate::db::{execute, fetch_optional};
use crate::error::StoreError;

/// What was last told.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ProgressRow {
    /// The day somebody last looked whether there is more to tell.
    pub looked: Day,
    /// The day it was told.
    pub on: Day,
    /// How many had finished then: what the next is held against, and told to nobody.
    pub finished: i64,
    /// What was told, as the caller wrote it.
    pub told: String,
}

#[derive(FromRow)]
struct Stored {
    looked: String,
    on_day: String,
    finished: i64,
    told: String,
}

impl Store {
    /// What was last told of a round that is not closed.
    ///
    /// # Errors
    /// If the database fails.
    pub async fn progress(&self, wave: WaveId) -> Result<Option<ProgressRow>, StoreError> {
        let sql = "SELECT looked, on_day, finished, told FROM survey_progress WHERE wave = $1";
        let Some(stored) = fetch_optional!(self.db.reader(), Stored, sql, wave.0)? else { return Ok(None) };
        let row = Row::of("survey_progress", &wave.0);
        Ok(Some(ProgressRow {
            looked: row.day(&stored.looked)?,
            on: row.day(&stored.on_day)?,
            finished: stored.finished,
            told: stored.told,
        }))
    }

    /// Keeps what is told of an open round in the place of what was told before; nothing where the round is not open.
    ///
    /// # Errors
    /// If the database fails.
    pub async fn keep_progress(&self, wave: WaveId, told: &ProgressRow) -> Result<(), StoreError> {
        let mut tx = self.begin().await?;
        let sql = "INSERT INTO survey_progress (wave, looked, on_day, finished, told) \
                   SELECT $1, $2, $3, $4, $5 FROM wave WHERE id = $1 AND state = 'open' \
                   ON CONFLICT (wave) DO UPDATE SET looked = excluded.looked, on_day = excluded.on_day, \
                   finished = excluded.finished, told = excluded.told";
        let (looked, on) = (day_column(Some(told.looked)), day_column(Some(told.on)));
        execute!(tx.on(), sql, wave.0, looked, on, told.finished, &told.told)?;
        tx.commit().await
    }
}
