//! From scores to the two-sided reading: cells first, then a model of those cells alone.

use std::collections::{BTreeMap, BTreeSet};

use troth_dyads::{
    AnswerKind, Estimate, Fit, FitOptions, IntervalMethod, Observation, Outcome, Refusal, fit,
};
use troth_gate::{AnswerRef, Audience, Cell, CellPlan, LedgerEntry};
use troth_lens::{AnswerSource, DirectionReading, DirectionState, FitStatus, PairReading, TwoSided};
use troth_network::{AnswerRole, CountBand, Direction, OrganisationId, Pair, Uncertainty, Value, WaveId};

use super::scores::Score;

/// Draws of the bootstrap behind the ranges on pages: as many as the coverage study made (docs/methods/coverage.md).
const DRAWS: usize = 100;

/// Plans the cells that `audience` may see.
pub(crate) fn plan(scores: &[Score], audience: &Audience, earlier: &[LedgerEntry]) -> CellPlan {
    let answers: Vec<AnswerRef> = scores
        .iter()
        .map(|s| AnswerRef {
            direction: s.direction,
            role: s.role,
            respondent: s.respondent.clone(),
            visible_to: s.visible_to,
        })
        .collect();
    CellPlan::of(&answers, audience, audience.floor(), earlier)
}

/// Fits the cells of `plan` and no other row; `None` if it has none.
pub(crate) fn fit_cells(scores: &[Score], plan: &CellPlan) -> Option<Outcome> {
    let observations: Vec<Observation> =
        plan.cells.iter().flat_map(|cell| cell.rows.iter().map(|row| observation(&scores[*row]))).collect();
    let options = FitOptions { replicates: DRAWS, ..FitOptions::with(IntervalMethod::Full) };
    (!observations.is_empty()).then(|| fit(&observations, &options))
}

/// Reads both sides of every relationship from what [`fit_cells`] made of the same scores and plan.
///
/// `unaccepted` are directions left out because the organisation rated has not accepted yet.
pub(crate) fn read(
    concept: &str,
    wave: WaveId,
    scores: &[Score],
    plan: &CellPlan,
    unaccepted: &BTreeSet<Direction>,
    outcome: Option<&Outcome>,
) -> TwoSided {
    let mut reading = TwoSided {
        concept: concept.to_owned(),
        wave,
        status: FitStatus::Nothing,
        mean: None,
        organisations: organisations(plan),
        directions: Vec::new(),
        pairs: Vec::new(),
        warnings: outcome.map(|o| o.warnings().to_vec()).unwrap_or_default(),
    };
    let shown = match outcome {
        None => BTreeMap::new(),
        Some(Outcome::Fitted(fitted)) => {
            reading.status = FitStatus::Fitted { fragile: fitted.fragile };
            reading.mean = fitted.means.first().map(|m| value(&m.mean, None, (0.0, 1.0)));
            reading.pairs = pairs(fitted, plan);
            fitted_directions(fitted, plan)
        }
        Some(Outcome::RawOnly { reason, .. }) => {
            reading.status = FitStatus::RawOnly { reason: reason.clone() };
            raw_directions(scores, plan, reason)
        }
        Some(Outcome::Refused { reason, .. }) if shows_as_they_are(reason) => {
            let reason = reason.to_string();
            let values = raw_directions(scores, plan, &reason);
            reading.status = FitStatus::RawOnly { reason };
            values
        }
        Some(Outcome::Refused { reason, .. }) => {
            reading.status = FitStatus::Refused { reason: reason.to_string() };
            BTreeMap::new()
        }
    };
    reading.directions = directions(plan, &shown, unaccepted, &reading.status);
    reading
}

fn observation(score: &Score) -> Observation {
    Observation {
        group: String::new(),
        rater: score.direction.from.to_string(),
        target: score.direction.to.to_string(),
        respondent: Some(score.respondent.clone()),
        kind: match score.role {
            AnswerRole::Staff => AnswerKind::Staff,
            AnswerRole::Representative => AnswerKind::Representative,
        },
        value: score.score,
    }
}

fn organisations(plan: &CellPlan) -> Vec<OrganisationId> {
    let all: BTreeSet<OrganisationId> =
        plan.cells.iter().flat_map(|c| [c.direction.from, c.direction.to]).collect();
    all.into_iter().collect()
}

/// An estimate as a value, kept within `ends`: no score lies outside its scale.
fn value(estimate: &Estimate, people: Option<CountBand>, (least, most): (f64, f64)) -> Value {
    let uncertainty = match &estimate.uncertainty {
        troth_dyads::Uncertainty::Interval { low, high } => {
            Uncertainty::Interval { low: low.clamp(least, most), high: high.clamp(least, most) }
        }
        troth_dyads::Uncertainty::NotQuantified { reason } => {
            Uncertainty::NotQuantified { reason: reason.to_string() }
        }
    };
    Value { estimate: estimate.estimate.clamp(least, most), uncertainty, people }
}

fn parsed(from: &str, to: &str) -> Option<Direction> {
    Some(Direction { from: from.parse().ok()?, to: to.parse().ok()? })
}

fn band(plan: &CellPlan, direction: Direction) -> Option<CountBand> {
    plan.cell(direction).and_then(|cell| CountBand::of(cell.respondents.len()))
}

fn fitted_directions(fitted: &Fit, plan: &CellPlan) -> BTreeMap<Direction, Value> {
    fitted
        .by_direction
        .iter()
        .filter_map(|d| {
            let direction = parsed(&d.from, &d.to)?;
            Some((direction, value(&d.theta, band(plan, direction), (0.0, 1.0))))
        })
        .collect()
}

