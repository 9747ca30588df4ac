//! From scores to the two-sided reading: cells first, then a model of those cells alone.

use std::collections::{BTreeMap, BTreeSet};

use troth_dyads::{
    AnswerKind, Estimate, Fit, FitOptions, IntervalMethod, Observation, Outcome, Refusal, fit,
};
use troth_gate::open_link::counted;
use troth_gate::{AnswerRef, Cell, CellPlan, End, Rule};
use troth_lens::two_sided::Pooled;
use troth_lens::{AnswerSource, DirectionReading, DirectionState, FitStatus, PairReading, TwoSided};
use troth_network::{AnswerRole, CountBand, Direction, OrganisationId, Pair, Uncertainty, Value, WaveId};

use super::points;
use super::scores::Score;

/// Draws of the bootstrap behind the ranges on pages: as many as the coverage study made (docs/methods/coverage.md).
const DRAWS: usize = 100;

/// The answers behind `scores`, as far as the gate needs to know them.
pub fn answers(scores: &[Score]) -> Vec<AnswerRef> {
    scores
        .iter()
        .map(|s| AnswerRef {
            direction: s.direction,
            role: s.role,
            respondent: s.respondent.clone(),
            visible_to: s.visible_to,
            end: End::of(s.score),
            items: s.items.clone(),
        })
        .collect()
}

/// What enters figures for the audience of `plan`: the rows of its cells and no other, in the order of the cells, those
/// of a cell at an end of the scale as that end counts.
pub fn observations(scores: &[Score], plan: &CellPlan) -> Vec<Observation> {
    if !plan.rules.hold(Rule::OwnCells) {
        return scores.iter().map(|score| observation(score, score.score)).collect();
    }
    let of = |cell: &Cell, row: usize| observation(&scores[row], entered(&scores[row], cell.end));
    plan.cells.iter().flat_map(|cell| cell.rows.iter().map(move |row| of(cell, *row))).collect()
}

/// How figures for an audience are fitted: colleagues count alike, because weights would tell them apart.
pub fn options(intervals: IntervalMethod, plan: &CellPlan) -> FitOptions {
    FitOptions { replicates: DRAWS, by_means: plan.rules.hold(Rule::Alike), ..FitOptions::with(intervals) }
}

/// What an answer counts as.
fn entered(score: &Score, end: Option<End>) -> f64 {
    end.map_or(score.score, End::entered)
}

/// Fits what enters figures for the audience of `plan`; `None` if nothing does.
pub fn fit_cells(scores: &[Score], plan: &CellPlan) -> Option<Outcome> {
    let observations = observations(scores, plan);
    (!observations.is_empty()).then(|| fit(&observations, &options(IntervalMethod::Full, plan)))
}

/// What leaves: [`exact`] in whole points of a hundred.
pub fn read(
    concept: &str,
    wave: WaveId,
    scores: &[Score],
    plan: &CellPlan,
    unaccepted: &BTreeSet<Direction>,
    outcome: Option<&Outcome>,
) -> TwoSided {
    let mut reading = exact(concept, wave, scores, plan, unaccepted, outcome);
    points::reading(&mut reading);
    reading
}

/// Reads both sides of every relationship from what [`fit_cells`] made of the same scores and plan.
///
/// `unaccepted` are directions left out because the organisation rated has not accepted yet.
pub fn exact(
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
    reading.warnings.extend(at_an_end(plan));
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
            // Which of these reasons it was would tell of answers that are all alike.
            let reason = "No model fits these answers; the means are shown as they are.".to_owned();
            let values = raw_directions(scores, plan, &reason);
            reading.status = FitStatus::RawOnly { reason };
            values
        }
        Some(Outcome::Refused { reason, .. }) => {
            reading.status = FitStatus::Refused { reason: reason.to_string() };
            BTreeMap::new()
        }
    };
    reading.directions = directions(scores, plan, &shown, unaccepted, &reading.status);
    reading
}

/// Says how many directions enter as an end of the scale.
fn at_an_end(plan: &CellPlan) -> Option<String> {
    let many = plan.cells.iter().filter(|c| c.end.is_some()).count();
    (many > 0).then(|| {
        format!(
            "In {many} of {} directions nearly everybody gave the same end of the scale. Their answers count as 10 or \
             90 of 100, so that nobody can work out what a colleague answered.",
            plan.cells.len()
        )
    })
}

