//! Verdicts of named people on what the strands say together. Earlier ones stay.

use sqlx::FromRow;
use troth_lens::{Convergence, Verdict};
use troth_network::timestamp::day_in_files;
use troth_network::{NetworkId, OrganisationId, Pair, PersonId, VerdictId, WaveId};
use uuid::Uuid;

use crate::Store;
use crate::columns::Row;
use crate::db::{execute, fetch_all};
use crate::error::StoreError;

#[derive(FromRow)]
struct VerdictRow {
    id: Uuid,
    wave: Uuid,
    pair_a: Uuid,
    pair_b: Uuid,
    narrative: String,
    convergence: String,
    proposed: String,
    reason: String,
    decided_by: Uuid,
    on_day: String,
}

impl VerdictRow {
    fn into_verdict(self) -> Result<Verdict, StoreError> {
        let row = Row::of("verdict", &self.id);
        let convergence = |id: &str| {
            Convergence::from_id(id).ok_or_else(|| row.corrupt(format!("\"{id}\" is not a convergence.")))
        };
        Ok(Verdict {
            convergence: convergence(&self.convergence)?,
            proposed: convergence(&self.proposed)?,
            on: row.day(&self.on_day)?,
            id: VerdictId(self.id),
            wave: WaveId(self.wave),
            pair: Pair::of(OrganisationId(self.pair_a), OrganisationId(self.pair_b)),
            narrative: self.narrative,
            reason: self.reason,
            by: PersonId(self.decided_by),
        })
    }
}

impl Store {
    /// Writes a verdict down. From now on it holds for its wave, relationship and narrative.
    ///
    /// # Errors
    /// A missing reference if wave, organisation or person is not stored; a conflict if it is stored already.
    pub async fn insert_verdict(&self, network: NetworkId, verdict: &Verdict) -> Result<(), StoreError> {
        let mut tx = self.begin().await?;
        execute!(
            tx.on(),
            "INSERT INTO verdict (id, network, wave, pair_a, pair_b, narrative, convergence, proposed, reason, \
             decided_by, on_day) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)",
            verdict.id.0,
            network.0,
            verdict.wave.0,
            verdict.pair.a().0,
            verdict.pair.b().0,
            &verdict.narrative,
            verdict.convergence.id(),
            verdict.proposed.id(),
            &verdict.reason,
            verdict.by.0,
            day_in_files(verdict.on)
        )
        .map_err(|e| e.or_taken("The verdict", "it is stored already."))?;
        tx.commit().await
    }

    /// The verdicts that hold for a wave: the last written down for each relationship and narrative, ordered
    /// by relationship and narrative.
    ///
    /// # Errors
    /// If the database fails.
    pub async fn verdicts(&self, wave: WaveId) -> Result<Vec<Verdict>, StoreError> {
        let rows = fetch_all!(
            self.db.reader(),
            VerdictRow,
            "SELECT * FROM verdict WHERE entry IN \
             (SELECT MAX(entry) FROM verdict WHERE wave = $1 GROUP BY pair_a, pair_b, narrative) \
             ORDER BY pair_a, pair_b, narrative",
            wave.0
        )?;
        rows.into_iter().map(VerdictRow::into_verdict).collect()
    }
}
