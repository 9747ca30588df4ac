//! What people say of the partnership as a whole: scale scores of each respondent, means of groups, and how they leave
//! through the gate (docs/methods/about-the-partnership.md).

mod interval;
mod scores;
mod turnout;

use std::collections::BTreeSet;

use troth_gate::groups::{COLLABORATION, spread};
use troth_gate::{Audience, Basis, GroupAnswer, GroupCell, GroupPlan};
use troth_lens::{AnswerSource, CollaborationReading, GroupReading, GroupState, Level, People, Ranges, Tens};
use troth_network::{AnswerRole, NetworkId, RespondentKey, Uncertainty, Value, WaveId};

pub(crate) use scores::{Construct, OwnScore, constructs};

use super::points;
use super::release::{Label, input_hash};
use crate::app::App;
use crate::error::AppError;

impl App {
    /// Works out what people say of the partnership in a closed round that was asked in Troth; `None` if it was not.
    pub(crate) async fn work_out_collaboration(
        &self,
        network: NetworkId,
        wave: WaveId,
    ) -> Result<Option<String>, AppError> {
        let Some(asked) = self.own_asked(network, wave).await? else { return Ok(None) };
        let floor = self.floor_of(wave).await?;
        let (mut released, mut kept_back) = (0, 0);
        for construct in &asked.constructs {
            let label = Label {
                network,
                wave: Some(wave),
                kind: COLLABORATION,
                filter: construct.concept.clone(),
                audience: Audience::Agreed,
            };
            let hash = input_hash(&(construct, &asked.sectors, floor.people()))?;
            if self.is_up_to_date(&label, &hash).await? {
                continue;
            }
            let earlier = self.earlier(&label).await?;
            let answers: Vec<GroupAnswer> = construct.scores.iter().map(OwnScore::for_gate).collect();
            let groups = asked.groups(construct);
            let plan = GroupPlan::of(&answers, &groups, &label.audience, floor, &earlier);
            let reading = read(construct, wave, &plan, &groups);
            released += 1;
            match self.let_out(label.clone(), reading, Basis::Partnership(plan.clone()), hash.clone()).await {
                Ok(_) => {}
                Err(AppError::Withheld(withheld)) => {
                    tracing::warn!(
                        filter = label.filter,
                        reason = withheld.reason,
                        "the gate kept a question back"
                    );
                    kept_back += 1;
                    let plan = plan.with_nothing_shown();
                    let nothing = read(construct, wave, &plan, &groups);
                    // Never the hash of the input: the next job of this round decides anew.
                    let hash = input_hash(&("withheld", hash))?;
                    if !self.is_up_to_date(&label, &hash).await? {
                        self.let_out(label, nothing, Basis::Partnership(plan), hash).await?;
                    }
                }
                Err(other) => return Err(other),
            }
        }
        let said = format!("{released} questions about the partnership worked out");
        Ok(Some(if kept_back == 0 { said } else { format!("{said}, {kept_back} of them withheld") }))
    }

    /// What was asked about the partnership in a closed round, with the scores of those who answered. Who came by an open
    /// link is not in it.
    pub(crate) async fn own_asked(
        &self,
        network: NetworkId,
        wave: WaveId,
    ) -> Result<Option<OwnAsked>, AppError> {
        let Some(row) = self.store.wave(wave).await? else { return Ok(None) };
        if row.state != troth_network::WaveState::Closed {
            return Ok(None);
        }
        let Some(view) = self.survey_view(row).await? else { return Ok(None) };
        let open: BTreeSet<RespondentKey> = (self.store.respondents(network).await?.into_iter())
            .filter(|respondent| respondent.open_link)
            .map(|respondent| respondent.key)
            .collect();
        let mut answers = self.store.own_answers(wave).await?;
        answers.retain(|answer| answer.respondent.as_ref().is_none_or(|key| !open.contains(key)));
        let organisations = self.organisations(network).await?;
        let mut constructs = constructs(&view.instrument, view.form(), &answers, &organisations);
        constructs.extend(turnout::of(&self.store.turnout(wave).await?, &organisations));
        let sectors: BTreeSet<String> = organisations.into_iter().map(|o| o.sector.0).collect();
        let levels = view.instrument.items.iter().any(|item| item.variable == scores::LEVEL);
        Ok(Some(OwnAsked { constructs, sectors: sectors.into_iter().collect(), levels }))
    }
}

