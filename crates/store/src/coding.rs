//! Coded passages.

use sqlx::FromRow;
use troth_network::{CodingId, NetworkId, OrganisationId, RoleLevel, Sector, Timestamp, TranscriptId};
use troth_say::{About, Coding, Permission, Polarity, Stated};
use uuid::Uuid;

use crate::Store;
use crate::columns::{Row, number_column};
use crate::db::{Tx, execute, fetch_all, fetch_one, fetch_optional};
use crate::error::StoreError;

#[derive(FromRow)]
struct CodingRow {
    id: Uuid,
    transcript: Uuid,
    version: i64,
    start_point: i64,
    end_point: i64,
    code: String,
    polarity: Option<String>,
    about_organisation: Option<Uuid>,
    about_sector: Option<String>,
    stated_label: Option<String>,
    stated_organisation: Option<Uuid>,
    stated_level: Option<String>,
    permission: String,
    coder: String,
    coded_at: i64,
    memo: Option<String>,
}

impl CodingRow {
    fn into_coding(self) -> Result<Coding, StoreError> {
        let row = Row::of("coding", &self.id);
        let about = match (self.about_organisation, self.about_sector) {
            (Some(organisation), None) => Some(About::Organisation(OrganisationId(organisation))),
            (None, Some(sector)) => Some(About::Sector(Sector(sector))),
            (None, None) => None,
            (Some(_), Some(_)) => {
                return Err(row.corrupt("it is about an organisation and about a sector."));
            }
        };
        Ok(Coding {
            start: row.number(self.start_point)?,
            end: row.number(self.end_point)?,
            version: row.number(self.version)?,
            code: row.word(&self.code)?,
            polarity: row.word_or_none(self.polarity.as_deref())?,
            permission: row.word(&self.permission)?,
            stated: Stated {
                organisation: self.stated_organisation.map(OrganisationId),
                role_level: row.word_or_none(self.stated_level.as_deref())?,
                label: self.stated_label,
            },
            id: CodingId(self.id),
            transcript: TranscriptId(self.transcript),
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
    /// A missing reference if the transcript or an organisation it names is not stored.
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

    /// The coded passages of one version that hold at least one code point of a stretch, by place; those of one coder
    /// alone if there is one.
    ///
    /// # Errors
    /// If the database fails.
    pub async fn codings_within(
        &self,
        (transcript, version): (TranscriptId, u32),
        (start, end): (usize, usize),
        coder: Option<&str>,
    ) -> Result<Vec<Coding>, StoreError> {
        let sql = "SELECT * FROM coding WHERE transcript = $1 AND start_point < $4 AND end_point > $3 AND version = $2 \
                   AND coder = COALESCE($5, coder) ORDER BY start_point, end_point, id";
        let (start, end) = (number_column(start), number_column(end));
        let rows = fetch_all!(
            self.db.reader(),
            CodingRow,
            sql,
            transcript.0,
            i64::from(version),
            start,
            end,
            coder
        )?;
        rows.into_iter().map(CodingRow::into_coding).collect()
    }

    /// How many coded passages stand in the version of `coding`, and which follows it by place; those of one coder alone if
    /// there is one.
    ///
    /// # Errors
    /// If the database fails.
    pub async fn codings_beside(
        &self,
        coding: &Coding,
        coder: Option<&str>,
    ) -> Result<(usize, Option<CodingId>), StoreError> {
        let (on, version) = (|| self.db.reader(), i64::from(coding.version));
        let sql = "SELECT COUNT(*) FROM coding WHERE transcript = $1 AND version = $2 AND coder = COALESCE($3, coder)";
        let (count,): (i64,) = fetch_one!(on(), (i64,), sql, coding.transcript.0, version, coder)?;
        let next = "SELECT id FROM coding WHERE transcript = $1 AND version = $2 AND coder = COALESCE($3, coder) \
                    AND start_point >= $4 AND (start_point > $4 OR end_point > $5 OR (end_point = $5 AND id > $6)) \
                    ORDER BY start_point, end_point, id LIMIT 1";
        let (start, end) = (number_column(coding.start), number_column(coding.end));
        let next: Option<(Uuid,)> = fetch_optional!(
            on(),
            (Uuid,),
            next,
            coding.transcript.0,
            version,
            coder,
            start,
            end,
            coding.id.0
        )?;
        let count = Row::of("coding", &coding.id).number(count)?;
        Ok((count, next.map(|row| CodingId(row.0))))
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

/// Whether the coder has another coding of just these words, with this code and about the same.
pub(crate) async fn has_alike(tx: &mut Tx, coding: &Coding) -> Result<bool, StoreError> {
    let (organisation, sector) = about(coding);
    let (start, end) = (number_column(coding.start), number_column(coding.end));
    let sql = "SELECT COUNT(*) FROM coding WHERE transcript = $1 AND start_point = $2 AND end_point = $3 \
               AND version = $4 AND code = $5 AND coder = $6 AND id <> $7 \
               AND about_organisation IS NOT DISTINCT FROM $8 AND about_sector IS NOT DISTINCT FROM $9";
    let (count,): (i64,) = fetch_one!(
        tx.on(),
        (i64,),
        sql,
        coding.transcript.0,
        start,
        end,
        i64::from(coding.version),
        coding.code.as_str(),
        &coding.coder,
        coding.id.0,
        organisation,
        sector
    )?;
    Ok(count > 0)
}

/// Stores a coded passage within a transaction.
pub(crate) async fn insert(tx: &mut Tx, coding: &Coding) -> Result<(), StoreError> {
    let (organisation, sector) = about(coding);
    execute!(
        tx.on(),
        "INSERT INTO coding (id, transcript, version, start_point, end_point, code, polarity, about_organisation, \
         about_sector, stated_label, stated_organisation, stated_level, permission, coder, coded_at, memo) \
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16)",
        coding.id.0,
        coding.transcript.0,
        i64::from(coding.version),
        number_column(coding.start),
        number_column(coding.end),
        coding.code.as_str(),
        coding.polarity.map(Polarity::id),
        organisation,
        sector,
        &coding.stated.label,
        coding.stated.organisation.map(|o| o.0),
        coding.stated.role_level.map(RoleLevel::id),
        coding.permission.id(),
        &coding.coder,
        coding.coded_at.micros(),
        &coding.memo
    )
    .map_err(|e| e.or_taken("The coded passage", "it is stored already."))?;
    Ok(())
}

/// Writes what a coder may change of a coded passage: all but its text, its coder and what the speaker allows. Whether
/// there was such a passage.
pub(crate) async fn update(tx: &mut Tx, coding: &Coding) -> Result<bool, StoreError> {
    let (organisation, sector) = about(coding);
    let changed = execute!(
        tx.on(),
        "UPDATE coding SET version = $2, start_point = $3, end_point = $4, code = $5, polarity = $6, \
         about_organisation = $7, about_sector = $8, stated_label = $9, stated_organisation = $10, \
         stated_level = $11, coded_at = $12, memo = $13 WHERE id = $1",
        coding.id.0,
        i64::from(coding.version),
        number_column(coding.start),
        number_column(coding.end),
        coding.code.as_str(),
        coding.polarity.map(Polarity::id),
        organisation,
        sector,
        &coding.stated.label,
        coding.stated.organisation.map(|o| o.0),
        coding.stated.role_level.map(RoleLevel::id),
        coding.coded_at.micros(),
        &coding.memo
    )?;
    Ok(changed > 0)
}

fn about(coding: &Coding) -> (Option<Uuid>, Option<&str>) {
    match &coding.about {
        Some(About::Organisation(organisation)) => (Some(organisation.0), None),
        Some(About::Sector(sector)) => (None, Some(sector.0.as_str())),
        None => (None, None),
    }
}
