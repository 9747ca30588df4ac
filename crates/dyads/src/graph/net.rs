//! The network that all measures read: ties, neighbours both ways, and which directions are known.

use rustworkx_core::petgraph::graph::{DiGraph, UnGraph};
use serde::Serialize;

use super::bits::Bits;
use super::input::{Cleaned, TieRule};

/// What counted as a tie, and why.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct TieDefinition {
    /// A rating above this value is a tie, on the scale of the question.
    pub above: f64,
    /// Where that value comes from.
    pub origin: ThresholdOrigin,
}

/// Where the threshold of a tie comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum ThresholdOrigin {
    /// Asked for.
    Given,
    /// Some value is 0 or below (or there is none), so everything above 0 is a tie.
    Zero,
    /// All values are positive, so the threshold is their median.
    Median,
}

/// Directions and ties by place of the organisation. Nobody has a tie with itself.
#[derive(Debug)]
pub(super) struct Net {
    pub(super) n: usize,
    /// Rater, target and value of every rated direction, sorted.
    pub(super) values: Vec<(usize, usize, f64)>,
    /// Rated directions.
    pub(super) known: Bits,
    /// Ties.
    pub(super) tie: Bits,
    /// Whom each has a tie to, in order.
    pub(super) out: Vec<Vec<usize>>,
    /// Who has a tie to each, in order.
    pub(super) incoming: Vec<Vec<usize>>,
    /// Ties in either direction: an undirected network in which each pair counts once.
    pub(super) either: Vec<Vec<usize>>,
    /// Number of ties.
    pub(super) ties: usize,
}

impl Net {
    pub(super) fn new(cleaned: Cleaned, rule: TieRule) -> (Vec<String>, Self, TieDefinition) {
        let definition = define(&cleaned.values, rule);
        let n = cleaned.nodes.len();
        let mut net = Self {
            n,
            values: cleaned.values,
            known: Bits::new(n),
            tie: Bits::new(n),
            out: vec![Vec::new(); n],
            incoming: vec![Vec::new(); n],
            either: vec![Vec::new(); n],
            ties: 0,
        };
        for &(i, j, value) in &net.values {
            net.known.set(i, j);
            if value > definition.above {
                net.tie.set(i, j);
                net.out[i].push(j);
                net.incoming[j].push(i);
                net.ties += 1;
            }
        }
        for i in 0..n {
            let mut both: Vec<_> = net.out[i].iter().chain(&net.incoming[i]).copied().collect();
            both.sort_unstable();
            both.dedup();
            net.either[i] = both;
        }
        (cleaned.nodes, net, definition)
    }

    /// The value of a direction, if it is rated.
    pub(super) fn value(&self, i: usize, j: usize) -> Option<f64> {
        let at = self.values.binary_search_by(|v| (v.0, v.1).cmp(&(i, j))).ok()?;
        self.values.get(at).map(|v| v.2)
    }

    /// Ordered pairs of different organisations.
    pub(super) fn possible(&self) -> usize {
        self.n * self.n.saturating_sub(1)
    }

    /// Number of pairs that have a tie in either direction.
    pub(super) fn joined_pairs(&self) -> usize {
        self.either.iter().map(Vec::len).sum::<usize>() / 2
    }

    /// The ties as a graph of rustworkx; places are node numbers.
    pub(super) fn directed(&self) -> DiGraph<(), ()> {
        directed(&self.out)
    }

    /// Each pair with a tie in either direction once.
    pub(super) fn undirected(&self) -> UnGraph<(), ()> {
        let mut graph = UnGraph::with_capacity(self.n, self.joined_pairs());
        for _ in 0..self.n {
            graph.add_node(());
        }
        for (i, with) in self.either.iter().enumerate() {
            for &j in with.iter().filter(|j| **j > i) {
                graph.add_edge((i as u32).into(), (j as u32).into(), ());
            }
        }
        graph
    }
}

/// A graph of rustworkx from lists of whom each has a tie to.
pub(super) fn directed(out: &[Vec<usize>]) -> DiGraph<(), ()> {
    let mut graph = DiGraph::with_capacity(out.len(), out.iter().map(Vec::len).sum());
    for _ in out {
        graph.add_node(());
    }
    for (i, to) in out.iter().enumerate() {
        for &j in to {
            graph.add_edge((i as u32).into(), (j as u32).into(), ());
        }
    }
    graph
}

fn define(values: &[(usize, usize, f64)], rule: TieRule) -> TieDefinition {
    match rule {
        TieRule::Above(above) => TieDefinition { above, origin: ThresholdOrigin::Given },
        TieRule::ZeroOrMedian if values.is_empty() || values.iter().any(|v| v.2 <= 0.0) => {
            TieDefinition { above: 0.0, origin: ThresholdOrigin::Zero }
        }
        TieRule::ZeroOrMedian => {
            let mut sorted: Vec<f64> = values.iter().map(|v| v.2).collect();
            sorted.sort_by(f64::total_cmp);
            let (low, high) = (sorted[(sorted.len() - 1) / 2], sorted[sorted.len() / 2]);
            TieDefinition { above: f64::midpoint(low, high), origin: ThresholdOrigin::Median }
        }
    }
}
