//! Who on the list is asked about whom: so that most relationships can be shown on both sides.

use std::collections::{BTreeMap, BTreeSet};

use troth_gate::forecast::Share;
use troth_network::{
    AnswerRole, Direction, Network, Organisation, OrganisationId, Pair, ParticipantId, Wave, WaveState,
};
use troth_rate::assign::{self, Candidate, Helps, Minutes, Problem, Rules, Solution, helps, solve};
use troth_rate::round::{Asked, Participant};

use super::SurveyView;
use crate::app::App;
use crate::error::AppError;

/// Partners of somebody on the list whom the assignment needs nowhere: so few that it costs them little.
const FEW: usize = 2;

/// What an assignment promises.
#[derive(Debug, Clone, PartialEq)]
pub struct Assignment {
    /// What can be expected, as a sentence with the minutes.
    pub says: String,
    /// How good it is, as a sentence.
    pub how_good: String,
    /// What would help most, as a sentence.
    pub help: String,
    /// Minutes of everybody who is asked.
    pub minutes: Minutes,
    /// Expected numbers of relationships.
    pub expected: assign::Expected,
    asked: Vec<(ParticipantId, Vec<Asked>)>,
}

impl App {
    /// Works out who on the list of a draft is asked about whom, if this share of staff answers, and saves it.
    ///
    /// # Errors
    /// If the round is no draft that is asked in Troth, or somebody changed it meanwhile.
    pub async fn assign_partners(
        &self,
        network: &Network,
        wave: &Wave,
        share: Share,
    ) -> Result<Assignment, AppError> {
        let assignment = self.plan_partners(network, wave, share).await?;
        self.store.assign(wave.id, &assignment.asked).await?;
        self.note(network.id, "partners assigned in a survey round", wave.id.0).await?;
        Ok(assignment)
    }

    /// Works the same out without saving it. It uses no answer and no count of answers.
    ///
    /// # Errors
    /// If the round is no draft that is asked in Troth.
    pub async fn plan_partners(
        &self,
        network: &Network,
        wave: &Wave,
        share: Share,
    ) -> Result<Assignment, AppError> {
        let view = self.survey_view(wave.clone()).await?.filter(|view| view.wave.state == WaveState::Draft);
        let view = view.ok_or_else(|| AppError::missing("A draft of this survey round"))?;
        let organisations = self.organisations(network.id).await?;
        let participants = self.store.participants(wave.id).await?;
        let participants: Vec<Participant> = participants.into_iter().filter(|p| p.gone.is_none()).collect();
        let pairs = self.worth_asking(network, &organisations).await?;
        let rules = Rules {
            floor: self.floor_of(wave.id).await?.people(),
            most: view.survey.most_partners.try_into().unwrap_or(usize::MAX),
            ..Rules::default()
        };
        let nothing_yet = BTreeMap::new();
        let problem = problem(&organisations, &participants, &pairs, &nothing_yet, share, rules)
            .map_err(|error| AppError::field("most_partners", error.to_string()))?;
        let worked = tokio::task::spawn_blocking(move || {
            let solution = solve(&problem);
            let helps = helps(&problem, &solution);
            (solution, helps)
        });
        let (solution, helps) = worked.await.map_err(|_| {
            AppError::Conflict("The assignment could not be worked out. Try again.".to_owned())
        })?;
        Ok(assignment(&view, &organisations, &participants, &pairs, &solution, &helps))
    }

    /// About whom people are asked who join a round that is open: those for whom, after the plans of the others, somebody
    /// more helps most. The others keep theirs. It uses no answer and no count of answers.
    pub(super) async fn partners_of_joiners(
        &self,
        network: &Network,
        view: &SurveyView,
        joiners: &[Participant],
    ) -> Result<BTreeMap<ParticipantId, Vec<Asked>>, AppError> {
        let organisations = self.organisations(network.id).await?;
        let pairs = self.worth_asking(network, &organisations).await?;
        let there = self.store.participants(view.wave.id).await?;
        let from: BTreeMap<ParticipantId, OrganisationId> = (there.iter())
            .filter(|p| p.gone.is_none() && p.role == AnswerRole::Staff && !p.open_link)
            .map(|p| (p.id, p.organisation))
            .collect();
        let mut asked: BTreeMap<Direction, usize> = BTreeMap::new();
        for (id, one) in self.store.asked_in(view.wave.id).await?.into_iter().filter(|(_, one)| !one.added) {
            let Some(from) = from.get(&id) else { continue };
            *asked.entry(Direction { from: *from, to: one.target }).or_default() += 1;
        }
        // Of those who are asked already about seven of ten can be counted on.
        let certain = asked.into_iter().map(|(direction, people)| (direction, people * 7 / 10)).collect();
        let rules = Rules {
            floor: self.floor_of(view.wave.id).await?.people(),
            most: view.survey.most_partners.try_into().unwrap_or(usize::MAX),
            ..Rules::default()
        };
        let problem = problem(&organisations, joiners, &pairs, &certain, Share::ALL, rules)
            .map_err(|error| AppError::field("people", error.to_string()))?;
        let worked = tokio::task::spawn_blocking(move || {
            let solution = solve(&problem);
            let helps = helps(&problem, &solution);
            (solution, helps)
        });
        let (solution, helps) = worked.await.map_err(|_| {
            AppError::Conflict("The assignment could not be worked out. Try again.".to_owned())
        })?;
        Ok(assignment(view, &organisations, joiners, &pairs, &solution, &helps).asked.into_iter().collect())
    }

