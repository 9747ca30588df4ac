//! The job that reads a wave: every concept of the framework that has answers, direction by direction and as totals
//! of the whole partnership.

use std::collections::BTreeSet;

use tokio::task::JoinHandle;
use troth_framework::Concept;
use troth_gate::{Basis, CellPlan};
use troth_lens::{NetworkTotals, TwoSided};
use troth_network::{NetworkId, OrganisationId, WaveId, WaveState};

use super::release::{Label, input_hash};
use super::scores::{Score, by_concept, drop_unaccepted};
use super::totals::{Asked, asked, only_without_scale, totals};
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
        let mut asked = asked(&ratings, &self.lens, &names.0);
        let mut unchanged = 0;
        let mut running = Vec::new();
        for (concept, scores) in by_concept(&ratings, &self.lens, &names.0) {
            let asked = asked.remove(&concept).unwrap_or_default();
            match self.start_concept(network, wave, &concept, scores, asked, &accepted).await? {
                Some(started) => running.push(started),
                None => unchanged += 1,
            }
        }
        let released = running.len();
        for started in running {
            let (reading, totals) = started.work.await.map_err(|_| stopped())?;
            let basis = || Basis::Ratings(started.plan.clone());
            if let Some((label, hash)) = started.reading {
                self.let_out(label, reading, basis(), hash).await?;
            }
            if let Some((label, hash)) = started.totals {
                self.let_out(label, totals, basis(), hash).await?;
            }
        }
        for concept in only_without_scale(&asked) {
            self.say_without_scale(network, wave, &concept, asked.remove(&concept).unwrap_or_default())
                .await?;
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
        asked: Asked,
        accepted: &BTreeSet<OrganisationId>,
    ) -> Result<Option<Started>, AppError> {
        let label = |kind| Label { network, wave: Some(wave), kind, filter: concept.to_string() };
        let (of_reading, of_totals) = (label("ratings"), label(TOTALS));
        let dropped = drop_unaccepted(&mut scores, accepted);
        let reading = self.unless_up_to_date(of_reading.clone(), input_hash(&(&scores, &dropped))?).await?;
        let totals_hash = input_hash(&(&scores, &asked.items))?;
        let of_totals = self.unless_up_to_date(of_totals, totals_hash).await?;
        if reading.is_none() && of_totals.is_none() {
            return Ok(None);
        }
        let plan = two_sided::plan(&scores, &self.audience(), &self.earlier(&of_reading).await?);
        let name = concept.to_string();
        let work = tokio::task::spawn_blocking({
            let plan = plan.clone();
            move || {
                let outcome = two_sided::fit_cells(&scores, &plan);
                let reading = two_sided::read(&name, wave, &scores, &plan, &dropped, outcome.as_ref());
                (reading, totals(&name, wave, asked, &plan, outcome.as_ref()))
            }
        });
        Ok(Some(Started { plan, reading, totals: of_totals, work }))
    }

    /// Lets out that a concept has answers and that none of them has a scale.
    async fn say_without_scale(
        &self,
        network: NetworkId,
        wave: WaveId,
        concept: &Concept,
        asked: Asked,
    ) -> Result<(), AppError> {
        let label = Label { network, wave: Some(wave), kind: TOTALS, filter: concept.to_string() };
        let Some((label, hash)) = self.unless_up_to_date(label, input_hash(&"without scale")?).await? else {
            return Ok(());
        };
        let plan = two_sided::plan(&[], &self.audience(), &[]);
        let value = totals(&concept.to_string(), wave, asked, &plan, None);
        self.let_out(label, value, Basis::Ratings(plan), hash).await?;
        Ok(())
    }

    async fn unless_up_to_date(
        &self,
        label: Label,
        hash: String,
    ) -> Result<Option<(Label, String)>, AppError> {
        Ok(if self.is_up_to_date(&label, &hash).await? { None } else { Some((label, hash)) })
    }
}

/// The kind of releases that hold totals of a whole partnership.
pub(crate) const TOTALS: &str = "totals";

/// A fit under way, and what of it is to be let out with the hash of its input.
struct Started {
    plan: CellPlan,
    reading: Option<(Label, String)>,
    totals: Option<(Label, String)>,
    work: JoinHandle<(TwoSided, NetworkTotals)>,
}

fn stopped() -> AppError {
    AppError::NotFound("The working out was stopped. Try again.".to_owned())
}
