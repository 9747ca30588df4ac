//! Private links with which speakers look at their own passages, and the sessions begun with them. Only hashes of
//! tokens and PINs are kept.

use sqlx::FromRow;
use troth_network::{Day, NetworkId, Timestamp, TranscriptId};
use uuid::Uuid;

use crate::Store;
use crate::columns::{Row, day_column};
use crate::db::{execute, fetch_all, fetch_optional};
use crate::error::StoreError;

/// A link as it is stored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CheckLink {
    /// Internal id, which opens nothing.
    pub id: Uuid,
    /// The text.
    pub transcript: TranscriptId,
    /// The speaker's label.
    pub label: String,
    /// SHA-256 of the token in the link, in hexadecimal digits.
    pub token_hash: String,
    /// Argon2id of the PIN that was told at the interview.
    pub pin_hash: String,
    /// When it was made.
    pub made: Timestamp,
    /// From when on it leads nowhere.
    pub expires: Timestamp,
    /// The day on which the speaker first came in.
    pub opened: Option<Day>,
    /// The day on which the speaker last said to be done.
    pub finished: Option<Day>,
}

#[derive(FromRow)]
struct Stored {
    id: Uuid,
    transcript: Uuid,
    label: String,
    token_hash: String,
    pin_hash: String,
    made_at: i64,
    expires: i64,
    opened_on: Option<String>,
    finished_on: Option<String>,
}

impl Stored {
    fn into_link(self) -> Result<CheckLink, StoreError> {
        let row = Row::of("check_link", &self.id);
        Ok(CheckLink {
            opened: row.day_or_none(self.opened_on.as_deref())?,
            finished: row.day_or_none(self.finished_on.as_deref())?,
            id: self.id,
            transcript: TranscriptId(self.transcript),
            label: self.label,
            token_hash: self.token_hash,
            pin_hash: self.pin_hash,
            made: Timestamp::from_micros(self.made_at),
            expires: Timestamp::from_micros(self.expires),
        })
    }
}

impl Store {
    /// Stores a link in the place of any the speaker had, with its sessions.
    ///
    /// # Errors
    /// A missing reference if the text is not stored.
    pub async fn put_check_link(&self, new: &CheckLink) -> Result<(), StoreError> {
        let mut tx = self.begin().await?;
        let sql = "DELETE FROM check_session WHERE link IN \
                   (SELECT id FROM check_link WHERE transcript = $1 AND label = $2)";
        execute!(tx.on(), sql, new.transcript.0, &new.label)?;
        let sql = "DELETE FROM check_link WHERE transcript = $1 AND label = $2";
        execute!(tx.on(), sql, new.transcript.0, &new.label)?;
        execute!(
            tx.on(),
            "INSERT INTO check_link (id, transcript, label, token_hash, pin_hash, made_at, expires, opened_on, \
             finished_on) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
            new.id,
            new.transcript.0,
            &new.label,
            &new.token_hash,
            &new.pin_hash,
            new.made.micros(),
            new.expires.micros(),
            day_column(new.opened),
            day_column(new.finished)
        )?;
        tx.commit().await
    }

    /// The link of a token, by the token's hash, if it has not expired, with the network of its text.
    ///
    /// # Errors
    /// If the database fails.
    pub async fn check_link(
        &self,
        token_hash: &str,
        now: Timestamp,
    ) -> Result<Option<(CheckLink, NetworkId)>, StoreError> {
        let sql = "SELECT * FROM check_link WHERE token_hash = $1 AND expires > $2";
        let Some(row) = fetch_optional!(self.db.reader(), Stored, sql, token_hash, now.micros())? else {
            return Ok(None);
        };
        let link = row.into_link()?;
        let network = self.network_of_text(link.transcript).await?;
        Ok(network.map(|network| (link, network)))
    }

    /// The links of a text, by the speaker's label.
    ///
    /// # Errors
    /// If the database fails.
    pub async fn check_links_of(&self, transcript: TranscriptId) -> Result<Vec<CheckLink>, StoreError> {
        let sql = "SELECT * FROM check_link WHERE transcript = $1 ORDER BY label";
        let rows = fetch_all!(self.db.reader(), Stored, sql, transcript.0)?;
        rows.into_iter().map(Stored::into_link).collect()
    }

    /// Takes a speaker's link back, with its sessions. Whether there was one. What the speaker said stays.
    ///
    /// # Errors
    /// If the database fails.
    pub async fn revoke_check_link(&self, transcript: TranscriptId, label: &str) -> Result<bool, StoreError> {
        let mut tx = self.begin().await?;
        let sql = "DELETE FROM check_session WHERE link IN \
                   (SELECT id FROM check_link WHERE transcript = $1 AND label = $2)";
        execute!(tx.on(), sql, transcript.0, label)?;
        let sql = "DELETE FROM check_link WHERE transcript = $1 AND label = $2";
        let gone = execute!(tx.on(), sql, transcript.0, label)?;
        tx.commit().await?;
        Ok(gone > 0)
    }

    /// Begins a session of a link, and notes the day of the first. Sessions last used before `over` are forgotten.
    ///
    /// # Errors
    /// A missing reference if the link was taken back meanwhile.
    pub async fn begin_check(
        &self,
        link: Uuid,
        token_hash: &str,
        now: Timestamp,
        over: Timestamp,
    ) -> Result<(), StoreError> {
        let mut tx = self.begin().await?;
        execute!(tx.on(), "DELETE FROM check_session WHERE seen < $1", over.micros())?;
        let sql = "UPDATE check_link SET opened_on = COALESCE(opened_on, $2) WHERE id = $1";
        execute!(tx.on(), sql, link, day_column(Some(now.day())))?;
        let sql = "INSERT INTO check_session (token_hash, link, seen) VALUES ($1, $2, $3)";
        execute!(tx.on(), sql, token_hash, link, now.micros())?;
        tx.commit().await
    }

    /// Of which link a session is, and when it was last used; `None` if there is none such.
    ///
    /// # Errors
    /// If the database fails.
    pub async fn check_session(&self, token_hash: &str) -> Result<Option<(Uuid, Timestamp)>, StoreError> {
        let sql = "SELECT link, seen FROM check_session WHERE token_hash = $1";
        let row = fetch_optional!(self.db.reader(), (Uuid, i64), sql, token_hash)?;
        Ok(row.map(|(link, seen)| (link, Timestamp::from_micros(seen))))
    }

    /// Notes that a session was used.
    ///
    /// # Errors
    /// If the database fails.
    pub async fn touch_check(&self, token_hash: &str, now: Timestamp) -> Result<(), StoreError> {
        let mut tx = self.begin().await?;
        let sql = "UPDATE check_session SET seen = $2 WHERE token_hash = $1";
        execute!(tx.on(), sql, token_hash, now.micros())?;
        tx.commit().await
    }

    /// Ends a session; nothing happens if there is none such.
    ///
    /// # Errors
    /// If the database fails.
    pub async fn end_check(&self, token_hash: &str) -> Result<(), StoreError> {
        let mut tx = self.begin().await?;
        execute!(tx.on(), "DELETE FROM check_session WHERE token_hash = $1", token_hash)?;
        tx.commit().await
    }

    /// Notes the day on which the speaker said to be done.
    ///
    /// # Errors
    /// If the database fails.
    pub async fn finish_check(&self, link: Uuid, day: Day) -> Result<(), StoreError> {
        let mut tx = self.begin().await?;
        let sql = "UPDATE check_link SET finished_on = $2 WHERE id = $1";
        execute!(tx.on(), sql, link, day_column(Some(day)))?;
        tx.commit().await
    }
}
