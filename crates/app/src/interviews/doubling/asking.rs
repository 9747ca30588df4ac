//! Asking a second coder, finishing, reopening, and taking it back.

use std::collections::BTreeMap;

use troth_gate::Viewer;
use troth_network::{Network, TranscriptId};
use troth_say::{CodingTask, Part, is_blind};

use super::Second;
use crate::app::App;
use crate::error::{AppError, FieldError};
use crate::imports;
use crate::jobs::Subject;

impl App {
    /// Asks a second coder for texts. From then on each of them is blind until everybody has finished. The first coder
    /// of a text is whoever has coded most in it, else whoever asks.
    ///
    /// # Errors
    /// If no text or nobody is chosen, or the second coder has coded one of them already.
    pub async fn ask_second_coder(
        &self,
        network: &Network,
        texts: &[TranscriptId],
        second: &Second,
    ) -> Result<(), AppError> {
        self.only_the_custodian()?;
        let sight = self.coding_sight(network.id).await?;
        let mut errors = Vec::new();
        if texts.is_empty() {
            errors.push(FieldError::new("texts", "Choose at least one text."));
        }
        let coder = self.second_coder(network, second, sight.tasks()).await?;
        let coder = coder.map_err(|error| errors.push(error)).ok();
        let (Some((coder, name)), true) = (coder, errors.is_empty()) else {
            return Err(AppError::Invalid(errors));
        };
        let mut tasks = Vec::new();
        for text in texts {
            let title = self.stored_transcript(network, *text).await?.transcript.title.clone();
            let work = self.work_in(*text).await?;
            if work.contains_key(&coder) {
                let message = format!(
                    "{} has put something into \u{201c}{title}\u{201d} already, so it would be no second coding. Choose \
                     somebody else, or leave this text out.",
                    name.as_deref().unwrap_or("This coder")
                );
                return Err(AppError::Invalid(vec![FieldError::new("coder", message)]));
            }
            let task = |coder: String, part, name| CodingTask {
                transcript: *text,
                coder,
                part,
                name,
                acting: false,
                asked_by: self.viewer().id,
                asked_at: self.now(),
                finished_at: None,
                why: None,
                seen: false,
            };
            let main = sight.tasks_of(*text).find(|t| t.part == Part::Main).map(|t| t.coder.clone());
            if main.is_none() {
                let most = work.iter().max_by_key(|(_, n)| **n).map(|(coder, _)| coder.clone());
                let first = most.unwrap_or_else(|| self.viewer().id);
                if first == coder {
                    let message = format!(
                        "Nobody else has coded \u{201c}{title}\u{201d}, so you would be first and second coder. Choose \
                         somebody else as second coder."
                    );
                    return Err(AppError::Invalid(vec![FieldError::new("coder", message)]));
                }
                tasks.push(task(first, Part::Main, None));
            }
            tasks.push(task(coder.clone(), Part::Second, name.clone().filter(|_| is_lent(&coder))));
        }
        self.store.insert_coding_tasks(&tasks).await?;
        for text in texts {
            self.note(network.id, "second coder asked", text.0).await?;
        }
        self.refresh(network.id, Subject::Interviews).await
    }

    /// The id and name of the second coder who is meant.
    async fn second_coder(
        &self,
        network: &Network,
        second: &Second,
        tasks: &[CodingTask],
    ) -> Result<Result<(String, Option<String>), FieldError>, AppError> {
        let wrong = |message: &str| Ok(Err(FieldError::new("coder", message)));
        match second {
            Second::Account(id) => {
                let found = self.possible_seconds(network).await?.into_iter().find(|(known, _)| known == id);
                let Some((id, name)) = found else {
                    return wrong("Choose a second coder of the list: only custodians read texts.");
                };
                Ok(Ok((id, Some(name))))
            }
            Second::Named(name) => {
                let name = name.trim();
                imports::refuse_patients("The name", name)?;
                if self.viewer().id != Viewer::holder().id {
                    return wrong("Here a second coder has an account of their own. Choose one of the list.");
                }
                if name.is_empty() || name.chars().count() > 100 {
                    return wrong("Give the name of the second coder, in at most 100 characters.");
                }
                let known = tasks.iter().find(|t| t.name.as_deref() == Some(name)).map(|t| t.coder.clone());
                let id = known.unwrap_or_else(|| format!("{LENT}{}", self.new_id()));
                Ok(Ok((id, Some(name.to_owned()))))
            }
        }
    }

    /// How much each coder has put into a text, passages and claims.
    async fn work_in(&self, text: TranscriptId) -> Result<BTreeMap<String, usize>, AppError> {
        let mut work: BTreeMap<String, usize> = BTreeMap::new();
        for coding in self.store.codings_of(text).await? {
            *work.entry(coding.coder).or_default() += 1;
        }
        for claim in self.store.claims_of(text).await? {
            *work.entry(claim.coder).or_default() += 1;
        }
        Ok(work)
    }

