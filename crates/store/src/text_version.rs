//! Later versions of a text. A correction moves passages, claims and decisions to where they stand in the new version, in the
//! same transaction; those it could not place keep their version.

use sqlx::FromRow;
use troth_network::{ClaimId, CodingId, Timestamp, TranscriptId};
use troth_say::Turn;
use uuid::Uuid;

use crate::Store;
use crate::columns::number_column;
use crate::db::{execute, fetch_all, fetch_optional};
use crate::error::StoreError;

/// A version of a text in a list: without the words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TextVersion {
    /// From 1.
    pub number: u32,
    /// Why it was made; empty for the first.
    pub reason: String,
    /// Who made it; nobody for the first, which came with the text.
    pub made_by: Option<String>,
    /// When.
    pub made_at: Timestamp,
    /// Length in code points.
    pub characters: i64,
}

/// A correction, worked out against one version.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Correction {
    /// The text.
    pub transcript: TranscriptId,
    /// The version that was corrected.
    pub of: u32,
    /// The new words.
    pub text: String,
    /// Their turns.
    pub turns: Vec<Turn>,
    /// Labels that are new in this version.
    pub new_speakers: Vec<troth_say::Speaker>,
    /// Where passages now stand.
    pub codings: Vec<(CodingId, usize, usize)>,
    /// Where claims now stand.
    pub claims: Vec<(ClaimId, usize, usize)>,
    /// Where the words now stand of which speakers said something, and whether they are other words than before.
    pub statements: Vec<(Uuid, usize, usize, bool)>,
    /// Where stretches now stand on which something was decided between two codings.
    pub decisions: Vec<(Uuid, usize, usize)>,
    /// Why it was made.
    pub reason: String,
    /// Who made it.
    pub by: String,
    /// When.
    pub at: Timestamp,
}

#[derive(FromRow)]
struct VersionRow {
    number: i64,
    reason: String,
    made_by: Option<String>,
    made_at: i64,
    characters: i64,
}

impl Store {
    /// Stores a correction as the next version. What coders did before can no longer be taken back step by step.
    ///
    /// # Errors
    /// A conflict if the text was corrected meanwhile.
    pub async fn correct_text(&self, new: &Correction) -> Result<(), StoreError> {
        let mut tx = self.begin().await?;
        let number = i64::from(new.of) + 1;
        let sql = "UPDATE transcript SET version = $3 WHERE id = $1 AND version = $2";
        if execute!(tx.on(), sql, new.transcript.0, i64::from(new.of), number)? == 0 {
            let why = "somebody corrected it meanwhile. Load the page again and make your correction there.";
            return Err(StoreError::Conflict { what: "The text", why: why.to_owned() });
        }
        execute!(
            tx.on(),
            "INSERT INTO text_version (transcript, number, text, characters, reason, made_by, made_at) \
             VALUES ($1, $2, $3, $4, $5, $6, $7)",
            new.transcript.0,
            number,
            &new.text,
            number_column(new.text.chars().count()),
            &new.reason,
            &new.by,
            new.at.micros()
        )?;
        execute!(tx.on(), "DELETE FROM turn WHERE transcript = $1", new.transcript.0)?;
        crate::transcript::insert_turns(&mut tx, new.transcript, &new.turns).await?;
        crate::search::forget(&mut tx, new.transcript).await?;
        crate::search::index(&mut tx, new.transcript, &new.text, &new.turns).await?;
        let sql = "SELECT COALESCE(MAX(position), -1) FROM speaker WHERE transcript = $1";
        let last = fetch_optional!(tx.on(), (i64,), sql, new.transcript.0)?.map_or(-1, |row| row.0);
        crate::transcript::insert_speakers(&mut tx, new.transcript, last + 1, &new.new_speakers).await?;
        for (id, start, end) in &new.codings {
            let sql = "UPDATE coding SET version = $2, start_point = $3, end_point = $4 WHERE id = $1";
            execute!(tx.on(), sql, id.0, number, number_column(*start), number_column(*end))?;
        }
        for (id, start, end) in &new.claims {
            let sql = "UPDATE claim SET version = $2, start_point = $3, end_point = $4 WHERE id = $1";
            execute!(tx.on(), sql, id.0, number, number_column(*start), number_column(*end))?;
        }
        for (id, start, end, reworded) in &new.statements {
            let sql = "UPDATE speaker_statement SET version = $2, start_point = $3, end_point = $4, \
                       reworded = CASE WHEN $5 THEN $5 ELSE reworded END WHERE id = $1";
            execute!(tx.on(), sql, id, number, number_column(*start), number_column(*end), *reworded)?;
        }
        for (id, start, end) in &new.decisions {
            let sql =
                "UPDATE coding_decision SET version = $2, start_point = $3, end_point = $4 WHERE id = $1";
            execute!(tx.on(), sql, id, number, number_column(*start), number_column(*end))?;
        }
        execute!(tx.on(), "DELETE FROM coding_step WHERE transcript = $1", new.transcript.0)?;
        tx.commit().await
    }

    /// The versions of a text, the first one first.
    ///
    /// # Errors
    /// If the database fails.
    pub async fn text_versions(&self, id: TranscriptId) -> Result<Vec<TextVersion>, StoreError> {
        let rows = fetch_all!(
            self.db.reader(),
            VersionRow,
            "SELECT CAST(1 AS BIGINT) AS number, '' AS reason, CAST(NULL AS TEXT) AS made_by, added AS made_at, \
             characters FROM transcript WHERE id = $1 \
             UNION ALL SELECT number, reason, made_by, made_at, characters FROM text_version WHERE transcript = $1 \
             ORDER BY number",
            id.0
        )?;
        rows.into_iter()
            .map(|row| {
                Ok(TextVersion {
                    number: crate::columns::Row::of("text_version", &id).number(row.number)?,
                    reason: row.reason,
                    made_by: row.made_by,
                    made_at: Timestamp::from_micros(row.made_at),
                    characters: row.characters,
                })
            })
            .collect()
    }

    /// The words of one version.
    ///
    /// # Errors
    /// If the database fails.
    pub async fn text_of_version(&self, id: TranscriptId, number: u32) -> Result<Option<String>, StoreError> {
        let sql = "SELECT text FROM transcript WHERE id = $1 AND $2 = 1 \
                   UNION ALL SELECT text FROM text_version WHERE transcript = $1 AND number = $2";
        let row: Option<(String,)> =
            fetch_optional!(self.db.reader(), (String,), sql, id.0, i64::from(number))?;
        Ok(row.map(|row| row.0))
    }

    /// The network of a text, without reading its words.
    ///
    /// # Errors
    /// If the database fails.
    pub async fn network_of_text(
        &self,
        id: TranscriptId,
    ) -> Result<Option<troth_network::NetworkId>, StoreError> {
        let sql = "SELECT network FROM transcript WHERE id = $1";
        let row = fetch_optional!(self.db.reader(), (Uuid,), sql, id.0)?;
        Ok(row.map(|row| troth_network::NetworkId(row.0)))
    }
}
