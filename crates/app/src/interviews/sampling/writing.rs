//! Writing down who was chosen, changing it, and taking it out.

use troth_network::timestamp::day_in_files;
use troth_network::{Day, Network, Person, RoleLevel, Sector, TranscriptId};
use troth_say::sampling::{SampleStatus, SuggestedBy};
use troth_store::{SampledRow, StoreError};
use uuid::Uuid;

use super::{Chosen, Words};
use crate::app::App;
use crate::erasing::Erased;
use crate::error::{AppError, FieldError};
use crate::imports;
use crate::organisations::Names;

/// Most letters of a field: names and a short purpose, not a biography.
const LONGEST: usize = 300;

/// What a form or a row of a file says of somebody who was chosen.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ChosenForm {
    /// Name; that of a person the partnership knows, or their id in files, stands for that person.
    pub name: String,
    /// Id in files of the organisation they work at.
    pub organisation: Option<String>,
    /// The sector, where no organisation is given.
    pub sector: Option<String>,
    /// The level they work at.
    pub role_level: Option<RoleLevel>,
    /// In which part they were suggested.
    pub suggested: Option<SuggestedBy>,
    /// By whom: in words, or a person the partnership knows.
    pub suggested_by: Option<String>,
    /// Why they were chosen.
    pub why: String,
    /// How far it is.
    pub status: Option<SampleStatus>,
    /// The day of that.
    pub on: Option<Day>,
    /// The text of the interview.
    pub transcript: Option<TranscriptId>,
}

impl ChosenForm {
    /// The form as it stands filled with somebody.
    pub fn of(chosen: &Chosen, names: &Names) -> Self {
        Self {
            name: chosen.name.clone(),
            organisation: chosen.organisation.and_then(|id| names.get(id)).map(|o| o.external_id.clone()),
            sector: chosen.sector.as_ref().map(|sector| sector.0.clone()),
            role_level: chosen.role_level,
            suggested: Some(chosen.suggested),
            suggested_by: chosen.suggested_by.clone(),
            why: chosen.why.clone(),
            status: Some(chosen.status),
            on: chosen.on,
            transcript: chosen.transcript,
        }
    }
}

/// What a form is checked against.
pub(super) struct Around {
    pub(super) names: Names,
    pub(super) people: Vec<Person>,
    pub(super) texts: Vec<(TranscriptId, String)>,
    pub(super) chosen: Vec<Chosen>,
}

impl App {
    /// Writes somebody down.
    ///
    /// # Errors
    /// If the viewer is not the custodian, the form has to be mended, or somebody of this name and organisation is there.
    pub async fn add_chosen(&self, network: &Network, form: ChosenForm) -> Result<(), AppError> {
        self.only_the_custodian()?;
        let around = self.around(network).await?;
        let line = self.line_of(network, &around, form, None)?;
        self.store.save_sampled(std::slice::from_ref(&line)).await?;
        self.note(network.id, "somebody chosen for an interview", line.id).await
    }

    /// Changes what is written of somebody, as it was read under `version`.
    ///
    /// # Errors
    /// As for a new one; a conflict if somebody else saved it since; not found if they were taken out.
    pub async fn save_chosen(
        &self,
        network: &Network,
        id: Uuid,
        version: i64,
        form: ChosenForm,
    ) -> Result<(), AppError> {
        self.only_the_custodian()?;
        let around = self.around(network).await?;
        let there = around.chosen.iter().find(|one| one.id == id).cloned();
        let there = there.ok_or_else(|| AppError::missing("This person"))?;
        let line = self.line_of(network, &around, form, Some((&there, version)))?;
        let made_at = self.made_at(network, id).await?;
        self.store.save_sampled(&[SampledRow { made_at, ..line }]).await?;
        self.note(network.id, "somebody chosen for an interview changed", id).await
    }

    /// Takes somebody out of the table for good, as it was read under `version`, and out of the files of the database.
    ///
    /// # Errors
    /// If the viewer is not the custodian; a conflict if somebody else saved it since; not found.
    pub async fn remove_chosen(&self, network: &Network, id: Uuid, version: i64) -> Result<Erased, AppError> {
        self.only_the_custodian()?;
        self.store.erase_sampled(network.id, id, version).await.map_err(|error| match error {
            StoreError::NotFound { .. } => AppError::missing("This person"),
            other => other.into(),
        })?;
        self.note(network.id, "somebody chosen for an interview taken out", id).await?;
        let told = "The line is erased, with the name and whatever was written of the person.".to_owned();
        let stays = "Where the name stands as that of who suggested somebody else, and what the person said in a text, stay: \
                     change those lines, and erase the words under Settings, Erasing.";
        Ok(self.cleaned(told, vec![stays.to_owned()]).await)
    }

    pub(super) async fn around(&self, network: &Network) -> Result<Around, AppError> {
        let texts = self.store.transcripts(network.id).await?;
        Ok(Around {
            names: self.names(network.id).await?,
            people: self.people_known(network.id).await?,
            texts: texts.into_iter().map(|text| (text.id, text.title)).collect(),
            chosen: self.chosen(network).await?,
        })
    }

