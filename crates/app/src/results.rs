//! Results as they were released, opened for a page.

use serde::de::DeserializeOwned;
use troth_gate::groups::COLLABORATION;
use troth_gate::{
    ActionsReading, Audience, FactsReading, InterviewsReading, Released, ShareWithPartner, Sight,
    WordsReading,
};
use troth_lens::{CollaborationReading, NetworkTotals, TwoSided};
use troth_network::{Direction, Network, NetworkId, OrganisationId, Pair, Wave, WaveId, WaveState};

use troth_store::WORDS;

use crate::analyse::TOTALS;
use crate::app::App;
use crate::error::AppError;

/// Everything that was released about a partnership, for one wave.
#[derive(Debug, Clone, Default)]
pub struct Evidence {
    /// Survey: one reading per concept.
    pub ratings: Vec<TwoSided>,
    /// Survey: totals of the whole partnership per concept.
    pub totals: Vec<NetworkTotals>,
    /// Interviews.
    pub interviews: InterviewsReading,
    /// Facts.
    pub facts: FactsReading,
    /// What was agreed.
    pub actions: ActionsReading,
    /// The partner it is for, with how far it sees; `None` if it is for the agreed audience, or nothing was asked yet.
    pub partner: Option<(OrganisationId, Sight)>,
}

impl Evidence {
    /// The reading of a concept, such as `aspect:fairness`.
    pub fn rating(&self, concept: &str) -> Option<&TwoSided> {
        self.ratings.iter().find(|r| r.concept == concept)
    }

    /// Whether the promise of the round lets whoever looks see a direction of the survey at all, answered or not.
    pub fn admits(&self, direction: Direction) -> bool {
        let admits = |(own, sight): &(_, Sight)| sight.admits(&Audience::Partner(*own), direction);
        self.partner.as_ref().is_none_or(admits)
    }

    /// Whether it lets them see both sides of a relationship.
    pub fn admits_both(&self, pair: Pair) -> bool {
        self.admits(pair.forth()) && self.admits(pair.back())
    }

    /// The totals of a concept.
    pub fn total(&self, concept: &str) -> Option<&NetworkTotals> {
        self.totals.iter().find(|t| t.concept == concept)
    }
}

impl App {
    /// Waves of a partnership, in order.
    ///
    /// # Errors
    /// If the database cannot be read.
    pub async fn waves(&self, network: NetworkId) -> Result<Vec<Wave>, AppError> {
        Ok(self.store.waves(network).await?)
    }

    /// The wave a page speaks of: the one asked for, else the last closed one; `None` if there is none.
    ///
    /// # Errors
    /// If a wave is asked for that is not there.
    pub async fn wave(&self, network: &Network, asked: Option<&str>) -> Result<Option<Wave>, AppError> {
        let waves = self.waves(network.id).await?;
        match asked.filter(|a| !a.is_empty()) {
            Some(asked) => match waves.into_iter().find(|w| w.external_id == asked) {
                Some(wave) => Ok(Some(wave)),
                None => Err(AppError::missing("This survey round")),
            },
            None => Ok(waves.into_iter().rfind(|w| w.state == WaveState::Closed)),
        }
    }

    /// Everything released about a partnership to whoever looks, with the survey of `wave`: to the agreed audience, or
    /// to one partner as far as the promise of the round goes.
    ///
    /// # Errors
    /// If something stored cannot be opened.
    pub async fn evidence(
        &self,
        network: NetworkId,
        wave: Option<WaveId>,
    ) -> Result<Released<Evidence>, AppError> {
        let audience = self.audience_in(wave).await?;
        let partner = match (&audience, wave) {
            (Audience::Partner(own), Some(wave)) => Some((*own, self.sight(wave).await?)),
            _ => None,
        };
        let ratings: Released<Vec<TwoSided>> = self.of_wave(network, wave, "ratings", &audience).await?;
        let agreed = Audience::Agreed;
        let totals: Released<Vec<NetworkTotals>> = self.of_wave(network, wave, TOTALS, &agreed).await?;
        let interviews: Released<InterviewsReading> = self.latest(network, "interviews").await?;
        let facts: Released<FactsReading> = self.latest(network, "facts").await?;
        let actions: Released<ActionsReading> = self.latest(network, "actions").await?;
        let (totals, interviews) = (shared_with(totals, &audience), shared_with(interviews, &audience));
        let (facts, actions) = (shared_with(facts, &audience), shared_with(actions, &audience));
        let all = ratings.and(totals).and_then(|x| x.and(interviews));
        let all = all.and_then(|x| x.and(facts)).and_then(|x| x.and(actions));
        let all = all.ok_or_else(|| AppError::missing("A release for this audience"))?;
        Ok(all.map(|((((ratings, totals), interviews), facts), actions)| Evidence {
            ratings,
            totals,
            interviews,
            facts,
            actions,
            partner,
        }))
    }

