//! Rows of participants and of what they wrote, as the domain's types.

use sqlx::FromRow;
use troth_network::{OrganisationId, ParticipantId, Timestamp, WaveId};
use troth_rate::round::{Asked, Participant, Reply, reply};
use uuid::Uuid;

use crate::columns::Row;
use crate::error::StoreError;

#[derive(FromRow)]
pub(super) struct ParticipantRow {
    id: Uuid,
    wave: Uuid,
    organisation: Uuid,
    role: String,
    open_link: bool,
    sealed: Option<String>,
    again: String,
    joined: String,
    gone: Option<String>,
    began_at: Option<i64>,
    saved_at: Option<i64>,
    finished_at: Option<i64>,
    withdrawn: bool,
    invited: Option<String>,
    reminded: i64,
    unreminded: bool,
    receipt: Option<String>,
    revision: i64,
}

impl ParticipantRow {
    pub(super) fn into_participant(self) -> Result<Participant, StoreError> {
        let row = Row::of("participant", &self.id);
        Ok(Participant {
            role: row.word(&self.role)?,
            joined: row.day(&self.joined)?,
            gone: row.day_or_none(self.gone.as_deref())?,
            id: ParticipantId(self.id),
            wave: WaveId(self.wave),
            organisation: OrganisationId(self.organisation),
            open_link: self.open_link,
            sealed: self.sealed,
            again: self.again,
            began: self.began_at.map(Timestamp::from_micros),
            saved: self.saved_at.map(Timestamp::from_micros),
            finished: self.finished_at.map(Timestamp::from_micros),
            withdrawn: self.withdrawn,
            invited: row.day_or_none(self.invited.as_deref())?,
            reminded: self.reminded,
            unreminded: self.unreminded,
            receipt: self.receipt,
            revision: self.revision,
        })
    }
}

#[derive(FromRow)]
pub(super) struct AskedRow {
    pub(super) participant: Uuid,
    target: Uuid,
    position: i64,
    added: bool,
    skipped: bool,
    visible_to: Option<String>,
}

impl AskedRow {
    pub(super) fn into_asked(self) -> Result<Asked, StoreError> {
        let row = Row::of("asked", &self.participant);
        Ok(Asked {
            visible_to: row.word_or_none(self.visible_to.as_deref())?,
            target: OrganisationId(self.target),
            position: self.position,
            added: self.added,
            skipped: self.skipped,
        })
    }
}

#[derive(FromRow)]
pub(super) struct ReplyRow {
    pub(super) participant: Uuid,
    item: String,
    about: Uuid,
    kind: String,
    answer: String,
    revision: i64,
}

impl ReplyRow {
    pub(super) fn into_reply(self) -> Result<Reply, StoreError> {
        let row = Row::of("reply", &self.participant);
        let answer = reply::read(&self.kind, &self.answer)
            .ok_or_else(|| row.corrupt(format!("What is stored for \"{}\" is no answer.", self.item)))?;
        Ok(Reply { answer, item: self.item, about: self.about, revision: self.revision })
    }
}
