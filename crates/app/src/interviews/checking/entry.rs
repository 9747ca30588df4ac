//! Coming in with a link and its PIN, and going out.

use troth_network::{Day, NetworkId, TranscriptId};
use troth_store::CheckLink;
use uuid::Uuid;

use super::CHECK_HOURS;
use super::sending::{digits, last_day};
use crate::accounts::Token;
use crate::accounts::tries::Door;
use crate::app::App;
use crate::error::AppError;

/// Use is noted this many seconds apart.
const COARSE: i64 = 5 * 60;

/// A speaker who has come in. Everything they may see or change follows from this.
#[derive(Debug, Clone)]
pub struct Checking {
    pub(super) link: Uuid,
    pub(super) network: NetworkId,
    pub(super) transcript: TranscriptId,
    pub(super) label: String,
    pub(super) until: Day,
    pub(super) finished: Option<Day>,
}

impl Checking {
    /// What the speaker is called in the text.
    pub fn label(&self) -> &str {
        &self.label
    }

    /// The last day on which the link works.
    pub const fn until(&self) -> Day {
        self.until
    }

    /// The day on which the speaker last said to be done.
    pub const fn finished(&self) -> Option<Day> {
        self.finished
    }
}

impl App {
    /// Lets a speaker in who has link and PIN; the secret of the session they get. What is wrong is not told: no such
    /// link, one that is over, and another PIN sound alike, after the same work.
    ///
    /// # Errors
    /// If link and PIN do not belong together, or there were too many wrong tries.
    pub async fn enter_check(&self, secret: &str, pin: &str) -> Result<Token, AppError> {
        let hash = Token::hash(secret);
        self.count_try(Door::Check(&hash), "pin").await?;
        let now = self.now();
        let found = self.store.check_link(&hash, now).await?;
        let stored = found.as_ref().map(|(link, _)| link.pin_hash.as_str());
        let fits = self.password_fits(&digits(pin), stored).await?;
        let Some((link, _)) = found.filter(|_| fits) else {
            let message = "This link and this PIN open nothing. Type the six digits that you were told at the \
                           interview. If it does not work, ask whoever interviewed you for a new link.";
            return Err(AppError::field("pin", message));
        };
        self.forget_tries(Door::Check(&hash)).await?;
        let token = self.new_token();
        let over = now.plus_seconds(-CHECK_HOURS * 60 * 60);
        self.store.begin_check(link.id, &Token::hash(token.secret()), now, over).await?;
        Ok(token)
    }

    /// The speaker who comes with a link and a session of that link; `None` if either is over.
    ///
    /// # Errors
    /// If the database fails.
    pub async fn checking(&self, secret: &str, session: &str) -> Result<Option<Checking>, AppError> {
        let (session, now) = (Token::hash(session), self.now());
        let Some((of, seen)) = self.store.check_session(&session).await? else { return Ok(None) };
        let found = self.store.check_link(&Token::hash(secret), now).await?;
        let over = seen.plus_seconds(CHECK_HOURS * 60 * 60) < now;
        let Some((link, network)) = found.filter(|(link, _)| link.id == of && !over) else { return Ok(None) };
        if seen.plus_seconds(COARSE) < now {
            self.store.touch_check(&session, now).await?;
        }
        let until = last_day(&link);
        let CheckLink { id, transcript, label, finished, .. } = link;
        Ok(Some(Checking { link: id, network, transcript, label, until, finished }))
    }

    /// Ends a session, so that nobody else at the same telephone goes on with it.
    ///
    /// # Errors
    /// If the database fails.
    pub async fn leave_check(&self, session: &str) -> Result<(), AppError> {
        Ok(self.store.end_check(&Token::hash(session)).await?)
    }

    /// Notes that the speaker is done; they can still change everything.
    ///
    /// # Errors
    /// If the database fails.
    pub async fn finish_check(&self, checking: &Checking) -> Result<(), AppError> {
        Ok(self.store.finish_check(checking.link, self.today()).await?)
    }
}
