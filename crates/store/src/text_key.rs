//! The sealed keys of texts: what leads from pseudonyms back to words.

use troth_network::{Timestamp, TranscriptId};

use crate::Store;
use crate::db::{Tx, execute, fetch_optional};
use crate::error::StoreError;

/// What the key of a text is sealed about.
pub fn about_text_key(transcript: TranscriptId) -> String {
    format!("text:{transcript}")
}

impl Store {
    /// The sealed key of a text; `None` if nothing was replaced in it, or its key was erased.
    ///
    /// # Errors
    /// If the database fails.
    pub async fn text_key(&self, transcript: TranscriptId) -> Result<Option<String>, StoreError> {
        let sql = "SELECT sealed FROM text_key WHERE transcript = $1";
        let row: Option<(String,)> = fetch_optional!(self.db.reader(), (String,), sql, transcript.0)?;
        Ok(row.map(|row| row.0))
    }

    /// Erases the key of a text: from then on nothing here leads from its pseudonyms back to words.
    ///
    /// # Errors
    /// Not found, if there is none.
    pub async fn erase_text_key(&self, transcript: TranscriptId) -> Result<(), StoreError> {
        let mut tx = self.begin().await?;
        if execute!(tx.on(), "DELETE FROM text_key WHERE transcript = $1", transcript.0)? == 0 {
            return Err(StoreError::not_found("key of the text", transcript));
        }
        tx.commit().await
    }
}

/// Stores the sealed key of a text within a transaction.
pub(crate) async fn insert(
    tx: &mut Tx,
    transcript: TranscriptId,
    sealed: &str,
    at: Timestamp,
) -> Result<(), StoreError> {
    let sql = "INSERT INTO text_key (transcript, sealed, made_at) VALUES ($1, $2, $3)";
    execute!(tx.on(), sql, transcript.0, sealed, at.micros())?;
    Ok(())
}
