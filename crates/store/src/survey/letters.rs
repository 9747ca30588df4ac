//! Letters of a round: a link is stored together with the letter that brings it, and no letter outlives the round.

use sqlx::FromRow;
use troth_network::{Day, ParticipantId, Timestamp, WaveId};
use uuid::Uuid;

use crate::Store;
use crate::columns::{Row, day_column};
use crate::db::{Tx, execute, fetch_all};
use crate::error::StoreError;

/// How the queue names first letters.
const INVITATION: &str = "survey_invitation";
/// How it names reminders. Nothing is kept of one that fails: it would tell who had not answered.
const REMINDER: &str = "survey_reminder";
/// Most reminders of one round.
const MOST: i64 = 3;

/// A letter to a participant, with the link it brings.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SurveyLetter {
    /// Internal id.
    pub id: Uuid,
    /// To whom.
    pub participant: ParticipantId,
    /// Hash of the token of its link. Earlier links go on working.
    pub token_hash: String,
    /// What it says, sealed about `mail:ID`.
    pub sealed: String,
}

/// What became of reminding.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reminding {
    /// Letters are in the queue.
    Queued,
    /// The last ones are too recent; again from this day on.
    TooSoon(Day),
    /// There were as many as there may be.
    Enough,
    /// The round is not open.
    Over,
}

#[derive(FromRow)]
struct Reminded {
    on_day: String,
}

impl Store {
    /// Puts the first letter to each of these people of an open round into the queue, all or none; whoever has left the
    /// list or has had one is passed over.
    ///
    /// # Errors
    /// If the database fails.
    pub async fn invite_participants(
        &self,
        wave: WaveId,
        letters: &[SurveyLetter],
        today: Day,
        now: Timestamp,
    ) -> Result<(), StoreError> {
        let mut tx = self.begin().await?;
        for letter in letters {
            let sql = "UPDATE participant SET invited = $3 WHERE id = $1 AND wave = $2 AND gone IS NULL \
                       AND invited IS NULL AND EXISTS (SELECT 1 FROM wave WHERE id = $2 AND state = 'open')";
            if execute!(tx.on(), sql, letter.participant.0, wave.0, day_column(Some(today)))? > 0 {
                put(&mut tx, wave, letter, INVITATION, now).await?;
            }
        }
        tx.commit().await
    }

    /// Reminds those of an open round who have not finished, all or none of the letters. Who has finished, taken
    /// everything back, left the list, does not want it, or was first written to after `before` is passed over; how many
    /// were not is told to nobody. At most three times in a round, and not before `again_from` the last time.
    ///
    /// # Errors
    /// If the database fails.
    pub async fn remind_participants(
        &self,
        wave: WaveId,
        letters: &[SurveyLetter],
        (before, today): (Day, Day),
        now: Timestamp,
        again_from: impl Fn(Day) -> Day + Send,
    ) -> Result<Reminding, StoreError> {
        let mut tx = self.begin().await?;
        // Of two who press at the same time the second waits here, and then reads the first one's row.
        let sql = "UPDATE survey SET revision = revision WHERE wave = $1 \
                   AND EXISTS (SELECT 1 FROM wave WHERE id = $1 AND state = 'open')";
        if execute!(tx.on(), sql, wave.0)? == 0 {
            return Ok(Reminding::Over);
        }
        let days = reminded(&mut tx, wave).await?;
        let number = i64::try_from(days.len()).unwrap_or(MOST);
        if number >= MOST {
            return Ok(Reminding::Enough);
        }
        if let Some(from) = days.last().map(|last| again_from(*last)).filter(|from| *from > today) {
            return Ok(Reminding::TooSoon(from));
        }
        let sql = "INSERT INTO survey_reminder (wave, number, on_day) VALUES ($1, $2, $3)";
        execute!(tx.on(), sql, wave.0, number + 1, day_column(Some(today)))?;
        for letter in letters {
            // Whether they had a first letter stays as it is: it is told as a number, which must not follow from who has
            // finished.
            let sql = "UPDATE participant SET reminded = reminded + 1 \
                       WHERE id = $1 AND wave = $2 AND gone IS NULL AND finished_at IS NULL AND NOT withdrawn \
                       AND NOT unreminded AND (invited IS NULL OR invited <= $3)";
            if execute!(tx.on(), sql, letter.participant.0, wave.0, day_column(Some(before)))? > 0 {
                put(&mut tx, wave, letter, REMINDER, now).await?;
            }
        }
        tx.commit().await?;
        Ok(Reminding::Queued)
    }

