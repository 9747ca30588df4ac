//! The pairs of a section by name, each with both of its sides, looked up once for figure and table.

use std::cmp::Ordering;
use std::collections::BTreeMap;

use troth_lens::{DirectionState, Named, PairReading};
use troth_network::{Direction, OrganisationId, Pair, Uncertainty, Value};

use super::types::Section;

/// One pair: the organisation whose name comes first, and the other.
#[derive(Debug, Clone)]
pub(super) struct PairRow<'s> {
    pub(super) first: &'s Named,
    pub(super) second: &'s Named,
    /// First about second; `None` if this was not asked.
    pub(super) forth: Option<&'s DirectionState>,
    /// Second about first.
    pub(super) back: Option<&'s DirectionState>,
    /// First minus second, where both are shown.
    pub(super) gap: Option<Value>,
    /// Both together, where both are shown.
    pub(super) level: Option<&'s Value>,
}

impl PairRow<'_> {
    /// First about second.
    pub(super) const fn there(&self) -> Direction {
        Direction { from: self.first.id, to: self.second.id }
    }
}

/// Every pair with at least one direction, in the order of the names.
pub(super) fn pairs(section: &Section) -> Vec<PairRow<'_>> {
    let reading = &section.reading;
    let names: BTreeMap<OrganisationId, &Named> = section.organisations.iter().map(|o| (o.id, o)).collect();
    let sides: BTreeMap<Direction, &DirectionState> =
        reading.directions.iter().map(|d| (d.direction, &d.state)).collect();
    let both: BTreeMap<Pair, &PairReading> = reading.pairs.iter().map(|p| (p.pair, p)).collect();
    let mut rows: Vec<PairRow<'_>> = reading
        .all_pairs()
        .into_iter()
        .filter_map(|pair| {
            let (a, b) = (*names.get(&pair.a())?, *names.get(&pair.b())?);
            let (first, second) = if by_name(a, b).is_le() { (a, b) } else { (b, a) };
            let side = |from: &Named, to: &Named| sides.get(&Direction { from: from.id, to: to.id }).copied();
            let (forth, back) = (side(first, second), side(second, first));
            // Whatever is handed in, nothing is said of both sides where one is not shown.
            let both = both.get(&pair).copied().filter(|_| is_shown(forth) && is_shown(back));
            let level = both.map(|p| &p.level);
            let gap = both.map(|p| if pair.a() == first.id { p.gap.clone() } else { turned(&p.gap) });
            Some(PairRow { first, second, forth, back, gap, level })
        })
        .collect();
    rows.sort_by(|x, y| by_name(x.first, y.first).then_with(|| by_name(x.second, y.second)));
    rows
}

/// A difference seen from the other side.
fn turned(gap: &Value) -> Value {
    let uncertainty = match &gap.uncertainty {
        Uncertainty::Interval { low, high } => Uncertainty::Interval { low: -high, high: -low },
        other => other.clone(),
    };
    Value { estimate: -gap.estimate, uncertainty, people: gap.people }
}

/// Organisations of a section that stand in one of its pairs, by name.
pub(super) fn organisations<'s>(rows: &[PairRow<'s>]) -> Vec<&'s Named> {
    let mut list: Vec<&Named> = rows.iter().flat_map(|row| [row.first, row.second]).collect();
    list.sort_by(|x, y| by_name(x, y));
    list.dedup_by_key(|o| o.id);
    list
}

/// Whether a side is shown with a value.
pub(super) fn is_shown(state: Option<&DirectionState>) -> bool {
    state.is_some_and(|s| s.value().is_some())
}

fn by_name(x: &Named, y: &Named) -> Ordering {
    natural(&x.name, &y.name).then(x.id.cmp(&y.id))
}

/// Alphabetical, numbers by their size: 2 before 10.
fn natural(x: &str, y: &str) -> Ordering {
    match (x.parse::<u64>(), y.parse::<u64>()) {
        (Ok(x), Ok(y)) => x.cmp(&y),
        (Ok(_), Err(_)) => Ordering::Less,
        (Err(_), Ok(_)) => Ordering::Greater,
        (Err(_), Err(_)) => x.to_lowercase().cmp(&y.to_lowercase()).then_with(|| x.cmp(y)),
    }
}
