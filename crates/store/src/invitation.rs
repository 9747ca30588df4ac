//! Links that set a password once: invitations and resets. An account has one at a time; only its hash is kept.

use sqlx::FromRow;
use troth_network::{Timestamp, UserId};
use uuid::Uuid;

use crate::Store;
use crate::account::password;
use crate::columns::Row;
use crate::db::{execute, fetch_optional};
use crate::error::StoreError;

/// What a link is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LinkPurpose {
    /// The first password of a new account.
    Invitation,
    /// A new password in the place of one that was forgotten.
    Reset,
}

impl LinkPurpose {
    /// As the table holds it.
    pub const fn id(self) -> &'static str {
        match self {
            Self::Invitation => "invitation",
            Self::Reset => "reset",
        }
    }
}

/// A link as it is stored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LinkRow {
    /// SHA-256 of the token in the link, in hexadecimal digits.
    pub token_hash: String,
    /// Whose password it sets.
    pub account: UserId,
    /// What it is for.
    pub purpose: LinkPurpose,
    /// From when on it leads nowhere.
    pub expires: Timestamp,
}

#[derive(FromRow)]
struct Stored {
    token_hash: String,
    account: Uuid,
    purpose: String,
    expires: i64,
}

impl Stored {
    fn into_row(self) -> Result<LinkRow, StoreError> {
        let known = [LinkPurpose::Invitation, LinkPurpose::Reset];
        let purpose = known.into_iter().find(|p| p.id() == self.purpose).ok_or_else(|| {
            Row::of("account_link", &self.account).corrupt(format!("\"{}\" is no purpose.", self.purpose))
        })?;
        Ok(LinkRow {
            purpose,
            token_hash: self.token_hash,
            account: UserId(self.account),
            expires: Timestamp::from_micros(self.expires),
        })
    }
}

impl Store {
    /// Stores a link, in the place of any the account had.
    ///
    /// # Errors
    /// A missing reference if the account is not stored.
    pub async fn put_link(&self, link: &LinkRow) -> Result<(), StoreError> {
        let mut tx = self.begin().await?;
        execute!(tx.on(), "DELETE FROM account_link WHERE account = $1", link.account.0)?;
        execute!(
            tx.on(),
            "INSERT INTO account_link (token_hash, account, purpose, expires) VALUES ($1, $2, $3, $4)",
            &link.token_hash,
            link.account.0,
            link.purpose.id(),
            link.expires.micros()
        )?;
        tx.commit().await
    }

    /// The link of a token, by the token's hash, if it has not expired.
    ///
    /// # Errors
    /// If the database fails.
    pub async fn link(&self, token_hash: &str, now: Timestamp) -> Result<Option<LinkRow>, StoreError> {
        let sql = "SELECT * FROM account_link WHERE token_hash = $1 AND expires > $2";
        let row = fetch_optional!(self.db.reader(), Stored, sql, token_hash, now.micros())?;
        row.map(Stored::into_row).transpose()
    }

    /// Uses a link up: stores the password's hash and ends every session of the account. `None` if the link was
    /// used, replaced or has expired; then nothing is stored.
    ///
    /// # Errors
    /// If the database fails.
    pub async fn redeem_link(
        &self,
        token_hash: &str,
        password_hash: &str,
        now: Timestamp,
    ) -> Result<Option<UserId>, StoreError> {
        let mut tx = self.begin().await?;
        let sql = "SELECT * FROM account_link WHERE token_hash = $1 AND expires > $2";
        let Some(found) = fetch_optional!(tx.on(), Stored, sql, token_hash, now.micros())? else {
            return Ok(None);
        };
        // Of two at once only one deletes the row.
        let sql = "DELETE FROM account_link WHERE token_hash = $1";
        if execute!(tx.on(), sql, token_hash)? != 1 {
            return Ok(None);
        }
        let account = found.into_row()?.account;
        password(&mut tx, account, password_hash, None).await?;
        tx.commit().await?;
        Ok(Some(account))
    }
}
