//! What was promised to those who answer, which promise a round began with, and the yeses that open relationships.

use std::collections::BTreeSet;

use sqlx::FromRow;
use troth_gate::Visibility;
use troth_network::{NetworkId, OrganisationId, Pair, Timestamp, WaveId};
use uuid::Uuid;

use crate::Store;
use crate::columns::Row;
use crate::db::{execute, fetch_all, fetch_one, fetch_optional};
use crate::error::StoreError;

/// One version of a partnership's promise. It never changes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PromiseRow {
    /// Counts from 1 within a partnership.
    pub version: i64,
    /// What partners see.
    pub visibility: Visibility,
    /// Smallest number of staff behind a figure.
    pub floor: usize,
    /// The words as respondents read them, a paragraph on each line.
    pub words: String,
    /// When it was chosen.
    pub chosen: Timestamp,
    /// For what research single answers may be given, and to whom; `None` if for none.
    pub research: Option<String>,
}

#[derive(FromRow)]
struct StoredPromise {
    network: Uuid,
    version: i64,
    visibility: String,
    floor: i64,
    words: String,
    chosen: i64,
    research: Option<String>,
}

impl StoredPromise {
    fn into_promise(self) -> Result<PromiseRow, StoreError> {
        Ok(PromiseRow {
            visibility: Row::of("promise", &self.network).word(&self.visibility)?,
            version: self.version,
            // The database keeps it between 5 and 20; should it not, nothing is shown.
            floor: usize::try_from(self.floor).unwrap_or(usize::MAX),
            words: self.words,
            chosen: Timestamp::from_micros(self.chosen),
            research: self.research,
        })
    }
}

impl Store {
    /// Writes the next version of a partnership's promise down. Returns its number.
    ///
    /// # Errors
    /// A missing reference if the network is not stored; a conflict if somebody else chose at the same moment; if the floor
    /// lies outside 5 to 20.
    pub async fn insert_promise(
        &self,
        network: NetworkId,
        choice: (Visibility, usize),
        words: &str,
        at: Timestamp,
    ) -> Result<i64, StoreError> {
        self.insert_promise_naming(network, choice, None, words, at).await
    }

    /// As [`Store::insert_promise`], with the research that single answers may be given to.
    ///
    /// # Errors
    /// As there.
    pub async fn insert_promise_naming(
        &self,
        network: NetworkId,
        (visibility, floor): (Visibility, usize),
        research: Option<&str>,
        words: &str,
        at: Timestamp,
    ) -> Result<i64, StoreError> {
        let mut tx = self.begin().await?;
        let sql = "SELECT COALESCE(MAX(version), 0) FROM promise WHERE network = $1";
        let (last,): (i64,) = fetch_one!(tx.on(), (i64,), sql, network.0)?;
        execute!(
            tx.on(),
            "INSERT INTO promise (network, version, visibility, words, chosen, floor, research) \
             VALUES ($1, $2, $3, $4, $5, $6, $7)",
            network.0,
            last + 1,
            visibility.id(),
            words,
            at.micros(),
            i64::try_from(floor).unwrap_or(i64::MAX),
            research
        )
        .map_err(|e| {
            e.or_taken("The promise", "somebody else chose one at the same moment. Look at it first.")
        })?;
        tx.commit().await?;
        Ok(last + 1)
    }

    /// All versions of a partnership's promise, the newest first.
    ///
    /// # Errors
    /// If the database fails.
    pub async fn promises(&self, network: NetworkId) -> Result<Vec<PromiseRow>, StoreError> {
        let sql = "SELECT * FROM promise WHERE network = $1 ORDER BY version DESC";
        let rows = fetch_all!(self.db.reader(), StoredPromise, sql, network.0)?;
        rows.into_iter().map(StoredPromise::into_promise).collect()
    }