    /// Says that a coder has finished a text. For somebody else it takes a reason: otherwise a text whose coder has left
    /// would stay blind for ever.
    ///
    /// # Errors
    /// If the coder was not asked or has finished, or the reason is missing.
    pub async fn finish_coding(
        &self,
        network: &Network,
        text: TranscriptId,
        coder: &str,
        reason: &str,
    ) -> Result<(), AppError> {
        let (mut task, _) = self.task(network, text, coder).await?;
        let own = coder == self.viewer().id || self.lends_to(&task);
        if !own {
            task.why = Some(reason_of(reason, "Say in a few words why you finish it in their place.")?);
        }
        if task.finished_at.is_some() {
            return Err(AppError::Conflict(
                "This coding is finished already. Load the page again.".to_owned(),
            ));
        }
        task.finished_at = Some(self.now());
        self.store.save_coding_task(&task, None).await?;
        if task.acting {
            self.store.act_as_coder(text, None).await?;
        }
        let event = if own { "coding finished" } else { "coding finished in the place of a coder" };
        self.note(network.id, event, text.0).await
    }

    /// Opens a finished coding again. If the coder could see the work of the others by then, that is kept: what follows
    /// is no blind coding.
    ///
    /// # Errors
    /// If the reason is missing or the coding is not finished.
    pub async fn reopen_coding(
        &self,
        network: &Network,
        text: TranscriptId,
        coder: &str,
        reason: &str,
    ) -> Result<(), AppError> {
        let (mut task, blind) = self.task(network, text, coder).await?;
        task.why = Some(reason_of(reason, "Say in a few words why the coding is opened again.")?);
        let Some(was) = task.finished_at.take() else {
            return Err(AppError::Conflict("This coding is open. Load the page again.".to_owned()));
        };
        task.seen |= !blind;
        self.store.save_coding_task(&task, Some(was)).await?;
        self.note(network.id, "coding opened again", text.0).await
    }

    /// Takes back that a second coder was asked, as long as nothing of theirs is in the text.
    ///
    /// # Errors
    /// If there is.
    pub async fn withdraw_second_coder(
        &self,
        network: &Network,
        text: TranscriptId,
        coder: &str,
    ) -> Result<(), AppError> {
        self.task(network, text, coder).await?;
        self.store.withdraw_coding_task(text, coder).await?;
        self.note(network.id, "second coder withdrawn", text.0).await?;
        self.refresh(network.id, Subject::Interviews).await
    }

    /// Lends the keyboard for one text to a named coder, or takes it back with `None`. For the holder of the database
    /// alone.
    ///
    /// # Errors
    /// If the viewer is not the holder, or no such coder was asked for this text.
    pub async fn code_as(
        &self,
        network: &Network,
        text: TranscriptId,
        coder: Option<&str>,
    ) -> Result<(), AppError> {
        self.only_the_custodian()?;
        self.stored_transcript(network, text).await?;
        if self.viewer().id != Viewer::holder().id {
            let why = "Who signs in codes in their own name. Ask the other coder to sign in.";
            return Err(AppError::Denied(why.to_owned()));
        }
        self.store.act_as_coder(text, coder).await?;
        let event = if coder.is_some() { "keyboard lent to a second coder" } else { "keyboard taken back" };
        self.note(network.id, event, text.0).await
    }

    /// A coder's task, and whether the text is blind.
    async fn task(
        &self,
        network: &Network,
        text: TranscriptId,
        coder: &str,
    ) -> Result<(CodingTask, bool), AppError> {
        self.only_the_custodian()?;
        self.stored_transcript(network, text).await?;
        let tasks = self.store.coding_tasks_of(text).await?;
        let blind = is_blind(&tasks);
        let found = tasks.into_iter().find(|task| task.coder == coder);
        Ok((found.ok_or_else(|| AppError::missing("This coder"))?, blind))
    }

    pub(super) fn lends_to(&self, task: &CodingTask) -> bool {
        self.viewer().id == Viewer::holder().id && task.name.is_some()
    }
}

/// How the ids of coders without an account begin. Their names stand with the task, so that they can be erased.
const LENT: &str = "lent:";

fn is_lent(coder: &str) -> bool {
    coder.starts_with(LENT)
}

/// A reason that was given.
pub(super) fn reason_of(reason: &str, missing: &str) -> Result<String, AppError> {
    imports::refuse_patients("The reason", reason)?;
    match reason.trim() {
        "" => Err(AppError::field("reason", missing)),
        reason => Ok(reason.to_owned()),
    }
}
