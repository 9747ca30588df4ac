//! Lengths of shortest paths, and closeness in its definitions.

use rustworkx_core::shortest_path::distance_matrix;
use serde::Serialize;

use super::figure::{Absent, Figure, each, share};
use super::net::Net;

/// Closeness of each organisation, in the order of [`Measures::nodes`](super::Measures). Distances count ties
/// along their direction; `outgoing` is from the organisation (none for organisations that rated too few
/// others), `incoming` to it.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Closeness {
    /// Sum of 1 / distance to all others, 0 for those out of reach (Marchiori & Latora 2000; Rochat 2009;
    /// igraph `harmonic_centrality`). 0 to n − 1. The one Troth shows: it is defined however the network falls
    /// apart.
    pub harmonic_outgoing: Vec<Figure<f64>>,
    /// The same towards the organisation.
    pub harmonic_incoming: Vec<f64>,
    /// 1 / sum of distances to those within reach (igraph from 1.3 on). An organisation that reaches one
    /// neighbour only gets the highest value, so compare it within strongly connected networks only. None if
    /// nobody is within reach.
    pub reachable_outgoing: Vec<Figure<f64>>,
    /// The same towards the organisation.
    pub reachable_incoming: Vec<Figure<f64>>,
    /// (n − 1) / sum of distances to all others, 0 unless it reaches everybody (Freeman 1979; sna `closeness`).
    pub all_outgoing: Vec<Figure<f64>>,
    /// Σ (largest − each) of `all_outgoing` / ((n − 1)(1 − 1/n)), as in sna. It exceeds 1 where one
    /// organisation reaches everybody and nobody else does, so Troth does not show it.
    pub centralisation: f64,
}

/// Shortest paths along the direction of ties.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Distances {
    /// Ordered pairs of which the first reaches the second.
    pub reachable: u64,
    /// Mean number of ties on the shortest paths between those (igraph `mean_distance`).
    pub mean: Figure<f64>,
    /// The longest of the shortest paths (igraph `diameter`, which is 0 where there is no path; here none).
    pub longest: Figure<u64>,
}

/// Breadth-first search from every organisation (rustworkx). O(n · (n + ties)), memory n².
pub(super) fn closeness(net: &Net, unknown: &[Option<Absent>]) -> (Closeness, Distances) {
    let n = net.n;
    // A threshold no network reaches keeps it in one thread; others work on other measures meanwhile.
    let matrix = distance_matrix(&net.directed(), usize::MAX, false, -1.0);
    let mut from = vec![Reach::default(); n];
    let mut to = vec![Reach::default(); n];
    let mut longest = 0.0_f64;
    for i in 0..n {
        for j in (0..n).filter(|j| *j != i) {
            let distance = matrix[[i, j]];
            if distance > 0.0 {
                from[i].add(distance);
                to[j].add(distance);
                longest = longest.max(distance);
            }
        }
    }
    let reachable: u64 = from.iter().map(|r| r.others).sum();
    // Sums of whole numbers far below 2^53, so nothing is rounded on the way.
    let total: f64 = from.iter().map(|r| r.sum).sum();
    let all: Vec<f64> = from.iter().map(|r| r.of_all(n)).collect();
    let most = all.iter().copied().fold(0.0, f64::max);
    let nodes = n as f64;
    let spread = (nodes - 1.0) * (1.0 - 1.0 / nodes);
    let closeness = Closeness {
        harmonic_outgoing: each(Ok(from.iter().map(Reach::harmonic).collect()), unknown),
        harmonic_incoming: to.iter().map(Reach::harmonic).collect(),
        reachable_outgoing: from
            .iter()
            .zip(unknown)
            .map(|(reach, unknown)| unknown.clone().map_or_else(|| reach.of_reachable(), Err).into())
            .collect(),
        reachable_incoming: to.iter().map(|reach| reach.of_reachable().into()).collect(),
        centralisation: all.iter().map(|c| most - c).sum::<f64>() / spread,
        all_outgoing: each(Ok(all), unknown),
    };
    let mean = share(total as u64, reachable, Absent::NoPath);
    let longest = if reachable == 0 { Err(Absent::NoPath) } else { Ok(longest as u64) };
    (closeness, Distances { reachable, mean, longest: longest.into() })
}

/// Who is within reach, one way.
#[derive(Debug, Clone, Default)]
struct Reach {
    others: u64,
    sum: f64,
    /// How many at each distance from 1 on. Summed from the nearest, so that the last bit does not hang on the
    /// order.
    at: Vec<u64>,
}

impl Reach {
    fn add(&mut self, distance: f64) {
        self.others += 1;
        self.sum += distance;
        let steps = distance as usize;
        if self.at.len() < steps {
            self.at.resize(steps, 0);
        }
        self.at[steps - 1] += 1;
    }

    fn harmonic(&self) -> f64 {
        self.at.iter().zip(1_u64..).map(|(count, steps)| *count as f64 / steps as f64).sum()
    }

    fn of_reachable(&self) -> Result<f64, Absent> {
        if self.others == 0 { Err(Absent::NoPath) } else { Ok(1.0 / self.sum) }
    }

    fn of_all(&self, n: usize) -> f64 {
        let others = n as u64 - 1;
        if self.others == others { others as f64 / self.sum } else { 0.0 }
    }
}
