//! Who was chosen for an interview. Names and whatever else was written of a person lie sealed, so that the file alone
//! tells nobody who speaks in which text.

use sqlx::FromRow;
use troth_network::{Day, NetworkId, OrganisationId, RoleLevel, Sector, Timestamp, TranscriptId};
use troth_say::sampling::{SampleStatus, SuggestedBy};
use uuid::Uuid;

use crate::Store;
use crate::columns::{Row, day_column};
use crate::db::{execute, fetch_all, fetch_optional};
use crate::error::StoreError;

/// A line of the table of who was chosen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SampledRow {
    /// Internal id.
    pub id: Uuid,
    /// The partnership.
    pub network: NetworkId,
    /// Where the person works, if that is one of the partners.
    pub organisation: Option<OrganisationId>,
    /// The sector, where no organisation is given.
    pub sector: Option<Sector>,
    /// The level the person works at, if known.
    pub role_level: Option<RoleLevel>,
    /// In which part they were suggested.
    pub suggested: SuggestedBy,
    /// How far it is.
    pub status: SampleStatus,
    /// The day of that.
    pub on: Option<Day>,
    /// The text of the interview.
    pub transcript: Option<TranscriptId>,
    /// Name, who suggested them, and why they were chosen: sealed about [`about_sampled`].
    pub sealed: String,
    /// How often it was saved, as it was read; 0 if it is new.
    pub version: i64,
    /// When it was written first.
    pub made_at: Timestamp,
}

/// What the words of a line are sealed about.
pub fn about_sampled(id: Uuid) -> String {
    format!("sampling:{id}")
}

#[derive(FromRow)]
struct Stored {
    id: Uuid,
    network: Uuid,
    organisation: Option<Uuid>,
    sector: Option<String>,
    role_level: Option<String>,
    suggested: String,
    status: String,
    on_day: Option<String>,
    transcript: Option<Uuid>,
    sealed: String,
    version: i64,
    made_at: i64,
}

impl Stored {
    fn into_row(self) -> Result<SampledRow, StoreError> {
        let row = Row::of("sampling", &self.id);
        Ok(SampledRow {
            role_level: row.word_or_none(self.role_level.as_deref())?,
            suggested: row.word(&self.suggested)?,
            status: row.word(&self.status)?,
            on: row.day_or_none(self.on_day.as_deref())?,
            id: self.id,
            network: NetworkId(self.network),
            organisation: self.organisation.map(OrganisationId),
            sector: self.sector.map(Sector),
            transcript: self.transcript.map(TranscriptId),
            sealed: self.sealed,
            version: self.version,
            made_at: Timestamp::from_micros(self.made_at),
        })
    }
}

impl Store {
    /// Who was chosen in a network, in the order in which they were written down.
    ///
    /// # Errors
    /// If the database fails.
    pub async fn sampled(&self, network: NetworkId) -> Result<Vec<SampledRow>, StoreError> {
        let sql = "SELECT * FROM sampling WHERE network = $1 ORDER BY made_at, id";
        let rows = fetch_all!(self.db.reader(), Stored, sql, network.0)?;
        rows.into_iter().map(Stored::into_row).collect()
    }

    /// Saves lines, all or none: new ones, and those that were read before, each under the version it was read as.
    ///
    /// # Errors
    /// A conflict if somebody else saved or removed one of them since; a missing reference if an organisation or a text
    /// is not stored.
    pub async fn save_sampled(&self, lines: &[SampledRow]) -> Result<(), StoreError> {
        let mut tx = self.begin().await?;
        for line in lines {
            let organisation = line.organisation.map(|id| id.0);
            let sector = line.sector.as_ref().map(|sector| sector.0.as_str());
            let (level, on) = (line.role_level.map(RoleLevel::id), day_column(line.on));
            let transcript = line.transcript.map(|id| id.0);
            let sql = if line.version == 0 {
                "INSERT INTO sampling (id, network, organisation, sector, role_level, suggested, status, on_day, \
                 transcript, sealed, version, made_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11 + 1, $12)"
            } else {
                "UPDATE sampling SET organisation = $3, sector = $4, role_level = $5, suggested = $6, status = $7, \
                 on_day = $8, transcript = $9, sealed = $10, version = version + 1 \
                 WHERE id = $1 AND network = $2 AND version = $11 AND made_at = $12"
            };
            let saved = execute!(
                tx.on(),
                sql,
                line.id,
                line.network.0,
                organisation,
                sector,
                level,
                line.suggested.id(),
                line.status.id(),
                on.as_deref(),
                transcript,
                &line.sealed,
                line.version,
                line.made_at.micros()
            )
            .map_err(|e| e.or_taken("This line", "it is stored already."))?;
            if saved == 0 {
                let why = "somebody else saved or removed it first. Load it again and repeat your change.";
                return Err(StoreError::Conflict { what: "This line", why: why.to_owned() });
            }
        }
        tx.commit().await
    }

    /// Erases a line, if it is still as it was read.
    ///
    /// # Errors
    /// Not found, if the network has no such line; a conflict if somebody else saved it since.
    pub async fn erase_sampled(&self, network: NetworkId, id: Uuid, version: i64) -> Result<(), StoreError> {
        let mut tx = self.begin().await?;
        let sql = "DELETE FROM sampling WHERE network = $1 AND id = $2 AND version = $3";
        if execute!(tx.on(), sql, network.0, id, version)? == 0 {
            let sql = "SELECT version FROM sampling WHERE network = $1 AND id = $2";
            return Err(match fetch_optional!(tx.on(), (i64,), sql, network.0, id)? {
                Some(_) => StoreError::Conflict {
                    what: "This line",
                    why: "somebody else saved it first. Load it again before you take it out.".to_owned(),
                },
                None => StoreError::not_found("line of the table of who was chosen", id),
            });
        }
        tx.commit().await
    }

    /// Takes a person out of the table, all or nothing: lines that are about them, and lines of which they are only
    /// mentioned, with the words that remain sealed anew.
    ///
    /// # Errors
    /// If the database fails.
    pub async fn forget_sampled(
        &self,
        network: NetworkId,
        gone: &[Uuid],
        reworded: &[(Uuid, String)],
    ) -> Result<(), StoreError> {
        let mut tx = self.begin().await?;
        for id in gone {
            execute!(tx.on(), "DELETE FROM sampling WHERE network = $1 AND id = $2", network.0, *id)?;
        }
        for (id, sealed) in reworded {
            let sql = "UPDATE sampling SET sealed = $3, version = version + 1 WHERE network = $1 AND id = $2";
            execute!(tx.on(), sql, network.0, *id, sealed)?;
        }
        tx.commit().await
    }
}
