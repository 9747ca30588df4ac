//! The job that reads a wave: every concept of the framework that has answers.

use std::collections::BTreeSet;

use tokio::task::JoinHandle;
use troth_framework::Concept;
use troth_gate::{Basis, CellPlan};
use troth_lens::TwoSided;
use troth_network::{NetworkId, OrganisationId, WaveId, WaveState};

use super::release::{Label, input_hash};
use super::scores::{Score, by_concept, drop_unaccepted};
use super::two_sided;
use crate::app::App;
use crate::error::AppError;

impl App {
    pub(crate) async fn work_out_ratings(
        &self,
        network: NetworkId,
        wave: WaveId,
    ) -> Result<String, AppError> {
        match self.store.wave(wave).await? {
            Some(wave) if wave.state == WaveState::Closed => {}
            _ => return Ok("the survey round is not closed; nothing is worked out before".to_owned()),
        }
        let organisations = self.organisations(network).await?;
        let accepted: BTreeSet<OrganisationId> =
            organisations.iter().filter(|o| o.accepted).map(|o| o.id).collect();
        let names = self.names(network).await?;
        let ratings = self.store.ratings(wave).await?;
        let mut unchanged = 0;
        let mut running = Vec::new();
        for (concept, scores) in by_concept(&ratings, &self.lens, &names.0) {
            match self.start_concept(network, wave, &concept, scores, &accepted).await? {
                Some(started) => running.push(started),
                None => unchanged += 1,
            }
        }
        let released = running.len();
        for started in running {
            let reading = started.reading.await.map_err(|_| stopped())?;
            self.let_out(started.label, reading, Basis::Ratings(started.plan), started.hash).await?;
        }
        Ok(format!("{released} questions worked out, {unchanged} unchanged"))
    }

    /// Plans the cells of one concept and starts its fit on a thread of its own; `None` if it is up to date.
    async fn start_concept(
        &self,
        network: NetworkId,
        wave: WaveId,
        concept: &Concept,
        mut scores: Vec<Score>,
        accepted: &BTreeSet<OrganisationId>,
    ) -> Result<Option<Started>, AppError> {
        let label = Label { network, wave: Some(wave), kind: "ratings", filter: concept.to_string() };
        let dropped = drop_unaccepted(&mut scores, accepted);
        let hash = input_hash(&(&scores, &dropped))?;
        if self.is_up_to_date(&label, &hash).await? {
            return Ok(None);
        }
        let plan = two_sided::plan(&scores, &self.audience(), &self.earlier(&label).await?);
        let name = concept.to_string();
        let reading = tokio::task::spawn_blocking({
            let plan = plan.clone();
            move || two_sided::read(&name, wave, &scores, &plan, &dropped)
        });
        Ok(Some(Started { label, plan, hash, reading }))
    }
}

/// A fit under way.
struct Started {
    label: Label,
    plan: CellPlan,
    hash: String,
    reading: JoinHandle<TwoSided>,
}

fn stopped() -> AppError {
    AppError::NotFound("The working out was stopped. Try again.".to_owned())
}
