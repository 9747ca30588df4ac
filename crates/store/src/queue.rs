//! The queue of jobs: asking, taking under a lease, finishing.

use troth_network::{JobId, Timestamp};
use uuid::Uuid;

use crate::Store;
use crate::db::{Driver, Tx, execute, fetch_optional};
use crate::error::StoreError;
use crate::job::{Job, JobRow, NewJob};

/// Takes the oldest job that waits or whose lease ran out. `$skip` keeps workers from waiting for each other.
macro_rules! claim_sql {
    ($skip:literal) => {
        concat!(
            "UPDATE job SET state = 'running', worker = $1, lease_until = $2, attempts = attempts + 1 \
             WHERE id = (SELECT id FROM job WHERE (state = 'queued' AND run_after <= $3) \
             OR (state = 'running' AND lease_until <= $3) ORDER BY created, id LIMIT 1",
            $skip,
            ") RETURNING *"
        )
    };
}

impl Store {
    /// Asks for a job. `false` if the same kind and subject of that network waits already; one that is running
    /// does not count, for it may have read its inputs before they changed.
    ///
    /// # Errors
    /// A missing reference if the network is not stored; a conflict if the id is taken.
    pub async fn enqueue(&self, job: &NewJob) -> Result<bool, StoreError> {
        let mut tx = self.begin().await?;
        let queued = ask(&mut tx, job).await?;
        tx.commit().await?;
        Ok(queued)
    }

    /// Hands `worker` the oldest job that waits or whose lease ran out, for `lease_seconds`. No two workers get
    /// the same job under one lease.
    ///
    /// # Errors
    /// If the database fails.
    pub async fn claim(
        &self,
        worker: &str,
        now: Timestamp,
        lease_seconds: i64,
    ) -> Result<Option<Job>, StoreError> {
        let mut tx = self.begin().await?;
        let sql = match tx {
            Driver::Sqlite(_) => claim_sql!(""),
            Driver::Postgres(_) => claim_sql!(" FOR UPDATE SKIP LOCKED"),
        };
        let until = now.plus_seconds(lease_seconds).micros();
        let row = fetch_optional!(tx.on(), JobRow, sql, worker, until, now.micros())?;
        tx.commit().await?;
        row.map(JobRow::into_job).transpose()
    }

    /// Writes down that `worker` did a job. `true` also if it had said so before; `false` if the job went to
    /// another worker because the lease ran out.
    ///
    /// # Errors
    /// If the database fails.
    pub async fn complete(
        &self,
        id: JobId,
        worker: &str,
        outcome: &str,
        now: Timestamp,
    ) -> Result<bool, StoreError> {
        let mut tx = self.begin().await?;
        let done = execute!(
            tx.on(),
            "UPDATE job SET state = 'done', outcome = $3, error = NULL, lease_until = NULL, finished = $4 \
             WHERE id = $1 AND worker = $2 AND state = 'running'",
            id.0,
            worker,
            outcome,
            now.micros()
        )?;
        let sql = "SELECT id FROM job WHERE id = $1 AND worker = $2 AND state = 'done'";
        let said = done == 1 || fetch_optional!(tx.on(), (Uuid,), sql, id.0, worker)?.is_some();
        tx.commit().await?;
        Ok(said)
    }

    /// Writes down that `worker` could not do a job, which is tried again from `retry_at`, or given up without
    /// one, or if the same work waits already. `false` if the lease was lost.
    ///
    /// # Errors
    /// If the database fails.
    pub async fn fail(
        &self,
        id: JobId,
        worker: &str,
        error: &str,
        now: Timestamp,
        retry_at: Option<Timestamp>,
    ) -> Result<bool, StoreError> {
        let mut tx = self.begin().await?;
        let mut failed = 0;
        if let Some(retry_at) = retry_at {
            failed = execute!(
                tx.on(),
                "UPDATE job SET state = 'queued', error = $3, run_after = $4, worker = NULL, lease_until = NULL \
                 WHERE id = $1 AND worker = $2 AND state = 'running' AND NOT EXISTS \
                 (SELECT 1 FROM job AS other WHERE other.network = job.network AND other.kind = job.kind \
                 AND other.subject = job.subject AND other.state = 'queued')",
                id.0,
                worker,
                error,
                retry_at.micros()
            )?;
        }
        if failed == 0 {
            failed = execute!(
                tx.on(),
                "UPDATE job SET state = 'failed', error = $3, finished = $4, lease_until = NULL \
                 WHERE id = $1 AND worker = $2 AND state = 'running'",
                id.0,
                worker,
                error,
                now.micros()
            )?;
        }
        tx.commit().await?;
        Ok(failed == 1)
    }
}

/// Asks for a job within a transaction; `false` as for [`Store::enqueue`].
pub(crate) async fn ask(tx: &mut Tx, job: &NewJob) -> Result<bool, StoreError> {
    let queued = execute!(
        tx.on(),
        "INSERT INTO job (id, network, kind, subject, state, attempts, run_after, created) \
         VALUES ($1, $2, $3, $4, 'queued', 0, $5, $5) \
         ON CONFLICT (network, kind, subject) WHERE state = 'queued' DO NOTHING",
        job.id.0,
        job.network.0,
        &job.kind,
        &job.subject,
        job.created.micros()
    )
    .map_err(|e| e.or_taken("The job", "its id is taken."))?;
    Ok(queued == 1)
}
