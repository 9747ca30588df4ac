//! Handing somebody their own answers, for a request to see one's own data.

use std::collections::BTreeMap;

use serde::Serialize;
use troth_gate::CustodianOnly;
use troth_network::{Network, WaveId};

use super::Who;
use super::respondents::Found;
use crate::app::App;
use crate::error::AppError;
use crate::table;

/// One answer of somebody, in words.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct OwnAnswer {
    /// The survey round.
    pub round: String,
    /// The organisation they answered for.
    pub answered_for: String,
    /// The organisation they answered about.
    pub about: String,
    /// The question, as files name it.
    pub question: String,
    /// The answer, on its own scale.
    pub answer: f64,
    /// Lowest answer of the scale, if it is known.
    pub lowest: Option<f64>,
    /// Highest.
    pub highest: Option<f64>,
    /// Who may see a representative's answer, as files name it.
    pub visible_to: Option<String>,
}

impl App {
    /// Everything somebody answered, to be handed to them. That it was handed out is noted, without whose it was.
    ///
    /// # Errors
    /// If the viewer is not the custodian, or nobody like that answered.
    pub async fn own_answers(
        &self,
        network: &Network,
        who: &Who,
    ) -> Result<CustodianOnly<Vec<OwnAnswer>>, AppError> {
        self.only_the_custodian()?;
        let ratings = match self.find(network, who).await? {
            Found::Respondent(key) => self.store.ratings_by(&key).await?,
            Found::Representative(rater) => self.store.ratings_by_representative(rater).await?,
        };
        let names = self.names(network.id).await?;
        let rounds: BTreeMap<WaveId, String> =
            self.store.waves(network.id).await?.into_iter().map(|wave| (wave.id, wave.label)).collect();
        let answers = ratings
            .into_iter()
            .map(|rating| OwnAnswer {
                round: rounds.get(&rating.wave).cloned().unwrap_or_default(),
                answered_for: names.name(rating.rater),
                about: names.name(rating.target),
                question: rating.variable,
                answer: rating.value,
                lowest: rating.scale.map(|s| s.min),
                highest: rating.scale.map(|s| s.max),
                visible_to: rating.visible_to.map(|v| v.id().to_owned()),
            })
            .collect();
        self.note(network.id, "own answers handed out", self.new_id()).await?;
        Ok(CustodianOnly::open(answers, &self.viewer())?)
    }
}

impl OwnAnswer {
    /// Answers as CSV.
    pub fn csv(answers: &[Self]) -> String {
        let number = |value: Option<f64>| value.map_or_else(String::new, |v| v.to_string());
        let header =
            ["round", "answered_for", "about", "question", "answer", "lowest", "highest", "visible_to"];
        let rows = answers.iter().cloned().map(|a| {
            [
                a.round,
                a.answered_for,
                a.about,
                a.question,
                a.answer.to_string(),
                number(a.lowest),
                number(a.highest),
                a.visible_to.unwrap_or_default(),
            ]
        });
        table::csv(header, rows)
    }

    /// Answers as JSON.
    ///
    /// # Errors
    /// If they cannot be written down.
    pub fn json(answers: &[Self]) -> Result<String, AppError> {
        Ok(serde_json::to_string_pretty(answers)? + "\n")
    }
}
