//! Accounts of an organisation that people sign in with, and people on the way there and back. Of a subject and of a
//! browser's secret only hashes are kept.

use sqlx::FromRow;
use troth_network::{Timestamp, UserId};
use uuid::Uuid;

use crate::Store;
use crate::columns::Row;
use crate::db::{execute, fetch_all, fetch_optional};
use crate::error::StoreError;

/// A link from an account here to one elsewhere.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SubjectRow {
    /// The account here.
    pub account: UserId,
    /// Who vouches for the account elsewhere, by its address.
    pub issuer: String,
    /// Hash over issuer and subject.
    pub subject: String,
    /// Since when.
    pub linked: Timestamp,
}

#[derive(FromRow)]
struct StoredSubject {
    account: Uuid,
    issuer: String,
    subject: String,
    linked: i64,
}

/// What somebody went to their organisation's sign-in for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AttemptPurpose {
    /// To sign in.
    SignIn,
    /// To link the account they are signed in to.
    Link,
    /// To accept an invitation.
    Invitation,
    /// To prove once more who they are.
    Confirm,
}

impl AttemptPurpose {
    const ALL: [Self; 4] = [Self::SignIn, Self::Link, Self::Invitation, Self::Confirm];

    const fn id(self) -> &'static str {
        match self {
            Self::SignIn => "sign-in",
            Self::Link => "link",
            Self::Invitation => "invitation",
            Self::Confirm => "confirm",
        }
    }
}

/// Somebody on the way to their organisation's sign-in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AttemptRow {
    /// SHA-256 of the secret in their browser, in hexadecimal digits.
    pub token_hash: String,
    /// What for.
    pub purpose: AttemptPurpose,
    /// Whose account they are signed in to, where they have to be.
    pub account: Option<UserId>,
    /// Hash of the token of the invitation they have opened.
    pub invitation: Option<String>,
    /// The page to go on to.
    pub next_page: String,
    /// Since when.
    pub began: Timestamp,
}

#[derive(FromRow)]
struct StoredAttempt {
    token_hash: String,
    purpose: String,
    account: Option<Uuid>,
    invitation: Option<String>,
    next_page: String,
    began: i64,
}

impl StoredAttempt {
    fn into_row(self) -> Result<AttemptRow, StoreError> {
        let purpose = AttemptPurpose::ALL.into_iter().find(|p| p.id() == self.purpose).ok_or_else(|| {
            let row = self.account.unwrap_or_default();
            Row::of("oidc_attempt", &row).corrupt(format!("\"{}\" is no purpose.", self.purpose))
        })?;
        Ok(AttemptRow {
            purpose,
            token_hash: self.token_hash,
            account: self.account.map(UserId),
            invitation: self.invitation,
            next_page: self.next_page,
            began: Timestamp::from_micros(self.began),
        })
    }
}

const LINK: &str = "INSERT INTO account_subject (account, issuer, subject, linked) VALUES ($1, $2, $3, $4)";
const TAKEN: &str =
    "this account of the organisation is linked to another account here, or yours to another one there.";

impl Store {
    /// Links an account to one elsewhere.
    ///
    /// # Errors
    /// A conflict if that one is linked already, or this one to another of the same issuer.
    pub async fn link_subject(&self, new: &SubjectRow) -> Result<(), StoreError> {
        let mut tx = self.begin().await?;
        execute!(tx.on(), LINK, new.account.0, &new.issuer, &new.subject, new.linked.micros())
            .map_err(|e| e.or_taken("The link", TAKEN))?;
        tx.commit().await
    }

