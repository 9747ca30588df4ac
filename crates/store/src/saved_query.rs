//! What the custodian looks for again and again among the passages.

use sqlx::FromRow;
use troth_network::{NetworkId, Timestamp};
use uuid::Uuid;

use crate::Store;
use crate::db::{Tx, execute, fetch_all};
use crate::error::StoreError;

/// A question with a name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SavedQuery {
    /// Internal id.
    pub id: Uuid,
    /// The partnership.
    pub network: NetworkId,
    /// Name on screen, unique in its partnership.
    pub name: String,
    /// The fields of the address, as an address holds them.
    pub query: String,
    /// Who saved it.
    pub made_by: String,
    /// When.
    pub made_at: Timestamp,
}

#[derive(FromRow)]
struct SavedRow {
    id: Uuid,
    network: Uuid,
    name: String,
    query: String,
    made_by: String,
    made_at: i64,
}

impl Store {
    /// The saved questions of a network by name.
    ///
    /// # Errors
    /// If the database fails.
    pub async fn saved_queries(&self, network: NetworkId) -> Result<Vec<SavedQuery>, StoreError> {
        let sql = "SELECT id, network, name, query, made_by, made_at FROM saved_query WHERE network = $1";
        let rows = fetch_all!(self.db.reader(), SavedRow, sql, network.0)?;
        let saved = rows.into_iter().map(|row| SavedQuery {
            id: row.id,
            network: NetworkId(row.network),
            name: row.name,
            query: row.query,
            made_by: row.made_by,
            made_at: Timestamp::from_micros(row.made_at),
        });
        let mut saved: Vec<SavedQuery> = saved.collect();
        // Sorted here: the two databases order letters differently.
        saved.sort_by(|a, b| a.name.cmp(&b.name));
        Ok(saved)
    }

    /// Saves a question.
    ///
    /// # Errors
    /// A conflict if another has this name.
    pub async fn save_query(&self, new: &SavedQuery) -> Result<(), StoreError> {
        let mut tx = self.begin().await?;
        execute!(
            tx.on(),
            "INSERT INTO saved_query (id, network, name, query, made_by, made_at) VALUES ($1, $2, $3, $4, $5, $6)",
            new.id,
            new.network.0,
            &new.name,
            &new.query,
            &new.made_by,
            new.made_at.micros()
        )
        .map_err(|e| e.or_taken("The question", "another one has this name. Choose another name."))?;
        tx.commit().await
    }

    /// Removes a saved question.
    ///
    /// # Errors
    /// Not found, if the network has no such question.
    pub async fn remove_query(&self, network: NetworkId, id: Uuid) -> Result<(), StoreError> {
        let mut tx = self.begin().await?;
        let sql = "DELETE FROM saved_query WHERE network = $1 AND id = $2";
        if execute!(tx.on(), sql, network.0, id)? == 0 {
            return Err(StoreError::not_found("saved question", id));
        }
        tx.commit().await
    }
}

/// Removes the questions of a network that name a speaker, words or a text: one of them may be what is erased.
pub(crate) async fn forget_naming(tx: &mut Tx, network: NetworkId) -> Result<(), StoreError> {
    let sql = "DELETE FROM saved_query WHERE network = $1 AND \
               (query LIKE '%speaker=%' OR query LIKE '%text=%' OR query LIKE '%transcript=%')";
    execute!(tx.on(), sql, network.0)?;
    Ok(())
}
