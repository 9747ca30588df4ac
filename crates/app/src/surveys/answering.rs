//! Answering, page by page. Everything follows from the secret of the link: whoever has it answers as that person.

use std::collections::BTreeMap;
use std::sync::Arc;

use troth_network::{AnswerRole, Network, Organisation, OrganisationId, VisibleTo, Wave, WaveState};
use troth_rate::instrument::{Answer, Answers, Form, Instrument, Questionnaire, Screen};
use troth_rate::round::{Asked, Changed, LinkFor, Participant, Reply};
use troth_store::Page;

use super::form;
use super::places::Round;
use crate::accounts::Token;
use crate::app::App;
use crate::error::AppError;

pub use super::form::{CANT_SAY, Mend, field, value};

/// Name of the field with which a partner is left out.
pub const SKIP: &str = "skip";
/// Name of the field in which a representative says who may see the answers about a partner.
pub const VISIBLE_TO: &str = "visible_to";

/// Where a link leads.
#[derive(Debug, Clone)]
pub enum Door {
    /// To the questions of one person.
    Person(Box<Answering>),
    /// To the beginning, for anybody of an organisation.
    Anybody(Box<Anybody>),
    /// To a round that has not begun.
    NotYet,
    /// Nowhere: the round is closed, the link was taken back, or the address is not whole.
    Nowhere,
}

/// An open link.
#[derive(Debug, Clone)]
pub struct Anybody {
    /// The partnership.
    pub network: Network,
    /// The round.
    pub wave: Wave,
    /// The organisation the link is for.
    pub organisation: Organisation,
}

/// Somebody who answers, with everything they are asked and wrote.
#[derive(Debug, Clone)]
pub struct Answering {
    /// The partnership.
    pub network: Network,
    /// The round.
    pub wave: Wave,
    /// Who answers.
    pub participant: Participant,
    /// About whom.
    pub asked: Vec<Asked>,
    /// What they wrote.
    pub replies: Vec<Reply>,
    /// The questionnaire.
    pub instrument: Arc<Instrument>,
    /// Its length.
    pub form: Form,
    /// Organisations of the partnership, by id.
    pub organisations: BTreeMap<OrganisationId, Organisation>,
}

/// What became of a page that was sent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Sent {
    /// It is saved.
    Saved,
    /// Fields have to be mended; nothing of the page was saved.
    Mend(Vec<Mend>),
    /// Some of it was answered otherwise in another window since the page was loaded. Nothing was saved; these are the
    /// fields, with what is stored there.
    Elsewhere(Vec<(String, String)>),
    /// The round closed meanwhile. Nothing was saved.
    Over,
}

impl Answering {
    pub(super) fn round(&self) -> Round<'_> {
        Round {
            network: &self.network,
            wave: &self.wave,
            instrument: &self.instrument,
            form: self.form,
            names: &self.organisations,
        }
    }

    /// All questions, laid out as screens.
    pub fn questionnaire(&self) -> Questionnaire<'_> {
        self.round().questions(&self.participant, &self.asked)
    }

    /// What was answered, without what is said of partners who were left out.
    pub fn answers(&self) -> Answers {
        self.round().answers(&self.participant, &self.asked, &self.replies)
    }

    /// Everything that was answered, also of partners who were left out: what fields show.
    pub fn written(&self) -> Answers {
        let home = self.round().home(&self.participant);
        self.replies.iter().map(|reply| (home.key(reply), reply.answer.clone())).collect()
    }

    /// The organisation they answer for.
    pub fn organisation(&self) -> Option<&Organisation> {
        self.organisations.get(&self.participant.organisation)
    }

    /// What is known of the partner of a screen.
    pub fn asked_on(&self, screen: &Screen<'_>) -> Option<&Asked> {
        let partner = screen.partner.as_ref()?;
        self.asked.iter().find(|asked| asked.target.to_string() == partner.id)
    }

    /// Whether they choose for each partner who may see the answers.
    pub const fn chooses(&self) -> bool {
        matches!(self.participant.role, AnswerRole::Representative)
    }

    /// Organisations that can be added: those of the partnership they are not asked about, without their own and its
    /// units, by name.
    pub fn addable(&self) -> Vec<&Organisation> {
        let own = self.participant.organisation;
        let mut list: Vec<_> = (self.organisations.values())
            .filter(|o| o.accepted && o.id != own && o.parent != Some(own))
            .filter(|o| {
                self.organisation()
                    .is_none_or(|mine| mine.parent.is_none_or(|p| p != o.id && o.parent != Some(p)))
            })
            .filter(|o| !self.asked.iter().any(|asked| asked.target == o.id && !asked.skipped))
            .collect();
        list.sort_by(|a, b| a.name.cmp(&b.name));
        list
    }
}

