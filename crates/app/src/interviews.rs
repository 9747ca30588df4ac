//! Interviews, thin: texts, who speaks, coded passages. The coding page is the custodian's.

use troth_gate::{CustodianOnly, InterviewsReading, Released};
use troth_network::{CodingId, Network, OrganisationId, RoleLevel, TranscriptId};
use troth_say::{Coding, Permission, Polarity, Speaker, find_once, passage, tidy};
use troth_store::{StoredTranscript, TranscriptSummary};

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
    /// Narrative.
    pub narrative: String,
    /// Facet, if the narrative has facets.
    pub facet: Option<String>,
    /// Loss, gain or neutral.
    pub polarity: Option<Polarity>,
    /// An organisation's id in files, or `sector:` and a sector.
    pub about: String,
    /// What the speaker allows.
    pub permission: Permission,
    /// Note.
    pub memo: Option<String>,
}

/// The coding page.
#[derive(Debug, Clone)]
pub struct TranscriptView {
    /// Text, speakers, turns.
    pub stored: StoredTranscript,
    /// Passages, by position.
    pub codings: Vec<Coding>,
}

impl App {
    /// Texts of a partnership, by title.
    ///
    /// # Errors
    /// If the viewer is not the custodian or the database cannot be read.
    pub async fn transcripts(
        &self,
        network: &Network,
    ) -> Result<CustodianOnly<Vec<TranscriptSummary>>, AppError> {
        let mut list = self.store.transcripts(network.id).await?;
        list.sort_by(|a, b| a.title.cmp(&b.title));
        Ok(CustodianOnly::open(list, &self.viewer())?)
    }

    /// What interviews say, as released.
    ///
    /// # Errors
    /// If something stored cannot be opened.
    pub async fn interviews_reading(
        &self,
        network: &Network,
    ) -> Result<Released<InterviewsReading>, AppError> {
        Ok(self.evidence(network.id, None).await?.map(|e| e.interviews))
    }

    /// The coding page of one text.
    ///
    /// # Errors
    /// If the text is not there or the viewer is not the custodian.
    pub async fn transcript(
        &self,
        network: &Network,
        id: TranscriptId,
    ) -> Result<CustodianOnly<TranscriptView>, AppError> {
        let stored = self.stored_transcript(network, id).await?;
        let mut codings = self.store.codings_of(id).await?;
        codings.sort_by_key(|c| (c.start, c.end, c.id));
        Ok(CustodianOnly::open(TranscriptView { stored, codings }, &self.viewer())?)
    }

    async fn stored_transcript(
        &self,
        network: &Network,
        id: TranscriptId,
    ) -> Result<StoredTranscript, AppError> {
        let stored = self.store.transcript(id).await?.filter(|t| t.transcript.network == network.id);
        stored.ok_or_else(|| AppError::missing("This text"))
    }

    /// Codes a passage.
    ///
    /// # Errors
    /// If the passage is not one speaker's words, or narrative, polarity or whom it is about are missing.
    pub async fn code(
        &self,
        network: &Network,
        id: TranscriptId,
        new: NewCoding,
    ) -> Result<CodingId, AppError> {
        imports::refuse_patients("The note", new.memo.as_deref().unwrap_or(""))?;
        let stored = self.stored_transcript(network, id).await?;
        let names = self.names(network.id).await?;
        let text = &stored.transcript.text;
        let mut errors = Vec::new();
        let place = match &new.place {
            Where::At(start, end) => Some(tidy(text, *start, *end)),
            Where::Words(words) => match find_once(text, words.trim()) {
                Ok(place) => Some(place),
                Err(error) => {
                    errors.push(FieldError::new("quote", error.to_string()));
                    None
                }
            },
        };
        if let Some((start, end)) = place
            && let Err(error) = passage(text, &stored.turns, &stored.speakers, start, end)
        {
            errors.push(FieldError::new("quote", error.to_string()));
        }
        let narrative = self.lens.narrative(&new.narrative);
        if narrative.is_none() {
            errors.push(FieldError::new("narrative", "Choose what the passage tells of."));
        }
        let facet = new.facet.filter(|f| narrative.is_some_and(|n| n.facets.iter().any(|x| x.id == *f)));
        if new.polarity.is_none() {
            errors
                .push(FieldError::new("polarity", "Choose whether it is told as a loss, a gain or neither."));
        }
        let about = imports::about(&new.about, &names);
        if about.is_none() {
            errors.push(FieldError::new("about", "Choose whom the passage is about."));
        }
        match (place, new.polarity, about) {
            (Some((start, end)), Some(polarity), Some(about)) if errors.is_empty() => {
                let coding = Coding {
                    id: CodingId(self.new_id()),
                    transcript: id,
                    start,
                    end,
                    narrative: new.narrative,
                    facet,
                    polarity,
                    about,
                    permission: new.permission,
                    coder: self.viewer().id,
                    coded_at: self.now(),
                    memo: new.memo.filter(|m| !m.trim().is_empty()),
                };
                self.store.insert_coding(&coding).await?;
                self.note(network.id, "passage coded", coding.id.0).await?;
                self.refresh(network.id, Subject::Interviews).await?;
                Ok(coding.id)
            }
            _ => Err(AppError::Invalid(errors)),
        }
    }

    /// Removes a coded passage; the text stays.
    ///
    /// # Errors
    /// If it is not there.
    pub async fn uncode(
        &self,
        network: &Network,
        id: TranscriptId,
        coding: CodingId,
    ) -> Result<(), AppError> {
        self.own_coding(network, id, coding).await?;
        self.store.delete_coding(coding).await?;
        self.note(network.id, "passage removed", coding.0).await?;
        self.refresh(network.id, Subject::Interviews).await
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
        self.own_coding(network, id, coding).await?;
        self.store.set_permission(coding, permission).await?;
        self.note(network.id, "permission saved", coding.0).await?;
        self.refresh(network.id, Subject::Interviews).await
    }

    async fn own_coding(
        &self,
        network: &Network,
        id: TranscriptId,
        coding: CodingId,
    ) -> Result<(), AppError> {
        self.stored_transcript(network, id).await?;
        let found = self.store.coding(coding).await?.filter(|c| c.transcript == id);
        found.map(|_| ()).ok_or_else(|| AppError::missing("This passage"))
    }

    /// Saves who a speaker is.
    ///
    /// # Errors
    /// If nobody of this label speaks in the text.
    pub async fn save_speaker(
        &self,
        network: &Network,
        id: TranscriptId,
        label: &str,
        organisation: Option<OrganisationId>,
        role_level: Option<RoleLevel>,
        interviewer: bool,
    ) -> Result<(), AppError> {
        let stored = self.stored_transcript(network, id).await?;
        if stored.speakers.iter().all(|s| s.label != label) {
            return Err(AppError::missing("This speaker"));
        }
        let speaker = Speaker { label: label.to_owned(), organisation, role_level, interviewer };
        self.store.update_speaker(id, &speaker).await?;
        self.note(network.id, "speaker saved", id.0).await?;
        self.refresh(network.id, Subject::Interviews).await
    }
}
