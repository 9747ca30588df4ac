//! The two-sided reading of one partnership from all of its answers, for the custodian: nothing is withheld.

use std::collections::{BTreeMap, BTreeSet};

use troth_dyads::{Estimate, Outcome};
use troth_lens::{AnswerSource, DirectionReading, DirectionState, FitStatus, PairReading, TwoSided};
use troth_network::{AnswerRole, CountBand, Direction, OrganisationId, Uncertainty, Value, WaveId};

use super::estimates::held;
use crate::analyse::scores::Score;

/// Reads the partnership called `group` from a fit of all its scores, alone or pooled with others.
pub(super) fn reading(
    concept: &str,
    wave: WaveId,
    group: &str,
    scores: &[Score],
    outcome: &Outcome,
) -> TwoSided {
    let mut sources: BTreeMap<Direction, BTreeSet<AnswerRole>> = BTreeMap::new();
    for score in scores {
        sources.entry(score.direction).or_default().insert(score.role);
    }
    let source = |direction| match sources.get(&direction) {
        Some(roles) if roles.contains(&AnswerRole::Staff) => AnswerSource::Staff,
        _ => AnswerSource::Representative,
    };
    let shown = values(group, outcome);
    let rated: BTreeSet<Direction> = shown.keys().copied().collect();
    let both: BTreeSet<Direction> = rated.iter().flat_map(|d| [*d, d.reversed()]).collect();
    let organisations: BTreeSet<OrganisationId> = both.iter().map(|d| d.from).collect();
    TwoSided {
        concept: concept.to_owned(),
        wave,
        status: match (outcome.fitted(), outcome.reason()) {
            (Some(fit), _) => FitStatus::Fitted { fragile: fit.fragile },
            (None, reason) => FitStatus::RawOnly { reason: reason.unwrap_or_default() },
        },
        mean: outcome
            .fitted()
            .and_then(|fit| fit.means.iter().find(|m| m.group == group))
            .map(|m| held(&m.mean, (0.0, 1.0))),
        organisations: organisations.into_iter().collect(),
        directions: both
            .into_iter()
            .map(|direction| DirectionReading {
                direction,
                state: match shown.get(&direction) {
                    Some(value) => DirectionState::Shown { value: value.clone(), source: source(direction) },
                    None => DirectionState::NotRated,
                },
            })
            .collect(),
        pairs: pairs(group, outcome, source),
        warnings: outcome.warnings().to_vec(),
    }
}

fn parsed(from: &str, to: &str) -> Option<Direction> {
    Some(Direction { from: from.parse().ok()?, to: to.parse().ok()? })
}

/// Every rated direction: its estimate, or its plain mean where no model was fitted.
fn values(group: &str, outcome: &Outcome) -> BTreeMap<Direction, Value> {
    match outcome.fitted() {
        Some(fit) => fit
            .by_direction
            .iter()
            .filter(|d| d.group == group)
            .filter_map(|d| Some((parsed(&d.from, &d.to)?, of(&d.theta, d.n))))
            .collect(),
        None => {
            let reason = outcome.reason().unwrap_or_default();
            let raw = outcome.raw().by_direction.iter().filter(|d| d.group == group);
            raw.filter_map(|d| {
                let uncertainty = Uncertainty::NotQuantified { reason: reason.clone() };
                let value = Value { estimate: d.observed_mean, uncertainty, people: CountBand::of(d.n) };
                Some((parsed(&d.from, &d.to)?, value))
            })
            .collect()
        }
    }
}

fn of(theta: &Estimate, answers: usize) -> Value {
    Value { people: CountBand::of(answers), ..held(theta, (0.0, 1.0)) }
}

fn pairs(group: &str, outcome: &Outcome, source: impl Fn(Direction) -> AnswerSource) -> Vec<PairReading> {
    let Some(fit) = outcome.fitted() else { return Vec::new() };
    let mut pairs: Vec<PairReading> = fit
        .by_pair
        .iter()
        .filter(|p| p.group == group)
        .filter_map(|p| {
            let forth = parsed(&p.a, &p.b)?;
            // Ids are numbers in the order of the names and `a` sorts before `b`, so the pair begins with `a`.
            (forth.pair().forth() == forth).then(|| PairReading {
                pair: forth.pair(),
                level: held(&p.level, (0.0, 1.0)),
                gap: held(&p.gap, (-1.0, 1.0)),
                unlike_sources: source(forth) != source(forth.reversed()),
            })
        })
        .collect();
    pairs.sort_by_key(|p| p.pair);
    pairs
}