/// Whether the answers still mean something where the model does not: too few of them, or no stable fit.
/// Answers that are all alike, copied from the other side or made to add up are not two-sided ratings.
const fn shows_as_they_are(refusal: &Refusal) -> bool {
    match refusal {
        Refusal::NoPairs
        | Refusal::TooFewRatings { .. }
        | Refusal::NoMaximum { .. }
        | Refusal::NoConvergence => true,
        Refusal::NoRatings
        | Refusal::NotFinite { .. }
        | Refusal::Contradictory { .. }
        | Refusal::AllEqual
        | Refusal::SymmetricRelation { .. }
        | Refusal::Covariate { .. }
        | Refusal::ConstantRowSums => false,
    }
}

/// Whether several people gave the very same answer, so that their mean would tell what each of them said.
fn alike(cell: &Cell, scores: &[Score]) -> bool {
    let mut values = cell.rows.iter().map(|row| scores[*row].score);
    let first = values.next();
    cell.source == AnswerRole::Staff && values.all(|v| first.is_some_and(|f| (v - f).abs() < 1e-12))
}

fn raw_directions(scores: &[Score], plan: &CellPlan, reason: &str) -> BTreeMap<Direction, Value> {
    plan.cells
        .iter()
        .filter(|cell| !alike(cell, scores))
        .map(|cell| {
            #[expect(clippy::cast_precision_loss, reason = "a cell has far fewer than 2^52 answers")]
            let n = cell.rows.len().max(1) as f64;
            let estimate = cell.rows.iter().map(|row| scores[*row].score).sum::<f64>() / n;
            let uncertainty = Uncertainty::NotQuantified { reason: reason.to_owned() };
            (cell.direction, Value { estimate, uncertainty, people: CountBand::of(cell.respondents.len()) })
        })
        .collect()
}

fn pairs(fitted: &Fit, plan: &CellPlan) -> Vec<PairReading> {
    let mut pairs: Vec<PairReading> = fitted
        .by_pair
        .iter()
        .filter_map(|p| {
            let forth = parsed(&p.a, &p.b)?;
            let pair = forth.pair();
            let gap = value(&p.gap, None, (-1.0, 1.0));
            Some(PairReading {
                pair,
                level: value(&p.level, None, (0.0, 1.0)),
                gap: if pair.forth() == forth { gap } else { turned(gap) },
                unlike_sources: source(plan, pair, true)? != source(plan, pair, false)?,
            })
        })
        .collect();
    pairs.sort_by_key(|p| p.pair);
    pairs
}

fn turned(gap: Value) -> Value {
    let uncertainty = match gap.uncertainty {
        Uncertainty::Interval { low, high } => Uncertainty::Interval { low: -high, high: -low },
        other => other,
    };
    Value { estimate: -gap.estimate, uncertainty, people: gap.people }
}

fn source(plan: &CellPlan, pair: Pair, forth: bool) -> Option<AnswerRole> {
    plan.cell(if forth { pair.forth() } else { pair.back() }).map(|cell| cell.source)
}

fn directions(
    plan: &CellPlan,
    shown: &BTreeMap<Direction, Value>,
    unaccepted: &BTreeSet<Direction>,
    status: &FitStatus,
) -> Vec<DirectionReading> {
    let rated: BTreeSet<Direction> = plan
        .cells
        .iter()
        .map(|c| c.direction)
        .chain(plan.withheld.iter().map(|w| w.direction))
        .chain(unaccepted.iter().copied())
        .collect();
    let both: BTreeSet<Direction> = rated.iter().flat_map(|d| [*d, d.reversed()]).collect();
    both.into_iter()
        .map(|direction| DirectionReading {
            direction,
            state: state(direction, plan, shown, unaccepted, status),
        })
        .collect()
}

fn state(
    direction: Direction,
    plan: &CellPlan,
    shown: &BTreeMap<Direction, Value>,
    unaccepted: &BTreeSet<Direction>,
    status: &FitStatus,
) -> DirectionState {
    if unaccepted.contains(&direction) {
        return DirectionState::Withheld {
            reason: "The organisation that was rated has not yet accepted being rated by name.".to_owned(),
            would_help: "Ask it to accept, under Settings.".to_owned(),
        };
    }
    if let Some(withheld) = plan.withheld.iter().find(|w| w.direction == direction) {
        return DirectionState::Withheld {
            reason: withheld.reason.clone(),
            would_help: withheld.would_help.clone(),
        };
    }
    match (plan.cell(direction), shown.get(&direction), status) {
        (Some(cell), Some(value), _) => {
            DirectionState::Shown { value: value.clone(), source: source_of(cell) }
        }
        (Some(_), None, FitStatus::Refused { reason }) => DirectionState::Withheld {
            reason: reason.clone(),
            would_help: "Check how this question was asked.".to_owned(),
        },
        (Some(_), None, _) => DirectionState::Withheld {
            reason: "These answers are too alike: their mean would tell what each person said.".to_owned(),
            would_help: "More answers in the next round.".to_owned(),
        },
        (None, ..) => DirectionState::NotRated,
    }
}

fn source_of(cell: &Cell) -> AnswerSource {
    match cell.source {
        AnswerRole::Staff => AnswerSource::Staff,
        AnswerRole::Representative => AnswerSource::Representative,
    }
}
