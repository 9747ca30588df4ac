//! Released values for tests: the whole way through the gate, then views of what came out.

use troth_gate::{
    AnswerRef, Audience, Basis, CellPlan, Context, Decision, Receipt, Released, Viewer, decide,
};
use troth_lens::{
    AnswerSource, DirectionReading, DirectionState, FitStatus, MapEdge, MapNode, MapPicture, Named, TwoSided,
};
use troth_network::{
    AnswerRole, CountBand, Direction, EntryId, NetworkId, OrganisationId, Sector, Timestamp, Uncertainty,
    Value, WaveId,
};

/// Organisation number `n`.
pub(crate) fn id(n: u128) -> OrganisationId {
    format!("00000000-0000-0000-0000-{n:012}").parse().unwrap()
}

/// Organisation number `n` with a name.
pub(crate) fn named(n: u128, name: &str) -> Named {
    Named {
        id: id(n),
        external_id: format!("org-{n}"),
        name: name.to_owned(),
        sector: Sector("health".into()),
        parent: None,
    }
}

/// A value that 10 to 19 people stand behind.
pub(crate) fn value(estimate: f64, low: f64, high: f64) -> Value {
    Value { estimate, uncertainty: Uncertainty::Interval { low, high }, people: CountBand::of(12) }
}

/// A direction shown from staff answers.
pub(crate) fn shown(estimate: f64, low: f64, high: f64) -> DirectionState {
    DirectionState::Shown { value: value(estimate, low, high), source: AnswerSource::Staff }
}

/// A direction shown from a representative's answer.
pub(crate) fn representative(estimate: f64, low: f64, high: f64) -> DirectionState {
    let mut value = value(estimate, low, high);
    value.people = CountBand::of(1);
    DirectionState::Shown { value, source: AnswerSource::Representative }
}

/// A direction whose range is not known.
pub(crate) fn unquantified(estimate: f64) -> DirectionState {
    let uncertainty = Uncertainty::NotQuantified { reason: "one answer".into() };
    let value = Value { estimate, uncertainty, people: CountBand::of(1) };
    DirectionState::Shown { value, source: AnswerSource::Representative }
}

/// A direction that may not be shown.
pub(crate) fn withheld() -> DirectionState {
    DirectionState::Withheld {
        reason: "Not enough answers: too few people answered.".into(),
        would_help: "More people asked in the next round.".into(),
        pooled: None,
    }
}

/// A line of the map between numbers `a` and `b`.
pub(crate) fn line(a: &Named, b: &Named, forth: DirectionState, back: DirectionState) -> MapEdge {
    MapEdge { first: a.clone(), second: b.clone(), forth, back, gap: None, mark: None }
}

/// An organisation's place on the map.
pub(crate) fn node(organisation: &Named, x: f64, y: f64) -> MapNode {
    MapNode { organisation: organisation.clone(), x, y, units: Vec::new() }
}

/// `value` as the gate lets it out.
pub(crate) fn released<T>(value: T) -> Released<T> {
    reading().map(|_| value)
}

/// Two organisations and one line between them.
pub(crate) fn two(forth: DirectionState, back: DirectionState) -> Released<MapPicture> {
    let (a, b) = (named(1, "Council & care"), named(2, "Hospital"));
    released(MapPicture {
        question: "We can rely on them".into(),
        nodes: vec![node(&a, 0.0, 0.0), node(&b, 1.0, 1.0)],
        edges: vec![line(&a, &b, forth, back)],
    })
}

fn reading() -> Released<TwoSided> {
    let forth = Direction { from: id(1), to: id(2) };
    let answers: Vec<AnswerRef> = (0..12)
        .map(|k| AnswerRef {
            direction: forth,
            role: AnswerRole::Staff,
            respondent: format!("r{k}"),
            visible_to: None,
            end: None,
            items: String::new(),
        })
        .collect();
    let reading = TwoSided {
        concept: "aspect:fairness".into(),
        wave: WaveId(id(8).0),
        status: FitStatus::RawOnly { reason: "few".into() },
        mean: None,
        organisations: vec![id(1), id(2)],
        directions: vec![DirectionReading { direction: forth, state: shown(0.31, 0.23, 0.39) }],
        pairs: Vec::new(),
        warnings: Vec::new(),
    };
    let context = Context {
        viewer: Viewer::holder(),
        audience: Audience::Agreed,
        network: NetworkId(id(7).0),
        wave: Some(WaveId(id(8).0)),
        kind: "ratings".into(),
        filter: "aspect:fairness".into(),
        basis: Basis::Ratings(CellPlan::of(&answers, &Audience::Agreed, Audience::Agreed.floor(), &[])),
        at: Timestamp::from_micros(1),
        entry: EntryId(id(6).0),
    };
    let Decision::Pending(pending) = decide(reading, context, &[]).unwrap() else {
        panic!("the example passes")
    };
    let receipt = Receipt::of_committed(pending.entry());
    pending.release(&receipt).unwrap()
}
