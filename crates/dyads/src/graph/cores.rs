//! Core numbers: how deep in the dense part of the network an organisation lies.

use rustworkx_core::connectivity::core_number;
use serde::Serialize;

use super::figure::{Absent, Figure, each};
use super::net::Net;

/// Core number of each organisation, in the order of [`Measures::nodes`](super::Measures): the largest k for
/// which it belongs to a part in which everybody has at least k ties within that part (Seidman 1983; Batagelj &
/// Zaveršnik 2003). None for organisations that rated too few others, where their own ties count.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Cores {
    /// Ties taken without direction, a mutual pair once. From rustworkx. The one Troth shows.
    pub undirected: Vec<Figure<usize>>,
    /// Ties from and to, so that a mutual pair counts twice (igraph `all`).
    pub all: Vec<Figure<usize>>,
    /// Ties to each (igraph `in`).
    pub incoming: Vec<usize>,
    /// Ties from each (igraph `out`).
    pub outgoing: Vec<Figure<usize>>,
}

impl Cores {
    /// Takes away the least connected again and again: O(n² + ties).
    pub(super) fn of(net: &Net, unknown: &[Option<Absent>]) -> Self {
        let mut undirected = vec![0; net.n];
        for (node, core) in core_number(net.undirected()) {
            undirected[node.index()] = core;
        }
        let degrees = |ties: &[Vec<usize>]| ties.iter().map(Vec::len).collect::<Vec<_>>();
        let (from, to) = (degrees(&net.out), degrees(&net.incoming));
        let sum = from.iter().zip(&to).map(|(a, b)| a + b).collect();
        Self {
            undirected: each(Ok(undirected), unknown),
            all: each(Ok(peel(sum, &[&net.out, &net.incoming])), unknown),
            // Whoever leaves takes their outgoing ties along, which are the incoming ties of others.
            incoming: peel(to, &[&net.out]),
            outgoing: each(Ok(peel(from, &[&net.incoming])), unknown),
        }
    }
}

/// Core numbers from degrees and the lists of who loses a tie when somebody leaves.
fn peel(mut degree: Vec<usize>, losers: &[&[Vec<usize>]]) -> Vec<usize> {
    let mut left: Vec<usize> = (0..degree.len()).collect();
    let mut core = vec![0; degree.len()];
    let mut deepest = 0;
    while let Some(place) = (0..left.len()).min_by_key(|place| degree[left[*place]]) {
        let node = left.swap_remove(place);
        deepest = deepest.max(degree[node]);
        core[node] = deepest;
        for &other in losers.iter().flat_map(|lists| &lists[node]) {
            // Those who left before keep what they have; their number is no longer read.
            degree[other] = degree[other].saturating_sub(1);
        }
    }
    core
}
