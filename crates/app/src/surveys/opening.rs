//! Beginning a round, and the links by which people answer.

use troth_network::{AnswerRole, Network, OrganisationId, ParticipantId, Wave, WaveState};
use troth_rate::round::{LinkFor, Participant};

use super::answering::Anybody;
use super::list::Listed;
use crate::accounts::Token;
use crate::app::App;
use crate::error::{AppError, FieldError};

impl App {
    /// Begins a round: from now on answers are taken, and how it is asked stays as it is.
    ///
    /// # Errors
    /// If the round is no draft, no promise was chosen, or nobody is asked.
    pub async fn open_survey(&self, network: &Network, wave: &Wave) -> Result<(), AppError> {
        let mut errors = Vec::new();
        if wave.state != WaveState::Draft || self.store.survey(wave.id).await?.is_none() {
            return Err(AppError::Conflict("Only a round that is being prepared can begin.".to_owned()));
        }
        if self.store.promise_of(wave.id).await?.is_none() {
            let message =
                "Choose the promise to those who answer first: they read it before the first question.";
            errors.push(FieldError::new("promise", message));
        }
        if self.store.participants(wave.id).await?.iter().all(|p| p.gone.is_some())
            && self.store.open_links(wave.id).await?.is_empty()
        {
            let message =
                "Nobody is asked yet. Put people on the list, or make an open link for an organisation.";
            errors.push(FieldError::new("people", message));
        }
        if wave.closed.is_some_and(|last| last < self.today()) {
            errors.push(FieldError::new("closes", "The last day lies in the past. Choose a later one."));
        }
        if !errors.is_empty() {
            return Err(AppError::Invalid(errors));
        }
        if !self.store.begin_survey(wave.id, self.today()).await? {
            let meanwhile =
                "Somebody began this round or deleted it meanwhile. Load the page again and look.";
            return Err(AppError::Conflict(meanwhile.to_owned()));
        }
        self.note(network.id, "survey round begun", wave.id.0).await
    }

    /// Personal links for everybody on the list, to be handed out by the custodian: new ones, beside any they have.
    /// Whoever has a link answers as that person, and could read what they wrote; so the coordinator never sees one.
    ///
    /// # Errors
    /// If the viewer is not the custodian or the round is closed.
    pub async fn personal_links(
        &self,
        network: &Network,
        wave: &Wave,
    ) -> Result<Vec<(Listed, Token)>, AppError> {
        self.only_the_custodian()?;
        if wave.state == WaveState::Closed {
            return Err(AppError::missing("This survey round"));
        }
        let mut links = Vec::new();
        for listed in self.listed(wave).await? {
            let token = self.survey_token(wave, LinkFor::Participant(listed.id)).await?;
            links.push((listed, token));
        }
        self.note(network.id, "links to a survey round made", wave.id.0).await?;
        Ok(links)
    }

    /// A personal link for one person on the list, as the others: somebody who joined later gets theirs alone.
    ///
    /// # Errors
    /// If the viewer is not the custodian, the round is closed, or they are not on its list.
    pub async fn personal_link(
        &self,
        network: &Network,
        wave: &Wave,
        id: ParticipantId,
    ) -> Result<(Listed, Token), AppError> {
        self.only_the_custodian()?;
        let listed = self.listed(wave).await?.into_iter().find(|one| one.id == id);
        let listed = listed.filter(|_| wave.state != WaveState::Closed);
        let listed = listed.ok_or_else(|| AppError::missing("This person"))?;
        let token = self.survey_token(wave, LinkFor::Participant(id)).await?;
        self.note(network.id, "link to a survey round made", wave.id.0).await?;
        Ok((listed, token))
    }

    /// An open link for an organisation: whoever has it can answer for it. Such answers are marked and never counted
    /// toward a floor. An earlier one goes on working.
    ///
    /// # Errors
    /// If the round is closed or the organisation is not there.
    pub async fn open_survey_link(
        &self,
        network: &Network,
        wave: &Wave,
        organisation: OrganisationId,
    ) -> Result<Token, AppError> {
        let known = self.store.organisations(network.id).await?.iter().any(|o| o.id == organisation);
        if wave.state == WaveState::Closed || !known {
            return Err(AppError::missing("This organisation"));
        }
        let token = self.survey_token(wave, LinkFor::Organisation(wave.id, organisation)).await?;
        self.note(network.id, "open link to a survey round made", wave.id.0).await?;
        Ok(token)
    }

    /// The organisations of a round that have an open link.
    ///
    /// # Errors
    /// If the database fails.
    pub async fn open_survey_links(&self, wave: &Wave) -> Result<Vec<OrganisationId>, AppError> {
        Ok(self.store.open_links(wave.id).await?)
    }

    /// Takes the open links of an organisation back. Who began by one goes on with the link of their own.
    ///
    /// # Errors
    /// If there is none.
    pub async fn close_open_survey_link(
        &self,
        network: &Network,
        wave: &Wave,
        organisation: OrganisationId,
    ) -> Result<(), AppError> {
        if !self.store.close_open_links(wave.id, organisation).await? {
            return Err(AppError::missing("This open link"));
        }
        self.note(network.id, "open link to a survey round taken back", wave.id.0).await
    }

    /// Lets somebody who came by an open link begin; the secret of a link of their own, to come back with.
    ///
    /// # Errors
    /// If the round closed meanwhile.
    pub async fn begin_openly(&self, anybody: &Anybody) -> Result<Token, AppError> {
        let id = ParticipantId(self.new_id());
        let participant = Participant {
            id,
            wave: anybody.wave.id,
            organisation: anybody.organisation.id,
            role: AnswerRole::Staff,
            open_link: true,
            sealed: None,
            // Nobody is found again by it.
            again: crate::accounts::token::hex(&self.secret::<32>()),
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
        };
        self.store.add_participants(&[(participant, Vec::new())]).await?;
        self.survey_token(&anybody.wave, LinkFor::Participant(id)).await
    }

    async fn survey_token(&self, wave: &Wave, link: LinkFor) -> Result<Token, AppError> {
        let token = self.new_short_token();
        self.store.add_survey_link(wave.id, &Token::hash(token.secret()), link).await?;
        Ok(token)
    }
}
