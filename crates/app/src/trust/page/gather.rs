//! The file as partnerships with organisations, rounds and answers, the way the database would hold them. Ids are
//! numbers in the order of the names, so that the same file gives the same page.

use std::cmp::Ordering;
use std::collections::{BTreeMap, BTreeSet};

use troth_dyads::{AnswerKind, Observation};
use troth_lens::Named;
use troth_network::{
    AnswerRole, NetworkId, OrganisationId, Rating, RatingId, RespondentKey, Sector, VisibleTo, WaveId,
};
use uuid::Uuid;

use super::super::questions;
use super::PageRequest;
use crate::intake::{Problem, RatingsFile};

/// A partnership of the file.
#[derive(Debug, Clone)]
pub(super) struct Partnership {
    pub(super) id: NetworkId,
    /// `None` if the file names none.
    pub(super) name: Option<String>,
    /// Under the ids of the file.
    pub(super) organisations: Vec<Named>,
    /// The latest first.
    pub(super) rounds: Vec<Round>,
}

/// A survey round with its answers.
#[derive(Debug, Clone)]
pub(super) struct Round {
    pub(super) id: WaveId,
    /// `None` if the file names none.
    pub(super) name: Option<String>,
    pub(super) ratings: Vec<Rating>,
}

/// The whole file.
#[derive(Debug, Default)]
pub(super) struct Gathered {
    pub(super) partnerships: Vec<Partnership>,
    /// Rows left out because too few items of a scale were answered.
    pub(super) too_few: Vec<Problem>,
    /// Answers of representatives that do not say who may see them.
    pub(super) unsaid: usize,
}

/// What the analysis calls the partnership of a row that names none.
const UNNAMED: &str = "all";

/// Who answered what about whom: partnership, round, variable, rater, target, respondent.
type Place<'a> = (&'a str, Option<&'a str>, &'a str, &'a str, &'a str, Option<&'a str>);

/// Ids of everything, one after another.
#[derive(Default)]
struct Numbers(u128);

impl Numbers {
    fn next(&mut self) -> Uuid {
        self.0 += 1;
        Uuid::from_u128(self.0)
    }
}

/// Gathers the answers that `request` asks for.
pub(super) fn gather(read: &RatingsFile, request: &PageRequest<'_>) -> Gathered {
    let mut gathered = Gathered::default();
    let permissions = permissions(read, &mut gathered.unsaid);
    let fallback = request.representatives_visible_to.unwrap_or(VisibleTo::Totals);
    let names_network = read.rows().any(|row| row.network.is_some());
    let mut asked = Vec::new();
    for question in questions::of(read) {
        if request.options.variable.as_ref().is_none_or(|wanted| question.variable == wanted) {
            let of = question.observations(read);
            gathered.too_few.extend(of.too_few);
            asked.push((question, of.observations));
        }
    }
    let mut members: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    for observation in asked.iter().flat_map(|(_, list)| list) {
        members
            .entry(&observation.group)
            .or_default()
            .extend([observation.rater.as_str(), observation.target.as_str()]);
    }
    let mut numbers = Numbers::default();
    for (network, ids) in members {
        let organisations: BTreeMap<&str, OrganisationId> =
            ids.into_iter().map(|id| (id, OrganisationId(numbers.next()))).collect();
        let mut rounds: BTreeMap<Option<&str>, Round> = BTreeMap::new();
        for (question, list) in &asked {
            for observation in list.iter().filter(|o| o.group == network) {
                let (Some(rater), Some(target)) = (
                    organisations.get(observation.rater.as_str()),
                    organisations.get(observation.target.as_str()),
                ) else {
                    continue;
                };
                let round = rounds.entry(question.wave).or_insert_with(|| Round {
                    id: WaveId(numbers.next()),
                    name: question.wave.map(str::to_owned),
                    ratings: Vec::new(),
                });
                let said = permissions.get(&place(network, question.wave, question.variable, observation));
                round.ratings.push(Rating {
                    id: RatingId(numbers.next()),
                    wave: round.id,
                    rater: *rater,
                    respondent: observation.respondent.as_ref().map(|id| key(network, observation, id)),
                    target: *target,
                    variable: question.variable.to_owned(),
                    value: observation.value,
                    role: role(observation.kind),
                    visible_to: (observation.kind == AnswerKind::Representative)
                        .then(|| said.copied().flatten().unwrap_or(fallback)),
                    scale: question.scale,
                });
            }
        }
        let mut rounds: Vec<Round> = rounds.into_values().collect();
        rounds.sort_by(|x, y| by_time(y.name.as_deref(), x.name.as_deref()));
        gathered.partnerships.push(Partnership {
            id: NetworkId(numbers.next()),
            name: names_network.then(|| network.to_owned()),
            organisations: organisations.into_iter().map(|(id, internal)| named(id, internal)).collect(),
            rounds,
        });
    }
    gathered
}

/// What representatives allowed, the narrowest where several items make one answer.
fn permissions<'r>(read: &'r RatingsFile, unsaid: &mut usize) -> BTreeMap<Place<'r>, Option<VisibleTo>> {
    let mut all: BTreeMap<Place<'r>, Option<VisibleTo>> = BTreeMap::new();
    for row in read.rows().filter(|row| row.role == AnswerRole::Representative) {
        *unsaid += usize::from(row.visible_to.is_none());
        let network = row.network.unwrap_or(UNNAMED);
        let place = (network, row.wave, row.variable, row.rater, row.target, row.respondent);
        let said = all.entry(place).or_insert(row.visible_to);
        *said = (*said).min(row.visible_to);
    }
    all
}

fn place<'a>(
    network: &'a str,
    wave: Option<&'a str>,
    variable: &'a str,
    observation: &'a Observation,
) -> Place<'a> {
    (network, wave, variable, &observation.rater, &observation.target, observation.respondent.as_deref())
}

const fn role(kind: AnswerKind) -> AnswerRole {
    match kind {
        AnswerKind::Staff => AnswerRole::Staff,
        AnswerKind::Representative => AnswerRole::Representative,
    }
}

/// A respondent of the file is known within partnership and rater alone. Who answers in both roles is two, because the
/// two never share a cell.
fn key(network: &str, observation: &Observation, respondent: &str) -> RespondentKey {
    let role = role(observation.kind).id();
    RespondentKey(format!("{network}\t{}\t{role}\t{respondent}", observation.rater))
}

fn named(id: &str, internal: OrganisationId) -> Named {
    Named {
        id: internal,
        external_id: id.to_owned(),
        name: id.to_owned(),
        sector: Sector(String::new()),
        parent: None,
    }
}

/// Rounds by their number, else by their name; a round without a name is the first.
fn by_time(x: Option<&str>, y: Option<&str>) -> Ordering {
    let number = |name: Option<&str>| name.and_then(|n| n.parse::<f64>().ok());
    match (number(x), number(y)) {
        (Some(a), Some(b)) => a.total_cmp(&b),
        _ => x.cmp(&y),
    }
}
