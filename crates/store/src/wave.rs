//! Survey rounds.

use sqlx::FromRow;
use troth_network::{NetworkId, Wave, WaveId, WaveState};
use uuid::Uuid;

use crate::Store;
use crate::columns::{Row, day_column};
use crate::db::{fetch_all, fetch_one, fetch_optional};
use crate::error::StoreError;

#[derive(FromRow)]
struct WaveRow {
    id: Uuid,
    network: Uuid,
    external_id: String,
    label: String,
    opened: Option<String>,
    closed: Option<String>,
    state: String,
    position: i64,
}

impl WaveRow {
    fn into_wave(self) -> Result<Wave, StoreError> {
        let row = Row::of("wave", &self.id);
        let state = match self.state.as_str() {
            "draft" => WaveState::Draft,
            "open" => WaveState::Open,
            "closed" => WaveState::Closed,
            other => return Err(row.corrupt(format!("\"{other}\" is not a state of a wave."))),
        };
        Ok(Wave {
            opened: row.day_or_none(self.opened.as_deref())?,
            closed: row.day_or_none(self.closed.as_deref())?,
            id: WaveId(self.id),
            network: NetworkId(self.network),
            external_id: self.external_id,
            label: self.label,
            state,
            position: self.position,
        })
    }
}

const fn state_column(state: WaveState) -> &'static str {
    match state {
        WaveState::Draft => "draft",
        WaveState::Open => "open",
        WaveState::Closed => "closed",
    }
}

impl Store {
    /// Stores a wave and returns it as stored. If its network and external id are known it replaces the stored
    /// one, which keeps its id.
    ///
    /// # Errors
    /// A missing reference if the network is not stored; a conflict if the id is taken.
    pub async fn upsert_wave(&self, wave: &Wave) -> Result<Wave, StoreError> {
        let mut tx = self.begin().await?;
        let stored = fetch_one!(
            tx.on(),
            WaveRow,
            "INSERT INTO wave (id, network, external_id, label, opened, closed, state, position) \
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8) \
             ON CONFLICT (network, external_id) DO UPDATE SET label = excluded.label, \
             opened = excluded.opened, closed = excluded.closed, state = excluded.state, \
             position = excluded.position RETURNING *",
            wave.id.0,
            wave.network.0,
            &wave.external_id,
            &wave.label,
            day_column(wave.opened),
            day_column(wave.closed),
            state_column(wave.state),
            wave.position
        )
        .map_err(|e| e.or_taken("The wave", "its id belongs to another wave."))?
        .into_wave()?;
        tx.commit().await?;
        Ok(stored)
    }

    /// The waves of a network in their order.
    ///
    /// # Errors
    /// If the database fails.
    pub async fn waves(&self, network: NetworkId) -> Result<Vec<Wave>, StoreError> {
        let sql = "SELECT * FROM wave WHERE network = $1 ORDER BY position, external_id";
        let rows = fetch_all!(self.db.reader(), WaveRow, sql, network.0)?;
        rows.into_iter().map(WaveRow::into_wave).collect()
    }

    /// A wave.
    ///
    /// # Errors
    /// If the database fails.
    pub async fn wave(&self, id: WaveId) -> Result<Option<Wave>, StoreError> {
        fetch_optional!(self.db.reader(), WaveRow, "SELECT * FROM wave WHERE id = $1", id.0)?
            .map(WaveRow::into_wave)
            .transpose()
    }

    /// The wave that files call `external_id`.
    ///
    /// # Errors
    /// If the database fails.
    pub async fn wave_by_external_id(
        &self,
        network: NetworkId,
        external_id: &str,
    ) -> Result<Option<Wave>, StoreError> {
        let sql = "SELECT * FROM wave WHERE network = $1 AND external_id = $2";
        fetch_optional!(self.db.reader(), WaveRow, sql, network.0, external_id)?
            .map(WaveRow::into_wave)
            .transpose()
    }
}
