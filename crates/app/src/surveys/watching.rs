//! How an open round is coming in, for whoever runs it. Looked at once a day and told in bands; what a page shows beside it
//! rests on who is asked and not on who has answered.

use std::collections::BTreeMap;

use troth_gate::coming_in::{ComingIn, Standing, coming_in};
use troth_gate::forecast::{Asked as Plan, Design, Share, Shares, forecast};
use troth_gate::{Audience, Floor, Kin};
use troth_network::{AnswerRole, Direction, Network, NetworkId, OrganisationId, VisibleTo, Wave, WaveState};
use troth_rate::instrument::Answer;
use troth_rate::round::{Asked, Participant, Reply};
use troth_store::ProgressRow;

use super::places::Round;
use crate::app::App;
use crate::error::AppError;
use crate::forecast::{OnSides, USUAL_SHARE};

/// A gain below this is said to be hardly any.
const HARDLY: f64 = 0.05;

/// What is shown while a round is open.
#[derive(Debug, Clone, PartialEq)]
pub struct Watched {
    /// In bands; `None` before there is anything to tell.
    pub told: Option<ComingIn>,
    /// People on the list.
    pub asked: usize,
    /// Relationships that somebody is asked about.
    pub relationships: usize,
    /// On how many sides they can be shown if everybody answers about those they were given.
    pub if_all_answer: OnSides,
    /// What would help most, as a sentence.
    pub help: String,
}

impl App {
    /// How an open round is coming in.
    ///
    /// # Errors
    /// If the viewer does not run the partnership, or the database fails.
    pub async fn watch_survey(&self, network: &Network, wave: &Wave) -> Result<Watched, AppError> {
        self.plans_rounds()?;
        let told = self.store.progress(wave.id).await?.and_then(|row| told_in(&row));
        let participants = self.store.participants(wave.id).await?;
        let on_list: BTreeMap<_, &Participant> =
            participants.iter().filter(|p| p.gone.is_none() && !p.open_link).map(|p| (p.id, p)).collect();
        let mut given: BTreeMap<Direction, Plan> = BTreeMap::new();
        for (id, asked) in self.store.asked_in(wave.id).await?.into_iter().filter(|(_, a)| !a.added) {
            let Some(participant) = on_list.get(&id) else { continue };
            let direction = Direction { from: participant.organisation, to: asked.target };
            let plan = given.entry(direction).or_insert(Plan { direction, staff: 0, representative: None });
            plan.staff += usize::from(participant.role == AnswerRole::Staff);
        }
        let plans: Vec<Plan> = given.into_values().collect();
        let (kin, floor) = (self.kin_of(network.id).await?, self.floor_of(wave.id).await?);
        let audience = Audience::Agreed;
        let design = Design { asked: &plans, kin: &kin, audience: &audience, floor };
        let usual = Share::new(USUAL_SHARE).unwrap_or(Share::ALL);
        let made = forecast(&design, &Shares::one(usual));
        let names = self.names(network.id).await?;
        let help = match made.helps.first().filter(|best| best.two >= HARDLY) {
            Some(best) => format!(
                "Two more people from {} on the list would add most, if about 7 of 10 answer.",
                names.name(best.organisation)
            ),
            None => "One or two more people from a single organisation would hardly change this; that more of those \
                     who are asked answer would."
                .to_owned(),
        };
        Ok(Watched {
            told,
            asked: on_list.len(),
            relationships: made.pairs.len(),
            if_all_answer: made.everybody.into(),
            help,
        })
    }

    /// Looks once a day how the open rounds of a partnership are coming in, and keeps what may be told.
    pub(crate) async fn look_at_open_rounds(&self, network: NetworkId) -> Result<(), AppError> {
        let Some(network) = self.store.network(network).await? else { return Ok(()) };
        for wave in self.store.waves(network.id).await? {
            if wave.state == WaveState::Open && self.store.survey(wave.id).await?.is_some() {
                self.look_at(&network, &wave).await?;
            }
        }
        Ok(())
    }

    async fn look_at(&self, network: &Network, wave: &Wave) -> Result<(), AppError> {
        let before = self.store.progress(wave.id).await?;
        let today = self.today();
        if before.as_ref().is_some_and(|row| row.looked >= today) {
            return Ok(());
        }
        let standing = self.round_stands(network, wave).await?;
        let told = before
            .as_ref()
            .and_then(|row| Some((usize::try_from(row.finished).unwrap_or_default(), told_in(row)?)));
        let Some(now) = coming_in(&standing, told) else {
            let Some(before) = before else { return Ok(()) };
            return Ok(self.store.keep_progress(wave.id, &ProgressRow { looked: today, ..before }).await?);
        };
        let row = ProgressRow {
            looked: today,
            on: today,
            finished: i64::try_from(standing.finished).unwrap_or(i64::MAX),
            told: serde_json::to_string(&now)?,
        };
        Ok(self.store.keep_progress(wave.id, &row).await?)
    }

