//! Mail that waits. What it says is sealed, and taken away as soon as it was sent or given up.

use sqlx::FromRow;
use troth_network::{Timestamp, UserId};
use uuid::Uuid;

use crate::Store;
use crate::db::{Driver, execute, fetch_all, fetch_optional};
use crate::error::StoreError;

/// A mail that is to be sent now.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WaitingMail {
    /// Internal id.
    pub id: Uuid,
    /// Address and link, sealed about `mail:ID`.
    pub sealed: String,
    /// How often it was tried, this time included.
    pub attempts: i64,
}

#[derive(FromRow)]
struct Stored {
    id: Uuid,
    sealed: String,
    attempts: i64,
}

/// Takes the next one that is due; `$skip` keeps workers from waiting for each other.
macro_rules! take_sql {
    ($skip:literal) => {
        concat!(
            "UPDATE mail SET attempts = attempts + 1, run_after = $2 WHERE id = \
             (SELECT id FROM mail WHERE state = 'queued' AND run_after <= $1 ORDER BY run_after, id LIMIT 1",
            $skip,
            ") RETURNING id, sealed, attempts"
        )
    };
}

impl Store {
    /// Puts a mail into the queue; `account` says whose it is.
    ///
    /// # Errors
    /// A conflict if the id is taken; a missing reference if the account is not stored.
    pub async fn queue_mail(
        &self,
        id: Uuid,
        kind: &str,
        sealed: &str,
        account: Option<UserId>,
        at: Timestamp,
    ) -> Result<(), StoreError> {
        let mut tx = self.begin().await?;
        let sql = "INSERT INTO mail (id, kind, sealed, state, attempts, run_after, created, account) \
                   VALUES ($1, $2, $3, 'queued', 0, $4, $4, $5)";
        execute!(tx.on(), sql, id, kind, sealed, at.micros(), account.map(|a| a.0))
            .map_err(|e| e.or_taken("The mail", "its id is taken."))?;
        tx.commit().await
    }

    /// Hands out the next mail that is due; it is due again at `again` unless it is finished until then.
    ///
    /// # Errors
    /// If the database fails.
    pub async fn take_mail(
        &self,
        now: Timestamp,
        again: Timestamp,
    ) -> Result<Option<WaitingMail>, StoreError> {
        let mut tx = self.begin().await?;
        let sql = match tx {
            Driver::Sqlite(_) => take_sql!(""),
            Driver::Postgres(_) => take_sql!(" FOR UPDATE SKIP LOCKED"),
        };
        let row = fetch_optional!(tx.on(), Stored, sql, now.micros(), again.micros())?;
        tx.commit().await?;
        Ok(row.map(|row| WaitingMail { id: row.id, sealed: row.sealed, attempts: row.attempts }))
    }

    /// A mail was not sent and is tried again at `again`.
    ///
    /// # Errors
    /// If the database fails.
    pub async fn postpone_mail(&self, id: Uuid, again: Timestamp) -> Result<(), StoreError> {
        let mut tx = self.begin().await?;
        let sql = "UPDATE mail SET run_after = $2 WHERE id = $1 AND state = 'queued'";
        execute!(tx.on(), sql, id, again.micros())?;
        tx.commit().await
    }

    /// A mail was sent, or given up; what it said is taken away. Whose it was is kept only if it could not be delivered.
    /// Of a letter of a round nothing is kept once it was sent, and of a reminder nothing at all: that there was one
    /// would tell who had not answered.
    ///
    /// # Errors
    /// If the database fails.
    pub async fn finish_mail(&self, id: Uuid, sent: bool, now: Timestamp) -> Result<(), StoreError> {
        let mut tx = self.begin().await?;
        let sql = "DELETE FROM mail WHERE id = $1 AND state = 'queued' AND participant IS NOT NULL \
                   AND ($2 = 'sent' OR kind = 'survey_reminder')";
        execute!(tx.on(), sql, id, if sent { "sent" } else { "failed" })?;
        let sql = "UPDATE mail SET state = $2, sealed = NULL, finished = $3, \
             account = CASE WHEN $2 = 'sent' THEN NULL ELSE account END WHERE id = $1 AND state = 'queued'";
        execute!(tx.on(), sql, id, if sent { "sent" } else { "failed" }, now.micros())?;
        tx.commit().await
    }

    /// The mails that wait, with what they say, sealed.
    ///
    /// # Errors
    /// If the database fails.
    pub async fn waiting_mail(&self) -> Result<Vec<WaitingMail>, StoreError> {
        let sql = "SELECT id, sealed, attempts FROM mail WHERE state = 'queued' ORDER BY run_after, id";
        let rows = fetch_all!(self.db.reader(), Stored, sql)?;
        Ok(rows
            .into_iter()
            .map(|row| WaitingMail { id: row.id, sealed: row.sealed, attempts: row.attempts })
            .collect())
    }

    /// Removes mails written before a moment, sent or not. Returns how many.
    ///
    /// # Errors
    /// If the database fails.
    pub async fn forget_mail(&self, before: Timestamp) -> Result<u64, StoreError> {
        let mut tx = self.begin().await?;
        let gone = execute!(tx.on(), "DELETE FROM mail WHERE created < $1", before.micros())?;
        tx.commit().await?;
        Ok(gone)
    }
}
