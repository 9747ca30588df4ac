//! Receipts: the only way from a person to their answers after a round.

use troth_network::{OrganisationId, RespondentKey, Timestamp, WaveId};
use troth_rate::round::ReceiptOf;
use uuid::Uuid;

use super::comments::erase_comments;
use crate::Store;
use crate::db::{execute, fetch_optional};
use crate::error::StoreError;

impl Store {
    /// Whose answers a receipt finds, by the receipt's hash.
    ///
    /// # Errors
    /// If the database fails.
    pub async fn receipt(&self, hash: &str) -> Result<Option<ReceiptOf>, StoreError> {
        let sql = "SELECT wave, rater, respondent FROM receipt WHERE hash = $1";
        let row = fetch_optional!(self.db.reader(), (Uuid, Uuid, Option<String>), sql, hash)?;
        Ok(row.map(|(wave, rater, respondent)| ReceiptOf {
            hash: hash.to_owned(),
            wave: WaveId(wave),
            rater: OrganisationId(rater),
            respondent: respondent.map(RespondentKey),
        }))
    }

    /// Erases what a receipt finds in its round: answers, free words by their own hash, and the receipt. A pseudonym
    /// without answers in other rounds goes too. Words that were shown leave what was released of the round at `now`.
    /// Returns how many answers.
    ///
    /// # Errors
    /// If the database fails.
    pub async fn erase_receipt(
        &self,
        of: &ReceiptOf,
        words: &str,
        now: Timestamp,
    ) -> Result<u64, StoreError> {
        let mut tx = self.begin().await?;
        let key = of.respondent.as_ref().map_or("", |key| key.0.as_str());
        let sql = "DELETE FROM rating WHERE wave = $1 AND rater = $2 AND COALESCE(respondent, '') = $3";
        let mut erased = execute!(tx.on(), sql, of.wave.0, of.rater.0, key)?;
        let sql = "DELETE FROM own_answer WHERE wave = $1 AND rater = $2 AND COALESCE(respondent, '') = $3";
        erased += execute!(tx.on(), sql, of.wave.0, of.rater.0, key)?;
        erased += erase_comments(&mut tx, of.wave, Some(words), now).await?;
        execute!(tx.on(), "DELETE FROM receipt WHERE hash = $1", &of.hash)?;
        let sql = "DELETE FROM respondent WHERE key = $1 AND NOT EXISTS \
                   (SELECT 1 FROM rating WHERE rating.respondent = respondent.key) AND NOT EXISTS \
                   (SELECT 1 FROM own_answer WHERE own_answer.respondent = respondent.key) AND NOT EXISTS \
                   (SELECT 1 FROM receipt WHERE receipt.respondent = respondent.key)";
        execute!(tx.on(), sql, key)?;
        tx.commit().await?;
        Ok(erased)
    }
}
