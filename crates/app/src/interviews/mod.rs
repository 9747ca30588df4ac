//! Interviews: texts, who speaks, coded passages and claims, the codebook; finding words and
//! passages again. The pages of texts are the custodian's.

pub mod checking;
mod claims;
mod codebook;
mod coded;
mod coding;
mod confirming;
mod correcting;
pub mod doubling;
mod retrieval;
mod sampling;
mod searching;

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;
use std::sync::Arc;

use troth_gate::{CustodianOnly, InterviewsReading, Released};
use troth_network::{CodingId, Network, OrganisationId, RoleLevel, TranscriptId};
use troth_say::{Claim, Codebook, Coding, Consent, Mark, Part, Speaker, Step, slice, speaker_at};
pub use troth_store::SavedQuery;
use troth_store::{KeptText, TranscriptSummary};

pub use claims::NewClaim;
pub use codebook::{CodePassage, CodeView, CodebookView};
pub use coded::CodedNow;
pub use coding::{NewCoding, Where};
pub use confirming::{Confirmed, SecondReading};
pub(crate) use correcting::LONGEST_TEXT;
pub use correcting::{Corrected, VersionsView};
pub use retrieval::Retrieval;
pub use sampling::{AtAGlance, Chosen, ChosenForm, ChosenId, SamplingView};
pub use searching::{HITS_ON_A_PAGE, Hit, SearchView};

use self::doubling::{CoderState, Coders};
use crate::analyse::interviews::consent_of;
use crate::app::App;
use crate::error::AppError;
use crate::jobs::Subject;

/// The coding page.
#[derive(Debug, Clone)]
pub struct TranscriptView {
    /// Text, speakers, turns.
    pub stored: Arc<KeptText>,
    /// Passages of this version, by position.
    pub codings: Vec<Coding>,
    /// Claims of this version, by position.
    pub claims: Vec<Claim>,
    /// What a correction could not place, with the words as they stood in their version.
    pub unplaced: Vec<(Mark, String)>,
    /// The partnership's codebook.
    pub codebook: Codebook,
    /// What holds for passages of which their speakers said something, by coding.
    pub consents: BTreeMap<CodingId, Consent>,
    /// What second readers say, by coding.
    pub second_readings: BTreeMap<CodingId, Vec<SecondReading>>,
    /// What the viewer could take back.
    pub undo: Option<Step>,
    /// What the viewer could do again.
    pub redo: Option<Step>,
    /// As whom the viewer codes this text.
    pub me: String,
    /// Names of coders.
    pub coders: Coders,
    /// Who codes it, where it is coded double; the first coder first.
    pub doubled: Vec<CoderState>,
    /// Whether it is coded double and not everybody has finished: then what others put in is not here.
    pub blind: bool,
}

impl TranscriptView {
    /// Whether the viewer may code here now: always, where the text is not coded double; else if they were asked and
    /// have not finished.
    pub fn can_code(&self) -> bool {
        let double = self.doubled.iter().any(|state| state.part == Part::Second);
        !double || self.doubled.iter().any(|state| state.acting && state.finished_at.is_none())
    }

    /// Whether the viewer may change what this coder put in.
    pub fn is_mine(&self, coder: &str) -> bool {
        self.me == coder && self.can_code()
    }

    /// The name of a coder, where work of several is shown and has to be told apart.
    pub fn by_whom(&self, coder: &str) -> Option<&str> {
        (!self.blind && !self.doubled.is_empty()).then(|| self.coders.name(coder))
    }
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
        let codings = self.codings_for(network).await?;
        let mut list = self.store.transcripts(network.id).await?;
        for text in &mut list {
            // While a text is coded double, only what the viewer may see is counted.
            let seen = codings.value().iter().filter(|c| c.transcript == text.id).count();
            text.codings = i64::try_from(seen).unwrap_or(i64::MAX);
        }
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
        let now = stored.transcript.version;
        let sight = self.sight_in(id).await?;
        let coders = self.coder_names(sight.tasks()).await?;
        let me = sight.coder(id).to_owned();
        let seen = |coder: &str| sight.shows(id, coder);
        let codings = self.store.codings_of(id).await?.into_iter().filter(|c| seen(&c.coder));
        let (codings, old): (Vec<Coding>, Vec<Coding>) = codings.partition(|c| c.version == now);
        let claims = self.store.claims_of(id).await?.into_iter().filter(|c| seen(&c.coder));
        let (claims, old_claims): (Vec<Claim>, Vec<Claim>) = claims.partition(|c| c.version == now);
        let lost = old.into_iter().map(Mark::Coding).chain(old_claims.into_iter().map(Mark::Claim));
        let mut unplaced = Vec::new();
        let mut before: BTreeMap<u32, String> = BTreeMap::new();
        for mark in lost {
            let (version, start, end) = match &mark {
                Mark::Coding(coding) => (coding.version, coding.start, coding.end),
                Mark::Claim(claim) => (claim.version, claim.start, claim.end),
            };
            if let Entry::Vacant(missing) = before.entry(version) {
                missing.insert(self.store.text_of_version(id, version).await?.unwrap_or_default());
            }
            let words = before.get(&version).and_then(|text| slice(text, start, end)).unwrap_or_default();
            unplaced.push((mark, words.to_owned()));
        }
        let consents = self.consents(&stored, &codings).await?;
        let steps = self.store.steps(id, &me).await?;
        let view = TranscriptView {
            stored,
            codings,
            claims,
            unplaced,
            codebook: self.codebook_now(network.id).await?.0,
            consents,
            second_readings: self.second_readings(id).await?,
            undo: steps.undo,
            redo: steps.redo,
            doubled: sight.tasks_of(id).map(|task| self.state_of(task, &coders, &me)).collect(),
            blind: sight.is_blind(id),
            coders,
            me,
        };
        Ok(CustodianOnly::open(view, &self.viewer())?)
    }

    /// One text, to be cut at any place.
    ///
    /// # Errors
    /// If it is not there or the viewer is not the custodian.
    pub async fn text(
        &self,
        network: &Network,
        id: TranscriptId,
    ) -> Result<CustodianOnly<Arc<KeptText>>, AppError> {
        Ok(CustodianOnly::open(self.stored_transcript(network, id).await?, &self.viewer())?)
    }

    /// What holds for those of these codings of a text of which their speakers said something.
    async fn consents(
        &self,
        stored: &KeptText,
        codings: &[Coding],
    ) -> Result<BTreeMap<CodingId, Consent>, AppError> {
        let statements = self.store.statements_of(stored.transcript.id).await?;
        if statements.is_empty() {
            return Ok(BTreeMap::new());
        }
        let held = codings.iter().filter_map(|coding| {
            let label = speaker_at(&stored.turns, coding.start, coding.end)?;
            let holds = consent_of(coding, Some(label), &statements);
            let noted = Consent { permission: coding.permission, ..Consent::default() };
            (holds != noted).then_some((coding.id, holds))
        });
        Ok(held.collect())
    }

    pub(crate) async fn stored_transcript(
        &self,
        network: &Network,
        id: TranscriptId,
    ) -> Result<Arc<KeptText>, AppError> {
        let stored = self.store.text(id).await?.filter(|t| t.transcript.network == network.id);
        stored.ok_or_else(|| AppError::missing("This text"))
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