    /// Totals of a whole partnership in `wave`, released to the agreed audience: one for each concept with answers.
    ///
    /// # Errors
    /// If something stored cannot be opened.
    pub(crate) async fn totals(
        &self,
        network: NetworkId,
        wave: Option<WaveId>,
    ) -> Result<Released<Vec<NetworkTotals>>, AppError> {
        self.of_wave(network, wave, TOTALS, &Audience::Agreed).await
    }

    /// What people say of the partnership in a closed round, as released to whoever looks.
    ///
    /// # Errors
    /// If something stored cannot be opened.
    pub async fn collaboration(
        &self,
        network: NetworkId,
        wave: WaveId,
    ) -> Result<Released<Vec<CollaborationReading>>, AppError> {
        let audience = self.audience_in(Some(wave)).await?;
        Ok(shared_with(self.of_wave(network, Some(wave), COLLABORATION, &Audience::Agreed).await?, &audience))
    }

    /// What people wrote in their own words in a closed round, as released to whoever looks.
    ///
    /// # Errors
    /// If something stored cannot be opened.
    pub(crate) async fn released_words(
        &self,
        network: NetworkId,
        wave: WaveId,
    ) -> Result<Released<WordsReading>, AppError> {
        let audience = self.audience_in(Some(wave)).await?;
        let all: Released<Vec<WordsReading>> =
            self.of_wave(network, Some(wave), WORDS, &Audience::Agreed).await?;
        Ok(shared_with(all.map(|list| list.into_iter().next().unwrap_or_default()), &audience))
    }

    /// For whom what is shown of a round was made: a partner belongs to the agreed audience if the promise says so.
    async fn audience_in(&self, wave: Option<WaveId>) -> Result<Audience, AppError> {
        Ok(match (self.audience(), wave) {
            (Audience::Partner(partner), Some(wave)) => self.sight(wave).await?.audience_of(partner),
            (audience, _) => audience,
        })
    }

    async fn of_wave<T: DeserializeOwned>(
        &self,
        network: NetworkId,
        wave: Option<WaveId>,
        kind: &str,
        audience: &Audience,
    ) -> Result<Released<Vec<T>>, AppError> {
        let Some(wave) = wave else { return Ok(Released::nothing(audience.clone())) };
        let stored = self.store.latest_releases(network, Some(wave), kind, audience).await?;
        let mut opened = Vec::with_capacity(stored.len());
        for release in stored {
            opened.push(Released::<T>::reopen(&release.body, &release.entry, audience)?);
        }
        Ok(Released::all(opened).unwrap_or_else(|| Released::nothing(audience.clone())))
    }

    async fn latest<T: DeserializeOwned + Default>(
        &self,
        network: NetworkId,
        kind: &str,
    ) -> Result<Released<T>, AppError> {
        let audience = Audience::Agreed;
        match self.store.latest_release(network, None, kind, "", &audience).await? {
            None => Ok(Released::nothing(audience)),
            Some(release) => Ok(Released::reopen(&release.body, &release.entry, &audience)?),
        }
    }
}

/// What of a release to the agreed audience `audience` is shown.
fn shared_with<T: ShareWithPartner + Default>(released: Released<T>, audience: &Audience) -> Released<T> {
    match audience {
        Audience::Agreed => released,
        Audience::Partner(partner) => {
            released.for_partner(*partner).unwrap_or_else(|| Released::nothing(audience.clone()))
        }
        Audience::Public => Released::nothing(Audience::Public),
    }
}
