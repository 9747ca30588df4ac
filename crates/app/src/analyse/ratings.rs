//! The job that reads a wave: every concept of the framework that has answers, direction by direction and as totals
//! of the whole partnership.

use std::collections::{BTreeMap, BTreeSet};

use tokio::task::JoinHandle;
use troth_framework::Concept;
use troth_gate::{AccessRole, Audience, Basis, CellPlan, Floor, Kin, Planning, Rules, Sight, Visibility};
use troth_lens::{NetworkTotals, TwoSided};
use troth_network::{NetworkId, Organisation, OrganisationId, WaveId, WaveState};

use super::points;
use super::release::{Label, input_hash};
use super::scores::{Score, by_concept, drop_unaccepted};
use super::totals::{Asked, asked, only_without_scale, totals};
use super::{two_sided, withheld};
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
        let round = Round {
            network,
            wave,
            accepted: organisations.iter().filter(|o| o.accepted).map(|o| o.id).collect(),
            kin: organisations.iter().map(|o| (o.id, kin(o))).collect(),
            sight: self.sight(wave).await?,
            floor: self.floor_of(wave).await?,
        };
        let names = self.names(network).await?;
        // Nobody vouches that answers by an open link come from so many people: one person can give all of them. So they
        // enter no cell, no fit and no total.
        let open: BTreeSet<_> = (self.store.respondents(network).await?.into_iter())
            .filter(|respondent| respondent.open_link)
            .map(|respondent| respondent.key)
            .collect();
        let mut ratings = self.store.ratings(wave).await?;
        ratings.retain(|rating| rating.respondent.as_ref().is_none_or(|key| !open.contains(key)));
        let mut asked = asked(&ratings, &self.lens, &names.0);
        let by_concept = by_concept(&ratings, &self.lens, &names.0);
        let (mut released, mut unchanged) = (0, 0);
        let mut kept_back: BTreeSet<&Concept> = BTreeSet::new();
        // The agreed audience first: what it may see is compared with nothing narrower.
        for audience in self.audiences(network, &round.sight).await? {
            let mut running = Vec::new();
            for (concept, scores) in &by_concept {
                let asked = asked.get(concept).cloned().unwrap_or_default();
                match self.start_concept(&round, &audience, concept, scores.clone(), asked).await? {
                    Some(started) => running.push((concept, started)),
                    None => unchanged += 1,
                }
            }
            released += running.len();
            for (concept, started) in running {
                // What the gate keeps back is said to be, and does not stop the questions and audiences after it.
                if !self.finish(started).await? {
                    kept_back.insert(concept);
                }
            }
        }
        for concept in by_concept.keys() {
            asked.remove(concept);
        }
        for concept in only_without_scale(&asked) {
            self.say_without_scale(network, wave, &concept, asked.remove(&concept).unwrap_or_default())
                .await?;
        }
        Ok(outcome(released, unchanged, kept_back.len()))
    }

    /// Lets out what a fit gave. Whether all of it left.
    async fn finish(&self, started: Started) -> Result<bool, AppError> {
        let (reading, totals) = started.work.await.map_err(|_| stopped())?;
        let mut all = true;
        if let Some((label, hash)) = started.reading {
            all &= self.let_out_or_say(label, reading, &started.plan, hash, withheld::reading).await?;
        }
        if let Some((label, hash)) = started.totals {
            all &= self.let_out_or_say(label, totals, &started.plan, hash, withheld::totals).await?;
        }
        Ok(all)
    }

    /// For whom a round is worked out: the agreed audience, and each partner with an account to whom the promise shows
    /// more than totals and less than everything.
    async fn audiences(&self, network: NetworkId, sight: &Sight) -> Result<Vec<Audience>, AppError> {
        let mut audiences = BTreeSet::from([Audience::Agreed]);
        if sight.visibility != Visibility::Totals {
            let members = self.store.memberships(network).await?;
            let partners = members.iter().filter(|m| m.role == AccessRole::Partner);
            audiences.extend(partners.filter_map(|m| m.organisation).map(|o| sight.audience_of(o)));
        }
        Ok(audiences.into_iter().collect())
    }

    /// Plans the cells of one concept and starts its fit on a thread of its own; `None` if it is up to date.
    async fn start_concept(
        &self,
        round: &Round,
        audience: &Audience,
        concept: &Concept,
        mut scores: Vec<Score>,
        asked: Asked,
    ) -> Result<Option<Started>, AppError> {
        let (network, wave) = (round.network, round.wave);
        let label = |kind| Label {
            network,
            wave: Some(wave),
            kind,
            filter: concept.to_string(),
            audience: audience.clone(),
        };
        let (of_reading, of_totals) = (label("ratings"), label(TOTALS));
        let dropped = drop_unaccepted(&mut scores, &round.accepted);
        let sight = round.sight.seen_by(audience);
        let seen = (audience.to_string(), sight.visibility, &sight.opened, round.kin_words());
        let floor = round.floor.people();
        let hash = input_hash(&(&scores, &dropped, &seen, floor))?;
        let reading = self.unless_up_to_date(of_reading.clone(), hash).await?;
        // Totals are of the whole partnership: there is one for everybody.
        let of_totals = if *audience == Audience::Agreed {
            let hash = input_hash(&(&scores, &asked.items, floor))?;
            self.unless_up_to_date(of_totals, hash).await?
        } else {
            None
        };
        if reading.is_none() && of_totals.is_none() {
            return Ok(None);
        }
        let earlier = self.earlier(&of_reading).await?;
        let plan = CellPlan::planned(
            &two_sided::answers(&scores),
            &Planning {
                audience,
                floor: round.floor,
                earlier: &earlier,
                kin: &round.kin,
                sight: &sight,
                rules: Rules::default(),
            },
        );
        let name = concept.to_string();
        let work = tokio::task::spawn_blocking({
            let plan = plan.clone();
            move || {
                let outcome = two_sided::fit_cells(&scores, &plan);
                let reading = two_sided::read(&name, wave, &scores, &plan, &dropped, outcome.as_ref());
                let mut totals = totals(&name, wave, asked, &plan, outcome.as_ref());
                points::totals(&mut totals);
                (reading, totals)
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
        let audience = Audience::Agreed;
        let plan = CellPlan::of(&[], &audience, audience.floor(), &[]);
        let label = Label { network, wave: Some(wave), kind: TOTALS, filter: concept.to_string(), audience };
        let Some((label, hash)) = self.unless_up_to_date(label, input_hash(&"without scale")?).await? else {
            return Ok(());
        };
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

/// What holds for every question of a round.
struct Round {
    network: NetworkId,
    wave: WaveId,
    accepted: BTreeSet<OrganisationId>,
    kin: BTreeMap<OrganisationId, Kin>,
    sight: Sight,
    floor: Floor,
}

impl Round {
    /// Kinds and sectors, for the hash of the input.
    fn kin_words(&self) -> Vec<(OrganisationId, &str, &str)> {
        self.kin.iter().map(|(id, kin)| (*id, kin.kind.as_str(), kin.sector.as_str())).collect()
    }
}

/// What an organisation is like, for pools.
pub(crate) fn kin(organisation: &Organisation) -> Kin {
    Kin { kind: organisation.kind.clone(), sector: organisation.sector.0.clone() }
}

/// A fit under way, and what of it is to be let out with the hash of its input.
struct Started {
    plan: CellPlan,
    reading: Option<(Label, String)>,
    totals: Option<(Label, String)>,
    work: JoinHandle<(TwoSided, NetworkTotals)>,
}

/// What the job did, for the record of jobs.
fn outcome(released: usize, unchanged: usize, kept_back: usize) -> String {
    let done = format!("{released} questions worked out, {unchanged} unchanged");
    match kept_back {
        0 => done,
        n => format!("{done}; {n} withheld in whole or in part by the gate, with the reason on the pages"),
    }
}

fn stopped() -> AppError {
    AppError::NotFound("The working out was stopped. Try again.".to_owned())
}
