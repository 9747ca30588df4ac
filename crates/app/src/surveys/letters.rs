//! Letters to those who are asked. The server makes each link and sends it, so that nobody else sees one; reminders are
//! blind: nobody is told who gets one, or how many do.

use troth_network::{Day, Network, ParticipantId, Timestamp, Wave, WaveState};
use troth_rate::round::Participant;
use troth_store::{Reminding, SurveyLetter};

use super::SurveyView;
use super::answering::Answering;
use super::list::Listed;
use crate::accounts::Token;
use crate::app::App;
use crate::error::AppError;
use crate::mail::{Mail, RoundLetter, Tongue};

/// Days between two letters to the same person.
const PAUSE: i64 = 3;
const DAY: i64 = 86_400;

/// What whoever runs the partnership may know of letters: nothing of it depends on who has answered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Letters {
    /// How many have an address and had no letter yet.
    pub to_write: usize,
    /// How many had their first letter put into the queue.
    pub written: usize,
    /// How many have no address.
    pub without_address: usize,
    /// How many first letters came back or were given up, as far as that is kept.
    pub undelivered: usize,
    /// The days on which reminders were sent.
    pub reminders: Vec<Day>,
    /// Today.
    pub today: Day,
    /// From which day on the next may be sent; nothing if there were as many as there may be.
    pub next: Option<Day>,
}

impl App {
    /// How far letters of a round that is not closed are.
    ///
    /// # Errors
    /// If the database fails.
    pub async fn letters_of(&self, wave: &Wave) -> Result<Letters, AppError> {
        let listed = self.listed(wave).await?;
        let invited: Vec<ParticipantId> = self
            .store
            .participants(wave.id)
            .await?
            .into_iter()
            .filter(|p| p.gone.is_none() && p.invited.is_some())
            .map(|p| p.id)
            .collect();
        let reminders = self.store.reminders_of(wave.id).await?;
        let with_address = || listed.iter().filter(|one| one.address.is_some());
        Ok(Letters {
            to_write: with_address().filter(|one| !invited.contains(&one.id)).count(),
            written: with_address().filter(|one| invited.contains(&one.id)).count(),
            without_address: listed.len() - with_address().count(),
            undelivered: self.store.undelivered_to(wave.id).await?.len(),
            next: (reminders.len() < 3).then(|| {
                let after = reminders.last().map(|last| later(*last, PAUSE));
                after.unwrap_or_else(|| self.today()).max(self.today())
            }),
            today: self.today(),
            reminders,
        })
    }

    /// Sends everybody on the list of an open round who has an address and had no letter yet their link. `address` makes
    /// the address of a page from its path.
    ///
    /// # Errors
    /// If the round is not open, or no letters are sent from here.
    pub async fn send_survey_letters(
        &self,
        network: &Network,
        wave: &Wave,
        address: impl Fn(&str) -> String + Send,
    ) -> Result<(), AppError> {
        let view = self.open_for_letters(wave).await?;
        let chosen = |p: &Participant| p.invited.is_none();
        let letters = self.written(&view, chosen, Mail::SurveyInvitation, address).await?;
        self.store.invite_participants(wave.id, &letters, self.today(), self.now()).await?;
        self.note(network.id, "letters of a survey round sent", wave.id.0).await
    }

    /// Reminds everybody of an open round who has an address and has not finished, a few days after their last letter, and
    /// who has not said that they do not want it. A reminder brings a link of its own: a link is kept as a hash, so the
    /// first one cannot be sent again, and it goes on working.
    ///
    /// # Errors
    /// If the round is not open, no letters are sent from here, there were three reminders, or the last is too recent.
    pub async fn remind_respondents(
        &self,
        network: &Network,
        wave: &Wave,
        address: impl Fn(&str) -> String + Send,
    ) -> Result<(), AppError> {
        let view = self.open_for_letters(wave).await?;
        let letters = self.written(&view, |_| true, Mail::SurveyReminder, address).await?;
        let today = self.today();
        let again = |last| later(last, PAUSE);
        let days = (later(today, -PAUSE), today);
        match self.store.remind_participants(wave.id, &letters, days, self.now(), again).await? {
            Reminding::Queued => self.note(network.id, "respondents reminded", wave.id.0).await,
            Reminding::TooSoon(from) => Err(AppError::Conflict(format!(
                "Reminders were sent less than {PAUSE} days ago. The next can be sent from {} on.",
                troth_network::timestamp::day_in_words(from)
            ))),
            Reminding::Enough => Err(AppError::Conflict(
                "Reminders were sent three times. More are not sent in one round.".to_owned(),
            )),
            Reminding::Over => Err(AppError::missing("This open survey round")),
        }
    }

    /// Does not remind somebody any more. Whether the round was open still.
    ///
    /// # Errors
    /// If the database fails.
    pub async fn want_no_reminders(&self, answering: &Answering) -> Result<bool, AppError> {
        Ok(self.store.unremind_participant(answering.participant.id).await?)
    }

    /// Whose first letter could not be delivered, for the custodian.
    ///
    /// # Errors
    /// If the viewer is not the custodian.
    pub async fn undelivered_letters(&self, wave: &Wave) -> Result<Vec<Listed>, AppError> {
        self.only_the_custodian()?;
        let to = self.store.undelivered_to(wave.id).await?;
        Ok(self.listed(wave).await?.into_iter().filter(|one| to.contains(&one.id)).collect())
    }

    async fn open_for_letters(&self, wave: &Wave) -> Result<SurveyView, AppError> {
        if !self.sends_mail() {
            let sentence = "No mail is sent from here. The custodian hands links out.";
            return Err(AppError::Denied(sentence.to_owned()));
        }
        let over = wave.closed.is_some_and(|last| last < self.today());
        let view = self.survey_view(wave.clone()).await?;
        let view = view.filter(|view| view.wave.state == WaveState::Open && !over);
        view.ok_or_else(|| AppError::Conflict("Letters are sent while a round is open.".to_owned()))
    }

    /// A sealed letter, with a link of its own, to each of those on the list who are chosen and have an address.
    async fn written(
        &self,
        view: &SurveyView,
        chosen: impl Fn(&Participant) -> bool,
        kind: fn(RoundLetter) -> Mail,
        address: impl Fn(&str) -> String,
    ) -> Result<Vec<SurveyLetter>, AppError> {
        let floor = u16::try_from(self.floor_of(view.wave.id).await?.people()).unwrap_or(u16::MAX);
        let chosen: Vec<ParticipantId> =
            self.store.participants(view.wave.id).await?.iter().filter(|p| chosen(p)).map(|p| p.id).collect();
        let mut letters = Vec::new();
        for one in self.listed(&view.wave).await?.into_iter().filter(|one| chosen.contains(&one.id)) {
            let Some(to) = one.address.as_deref() else { continue };
            let token = self.new_short_token();
            let link = address(&format!("/answer/{}", token.secret()));
            let mail = kind(RoundLetter {
                to: to.parse()?,
                no_more: format!("{link}/no-reminders").parse()?,
                link: link.parse()?,
                language: Tongue::of(&view.survey.language),
                floor,
                until: view.wave.closed,
            });
            let id = self.new_id();
            let sealed = self.seal(serde_json::to_string(&mail)?.as_bytes(), &format!("mail:{id}"))?;
            let token_hash = Token::hash(token.secret());
            letters.push(SurveyLetter { id, participant: one.id, token_hash, sealed });
        }
        Ok(letters)
    }
}

/// So many days later.
fn later(day: Day, days: i64) -> Day {
    Timestamp::start_of(day).plus_seconds(days * DAY).day()
}
