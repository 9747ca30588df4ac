//! Waits after wrong tries to sign in. They are stored, so a restart does not shorten them.

use troth_network::Timestamp;

use crate::Store;
use crate::db::{execute, fetch_optional};
use crate::error::StoreError;

/// Makes tries wait for each other on PostgreSQL ("waits" in ASCII).
const WAITS_LOCK: i64 = 0x77_6169_7473;

impl Store {
    /// Counts a try by `who` before it is looked at, so that many at once count as many. Returns until when they have
    /// to wait, if they have to; then the try does not count. `wait` says how many seconds follow that many tries;
    /// tries before `forgotten` count no more.
    ///
    /// # Errors
    /// If the database fails.
    pub async fn begin_try(
        &self,
        who: &str,
        now: Timestamp,
        forgotten: Timestamp,
        wait: fn(i64) -> i64,
    ) -> Result<Option<Timestamp>, StoreError> {
        let mut tx = self.begin().await?;
        tx.one_at_a_time(WAITS_LOCK).await?;
        execute!(tx.on(), "DELETE FROM sign_in_wait WHERE last_try < $1", forgotten.micros())?;
        let sql = "SELECT failures, wait_until FROM sign_in_wait WHERE who = $1";
        let (failures, until) = fetch_optional!(tx.on(), (i64, i64), sql, who)?.unwrap_or_default();
        if until > now.micros() {
            return Ok(Some(Timestamp::from_micros(until)));
        }
        let failures = failures.saturating_add(1);
        execute!(
            tx.on(),
            "INSERT INTO sign_in_wait (who, failures, wait_until, last_try) VALUES ($1, $2, $3, $4) \
             ON CONFLICT (who) DO UPDATE SET failures = excluded.failures, wait_until = excluded.wait_until, \
             last_try = excluded.last_try",
            who,
            failures,
            now.plus_seconds(wait(failures)).micros(),
            now.micros()
        )?;
        tx.commit().await?;
        Ok(None)
    }

    /// Forgets the tries of `who`, after one that was right.
    ///
    /// # Errors
    /// If the database fails.
    pub async fn forget_tries(&self, who: &str) -> Result<(), StoreError> {
        let mut tx = self.begin().await?;
        execute!(tx.on(), "DELETE FROM sign_in_wait WHERE who = $1", who)?;
        tx.commit().await
    }
}
