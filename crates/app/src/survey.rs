//! Survey, thin: the rounds, their state, and how many answers came in (counts only).

use troth_gate::CustodianOnly;
use troth_network::{Day, Network, Wave, WaveId, WaveState};

use crate::app::App;
use crate::error::{AppError, FieldError};
use crate::jobs::Subject;

/// A wave with the number of answers to each variable.
#[derive(Debug, Clone)]
pub struct WaveCounts {
    /// The wave.
    pub wave: Wave,
    /// Variable, its wording in the framework, and how many answers.
    pub variables: Vec<(String, String, i64)>,
}

impl App {
    /// Rounds with their counts, newest first. Whole-round counts per question, seen by the custodian.
    ///
    /// # Errors
    /// If the viewer is not the custodian or the database cannot be read.
    pub async fn survey(&self, network: &Network) -> Result<CustodianOnly<Vec<WaveCounts>>, AppError> {
        let mut list = Vec::new();
        for wave in self.waves(network.id).await?.into_iter().rev() {
            let counts = self.store.rating_counts(wave.id).await?;
            let variables = counts
                .into_iter()
                .map(|(id, n)| {
                    let wording =
                        self.lens.variable(&id).map_or("Not in the framework", |v| v.wording.as_str());
                    (id.clone(), wording.to_owned(), n)
                })
                .collect();
            list.push(WaveCounts { wave, variables });
        }
        Ok(CustodianOnly::open(list, &self.viewer())?)
    }

    /// Rounds without their counts, newest first: for everybody else.
    ///
    /// # Errors
    /// If the database cannot be read.
    pub async fn rounds(&self, network: &Network) -> Result<Vec<WaveCounts>, AppError> {
        let waves = self.waves(network.id).await?.into_iter().rev();
        Ok(waves.map(|wave| WaveCounts { wave, variables: Vec::new() }).collect())
    }

    /// Adds a round.
    ///
    /// # Errors
    /// If the id is missing or taken, or the days are in the wrong order.
    pub async fn add_wave(
        &self,
        network: &Network,
        external_id: &str,
        label: &str,
        opened: Option<Day>,
        closed: Option<Day>,
    ) -> Result<WaveId, AppError> {
        let existing = self.waves(network.id).await?;
        let external_id = external_id.trim();
        let mut errors = Vec::new();
        if external_id.is_empty() {
            errors.push(FieldError::new("external_id", "Give the round a short id, such as 1."));
        } else if existing.iter().any(|w| w.external_id == external_id) {
            errors.push(FieldError::new("external_id", "Another round has this id. Choose another."));
        }
        if let (Some(opened), Some(closed)) = (opened, closed)
            && closed < opened
        {
            errors.push(FieldError::new("closed", "The last day lies before the first."));
        }
        if !errors.is_empty() {
            return Err(AppError::Invalid(errors));
        }
        let over = closed.is_some_and(|day| day < self.today());
        let wave = Wave {
            id: WaveId(self.new_id()),
            network: network.id,
            external_id: external_id.to_owned(),
            label: if label.trim().is_empty() {
                format!("Survey round {external_id}")
            } else {
                label.trim().to_owned()
            },
            opened,
            closed,
            state: if over { WaveState::Closed } else { WaveState::Open },
            position: existing.iter().map(|w| w.position).max().unwrap_or(0) + 1,
        };
        self.store.upsert_wave(&wave).await?;
        self.begin_under_promise(network.id, wave.id).await?;
        self.note(network.id, "survey round added", wave.id.0).await?;
        Ok(wave.id)
    }

    /// Closes a round: from now on its results are worked out, and what led from answers to people is gone.
    ///
    /// # Errors
    /// If the round is not there, or one that is asked in Troth has not begun.
    pub async fn close_wave(&self, network: &Network, external_id: &str) -> Result<(), AppError> {
        let Some(mut wave) = self.wave(network, Some(external_id)).await? else {
            return Err(AppError::missing("This survey round"));
        };
        if self.store.survey(wave.id).await?.is_some() {
            if wave.state == WaveState::Draft {
                return Err(AppError::Conflict(
                    "This round has not begun, so there is nothing to close.".to_owned(),
                ));
            }
            return self.close_survey(network, &wave).await;
        }
        wave.state = WaveState::Closed;
        wave.closed = Some(wave.closed.map_or(self.today(), |day| day.min(self.today())));
        self.store.upsert_wave(&wave).await?;
        self.note(network.id, "survey round closed", wave.id.0).await?;
        self.refresh(network.id, Subject::Ratings(wave.id)).await
    }
}
