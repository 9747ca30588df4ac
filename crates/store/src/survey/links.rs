//! Links by which people answer. Only hashes of their tokens are kept, and none after the round.

use sqlx::FromRow;
use troth_network::{OrganisationId, ParticipantId, WaveId};
use troth_rate::round::LinkFor;
use uuid::Uuid;

use crate::Store;
use crate::columns::Row;
use crate::db::{execute, fetch_all, fetch_optional};
use crate::error::StoreError;

#[derive(FromRow)]
struct LinkRow {
    wave: Uuid,
    participant: Option<Uuid>,
    organisation: Option<Uuid>,
}

impl Store {
    /// Stores a link. A participant may have several: a reminder brings a new one, and the old ones go on working.
    ///
    /// # Errors
    /// A missing reference if the participant or organisation is not stored.
    pub async fn add_survey_link(
        &self,
        wave: WaveId,
        token_hash: &str,
        link: LinkFor,
    ) -> Result<(), StoreError> {
        let mut tx = self.begin().await?;
        let (participant, organisation) = match link {
            LinkFor::Participant(id) => (Some(id.0), None),
            LinkFor::Organisation(_, id) => (None, Some(id.0)),
        };
        let sql =
            "INSERT INTO survey_link (token_hash, wave, participant, organisation) VALUES ($1, $2, $3, $4)";
        execute!(tx.on(), sql, token_hash, wave.0, participant, organisation)?;
        tx.commit().await
    }

    /// Whom the link of a token lets in, by the token's hash, with its round.
    ///
    /// # Errors
    /// If the database fails.
    pub async fn survey_link(&self, token_hash: &str) -> Result<Option<(WaveId, LinkFor)>, StoreError> {
        let sql = "SELECT wave, participant, organisation FROM survey_link WHERE token_hash = $1";
        let Some(row) = fetch_optional!(self.db.reader(), LinkRow, sql, token_hash)? else { return Ok(None) };
        let wave = WaveId(row.wave);
        let link = match (row.participant, row.organisation) {
            (Some(id), None) => LinkFor::Participant(ParticipantId(id)),
            (None, Some(id)) => LinkFor::Organisation(wave, OrganisationId(id)),
            _ => {
                return Err(Row::of("survey_link", &row.wave)
                    .corrupt("It is for one person or for one organisation."));
            }
        };
        Ok(Some((wave, link)))
    }

    /// The organisations of a round that have an open link.
    ///
    /// # Errors
    /// If the database fails.
    pub async fn open_links(&self, wave: WaveId) -> Result<Vec<OrganisationId>, StoreError> {
        let sql = "SELECT DISTINCT organisation FROM survey_link WHERE wave = $1 AND organisation IS NOT NULL \
                   ORDER BY organisation";
        let rows = fetch_all!(self.db.reader(), (Uuid,), sql, wave.0)?;
        Ok(rows.into_iter().map(|row| OrganisationId(row.0)).collect())
    }

    /// Takes the open links of an organisation back. Who came by them goes on with a link of their own. Whether there
    /// was one.
    ///
    /// # Errors
    /// If the database fails.
    pub async fn close_open_links(
        &self,
        wave: WaveId,
        organisation: OrganisationId,
    ) -> Result<bool, StoreError> {
        let mut tx = self.begin().await?;
        let sql = "DELETE FROM survey_link WHERE wave = $1 AND organisation = $2";
        let gone = execute!(tx.on(), sql, wave.0, organisation.0)?;
        tx.commit().await?;
        Ok(gone > 0)
    }
}