fn observation(score: &Score, value: f64) -> Observation {
    Observation {
        group: String::new(),
        rater: score.direction.from.to_string(),
        target: score.direction.to.to_string(),
        respondent: Some(score.respondent.clone()),
        kind: match score.role {
            AnswerRole::Staff => AnswerKind::Staff,
            AnswerRole::Representative => AnswerKind::Representative,
        },
        value,
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
    plan.cell(direction).and_then(|cell| CountBand::of(counted(&cell.respondents)))
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

/// Whether the answers still mean something where the model does not: too few of them, too alike, or no stable fit.
/// Answers that are copied from the other side or made to add up are not two-sided ratings.
const fn shows_as_they_are(refusal: &Refusal) -> bool {
    match refusal {
        Refusal::NoPairs
        | Refusal::TooFewRatings { .. }
        | Refusal::AllEqual
        | Refusal::NoMaximum { .. }
        | Refusal::NoConvergence => true,
        Refusal::NoRatings
        | Refusal::NotFinite { .. }
        | Refusal::Contradictory { .. }
        | Refusal::SymmetricRelation { .. }
        | Refusal::Covariate { .. }
        | Refusal::ConstantRowSums => false,
    }
}

fn raw_directions(scores: &[Score], plan: &CellPlan, reason: &str) -> BTreeMap<Direction, Value> {
    plan.cells.iter().map(|cell| (cell.direction, mean(scores, &cell.rows, cell.end, reason))).collect()
}

/// The mean of these answers, without a range.
fn mean(scores: &[Score], rows: &[usize], end: Option<End>, reason: &str) -> Value {
    #[expect(clippy::cast_precision_loss, reason = "a cell has far fewer than 2^52 answers")]
    let n = rows.len().max(1) as f64;
    let people: BTreeSet<&str> = rows.iter().map(|row| scores[*row].respondent.as_str()).collect();
    Value {
        estimate: rows.iter().map(|row| entered(&scores[*row], end)).sum::<f64>() / n,
        uncertainty: Uncertainty::NotQuantified { reason: reason.to_owned() },
        people: CountBand::of(counted(people)),
    }
}

/// What similar organisations say together where this one may not be shown.
fn pooled(scores: &[Score], plan: &CellPlan, direction: Direction) -> Option<Box<Pooled>> {
    let pool = plan.pool(direction)?;
    let reason = "A range would tell how far the pooled answers lie apart.";
    Some(Box::new(Pooled {
        of: pool.pool.of.word().to_owned(),
        organisations: pool.organisations(),
        value: mean(scores, &pool.rows, pool.end, reason),
        source: source_of(pool.source),
    }))
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
    scores: &[Score],
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
        .chain(unaccepted.iter().copied().filter(|d| plan.admits(*d)))
        .collect();
    let both: BTreeSet<Direction> = rated.iter().flat_map(|d| [*d, d.reversed()]).collect();
    both.into_iter()
        .map(|direction| DirectionReading {
            direction,
            state: state(direction, (scores, plan), shown, unaccepted, status),
        })
        .collect()
}

/// Why a direction is withheld that the promise shows to nobody who looks here.
pub(crate) const NOT_PROMISED: &str = "The promise of this round does not show this to partners.";

/// The same whether it was answered or not.
pub(crate) fn not_promised() -> DirectionState {
    DirectionState::Withheld {
        reason: NOT_PROMISED.to_owned(),
        would_help: "Another promise, for the next round.".to_owned(),
        pooled: None,
    }
}

fn state(
    direction: Direction,
    (scores, plan): (&[Score], &CellPlan),
    shown: &BTreeMap<Direction, Value>,
    unaccepted: &BTreeSet<Direction>,
    status: &FitStatus,
) -> DirectionState {
    if !plan.admits(direction) {
        return not_promised();
    }
    if unaccepted.contains(&direction) {
        return DirectionState::Withheld {
            reason: "The organisation that was rated has not yet accepted being rated by name.".to_owned(),
            would_help: "Ask it to accept, under Settings.".to_owned(),
            pooled: None,
        };
    }
    if let Some(withheld) = plan.withheld.iter().find(|w| w.direction == direction) {
        return DirectionState::Withheld {
            reason: withheld.reason.clone(),
            would_help: withheld.would_help.clone(),
            pooled: pooled(scores, plan, direction),
        };
    }
    match (plan.cell(direction), shown.get(&direction), status) {
        (Some(cell), Some(value), _) => {
            DirectionState::Shown { value: value.clone(), source: source_of(cell.source) }
        }
        (Some(_), None, FitStatus::Refused { reason }) => DirectionState::Withheld {
            reason: reason.clone(),
            would_help: "Check how this question was asked.".to_owned(),
            pooled: None,
        },
        (Some(_), None, _) => DirectionState::Withheld {
            reason: "These answers could not be worked out.".to_owned(),
            would_help: "Work the results out again.".to_owned(),
            pooled: None,
        },
        (None, ..) => DirectionState::NotRated,
    }
}

const fn source_of(role: AnswerRole) -> AnswerSource {
    match role {
        AnswerRole::Staff => AnswerSource::Staff,
        AnswerRole::Representative => AnswerSource::Representative,
    }
}