    /// The days on which a round that is not closed was reminded of.
    ///
    /// # Errors
    /// If the database fails.
    pub async fn reminders_of(&self, wave: WaveId) -> Result<Vec<Day>, StoreError> {
        let sql = "SELECT on_day FROM survey_reminder WHERE wave = $1 ORDER BY number";
        let rows = fetch_all!(self.db.reader(), Reminded, sql, wave.0)?;
        rows.into_iter().map(|row| Row::of("survey_reminder", &wave.0).day(&row.on_day)).collect()
    }

    /// Notes that somebody does not want to be reminded, and takes back what waits. Whether the round is open and they
    /// are on its list.
    ///
    /// # Errors
    /// If the database fails.
    pub async fn unremind_participant(&self, id: ParticipantId) -> Result<bool, StoreError> {
        let mut tx = self.begin().await?;
        let sql = "UPDATE participant SET unreminded = $2 WHERE id = $1 AND gone IS NULL \
                   AND EXISTS (SELECT 1 FROM wave WHERE wave.id = participant.wave AND wave.state = 'open')";
        let noted = execute!(tx.on(), sql, id.0, true)?;
        drop_reminder(&mut tx, id).await?;
        tx.commit().await?;
        Ok(noted > 0)
    }

    /// Those of a round whose first letter could not be delivered, as far as that is kept.
    ///
    /// # Errors
    /// If the database fails.
    pub async fn undelivered_to(&self, wave: WaveId) -> Result<Vec<ParticipantId>, StoreError> {
        let sql = "SELECT DISTINCT mail.participant FROM mail JOIN participant ON participant.id = mail.participant \
                   WHERE participant.wave = $1 AND mail.state = 'failed' AND mail.kind = $2 ORDER BY mail.participant";
        let rows = fetch_all!(self.db.reader(), (Uuid,), sql, wave.0, INVITATION)?;
        Ok(rows.into_iter().map(|row| ParticipantId(row.0)).collect())
    }
}

async fn reminded(tx: &mut Tx, wave: WaveId) -> Result<Vec<Day>, StoreError> {
    let sql = "SELECT on_day FROM survey_reminder WHERE wave = $1 ORDER BY number";
    let rows = fetch_all!(tx.on(), Reminded, sql, wave.0)?;
    rows.into_iter().map(|row| Row::of("survey_reminder", &wave.0).day(&row.on_day)).collect()
}

async fn put(
    tx: &mut Tx,
    wave: WaveId,
    letter: &SurveyLetter,
    kind: &str,
    now: Timestamp,
) -> Result<(), StoreError> {
    let sql =
        "INSERT INTO survey_link (token_hash, wave, participant, organisation) VALUES ($1, $2, $3, NULL)";
    execute!(tx.on(), sql, &letter.token_hash, wave.0, letter.participant.0)?;
    let sql = "INSERT INTO mail (id, kind, sealed, state, attempts, run_after, created, participant) \
               VALUES ($1, $2, $3, 'queued', 0, $4, $4, $5)";
    execute!(tx.on(), sql, letter.id, kind, &letter.sealed, now.micros(), letter.participant.0)?;
    Ok(())
}

/// Takes back a reminder that waits.
pub(super) async fn drop_reminder(tx: &mut Tx, id: ParticipantId) -> Result<(), StoreError> {
    execute!(tx.on(), "DELETE FROM mail WHERE participant = $1 AND kind = $2", id.0, REMINDER)?;
    Ok(())
}

/// Takes all letters of a round out of the queue, and what is known of those that failed.
pub(super) async fn drop_letters(tx: &mut Tx, wave: WaveId) -> Result<(), StoreError> {
    let sql = "DELETE FROM mail WHERE participant IN (SELECT id FROM participant WHERE wave = $1)";
    execute!(tx.on(), sql, wave.0)?;
    Ok(())
}
