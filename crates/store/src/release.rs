//! What left through the gate, with the ledger entry that says for whom and resting on whose answers.

use sqlx::FromRow;
use troth_gate::ledger::sha256_hex;
use troth_gate::{Audience, LedgerEntry, Receipt};
use troth_network::{EntryId, NetworkId, ReleaseId, Timestamp, WaveId};
use uuid::Uuid;

use crate::Store;
use crate::columns::{Row, json_column};
use crate::db::{execute, fetch_all, fetch_one, fetch_optional};
use crate::error::StoreError;

/// A release to be stored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewRelease {
    /// Internal id.
    pub id: ReleaseId,
    /// Hash of inputs, options, seed and engine version.
    pub input_hash: String,
    /// What was released, as JSON: the text whose hash the ledger entry holds.
    pub body: String,
    /// How many of the entries that it is [compared](Store::compared) with the gate's decision took into account.
    pub known: usize,
    /// How often something of this kind had been [taken back](Store::taken_back) before it was worked out, where
    /// somebody can take back.
    pub taken_back: Option<i64>,
}

/// Which entries a release of network $1, round $2, kind $3 and filter $4 is compared with: those to every audience,
/// and what rests on answers with everything else that does.
macro_rules! compared {
    () => {
        "WHERE network = $1 AND wave IS NOT DISTINCT FROM $2 AND filter = $4 AND (kind = $3 OR \
         (kind IN ('ratings', 'totals') AND $3 IN ('ratings', 'totals')))"
    };
}

/// Whoever commits a release, or empties some, waits for whoever does so already.
pub(crate) const LEDGER_LOCK: i64 = 7_265_001;

/// A stored release; opened again only through `Released::reopen` of the gate.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StoredRelease {
    /// Internal id.
    pub id: ReleaseId,
    /// Hash of inputs, options, seed and engine version.
    pub input_hash: String,
    /// What was released, as JSON.
    pub body: String,
    /// Its ledger entry.
    pub entry: LedgerEntry,
}

#[derive(FromRow)]
struct EntryRow {
    id: Uuid,
    released_at: i64,
    viewer: String,
    audience: String,
    network: Uuid,
    wave: Option<Uuid>,
    kind: String,
    filter: String,
    contributing_hash: String,
    contributing: String,
    body_hash: String,
}

impl EntryRow {
    fn into_entry(self) -> Result<LedgerEntry, StoreError> {
        let row = Row::of("ledger_entry", &self.id);
        Ok(LedgerEntry {
            audience: row.word(&self.audience)?,
            contributing: row.json(&self.contributing)?,
            id: EntryId(self.id),
            at: Timestamp::from_micros(self.released_at),
            viewer: self.viewer,
            network: NetworkId(self.network),
            wave: self.wave.map(WaveId),
            kind: self.kind,
            filter: self.filter,
            contributing_hash: self.contributing_hash,
            body_hash: self.body_hash,
        })
    }
}

#[derive(FromRow)]
struct ReleaseRow {
    release_id: Uuid,
    input_hash: String,
    body: String,
    #[sqlx(flatten)]
    entry: EntryRow,
}

impl ReleaseRow {
    fn into_release(self) -> Result<StoredRelease, StoreError> {
        Ok(StoredRelease {
            id: ReleaseId(self.release_id),
            input_hash: self.input_hash,
            body: self.body,
            entry: self.entry.into_entry()?,
        })
    }
}

impl Store {
    /// Stores a release and its ledger entry in one transaction. The receipt, against which the gate hands the
    /// value out, exists only once both are kept.
    ///
    /// # Errors
    /// If `body` is not the text whose hash the entry holds; a conflict if an id is taken or the ledger has grown
    /// since the gate decided; a missing reference if network or wave is not stored. Then neither is kept.
    pub async fn commit_release(
        &self,
        entry: &LedgerEntry,
        release: &NewRelease,
    ) -> Result<Receipt, StoreError> {
        if sha256_hex(release.body.as_bytes()) != entry.body_hash {
            return Err(StoreError::ReleaseMismatch);
        }
        let contributing = json_column(&entry.contributing)?;
        let mut tx = self.begin().await?;
        // Two decisions made against the same ledger could together tell what one person answered.
        tx.one_at_a_time(LEDGER_LOCK).await?;
        let (stored,): (i64,) = fetch_one!(
            tx.on(),
            (i64,),
            concat!("SELECT COUNT(*) FROM ledger_entry ", compared!()),
            entry.network.0,
            entry.wave.map(|w| w.0),
            &entry.kind,
            &entry.filter
        )?;
        if usize::try_from(stored).ok() != Some(release.known) {
            return Err(StoreError::Conflict {
                what: "The release",
                why: "something else was released since this was decided. It is decided again.".to_owned(),
            });
        }
        if let Some(before) = release.taken_back {
            let sql = "SELECT COALESCE(MAX(number), 0) FROM taken_back WHERE network = $1 AND kind = $2";
            if fetch_one!(tx.on(), (i64,), sql, entry.network.0, &entry.kind)?.0 != before {
                return Err(StoreError::Conflict {
                    what: "The release",
                    why: "somebody took words back since this was worked out. It is worked out again."
                        .to_owned(),
                });
            }
        }
        execute!(
            tx.on(),
            "INSERT INTO ledger_entry (id, released_at, viewer, audience, network, wave, kind, filter, \
             contributing_hash, contributing, body_hash) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)",
            entry.id.0,
            entry.at.micros(),
            &entry.viewer,
            entry.audience.to_string(),
            entry.network.0,
            entry.wave.map(|w| w.0),
            &entry.kind,
            &entry.filter,
            &entry.contributing_hash,
            &contributing,
            &entry.body_hash
        )
        .map_err(|e| e.or_taken("The ledger entry", "it is stored already."))?;
        execute!(
            tx.on(),
            "INSERT INTO release (id, entry, input_hash, body) VALUES ($1, $2, $3, $4)",
            release.id.0,
            entry.id.0,
            &release.input_hash,
            &release.body
        )
        .map_err(|e| e.or_taken("The release", "it is stored already."))?;
        tx.commit().await?;
        Ok(Receipt::of_committed(entry))
    }

