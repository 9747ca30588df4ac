//! The survey rounds of a prepared partnership: what else was answered in those that are over, and one that can be answered.

use std::collections::BTreeMap;
use std::str::FromStr;

use serde::Deserialize;
use troth_gate::Visibility;
use troth_gate::forecast::Share;
use troth_network::{AnswerRole, Network, OrganisationId, RespondentKey, Scale, Wave};
use troth_rate::instrument::Instrument;
use troth_rate::round::{Closed, Comment, OwnAnswer, Survey, Turnout};

use super::Folder;
use super::study_files::rows;
use crate::app::App;
use crate::error::AppError;
use crate::imports::respondent_hash;
use crate::jobs::Subject;
use crate::organisations::Names;
use crate::surveys::{NewParticipant, SurveyDraft};

const OPEN: &str = "open-round.json";
const TURNOUT: &str = "turnout.csv";
/// Partners that people of the rounds were asked about at most.
const MOST_PARTNERS: u32 = 6;

#[derive(Deserialize)]
struct OwnRow {
    rater: String,
    respondent: String,
    variable: String,
    value: f64,
    scale_min: Option<f64>,
    scale_max: Option<f64>,
}

#[derive(Deserialize)]
struct TurnoutRow {
    wave: String,
    organisation: String,
    role: String,
    invited: i64,
    finished: i64,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct WordsFile {
    words: String,
    #[serde(default)]
    shown: bool,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct OpenFile {
    id: String,
    label: String,
    most_partners: u32,
    visibility: String,
    custodian: String,
    people: Vec<AskedFile>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct AskedFile {
    organisation: String,
    role: String,
    names: Vec<String>,
}

impl App {
    /// Puts in what was answered about the partnership in rounds that are over, who was asked, and free words. The answers
    /// about partners are there already: they tell the pseudonyms.
    pub(super) async fn sample_rounds(&self, network: &Network, folder: &Folder) -> Result<(), AppError> {
        let names = self.names(network.id).await?;
        let salt = self.salt(network.id).await?;
        let known: BTreeMap<(OrganisationId, String), RespondentKey> =
            (self.store.respondents(network.id).await?.into_iter())
                .map(|row| ((row.rater, row.external_hash), row.key))
                .collect();
        for wave in self.waves(network.id).await? {
            let file = format!("own-wave{}.csv", wave.external_id);
            if !folder.contains_key(&file) {
                continue;
            }
            let mut closed = Closed { turnout: turnout(&wave, &names, folder)?, ..Closed::default() };
            for (line, row) in rows::<OwnRow>(&file, folder.get(&file))? {
                let wrong = |what: String| AppError::field("file", format!("{file}, line {line}: {what}"));
                let rater = organisation(&row.rater, &names)?;
                let respondent = if row.respondent.is_empty() {
                    None
                } else {
                    let hash = respondent_hash(&salt, rater, &row.respondent);
                    let key = known.get(&(rater, hash)).cloned();
                    Some(key.ok_or_else(|| wrong(format!("{} rated no partner", row.respondent)))?)
                };
                let scale = row.scale_min.zip(row.scale_max).and_then(|(min, max)| Scale::new(min, max));
                closed.own.push(OwnAnswer {
                    id: self.new_id(),
                    wave: wave.id,
                    rater,
                    respondent,
                    variable: row.variable,
                    value: row.value,
                    scale,
                });
            }
            if let Some(words) = folder.get(&format!("words-wave{}.json", wave.external_id)) {
                for word in serde_json::from_slice::<Vec<WordsFile>>(words)? {
                    let id = self.new_id();
                    let unread = Comment::unread(id, wave.id, word.words, None);
                    closed.comments.push(Comment { shown: word.shown, ..unread });
                }
            }
            let survey = self.built_in_survey(&wave).await?;
            self.store.adopt_survey(&survey, &closed).await?;
            self.refresh(network.id, Subject::Words(wave.id)).await?;
        }
        Ok(())
    }

    /// The questionnaire that comes with Troth, as the one of a round.
    async fn built_in_survey(&self, wave: &Wave) -> Result<Survey, AppError> {
        let instrument = Instrument::built_in();
        let (hash, head) = (instrument.content_hash(), &instrument.head);
        self.store.keep_questionnaire(&hash, &head.id, &head.version, Instrument::built_in_text()).await?;
        Ok(Survey {
            wave: wave.id,
            questionnaire: hash,
            long_form: false,
            most_partners: MOST_PARTNERS,
            language: "en".to_owned(),
            revision: 0,
        })
    }

    /// Begins a round that can be answered, if the folder has one, by the functions that pages call.
    pub(super) async fn sample_open_round(&self, network: &Network, folder: &Folder) -> Result<(), AppError> {
        let Some(file) = folder.get(OPEN) else { return Ok(()) };
        let file: OpenFile = serde_json::from_slice(file)
            .map_err(|error| AppError::field("file", format!("{OPEN}: {error}")))?;
        let visibility: Visibility = word(&file.visibility)?;
        self.choose_promise(network, visibility, &file.custodian).await?;
        let draft = SurveyDraft {
            external_id: file.id,
            label: file.label,
            questionnaire: None,
            long_form: false,
            most_partners: file.most_partners,
            closes: None,
            revision: 0,
        };
        let view = self.draft_survey(network, &draft).await?;
        let names = self.names(network.id).await?;
        let mut people = Vec::new();
        for asked in file.people {
            let organisation = organisation(&asked.organisation, &names)?;
            let role: AnswerRole = word(&asked.role)?;
            let one = |name| NewParticipant { organisation, role, name, address: None };
            people.extend(asked.names.into_iter().map(one));
        }
        self.add_participants(network, &view.wave, &people).await?;
        self.assign_partners(network, &view.wave, Share::new(0.7).unwrap_or(Share::ALL)).await?;
        self.open_survey(network, &view.wave).await
    }
}

fn turnout(wave: &Wave, names: &Names, folder: &Folder) -> Result<Vec<Turnout>, AppError> {
    let rows = rows::<TurnoutRow>(TURNOUT, folder.get(TURNOUT))?.into_iter().map(|(_, row)| row);
    rows.filter(|row| row.wave == wave.external_id)
        .map(|row| {
            Ok(Turnout {
                organisation: organisation(&row.organisation, names)?,
                role: word(&row.role)?,
                open_link: false,
                invited: row.invited,
                finished: row.finished,
            })
        })
        .collect()
}

fn word<T: FromStr<Err: std::fmt::Display>>(text: &str) -> Result<T, AppError> {
    text.parse().map_err(|error: T::Err| AppError::field("file", error.to_string()))
}

fn organisation(id: &str, names: &Names) -> Result<OrganisationId, AppError> {
    let missing =
        || AppError::NotFound(format!("The folder names an organisation \"{id}\" that it has not."));
    names.by_external(id).map(|o| o.id).ok_or_else(missing)
}