    /// Uses an invitation up and links its account to one elsewhere, in the place of a password; every session of the
    /// account ends. `None` if the invitation was used, replaced or has expired; then nothing is stored.
    ///
    /// # Errors
    /// A conflict if the account elsewhere is linked already.
    pub async fn accept_with_subject(
        &self,
        invitation: &str,
        issuer: &str,
        subject: &str,
        now: Timestamp,
    ) -> Result<Option<UserId>, StoreError> {
        let mut tx = self.begin().await?;
        // Of two at once only one deletes the row.
        let sql = "DELETE FROM account_link WHERE token_hash = $1 AND purpose = 'invitation' AND expires > $2 \
                   RETURNING account";
        let Some((account,)) = fetch_optional!(tx.on(), (Uuid,), sql, invitation, now.micros())? else {
            return Ok(None);
        };
        execute!(tx.on(), LINK, account, issuer, subject, now.micros())
            .map_err(|e| e.or_taken("The link", TAKEN))?;
        execute!(tx.on(), "DELETE FROM session WHERE account = $1", account)?;
        tx.commit().await?;
        Ok(Some(UserId(account)))
    }

    /// Takes a link away and ends every session of the account but `keep`; whether there was one.
    ///
    /// # Errors
    /// If the database fails.
    pub async fn unlink_subject(
        &self,
        account: UserId,
        issuer: &str,
        keep: Uuid,
    ) -> Result<bool, StoreError> {
        let mut tx = self.begin().await?;
        let sql = "DELETE FROM account_subject WHERE account = $1 AND issuer = $2";
        let gone = execute!(tx.on(), sql, account.0, issuer)?;
        if gone > 0 {
            execute!(tx.on(), "DELETE FROM session WHERE account = $1 AND id <> $2", account.0, keep)?;
        }
        tx.commit().await?;
        Ok(gone > 0)
    }

    /// Which account is linked to this one elsewhere.
    ///
    /// # Errors
    /// If the database fails.
    pub async fn account_by_subject(
        &self,
        issuer: &str,
        subject: &str,
    ) -> Result<Option<UserId>, StoreError> {
        let sql = "SELECT account FROM account_subject WHERE issuer = $1 AND subject = $2";
        let row = fetch_optional!(self.db.reader(), (Uuid,), sql, issuer, subject)?;
        Ok(row.map(|(account,)| UserId(account)))
    }

    /// What an account is linked to, by issuer.
    ///
    /// # Errors
    /// If the database fails.
    pub async fn subjects(&self, account: UserId) -> Result<Vec<SubjectRow>, StoreError> {
        let sql =
            "SELECT account, issuer, subject, linked FROM account_subject WHERE account = $1 ORDER BY issuer";
        let rows = fetch_all!(self.db.reader(), StoredSubject, sql, account.0)?;
        Ok(rows
            .into_iter()
            .map(|row| SubjectRow {
                account: UserId(row.account),
                issuer: row.issuer,
                subject: row.subject,
                linked: Timestamp::from_micros(row.linked),
            })
            .collect())
    }

    /// Notes that somebody is on the way, and forgets those who began before `old`.
    ///
    /// # Errors
    /// If the database fails.
    pub async fn begin_attempt(&self, new: &AttemptRow, old: Timestamp) -> Result<(), StoreError> {
        let mut tx = self.begin().await?;
        execute!(tx.on(), "DELETE FROM oidc_attempt WHERE began < $1", old.micros())?;
        let sql = "INSERT INTO oidc_attempt (token_hash, purpose, account, invitation, next_page, began) \
                   VALUES ($1, $2, $3, $4, $5, $6)";
        execute!(
            tx.on(),
            sql,
            &new.token_hash,
            new.purpose.id(),
            new.account.map(|a| a.0),
            new.invitation.as_deref(),
            &new.next_page,
            new.began.micros()
        )?;
        tx.commit().await
    }

    /// Uses up what was noted of somebody on the way; `None` if they came back before, or began before `old`.
    ///
    /// # Errors
    /// If the database fails.
    pub async fn take_attempt(
        &self,
        token_hash: &str,
        old: Timestamp,
    ) -> Result<Option<AttemptRow>, StoreError> {
        let mut tx = self.begin().await?;
        let sql = "DELETE FROM oidc_attempt WHERE token_hash = $1 \
                   RETURNING token_hash, purpose, account, invitation, next_page, began";
        let row = fetch_optional!(tx.on(), StoredAttempt, sql, token_hash)?;
        tx.commit().await?;
        let row = row.map(StoredAttempt::into_row).transpose()?;
        Ok(row.filter(|row| row.began >= old))
    }
}
