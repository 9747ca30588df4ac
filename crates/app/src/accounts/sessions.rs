//! Sessions: beginning, recognising and ending them. A session ends after eight hours without use and after seven days
//! in any case; half a session, which still lacks the second factor, after ten minutes.

use troth_network::{Timestamp, UserId};
use troth_store::{AccountRow, SessionRow, Stage};
use uuid::Uuid;

use super::Token;
use crate::app::App;
use crate::error::AppError;

/// Seconds without use after which a session ends.
const IDLE: i64 = 8 * 60 * 60;
/// Seconds after which it ends in any case.
const LONGEST: i64 = 7 * 24 * 60 * 60;
/// Seconds in which the second factor has to follow.
const HALF: i64 = 10 * 60;
/// Use is noted this many seconds apart: enough to end idle sessions, too coarse to follow anybody.
const COARSE: i64 = 5 * 60;
/// Seconds after which custodians give their password again.
const FRESH: i64 = 30 * 60;

/// Somebody who came with a session.
#[derive(Debug, Clone)]
pub struct Visit {
    /// Whose account.
    pub account: UserId,
    /// Their name.
    pub name: String,
    /// Their e-mail address.
    pub address: String,
    /// Which session.
    pub session: Uuid,
    /// How far they have proved who they are.
    pub stage: Stage,
    /// Whether the account has a second factor.
    pub second_factor: bool,
    /// Whether it has a password; without one they sign in with an account of their organisation.
    pub has_password: bool,
    began: Timestamp,
    confirmed: Timestamp,
}

impl App {
    /// Who comes with this secret; `None` if it opens no session or the session is over.
    ///
    /// # Errors
    /// If the database fails.
    pub async fn visit(&self, secret: &str) -> Result<Option<Visit>, AppError> {
        let Some(session) = self.store.session(&Token::hash(secret)).await? else { return Ok(None) };
        let now = self.now();
        let over = match session.stage {
            Stage::Whole => {
                session.seen.plus_seconds(IDLE) < now || session.created.plus_seconds(LONGEST) < now
            }
            Stage::Password => session.created.plus_seconds(HALF) < now,
        };
        if over {
            return Ok(None);
        }
        let Some(account) = self.store.account(session.account).await? else { return Ok(None) };
        if session.seen.plus_seconds(COARSE) < now {
            self.store.touch_session(session.id, now).await?;
        }
        Ok(Some(Visit {
            account: account.id,
            name: account.name,
            address: account.address,
            session: session.id,
            stage: session.stage,
            second_factor: account.second_factor.is_some(),
            has_password: account.password.is_some(),
            began: session.created,
            confirmed: session.confirmed,
        }))
    }

    /// Whether the password was given so recently that single answers and transcripts may be opened.
    pub fn is_fresh(&self, visit: &Visit) -> bool {
        visit.confirmed.plus_seconds(FRESH) >= self.now()
    }

    /// Begins a session for an account, in the place of `before` if there was one. Sessions that are over are forgotten
    /// on the way.
    pub(crate) async fn begin_session(
        &self,
        account: &AccountRow,
        stage: Stage,
        before: Option<Uuid>,
    ) -> Result<Token, AppError> {
        let now = self.now();
        self.store.forget_sessions(now.plus_seconds(-LONGEST), now.plus_seconds(-IDLE)).await?;
        self.put_session(account.id, stage, now, before).await
    }

    /// The same session under a new secret, since what it may do has changed or the password was given again.
    pub(crate) async fn renew_session(&self, visit: &Visit) -> Result<Token, AppError> {
        self.put_session(visit.account, Stage::Whole, visit.began, Some(visit.session)).await
    }

    async fn put_session(
        &self,
        account: UserId,
        stage: Stage,
        created: Timestamp,
        before: Option<Uuid>,
    ) -> Result<Token, AppError> {
        let (token, now) = (self.new_token(), self.now());
        let row = SessionRow {
            id: self.new_id(),
            token_hash: Token::hash(token.secret()),
            account,
            stage,
            created,
            seen: now,
            confirmed: now,
            device: self.device.as_deref().map(str::to_owned),
        };
        self.store.begin_session(&row, before).await?;
        Ok(token)
    }

    /// Somebody's sessions, the newest first.
    ///
    /// # Errors
    /// If the database fails.
    pub async fn sessions_of(&self, visit: &Visit) -> Result<Vec<SessionRow>, AppError> {
        let mut sessions = self.store.sessions(visit.account).await?;
        sessions.retain(|s| s.stage == Stage::Whole);
        Ok(sessions)
    }

    /// Ends the session somebody came with.
    ///
    /// # Errors
    /// If the database fails.
    pub async fn sign_out(&self, visit: &Visit) -> Result<(), AppError> {
        self.store.end_session(visit.account, visit.session).await?;
        self.note_of(visit.account, "signed out").await
    }

    /// Ends every session of an account.
    ///
    /// # Errors
    /// If the database fails.
    pub async fn sign_out_everywhere(&self, visit: &Visit) -> Result<(), AppError> {
        self.store.end_sessions(visit.account).await?;
        self.note_of(visit.account, "signed out everywhere").await
    }
}
