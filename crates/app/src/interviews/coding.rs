//! Coding passages, and taking it back.

use troth_network::{CodingId, Network, TranscriptId};
use troth_say::{CodeKey, Coding, Mark, Permission, Polarity, Stated, Step, find_once, passage, tidy};
use troth_store::{KeptText, Noted};

use crate::app::App;
use crate::error::{AppError, FieldError};
use crate::imports;
use crate::jobs::Subject;

/// Where a passage is: by position (selection) or by its exact words (form without script).
#[derive(Debug, Clone)]
pub enum Where {
    /// Code points of the text, end exclusive.
    At(usize, usize),
    /// The words; they must occur once.
    Words(String),
}

/// A passage to be coded.
#[derive(Debug, Clone)]
pub struct NewCoding {
    /// Where it is.
    pub place: Where,
    /// The code's key, its two letters or its name.
    pub code: String,
    /// Loss, gain or neutral, if the coder says so.
    pub polarity: Option<Polarity>,
    /// An organisation's id in files, or `sector:` and a sector; empty if the coder does not say.
    pub about: String,
    /// Whose words it is, where the coder states it.
    pub stated: Stated,
    /// What the speaker allows.
    pub permission: Permission,
    /// Note.
    pub memo: Option<String>,
}

/// A place that holds a passage which may be coded, or what is wrong with it.
pub(super) fn placed(stored: &KeptText, place: &Where) -> Result<(usize, usize), FieldError> {
    let (text, points) = (&stored.transcript.text, stored.points());
    let wrong = |error: String| FieldError::new("quote", error);
    let (start, end) = match place {
        Where::At(start, end) => tidy(&points, *start, *end),
        Where::Words(words) => find_once(text, words.trim()).map_err(|e| wrong(e.to_string()))?,
    };
    passage(&points, &stored.turns, &stored.speakers, start, end).map_err(|e| wrong(e.to_string()))?;
    Ok((start, end))
}

/// A note or condition, without surrounding space; nothing if empty.
pub(super) fn words(text: Option<String>) -> Option<String> {
    text.map(|text| text.trim().to_owned()).filter(|text| !text.is_empty())
}

impl App {
    /// Codes a passage.
    ///
    /// # Errors
    /// If the passage is not one speaker's words, or there is no such code, or what it is about is unknown.
    pub async fn code(
        &self,
        network: &Network,
        id: TranscriptId,
        new: NewCoding,
    ) -> Result<CodingId, AppError> {
        let stored = self.stored_transcript(network, id).await?;
        let coding = self.checked(network, &stored, CodingId(self.new_id()), new).await?;
        let id = coding.id;
        self.take(network, Step::Put(Mark::Coding(coding)), "passage coded").await?;
        Ok(id)
    }

    /// Changes a coded passage: code, place, polarity, whom it is about, whose words, note. What the speaker allows
    /// stays ([`App::permit`]).
    ///
    /// # Errors
    /// As [`App::code`]; if it is not there or is another coder's.
    pub async fn recode(
        &self,
        network: &Network,
        id: TranscriptId,
        coding: CodingId,
        new: NewCoding,
    ) -> Result<(), AppError> {
        let was = self.seen_coding(network, id, coding).await?;
        self.only_the_coder(id, &was.coder).await?;
        let stored = self.stored_transcript(network, id).await?;
        let is =
            self.checked(network, &stored, coding, NewCoding { permission: was.permission, ..new }).await?;
        let (was, is) = (Box::new(Mark::Coding(was)), Box::new(Mark::Coding(is)));
        let step = Step::Change { was, is };
        self.take(network, step, "coding changed").await
    }

    /// Removes a coded passage; the text stays.
    ///
    /// # Errors
    /// If it is not there or is another coder's.
    pub async fn uncode(
        &self,
        network: &Network,
        id: TranscriptId,
        coding: CodingId,
    ) -> Result<(), AppError> {
        let was = self.seen_coding(network, id, coding).await?;
        self.only_the_coder(id, &was.coder).await?;
        self.take(network, Step::Take(Mark::Coding(was)), "passage removed").await
    }

