//! What coders did, step by step, each in one transaction with what it did; the last can be taken back.

use sqlx::FromRow;
use troth_network::TranscriptId;
use troth_say::{Coding, Mark, Step};

use crate::Store;
use crate::audit::AuditRow;
use crate::columns::{Row, json_column};
use crate::db::{Tx, execute, fetch_optional};
use crate::error::StoreError;
use crate::job::NewJob;

/// Steps that are remembered for a coder in a text.
const REMEMBERED: i64 = 500;

#[derive(FromRow)]
struct StepRow {
    number: i64,
    step: String,
}

/// What is written down together with a step.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Noted {
    /// That it was done, for the record.
    pub row: AuditRow,
    /// What has to be worked out again because of it.
    pub job: Option<NewJob>,
}

/// What a coder can take back and do again in a text.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Steps {
    /// The last step, which would be taken back.
    pub undo: Option<Step>,
    /// The step that would be done again.
    pub redo: Option<Step>,
}

const LAST: &str = "SELECT number, step FROM coding_step WHERE transcript = $1 AND coder = $2 AND NOT undone = TRUE \
                    ORDER BY number DESC LIMIT 1";
const NEXT: &str = "SELECT number, step FROM coding_step WHERE transcript = $1 AND coder = $2 AND undone = TRUE \
                    ORDER BY number LIMIT 1";

impl Store {
    /// Does a step and remembers it. Steps that were taken back before can then no longer be done again.
    ///
    /// # Errors
    /// A conflict if what the step changes or takes out is not there any more, or what it puts in is there already: the
    /// same words with the same code about the same, by the same coder.
    pub async fn take_step(&self, coder: &str, step: &Step) -> Result<(), StoreError> {
        let mut tx = self.begin().await?;
        take(&mut tx, coder, step).await?;
        tx.commit().await
    }

    /// The same with its row of the record and what has to be worked out again, in one transaction: the disk is waited
    /// for once.
    ///
    /// # Errors
    /// As [`Store::take_step`].
    pub async fn take_noted_step(&self, coder: &str, step: &Step, noted: &Noted) -> Result<(), StoreError> {
        let mut tx = self.begin().await?;
        take(&mut tx, coder, step).await?;
        crate::audit::append(&mut tx, &noted.row).await?;
        if let Some(job) = &noted.job {
            crate::queue::ask(&mut tx, job).await?;
        }
        tx.commit().await
    }

    /// What the coder can take back and do again in a text.
    ///
    /// # Errors
    /// If the database fails.
    pub async fn steps(&self, transcript: TranscriptId, coder: &str) -> Result<Steps, StoreError> {
        let on = || self.db.reader();
        let read = |row: Option<StepRow>| row.map(|row| of(transcript, &row)).transpose();
        Ok(Steps {
            undo: read(fetch_optional!(on(), StepRow, LAST, transcript.0, coder)?)?,
            redo: read(fetch_optional!(on(), StepRow, NEXT, transcript.0, coder)?)?,
        })
    }

    /// Takes the coder's last step in a text back, and returns it; `None` if there is none.
    ///
    /// # Errors
    /// A conflict if what it did was changed by somebody else since.
    pub async fn undo_step(&self, transcript: TranscriptId, coder: &str) -> Result<Option<Step>, StoreError> {
        let mut tx = self.begin().await?;
        let Some(row) = fetch_optional!(tx.on(), StepRow, LAST, transcript.0, coder)? else {
            return Ok(None);
        };
        let step = of(transcript, &row)?;
        carry_out(&mut tx, &step.clone().back()).await?;
        mark(&mut tx, transcript, coder, row.number, true).await?;
        tx.commit().await?;
        Ok(Some(step))
    }

    /// Does the step again that was taken back last, and returns it; `None` if there is none.
    ///
    /// # Errors
    /// A conflict if what it would change was changed by somebody else since.
    pub async fn redo_step(&self, transcript: TranscriptId, coder: &str) -> Result<Option<Step>, StoreError> {
        let mut tx = self.begin().await?;
        let Some(row) = fetch_optional!(tx.on(), StepRow, NEXT, transcript.0, coder)? else {
            return Ok(None);
        };
        let step = of(transcript, &row)?;
        carry_out(&mut tx, &step).await?;
        mark(&mut tx, transcript, coder, row.number, false).await?;
        tx.commit().await?;
        Ok(Some(step))
    }
}

