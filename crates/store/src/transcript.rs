//! Transcripts and documents with their speakers and turns. The text is written once.

use sqlx::{FromRow, Postgres, QueryBuilder, Sqlite};
use troth_network::{Day, NetworkId, RoleLevel, TranscriptId};
use troth_say::{DocumentKind, Speaker, Transcript, Turn};
use uuid::Uuid;

use crate::Store;
use crate::columns::{Row, day_column, number_column};
use crate::db::{Driver, Tx, execute, fetch_all, fetch_optional};
use crate::error::StoreError;

mod kept;
mod rows;

pub use kept::KeptText;
pub(crate) use kept::Shelf;
use rows::{SpeakerRow, TranscriptRow, TurnRow, assemble};

/// A transcript in a list: without its text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TranscriptSummary {
    /// Internal id.
    pub id: TranscriptId,
    /// Title on screen.
    pub title: String,
    /// Kind.
    pub kind: DocumentKind,
    /// The day of the interview, meeting or visit, or of publication.
    pub held_on: Option<Day>,
    /// How many speak in it, the interviewer included.
    pub speakers: i64,
    /// How many passages are coded.
    pub codings: i64,
    /// Length in code points.
    pub characters: i64,
}

/// A transcript with all that belongs to it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StoredTranscript {
    /// The transcript.
    pub transcript: Transcript,
    /// Its speakers in the order in which they were given.
    pub speakers: Vec<Speaker>,
    /// Its turns in order.
    pub turns: Vec<Turn>,
}

#[derive(FromRow)]
struct SummaryRow {
    id: Uuid,
    title: String,
    kind: String,
    held_on: Option<String>,
    speakers: i64,
    codings: i64,
    characters: i64,
}

/// Transcripts with the words of their latest version.
macro_rules! transcripts {
    () => {
        "SELECT transcript.id, network, title, file_name, kind, held_on, transcript.version, \
         COALESCE(text_version.text, transcript.text) AS text, added FROM transcript \
         LEFT JOIN text_version ON text_version.transcript = transcript.id AND text_version.number = transcript.version"
    };
}

/// Rows of one statement: a text of a megabyte has ten thousand turns, and each statement waits for the driver.
pub(crate) const AT_ONCE: usize = 500;
/// Speakers of a transcript, in the order in which they were given.
const SPEAKERS: &str = "SELECT * FROM speaker WHERE transcript = $1 ORDER BY position";

impl Store {
    /// Stores a new transcript with its speakers and turns.
    ///
    /// # Errors
    /// A conflict if the id is taken or a speaker's label comes twice.
    pub async fn insert_transcript(
        &self,
        transcript: &Transcript,
        speakers: &[Speaker],
        turns: &[Turn],
    ) -> Result<(), StoreError> {
        let mut tx = self.begin().await?;
        insert(&mut tx, transcript, speakers, turns).await?;
        tx.commit().await
    }

    /// The same with the sealed key that leads from its pseudonyms back to words.
    ///
    /// # Errors
    /// As [`Store::insert_transcript`].
    pub async fn insert_transcript_with_key(
        &self,
        stored: &StoredTranscript,
        sealed_key: &str,
    ) -> Result<(), StoreError> {
        let mut tx = self.begin().await?;
        insert(&mut tx, &stored.transcript, &stored.speakers, &stored.turns).await?;
        crate::text_key::insert(&mut tx, stored.transcript.id, sealed_key, stored.transcript.added).await?;
        tx.commit().await
    }

    /// The transcripts of a network in the order in which they were added, without their texts.
    ///
    /// # Errors
    /// If the database fails.
    pub async fn transcripts(&self, network: NetworkId) -> Result<Vec<TranscriptSummary>, StoreError> {
        let rows = fetch_all!(
            self.db.reader(),
            SummaryRow,
            "SELECT id, title, kind, held_on, characters, \
             (SELECT COUNT(*) FROM speaker WHERE speaker.transcript = transcript.id) AS speakers, \
             (SELECT COUNT(*) FROM coding WHERE coding.transcript = transcript.id) AS codings \
             FROM transcript WHERE network = $1 ORDER BY added, id",
            network.0
        )?;
        rows.into_iter()
            .map(|row| {
                let of = Row::of("transcript", &row.id);
                Ok(TranscriptSummary {
                    kind: of.word(&row.kind)?,
                    held_on: of.day_or_none(row.held_on.as_deref())?,
                    id: TranscriptId(row.id),
                    title: row.title,
                    speakers: row.speakers,
                    codings: row.codings,
                    characters: row.characters,
                })
            })
            .collect()
    }

    /// A transcript with its text, speakers and turns.
    ///
    /// # Errors
    /// If the database fails.
    pub async fn transcript(&self, id: TranscriptId) -> Result<Option<StoredTranscript>, StoreError> {
        let on = || self.db.reader();
        let sql = concat!(transcripts!(), " WHERE transcript.id = $1");
        let row = fetch_optional!(on(), TranscriptRow, sql, id.0)?;
        let speakers = fetch_all!(on(), SpeakerRow, SPEAKERS, id.0)?;
        let turns = "SELECT * FROM turn WHERE transcript = $1 ORDER BY position";
        let turns = fetch_all!(on(), TurnRow, turns, id.0)?;
        Ok(assemble(row.into_iter().collect(), speakers, turns)?.pop())
    }

