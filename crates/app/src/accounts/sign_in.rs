//! Signing in, giving the password again, and changing it.

use troth_network::UserId;
use troth_store::Stage;

use super::tries::{Door, wait_after};
use super::{Token, Visit, passwords};
use crate::app::App;
use crate::error::AppError;

/// Said for an unknown address and for a wrong password alike.
const WRONG: &str = "Address and password do not belong together. Check both and try again.";

/// What becomes of a right password.
#[derive(Debug, Clone)]
pub enum SignedIn {
    /// A session.
    Whole(Token),
    /// Half a session: the second factor follows.
    SecondFactor(Token),
}

impl App {
    /// Signs somebody in by e-mail address and password.
    ///
    /// # Errors
    /// The same for an unknown address and a wrong password, after the same work; another if they have to wait.
    pub async fn sign_in(&self, address: &str, password: &str) -> Result<SignedIn, AppError> {
        let address = address.trim().to_lowercase();
        let tried = self.count_try(Door::SignIn(&address), "password").await?;
        let account = self.store.account_by_address(&address).await?;
        let stored = account.as_ref().and_then(|a| a.password.as_deref());
        let fits = self.password_fits(password, stored).await?;
        let Some(account) = account.as_ref().filter(|_| fits) else {
            self.note_failure(account.map(|a| a.id), tried).await?;
            return Err(AppError::field("password", WRONG));
        };
        if account.second_factor.is_some() {
            return Ok(SignedIn::SecondFactor(self.begin_session(account, Stage::Password, None).await?));
        }
        self.forget_tries(Door::SignIn(&address)).await?;
        let token = self.begin_session(account, Stage::Whole, None).await?;
        self.note_of(account.id, "signed in").await?;
        Ok(SignedIn::Whole(token))
    }

    /// Takes the password of somebody who is signed in once more; the session goes on under a new secret.
    ///
    /// # Errors
    /// If the password is wrong or they have to wait.
    pub async fn confirm_password(&self, visit: &Visit, password: &str) -> Result<Token, AppError> {
        self.check_password(visit, password, "password").await?;
        self.renew_session(visit).await
    }

    /// Sets a new password; every other session ends.
    ///
    /// # Errors
    /// If the old password is wrong, the new one may not be used, or they have to wait.
    pub async fn change_password(&self, visit: &Visit, old: &str, new: &str) -> Result<Token, AppError> {
        let checked = passwords::checked(new, &visit.address, &visit.name);
        let checked = checked.map_err(|error| AppError::Invalid(vec![error]))?;
        self.check_password(visit, old, "old_password").await?;
        let hash = self.hash_password(checked).await?;
        self.store.set_password(visit.account, &hash, Some(visit.session)).await?;
        self.note_of(visit.account, "password changed").await?;
        self.renew_session(visit).await
    }

    async fn check_password(
        &self,
        visit: &Visit,
        password: &str,
        field: &'static str,
    ) -> Result<(), AppError> {
        let tried = self.count_try(Door::Inside(visit.account), field).await?;
        let account = self.store.account(visit.account).await?;
        let stored = account.as_ref().and_then(|a| a.password.as_deref());
        if !self.password_fits(password, stored).await? {
            self.note_failure(Some(visit.account), tried).await?;
            return Err(AppError::field(field, "This is not your password. Try again."));
        }
        self.forget_tries(Door::Inside(visit.account)).await
    }

    /// Notes a wrong try. An address without an account is noted too, without the address: the work is the same.
    pub(crate) async fn note_failure(&self, account: Option<UserId>, tried: i64) -> Result<(), AppError> {
        let event = if wait_after(tried) > 0 { "sign-in failed, wait begun" } else { "sign-in failed" };
        let subject = account.map_or_else(|| "no account".to_owned(), |id| id.to_string());
        self.note_by("nobody", None, event, subject).await
    }

    /// Notes what somebody did with their own account.
    pub(crate) async fn note_of(&self, account: UserId, event: &str) -> Result<(), AppError> {
        self.note_by(&account.to_string(), None, event, account.to_string()).await
    }
}
