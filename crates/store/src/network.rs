//! Partnerships.

use sqlx::FromRow;
use troth_network::{Network, NetworkId};
use uuid::Uuid;

use crate::Store;
use crate::columns::{Row, json_column};
use crate::db::{execute, fetch_all, fetch_optional};
use crate::error::StoreError;

#[derive(FromRow)]
struct NetworkRow {
    id: Uuid,
    slug: String,
    name: String,
    place: Option<String>,
    profile: String,
}

impl NetworkRow {
    fn into_network(self) -> Result<Network, StoreError> {
        let profile = Row::of("network", &self.id).json(&self.profile)?;
        Ok(Network { id: NetworkId(self.id), slug: self.slug, name: self.name, place: self.place, profile })
    }
}

fn slug_taken(error: StoreError, network: &Network) -> StoreError {
    let why = format!(
        "the short name \"{}\" (or the id) is taken by another network. Choose another short name.",
        network.slug
    );
    error.or_taken("The network", why)
}

impl Store {
    /// Stores a new network with the salt that turns respondents of its files into pseudonyms.
    ///
    /// # Errors
    /// A conflict if its short name is taken.
    pub async fn insert_network(&self, network: &Network, salt: &str) -> Result<(), StoreError> {
        let mut tx = self.begin().await?;
        let profile = json_column(&network.profile)?;
        execute!(
            tx.on(),
            "INSERT INTO network (id, slug, name, place, profile, salt) VALUES ($1, $2, $3, $4, $5, $6)",
            network.id.0,
            &network.slug,
            &network.name,
            &network.place,
            &profile,
            salt
        )
        .map_err(|e| slug_taken(e, network))?;
        tx.commit().await
    }

    /// The network with this short name.
    ///
    /// # Errors
    /// If the database fails.
    pub async fn network_by_slug(&self, slug: &str) -> Result<Option<Network>, StoreError> {
        fetch_optional!(self.db.reader(), NetworkRow, "SELECT * FROM network WHERE slug = $1", slug)?
            .map(NetworkRow::into_network)
            .transpose()
    }

    /// A network.
    ///
    /// # Errors
    /// If the database fails.
    pub async fn network(&self, id: NetworkId) -> Result<Option<Network>, StoreError> {
        fetch_optional!(self.db.reader(), NetworkRow, "SELECT * FROM network WHERE id = $1", id.0)?
            .map(NetworkRow::into_network)
            .transpose()
    }

    /// All networks by name.
    ///
    /// # Errors
    /// If the database fails.
    pub async fn networks(&self) -> Result<Vec<Network>, StoreError> {
        let rows = fetch_all!(self.db.reader(), NetworkRow, "SELECT * FROM network")?;
        let mut networks: Vec<_> =
            rows.into_iter().map(NetworkRow::into_network).collect::<Result<_, _>>()?;
        networks.sort_by_cached_key(|n| (n.name.to_lowercase(), n.slug.clone()));
        Ok(networks)
    }

    /// Changes everything of a network but its id and salt.
    ///
    /// # Errors
    /// Not found; a conflict if its new short name is taken.
    pub async fn update_network(&self, network: &Network) -> Result<(), StoreError> {
        let mut tx = self.begin().await?;
        let profile = json_column(&network.profile)?;
        let changed = execute!(
            tx.on(),
            "UPDATE network SET slug = $2, name = $3, place = $4, profile = $5 WHERE id = $1",
            network.id.0,
            &network.slug,
            &network.name,
            &network.place,
            &profile
        )
        .map_err(|e| slug_taken(e, network))?;
        if changed == 0 {
            return Err(StoreError::not_found("network", network.id));
        }
        tx.commit().await
    }

    /// The salt that turns respondents of a network's files into pseudonyms.
    ///
    /// # Errors
    /// Not found.
    pub async fn network_salt(&self, id: NetworkId) -> Result<String, StoreError> {
        fetch_optional!(self.db.reader(), (String,), "SELECT salt FROM network WHERE id = $1", id.0)?
            .map(|row| row.0)
            .ok_or_else(|| StoreError::not_found("network", id))
    }
}
