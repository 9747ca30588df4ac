//! Projects of other programs: bringing one in as a whole, and what came in before.

use sqlx::FromRow;
use troth_network::{NetworkId, Timestamp, TranscriptId};
use troth_say::{Change, Claim, Coding, CodingTask};
use uuid::Uuid;

use crate::Store;
use crate::columns::json_column;
use crate::db::{Tx, execute, fetch_all, fetch_optional};
use crate::error::StoreError;
use crate::transcript::StoredTranscript;

/// Something that came in a file, by its id there.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Brought {
    /// The text it is, or lies in.
    pub transcript: TranscriptId,
    /// Its id in the file, or one worked out from the words of a text.
    pub guid: Uuid,
    /// The id of the text, passage or claim that it became.
    pub made: Uuid,
}

/// A project to be stored: all of it or nothing.
#[derive(Debug, Clone, Default)]
pub struct Bringing {
    /// Number of the last change of the codebook that `changes` were checked against.
    pub seen: i64,
    /// Changes of the codebook, in order.
    pub changes: Vec<Change>,
    /// New texts, each with its sealed key where something was replaced.
    pub texts: Vec<(StoredTranscript, Option<String>)>,
    /// Passages, also of texts that are there already.
    pub codings: Vec<Coding>,
    /// Claims, likewise.
    pub claims: Vec<Claim>,
    /// Who coded which text.
    pub tasks: Vec<CodingTask>,
    /// Where everything comes from.
    pub brought: Vec<Brought>,
}

#[derive(FromRow)]
struct BroughtRow {
    transcript: Uuid,
    guid: Uuid,
    made: Uuid,
}

impl Store {
    /// Stores a project in one transaction.
    ///
    /// # Errors
    /// A conflict if the codebook was changed since it was looked at, or something of it is stored already; then nothing
    /// is stored.
    pub async fn bring(
        &self,
        network: NetworkId,
        new: &Bringing,
        by: &str,
        at: Timestamp,
    ) -> Result<(), StoreError> {
        let mut tx = self.begin().await?;
        change_codebook(&mut tx, network, new, by, at).await?;
        for (stored, key) in &new.texts {
            let StoredTranscript { transcript, speakers, turns } = stored;
            crate::transcript::insert(&mut tx, transcript, speakers, turns).await?;
            if let Some(key) = key {
                crate::text_key::insert(&mut tx, transcript.id, key, at).await?;
            }
        }
        for coding in &new.codings {
            crate::coding::insert(&mut tx, coding).await?;
        }
        for claim in &new.claims {
            crate::claim::insert(&mut tx, claim).await?;
        }
        for task in &new.tasks {
            crate::coding_task::insert(&mut tx, task).await?;
        }
        for Brought { transcript, guid, made } in &new.brought {
            let sql =
                "INSERT INTO brought (transcript, guid, made) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING";
            execute!(tx.on(), sql, transcript.0, guid, made)?;
        }
        tx.commit().await
    }

    /// What came into a network in files, in the order of texts and ids.
    ///
    /// # Errors
    /// If the database fails.
    pub async fn brought(&self, network: NetworkId) -> Result<Vec<Brought>, StoreError> {
        let rows = fetch_all!(
            self.db.reader(),
            BroughtRow,
            "SELECT brought.* FROM brought JOIN transcript ON transcript.id = brought.transcript \
             WHERE transcript.network = $1 ORDER BY brought.transcript, guid, made",
            network.0
        )?;
        let one = |row: BroughtRow| Brought {
            transcript: TranscriptId(row.transcript),
            guid: row.guid,
            made: row.made,
        };
        Ok(rows.into_iter().map(one).collect())
    }
}

/// Adds changes of the codebook after the last one that was seen. Also without any, another change in between is a
/// conflict: passages were given their codes by the codebook as it was.
async fn change_codebook(
    tx: &mut Tx,
    network: NetworkId,
    new: &Bringing,
    by: &str,
    at: Timestamp,
) -> Result<(), StoreError> {
    let why = "somebody else changed it at the same moment. Bring the file again.";
    let sql = "SELECT number FROM codebook_change WHERE network = $1 ORDER BY number DESC LIMIT 1";
    let last = fetch_optional!(tx.on(), (i64,), sql, network.0)?.map_or(0, |row| row.0);
    if last != new.seen {
        return Err(StoreError::Conflict { what: "The codebook", why: why.to_owned() });
    }
    for (change, number) in new.changes.iter().zip(last + 1..) {
        let sql = "INSERT INTO codebook_change (network, number, change, made_by, made_at) VALUES ($1, $2, $3, $4, $5)";
        execute!(tx.on(), sql, network.0, number, json_column(change)?, by, at.micros())
            .map_err(|e| e.or_taken("The codebook", why))?;
    }
    Ok(())
}
