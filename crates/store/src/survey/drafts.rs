//! What becomes of a draft: it begins, or is taken away again with everybody on its list.

use troth_network::{Day, WaveId};

use crate::Store;
use crate::columns::day_column;
use crate::db::execute;
use crate::error::StoreError;

/// What belongs to a draft, in the order in which it may go.
const PARTS: [&str; 8] = [
    "DELETE FROM mail WHERE participant IN (SELECT id FROM participant WHERE wave = $1)",
    "DELETE FROM reply WHERE participant IN (SELECT id FROM participant WHERE wave = $1)",
    "DELETE FROM asked WHERE participant IN (SELECT id FROM participant WHERE wave = $1)",
    "DELETE FROM survey_link WHERE wave = $1",
    "DELETE FROM participant WHERE wave = $1",
    "DELETE FROM survey WHERE wave = $1",
    "DELETE FROM wave_promise WHERE wave = $1",
    "DELETE FROM wave WHERE id = $1",
];

impl Store {
    /// Begins a round that is asked in Troth. Whether it was a draft until then.
    ///
    /// # Errors
    /// If the database fails.
    pub async fn begin_survey(&self, wave: WaveId, today: Day) -> Result<bool, StoreError> {
        let mut tx = self.begin().await?;
        let sql = "UPDATE wave SET state = 'open', opened = $2 WHERE id = $1 AND state = 'draft' \
                   AND EXISTS (SELECT 1 FROM survey WHERE wave = $1)";
        let begun = execute!(tx.on(), sql, wave.0, day_column(Some(today)))?;
        tx.commit().await?;
        Ok(begun > 0)
    }

    /// Deletes a round that is asked in Troth and has not begun, with its list. Whether there was such a draft. Its
    /// questionnaire stays: other rounds may ask it too.
    ///
    /// # Errors
    /// A missing reference if something else rests on the round; then nothing is deleted.
    pub async fn delete_draft(&self, wave: WaveId) -> Result<bool, StoreError> {
        let mut tx = self.begin().await?;
        // Beginning the round at the same time waits for this row, and finds no draft afterwards.
        let sql = "UPDATE wave SET position = position WHERE id = $1 AND state = 'draft' \
                   AND EXISTS (SELECT 1 FROM survey WHERE wave = $1) \
                   AND NOT EXISTS (SELECT 1 FROM rating WHERE wave = $1)";
        if execute!(tx.on(), sql, wave.0)? == 0 {
            return Ok(false);
        }
        for part in PARTS {
            execute!(tx.on(), part, wave.0)?;
        }
        tx.commit().await?;
        Ok(true)
    }
}