async fn take(tx: &mut Tx, coder: &str, step: &Step) -> Result<(), StoreError> {
    // What is taken back or done again is not looked at: it was there before.
    if let Step::Put(Mark::Coding(coding)) = step {
        refuse_twice(tx, coding).await?;
    }
    if let Step::Change { is, .. } = step
        && let Mark::Coding(coding) = is.as_ref()
    {
        refuse_twice(tx, coding).await?;
    }
    carry_out(tx, step).await?;
    let transcript = step.transcript();
    let sql = "DELETE FROM coding_step WHERE transcript = $1 AND coder = $2 AND undone = TRUE";
    execute!(tx.on(), sql, transcript.0, coder)?;
    let sql = "SELECT number, step FROM coding_step WHERE transcript = $1 AND coder = $2 ORDER BY number DESC LIMIT 1";
    let last = fetch_optional!(tx.on(), StepRow, sql, transcript.0, coder)?;
    let number = last.map_or(1, |row| row.number + 1);
    execute!(
        tx.on(),
        "INSERT INTO coding_step (transcript, coder, number, step, undone) VALUES ($1, $2, $3, $4, FALSE)",
        transcript.0,
        coder,
        number,
        json_column(step)?
    )
    .map_err(|e| e.or_taken("The step", "something else was done at the same moment. Try again."))?;
    let sql = "DELETE FROM coding_step WHERE transcript = $1 AND coder = $2 AND number <= $3";
    execute!(tx.on(), sql, transcript.0, coder, number - REMEMBERED)?;
    Ok(())
}

/// Coding the same words alike twice would count one coder's judgement twice.
async fn refuse_twice(tx: &mut Tx, coding: &Coding) -> Result<(), StoreError> {
    if !crate::coding::has_alike(tx, coding).await? {
        return Ok(());
    }
    let why =
        "you gave these words this code already, about the same. Change that coding, or mark other words.";
    Err(StoreError::Conflict { what: "This coding", why: why.to_owned() })
}

fn of(transcript: TranscriptId, row: &StepRow) -> Result<Step, StoreError> {
    Row::of("coding_step", &format!("{transcript}/{}", row.number)).json(&row.step)
}

async fn mark(
    tx: &mut Tx,
    transcript: TranscriptId,
    coder: &str,
    number: i64,
    undone: bool,
) -> Result<(), StoreError> {
    let sql = "UPDATE coding_step SET undone = $4 WHERE transcript = $1 AND coder = $2 AND number = $3";
    execute!(tx.on(), sql, transcript.0, coder, number, undone)?;
    Ok(())
}

async fn carry_out(tx: &mut Tx, step: &Step) -> Result<(), StoreError> {
    let there = match step {
        Step::Put(Mark::Coding(coding)) => {
            crate::coding::insert(tx, coding).await?;
            true
        }
        Step::Put(Mark::Claim(claim)) => {
            crate::claim::insert(tx, claim).await?;
            true
        }
        Step::Change { is, .. } => match is.as_ref() {
            Mark::Coding(coding) => crate::coding::update(tx, coding).await?,
            Mark::Claim(claim) => crate::claim::update(tx, claim).await?,
        },
        Step::Take(Mark::Coding(coding)) => {
            execute!(tx.on(), "DELETE FROM coding WHERE id = $1", coding.id.0)? > 0
        }
        Step::Take(Mark::Claim(claim)) => {
            execute!(tx.on(), "DELETE FROM claim WHERE id = $1", claim.id.0)? > 0
        }
    };
    if there {
        return Ok(());
    }
    let why = "it is not there any more: somebody removed it meanwhile. Load the page again.".to_owned();
    Err(StoreError::Conflict { what: "This passage", why })
}
