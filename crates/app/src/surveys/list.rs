//! Who is asked in a round: putting people on the list, and taking them off.
//!
//! The coordinator sees who is on the list and never who has answered.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use troth_network::{AnswerRole, Network, OrganisationId, ParticipantId, Wave, WaveState};
use troth_rate::round::Participant;
use troth_store::about_participant;

use crate::app::App;
use crate::error::{AppError, FieldError};
use crate::imports::{refuse_patients, respondent_hash};
use crate::mail::Address;

/// Longest name on the list.
const LONGEST_NAME: usize = 200;

/// Somebody who is to be asked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewParticipant {
    /// For which organisation they answer.
    pub organisation: OrganisationId,
    /// As its representative, or as one of its staff.
    pub role: AnswerRole,
    /// Their name, or an id that the coordinator knows.
    pub name: String,
    /// Their e-mail address, if letters are to be sent.
    pub address: Option<String>,
}

/// Somebody on the list, as the coordinator sees them: nothing tells whether they answered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Listed {
    /// Internal id, which opens nothing.
    pub id: ParticipantId,
    /// For which organisation they answer.
    pub organisation: OrganisationId,
    /// As what.
    pub role: AnswerRole,
    /// Name.
    pub name: String,
    /// E-mail address.
    pub address: Option<String>,
}

/// What is sealed of a participant.
#[derive(Serialize, Deserialize)]
struct Who {
    name: String,
    address: Option<String>,
}

impl App {
    /// Puts people on the list of a round that is not closed, all or none. About whom they are asked is said later; who
    /// joins a round that is open gets partners at once, and the others keep theirs.
    ///
    /// # Errors
    /// If a name or address has to be mended, an organisation is not there, somebody is on the list already, or the
    /// round is closed.
    pub async fn add_participants(
        &self,
        network: &Network,
        wave: &Wave,
        new: &[NewParticipant],
    ) -> Result<(), AppError> {
        let organisations = self.store.organisations(network.id).await?;
        let salt = self.salt(network.id).await?;
        let mut rows = Vec::with_capacity(new.len());
        let mut errors = Vec::new();
        for (place, person) in new.iter().enumerate() {
            let name = person.name.split_whitespace().collect::<Vec<_>>().join(" ");
            if name.is_empty() || name.chars().count() > LONGEST_NAME {
                let message =
                    format!("Person {}: give a name of up to {LONGEST_NAME} characters.", place + 1);
                errors.push(FieldError::new("people", message));
                continue;
            }
            refuse_patients("The list of people", &name)?;
            if !organisations.iter().any(|o| o.id == person.organisation) {
                errors.push(FieldError::new("people", format!("{name}: choose one of the organisations.")));
                continue;
            }
            let address = person.address.as_deref().map(str::trim).filter(|a| !a.is_empty());
            let address = match address.map(str::parse::<Address>).transpose() {
                Ok(address) => address.map(|a| a.to_string()),
                Err(error) => {
                    errors.push(FieldError::new("people", format!("{name}: {error}")));
                    continue;
                }
            };
            let id = ParticipantId(self.new_id());
            let known_by = address.as_deref().unwrap_or(&name).to_lowercase();
            let who =
                serde_json::to_vec(&Who { name, address }).map_err(|e| AppError::Conflict(e.to_string()))?;
            rows.push((
                Participant {
                    id,
                    wave: wave.id,
                    organisation: person.organisation,
                    role: person.role,
                    open_link: false,
                    sealed: Some(self.seal(&who, &about_participant(id))?),
                    again: respondent_hash(&salt, person.organisation, &known_by),
                    joined: self.today(),
                    gone: None,
                    began: None,
                    saved: None,
                    finished: None,
                    withdrawn: false,
                    invited: None,
                    reminded: 0,
                    unreminded: false,
                    receipt: None,
                    revision: 0,
                },
                Vec::new(),
            ));
        }
        if !errors.is_empty() {
            return Err(AppError::Invalid(errors));
        }
        if wave.state == WaveState::Open
            && let Some(view) = self.survey_view(wave.clone()).await?
        {
            let joiners: Vec<Participant> = rows.iter().map(|(participant, _)| participant.clone()).collect();
            let mut partners = self.partners_of_joiners(network, &view, &joiners).await?;
            for (participant, asked) in &mut rows {
                *asked = partners.remove(&participant.id).unwrap_or_default();
            }
        }
        self.store.add_participants(&rows).await?;
        self.note(network.id, "people put on the list of a survey round", wave.id.0).await
    }

    /// The people on the list of a round that is not closed, by organisation and name. Nothing tells who has answered.
    ///
    /// # Errors
    /// If the database fails or a name cannot be opened.
    pub async fn listed(&self, wave: &Wave) -> Result<Vec<Listed>, AppError> {
        let mut list = Vec::new();
        for participant in self.store.participants(wave.id).await? {
            let Some(sealed) = participant.sealed.as_deref().filter(|_| participant.gone.is_none()) else {
                continue;
            };
            let who = self.who(participant.id, sealed)?;
            list.push(Listed {
                id: participant.id,
                organisation: participant.organisation,
                role: participant.role,
                name: who.name,
                address: who.address,
            });
        }
        list.sort_by(|a, b| (a.organisation, &a.name, a.id).cmp(&(b.organisation, &b.name, b.id)));
        Ok(list)
    }

    /// About how many partners each person on the list was asked at the beginning; whom they added or left out
    /// themselves does not show.
    ///
    /// # Errors
    /// If the database fails.
    pub async fn partners_each(&self, wave: &Wave) -> Result<BTreeMap<ParticipantId, usize>, AppError> {
        let mut each = BTreeMap::new();
        for (id, _) in self.store.asked_in(wave.id).await?.into_iter().filter(|(_, asked)| !asked.added) {
            *each.entry(id).or_insert(0) += 1;
        }
        Ok(each)
    }

    fn who(&self, id: ParticipantId, sealed: &str) -> Result<Who, AppError> {
        let about = about_participant(id);
        let plain = self.keyring.open(sealed, &about)?;
        serde_json::from_slice(&plain).map_err(|_| troth_store::KeyringError::DoesNotOpen { about }.into())
    }

    /// Takes somebody off the list of a round that is not closed, with everything they wrote and their links.
    ///
    /// # Errors
    /// If the round is closed or they are not on its list.
    pub async fn participant_leaves(
        &self,
        network: &Network,
        wave: &Wave,
        id: ParticipantId,
    ) -> Result<(), AppError> {
        let participant = self.store.participant(id).await?.filter(|p| p.wave == wave.id);
        if wave.state == WaveState::Closed || participant.is_none_or(|p| p.gone.is_some()) {
            return Err(AppError::missing("This person"));
        }
        self.store.participant_left(id, self.today()).await?;
        self.note(network.id, "somebody taken off the list of a survey round", wave.id.0).await
    }
}
