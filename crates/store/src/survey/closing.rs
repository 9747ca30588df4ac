//! Closing a round: first nothing is written any more, then what was finished becomes answers and the rest goes.

use std::collections::BTreeMap;

use sqlx::FromRow;
use troth_network::{AnswerRole, OrganisationId, ParticipantId, RespondentKey, Scale, WaveId};
use troth_rate::round::{Asked, Closed, OwnAnswer, Participant, Reply, Survey, Turnout};
use uuid::Uuid;

use super::comments::put_comment;
use super::letters::drop_letters;
use super::stored::{AskedRow, ParticipantRow, ReplyRow};
use crate::Store;
use crate::columns::{Row, day_column};
use crate::db::{Tx, execute, fetch_all, fetch_optional};
use crate::error::StoreError;
use crate::rating::insert_in;

/// A participant with whom they are asked about and what they wrote.
pub type Whole = (Participant, Vec<Asked>, Vec<Reply>);

#[derive(FromRow)]
struct OwnRow {
    id: Uuid,
    wave: Uuid,
    rater: Uuid,
    respondent: Option<String>,
    variable: String,
    value: f64,
    scale_min: Option<f64>,
    scale_max: Option<f64>,
}

impl From<OwnRow> for OwnAnswer {
    fn from(row: OwnRow) -> Self {
        Self {
            id: row.id,
            wave: WaveId(row.wave),
            rater: OrganisationId(row.rater),
            respondent: row.respondent.map(RespondentKey),
            variable: row.variable,
            value: row.value,
            scale: row.scale_min.zip(row.scale_max).map(|(min, max)| Scale { min, max }),
        }
    }
}

#[derive(FromRow)]
struct TurnoutRow {
    wave: Uuid,
    organisation: Uuid,
    role: String,
    open_link: bool,
    invited: i64,
    finished: i64,
}

impl Store {
    /// Begins to close a round: from now on no participant writes anything. Waits for saves under way. Returns
    /// everything that is to become answers; an empty list if there are no participants or they are settled already.
    ///
    /// # Errors
    /// If the database fails.
    pub async fn shut_survey(
        &self,
        wave: WaveId,
        last_day: troth_network::Day,
    ) -> Result<Vec<Whole>, StoreError> {
        let mut tx = self.begin().await?;
        let sql = "UPDATE wave SET state = 'closed', closed = COALESCE(closed, $2) WHERE id = $1";
        execute!(tx.on(), sql, wave.0, day_column(Some(last_day)))?;
        // Every write of a participant takes their row first; taking all of them waits for those under way.
        execute!(tx.on(), "UPDATE participant SET revision = revision + 1 WHERE wave = $1", wave.0)?;
        // No letter goes out any more.
        drop_letters(&mut tx, wave).await?;
        let whole = read_whole(&mut tx, wave).await?;
        tx.commit().await?;
        Ok(whole)
    }

    /// The participants of a round with whom they are asked about and what they wrote, as it stands.
    ///
    /// # Errors
    /// If the database fails.
    pub async fn whole_survey(&self, wave: WaveId) -> Result<Vec<Whole>, StoreError> {
        let mut tx = self.begin().await?;
        read_whole(&mut tx, wave).await
    }

    /// Rounds that are closed and whose participants are still there: a closing that was interrupted.
    ///
    /// # Errors
    /// If the database fails.
    pub async fn half_closed(&self) -> Result<Vec<WaveId>, StoreError> {
        let sql = "SELECT DISTINCT wave.id FROM wave JOIN participant ON participant.wave = wave.id \
                   WHERE wave.state = 'closed' ORDER BY wave.id";
        let rows = fetch_all!(self.db.reader(), (Uuid,), sql)?;
        Ok(rows.into_iter().map(|row| WaveId(row.0)).collect())
    }

    /// Finishes closing a round: stores what remains and erases participants, links, and everything they wrote. All or
    /// nothing, and once: of two who close at the same time the second changes nothing. Whether it was this call.
    ///
    /// # Errors
    /// If something of it contradicts what is stored.
    pub async fn settle_survey(&self, wave: WaveId, closed: &Closed) -> Result<bool, StoreError> {
        let mut tx = self.begin().await?;
        let sql = "UPDATE participant SET revision = revision + 1 WHERE wave = $1";
        if execute!(tx.on(), sql, wave.0)? == 0 {
            return Ok(false);
        }
        let network: (Uuid,) =
            fetch_optional!(tx.on(), (Uuid,), "SELECT network FROM wave WHERE id = $1", wave.0)?
                .ok_or_else(|| StoreError::not_found("survey round", "with this id"))?;
        for (key, rater, hash, open_link) in &closed.respondents {
            let sql = "INSERT INTO respondent (key, network, rater, external_hash, open_link) \
                       VALUES ($1, $2, $3, $4, $5)";
            execute!(tx.on(), sql, &key.0, network.0, rater.0, hash, *open_link)?;
        }
        insert_in(&mut tx, &closed.ratings).await?;
        put_rest(&mut tx, wave, closed).await?;
        let sql = "DELETE FROM reply WHERE participant IN (SELECT id FROM participant WHERE wave = $1)";
        execute!(tx.on(), sql, wave.0)?;
        let sql = "DELETE FROM asked WHERE participant IN (SELECT id FROM participant WHERE wave = $1)";
        execute!(tx.on(), sql, wave.0)?;
        drop_letters(&mut tx, wave).await?;
        execute!(tx.on(), "DELETE FROM survey_reminder WHERE wave = $1", wave.0)?;
        execute!(tx.on(), "DELETE FROM survey_progress WHERE wave = $1", wave.0)?;
        execute!(tx.on(), "DELETE FROM survey_link WHERE wave = $1", wave.0)?;
        execute!(tx.on(), "DELETE FROM participant WHERE wave = $1", wave.0)?;
        tx.commit().await?;
        Ok(true)
    }

