//! Erasing accounts.

use troth_gate::Viewer;
use troth_network::{Network, UserId};

use super::{Erased, missing};
use crate::app::App;
use crate::error::AppError;

impl App {
    /// Erases the account of an address, for the holder of the database.
    ///
    /// # Errors
    /// If the viewer is not the holder, the account is not there, or a partnership would have no custodian left.
    pub async fn erase_account_at(&self, address: &str) -> Result<Erased, AppError> {
        let found = self.store.account_by_address(&address.trim().to_lowercase()).await?;
        let account = found.ok_or_else(|| AppError::missing("This account"))?;
        self.erase_account(None, account.id).await
    }

    /// Erases somebody's account: name, address, password, second factor, sessions and roles. What they did stays in
    /// the record, by somebody who was erased. The holder of the database may erase any account, a custodian those of
    /// the own partnership that belong to no other.
    ///
    /// # Errors
    /// If the viewer may not, the account is not there, or a partnership would have no custodian left.
    pub async fn erase_account(
        &self,
        network: Option<&Network>,
        account: UserId,
    ) -> Result<Erased, AppError> {
        self.only_the_custodian()?;
        let memberships = self.store.memberships_of(account).await?;
        let mine =
            network.is_some_and(|n| !memberships.is_empty() && memberships.iter().all(|(id, _)| *id == n.id));
        if !mine && self.viewer() != Viewer::holder() {
            return Err(AppError::Denied(
                "This account belongs to another partnership too. Take the role here away; whoever runs the server can \
                 erase the account."
                    .to_owned(),
            ));
        }
        let address = self.store.account(account).await?.map(|row| row.address);
        self.store.erase_account(account).await.map_err(missing("This account"))?;
        if let Some(address) = address {
            self.forget_mail_to(&address).await?;
        }
        match network {
            Some(network) => self.note(network.id, "account erased", account.0).await?,
            None => self.note_by(&self.viewer().id, None, "account erased", account.to_string()).await?,
        }
        let told =
            "The account is erased: name, address, password, second factor, sessions and roles.".to_owned();
        let record =
            "The record holds what was done with it by a number that leads to nobody any more.".to_owned();
        Ok(self.cleaned(told, vec![record]).await)
    }
}
