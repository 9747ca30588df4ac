//! How a round is asked: which questionnaire, how long, about how many partners. Only a draft can be changed.

use std::sync::Arc;

use troth_framework::Lens;
use troth_network::{Day, Network, Wave, WaveId, WaveState};
use troth_rate::instrument::{Form, Instrument};
use troth_rate::round::Survey;

use crate::app::App;
use crate::error::{AppError, FieldError};

/// Most partners that one person may be asked about.
const MOST_PARTNERS: u32 = 20;

/// A round that is being prepared.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SurveyDraft {
    /// The id that files use.
    pub external_id: String,
    /// Name on screen; made of the id where empty.
    pub label: String,
    /// The questionnaire as TOML; the one that comes with Troth where missing.
    pub questionnaire: Option<String>,
    /// The long form.
    pub long_form: bool,
    /// About how many partners one person is asked at most.
    pub most_partners: u32,
    /// The last day on which answers are taken.
    pub closes: Option<Day>,
    /// Revision of the page it was changed on; 0 for a new round.
    pub revision: i64,
}

/// A round that is asked in Troth.
#[derive(Debug, Clone)]
pub struct SurveyView {
    /// The round.
    pub wave: Wave,
    /// How it is asked.
    pub survey: Survey,
    /// The questionnaire.
    pub instrument: Arc<Instrument>,
}

impl SurveyView {
    /// The form.
    pub const fn form(&self) -> Form {
        if self.survey.long_form { Form::Long } else { Form::Short }
    }
}

impl App {
    /// Prepares a round, or changes how a draft is asked.
    ///
    /// # Errors
    /// If a field has to be mended, the questionnaire is not valid, the round has begun or its answers come from files,
    /// or somebody else changed it meanwhile.
    pub async fn draft_survey(&self, network: &Network, draft: &SurveyDraft) -> Result<SurveyView, AppError> {
        let external_id = draft.external_id.trim();
        let existing = self.waves(network.id).await?.into_iter().find(|w| w.external_id == external_id);
        self.check_draft(draft, existing.as_ref()).await?;
        let text = draft.questionnaire.as_deref().unwrap_or(Instrument::built_in_text());
        let instrument = read(text, &self.lens)?;
        let hash = instrument.content_hash();
        self.store.keep_questionnaire(&hash, &instrument.head.id, &instrument.head.version, text).await?;
        let label = match draft.label.trim() {
            "" => format!("Survey round {external_id}"),
            label => label.to_owned(),
        };
        let begun = existing.is_some();
        let wave = match existing {
            Some(wave) => Wave { label, closed: draft.closes, ..wave },
            None => Wave {
                id: WaveId(self.new_id()),
                network: network.id,
                external_id: external_id.to_owned(),
                label,
                opened: None,
                closed: draft.closes,
                state: WaveState::Draft,
                position: self.waves(network.id).await?.iter().map(|w| w.position).max().unwrap_or(0) + 1,
            },
        };
        let wave = if begun { wave } else { self.store.upsert_wave(&wave).await? };
        let language = instrument.languages.first().map_or("en", |l| l.id.as_str()).to_owned();
        let survey = Survey {
            wave: wave.id,
            questionnaire: hash,
            long_form: draft.long_form,
            most_partners: draft.most_partners,
            language,
            revision: draft.revision,
        };
        // Of two who change it at once one is told here, before label and last day are written.
        let survey = self.store.save_survey(&survey).await?;
        let wave = if begun { self.store.upsert_wave(&wave).await? } else { wave };
        self.begin_under_promise(network.id, wave.id).await?;
        self.note(network.id, "survey round prepared", wave.id.0).await?;
        Ok(SurveyView { wave, survey, instrument: Arc::new(instrument) })
    }

    async fn check_draft(&self, draft: &SurveyDraft, existing: Option<&Wave>) -> Result<(), AppError> {
        let mut errors = Vec::new();
        if draft.external_id.trim().is_empty() {
            errors.push(FieldError::new("external_id", "Give the round a short id, such as 1."));
        }
        if !(1..=MOST_PARTNERS).contains(&draft.most_partners) {
            let message = format!("Write a whole number of partners from 1 to {MOST_PARTNERS}.");
            errors.push(FieldError::new("most_partners", message));
        }
        if draft.closes.is_some_and(|day| day < self.today()) {
            errors.push(FieldError::new(
                "closes",
                "The last day lies in the past. Choose today or a later day.",
            ));
        }
        if let Some(wave) = existing {
            let asked_here = self.store.survey(wave.id).await?.is_some();
            if wave.state != WaveState::Draft {
                let message = "A round with this id has begun already. Choose another id for a new round.";
                errors.push(FieldError::new("external_id", message));
            } else if !asked_here && !self.store.rating_counts(wave.id).await?.is_empty() {
                let message = "The answers of this round come from files. Choose another id for a new round.";
                errors.push(FieldError::new("external_id", message));
            }
        }
        if errors.is_empty() { Ok(()) } else { Err(AppError::Invalid(errors)) }
    }

    /// How a round is asked; `None` if its answers come from files.
    ///
    /// # Errors
    /// If the round is not there or its stored questionnaire cannot be read.
    pub async fn survey_of(
        &self,
        network: &Network,
        external_id: &str,
    ) -> Result<Option<SurveyView>, AppError> {
        let wave = self.wave(network, Some(external_id)).await?;
        let wave = wave.ok_or_else(|| AppError::missing("This survey round"))?;
        self.survey_view(wave).await
    }

    pub(crate) async fn survey_view(&self, wave: Wave) -> Result<Option<SurveyView>, AppError> {
        let Some(survey) = self.store.survey(wave.id).await? else { return Ok(None) };
        let instrument = self.instrument(&survey.questionnaire).await?;
        Ok(Some(SurveyView { wave, survey, instrument }))
    }

    /// The text of a round's questionnaire; `None` if it is the one that comes with Troth.
    ///
    /// # Errors
    /// If the database fails.
    pub async fn questionnaire_text(&self, view: &SurveyView) -> Result<Option<String>, AppError> {
        if Instrument::built_in().content_hash() == view.survey.questionnaire {
            return Ok(None);
        }
        Ok(self.store.questionnaire(&view.survey.questionnaire).await?)
    }

    /// A stored questionnaire.
    async fn instrument(&self, hash: &str) -> Result<Arc<Instrument>, AppError> {
        if Instrument::built_in().content_hash() == hash {
            return Ok(Arc::new(Instrument::built_in().clone()));
        }
        let text = self.store.questionnaire(hash).await?;
        let text = text.ok_or_else(|| AppError::missing("The questionnaire of this round"))?;
        Ok(Arc::new(read(&text, &self.lens)?))
    }
}

fn read(text: &str, lens: &Lens) -> Result<Instrument, AppError> {
    Instrument::read(text.as_bytes(), "the questionnaire", lens)
        .map_err(|error| AppError::field("questionnaire", error.to_string()))
}
