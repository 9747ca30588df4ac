//! Answers: many at once, each stored once, never overwritten.

use std::collections::{BTreeMap, BTreeSet};

use sqlx::{FromRow, Postgres, QueryBuilder, Sqlite};
use troth_network::{OrganisationId, Rating, RatingId, RespondentKey, Scale, VisibleTo, WaveId};
use uuid::Uuid;

use crate::Store;
use crate::columns::Row;
use crate::db::{Driver, Tx, fetch_all};
use crate::error::StoreError;

/// Rows per statement; with 12 values each well below what either database allows in one statement.
const CHUNK: usize = 500;

/// What became of a batch of answers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RatingsInserted {
    /// Answers that are new.
    pub inserted: usize,
    /// Answers that were stored already, just so.
    pub unchanged: usize,
}

#[derive(FromRow)]
struct RatingRow {
    id: Uuid,
    wave: Uuid,
    rater: Uuid,
    respondent: Option<String>,
    target: Uuid,
    variable: String,
    value: f64,
    role: String,
    visible_to: Option<String>,
    scale_min: Option<f64>,
    scale_max: Option<f64>,
}

impl RatingRow {
    fn into_rating(self) -> Result<Rating, StoreError> {
        let row = Row::of("rating", &self.id);
        Ok(Rating {
            role: row.word(&self.role)?,
            visible_to: row.word_or_none(self.visible_to.as_deref())?,
            scale: self.scale_min.zip(self.scale_max).map(|(min, max)| Scale { min, max }),
            id: RatingId(self.id),
            wave: WaveId(self.wave),
            rater: OrganisationId(self.rater),
            respondent: self.respondent.map(RespondentKey),
            target: OrganisationId(self.target),
            variable: self.variable,
            value: self.value,
        })
    }
}

/// What makes an answer one answer.
type Question = (WaveId, OrganisationId, Option<RespondentKey>, OrganisationId, String);

fn question(rating: &Rating) -> Question {
    (rating.wave, rating.rater, rating.respondent.clone(), rating.target, rating.variable.clone())
}

fn same_answer(one: &Rating, other: &Rating) -> bool {
    let content = |r: &Rating| (r.value, r.role, r.visible_to, r.scale);
    content(one) == content(other)
}

impl Store {
    /// Stores answers, all or none. An answer that is stored already, just so, is counted and left alone.
    ///
    /// # Errors
    /// A contradiction, with the place in the batch, if another answer to the same question of the same
    /// respondent (or representative) about the same target is stored or came earlier in the batch; a missing
    /// reference if a wave, organisation or respondent is not stored.
    pub async fn insert_ratings(&self, ratings: &[Rating]) -> Result<RatingsInserted, StoreError> {
        let mut tx = self.begin().await?;
        let inserted = insert_in(&mut tx, ratings).await?;
        tx.commit().await?;
        Ok(RatingsInserted { inserted, unchanged: ratings.len() - inserted })
    }

    /// The answers of a wave, ordered by rater, target, variable and respondent.
    ///
    /// # Errors
    /// If the database fails.
    pub async fn ratings(&self, wave: WaveId) -> Result<Vec<Rating>, StoreError> {
        let sql =
            "SELECT * FROM rating WHERE wave = $1 ORDER BY rater, target, variable, respondent NULLS FIRST";
        let rows = fetch_all!(self.db.reader(), RatingRow, sql, wave.0)?;
        rows.into_iter().map(RatingRow::into_rating).collect()
    }

    /// Every answer of a respondent, in any wave, by target and variable.
    ///
    /// # Errors
    /// If the database fails.
    pub async fn ratings_by(&self, respondent: &RespondentKey) -> Result<Vec<Rating>, StoreError> {
        let sql = "SELECT * FROM rating WHERE respondent = $1 ORDER BY wave, target, variable";
        let rows = fetch_all!(self.db.reader(), RatingRow, sql, &respondent.0)?;
        rows.into_iter().map(RatingRow::into_rating).collect()
    }

    /// Every answer of the representative of an organisation, in any wave, by target and variable.
    ///
    /// # Errors
    /// If the database fails.
    pub async fn ratings_by_representative(&self, rater: OrganisationId) -> Result<Vec<Rating>, StoreError> {
        let sql =
            "SELECT * FROM rating WHERE rater = $1 AND respondent IS NULL ORDER BY wave, target, variable";
        let rows = fetch_all!(self.db.reader(), RatingRow, sql, rater.0)?;
        rows.into_iter().map(RatingRow::into_rating).collect()
    }

