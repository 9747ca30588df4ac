//! Components: what hangs together, and who holds it together.

use rustworkx_core::connectivity::{articulation_points, connected_components};
use rustworkx_core::petgraph::algo::kosaraju_scc;
use rustworkx_core::petgraph::graph::NodeIndex;
use serde::Serialize;

use super::figure::{Absent, Figure};
use super::net::Net;

/// A division of the organisations into parts.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Parts {
    /// Organisations in each part, largest part first.
    pub sizes: Vec<usize>,
    /// Per organisation the place of its part in `sizes`; equal sizes are numbered by their first organisation.
    pub part_of: Vec<usize>,
}

impl Parts {
    fn of(n: usize, mut parts: Vec<Vec<usize>>) -> Self {
        for part in &mut parts {
            part.sort_unstable();
        }
        parts.sort_by_key(|part| (std::cmp::Reverse(part.len()), part.first().copied()));
        let mut part_of = vec![0; n];
        for (number, part) in parts.iter().enumerate() {
            for &node in part {
                part_of[node] = number;
            }
        }
        Self { sizes: parts.iter().map(Vec::len).collect(), part_of }
    }
}

/// What hangs together (Wasserman & Faust 1994, ch. 4).
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Components {
    /// Joined by ties whatever their direction. From rustworkx, O(n + ties).
    pub weak: Parts,
    /// Each reaches each along the direction of ties. Kosaraju's algorithm (Sharir 1981), from petgraph, O(n +
    /// ties). None where organisations rated too few others: whoever is silent reaches nobody and would fall
    /// out of every part.
    pub strong: Figure<Parts>,
    /// Organisations without which a weak part would fall apart, in the order of `nodes` (Hopcroft & Tarjan
    /// 1973). From rustworkx, O(n + ties).
    pub cut_points: Vec<String>,
}

impl Components {
    pub(super) fn of(net: &Net, nodes: &[String], unknown: &[Option<Absent>]) -> Self {
        let (joined, ties) = (net.undirected(), net.directed());
        let weak = connected_components(&joined)
            .into_iter()
            .map(|part| part.into_iter().map(NodeIndex::index).collect())
            .collect();
        let strong = kosaraju_scc(&ties)
            .into_iter()
            .map(|part| part.into_iter().map(NodeIndex::index).collect())
            .collect();
        let organisations = unknown.iter().flatten().count();
        let strong = if organisations == 0 {
            Ok(Parts::of(net.n, strong))
        } else {
            Err(Absent::SomeUnknown { organisations })
        };
        let mut cuts: Vec<_> = articulation_points(&joined, None).into_iter().map(NodeIndex::index).collect();
        cuts.sort_unstable();
        Self {
            weak: Parts::of(net.n, weak),
            strong: strong.into(),
            cut_points: cuts.into_iter().filter_map(|at| nodes.get(at).cloned()).collect(),
        }
    }
}
