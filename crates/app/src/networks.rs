//! Partnerships: founding one, its profile.

use std::fmt::Write as _;

use troth_network::network::is_slug;
use troth_network::{Network, NetworkId, Profile};
use troth_store::about_salt;

use crate::app::App;
use crate::error::{AppError, FieldError};

/// What a form or a sample says of a new partnership.
#[derive(Debug, Clone, Default)]
pub struct NewNetwork {
    /// Short name.
    pub slug: String,
    /// Name.
    pub name: String,
    /// Place.
    pub place: Option<String>,
    /// Profile.
    pub profile: Profile,
}

/// Two digits for each byte.
fn hex(bytes: &[u8]) -> String {
    bytes.iter().fold(String::new(), |mut text, byte| {
        // Writing to a String cannot fail.
        let _ = write!(text, "{byte:02x}");
        text
    })
}

impl App {
    /// Founds a partnership.
    ///
    /// # Errors
    /// If the name is empty, or the short name is taken or has other characters than a-z, 0-9 and hyphens.
    pub async fn found_network(&self, new: NewNetwork) -> Result<Network, AppError> {
        let mut errors = Vec::new();
        if new.name.trim().is_empty() {
            errors.push(FieldError::new("name", "Give the partnership a name."));
        }
        if !is_slug(&new.slug) {
            errors.push(FieldError::new(
                "slug",
                "The short name may have small letters a to z, digits and hyphens, such as alder-vale.",
            ));
        } else if self.store.network_by_slug(&new.slug).await?.is_some() {
            errors.push(FieldError::new("slug", "Another partnership has this short name. Choose another."));
        }
        if !errors.is_empty() {
            return Err(AppError::Invalid(errors));
        }
        let network = Network {
            id: NetworkId(self.new_id()),
            slug: new.slug,
            name: new.name.trim().to_owned(),
            place: new.place,
            profile: new.profile,
        };
        // Without this secret a pseudonym cannot be worked out from an id in a file.
        let salt: [u8; 32] = self.secret();
        let salt = self.seal(hex(&salt).as_bytes(), &about_salt(network.id))?;
        self.store.insert_network(&network, &salt).await?;
        self.note(network.id, "network founded", network.id.0).await?;
        self.become_custodian(&network).await?;
        Ok(network)
    }

    /// All partnerships that may be opened, by name.
    ///
    /// # Errors
    /// If the database cannot be read.
    pub async fn networks(&self) -> Result<Vec<Network>, AppError> {
        let mut networks = self.store.networks().await?;
        networks.retain(|network| self.opens(network.id));
        networks.sort_by(|a, b| a.name.cmp(&b.name));
        Ok(networks)
    }

    /// Saves a partnership's name, place and profile.
    ///
    /// # Errors
    /// If the name is empty.
    pub async fn save_network(&self, network: &Network) -> Result<(), AppError> {
        if network.name.trim().is_empty() {
            return Err(AppError::field("name", "Give the partnership a name."));
        }
        self.store.update_network(network).await?;
        self.note(network.id, "network profile saved", network.id.0).await
    }
}
