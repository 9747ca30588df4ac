//! Rows of transcripts, speakers and turns, and putting them together.

use std::collections::BTreeMap;

use sqlx::FromRow;
use troth_network::{NetworkId, OrganisationId, Timestamp, TranscriptId};
use troth_say::{Speaker, Transcript, Turn};
use uuid::Uuid;

use super::StoredTranscript;
use crate::columns::Row;
use crate::error::StoreError;

#[derive(FromRow)]
pub(super) struct TranscriptRow {
    id: Uuid,
    network: Uuid,
    title: String,
    file_name: Option<String>,
    kind: String,
    held_on: Option<String>,
    version: i64,
    text: String,
    added: i64,
}

#[derive(FromRow)]
pub(super) struct SpeakerRow {
    transcript: Uuid,
    label: String,
    organisation: Option<Uuid>,
    role_level: Option<String>,
    interviewer: bool,
}

impl SpeakerRow {
    pub(super) fn into_speaker(self) -> Result<Speaker, StoreError> {
        let role_level = Row::of("speaker", &self.label).word_or_none(self.role_level.as_deref())?;
        Ok(Speaker {
            label: self.label,
            organisation: self.organisation.map(OrganisationId),
            role_level,
            interviewer: self.interviewer,
        })
    }
}

#[derive(FromRow)]
pub(super) struct TurnRow {
    transcript: Uuid,
    position: i64,
    speaker: Option<String>,
    start_point: i64,
    end_point: i64,
    at_ms: Option<i64>,
}

/// Hands each transcript its own speakers and turns.
pub(super) fn assemble(
    rows: Vec<TranscriptRow>,
    speakers: Vec<SpeakerRow>,
    turns: Vec<TurnRow>,
) -> Result<Vec<StoredTranscript>, StoreError> {
    let mut speakers_of: BTreeMap<Uuid, Vec<Speaker>> = BTreeMap::new();
    for row in speakers {
        speakers_of.entry(row.transcript).or_default().push(row.into_speaker()?);
    }
    let mut turns_of: BTreeMap<Uuid, Vec<Turn>> = BTreeMap::new();
    for row in turns {
        let of = Row::of("turn", &row.transcript);
        turns_of.entry(row.transcript).or_default().push(Turn {
            position: of.number(row.position)?,
            start: of.number(row.start_point)?,
            end: of.number(row.end_point)?,
            speaker: row.speaker,
            at_ms: row.at_ms.map(|at| of.number(at)).transpose()?,
        });
    }
    rows.into_iter()
        .map(|row| {
            let of = Row::of("transcript", &row.id);
            Ok(StoredTranscript {
                transcript: Transcript {
                    kind: of.word(&row.kind)?,
                    held_on: of.day_or_none(row.held_on.as_deref())?,
                    version: of.number(row.version)?,
                    id: TranscriptId(row.id),
                    network: NetworkId(row.network),
                    title: row.title,
                    file_name: row.file_name,
                    text: row.text,
                    added: Timestamp::from_micros(row.added),
                },
                speakers: speakers_of.remove(&row.id).unwrap_or_default(),
                turns: turns_of.remove(&row.id).unwrap_or_default(),
            })
        })
        .collect()
}
