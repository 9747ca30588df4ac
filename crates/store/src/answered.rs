//! How many answered about whom: counts alone.

use sqlx::FromRow;
use troth_network::{AnswerRole, Direction, OrganisationId, VisibleTo, WaveId};
use uuid::Uuid;

use crate::Store;
use crate::columns::Row;
use crate::db::fetch_all;
use crate::error::StoreError;

/// How many answered one question about one direction.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answered {
    /// Who about whom.
    pub direction: Direction,
    /// What was asked.
    pub variable: String,
    /// Staff or representative.
    pub role: AnswerRole,
    /// What the representative allowed.
    pub visible_to: Option<VisibleTo>,
    /// Different members of staff; 0 of a representative.
    pub people: usize,
}

#[derive(FromRow)]
struct AnsweredRow {
    rater: Uuid,
    target: Uuid,
    variable: String,
    role: String,
    visible_to: Option<String>,
    people: i64,
}

impl Store {
    /// How many answered each question of a wave about each direction, by rater, target, question and role. Who came by an
    /// open link is not counted.
    ///
    /// # Errors
    /// If the database fails.
    pub async fn answered(&self, wave: WaveId) -> Result<Vec<Answered>, StoreError> {
        // What somebody allowed is a representative's alone; of staff it would split the count.
        let sql = "SELECT rater, target, variable, role, \
                   CASE WHEN role = 'representative' THEN visible_to END AS visible_to, \
                   COUNT(DISTINCT respondent) AS people FROM rating WHERE wave = $1 \
                   AND (respondent IS NULL OR respondent NOT IN (SELECT key FROM respondent WHERE open_link)) \
                   GROUP BY rater, target, variable, role, CASE WHEN role = 'representative' THEN visible_to END \
                   ORDER BY rater, target, variable, role";
        let rows = fetch_all!(self.db.reader(), AnsweredRow, sql, wave.0)?;
        rows.into_iter().map(AnsweredRow::into_answered).collect()
    }
}

impl AnsweredRow {
    fn into_answered(self) -> Result<Answered, StoreError> {
        let row = Row::of("rating", &self.rater);
        Ok(Answered {
            role: row.word(&self.role)?,
            visible_to: row.word_or_none(self.visible_to.as_deref())?,
            direction: Direction { from: OrganisationId(self.rater), to: OrganisationId(self.target) },
            variable: self.variable,
            people: usize::try_from(self.people).unwrap_or(0),
        })
    }
}