/// What was asked about the partnership in a round.
pub(crate) struct OwnAsked {
    /// Each question with its scores, in the order of asking.
    pub(crate) constructs: Vec<Construct>,
    /// Sectors of the partnership, in order.
    sectors: Vec<String>,
    /// Whether people were asked at which level they work.
    levels: bool,
}

impl OwnAsked {
    /// The groups there could be: all of them, whoever answered, so that a group which is missing tells nothing.
    fn groups(&self, construct: &Construct) -> Vec<(People, AnswerRole)> {
        let staff = |people| (people, AnswerRole::Staff);
        let mut groups = vec![staff(People::Everybody)];
        if self.levels && !construct.exact {
            groups.extend(Level::ALL.map(|level| staff(People::AtLevel(level))));
        }
        groups.extend(self.sectors.iter().map(|sector| staff(People::InSector(sector.clone()))));
        if construct.representatives {
            groups.push((People::Everybody, AnswerRole::Representative));
        }
        groups
    }
}

fn read(
    construct: &Construct,
    wave: WaveId,
    plan: &GroupPlan,
    groups: &[(People, AnswerRole)],
) -> CollaborationReading {
    let sd = |source| {
        let parts = plan.parts(source)?;
        let scores = |rows: Vec<usize>| {
            rows.iter().filter_map(|r| construct.scores.get(*r)).map(|s| s.score).collect()
        };
        spread::told(&parts.into_iter().map(scores).collect::<Vec<Vec<f64>>>(), construct.step)
    };
    let of_staff = if construct.exact { None } else { sd(AnswerRole::Staff) };
    let ranges = match of_staff {
        Some(_) => Ranges::Told,
        None if construct.exact => Ranges::Not("Everybody who was asked is counted.".to_owned()),
        None => Ranges::Not(
            "How far answers lie apart is not told here, since that could tell what somebody answered."
                .to_owned(),
        ),
    };
    let of_representatives = if construct.exact { None } else { sd(AnswerRole::Representative) };
    let state = |people: &People, role: AnswerRole| {
        let Some(cell) = plan.cell(people, role) else {
            return GroupState::Withheld { reason: withheld(plan) };
        };
        let sd = if role == AnswerRole::Staff { of_staff } else { of_representatives };
        shown(construct, cell, sd).unwrap_or_else(|| GroupState::Withheld { reason: withheld(plan) })
    };
    CollaborationReading {
        concept: construct.concept.clone(),
        wave,
        items: construct.items.clone(),
        turned: construct.turned,
        ranges,
        groups: groups
            .iter()
            .map(|(people, role)| GroupReading {
                people: people.clone(),
                source: match role {
                    AnswerRole::Staff => AnswerSource::Staff,
                    AnswerRole::Representative => AnswerSource::Representative,
                },
                state: state(people, *role),
            })
            .collect(),
    }
}

/// The mean of a group with its range, in whole points.
fn shown(construct: &Construct, cell: &GroupCell, sd: Option<f64>) -> Option<GroupState> {
    let people = Tens::of(cell.counted)?;
    let scores: Vec<&OwnScore> = cell.rows.iter().filter_map(|row| construct.scores.get(*row)).collect();
    let entered = |score: &&&OwnScore| cell.end.map_or(score.score, troth_gate::End::entered);
    #[expect(clippy::cast_precision_loss, reason = "a number of people")]
    let mean = scores.iter().map(|s| entered(&s)).sum::<f64>() / scores.len().max(1) as f64;
    let half = sd.filter(|_| cell.end.is_none()).and_then(|sd| {
        let sizes = interval::sizes(scores.iter().map(|s| s.organisation));
        interval::half_width(sd, people.least(), &sizes)
    });
    let uncertainty = match half {
        Some(half) => Uncertainty::Interval { low: (mean - half).max(0.0), high: (mean + half).min(1.0) },
        None if construct.exact && cell.end.is_none() => Uncertainty::Exact,
        None => Uncertainty::NotQuantified {
            reason: "how far answers lie apart could tell what somebody answered".to_owned(),
        },
    };
    let mut value = Value { estimate: mean, uncertainty, people: None };
    points::whole(&mut value);
    Some(GroupState::Shown { value, people, organisations: cell.organisations.len() })
}

/// Why a group is withheld: the same words for one answer as for four, and for what comparing would tell.
fn withheld(plan: &GroupPlan) -> String {
    format!(
        "Fewer than {} people of three organisations answered, or beside the other groups these would tell of so few.",
        plan.floor.people()
    )
}
