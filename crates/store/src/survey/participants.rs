//! Who is asked in a round, and about whom.

use troth_network::{Day, OrganisationId, ParticipantId, Timestamp, VisibleTo, WaveId};
use troth_rate::round::{Asked, Participant};

use super::stored::{AskedRow, ParticipantRow};
use crate::Store;
use crate::columns::day_column;
use crate::db::{Tx, execute, fetch_all, fetch_optional};
use crate::error::StoreError;

/// What name and address of a participant are sealed about.
pub fn about_participant(participant: ParticipantId) -> String {
    format!("participant:{participant}")
}

impl Store {
    /// Puts people on the list of a round that is not closed, each with those they are asked about, all or none.
    ///
    /// # Errors
    /// A conflict if one of them is on it already, the organisation has a representative already, or the round is
    /// closed.
    pub async fn add_participants(&self, new: &[(Participant, Vec<Asked>)]) -> Result<(), StoreError> {
        let mut tx = self.begin().await?;
        for (participant, asked) in new {
            let sql = "INSERT INTO participant (id, wave, organisation, role, open_link, sealed, again, joined, \
                       began_at, withdrawn, reminded, revision) SELECT $1, $2, $3, $4, $5, $6, $7, $8, $9, $10, 0, 0 \
                       FROM wave WHERE id = $2 AND state <> 'closed'";
            let added = execute!(
                tx.on(),
                sql,
                participant.id.0,
                participant.wave.0,
                participant.organisation.0,
                participant.role.id(),
                participant.open_link,
                &participant.sealed,
                &participant.again,
                day_column(Some(participant.joined)),
                participant.began.map(Timestamp::micros),
                participant.withdrawn
            )
            .map_err(|e| {
                let why =
                    "this person, or another representative of the organisation, is on the list already.";
                e.or_taken("The participant", why)
            })?;
            if added == 0 {
                return Err(closed());
            }
            put_asked(&mut tx, participant.id, asked).await?;
        }
        tx.commit().await
    }

    /// The participants of a round, also those who left the list, by organisation.
    ///
    /// # Errors
    /// If the database fails.
    pub async fn participants(&self, wave: WaveId) -> Result<Vec<Participant>, StoreError> {
        let sql = "SELECT * FROM participant WHERE wave = $1 ORDER BY organisation, role, id";
        let rows = fetch_all!(self.db.reader(), ParticipantRow, sql, wave.0)?;
        rows.into_iter().map(ParticipantRow::into_participant).collect()
    }

    /// A participant.
    ///
    /// # Errors
    /// If the database fails.
    pub async fn participant(&self, id: ParticipantId) -> Result<Option<Participant>, StoreError> {
        let sql = "SELECT * FROM participant WHERE id = $1";
        let row = fetch_optional!(self.db.reader(), ParticipantRow, sql, id.0)?;
        row.map(ParticipantRow::into_participant).transpose()
    }

    /// About whom a participant is asked, in order.
    ///
    /// # Errors
    /// If the database fails.
    pub async fn asked(&self, id: ParticipantId) -> Result<Vec<Asked>, StoreError> {
        let sql = "SELECT * FROM asked WHERE participant = $1 ORDER BY position, target";
        let rows = fetch_all!(self.db.reader(), AskedRow, sql, id.0)?;
        rows.into_iter().map(AskedRow::into_asked).collect()
    }

    /// About whom everybody of a round is asked.
    ///
    /// # Errors
    /// If the database fails.
    pub async fn asked_in(&self, wave: WaveId) -> Result<Vec<(ParticipantId, Asked)>, StoreError> {
        let sql = "SELECT asked.* FROM asked JOIN participant ON participant.id = asked.participant \
                   WHERE participant.wave = $1 ORDER BY asked.participant, asked.position, asked.target";
        let rows = fetch_all!(self.db.reader(), AskedRow, sql, wave.0)?;
        rows.into_iter().map(|row| Ok((ParticipantId(row.participant), row.into_asked()?))).collect()
    }

