//! Jobs: everything that is worked out is worked out by a job, stored, and only read by pages.

use std::fmt;
use std::str::FromStr;

use troth_network::{JobId, NetworkId, WaveId, WaveState};
use troth_store::{Job, JobState, NewJob, WORDS};

use crate::app::App;
use crate::error::AppError;

/// What a job works out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Subject {
    /// Both sides of all relationships of a wave, question by question.
    Ratings(WaveId),
    /// What people wrote in their own words in a wave and the custodian allowed.
    Words(WaveId),
    /// What interviews say.
    Interviews,
    /// What organisations declare.
    Facts,
    /// What was agreed.
    Actions,
    /// Places on the map.
    Layout,
    /// Nothing: what is due is deleted.
    Upkeep,
}

impl Subject {
    const fn kind(self) -> &'static str {
        match self {
            Self::Ratings(_) => "ratings",
            Self::Words(_) => WORDS,
            Self::Interviews => "interviews",
            Self::Facts => "facts",
            Self::Actions => "actions",
            Self::Layout => "layout",
            Self::Upkeep => "upkeep",
        }
    }
}

impl fmt::Display for Subject {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Ratings(wave) | Self::Words(wave) => write!(f, "{wave}"),
            other => f.write_str(other.kind()),
        }
    }
}

fn subject_of(job: &Job) -> Option<Subject> {
    Some(match job.kind.as_str() {
        "ratings" => Subject::Ratings(WaveId::from_str(&job.subject).ok()?),
        WORDS => Subject::Words(WaveId::from_str(&job.subject).ok()?),
        "interviews" => Subject::Interviews,
        "facts" => Subject::Facts,
        "actions" => Subject::Actions,
        "layout" => Subject::Layout,
        "upkeep" => Subject::Upkeep,
        _ => return None,
    })
}

/// How long a worker may hold a job before another takes it over, in seconds.
const LEASE: i64 = 600;
/// How often a job is tried.
const TRIES: i64 = 3;
/// How long to wait before trying again, in seconds.
const PAUSE: i64 = 20;

/// Where the working out stands.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Progress {
    /// Jobs that wait or run.
    pub unfinished: usize,
    /// What went wrong in jobs that were given up since the last success, in sentences.
    pub failed: Vec<String>,
}

impl App {
    /// Asks for something to be worked out (again).
    ///
    /// # Errors
    /// If the database cannot be written.
    pub async fn refresh(&self, network: NetworkId, subject: Subject) -> Result<(), AppError> {
        self.store.enqueue(&self.job(network, subject)).await?;
        Ok(())
    }

    /// The job of [`App::refresh`], for whoever asks for it together with what was done.
    pub(crate) fn job(&self, network: NetworkId, subject: Subject) -> NewJob {
        NewJob {
            id: JobId(self.new_id()),
            network,
            kind: subject.kind().to_owned(),
            subject: subject.to_string(),
            created: self.now(),
        }
    }

    /// Asks for everything of a partnership to be worked out again.
    ///
    /// # Errors
    /// If the database cannot be written.
    pub async fn refresh_all(&self, network: NetworkId) -> Result<(), AppError> {
        for wave in self.store.waves(network).await?.into_iter().filter(|w| w.state == WaveState::Closed) {
            self.refresh(network, Subject::Ratings(wave.id)).await?;
            if !self.store.comments(wave.id).await?.is_empty() {
                self.refresh(network, Subject::Words(wave.id)).await?;
            }
        }
        for subject in [Subject::Interviews, Subject::Facts, Subject::Actions, Subject::Layout] {
            self.refresh(network, subject).await?;
        }
        Ok(())
    }

    /// Works off all jobs that are due, as `worker`. Returns how many.
    ///
    /// # Errors
    /// If the database fails; what goes wrong in a job is noted with it and does not end the others.
    pub async fn work_off(&self, worker: &str) -> Result<usize, AppError> {
        let mut done = 0;
        while let Some(job) = self.store.claim(worker, self.now(), LEASE).await? {
            if job.attempts > TRIES {
                // Its worker was lost again and again: do not take the next one down with it.
                let error = "This was tried several times and never came to an end.";
                self.store.fail(job.id, worker, error, self.now(), None).await?;
                continue;
            }
            match self.run(&job).await {
                Ok(outcome) => {
                    self.store.complete(job.id, worker, &outcome, self.now()).await?;
                }
                Err(error) => {
                    tracing::warn!(job = %job.id, kind = job.kind, %error, "a job failed");
                    let again = (job.attempts < TRIES).then(|| self.now().plus_seconds(PAUSE));
                    self.store.fail(job.id, worker, &error.to_string(), self.now(), again).await?;
                }
            }
            done += 1;
        }
        Ok(done)
    }

    async fn run(&self, job: &Job) -> Result<String, AppError> {
        match subject_of(job) {
            Some(Subject::Ratings(wave)) => {
                let ratings = self.work_out_ratings(job.network, wave).await?;
                let collaboration = self.work_out_collaboration(job.network, wave).await?;
                Ok(collaboration.map_or_else(|| ratings.clone(), |said| format!("{ratings}; {said}")))
            }
            Some(Subject::Words(wave)) => self.work_out_words(job.network, wave).await,
            Some(Subject::Interviews) => self.work_out_interviews(job.network).await,
            Some(Subject::Facts) => self.work_out_facts(job.network).await,
            Some(Subject::Actions) => self.work_out_actions(job.network).await,
            Some(Subject::Layout) => self.work_out_layout(job.network).await,
            Some(Subject::Upkeep) => self.tidy(job.network).await,
            None => Ok("unknown kind of job, left alone".to_owned()),
        }
    }

    /// Where the working out of a partnership stands.
    ///
    /// # Errors
    /// If the database cannot be read.
    pub async fn progress(&self, network: NetworkId) -> Result<Progress, AppError> {
        let jobs = self.store.jobs(network).await?;
        let mut progress = Progress::default();
        for job in &jobs {
            match job.state {
                JobState::Queued | JobState::Running => progress.unfinished += 1,
                JobState::Failed => {
                    let later = jobs
                        .iter()
                        .any(|j| j.kind == job.kind && j.subject == job.subject && j.created > job.created);
                    if !later {
                        progress.failed.push(job.error.clone().unwrap_or_default());
                    }
                }
                JobState::Done => {}
            }
        }
        Ok(progress)
    }

    /// Whether nothing waits or runs in any partnership.
    ///
    /// # Errors
    /// If the database cannot be read.
    pub async fn is_idle(&self) -> Result<bool, AppError> {
        Ok(self.store.unfinished_jobs().await? == 0)
    }
}
