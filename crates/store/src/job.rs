//! Work to be done in the background. How it is asked for, taken and finished is in `queue`.

use std::str::FromStr;

use sqlx::FromRow;
use troth_network::{JobId, NetworkId, Timestamp};
use uuid::Uuid;

use crate::Store;
use crate::columns::Row;
use crate::db::{fetch_all, fetch_one};
use crate::error::StoreError;

/// Where a job stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum JobState {
    /// Waits.
    Queued,
    /// A worker has it, or had it when its lease ran out.
    Running,
    /// Done.
    Done,
    /// Given up.
    Failed,
}

impl FromStr for JobState {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        match text {
            "queued" => Ok(Self::Queued),
            "running" => Ok(Self::Running),
            "done" => Ok(Self::Done),
            "failed" => Ok(Self::Failed),
            _ => Err(format!("\"{text}\" is not a state of a job.")),
        }
    }
}

/// A job to be done.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewJob {
    /// Internal id.
    pub id: JobId,
    /// The partnership.
    pub network: NetworkId,
    /// What is to be done.
    pub kind: String,
    /// On what, such as a wave's id.
    pub subject: String,
    /// When it was asked for; it may run from then on.
    pub created: Timestamp,
}

/// A job.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Job {
    /// Internal id.
    pub id: JobId,
    /// The partnership.
    pub network: NetworkId,
    /// What is to be done.
    pub kind: String,
    /// On what.
    pub subject: String,
    /// Where it stands.
    pub state: JobState,
    /// How often a worker took it.
    pub attempts: i64,
    /// Not before.
    pub run_after: Timestamp,
    /// Until when it belongs to its worker.
    pub lease_until: Option<Timestamp>,
    /// Who has it, or finished it.
    pub worker: Option<String>,
    /// What came of it.
    pub outcome: Option<String>,
    /// Why it failed the last time.
    pub error: Option<String>,
    /// When it was asked for.
    pub created: Timestamp,
    /// When it was done or given up.
    pub finished: Option<Timestamp>,
}

#[derive(FromRow)]
pub(crate) struct JobRow {
    id: Uuid,
    network: Uuid,
    kind: String,
    subject: String,
    state: String,
    attempts: i64,
    run_after: i64,
    lease_until: Option<i64>,
    worker: Option<String>,
    outcome: Option<String>,
    error: Option<String>,
    created: i64,
    finished: Option<i64>,
}

impl JobRow {
    pub(crate) fn into_job(self) -> Result<Job, StoreError> {
        let state = Row::of("job", &self.id).word(&self.state)?;
        Ok(Job {
            id: JobId(self.id),
            network: NetworkId(self.network),
            kind: self.kind,
            subject: self.subject,
            state,
            attempts: self.attempts,
            run_after: Timestamp::from_micros(self.run_after),
            lease_until: self.lease_until.map(Timestamp::from_micros),
            worker: self.worker,
            outcome: self.outcome,
            error: self.error,
            created: Timestamp::from_micros(self.created),
            finished: self.finished.map(Timestamp::from_micros),
        })
    }
}

impl Store {
    /// The jobs of a network, oldest first.
    ///
    /// # Errors
    /// If the database fails.
    pub async fn jobs(&self, network: NetworkId) -> Result<Vec<Job>, StoreError> {
        let sql = "SELECT * FROM job WHERE network = $1 ORDER BY created, id";
        let rows = fetch_all!(self.db.reader(), JobRow, sql, network.0)?;
        rows.into_iter().map(JobRow::into_job).collect()
    }

    /// How many jobs wait or run.
    ///
    /// # Errors
    /// If the database fails.
    pub async fn unfinished_jobs(&self) -> Result<i64, StoreError> {
        let sql = "SELECT COUNT(*) FROM job WHERE state IN ('queued', 'running')";
        Ok(fetch_one!(self.db.reader(), (i64,), sql)?.0)
    }
}