    /// Says anew about whom people of a draft are asked, all or none.
    ///
    /// # Errors
    /// A conflict if the round is not a draft any more.
    pub async fn assign(
        &self,
        wave: WaveId,
        asked: &[(ParticipantId, Vec<Asked>)],
    ) -> Result<(), StoreError> {
        let mut tx = self.begin().await?;
        let sql = "UPDATE survey SET revision = revision + 1 WHERE wave = $1 \
                   AND EXISTS (SELECT 1 FROM wave WHERE id = $1 AND state = 'draft')";
        if execute!(tx.on(), sql, wave.0)? == 0 {
            let why = "the round has begun. Those who are asked can add and leave out partners themselves."
                .to_owned();
            return Err(StoreError::Conflict { what: "Who is asked about whom", why });
        }
        for (participant, asked) in asked {
            execute!(tx.on(), "DELETE FROM asked WHERE participant = $1", participant.0)?;
            put_asked(&mut tx, *participant, asked).await?;
        }
        tx.commit().await
    }

    /// Takes somebody off the list of an open round, with all they wrote and their links. Whether they were on it.
    ///
    /// # Errors
    /// If the database fails.
    pub async fn participant_left(&self, id: ParticipantId, on: Day) -> Result<bool, StoreError> {
        let mut tx = self.begin().await?;
        let sql = "UPDATE participant SET gone = $2, sealed = NULL, receipt = NULL, finished_at = NULL, \
                   again = $3, revision = revision + 1 WHERE id = $1 AND gone IS NULL";
        // Nothing finds them again, so that the same person can be put on the list once more.
        let left = execute!(tx.on(), sql, id.0, day_column(Some(on)), format!("gone {id}"))?;
        execute!(tx.on(), "DELETE FROM reply WHERE participant = $1", id.0)?;
        execute!(tx.on(), "DELETE FROM asked WHERE participant = $1", id.0)?;
        execute!(tx.on(), "DELETE FROM survey_link WHERE participant = $1", id.0)?;
        execute!(tx.on(), "DELETE FROM mail WHERE participant = $1", id.0)?;
        tx.commit().await?;
        Ok(left > 0)
    }

    /// Adds a partner that a participant works with, at the end of their list. One that is there already is not left
    /// out any more. Whether the round is open and the participant on its list.
    ///
    /// # Errors
    /// A missing reference if the organisation is not stored.
    pub async fn add_asked(&self, id: ParticipantId, target: OrganisationId) -> Result<bool, StoreError> {
        let mut tx = self.begin().await?;
        if next_revision(&mut tx, id, None).await?.is_none() {
            return Ok(false);
        }
        let sql = "INSERT INTO asked (participant, target, position, added, skipped) \
                   SELECT $1, $2, COALESCE(MAX(position), -1) + 1, $3, $4 FROM asked WHERE participant = $1 \
                   ON CONFLICT (participant, target) DO UPDATE SET skipped = excluded.skipped";
        execute!(tx.on(), sql, id.0, target.0, true, false)?;
        tx.commit().await?;
        Ok(true)
    }
}

/// The participant's next revision; `None` if the round is not open or they are not on its list. Every write of a
/// participant begins with it: it takes the row, which closing takes too, so that nothing is written beside a closing.
pub(super) async fn next_revision(
    tx: &mut Tx,
    id: ParticipantId,
    saved: Option<Timestamp>,
) -> Result<Option<i64>, StoreError> {
    let sql = "UPDATE participant SET revision = revision + 1, saved_at = COALESCE($2, saved_at), \
               began_at = COALESCE(began_at, $2) WHERE id = $1 AND gone IS NULL \
               AND EXISTS (SELECT 1 FROM wave WHERE wave.id = participant.wave AND wave.state = 'open') \
               RETURNING revision";
    let row = fetch_optional!(tx.on(), (i64,), sql, id.0, saved.map(Timestamp::micros))?;
    Ok(row.map(|row| row.0))
}

async fn put_asked(tx: &mut Tx, id: ParticipantId, asked: &[Asked]) -> Result<(), StoreError> {
    for asked in asked {
        let sql = "INSERT INTO asked (participant, target, position, added, skipped, visible_to) \
                   VALUES ($1, $2, $3, $4, $5, $6)";
        let visible_to = asked.visible_to.map(VisibleTo::id);
        execute!(tx.on(), sql, id.0, asked.target.0, asked.position, asked.added, asked.skipped, visible_to)?;
    }
    Ok(())
}

fn closed() -> StoreError {
    let why = "the round is closed. Begin a new one to ask somebody.".to_owned();
    StoreError::Conflict { what: "The list of who is asked", why }
}
