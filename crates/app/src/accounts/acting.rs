//! From somebody who came with a session to the application that acts for them: their role, their audience, and the
//! partnerships they may open.

use troth_gate::{AccessRole, Audience, Viewer};
use troth_network::{Network, NetworkId, OrganisationId};
use troth_store::MembershipRow;

use super::Visit;
use crate::app::{App, Reach};
use crate::error::AppError;

/// What somebody is, across all partnerships.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Rights {
    /// Whether their roles ask for a second factor: custodian or coordinator somewhere.
    pub needs_second_factor: bool,
    /// Whether they may found a partnership: a custodian may, and anybody while there is none at all.
    pub may_found: bool,
    /// Whether they see a whole partnership somewhere, not for one organisation alone.
    pub may_compare: bool,
}

/// For whom pages are made when somebody of this role looks.
fn audience(membership: &MembershipRow) -> Audience {
    match (membership.role, membership.organisation) {
        (AccessRole::Partner, Some(organisation)) => Audience::Partner(organisation),
        // A partner without an organisation speaks for nobody and sees what everybody may.
        (AccessRole::Partner, None) => Audience::Public,
        (AccessRole::Custodian | AccessRole::Coordinator | AccessRole::Analyst, _) => Audience::Agreed,
    }
}

/// Whether a role asks for a second factor.
pub(crate) const fn needs_second_factor(role: AccessRole) -> bool {
    matches!(role, AccessRole::Custodian | AccessRole::Coordinator)
}

impl App {
    /// The application for somebody who has not signed in: no partnership is there for them.
    #[must_use]
    pub fn for_nobody(&self) -> Self {
        self.acting(Viewer::nobody(), Audience::Public).within(Reach::none())
    }

    /// The application for a visitor in the partnership with this short name: with the role they have there, and for
    /// that partnership alone.
    ///
    /// # Errors
    /// The same as for a partnership that is not there, if they have no role in it.
    pub async fn for_member(&self, visit: &Visit, slug: &str) -> Result<Self, AppError> {
        let network = self.network(slug).await?;
        let membership = self.store.membership(network.id, visit.account).await?;
        let membership = membership.ok_or_else(|| App::no_such_network(slug))?;
        let viewer = Viewer {
            id: visit.account.to_string(),
            role: membership.role,
            organisation: membership.organisation,
        };
        let compared = self.compared(visit).await?;
        let reach = Reach::only(vec![network.id], compared);
        Ok(self.acting(viewer, audience(&membership)).within(reach))
    }

    /// The application for a visitor outside any partnership: it lists those they have a role in, and compares those
    /// they see for the agreed audience.
    ///
    /// # Errors
    /// If the database fails.
    pub async fn for_visitor(&self, visit: &Visit) -> Result<Self, AppError> {
        let open = self.store.memberships_of(visit.account).await?.into_iter().map(|(id, _)| id).collect();
        let reach = Reach::only(open, self.compared(visit).await?);
        let viewer = Viewer { id: visit.account.to_string(), ..Viewer::nobody() };
        Ok(self.acting(viewer, Audience::Agreed).within(reach))
    }

    /// What a visitor is, across all partnerships.
    ///
    /// # Errors
    /// If the database fails.
    pub async fn rights(&self, visit: &Visit) -> Result<Rights, AppError> {
        let roles: Vec<AccessRole> =
            self.store.memberships_of(visit.account).await?.into_iter().map(|(_, m)| m.role).collect();
        Ok(Rights {
            needs_second_factor: roles.iter().copied().any(needs_second_factor),
            may_found: roles.contains(&AccessRole::Custodian) || self.store.networks().await?.is_empty(),
            may_compare: roles.iter().any(|role| *role != AccessRole::Partner),
        })
    }

    /// Whether the viewer may act in the name of one of these organisations.
    ///
    /// # Errors
    /// If not.
    pub(crate) fn speak_for(&self, organisations: &[OrganisationId]) -> Result<(), AppError> {
        let viewer = self.viewer();
        if organisations.iter().any(|organisation| viewer.speaks_for(*organisation)) {
            return Ok(());
        }
        Err(AppError::Denied("You may say this for your own organisation alone.".to_owned()))
    }

    /// Makes the viewer custodian of a partnership they have founded; the holder is that already.
    pub(crate) async fn become_custodian(&self, network: &Network) -> Result<(), AppError> {
        let Ok(account) = self.viewer().id.parse() else { return Ok(()) };
        // Not `change_role`, which would end the session that is founding.
        self.store.set_membership(network.id, account, AccessRole::Custodian, None).await?;
        self.note(network.id, "role given: custodian", account.0).await
    }

    async fn compared(&self, visit: &Visit) -> Result<Vec<NetworkId>, AppError> {
        let all = self.store.memberships_of(visit.account).await?;
        Ok(all.into_iter().filter(|(_, m)| m.role != AccessRole::Partner).map(|(id, _)| id).collect())
    }
}
