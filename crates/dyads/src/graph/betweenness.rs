//! Betweenness: on how many shortest paths an organisation lies.

use rustworkx_core::centrality::betweenness_centrality;
use serde::Serialize;

use super::figure::{Absent, Figure, each};
use super::net::{Net, directed as graph};

/// Betweenness of each organisation, in the order of [`Measures::nodes`](super::Measures): for every ordered
/// pair of others the share of its shortest paths that pass through, summed (Freeman 1977).
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Betweenness {
    /// Paths follow the direction of ties. The one Troth shows. None for organisations that rated too few
    /// others.
    pub directed: Vec<Figure<f64>>,
    /// `directed` / ((n − 1)(n − 2)), 0 to 1. None with fewer than 3 organisations.
    pub directed_share: Vec<Figure<f64>>,
    /// Ties taken without direction, each pair of others counted once.
    pub undirected: Vec<Figure<f64>>,
    /// Σ (largest − each) of `directed` / ((n − 1)²(n − 2)), 0 to 1 (Freeman 1979; igraph and sna agree). None
    /// with fewer than 3 organisations.
    pub centralisation: Figure<f64>,
}

/// Along the direction of ties: Brandes 2001, from rustworkx, O(n · ties). One thread, so that sums are made in
/// one order.
pub(super) fn directed(net: &Net) -> Vec<f64> {
    plain(betweenness_centrality(&net.directed(), false, false, usize::MAX))
}

/// Without direction. Run on the graph with each pair joined both ways, which is twice as fast in petgraph as
/// its undirected graph; every pair of others is then met from both ends, and halving is exact.
pub(super) fn undirected(net: &Net) -> Vec<f64> {
    let twice = plain(betweenness_centrality(&graph(&net.either), false, false, usize::MAX));
    twice.into_iter().map(|b| b / 2.0).collect()
}

/// Every node has a number: none is ever removed from these graphs.
fn plain(from: Vec<Option<f64>>) -> Vec<f64> {
    from.into_iter().map(Option::unwrap_or_default).collect()
}

impl Betweenness {
    pub(super) fn of(directed: Vec<f64>, undirected: Vec<f64>, unknown: &[Option<Absent>]) -> Self {
        let n = directed.len();
        let nodes = n as f64;
        let paths = (nodes - 1.0) * (nodes - 2.0);
        let most = directed.iter().copied().fold(0.0, f64::max);
        let centralisation = directed.iter().map(|b| most - b).sum::<f64>() / ((nodes - 1.0) * paths);
        let share: Vec<f64> = directed.iter().map(|b| b / paths).collect();
        let (directed_share, centralisation) = if n < 3 {
            let few = || Absent::TooFewNodes { least: 3, nodes: n };
            (Err(few()), Err(few()))
        } else {
            (Ok(share), Ok(centralisation))
        };
        Self {
            directed: each(Ok(directed), unknown),
            directed_share: each(directed_share, unknown),
            undirected: each(Ok(undirected), unknown),
            centralisation: centralisation.into(),
        }
    }
}
