//! Waits after wrong tries to sign in. They are stored, so a restart does not shorten them.

use troth_network::Timestamp;

use crate::Store;
use crate::db::{execute, fetch_optional};
use crate::error::StoreError;

/// Makes tries wait for each other on PostgreSQL ("waits" in ASCII).
const WAITS_LOCK: i64 = 0x77_6169_7473;

/// What becomes of a try.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Try {
    /// It may be looked at; it is this one in a row.
    Counted(i64),
    /// It is not looked at: they have to wait until then.
    Wait(Timestamp),
}

impl Store {
    /// Counts a try by `who` before it is looked at, so that many at once count as many. `wait` says how many seconds
    /// follow that many tries; if they are not over, the try does not count. Tries before `forgotten` count no more.
    ///
    /// # Errors
    /// If the database fails.
    pub async fn begin_try(
        &self,
        who: &str,
        now: Timestamp,
        forgotten: Timestamp,
        wait: fn(i64) -> i64,
    ) -> Result<Try, StoreError> {
        let mut tx = self.begin().await?;
        tx.one_at_a_time(WAITS_LOCK).await?;
        execute!(tx.on(), "DELETE FROM sign_in_wait WHERE last_try < $1", forgotten.micros())?;
        let sql = "SELECT failures, wait_until FROM sign_in_wait WHERE who = $1";
        let (failures, until) = fetch_optional!(tx.on(), (i64, i64), sql, who)?.unwrap_or_default();
        if until > now.micros() {
            return Ok(Try::Wait(Timestamp::from_micros(until)));
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
        Ok(Try::Counted(failures))
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
