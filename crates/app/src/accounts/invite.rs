//! Inviting somebody: an account if there is none, a role, and a link.

use troth_gate::AccessRole;
use troth_network::{Network, UserId};
use troth_store::{AccountRow, LinkPurpose};

use super::{INVITATION_DAYS, Token, words};
use crate::app::App;
use crate::error::{AppError, FieldError};
use crate::mail::Mail;

/// What a form or a command says of somebody new.
#[derive(Debug, Clone)]
pub struct NewMember {
    /// Name.
    pub name: String,
    /// E-mail address.
    pub address: String,
    /// Role.
    pub role: AccessRole,
    /// The organisation a partner speaks for, by its id in files.
    pub organisation: Option<String>,
}

/// What an invitation led to.
#[derive(Debug, Clone)]
pub enum Invited {
    /// A link to hand over.
    Link(Token),
    /// They have an account already and can open the partnership from now on.
    HasAccount,
    /// Another partnership has invited them and they have not accepted yet; its link opens this one too.
    Elsewhere,
}

impl App {
    /// Invites somebody into a partnership.
    ///
    /// # Errors
    /// If something is missing, they have a role there already, or the viewer may not give this one.
    pub async fn invite(&self, network: &Network, new: NewMember) -> Result<Invited, AppError> {
        self.may_give(None, Some(new.role))?;
        let mut errors = Vec::new();
        let mut kept =
            |read: Result<String, FieldError>| read.map_err(|e| errors.push(e)).unwrap_or_default();
        let (name, address) = (kept(words::name(&new.name)), kept(words::address(&new.address)));
        let organisation = match self.spoken_for(network, new.role, new.organisation.as_deref()).await {
            Err(AppError::Invalid(more)) => {
                errors.extend(more);
                None
            }
            other => other?,
        };
        if !errors.is_empty() {
            return Err(AppError::Invalid(errors));
        }
        let account = self.account_for(&address, &name).await?;
        if self.store.membership(network.id, account.id).await?.is_some() {
            return Err(AppError::field(
                "address",
                "Somebody with this address has a role here already. Change it in the list.",
            ));
        }
        // Asked before the role is given, which would count as one more.
        let may = self.may_hand_out(account.id, LinkPurpose::Invitation).await?;
        self.store.change_role(network.id, account.id, Some((new.role, organisation))).await?;
        self.note(network.id, &format!("invited: {}", new.role.id()), account.id.0).await?;
        self.work_out_for_partner(network.id, new.role).await?;
        if account.has_accepted() {
            return Ok(Invited::HasAccount);
        }
        if !may {
            return Ok(Invited::Elsewhere);
        }
        Ok(Invited::Link(self.new_link(account.id, LinkPurpose::Invitation).await?))
    }

    /// A new link for somebody who was invited and has not accepted yet; the old one leads nowhere then.
    ///
    /// # Errors
    /// If they have accepted, are not invited here, or the viewer may not.
    pub async fn invite_again(&self, network: &Network, account: UserId) -> Result<Token, AppError> {
        let missing = || AppError::missing("This invitation");
        let before = self.store.membership(network.id, account).await?.ok_or_else(missing)?;
        self.may_give(Some(before.role), None)?;
        let pending = self.store.account(account).await?.filter(|a| !a.has_accepted());
        pending.ok_or_else(missing)?;
        if !self.may_hand_out(account, LinkPurpose::Invitation).await? {
            let message = "Another partnership has invited them too: their first link holds for both.";
            return Err(AppError::Denied(message.to_owned()));
        }
        let token = self.new_link(account, LinkPurpose::Invitation).await?;
        self.note(network.id, "invited again", account.0).await?;
        Ok(token)
    }

    /// Sends an invitation with its link by mail.
    ///
    /// # Errors
    /// If no mail is sent here, or the address is none.
    pub async fn send_invitation(&self, address: &str, link: &str) -> Result<(), AppError> {
        let valid_for = u16::try_from(INVITATION_DAYS).unwrap_or(u16::MAX);
        let mail = Mail::Invitation { to: address.parse()?, link: link.parse()?, valid_for };
        let account = self.store.account_by_address(&address.trim().to_lowercase()).await?;
        self.queue_mail_to(account.map(|a| a.id), &mail).await
    }

    /// An account without a role yet, with a link to set its password; for the holder of the database.
    ///
    /// # Errors
    /// If name or address cannot be taken, or the address has an account that was accepted.
    pub async fn add_account(&self, name: &str, address: &str) -> Result<Token, AppError> {
        let errors = |error| AppError::Invalid(vec![error]);
        let (name, address) = (words::name(name).map_err(errors)?, words::address(address).map_err(errors)?);
        let account = self.account_for(&address, &name).await?;
        if account.has_accepted() {
            return Err(AppError::field(
                "address",
                "There is an account with this address, and it was accepted.",
            ));
        }
        self.note_by(&self.viewer().id, None, "invited", account.id.to_string()).await?;
        self.new_link(account.id, LinkPurpose::Invitation).await
    }

    /// The account of an address; a new one if there is none.
    async fn account_for(&self, address: &str, name: &str) -> Result<AccountRow, AppError> {
        if let Some(account) = self.store.account_by_address(address).await? {
            return Ok(account);
        }
        let id = UserId(self.new_id());
        self.store.insert_account(id, name, address, self.now()).await?;
        self.store.account(id).await?.ok_or_else(|| AppError::missing("The account"))
    }
}