    /// The answers of a wave to these variables, in the same order.
    ///
    /// # Errors
    /// If the database fails.
    pub async fn ratings_of(&self, wave: WaveId, variables: &[String]) -> Result<Vec<Rating>, StoreError> {
        macro_rules! rows {
            ($database:ty, $on:expr) => {{
                let mut query = QueryBuilder::<$database>::new("SELECT * FROM rating WHERE wave = ");
                query.push_bind(wave.0).push(" AND variable IN (");
                let mut list = query.separated(", ");
                for variable in variables {
                    list.push_bind(variable);
                }
                query.push(") ORDER BY rater, target, variable, respondent NULLS FIRST");
                query.build_query_as::<RatingRow>().fetch_all($on).await?
            }};
        }
        if variables.is_empty() {
            return Ok(Vec::new());
        }
        let rows = match self.db.reader() {
            Driver::Sqlite(on) => rows!(Sqlite, on),
            Driver::Postgres(on) => rows!(Postgres, on),
        };
        rows.into_iter().map(RatingRow::into_rating).collect()
    }

    /// How many answers each variable of a wave has.
    ///
    /// # Errors
    /// If the database fails.
    pub async fn rating_counts(&self, wave: WaveId) -> Result<Vec<(String, i64)>, StoreError> {
        fetch_all!(
            self.db.reader(),
            (String, i64),
            "SELECT variable, COUNT(*) FROM rating WHERE wave = $1 GROUP BY variable ORDER BY variable",
            wave.0
        )
    }
}

/// As [`Store::insert_ratings`], as part of something larger; the number of answers that are new.
pub(crate) async fn insert_in(tx: &mut Tx, ratings: &[Rating]) -> Result<usize, StoreError> {
    let mut inserted = 0_u64;
    for chunk in ratings.chunks(CHUNK) {
        inserted += insert_chunk(tx, chunk).await?;
    }
    let inserted = usize::try_from(inserted).unwrap_or(ratings.len());
    if inserted < ratings.len() {
        none_contradicts(tx, ratings).await?;
    }
    Ok(inserted)
}

/// Inserts what is new; the number of rows that were.
async fn insert_chunk(tx: &mut Tx, chunk: &[Rating]) -> Result<u64, StoreError> {
    macro_rules! insert {
        ($database:ty, $on:expr) => {{
            let mut query = QueryBuilder::<$database>::new(
                "INSERT INTO rating (id, wave, rater, respondent, target, variable, value, role, visible_to, \
                 scale_min, scale_max) ",
            );
            query.push_values(chunk, |mut row, rating| {
                row.push_bind(rating.id.0)
                    .push_bind(rating.wave.0)
                    .push_bind(rating.rater.0)
                    .push_bind(rating.respondent.as_ref().map(|r| r.0.as_str()))
                    .push_bind(rating.target.0)
                    .push_bind(rating.variable.as_str())
                    .push_bind(rating.value)
                    .push_bind(rating.role.id())
                    .push_bind(rating.visible_to.map(VisibleTo::id))
                    .push_bind(rating.scale.map(|s| s.min))
                    .push_bind(rating.scale.map(|s| s.max));
            });
            query.push(" ON CONFLICT (wave, rater, COALESCE(respondent, ''), target, variable) DO NOTHING");
            query.build().execute($on).await.map(|done| done.rows_affected())
        }};
    }
    let inserted = match tx.on() {
        Driver::Sqlite(on) => insert!(Sqlite, on),
        Driver::Postgres(on) => insert!(Postgres, on),
    };
    inserted.map_err(|e| StoreError::from(e).or_taken("The batch of answers", "an id in it is taken."))
}

/// Compares each answer with the one that is stored for its question, its own included.
async fn none_contradicts(tx: &mut Tx, ratings: &[Rating]) -> Result<(), StoreError> {
    let waves: BTreeSet<WaveId> = ratings.iter().map(|r| r.wave).collect();
    let mut stored: BTreeMap<Question, Rating> = BTreeMap::new();
    for wave in waves {
        for row in fetch_all!(tx.on(), RatingRow, "SELECT * FROM rating WHERE wave = $1", wave.0)? {
            let rating = row.into_rating()?;
            stored.insert(question(&rating), rating);
        }
    }
    for (row, given) in ratings.iter().enumerate() {
        if let Some(stored) = stored.get(&question(given)).filter(|stored| !same_answer(stored, given)) {
            return Err(StoreError::Contradiction {
                row,
                variable: given.variable.clone(),
                stored: stored.value,
                given: given.value,
            });
        }
    }
    Ok(())
}