    /// The newest release of this kind and filter to this audience, by the time of its entry, then its id.
    ///
    /// # Errors
    /// If the database fails.
    pub async fn latest_release(
        &self,
        network: NetworkId,
        wave: Option<WaveId>,
        kind: &str,
        filter: &str,
        audience: &Audience,
    ) -> Result<Option<StoredRelease>, StoreError> {
        fetch_optional!(
            self.db.reader(),
            ReleaseRow,
            "SELECT release.id AS release_id, release.input_hash, release.body, ledger_entry.* \
             FROM ledger_entry JOIN release ON release.entry = ledger_entry.id \
             WHERE network = $1 AND wave IS NOT DISTINCT FROM $2 AND kind = $3 AND filter = $4 AND audience = $5 \
             AND release.erased_at IS NULL ORDER BY released_at DESC, ledger_entry.id DESC LIMIT 1",
            network.0,
            wave.map(|w| w.0),
            kind,
            filter,
            audience.to_string()
        )?
        .map(ReleaseRow::into_release)
        .transpose()
    }

    /// The newest release of every filter of this kind to this audience, ordered by filter.
    ///
    /// # Errors
    /// If the database fails.
    pub async fn latest_releases(
        &self,
        network: NetworkId,
        wave: Option<WaveId>,
        kind: &str,
        audience: &Audience,
    ) -> Result<Vec<StoredRelease>, StoreError> {
        let rows = fetch_all!(
            self.db.reader(),
            ReleaseRow,
            "SELECT release.id AS release_id, release.input_hash, release.body, newest.* FROM \
             (SELECT ledger_entry.*, ROW_NUMBER() OVER (PARTITION BY filter ORDER BY released_at DESC, id DESC) \
             AS place FROM ledger_entry \
             WHERE network = $1 AND wave IS NOT DISTINCT FROM $2 AND kind = $3 AND audience = $4) AS newest \
             JOIN release ON release.entry = newest.id WHERE newest.place = 1 AND release.erased_at IS NULL ORDER BY newest.filter",
            network.0,
            wave.map(|w| w.0),
            kind,
            audience.to_string()
        )?;
        rows.into_iter().map(ReleaseRow::into_release).collect()
    }

    /// What was released before of the same network, round and filter, to whichever audience, oldest first: releases of
    /// a kind with each other, and everything that rests on answers together. For the gate alone.
    ///
    /// # Errors
    /// If the database fails.
    pub async fn compared(
        &self,
        network: NetworkId,
        wave: Option<WaveId>,
        kind: &str,
        filter: &str,
    ) -> Result<Vec<LedgerEntry>, StoreError> {
        let rows = fetch_all!(
            self.db.reader(),
            EntryRow,
            concat!("SELECT * FROM ledger_entry ", compared!(), " ORDER BY released_at, id"),
            network.0,
            wave.map(|w| w.0),
            kind,
            filter
        )?;
        rows.into_iter().map(EntryRow::into_entry).collect()
    }

    /// What was released to this audience, oldest first. For the gate alone: it holds whose answers were used.
    ///
    /// # Errors
    /// If the database fails.
    pub async fn ledger(
        &self,
        network: NetworkId,
        audience: &Audience,
    ) -> Result<Vec<LedgerEntry>, StoreError> {
        let rows = fetch_all!(
            self.db.reader(),
            EntryRow,
            "SELECT * FROM ledger_entry WHERE network = $1 AND audience = $2 ORDER BY released_at, id",
            network.0,
            audience.to_string()
        )?;
        rows.into_iter().map(EntryRow::into_entry).collect()
    }
}
