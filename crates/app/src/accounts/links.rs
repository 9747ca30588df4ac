//! Links that set a password once: an invitation holds for seven days, a reset for an hour.

use troth_network::UserId;
use troth_store::{AccountRow, LinkPurpose, LinkRow};

use super::tries::Door;
use super::{Token, passwords};
use crate::app::App;
use crate::error::AppError;
use crate::mail::Mail;

/// Days for which an invitation holds.
pub const INVITATION_DAYS: i64 = 7;
/// Minutes for which a link to set a new password holds.
pub const RESET_MINUTES: i64 = 60;

/// Whom a link is for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LinkView {
    /// Name of the account.
    pub name: String,
    /// Its e-mail address.
    pub address: String,
    /// What the link is for.
    pub purpose: LinkPurpose,
}

impl App {
    /// Whom a link is for; `None` if it was used, replaced or is too old.
    ///
    /// # Errors
    /// If the database fails.
    pub async fn link(&self, secret: &str) -> Result<Option<LinkView>, AppError> {
        let Some((link, account)) = self.open_link(secret).await? else { return Ok(None) };
        Ok(Some(LinkView { name: account.name, address: account.address, purpose: link.purpose }))
    }

    /// Sets the password of the account a link is for, once; ends its sessions and its waits.
    ///
    /// # Errors
    /// If the link leads nowhere any more or the password may not be used.
    pub async fn redeem(&self, secret: &str, password: &str) -> Result<(), AppError> {
        let gone = || {
            AppError::NotFound("This link was used, replaced or is too old. Ask for a new one.".to_owned())
        };
        let (link, account) = self.open_link(secret).await?.ok_or_else(gone)?;
        let password = passwords::checked(password, &account.address, &account.name)
            .map_err(|error| AppError::Invalid(vec![error]))?;
        let hash = self.hash_password(password).await?;
        self.store.redeem_link(&Token::hash(secret), &hash, self.now()).await?.ok_or_else(gone)?;
        self.forget_tries(Door::SignIn(&account.address)).await?;
        let event = match link.purpose {
            LinkPurpose::Invitation => "invitation accepted",
            LinkPurpose::Reset => "password reset",
        };
        self.note_of(account.id, event).await
    }

    /// Sends a link to set a new password to `address`, if there is an account; says nothing about that. `link` makes
    /// the address of a page from a secret. Nothing happens where no mail is sent.
    ///
    /// # Errors
    /// If the database or the mail fails.
    pub async fn send_reset(&self, address: &str, link: impl Fn(&Token) -> String) -> Result<(), AppError> {
        let address = address.trim().to_lowercase();
        // Whoever signs in with their organisation's account has no password to forget: a letter must not get round what
        // the organisation decides about that account.
        let account = self.store.account_by_address(&address).await?.filter(|a| a.password.is_some());
        let Some(account) = account.filter(|_| self.sends_mail()) else { return Ok(()) };
        let token = self.new_link(account.id, LinkPurpose::Reset).await?;
        self.note_of(account.id, "reset link sent").await?;
        let mail = Mail::Reset { to: account.address.parse()?, link: link(&token).parse()? };
        self.queue_mail_to(Some(account.id), &mail).await
    }

    /// A new link for an account, in the place of any it had.
    pub(crate) async fn new_link(&self, account: UserId, purpose: LinkPurpose) -> Result<Token, AppError> {
        let token = self.new_token();
        let seconds = match purpose {
            LinkPurpose::Invitation => INVITATION_DAYS * 24 * 60 * 60,
            LinkPurpose::Reset => RESET_MINUTES * 60,
        };
        let token_hash = Token::hash(token.secret());
        let link = LinkRow { token_hash, account, purpose, expires: self.now().plus_seconds(seconds) };
        self.store.put_link(&link).await?;
        Ok(token)
    }

    async fn open_link(&self, secret: &str) -> Result<Option<(LinkRow, AccountRow)>, AppError> {
        let Some(link) = self.store.link(&Token::hash(secret), self.now()).await? else { return Ok(None) };
        let account = self.store.account(link.account).await?;
        Ok(account.map(|account| (link, account)))
    }
}
