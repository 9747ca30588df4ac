//! Rounds that are asked in Troth: questionnaire, participants, links, replies, and what remains at the end.

mod closing;
mod comments;
mod drafts;
mod letters;
mod links;
mod participants;
mod progress;
mod receipts;
mod replies;
mod stored;

use sqlx::FromRow;
use troth_network::WaveId;
use troth_rate::round::Survey;
use uuid::Uuid;

use crate::Store;
use crate::columns::Row;
use crate::db::{execute, fetch_optional};
use crate::error::StoreError;

pub use closing::Whole;
pub use comments::WORDS;
pub(crate) use comments::erase_comments;
pub use letters::{Reminding, SurveyLetter};
pub use participants::about_participant;
pub use progress::ProgressRow;
pub use replies::Page;

#[derive(FromRow)]
struct SurveyRow {
    wave: Uuid,
    questionnaire: String,
    long_form: bool,
    most_partners: i64,
    language: String,
    revision: i64,
}

impl SurveyRow {
    fn into_survey(self) -> Result<Survey, StoreError> {
        let row = Row::of("survey", &self.wave);
        Ok(Survey {
            most_partners: row.number(self.most_partners)?,
            wave: WaveId(self.wave),
            questionnaire: self.questionnaire,
            long_form: self.long_form,
            language: self.language,
            revision: self.revision,
        })
    }
}

impl Store {
    /// Keeps the text of a questionnaire under its hash; one that is kept already is left alone.
    ///
    /// # Errors
    /// If the database fails.
    pub async fn keep_questionnaire(
        &self,
        hash: &str,
        instrument: &str,
        version: &str,
        text: &str,
    ) -> Result<(), StoreError> {
        let mut tx = self.begin().await?;
        let sql = "INSERT INTO questionnaire (hash, instrument, version, text) VALUES ($1, $2, $3, $4) \
                   ON CONFLICT (hash) DO NOTHING";
        execute!(tx.on(), sql, hash, instrument, version, text)?;
        tx.commit().await
    }

    /// The text of a questionnaire.
    ///
    /// # Errors
    /// If the database fails.
    pub async fn questionnaire(&self, hash: &str) -> Result<Option<String>, StoreError> {
        let sql = "SELECT text FROM questionnaire WHERE hash = $1";
        Ok(fetch_optional!(self.db.reader(), (String,), sql, hash)?.map(|row| row.0))
    }

    /// How a round is asked; `None` if its answers come from files.
    ///
    /// # Errors
    /// If the database fails.
    pub async fn survey(&self, wave: WaveId) -> Result<Option<Survey>, StoreError> {
        let sql = "SELECT * FROM survey WHERE wave = $1";
        fetch_optional!(self.db.reader(), SurveyRow, sql, wave.0)?.map(SurveyRow::into_survey).transpose()
    }

    /// Saves how a draft of a round is asked, and returns it with its next revision. The first one has revision 0.
    ///
    /// # Errors
    /// A conflict if somebody else changed it meanwhile, or the round is not a draft any more.
    pub async fn save_survey(&self, survey: &Survey) -> Result<Survey, StoreError> {
        let mut tx = self.begin().await?;
        let sql = "INSERT INTO survey (wave, questionnaire, long_form, most_partners, language, revision) \
                   SELECT $1, $2, $3, $4, $5, 1 FROM wave WHERE id = $1 AND state = 'draft' AND $6 = 0 \
                   ON CONFLICT (wave) DO NOTHING";
        let change = "UPDATE survey SET questionnaire = $2, long_form = $3, most_partners = $4, language = $5, \
                      revision = revision + 1 WHERE wave = $1 AND revision = $6 \
                      AND EXISTS (SELECT 1 FROM wave WHERE id = $1 AND state = 'draft')";
        let saved = execute!(
            tx.on(),
            if survey.revision == 0 { sql } else { change },
            survey.wave.0,
            &survey.questionnaire,
            survey.long_form,
            i64::from(survey.most_partners),
            &survey.language,
            survey.revision
        )?;
        if saved == 0 {
            let why =
                "somebody else changed it meanwhile, or the round has begun. Load the page again and look."
                    .to_owned();
            return Err(StoreError::Conflict { what: "How this round is asked", why });
        }
        tx.commit().await?;
        Ok(Survey { revision: survey.revision + 1, ..survey.clone() })
    }
}