    pub(super) async fn made_at(
        &self,
        network: &Network,
        id: Uuid,
    ) -> Result<troth_network::Timestamp, AppError> {
        let rows = self.store.sampled(network.id).await?;
        let found = rows.iter().find(|row| row.id == id).map(|row| row.made_at);
        found.ok_or_else(|| AppError::missing("This person"))
    }

    /// The line that a form makes, sealed; `before` is the line it changes, with the version it was read under.
    pub(super) fn line_of(
        &self,
        network: &Network,
        around: &Around,
        form: ChosenForm,
        before: Option<(&Chosen, i64)>,
    ) -> Result<SampledRow, AppError> {
        let said =
            [form.name.as_str(), &form.why, form.suggested_by.as_deref().unwrap_or_default()].join("\n");
        imports::refuse_patients("What is written of the person", &said)?;
        let mut errors = Vec::new();
        let person = known(&around.people, &form.name);
        let organisation = match form.organisation.as_deref().map(|id| around.names.by_external(id)) {
            Some(None) => {
                errors
                    .push(FieldError::new("organisation", "Choose one of the organisations that are there."));
                None
            }
            Some(Some(found)) => Some(found.id),
            None => person.map(|p| p.organisation),
        };
        let sector = form.sector.as_deref().map(Sector::named).filter(|_| organisation.is_none());
        let name = person.map_or(form.name.trim(), |p| p.name.as_str()).to_owned();
        if name.is_empty() {
            errors.push(FieldError::new("name", "Give the person a name, or a word that you know them by."));
        }
        for (field, text) in [
            ("name", &name),
            ("why", &form.why),
            ("suggested_by", &form.suggested_by.clone().unwrap_or_default()),
        ] {
            if text.chars().count() > LONGEST {
                let message = format!("This is longer than {LONGEST} letters. Say it in fewer.");
                errors.push(FieldError::new(field, message));
            }
        }
        let own = before.map(|(one, _)| one.id);
        let twice = around
            .chosen
            .iter()
            .any(|one| Some(one.id) != own && same(&one.name, &name) && one.organisation == organisation);
        if twice && !name.is_empty() {
            let message = "Somebody of this name and organisation is in the table already. Change that line.";
            errors.push(FieldError::new("name", message));
        }
        let suggested = form.suggested.unwrap_or_else(|| {
            errors.push(FieldError::new("suggested", "Choose by whom the person was suggested."));
            SuggestedBy::Researcher
        });
        let status = form.status.unwrap_or(SampleStatus::Chosen);
        if let Some(text) = form.transcript {
            if !around.texts.iter().any(|(id, _)| *id == text) {
                errors.push(FieldError::new("transcript", "Choose one of the texts that are there."));
            } else if !matches!(status, SampleStatus::Interviewed | SampleStatus::Withdrawn) {
                let message =
                    "There is a text, so the interview was held: choose the status interviewed or withdrawn.";
                errors.push(FieldError::new("status", message));
            }
        }
        if form.on.is_some_and(|day| day > self.today()) && !status.is_on_the_way() {
            let message = format!(
                "{} is still to come. Give the day on which it happened.",
                form.on.map(day_in_files).unwrap_or_default()
            );
            errors.push(FieldError::new("on", message));
        }
        if !errors.is_empty() {
            return Err(AppError::Invalid(errors));
        }
        let suggester = form.suggested_by.as_deref().and_then(|who| known(&around.people, who));
        let words = Words {
            name,
            person: person.map(|p| p.id),
            suggested_by: suggester
                .map(|p| p.name.clone())
                .or_else(|| form.suggested_by.map(|who| who.trim().to_owned()).filter(|who| !who.is_empty())),
            suggester: suggester.map(|p| p.id),
            why: form.why.trim().to_owned(),
        };
        let id = own.unwrap_or_else(|| self.new_id());
        Ok(SampledRow {
            id,
            network: network.id,
            organisation,
            sector,
            role_level: form.role_level.or_else(|| person.and_then(|p| p.role_level)),
            suggested,
            status,
            on: form.on,
            transcript: form.transcript,
            sealed: self.seal_words(id, &words)?,
            version: before.map_or(0, |(_, version)| version),
            made_at: self.now(),
        })
    }
}

/// The one person of this name, or of this id in files; nobody where two have the name.
fn known<'a>(people: &'a [Person], name: &str) -> Option<&'a Person> {
    let name = name.trim();
    let mut named = people.iter().filter(|p| same(&p.name, name));
    match (named.next(), named.next()) {
        (Some(person), None) => Some(person),
        (Some(_), Some(_)) => None,
        _ => people.iter().find(|p| p.external_id == name),
    }
}

/// Whether two names are the same, in any writing and with any spaces.
pub(super) fn same(a: &str, b: &str) -> bool {
    let folded = |name: &str| name.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase();
    folded(a) == folded(b)
}