    /// Says of a round whose answers came from files how it was asked, and adds what else is known of it: answers about
    /// the partnership, free words, counts. All or nothing, and once.
    ///
    /// # Errors
    /// A conflict if it is known already how the round was asked, or it is not closed; a missing reference if the
    /// questionnaire is not kept.
    pub async fn adopt_survey(&self, survey: &Survey, closed: &Closed) -> Result<(), StoreError> {
        let mut tx = self.begin().await?;
        let sql = "INSERT INTO survey (wave, questionnaire, long_form, most_partners, language, revision) \
                   SELECT $1, $2, $3, $4, $5, 1 FROM wave WHERE id = $1 AND state = 'closed' \
                   ON CONFLICT (wave) DO NOTHING";
        let (long, most) = (survey.long_form, i64::from(survey.most_partners));
        let wave = survey.wave;
        if execute!(tx.on(), sql, wave.0, &survey.questionnaire, long, most, &survey.language)? == 0 {
            let why = "it is known already, or the round is not closed.".to_owned();
            return Err(StoreError::Conflict { what: "How this round was asked", why });
        }
        put_rest(&mut tx, wave, closed).await?;
        tx.commit().await
    }

    /// Answers of a round about the partnership and about respondents' own organisations.
    ///
    /// # Errors
    /// If the database fails.
    pub async fn own_answers(&self, wave: WaveId) -> Result<Vec<OwnAnswer>, StoreError> {
        let sql = "SELECT * FROM own_answer WHERE wave = $1 ORDER BY variable, rater, respondent NULLS FIRST";
        let rows = fetch_all!(self.db.reader(), OwnRow, sql, wave.0)?;
        Ok(rows.into_iter().map(OwnAnswer::from).collect())
    }

    /// How many were asked and how many finished in a closed round.
    ///
    /// # Errors
    /// If the database fails.
    pub async fn turnout(&self, wave: WaveId) -> Result<Vec<Turnout>, StoreError> {
        let sql = "SELECT * FROM turnout WHERE wave = $1 ORDER BY organisation, role, open_link";
        let rows = fetch_all!(self.db.reader(), TurnoutRow, sql, wave.0)?;
        rows.into_iter()
            .map(|row| {
                let role: AnswerRole = Row::of("turnout", &row.wave).word(&row.role)?;
                Ok(Turnout {
                    organisation: OrganisationId(row.organisation),
                    role,
                    open_link: row.open_link,
                    invited: row.invited,
                    finished: row.finished,
                })
            })
            .collect()
    }
}

async fn read_whole(tx: &mut Tx, wave: WaveId) -> Result<Vec<Whole>, StoreError> {
    let mut asked: BTreeMap<ParticipantId, Vec<Asked>> = BTreeMap::new();
    let sql = "SELECT asked.* FROM asked JOIN participant ON participant.id = asked.participant \
               WHERE participant.wave = $1 ORDER BY asked.position, asked.target";
    for row in fetch_all!(tx.on(), AskedRow, sql, wave.0)? {
        asked.entry(ParticipantId(row.participant)).or_default().push(row.into_asked()?);
    }
    let mut replies: BTreeMap<ParticipantId, Vec<Reply>> = BTreeMap::new();
    let sql = "SELECT reply.* FROM reply JOIN participant ON participant.id = reply.participant \
               WHERE participant.wave = $1 ORDER BY reply.item, reply.about";
    for row in fetch_all!(tx.on(), ReplyRow, sql, wave.0)? {
        replies.entry(ParticipantId(row.participant)).or_default().push(row.into_reply()?);
    }
    let sql = "SELECT * FROM participant WHERE wave = $1 ORDER BY organisation, role, id";
    fetch_all!(tx.on(), ParticipantRow, sql, wave.0)?
        .into_iter()
        .map(|row| {
            let participant = row.into_participant()?;
            let id = participant.id;
            Ok((participant, asked.remove(&id).unwrap_or_default(), replies.remove(&id).unwrap_or_default()))
        })
        .collect()
}

async fn put_rest(tx: &mut Tx, wave: WaveId, closed: &Closed) -> Result<(), StoreError> {
    for own in &closed.own {
        let sql = "INSERT INTO own_answer (id, wave, rater, respondent, variable, value, scale_min, scale_max) \
                   VALUES ($1, $2, $3, $4, $5, $6, $7, $8)";
        let respondent = own.respondent.as_ref().map(|key| key.0.as_str());
        execute!(
            tx.on(),
            sql,
            own.id,
            wave.0,
            own.rater.0,
            respondent,
            &own.variable,
            own.value,
            own.scale.map(|s| s.min),
            own.scale.map(|s| s.max)
        )?;
    }
    for comment in &closed.comments {
        put_comment(tx, wave, comment).await?;
    }
    for receipt in &closed.receipts {
        let respondent = receipt.respondent.as_ref().map(|key| key.0.as_str());
        let sql = "INSERT INTO receipt (hash, wave, rater, respondent) VALUES ($1, $2, $3, $4)";
        execute!(tx.on(), sql, &receipt.hash, wave.0, receipt.rater.0, respondent)?;
    }
    for turnout in &closed.turnout {
        let sql = "INSERT INTO turnout (wave, organisation, role, open_link, invited, finished) \
                   VALUES ($1, $2, $3, $4, $5, $6)";
        let role = turnout.role.id();
        let (invited, finished) = (turnout.invited, turnout.finished);
        execute!(tx.on(), sql, wave.0, turnout.organisation.0, role, turnout.open_link, invited, finished)?;
    }
    Ok(())
}