    /// All transcripts of a network with their texts, in the order in which they were added.
    ///
    /// # Errors
    /// If the database fails.
    pub async fn all_transcripts(&self, network: NetworkId) -> Result<Vec<StoredTranscript>, StoreError> {
        let on = || self.db.reader();
        let rows = concat!(transcripts!(), " WHERE network = $1 ORDER BY added, transcript.id");
        let rows = fetch_all!(on(), TranscriptRow, rows, network.0)?;
        let speakers = fetch_all!(
            on(),
            SpeakerRow,
            "SELECT speaker.* FROM speaker JOIN transcript ON transcript.id = speaker.transcript \
             WHERE transcript.network = $1 ORDER BY speaker.position",
            network.0
        )?;
        let turns = fetch_all!(
            on(),
            TurnRow,
            "SELECT turn.* FROM turn JOIN transcript ON transcript.id = turn.transcript \
             WHERE transcript.network = $1 ORDER BY turn.position",
            network.0
        )?;
        assemble(rows, speakers, turns)
    }

    /// Changes what is known of the speaker with this label.
    ///
    /// # Errors
    /// Not found.
    pub async fn update_speaker(&self, id: TranscriptId, speaker: &Speaker) -> Result<(), StoreError> {
        let mut tx = self.begin().await?;
        let changed = execute!(
            tx.on(),
            "UPDATE speaker SET organisation = $3, role_level = $4, interviewer = $5 \
             WHERE transcript = $1 AND label = $2",
            id.0,
            &speaker.label,
            speaker.organisation.map(|o| o.0),
            speaker.role_level.map(RoleLevel::id),
            speaker.interviewer
        )?;
        if changed == 0 {
            return Err(StoreError::not_found("speaker", &speaker.label));
        }
        tx.commit().await
    }
}

/// Stores a transcript within a transaction.
pub(crate) async fn insert(
    tx: &mut Tx,
    transcript: &Transcript,
    speakers: &[Speaker],
    turns: &[Turn],
) -> Result<(), StoreError> {
    execute!(
        tx.on(),
        "INSERT INTO transcript (id, network, title, file_name, kind, held_on, text, characters, added) \
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
        transcript.id.0,
        transcript.network.0,
        &transcript.title,
        &transcript.file_name,
        transcript.kind.id(),
        day_column(transcript.held_on),
        &transcript.text,
        number_column(transcript.text.chars().count()),
        transcript.added.micros()
    )
    .map_err(|e| e.or_taken("The transcript", "it is stored already."))?;
    insert_speakers(tx, transcript.id, 0, speakers).await?;
    insert_turns(tx, transcript.id, turns).await?;
    crate::search::index(tx, transcript.id, &transcript.text, turns).await
}

/// Stores speakers within a transaction, in their order from `first`.
pub(crate) async fn insert_speakers(
    tx: &mut Tx,
    transcript: TranscriptId,
    first: i64,
    speakers: &[Speaker],
) -> Result<(), StoreError> {
    for (position, speaker) in speakers.iter().enumerate() {
        execute!(
            tx.on(),
            "INSERT INTO speaker (transcript, position, label, organisation, role_level, interviewer) \
             VALUES ($1, $2, $3, $4, $5, $6)",
            transcript.0,
            first + number_column(position),
            &speaker.label,
            speaker.organisation.map(|o| o.0),
            speaker.role_level.map(RoleLevel::id),
            speaker.interviewer
        )
        .map_err(|e| {
            let why = format!("the speaker \"{}\" is listed twice. Keep one of the two.", speaker.label);
            e.or_taken("The transcript", why)
        })?;
    }
    Ok(())
}

/// Stores turns within a transaction.
pub(crate) async fn insert_turns(
    tx: &mut Tx,
    transcript: TranscriptId,
    turns: &[Turn],
) -> Result<(), StoreError> {
    macro_rules! insert {
        ($database:ty, $on:expr, $turns:expr) => {{
            let mut query = QueryBuilder::<$database>::new(
                "INSERT INTO turn (transcript, position, speaker, start_point, end_point, at_ms) ",
            );
            query.push_values($turns, |mut row, turn| {
                row.push_bind(transcript.0)
                    .push_bind(number_column(turn.position))
                    .push_bind(turn.speaker.as_deref())
                    .push_bind(number_column(turn.start))
                    .push_bind(number_column(turn.end))
                    .push_bind(turn.at_ms.and_then(|at| i64::try_from(at).ok()));
            });
            query.build().execute($on).await.map(|_| ())
        }};
    }
    for turns in turns.chunks(AT_ONCE) {
        let stored = match tx.on() {
            Driver::Sqlite(on) => insert!(Sqlite, on, turns),
            Driver::Postgres(on) => insert!(Postgres, on, turns),
        };
        stored.map_err(|e| {
            StoreError::from(e).or_taken("The transcript", "two of its turns have the same place.")
        })?;
    }
    Ok(())
}
