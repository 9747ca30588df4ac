//! Letters that remind: who wants which, what somebody was written to about, and which could not be delivered.

use troth_network::{Timestamp, UserId};
use uuid::Uuid;

use crate::Store;
use crate::db::{execute, fetch_all, fetch_optional};
use crate::error::StoreError;

/// Which letters somebody wants besides those they ask for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct LettersWanted {
    /// Of their own tasks.
    pub tasks: bool,
    /// Of what is to be deleted.
    pub deletions: bool,
}

/// A letter that waits sealed, about things somebody has not been written to about.
#[derive(Debug)]
pub struct ReminderRow<'a> {
    /// Id of the letter.
    pub id: Uuid,
    /// Whom.
    pub account: UserId,
    /// The kind, as the queue names it.
    pub kind: &'static str,
    /// What it is about: ids and days, no words.
    pub about: &'a [String],
    /// Address and text, sealed about `mail:ID`.
    pub sealed: &'a str,
}

impl Store {
    /// Which letters an account wants.
    ///
    /// # Errors
    /// Not found, if there is no such account.
    pub async fn letters_wanted(&self, account: UserId) -> Result<LettersWanted, StoreError> {
        let sql = "SELECT task_letters, deletion_letters FROM credential WHERE account = $1";
        let row = fetch_optional!(self.db.reader(), (i64, i64), sql, account.0)?;
        let (tasks, deletions) = row.ok_or_else(|| StoreError::not_found("account", account))?;
        Ok(LettersWanted { tasks: tasks != 0, deletions: deletions != 0 })
    }

    /// Says which letters an account wants.
    ///
    /// # Errors
    /// Not found, if there is no such account.
    pub async fn want_letters(&self, account: UserId, wanted: LettersWanted) -> Result<(), StoreError> {
        let mut tx = self.begin().await?;
        let sql = "UPDATE credential SET task_letters = $2, deletion_letters = $3 WHERE account = $1";
        if execute!(tx.on(), sql, account.0, i64::from(wanted.tasks), i64::from(wanted.deletions))? == 0 {
            return Err(StoreError::not_found("account", account));
        }
        tx.commit().await
    }

    /// Of `about`, what the account has not been written to about in this kind of letter.
    ///
    /// # Errors
    /// If the database fails.
    pub async fn not_reminded(
        &self,
        account: UserId,
        kind: &str,
        about: Vec<String>,
    ) -> Result<Vec<String>, StoreError> {
        let sql = "SELECT subject FROM reminded WHERE account = $1 AND kind = $2";
        let known = fetch_all!(self.db.reader(), (String,), sql, account.0, kind)?;
        Ok(about.into_iter().filter(|one| !known.iter().any(|(known,)| known == one)).collect())
    }

    /// Puts a reminder into the queue and remembers what it is about, both or neither. `false`, and nothing is stored, if
    /// another worker was first with one of these.
    ///
    /// # Errors
    /// If the database fails.
    pub async fn queue_reminder(&self, new: &ReminderRow<'_>, now: Timestamp) -> Result<bool, StoreError> {
        let mut tx = self.begin().await?;
        let sql = "INSERT INTO reminded (account, kind, subject, reminded) VALUES ($1, $2, $3, $4) \
                   ON CONFLICT (account, kind, subject) DO NOTHING";
        for one in new.about {
            if execute!(tx.on(), sql, new.account.0, new.kind, one, now.micros())? == 0 {
                return Ok(false);
            }
        }
        let sql = "INSERT INTO mail (id, kind, sealed, state, attempts, run_after, created, account) \
                   VALUES ($1, $2, $3, 'queued', 0, $4, $4, $5)";
        execute!(tx.on(), sql, new.id, new.kind, new.sealed, now.micros(), new.account.0)?;
        tx.commit().await?;
        Ok(true)
    }

    /// Forgets what people were written to about before a moment.
    ///
    /// # Errors
    /// If the database fails.
    pub async fn forget_reminded(&self, before: Timestamp) -> Result<(), StoreError> {
        let mut tx = self.begin().await?;
        execute!(tx.on(), "DELETE FROM reminded WHERE reminded < $1", before.micros())?;
        tx.commit().await
    }

    /// Letters to an account that could not be delivered and are remembered still: kind and moment, the newest first.
    ///
    /// # Errors
    /// If the database fails.
    pub async fn undelivered(&self, account: UserId) -> Result<Vec<(String, Timestamp)>, StoreError> {
        let sql = "SELECT kind, finished FROM mail WHERE account = $1 AND state = 'failed' AND finished IS NOT NULL \
                   ORDER BY finished DESC, id DESC";
        let rows = fetch_all!(self.db.reader(), (String, i64), sql, account.0)?;
        Ok(rows.into_iter().map(|(kind, at)| (kind, Timestamp::from_micros(at))).collect())
    }
}
