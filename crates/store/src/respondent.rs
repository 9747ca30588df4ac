//! Pseudonyms of respondents, and the salted hash by which an import finds them again.

use sqlx::FromRow;
use troth_network::{NetworkId, OrganisationId, RespondentKey};
use uuid::Uuid;

use crate::Store;
use crate::db::{execute, fetch_all};
use crate::error::StoreError;

/// One respondent: no name, no address.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RespondentRow {
    /// The pseudonym, stable across waves.
    pub key: RespondentKey,
    /// The organisation for which the respondent answers.
    pub rater: OrganisationId,
    /// Salted hash of what files call the respondent; unique per network and rater.
    pub external_hash: String,
    /// Came by an open link: never counted toward a floor.
    pub open_link: bool,
}

#[derive(FromRow)]
struct StoredRespondent {
    key: String,
    rater: Uuid,
    external_hash: String,
    open_link: bool,
}

impl Store {
    /// The respondents of a network, ordered by rater and pseudonym.
    ///
    /// # Errors
    /// If the database fails.
    pub async fn respondents(&self, network: NetworkId) -> Result<Vec<RespondentRow>, StoreError> {
        let sql = "SELECT * FROM respondent WHERE network = $1 ORDER BY rater, key";
        let rows = fetch_all!(self.db.reader(), StoredRespondent, sql, network.0)?;
        Ok(rows
            .into_iter()
            .map(|row| RespondentRow {
                key: RespondentKey(row.key),
                rater: OrganisationId(row.rater),
                external_hash: row.external_hash,
                open_link: row.open_link,
            })
            .collect())
    }

    /// Stores new respondents, all or none.
    ///
    /// # Errors
    /// A conflict if a pseudonym or a hash is stored already: somebody else imported the same file meanwhile.
    pub async fn insert_respondents(
        &self,
        network: NetworkId,
        respondents: &[RespondentRow],
    ) -> Result<(), StoreError> {
        let mut tx = self.begin().await?;
        for respondent in respondents {
            execute!(
                tx.on(),
                "INSERT INTO respondent (key, network, rater, external_hash, open_link) VALUES ($1, $2, $3, $4, $5)",
                &respondent.key.0,
                network.0,
                respondent.rater.0,
                &respondent.external_hash,
                respondent.open_link
            )
            .map_err(|e| {
                let why = "this respondent is stored already, perhaps by another import that ran at the same \
                           time. Import the file again.";
                e.or_taken("The respondent", why)
            })?;
        }
        tx.commit().await
    }
}
