//! What figures draw: the two-sided map and the dumbbell. Views of released readings with names put in; each
//! side with its own state, none filled in from the other.

use serde::{Deserialize, Serialize};
use troth_network::{Direction, OrganisationId, Pair, Sector, Value};

use crate::layout::Place;
use crate::scale_words::Wording;
use crate::two_sided::{DirectionState, TwoSided};

/// The question of overall reliance, in plain words.
pub const RELIANCE_QUESTION: &str = "We can rely on them";

/// An organisation as pages name it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Named {
    /// Which.
    pub id: OrganisationId,
    /// Its id in files and addresses.
    pub external_id: String,
    /// Its name.
    pub name: String,
    /// Its sector.
    pub sector: Sector,
    /// The organisation it is a unit of.
    pub parent: Option<OrganisationId>,
}

/// An organisation on the map.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct MapNode {
    /// Who.
    pub organisation: Named,
    /// From left to right, 0–1.
    pub x: f64,
    /// From top to bottom, 0–1.
    pub y: f64,
    /// Names of its units, which are drawn inside it.
    pub units: Vec<String>,
}

/// A line of the map: two halves, each half what the organisation next to it says.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct MapEdge {
    /// The organisation whose name comes first in the alphabet.
    pub first: Named,
    /// The other.
    pub second: Named,
    /// First about second.
    pub forth: DirectionState,
    /// Second about first.
    pub back: DirectionState,
    /// First minus second, where both are shown.
    pub gap: Option<Value>,
    /// Number of its mark on the map, for the few to look at first.
    pub mark: Option<usize>,
}

/// The two-sided map of one question.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct MapPicture {
    /// The question in plain words.
    pub question: String,
    /// Organisations, by name.
    pub nodes: Vec<MapNode>,
    /// Relationships, by the names of the two.
    pub edges: Vec<MapEdge>,
}

/// One row of the dumbbell: one question, both sides.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct DumbbellRow {
    /// The question in plain words.
    pub label: String,
    /// A word on it, smaller.
    pub note: String,
    /// Left about right; `None` if this was not asked.
    pub left: Option<DirectionState>,
    /// Right about left.
    pub right: Option<DirectionState>,
    /// Left minus right, where both are shown.
    pub gap: Option<Value>,
}

/// The dumbbell of one relationship.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Dumbbell {
    /// The page's left organisation: ●.
    pub left: Named,
    /// The right one: ◆.
    pub right: Named,
    /// Rows in the framework's order.
    pub rows: Vec<DumbbellRow>,
}

impl DumbbellRow {
    /// The row of one reading.
    pub fn of(
        label: &str,
        note: &str,
        reading: Option<&TwoSided>,
        left: OrganisationId,
        right: OrganisationId,
    ) -> Self {
        let side = |from, to| reading.and_then(|r| r.direction(Direction { from, to })).cloned();
        Self {
            label: label.to_owned(),
            note: note.to_owned(),
            left: side(left, right),
            right: side(right, left),
            gap: reading.and_then(|r| r.gap_from(left, right)),
        }
    }
}

impl MapPicture {
    /// In which words the question's levels are told.
    pub fn wording(&self) -> Wording {
        if self.question == RELIANCE_QUESTION { Wording::Ease } else { Wording::Score }
    }

    /// Draws up the map of one reading.
    ///
    /// `organisations` are all of the network with their places; those that `keep` refuses are left out with
    /// their lines. Units are drawn inside their parent where it is on the map; ties between units of one parent
    /// are left out. `marks` are the pairs to look at first, in order.
    pub fn of(
        question: &str,
        reading: &TwoSided,
        organisations: &[Named],
        places: &[Place],
        keep: impl Fn(&Named) -> bool,
        marks: &[Pair],
    ) -> Self {
        let find = |id: OrganisationId| organisations.iter().find(|o| o.id == id && keep(o));
        let mut edges: Vec<MapEdge> = reading
            .all_pairs()
            .into_iter()
            .filter_map(|pair| edge(reading, pair, find(pair.a())?, find(pair.b())?, marks))
            .collect();
        edges.sort_by(|x, y| {
            (&x.first.name, &x.second.name, x.first.id).cmp(&(&y.first.name, &y.second.name, y.first.id))
        });
        let tied = |id: OrganisationId| edges.iter().any(|e| e.first.id == id || e.second.id == id);
        let mut nodes: Vec<MapNode> = organisations
            .iter()
            .filter(|o| keep(o) && (o.parent.is_none() || tied(o.id)))
            .filter_map(|o| {
                let place = places.iter().find(|p| p.organisation == o.id)?;
                let units = organisations.iter().filter(|u| u.parent == Some(o.id) && keep(u) && !tied(u.id));
                Some(MapNode {
                    organisation: o.clone(),
                    x: place.x,
                    y: place.y,
                    units: units.map(|u| u.name.clone()).collect(),
                })
            })
            .collect();
        nodes.sort_by(|x, y| x.organisation.name.cmp(&y.organisation.name));
        Self { question: question.to_owned(), nodes, edges }
    }
}

fn edge(reading: &TwoSided, pair: Pair, a: &Named, b: &Named, marks: &[Pair]) -> Option<MapEdge> {
    let (first, second) = if (&a.name, a.id) <= (&b.name, b.id) { (a, b) } else { (b, a) };
    let side = |from: &Named, to: &Named| reading.direction(Direction { from: from.id, to: to.id }).cloned();
    Some(MapEdge {
        forth: side(first, second)?,
        back: side(second, first)?,
        gap: reading.gap_from(first.id, second.id),
        mark: marks.iter().position(|m| *m == pair).map(|at| at + 1),
        first: first.clone(),
        second: second.clone(),
    })
}
