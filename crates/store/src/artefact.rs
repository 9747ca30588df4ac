//! Stored results without people in them, such as the layout of a map: the newest of each kind.

use troth_network::{NetworkId, Timestamp};

use crate::Store;
use crate::db::{execute, fetch_optional};
use crate::error::StoreError;

impl Store {
    /// Stores a result with the hash of what it was worked out from, in the place of an earlier one.
    ///
    /// # Errors
    /// A missing reference if the network is not stored.
    pub async fn put_artefact(
        &self,
        network: NetworkId,
        kind: &str,
        input_hash: &str,
        body: &str,
        now: Timestamp,
    ) -> Result<(), StoreError> {
        let mut tx = self.begin().await?;
        execute!(
            tx.on(),
            "INSERT INTO artefact (network, kind, input_hash, body, made_at) VALUES ($1, $2, $3, $4, $5) \
             ON CONFLICT (network, kind) DO UPDATE SET input_hash = excluded.input_hash, \
             body = excluded.body, made_at = excluded.made_at",
            network.0,
            kind,
            input_hash,
            body,
            now.micros()
        )?;
        tx.commit().await
    }

    /// The hash of what a result was worked out from, and the result.
    ///
    /// # Errors
    /// If the database fails.
    pub async fn artefact(
        &self,
        network: NetworkId,
        kind: &str,
    ) -> Result<Option<(String, String)>, StoreError> {
        fetch_optional!(
            self.db.reader(),
            (String, String),
            "SELECT input_hash, body FROM artefact WHERE network = $1 AND kind = $2",
            network.0,
            kind
        )
    }
}
