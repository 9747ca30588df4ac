//! Who has which role in a partnership, and changing that.

use troth_gate::AccessRole;
use troth_network::{Network, OrganisationId, Timestamp, UserId};
use troth_store::{LinkPurpose, MembershipRow};

use super::Token;
use crate::app::App;
use crate::error::AppError;

/// Somebody with a role in a partnership.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Member {
    /// Which account.
    pub account: UserId,
    /// Name.
    pub name: String,
    /// E-mail address.
    pub address: String,
    /// Role.
    pub role: AccessRole,
    /// The organisation a partner speaks for.
    pub organisation: Option<OrganisationId>,
    /// Whether they have accepted: with a password, or with an account of their organisation.
    pub accepted: bool,
    /// Whether they have a second factor.
    pub second_factor: bool,
    /// The kind of the last letter to them that could not be delivered, and when it was given up.
    pub undelivered: Option<(String, Timestamp)>,
}

impl App {
    /// Everybody with a role in a partnership, by name.
    ///
    /// # Errors
    /// If the database fails.
    pub async fn members(&self, network: &Network) -> Result<Vec<Member>, AppError> {
        let mut members = Vec::new();
        for membership in self.store.memberships(network.id).await? {
            let Some(account) = self.store.account(membership.user).await? else { continue };
            members.push(Member {
                account: account.id,
                accepted: account.has_accepted(),
                name: account.name,
                address: account.address,
                role: membership.role,
                organisation: membership.organisation,
                second_factor: account.second_factor.is_some(),
                undelivered: self.store.undelivered(account.id).await?.into_iter().next(),
            });
        }
        members.sort_by_cached_key(|m| (m.name.to_lowercase(), m.account));
        Ok(members)
    }

    /// Gives a member another role; `organisation` (its id in files) for a partner alone.
    ///
    /// # Errors
    /// If the viewer may not, the organisation is missing, or no custodian would be left.
    pub async fn change_role(
        &self,
        network: &Network,
        account: UserId,
        role: AccessRole,
        organisation: Option<&str>,
    ) -> Result<(), AppError> {
        let before = self.membership(network, account).await?;
        self.may_give(Some(before.role), Some(role))?;
        let organisation = self.spoken_for(network, role, organisation).await?;
        self.store.change_role(network.id, account, Some((role, organisation))).await?;
        self.note(network.id, &format!("role given: {}", role.id()), account.0).await?;
        self.work_out_for_partner(network.id, role).await
    }

    /// Takes a member's role away; the account stays, without this partnership.
    ///
    /// # Errors
    /// If the viewer may not, or no custodian would be left.
    pub async fn withdraw(&self, network: &Network, account: UserId) -> Result<(), AppError> {
        let before = self.membership(network, account).await?;
        self.may_give(Some(before.role), None)?;
        self.store.change_role(network.id, account, None).await?;
        self.note(network.id, "role withdrawn", account.0).await
    }

    /// A link with which a member sets a new password, to be handed over. The second factor stays as it is.
    ///
    /// # Errors
    /// If the viewer is not custodian, or the account belongs to other partnerships too.
    pub async fn reset_link(&self, network: &Network, account: UserId) -> Result<Token, AppError> {
        self.membership(network, account).await?;
        if self.viewer().role != AccessRole::Custodian {
            return Err(AppError::Denied("Only a custodian makes a link for a new password.".to_owned()));
        }
        if !self.may_hand_out(account, LinkPurpose::Reset).await? {
            return Err(AppError::Denied(
                "This account belongs to other partnerships too, so no single one of them resets it. Ask whoever \
                 runs this server."
                    .to_owned(),
            ));
        }
        let token = self.new_link(account, LinkPurpose::Reset).await?;
        self.note(network.id, "reset link made", account.0).await?;
        Ok(token)
    }

    async fn membership(&self, network: &Network, account: UserId) -> Result<MembershipRow, AppError> {
        let found = self.store.membership(network.id, account).await?;
        found.ok_or_else(|| AppError::missing("This person"))
    }

    /// Whether the viewer may bring somebody from one role to another: custodians may do all, coordinators all that
    /// has to do with no custodian.
    pub(crate) fn may_give(
        &self,
        before: Option<AccessRole>,
        after: Option<AccessRole>,
    ) -> Result<(), AppError> {
        let custodian = [before, after].contains(&Some(AccessRole::Custodian));
        match self.viewer().role {
            AccessRole::Custodian => Ok(()),
            AccessRole::Coordinator if !custodian => Ok(()),
            AccessRole::Coordinator => {
                Err(AppError::Denied("Only a custodian names a custodian or dismisses one.".to_owned()))
            }
            AccessRole::Analyst | AccessRole::Partner => {
                Err(AppError::Denied("Only custodian and coordinator give roles.".to_owned()))
            }
        }
    }

    /// Whether a link for this account may be given into the viewer's hands: whoever has it becomes that person, so
    /// every role the account has must be one the viewer could give, and for a reset one of a partnership whose custodian
    /// they are.
    pub(crate) async fn may_hand_out(&self, account: UserId, purpose: LinkPurpose) -> Result<bool, AppError> {
        // The holder of the database may anything.
        let Ok(viewer) = self.viewer().id.parse() else { return Ok(true) };
        for (network, membership) in self.store.memberships_of(account).await? {
            let own = self.store.membership(network, viewer).await?.map(|m| m.role);
            let may = match own {
                Some(AccessRole::Custodian) => true,
                Some(AccessRole::Coordinator) => {
                    purpose == LinkPurpose::Invitation && membership.role != AccessRole::Custodian
                }
                _ => false,
            };
            if !may {
                return Ok(false);
            }
        }
        Ok(true)
    }

    /// The organisation of a partner; none for the other roles.
    pub(crate) async fn spoken_for(
        &self,
        network: &Network,
        role: AccessRole,
        organisation: Option<&str>,
    ) -> Result<Option<OrganisationId>, AppError> {
        if role != AccessRole::Partner {
            return Ok(None);
        }
        let names = self.names(network.id).await?;
        let found = organisation.and_then(|id| names.by_external(id)).map(|o| o.id);
        let missing = "Choose the organisation this partner speaks for.";
        found.map(Some).ok_or_else(|| AppError::field("organisation", missing))
    }
}
