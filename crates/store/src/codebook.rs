//! Changes of a partnership's codebook, in order; the last can be taken back.

use sqlx::FromRow;
use troth_network::{NetworkId, Timestamp};
use troth_say::Change;

use crate::Store;
use crate::columns::{Row, json_column};
use crate::db::{execute, fetch_all, fetch_optional};
use crate::error::StoreError;

/// A change that was made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CodebookEntry {
    /// Place in the order of changes, from 1.
    pub number: i64,
    /// What was changed.
    pub change: Change,
    /// Who made it.
    pub made_by: String,
    /// When.
    pub made_at: Timestamp,
    /// Who took it back, and when.
    pub undone: Option<(String, Timestamp)>,
}

#[derive(FromRow)]
struct ChangeRow {
    number: i64,
    change: String,
    made_by: String,
    made_at: i64,
    undone_by: Option<String>,
    undone_at: Option<i64>,
}

impl Store {
    /// All changes of a network's codebook in order, with those that were taken back.
    ///
    /// # Errors
    /// If the database fails.
    pub async fn codebook_changes(&self, network: NetworkId) -> Result<Vec<CodebookEntry>, StoreError> {
        let sql = "SELECT number, change, made_by, made_at, undone_by, undone_at FROM codebook_change \
                   WHERE network = $1 ORDER BY number";
        let rows = fetch_all!(self.db.reader(), ChangeRow, sql, network.0)?;
        rows.into_iter()
            .map(|row| {
                Ok(CodebookEntry {
                    change: Row::of("codebook_change", &row.number).json(&row.change)?,
                    number: row.number,
                    made_by: row.made_by,
                    made_at: Timestamp::from_micros(row.made_at),
                    undone: row.undone_by.zip(row.undone_at.map(Timestamp::from_micros)),
                })
            })
            .collect()
    }

    /// Adds a change. `after` is the number of the last change its maker had seen (0 for none).
    ///
    /// # Errors
    /// A conflict if there was another change since: it has to be checked against that one.
    pub async fn add_codebook_change(
        &self,
        network: NetworkId,
        after: i64,
        change: &Change,
        by: &str,
        at: Timestamp,
    ) -> Result<(), StoreError> {
        let changed = || StoreError::Conflict {
            what: "The codebook",
            why: "somebody else changed it at the same moment. Load the page again.".to_owned(),
        };
        let mut tx = self.begin().await?;
        let sql = "SELECT number FROM codebook_change WHERE network = $1 ORDER BY number DESC LIMIT 1";
        let last = fetch_optional!(tx.on(), (i64,), sql, network.0)?.map_or(0, |row| row.0);
        if last != after {
            return Err(changed());
        }
        execute!(
            tx.on(),
            "INSERT INTO codebook_change (network, number, change, made_by, made_at) VALUES ($1, $2, $3, $4, $5)",
            network.0,
            after + 1,
            json_column(change)?,
            by,
            at.micros()
        )
        .map_err(|e| e.or_taken("The codebook", "somebody else changed it at the same moment. Load the page again."))?;
        tx.commit().await
    }

    /// Takes the change of this number back; it must be the last that holds.
    ///
    /// # Errors
    /// A conflict if it was taken back already or another change was made since.
    pub async fn undo_codebook_change(
        &self,
        network: NetworkId,
        number: i64,
        by: &str,
        at: Timestamp,
    ) -> Result<(), StoreError> {
        let mut tx = self.begin().await?;
        let undone = execute!(
            tx.on(),
            "UPDATE codebook_change SET undone_by = $3, undone_at = $4 WHERE network = $1 AND number = $2 \
             AND undone_at IS NULL AND NOT EXISTS (SELECT 1 FROM codebook_change later \
             WHERE later.network = $1 AND later.number > $2 AND later.undone_at IS NULL)",
            network.0,
            number,
            by,
            at.micros()
        )?;
        if undone == 0 {
            let why =
                "this change was taken back already, or another was made after it. Load the page again.";
            return Err(StoreError::Conflict { what: "The codebook", why: why.to_owned() });
        }
        tx.commit().await
    }
}
