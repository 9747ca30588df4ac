//! The guard at the door: names, values and ids that can be used.

use std::collections::{BTreeMap, BTreeSet};

use super::measure::{Direction, Measure};
use super::refuse::Refusal;
use super::regress::Input;

/// Beyond this a value is taken for a slip, because its square is no longer safe to compute with.
const LARGEST: f64 = 1e100;
/// How many clashes and unknown ids a refusal names.
const NAMED: usize = 10;

/// A direction as group, from and to.
pub(super) type Key<'a> = (&'a str, &'a str, &'a str);
/// The organisations of each network.
pub(super) type Members<'a> = BTreeMap<&'a str, BTreeSet<&'a str>>;

/// True of a row that is no pair.
pub(super) fn about_itself(direction: &Direction) -> bool {
    direction.from == direction.to
}

/// Refuses an analysis without covariates, and one name for two measures.
pub(super) fn check_names(input: &Input<'_>) -> Result<(), Refusal> {
    if input.covariates.is_empty() {
        return Err(Refusal::NoCovariates { outcome: input.outcome.name.clone() });
    }
    let mut seen = BTreeSet::from([input.outcome.name.as_str()]);
    match input.covariates.iter().find(|m| !seen.insert(&m.name)) {
        Some(twice) => Err(Refusal::NameTwice { name: twice.name.clone() }),
        None => Ok(()),
    }
}

/// One value per direction; empty values and those of an organisation about itself are left out.
pub(super) fn values(measure: &Measure) -> Result<BTreeMap<Key<'_>, f64>, Refusal> {
    let mut ranges: BTreeMap<Key<'_>, (f64, f64)> = BTreeMap::new();
    let mut unusable: Vec<Key<'_>> = Vec::new();
    for cell in measure.cells.iter().filter(|c| !about_itself(&c.direction)) {
        let Some(value) = cell.value else { continue };
        let Direction { group, from, to } = &cell.direction;
        let key = (group.as_str(), from.as_str(), to.as_str());
        if !value.is_finite() || value.abs() > LARGEST {
            unusable.push(key);
            continue;
        }
        // Adding 0 turns −0 into 0, so that which of two equal rows comes first changes no bit.
        let value = value + 0.0;
        let (low, high) = ranges.entry(key).or_insert((value, value));
        (*low, *high) = (low.min(value), high.max(value));
    }
    let name = || measure.name.clone();
    let place = |(group, from, to): &Key<'_>| format!("{from} → {to} in group {group}");
    if let Some(first) = unusable.iter().min() {
        return Err(Refusal::NotFinite { measure: name(), count: unusable.len(), first: place(first) });
    }
    let clashes = ranges.iter().filter(|(_, (low, high))| low != high);
    let rows: Vec<_> =
        clashes.map(|(key, (low, high))| format!("{}: {low} and {high}", place(key))).take(NAMED).collect();
    if !rows.is_empty() {
        return Err(Refusal::Contradictory { measure: name(), rows });
    }
    Ok(ranges.into_iter().map(|(key, (value, _))| (key, value)).collect())
}

/// Organisations of the analysis: those given, or those of the outcome.
pub(super) fn members<'a>(input: &'a Input<'_>) -> Members<'a> {
    let mut out: Members<'a> = BTreeMap::new();
    for o in input.organisations {
        out.entry(&o.group).or_default().insert(&o.id);
    }
    if input.organisations.is_empty() {
        for Direction { group, from, to } in input.outcome.cells.iter().map(|c| &c.direction) {
            out.entry(group).or_default().extend([from.as_str(), to.as_str()]);
        }
    }
    out
}

/// Refuses ids that are not among the members.
pub(super) fn check_ids(measure: &Measure, members: &Members<'_>) -> Result<(), Refusal> {
    let known = |group: &str, id: &str| members.get(group).is_some_and(|ids| ids.contains(id));
    let mut unknown = BTreeSet::new();
    for Direction { group, from, to } in measure.cells.iter().map(|c| &c.direction) {
        unknown.extend([from, to].into_iter().filter(|id| !known(group, id)).map(|id| (group, id)));
    }
    if unknown.is_empty() {
        return Ok(());
    }
    let ids = unknown.iter().take(NAMED).map(|(group, id)| format!("{id} in {group}")).collect();
    Err(Refusal::UnknownIds { measure: measure.name.clone(), count: unknown.len(), ids })
}