    /// Relationships worth asking about: those that were rated in the newest closed round, or all.
    async fn worth_asking(
        &self,
        network: &Network,
        organisations: &[Organisation],
    ) -> Result<BTreeSet<Pair>, AppError> {
        let known: BTreeSet<OrganisationId> =
            organisations.iter().filter(|o| o.accepted).map(|o| o.id).collect();
        for wave in self.waves(network.id).await?.into_iter().rev() {
            if wave.state != WaveState::Closed {
                continue;
            }
            let rated = self.store.answered(wave.id).await?;
            let pairs: BTreeSet<Pair> = (rated.iter().map(|answered| answered.direction))
                .filter(|d| known.contains(&d.from) && known.contains(&d.to))
                .map(|d| Pair::of(d.from, d.to))
                .filter(|pair| !kin(organisations, *pair))
                .collect();
            if !pairs.is_empty() {
                return Ok(pairs);
            }
        }
        let pairs = known.iter().flat_map(|a| known.range(..a).map(|b| Pair::of(*a, *b)));
        Ok(pairs.filter(|pair| !kin(organisations, *pair)).collect())
    }
}

/// Whether the two are parts of one organisation, or one is part of the other: nobody is asked about their own.
fn kin(organisations: &[Organisation], pair: Pair) -> bool {
    let parent = |id| organisations.iter().find(|o| o.id == id).and_then(|o| o.parent);
    let (a, b) = (parent(pair.a()), parent(pair.b()));
    a == Some(pair.b()) || b == Some(pair.a()) || (a.is_some() && a == b)
}

fn problem(
    organisations: &[Organisation],
    participants: &[Participant],
    pairs: &BTreeSet<Pair>,
    certain: &BTreeMap<Direction, usize>,
    share: Share,
    rules: Rules,
) -> Result<Problem, assign::AssignError> {
    let place: BTreeMap<OrganisationId, usize> =
        organisations.iter().enumerate().map(|(place, o)| (o.id, place)).collect();
    let given = organisations.iter().map(|o| assign::Organisation {
        parent: o.parent.and_then(|parent| place.get(&parent).copied()),
        ..assign::Organisation::of(staff_of(participants, o.id).count(), share.value())
    });
    let side = |direction: Direction| assign::Side {
        certain: certain.get(&direction).copied().unwrap_or_default(),
        representative: false,
    };
    let candidates = pairs.iter().filter_map(|pair| {
        let bare = Candidate::of(*place.get(&pair.a())?, *place.get(&pair.b())?);
        Some(Candidate { forth: side(pair.forth()), back: side(pair.back()), ..bare })
    });
    Problem::new(given.collect(), candidates.collect(), rules)
}

fn staff_of(
    participants: &[Participant],
    organisation: OrganisationId,
) -> impl Iterator<Item = &Participant> {
    participants.iter().filter(move |p| p.organisation == organisation && p.role == AnswerRole::Staff)
}

fn assignment(
    view: &SurveyView,
    organisations: &[Organisation],
    participants: &[Participant],
    pairs: &BTreeSet<Pair>,
    solution: &Solution,
    helps: &Helps,
) -> Assignment {
    let name = |place: usize| organisations.get(place).map_or_else(String::new, |o| o.name.clone());
    let minutes = solution.minutes(|partners| f64::from(view.minutes(AnswerRole::Staff, partners)));
    let most = view.survey.most_partners.try_into().unwrap_or(usize::MAX);
    let mut asked = Vec::with_capacity(participants.len());
    for (place, organisation) in organisations.iter().enumerate() {
        let partners: Vec<OrganisationId> =
            pairs.iter().filter_map(|pair| pair.other(organisation.id)).collect();
        let people = solution.people.get(place);
        for (k, participant) in staff_of(participants, organisation.id).enumerate() {
            let chosen = people.and_then(|people| people.get(k)).into_iter().flatten();
            let chosen: Vec<OrganisationId> =
                chosen.filter_map(|to| organisations.get(*to)).map(|o| o.id).collect();
            // Whoever is needed nowhere is asked about a few all the same: everybody has something to say.
            let targets = if chosen.is_empty() { turn(&partners, k, FEW.min(most)) } else { chosen };
            asked.push((participant.id, in_order(&targets)));
        }
        let representative = participants
            .iter()
            .find(|p| p.organisation == organisation.id && p.role == AnswerRole::Representative);
        if let Some(representative) = representative {
            asked.push((representative.id, in_order(&turn(&partners, 0, most))));
        }
    }
    Assignment {
        says: solution.says(&minutes),
        how_good: solution.is_how_good(),
        help: helps.says(name),
        minutes,
        expected: solution.expected,
        asked,
    }
}

/// So many of a list, beginning at a place and going round.
fn turn(list: &[OrganisationId], from: usize, count: usize) -> Vec<OrganisationId> {
    list.iter().cycle().skip(from % list.len().max(1)).take(count.min(list.len())).copied().collect()
}

fn in_order(targets: &[OrganisationId]) -> Vec<Asked> {
    let one = |(position, target): (i64, &OrganisationId)| Asked {
        target: *target,
        position,
        added: false,
        skipped: false,
        visible_to: None,
    };
    (0_i64..).zip(targets).map(one).collect()
}

impl SurveyView {
    /// Minutes of somebody in this role who is asked about so many partners, rounded up.
    pub fn minutes(&self, role: AnswerRole, partners: usize) -> u32 {
        self.instrument.minutes(role, self.form(), partners, false, &self.survey.language)
    }
}
