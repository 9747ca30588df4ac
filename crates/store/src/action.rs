//! Agreed actions, each with a version, so that two who write at once do not overwrite each other.

use sqlx::FromRow;
use troth_act::Action;
use troth_network::{ActionId, NetworkId};
use uuid::Uuid;

use crate::Store;
use crate::columns::{Row, json_column};
use crate::db::{execute, fetch_all, fetch_optional};
use crate::error::StoreError;

/// A value with the version under which it is stored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stored<T> {
    /// The value.
    pub value: T,
    /// Its version, from 1; counts up with every change.
    pub version: i64,
}

#[derive(FromRow)]
struct ActionRow {
    id: Uuid,
    version: i64,
    body: String,
}

impl ActionRow {
    fn into_action(self) -> Result<Stored<Action>, StoreError> {
        let value = Row::of("action", &self.id).json(&self.body)?;
        Ok(Stored { value, version: self.version })
    }
}

impl Store {
    /// Stores a new action as version 1.
    ///
    /// # Errors
    /// A missing reference if an organisation or the action it follows is not stored.
    pub async fn insert_action(&self, action: &Action) -> Result<(), StoreError> {
        let mut tx = self.begin().await?;
        let body = json_column(action)?;
        execute!(
            tx.on(),
            "INSERT INTO action (id, network, pair_a, pair_b, narrative, previous, created, version, body) \
             VALUES ($1, $2, $3, $4, $5, $6, $7, 1, $8)",
            action.id.0,
            action.network.0,
            action.pair.a().0,
            action.pair.b().0,
            &action.narrative,
            action.previous.map(|p| p.0),
            action.created.micros(),
            &body
        )
        .map_err(|e| e.or_taken("The action", "it is stored already."))?;
        tx.commit().await
    }

    /// The actions of a network, oldest first.
    ///
    /// # Errors
    /// If the database fails.
    pub async fn actions(&self, network: NetworkId) -> Result<Vec<Stored<Action>>, StoreError> {
        let sql = "SELECT id, version, body FROM action WHERE network = $1 ORDER BY created, id";
        let rows = fetch_all!(self.db.reader(), ActionRow, sql, network.0)?;
        rows.into_iter().map(ActionRow::into_action).collect()
    }

    /// An action.
    ///
    /// # Errors
    /// If the database fails.
    pub async fn action(&self, id: ActionId) -> Result<Option<Stored<Action>>, StoreError> {
        let sql = "SELECT id, version, body FROM action WHERE id = $1";
        fetch_optional!(self.db.reader(), ActionRow, sql, id.0)?.map(ActionRow::into_action).transpose()
    }

    /// Saves an action that was read as `expected_version`, and returns its new version.
    ///
    /// # Errors
    /// A conflict if somebody else saved it since; not found.
    pub async fn update_action(&self, action: &Action, expected_version: i64) -> Result<i64, StoreError> {
        let mut tx = self.begin().await?;
        let body = json_column(action)?;
        let changed = execute!(
            tx.on(),
            "UPDATE action SET narrative = $3, previous = $4, body = $5, version = version + 1 \
             WHERE id = $1 AND version = $2",
            action.id.0,
            expected_version,
            &action.narrative,
            action.previous.map(|p| p.0),
            &body
        )?;
        if changed == 0 {
            let sql = "SELECT version FROM action WHERE id = $1";
            return Err(match fetch_optional!(tx.on(), (i64,), sql, action.id.0)? {
                Some(_) => StoreError::Conflict {
                    what: "The action",
                    why: "somebody else saved it first. Load it again and repeat your change.".to_owned(),
                },
                None => StoreError::not_found("action", action.id),
            });
        }
        tx.commit().await?;
        Ok(expected_version + 1)
    }
}