impl App {
    /// Where the link of this secret leads. Looking changes nothing.
    ///
    /// # Errors
    /// If the database fails.
    pub async fn survey_door(&self, secret: &str) -> Result<Door, AppError> {
        let Some((wave, link)) = self.store.survey_link(&Token::hash(secret)).await? else {
            return Ok(Door::Nowhere);
        };
        let Some(wave) = self.store.wave(wave).await? else { return Ok(Door::Nowhere) };
        match wave.state {
            WaveState::Draft => return Ok(Door::NotYet),
            WaveState::Closed => return Ok(Door::Nowhere),
            WaveState::Open if wave.closed.is_some_and(|last| last < self.today()) => {
                return Ok(Door::Nowhere);
            }
            WaveState::Open => {}
        }
        let Some(network) = self.store.network(wave.network).await? else { return Ok(Door::Nowhere) };
        let organisations = self.store.organisations(network.id).await?;
        let organisations: BTreeMap<_, _> = organisations.into_iter().map(|o| (o.id, o)).collect();
        let id = match link {
            LinkFor::Participant(id) => id,
            LinkFor::Organisation(_, id) => {
                let door = organisations.get(&id).cloned().map_or(Door::Nowhere, |organisation| {
                    Door::Anybody(Box::new(Anybody { network, wave, organisation }))
                });
                return Ok(door);
            }
        };
        let (participant, view) = (self.store.participant(id).await?, self.survey_view(wave).await?);
        let (Some(participant), Some(view)) = (participant.filter(|p| p.gone.is_none()), view) else {
            return Ok(Door::Nowhere);
        };
        Ok(Door::Person(Box::new(Answering {
            asked: self.store.asked(id).await?,
            replies: self.store.replies(id).await?,
            form: view.form(),
            wave: view.wave,
            instrument: view.instrument,
            network,
            participant,
            organisations,
        })))
    }

    /// Saves one screen, whole or not at all. `loaded` is the participant's revision when the page was loaded. A
    /// representative who answers something about a partner says who may see it.
    ///
    /// # Errors
    /// If the screen is not there, or somebody is named who may not be.
    pub async fn send_screen(
        &self,
        answering: &Answering,
        screen: usize,
        sent: &BTreeMap<String, String>,
        loaded: i64,
    ) -> Result<Sent, AppError> {
        let questionnaire = answering.questionnaire();
        let screen = questionnaire.screens.get(screen);
        let screen = screen.ok_or_else(|| AppError::missing("This page of the questionnaire"))?;
        let skipped = sent.get(SKIP).is_some_and(|text| !text.is_empty());
        let questions: Vec<_> = if skipped { Vec::new() } else { screen.questions().collect() };
        let mut mend = Vec::new();
        let read = form::read(&answering.instrument, &questions, sent).unwrap_or_else(|errors| {
            mend = errors;
            Vec::new()
        });
        mend.extend(patients(&read));
        let partner = match answering.asked_on(screen) {
            Some(asked) if answering.chooses() && !skipped => {
                let chosen: Option<VisibleTo> = sent.get(VISIBLE_TO).and_then(|text| text.parse().ok());
                if chosen.is_none() && read.iter().any(|(_, answer)| answer.is_some()) {
                    let name = screen.partner.as_ref().map_or("this partner", |p| p.name.as_str());
                    mend.push((
                        VISIBLE_TO.to_owned(),
                        format!("Choose who may see your answers about {name}"),
                    ));
                }
                Some((asked.target, false, chosen))
            }
            Some(asked) => Some((asked.target, skipped, asked.visible_to)),
            None => None,
        };
        if !mend.is_empty() {
            return Ok(Sent::Mend(mend));
        }
        let home = answering.round().home(&answering.participant);
        let (mut given, mut emptied) = (Vec::new(), Vec::new());
        for (key, answer) in read {
            let Some(item) = answering.instrument.item(&key.item) else { continue };
            let Some((item, about)) = home.place(&key, item) else { continue };
            match answer {
                Some(answer) => given.push(Reply { item, about, answer, revision: 0 }),
                None => emptied.push((item, about)),
            }
        }
        let page = Page { given: &given, emptied: &emptied, partner, loaded };
        Ok(match self.store.save_page(answering.participant.id, &page, self.now()).await? {
            Changed::Saved(_) => Sent::Saved,
            Changed::Over => Sent::Over,
            Changed::Elsewhere(stored) => {
                let fields = stored.iter().map(|reply| (field(&home.key(reply)), value(&reply.answer)));
                Sent::Elsewhere(fields.collect())
            }
        })
    }

    /// Adds a partner somebody works with. Whether it could be added.
    ///
    /// # Errors
    /// If the organisation cannot be added.
    pub async fn add_partner(&self, answering: &Answering, target: OrganisationId) -> Result<bool, AppError> {
        if !answering.addable().iter().any(|o| o.id == target) {
            let message = "Choose one of the organisations in the list.";
            return Err(AppError::field("partner", message));
        }
        Ok(self.store.add_asked(answering.participant.id, target).await?)
    }
}

/// Free words that name a patient's number are not stored.
fn patients(read: &[(troth_rate::instrument::QuestionKey, Option<Answer>)]) -> Vec<Mend> {
    let texts = read.iter().filter_map(|(key, answer)| match answer {
        Some(Answer::Text(text)) => Some((key, text)),
        _ => None,
    });
    texts
        .filter_map(|(key, text)| {
            let found = troth_gate::patient::find(text);
            let sentence = found.first()?.sentence();
            Some((field(key), format!("{sentence} Take it out: Troth never holds anything about patients.")))
        })
        .collect()
}
