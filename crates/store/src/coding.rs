//! Coded passages.

use sqlx::FromRow;
use troth_network::{CodingId, NetworkId, OrganisationId, Sector, Timestamp, TranscriptId};
use troth_say::{About, Coding, Permission};
use uuid::Uuid;

use crate::Store;
use crate::columns::{Row, number_column};
use crate::db::{Tx, execute, fetch_all, fetch_optional};
use crate::error::StoreError;

#[derive(FromRow)]
struct CodingRow {
    id: Uuid,
    transcript: Uuid,
    start_point: i64,
    end_point: i64,
    narrative: String,
    facet: Option<String>,
    polarity: String,
    about_organisation: Option<Uuid>,
    about_sector: Option<String>,
    permission: String,
    coder: String,
    coded_at: i64,
    memo: Option<String>,
}

impl CodingRow {
    fn into_coding(self) -> Result<Coding, StoreError> {
        let row = Row::of("coding", &self.id);
        let about = match (self.about_organisation, self.about_sector) {
            (Some(organisation), None) => About::Organisation(OrganisationId(organisation)),
            (None, Some(sector)) => About::Sector(Sector(sector)),
            _ => return Err(row.corrupt("it is about neither an organisation nor a sector.")),
        };
        Ok(Coding {
            start: row.number(self.start_point)?,
            end: row.number(self.end_point)?,
            polarity: row.word(&self.polarity)?,
            permission: row.word(&self.permission)?,
            id: CodingId(self.id),
            transcript: TranscriptId(self.transcript),
            narrative: self.narrative,
            facet: self.facet,
            about,
            coder: self.coder,
            coded_at: Timestamp::from_micros(self.coded_at),
            memo: self.memo,
        })
    }
}

impl Store {
    /// Stores a coded passage.
    ///
    /// # Errors
    /// A missing reference if the transcript or the organisation it is about is not stored.
    pub async fn insert_coding(&self, coding: &Coding) -> Result<(), StoreError> {
        let mut tx = self.begin().await?;
        insert(&mut tx, coding).await?;
        tx.commit().await
    }

    /// The coded passages of a network, by transcript and place.
    ///
    /// # Errors
    /// If the database fails.
    pub async fn codings(&self, network: NetworkId) -> Result<Vec<Coding>, StoreError> {
        let rows = fetch_all!(
            self.db.reader(),
            CodingRow,
            "SELECT coding.* FROM coding JOIN transcript ON transcript.id = coding.transcript \
             WHERE transcript.network = $1 \
             ORDER BY transcript.added, transcript.id, coding.start_point, coding.end_point, coding.id",
            network.0
        )?;
        rows.into_iter().map(CodingRow::into_coding).collect()
    }

    /// The coded passages of a transcript by place.
    ///
    /// # Errors
    /// If the database fails.
    pub async fn codings_of(&self, transcript: TranscriptId) -> Result<Vec<Coding>, StoreError> {
        let sql = "SELECT * FROM coding WHERE transcript = $1 ORDER BY start_point, end_point, id";
        let rows = fetch_all!(self.db.reader(), CodingRow, sql, transcript.0)?;
        rows.into_iter().map(CodingRow::into_coding).collect()
    }

    /// A coded passage.
    ///
    /// # Errors
    /// If the database fails.
    pub async fn coding(&self, id: CodingId) -> Result<Option<Coding>, StoreError> {
        fetch_optional!(self.db.reader(), CodingRow, "SELECT * FROM coding WHERE id = $1", id.0)?
            .map(CodingRow::into_coding)
            .transpose()
    }

    /// Removes a coded passage.
    ///
    /// # Errors
    /// Not found.
    pub async fn delete_coding(&self, id: CodingId) -> Result<(), StoreError> {
        let mut tx = self.begin().await?;
        if execute!(tx.on(), "DELETE FROM coding WHERE id = $1", id.0)? == 0 {
            return Err(StoreError::not_found("coded passage", id));
        }
        tx.commit().await
    }

    /// Changes what the speaker allows for a passage.
    ///
    /// # Errors
    /// Not found.
    pub async fn set_permission(&self, id: CodingId, permission: Permission) -> Result<(), StoreError> {
        let mut tx = self.begin().await?;
        let sql = "UPDATE coding SET permission = $2 WHERE id = $1";
        if execute!(tx.on(), sql, id.0, permission.id())? == 0 {
            return Err(StoreError::not_found("coded passage", id));
        }
        tx.commit().await
    }
}

/// Stores a coded passage within a transaction.
pub(crate) async fn insert(tx: &mut Tx, coding: &Coding) -> Result<(), StoreError> {
    let (organisation, sector) = match &coding.about {
        About::Organisation(organisation) => (Some(organisation.0), None),
        About::Sector(sector) => (None, Some(sector.0.as_str())),
    };
    execute!(
        tx.on(),
        "INSERT INTO coding (id, transcript, start_point, end_point, narrative, facet, polarity, \
         about_organisation, about_sector, permission, coder, coded_at, memo) \
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)",
        coding.id.0,
        coding.transcript.0,
        number_column(coding.start),
        number_column(coding.end),
        &coding.narrative,
        &coding.facet,
        coding.polarity.id(),
        organisation,
        sector,
        coding.permission.id(),
        &coding.coder,
        coding.coded_at.micros(),
        &coding.memo
    )
    .map_err(|e| e.or_taken("The coded passage", "it is stored already."))?;
    Ok(())
}