    /// Lets a round begin under a promise. A round that has one keeps it.
    ///
    /// # Errors
    /// A missing reference if round or promise is not stored.
    pub async fn bind_promise(
        &self,
        network: NetworkId,
        wave: WaveId,
        version: i64,
    ) -> Result<(), StoreError> {
        let mut tx = self.begin().await?;
        execute!(
            tx.on(),
            "INSERT INTO wave_promise (wave, network, version) VALUES ($1, $2, $3) ON CONFLICT (wave) DO NOTHING",
            wave.0,
            network.0,
            version
        )?;
        tx.commit().await
    }

    /// The promise under which the answers of a round were given, if one was chosen before.
    ///
    /// # Errors
    /// If the database fails.
    pub async fn promise_of(&self, wave: WaveId) -> Result<Option<PromiseRow>, StoreError> {
        fetch_optional!(
            self.db.reader(),
            StoredPromise,
            "SELECT promise.* FROM wave_promise JOIN promise ON promise.network = wave_promise.network \
             AND promise.version = wave_promise.version WHERE wave = $1",
            wave.0
        )?
        .map(StoredPromise::into_promise)
        .transpose()
    }

    /// Writes down that `organisation` would open a relationship of its own in a round; said twice it counts once.
    ///
    /// # Errors
    /// If the organisation is not one of the pair, or round or organisation is not stored.
    pub async fn say_open(
        &self,
        wave: WaveId,
        pair: Pair,
        organisation: OrganisationId,
        at: Timestamp,
    ) -> Result<(), StoreError> {
        let mut tx = self.begin().await?;
        execute!(
            tx.on(),
            "INSERT INTO opening (wave, pair_a, pair_b, organisation, said) VALUES ($1, $2, $3, $4, $5) \
             ON CONFLICT (wave, pair_a, pair_b, organisation) DO NOTHING",
            wave.0,
            pair.a().0,
            pair.b().0,
            organisation.0,
            at.micros()
        )?;
        tx.commit().await
    }

    /// Takes a yes back, as long as the other organisation has not said it as well. Returns whether there was one to
    /// take back.
    ///
    /// # Errors
    /// If the database fails.
    pub async fn unsay_open(
        &self,
        wave: WaveId,
        pair: Pair,
        organisation: OrganisationId,
    ) -> Result<bool, StoreError> {
        let mut tx = self.begin().await?;
        let removed = execute!(
            tx.on(),
            "DELETE FROM opening WHERE wave = $1 AND pair_a = $2 AND pair_b = $3 AND organisation = $4 \
             AND (SELECT COUNT(*) FROM opening AS yes WHERE yes.wave = $1 AND yes.pair_a = $2 \
             AND yes.pair_b = $3) = 1",
            wave.0,
            pair.a().0,
            pair.b().0,
            organisation.0
        )?;
        tx.commit().await?;
        Ok(removed > 0)
    }

    /// Relationships that both organisations opened in a round.
    ///
    /// # Errors
    /// If the database fails.
    pub async fn opened(&self, wave: WaveId) -> Result<BTreeSet<Pair>, StoreError> {
        let sql =
            "SELECT pair_a, pair_b FROM opening WHERE wave = $1 GROUP BY pair_a, pair_b HAVING COUNT(*) = 2";
        let rows = fetch_all!(self.db.reader(), (Uuid, Uuid), sql, wave.0)?;
        Ok(rows.into_iter().map(|(a, b)| Pair::of(OrganisationId(a), OrganisationId(b))).collect())
    }

    /// Relationships that `organisation` would open in a round. For that organisation alone.
    ///
    /// # Errors
    /// If the database fails.
    pub async fn said_open(
        &self,
        wave: WaveId,
        organisation: OrganisationId,
    ) -> Result<BTreeSet<Pair>, StoreError> {
        let sql = "SELECT pair_a, pair_b FROM opening WHERE wave = $1 AND organisation = $2";
        let rows = fetch_all!(self.db.reader(), (Uuid, Uuid), sql, wave.0, organisation.0)?;
        Ok(rows.into_iter().map(|(a, b)| Pair::of(OrganisationId(a), OrganisationId(b))).collect())
    }
}