    /// Takes back what the viewer did last in a text. What it was; `None` if there was nothing.
    ///
    /// # Errors
    /// A conflict if somebody else changed it since.
    pub async fn undo_coding(&self, network: &Network, id: TranscriptId) -> Result<Option<Step>, AppError> {
        self.stored_transcript(network, id).await?;
        let step = self.store.undo_step(id, &self.coder_in(id).await?).await?;
        self.stepped(network, step, "coding taken back").await
    }

    /// Does again what the viewer took back last in a text.
    ///
    /// # Errors
    /// A conflict if somebody else changed it since.
    pub async fn redo_coding(&self, network: &Network, id: TranscriptId) -> Result<Option<Step>, AppError> {
        self.stored_transcript(network, id).await?;
        let step = self.store.redo_step(id, &self.coder_in(id).await?).await?;
        self.stepped(network, step, "coding done again").await
    }

    /// Saves what a speaker allows for a passage.
    ///
    /// # Errors
    /// If it is not there.
    pub async fn permit(
        &self,
        network: &Network,
        id: TranscriptId,
        coding: CodingId,
        permission: Permission,
    ) -> Result<(), AppError> {
        self.seen_coding(network, id, coding).await?;
        self.store.set_permission(coding, permission).await?;
        self.note(network.id, "permission saved", coding.0).await?;
        self.refresh(network.id, Subject::Interviews).await
    }

    pub(super) async fn seen_coding(
        &self,
        network: &Network,
        id: TranscriptId,
        coding: CodingId,
    ) -> Result<Coding, AppError> {
        self.stored_transcript(network, id).await?;
        let sight = self.sight_in(id).await?;
        let found = self.store.coding(coding).await?.filter(|c| c.transcript == id);
        let found = found.filter(|c| sight.shows(id, &c.coder));
        found.ok_or_else(|| AppError::missing("This passage"))
    }

    /// A coder's work is changed by that coder alone, so that two can be compared.
    pub(super) async fn only_the_coder(&self, text: TranscriptId, coder: &str) -> Result<(), AppError> {
        if coder == self.sight_in(text).await?.coder(text) {
            return Ok(());
        }
        let why = "Another coder made this. Only they change it; say how you see it in a coding of your own.";
        Err(AppError::Denied(why.to_owned()))
    }

    pub(super) async fn take(&self, network: &Network, step: Step, event: &str) -> Result<(), AppError> {
        let coder = self.coder_in(step.transcript()).await?;
        let mark = step.mark();
        let job = matches!(mark, Mark::Coding(_)).then(|| self.job(network.id, Subject::Interviews));
        let noted = Noted { row: self.noted(network.id, event, mark.id()), job };
        Ok(self.store.take_noted_step(&coder, &step, &noted).await?)
    }

    async fn stepped(
        &self,
        network: &Network,
        step: Option<Step>,
        event: &str,
    ) -> Result<Option<Step>, AppError> {
        if let Some(step) = &step {
            let mark = step.mark();
            self.note(network.id, event, mark.id()).await?;
            if matches!(mark, Mark::Coding(_)) {
                self.refresh(network.id, Subject::Interviews).await?;
            }
        }
        Ok(step)
    }

    async fn checked(
        &self,
        network: &Network,
        stored: &KeptText,
        id: CodingId,
        new: NewCoding,
    ) -> Result<Coding, AppError> {
        imports::refuse_patients("The note", new.memo.as_deref().unwrap_or(""))?;
        let mut errors = Vec::new();
        let place = placed(stored, &new.place).map_err(|error| errors.push(error)).ok();
        let code = self.usable_code(network, &new.code, "code").await;
        let code: Option<CodeKey> = code.map_err(|error| errors.push(error)).ok();
        let about = match new.about.trim() {
            "" => None,
            text => {
                let about = imports::about(text, &self.names(network.id).await?);
                if about.is_none() {
                    errors.push(FieldError::new("about", "Choose whom the passage is about."));
                }
                about
            }
        };
        match (place, code) {
            (Some((start, end)), Some(code)) if errors.is_empty() => Ok(Coding {
                id,
                transcript: stored.transcript.id,
                version: stored.transcript.version,
                start,
                end,
                code,
                polarity: new.polarity,
                about,
                stated: new.stated,
                permission: new.permission,
                coder: self.coder_in(stored.transcript.id).await?,
                coded_at: self.now(),
                memo: words(new.memo),
            }),
            _ => Err(AppError::Invalid(errors)),
        }
    }
}