    /// How the round stands, exactly: nothing of it leaves but through [`coming_in`].
    async fn round_stands(&self, network: &Network, wave: &Wave) -> Result<Standing, AppError> {
        let view = self.survey_view(wave.clone()).await?;
        let view = view.ok_or_else(|| AppError::missing("This survey round"))?;
        let organisations = self.organisations(network.id).await?;
        let names: BTreeMap<_, _> = organisations.into_iter().map(|o| (o.id, o)).collect();
        let round = Round { network, wave, instrument: &view.instrument, form: view.form(), names: &names };
        let mut whole = self.store.whole_survey(wave.id).await?;
        whole.retain(|(participant, ..)| participant.gone.is_none() && !participant.open_link);
        let mut staff: BTreeMap<(Direction, String), usize> = BTreeMap::new();
        let mut plans: BTreeMap<Direction, Plan> = BTreeMap::new();
        let none = |direction| Plan { direction, staff: 0, representative: None };
        for (participant, asked, _) in &whole {
            for one in asked.iter().filter(|one| !one.added) {
                let direction = Direction { from: participant.organisation, to: one.target };
                plans.entry(direction).or_insert_with(|| none(direction));
            }
        }
        for (participant, asked, replies) in &whole {
            if participant.finished.is_none() {
                continue;
            }
            for ((to, item), allowed) in answered(&round, participant, asked, replies) {
                let direction = Direction { from: participant.organisation, to };
                // Whom somebody added does not show: only what was asked from the beginning is counted.
                let Some(plan) = plans.get_mut(&direction) else { continue };
                if participant.role == AnswerRole::Representative {
                    plan.representative = Some(allowed.unwrap_or(VisibleTo::Totals));
                } else {
                    // Of each direction the question that most have answered counts.
                    let people = staff.entry((direction, item)).or_default();
                    *people += 1;
                    plan.staff = plan.staff.max(*people);
                }
            }
        }
        let plans: Vec<Plan> = plans.into_values().collect();
        let (kin, floor) = (self.kin_of(network.id).await?, self.floor_of(wave.id).await?);
        let (relationships, both, any) = shown(&plans, &kin, floor);
        let finished = whole.iter().filter(|(participant, ..)| participant.finished.is_some()).count();
        Ok(Standing { asked: whole.len(), finished, relationships, both, any })
    }

    async fn kin_of(&self, network: NetworkId) -> Result<BTreeMap<OrganisationId, Kin>, AppError> {
        let organisations = self.organisations(network).await?;
        Ok(organisations.iter().map(|o| (o.id, crate::analyse::kin(o))).collect())
    }
}

/// All relationships, those shown on both sides, and those shown on at least one, if just these people have answered.
fn shown(plans: &[Plan], kin: &BTreeMap<OrganisationId, Kin>, floor: Floor) -> (usize, usize, usize) {
    let audience = Audience::Agreed;
    let design = Design { asked: plans, kin, audience: &audience, floor };
    let made = forecast(&design, &Shares::one(Share::ALL));
    let sides = |pair: &troth_gate::forecast::PairForecast| {
        usize::from(pair.forth.shown() > 0.5) + usize::from(pair.back.shown() > 0.5)
    };
    let with = |least: usize| made.pairs.iter().filter(|pair| sides(pair) >= least).count();
    (made.pairs.len(), with(2), with(1))
}

/// The partners somebody answered about, once for each question.
fn answered(
    round: &Round<'_>,
    participant: &Participant,
    asked: &[Asked],
    replies: &[Reply],
) -> BTreeMap<(OrganisationId, String), Option<VisibleTo>> {
    let questionnaire = round.questions(participant, asked);
    let kept = questionnaire.kept(&round.answers(participant, asked, replies));
    let given = kept.into_iter().filter(|(_, answer)| matches!(answer, Answer::Point(_) | Answer::Number(_)));
    given
        .filter_map(|(key, _)| {
            let partner = key.partner.as_ref()?;
            let one = asked.iter().find(|one| one.target.to_string() == *partner)?;
            Some(((one.target, key.item.clone()), one.visible_to))
        })
        .collect()
}

fn told_in(row: &ProgressRow) -> Option<ComingIn> {
    serde_json::from_str(&row.told).ok()
}
