//! Who is signed in. Only hashes of tokens are kept: whoever reads this table cannot act for anybody.

use sqlx::FromRow;
use troth_network::{Timestamp, UserId};
use uuid::Uuid;

use crate::Store;
use crate::columns::Row;
use crate::db::{Tx, execute, fetch_all, fetch_optional};
use crate::error::StoreError;

/// How far somebody has proved who they are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stage {
    /// By the password; the second factor is still asked for.
    Password,
    /// By everything the account has.
    Whole,
}

impl Stage {
    const fn id(self) -> &'static str {
        match self {
            Self::Password => "password",
            Self::Whole => "whole",
        }
    }
}

/// A session.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SessionRow {
    /// Internal id, which opens nothing.
    pub id: Uuid,
    /// SHA-256 of the token in the cookie, in hexadecimal digits.
    pub token_hash: String,
    /// Whose.
    pub account: UserId,
    /// How far they have proved it.
    pub stage: Stage,
    /// Since when.
    pub created: Timestamp,
    /// When it was last used, to a few minutes.
    pub seen: Timestamp,
    /// When the password was last given.
    pub confirmed: Timestamp,
    /// Where: a browser and a system in words, if they could be told.
    pub device: Option<String>,
}

#[derive(FromRow)]
struct Stored {
    id: Uuid,
    token_hash: String,
    account: Uuid,
    stage: String,
    created: i64,
    seen: i64,
    confirmed: i64,
    device: Option<String>,
}

impl Stored {
    fn into_row(self) -> Result<SessionRow, StoreError> {
        let stage = [Stage::Password, Stage::Whole].into_iter().find(|s| s.id() == self.stage);
        let stage = stage.ok_or_else(|| {
            Row::of("session", &self.id).corrupt(format!("\"{}\" is not a stage.", self.stage))
        })?;
        Ok(SessionRow {
            stage,
            id: self.id,
            token_hash: self.token_hash,
            account: UserId(self.account),
            created: Timestamp::from_micros(self.created),
            seen: Timestamp::from_micros(self.seen),
            confirmed: Timestamp::from_micros(self.confirmed),
            device: self.device,
        })
    }
}

impl Store {
    /// Begins a session, in the place of `before` if there was one.
    ///
    /// # Errors
    /// A missing reference if the account is not stored.
    pub async fn begin_session(&self, new: &SessionRow, before: Option<Uuid>) -> Result<(), StoreError> {
        let mut tx = self.begin().await?;
        if let Some(before) = before {
            execute!(tx.on(), "DELETE FROM session WHERE id = $1", before)?;
        }
        insert(&mut tx, new).await?;
        tx.commit().await
    }

    /// The session of a token, by the token's hash.
    ///
    /// # Errors
    /// If the database fails.
    pub async fn session(&self, token_hash: &str) -> Result<Option<SessionRow>, StoreError> {
        let sql = "SELECT * FROM session WHERE token_hash = $1";
        fetch_optional!(self.db.reader(), Stored, sql, token_hash)?.map(Stored::into_row).transpose()
    }

    /// Sessions of an account, the newest first.
    ///
    /// # Errors
    /// If the database fails.
    pub async fn sessions(&self, account: UserId) -> Result<Vec<SessionRow>, StoreError> {
        let sql = "SELECT * FROM session WHERE account = $1 ORDER BY created DESC, id DESC";
        let rows = fetch_all!(self.db.reader(), Stored, sql, account.0)?;
        rows.into_iter().map(Stored::into_row).collect()
    }

    /// Notes that a session was used.
    ///
    /// # Errors
    /// If the database fails.
    pub async fn touch_session(&self, id: Uuid, at: Timestamp) -> Result<(), StoreError> {
        let mut tx = self.begin().await?;
        execute!(tx.on(), "UPDATE session SET seen = $2 WHERE id = $1", id, at.micros())?;
        tx.commit().await
    }

    /// Ends one session of an account; nothing happens if there is none such.
    ///
    /// # Errors
    /// If the database fails.
    pub async fn end_session(&self, account: UserId, id: Uuid) -> Result<(), StoreError> {
        let mut tx = self.begin().await?;
        execute!(tx.on(), "DELETE FROM session WHERE account = $1 AND id = $2", account.0, id)?;
        tx.commit().await
    }

    /// Ends every session of an account.
    ///
    /// # Errors
    /// If the database fails.
    pub async fn end_sessions(&self, account: UserId) -> Result<(), StoreError> {
        let mut tx = self.begin().await?;
        execute!(tx.on(), "DELETE FROM session WHERE account = $1", account.0)?;
        tx.commit().await
    }

    /// Forgets sessions that began before `created` or were last used before `seen`.
    ///
    /// # Errors
    /// If the database fails.
    pub async fn forget_sessions(&self, created: Timestamp, seen: Timestamp) -> Result<(), StoreError> {
        let mut tx = self.begin().await?;
        let sql = "DELETE FROM session WHERE created < $1 OR seen < $2";
        execute!(tx.on(), sql, created.micros(), seen.micros())?;
        tx.commit().await
    }
}

async fn insert(tx: &mut Tx, new: &SessionRow) -> Result<(), StoreError> {
    execute!(
        tx.on(),
        "INSERT INTO session (id, token_hash, account, stage, created, seen, confirmed, device) \
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
        new.id,
        &new.token_hash,
        new.account.0,
        new.stage.id(),
        new.created.micros(),
        new.seen.micros(),
        new.confirmed.micros(),
        new.device.as_deref()
    )?;
    Ok(())
}
