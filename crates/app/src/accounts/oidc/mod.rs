//! Signing in with an account of one's organisation: there, back, and what follows.
//!
//! Who may enter is decided here alone. An account elsewhere opens one here only after its owner has linked the two:
//! signed in here, with a password given just now, or holding an invitation. An e-mail address never links them, not
//! even one the provider has verified: addresses are given to somebody else when people leave, a provider may let its
//! users write their own, and "verified" says that somebody once got mail there, not that they were invited here.
//!
//! Nor is it believed how people proved who they are there (`amr`, `acr`): what those words mean differs from provider
//! to provider. Whoever has a second factor here gives its code, and custodians and coordinators need one.

mod provider;

use troth_gate::ledger::sha256_hex;
use troth_network::{Timestamp, UserId};
use troth_store::{AccountRow, AttemptPurpose, AttemptRow, LinkPurpose, Stage, SubjectRow};

use self::provider::{Identity, state};
pub use self::provider::{Provider, ProviderError, ProviderSettings};
use super::{SignedIn, Token, Visit};
use crate::app::App;
use crate::error::AppError;

/// Seconds in which somebody has to come back.
pub const ATTEMPT_SECONDS: i64 = 600;

/// What somebody goes to their organisation's sign-in for.
#[derive(Debug, Clone, Copy)]
pub enum Errand<'a> {
    /// To sign in here.
    SignIn,
    /// To link the account they are signed in to.
    Link(&'a Visit),
    /// To accept the invitation with this secret, without a password.
    Invitation(&'a str),
    /// To prove once more who they are.
    Confirm(&'a Visit),
}

/// Somebody who is sent there.
#[derive(Debug, Clone)]
pub struct Departure {
    /// For a cookie in their browser; what comes back is bound to it.
    pub token: Token,
    /// Where to.
    pub address: String,
}

/// What somebody brings back in the address of the page.
#[derive(Debug, Clone, Default)]
pub struct Back {
    /// What Troth has sent along.
    pub state: String,
    /// What the provider hands out once; `None` if it refused, or they turned back.
    pub code: Option<String>,
    /// Who says so (RFC 9207), where the provider says it.
    pub issuer: Option<String>,
}

/// What became of it.
#[derive(Debug, Clone)]
pub enum Arrived {
    /// They are signed in, or the code of their second factor follows; and the page they wanted.
    SignedIn(SignedIn, String),
    /// Their account is linked.
    Linked,
    /// They have proved who they are; and the page they wanted.
    Confirmed(Token, String),
}

impl App {
    /// Sends somebody to their organisation's sign-in; `next` is the page they go on to.
    ///
    /// # Errors
    /// If the invitation leads nowhere, or the password was not given recently enough to link an account.
    pub async fn depart(
        &self,
        provider: &Provider,
        errand: Errand<'_>,
        next: &str,
    ) -> Result<Departure, AppError> {
        let (purpose, account, invitation) = match errand {
            Errand::SignIn => (AttemptPurpose::SignIn, None, None),
            Errand::Link(visit) => {
                self.only_fresh(visit)?;
                (AttemptPurpose::Link, Some(visit.account), None)
            }
            Errand::Invitation(secret) => {
                let link = self.link(secret).await?.filter(|link| link.purpose == LinkPurpose::Invitation);
                link.ok_or_else(used_up)?;
                (AttemptPurpose::Invitation, None, Some(Token::hash(secret)))
            }
            Errand::Confirm(visit) => (AttemptPurpose::Confirm, Some(visit.account), None),
        };
        let (token, began) = (self.new_token(), self.now());
        let attempt = AttemptRow {
            token_hash: Token::hash(token.secret()),
            purpose,
            account,
            invitation,
            next_page: next.to_owned(),
            began,
        };
        self.store.begin_attempt(&attempt, began.plus_seconds(-ATTEMPT_SECONDS)).await?;
        // On a shared computer somebody else may be signed in there still. That matters most where a link is made.
        let anew = purpose != AttemptPurpose::SignIn;
        Ok(Departure { address: provider.address(token.secret(), anew), token })
    }

    /// Takes somebody back in. `secret` is what their browser holds, `visit` who they are here already.
    ///
    /// # Errors
    /// In words for them, if anything does not fit; what it was goes to the log.
    pub async fn arrive(
        &self,
        provider: &Provider,
        secret: &str,
        back: &Back,
        visit: Option<&Visit>,
    ) -> Result<Arrived, AppError> {
        let now = self.now();
        // Whatever follows, this way back is used up.
        let old = now.plus_seconds(-ATTEMPT_SECONDS);
        let attempt = self.store.take_attempt(&Token::hash(secret), old).await?.ok_or_else(|| {
            let sentence = "This sign-in was used or took longer than ten minutes. Begin again.";
            AppError::Denied(sentence.to_owned())
        })?;
        // Hashes are compared, so that how long it takes tells nothing.
        if sha256_hex(back.state.as_bytes()) != sha256_hex(state(secret).as_bytes()) {
            let sentence = "This sign-in was not begun in this browser. Nobody was signed in. Begin again.";
            return Err(AppError::Denied(sentence.to_owned()));
        }
        if back.issuer.as_deref().is_some_and(|issuer| issuer != provider.issuer()) {
            tracing::warn!("somebody came back from another issuer than they were sent to");
            return Err(not_vouched(provider));
        }
        let Some(code) = back.code.as_deref() else { return Err(not_vouched(provider)) };
        let since = (attempt.purpose == AttemptPurpose::Confirm).then_some(attempt.began);
        let identity = provider.identity(secret, code, since, now).await.map_err(|error| {
            tracing::warn!(%error, "a sign-in with an organisation's account failed");
            not_vouched(provider)
        })?;
        let own = visit.filter(|visit| visit.stage == Stage::Whole && Some(visit.account) == attempt.account);
        match attempt.purpose {
            AttemptPurpose::SignIn => {
                Ok(Arrived::SignedIn(self.enter(provider, &identity).await?, attempt.next_page))
            }
            AttemptPurpose::Invitation => {
                let invitation = attempt.invitation.unwrap_or_default();
                Ok(Arrived::SignedIn(self.accept(&invitation, &identity, now).await?, attempt.next_page))
            }
            AttemptPurpose::Link => {
                let visit = own.ok_or_else(signed_out)?;
                self.only_fresh(visit)?;
                self.link_to(visit.account, identity, now).await?;
                Ok(Arrived::Linked)
            }
            AttemptPurpose::Confirm => {
                let visit = own.ok_or_else(signed_out)?;
                let found = self.store.account_by_subject(&identity.issuer, &identity.subject).await?;
                if found != Some(visit.account) {
                    self.note_failure(Some(visit.account), 0).await?;
                    return Err(not_linked(provider));
                }
                Ok(Arrived::Confirmed(self.renew_session(visit).await?, attempt.next_page))
            }
        }
    }

    /// Since when somebody's account is linked to one of this provider.
    ///
    /// # Errors
    /// If the database fails.
    pub async fn linked_since(
        &self,
        visit: &Visit,
        provider: &Provider,
    ) -> Result<Option<Timestamp>, AppError> {
        let links = self.store.subjects(visit.account).await?;
        Ok(links.into_iter().find(|link| link.issuer == provider.issuer()).map(|link| link.linked))
    }

    /// Takes the link to a provider away; every other session ends.
    ///
    /// # Errors
    /// If there is no password to sign in with afterwards, or none was given recently.
    pub async fn unlink(&self, visit: &Visit, provider: &Provider) -> Result<Token, AppError> {
        self.only_fresh(visit)?;
        if !visit.has_password {
            let sentence = "You have no password, so nobody could sign in to your account without this link. Ask a \
                            custodian for a link to set a password first.";
            return Err(AppError::Denied(sentence.to_owned()));
        }
        if self.store.unlink_subject(visit.account, provider.issuer(), visit.session).await? {
            self.note_of(visit.account, "link to an organisation's account removed").await?;
        }
        self.renew_session(visit).await
    }

    /// Signs somebody in whose account is linked.
    async fn enter(&self, provider: &Provider, identity: &Identity) -> Result<SignedIn, AppError> {
        let found = self.store.account_by_subject(&identity.issuer, &identity.subject).await?;
        let account = match found {
            Some(account) => self.store.account(account).await?,
            None => None,
        };
        let Some(account) = account else {
            self.note_failure(None, 0).await?;
            return Err(not_linked(provider));
        };
        self.begin_linked(&account).await
    }

    /// Accepts an invitation: the link stands in the place of a password.
    async fn accept(
        &self,
        invitation: &str,
        identity: &Identity,
        now: Timestamp,
    ) -> Result<SignedIn, AppError> {
        let accepted =
            self.store.accept_with_subject(invitation, &identity.issuer, &identity.subject, now).await?;
        let account = match accepted {
            Some(account) => self.store.account(account).await?,
            None => None,
        };
        let account = account.ok_or_else(used_up)?;
        self.note_of(account.id, "invitation accepted with an organisation's account").await?;
        self.begin_linked(&account).await
    }

    async fn begin_linked(&self, account: &AccountRow) -> Result<SignedIn, AppError> {
        if account.second_factor.is_some() {
            return Ok(SignedIn::SecondFactor(self.begin_session(account, Stage::Password, None).await?));
        }
        let token = self.begin_session(account, Stage::Whole, None).await?;
        self.note_of(account.id, "signed in with an organisation's account").await?;
        Ok(SignedIn::Whole(token))
    }

    async fn link_to(&self, account: UserId, identity: Identity, now: Timestamp) -> Result<(), AppError> {
        let Identity { issuer, subject } = identity;
        self.store.link_subject(&SubjectRow { account, issuer, subject, linked: now }).await?;
        self.note_of(account, "linked to an organisation's account").await
    }

    /// A session that somebody has found open is not enough to change what the account is opened with.
    fn only_fresh(&self, visit: &Visit) -> Result<(), AppError> {
        if self.is_fresh(visit) {
            return Ok(());
        }
        Err(AppError::Denied(
            "It is some time since you gave your password. Give it once more first.".to_owned(),
        ))
    }
}

fn used_up() -> AppError {
    AppError::NotFound("This link was used, replaced or is too old. Ask for a new one.".to_owned())
}

fn signed_out() -> AppError {
    AppError::Denied("You are not signed in as you were when this began. Nothing was changed.".to_owned())
}

fn not_vouched(provider: &Provider) -> AppError {
    AppError::Denied(format!(
        "Signing in with {} did not work, so nobody was signed in. Begin again; if it happens again, tell whoever runs \
         this server.",
        provider.name()
    ))
}

fn not_linked(provider: &Provider) -> AppError {
    AppError::Denied(format!(
        "No account here is linked to the one you have at {}. If you have an account here, sign in with your password and \
         link it on the page of your account. If you were invited, open the link of your invitation.",
        provider.name()
    ))
}
