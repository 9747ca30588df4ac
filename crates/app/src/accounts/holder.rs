//! What whoever holds the database does for accounts, from the command line.

use troth_gate::AccessRole;
use troth_store::{AccountRow, LinkPurpose};

use super::Token;
use crate::app::App;
use crate::error::AppError;

/// An account with its roles, for a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Listed {
    /// Name.
    pub name: String,
    /// E-mail address.
    pub address: String,
    /// Whether they have set a password.
    pub accepted: bool,
    /// Whether they have a second factor.
    pub second_factor: bool,
    /// Short name of each partnership with the role there, and for a partner the id of the organisation in files.
    pub roles: Vec<(String, AccessRole, Option<String>)>,
}

impl App {
    /// Whether anybody can sign in to this database.
    ///
    /// # Errors
    /// If the database fails.
    pub async fn has_accounts(&self) -> Result<bool, AppError> {
        Ok(self.store.has_passwords().await?)
    }

    /// All accounts with their roles, by address.
    ///
    /// # Errors
    /// If the database fails.
    pub async fn accounts(&self) -> Result<Vec<Listed>, AppError> {
        let networks = self.store.networks().await?;
        let mut listed = Vec::new();
        for account in self.store.accounts().await? {
            let mut roles = Vec::new();
            for (id, membership) in self.store.memberships_of(account.id).await? {
                let Some(network) = networks.iter().find(|n| n.id == id) else { continue };
                let organisation = match membership.organisation {
                    Some(organisation) => {
                        self.names(id).await?.get(organisation).map(|o| o.external_id.clone())
                    }
                    None => None,
                };
                roles.push((network.slug.clone(), membership.role, organisation));
            }
            listed.push(Listed {
                accepted: account.has_accepted(),
                name: account.name,
                address: account.address,
                second_factor: account.second_factor.is_some(),
                roles,
            });
        }
        Ok(listed)
    }

    /// Gives an account a role in a partnership, or takes it away with `None`.
    ///
    /// # Errors
    /// If account, partnership or organisation are not there, or no custodian would be left.
    pub async fn set_role(
        &self,
        address: &str,
        network: &str,
        role: Option<AccessRole>,
        organisation: Option<&str>,
    ) -> Result<(), AppError> {
        let account = self.account_at(address).await?;
        let network = self.network(network).await?;
        let given = match role {
            Some(role) => Some((role, self.spoken_for(&network, role, organisation).await?)),
            None => None,
        };
        self.store.change_role(network.id, account.id, given).await?;
        let event =
            role.map_or_else(|| "role withdrawn".to_owned(), |role| format!("role given: {}", role.id()));
        self.note(network.id, &event, account.id.0).await?;
        match role {
            Some(role) => self.work_out_for_partner(network.id, role).await,
            None => Ok(()),
        }
    }

    /// A link that sets a new password, or the first one; with `second_factor` the second factor and its recovery codes
    /// are taken away as well.
    ///
    /// # Errors
    /// If there is no account with this address.
    pub async fn reset_account(&self, address: &str, second_factor: bool) -> Result<Token, AppError> {
        let account = self.account_at(address).await?;
        let purpose = if account.has_accepted() { LinkPurpose::Reset } else { LinkPurpose::Invitation };
        if second_factor {
            self.store.remove_factor(account.id).await?;
            self.note_by(&self.viewer().id, None, "second factor removed", account.id.to_string()).await?;
        }
        self.note_by(&self.viewer().id, None, "reset link made", account.id.to_string()).await?;
        self.new_link(account.id, purpose).await
    }

    async fn account_at(&self, address: &str) -> Result<AccountRow, AppError> {
        let found = self.store.account_by_address(&address.trim().to_lowercase()).await?;
        found.ok_or_else(|| {
            AppError::NotFound(format!(
                "There is no account with the address \"{}\". `troth user list` shows all.",
                address.trim()
            ))
        })
    }
}
