//! How long a network keeps its data, and when Troth last tidied up there.

use sqlx::FromRow;
use troth_network::{NetworkId, Timestamp};

use crate::Store;
use crate::columns::Row;
use crate::db::{execute, fetch_all, fetch_optional};
use crate::error::StoreError;

/// How long one kind of data is kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeepingRow {
    /// The kind, such as `answers`.
    pub kind: String,
    /// Days; `None` until somebody erases it.
    pub days: Option<u32>,
    /// Since when this holds.
    pub since: Timestamp,
}

#[derive(FromRow)]
struct Stored {
    kind: String,
    days: Option<i64>,
    since: i64,
}

impl Store {
    /// How long each kind of data of a network is kept, by kind; those that were never said are missing.
    ///
    /// # Errors
    /// If the database fails.
    pub async fn keeping(&self, network: NetworkId) -> Result<Vec<KeepingRow>, StoreError> {
        let sql = "SELECT kind, days, since FROM keeping WHERE network = $1 ORDER BY kind";
        let rows = fetch_all!(self.db.reader(), Stored, sql, network.0)?;
        rows.into_iter()
            .map(|row| {
                let days = row.days.map(|d| Row::of("keeping", &row.kind).number(d)).transpose()?;
                Ok(KeepingRow { days, since: Timestamp::from_micros(row.since), kind: row.kind })
            })
            .collect()
    }

    /// Says how long kinds of data are kept from now on, all or none.
    ///
    /// # Errors
    /// A missing reference if the network is not stored.
    pub async fn set_keeping(&self, network: NetworkId, rules: &[KeepingRow]) -> Result<(), StoreError> {
        let mut tx = self.begin().await?;
        for rule in rules {
            execute!(
                tx.on(),
                "INSERT INTO keeping (network, kind, days, since) VALUES ($1, $2, $3, $4) \
                 ON CONFLICT (network, kind) DO UPDATE SET days = excluded.days, since = excluded.since",
                network.0,
                &rule.kind,
                rule.days.map(i64::from),
                rule.since.micros()
            )?;
        }
        tx.commit().await
    }

    /// When Troth last tidied up in a network.
    ///
    /// # Errors
    /// If the database fails.
    pub async fn last_upkeep(&self, network: NetworkId) -> Result<Option<Timestamp>, StoreError> {
        let sql = "SELECT done_at FROM upkeep WHERE network = $1";
        let row = fetch_optional!(self.db.reader(), (i64,), sql, network.0)?;
        Ok(row.map(|row| Timestamp::from_micros(row.0)))
    }

    /// Notes that Troth tidied up in a network.
    ///
    /// # Errors
    /// A missing reference if the network is not stored.
    pub async fn note_upkeep(&self, network: NetworkId, at: Timestamp) -> Result<(), StoreError> {
        let mut tx = self.begin().await?;
        let sql = "INSERT INTO upkeep (network, done_at) VALUES ($1, $2) \
                   ON CONFLICT (network) DO UPDATE SET done_at = excluded.done_at";
        execute!(tx.on(), sql, network.0, at.micros())?;
        tx.commit().await
    }
}
