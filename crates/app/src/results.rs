//! Results as they were released, opened for a page.

use serde::de::DeserializeOwned;
use troth_gate::{ActionsReading, FactsReading, InterviewsReading, Released};
use troth_lens::{NetworkTotals, TwoSided};
use troth_network::{Network, NetworkId, Wave, WaveId, WaveState};

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
}

impl Evidence {
    /// The reading of a concept, such as `aspect:fairness`.
    pub fn rating(&self, concept: &str) -> Option<&TwoSided> {
        self.ratings.iter().find(|r| r.concept == concept)
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

    /// Everything released to the agreed audience about a partnership, with the survey of `wave`.
    ///
    /// # Errors
    /// If something stored cannot be opened.
    pub async fn evidence(
        &self,
        network: NetworkId,
        wave: Option<WaveId>,
    ) -> Result<Released<Evidence>, AppError> {
        let ratings: Released<Vec<TwoSided>> = self.of_wave(network, wave, "ratings").await?;
        let totals = self.totals(network, wave).await?;
        let interviews: Released<InterviewsReading> = self.latest(network, "interviews").await?;
        let facts: Released<FactsReading> = self.latest(network, "facts").await?;
        let actions: Released<ActionsReading> = self.latest(network, "actions").await?;
        let all = ratings.and(totals).and_then(|x| x.and(interviews));
        let all = all.and_then(|x| x.and(facts)).and_then(|x| x.and(actions));
        let all = all.ok_or_else(|| AppError::missing("A release for this audience"))?;
        Ok(all.map(|((((ratings, totals), interviews), facts), actions)| Evidence {
            ratings,
            totals,
            interviews,
            facts,
            actions,
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
        self.of_wave(network, wave, TOTALS).await
    }

    async fn of_wave<T: DeserializeOwned>(
        &self,
        network: NetworkId,
        wave: Option<WaveId>,
        kind: &str,
    ) -> Result<Released<Vec<T>>, AppError> {
        let audience = self.audience();
        let Some(wave) = wave else { return Ok(Released::nothing(audience)) };
        let stored = self.store.latest_releases(network, Some(wave), kind, &audience).await?;
        let mut opened = Vec::with_capacity(stored.len());
        for release in stored {
            opened.push(Released::<T>::reopen(&release.body, &release.entry, &audience)?);
        }
        Ok(Released::all(opened).unwrap_or_else(|| Released::nothing(audience)))
    }

    async fn latest<T: DeserializeOwned + Default>(
        &self,
        network: NetworkId,
        kind: &str,
    ) -> Result<Released<T>, AppError> {
        let audience = self.audience();
        match self.store.latest_release(network, None, kind, "", &audience).await? {
            None => Ok(Released::nothing(audience)),
            Some(release) => Ok(Released::reopen(&release.body, &release.entry, &audience)?),
        }
    }
}
