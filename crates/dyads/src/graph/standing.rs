//! Standing passed along ties: eigenvector centrality both ways of reading ties, `PageRank`, hubs and
//! authorities.

use serde::Serialize;

use super::eigenvector::eigenvector;
use super::figure::{Absent, Figure, each};
use super::hubs::hubs_and_authorities;
use super::net::Net;

/// Share of a standing that is passed along ties; the rest is given to everybody alike.
const DAMPING: f64 = 0.85;
/// 0.85 to this power is under 1e-17.
const ROUNDS: usize = 250;

/// Standing of each organisation, in the order of [`Measures::nodes`](super::Measures).
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Standing {
    /// Eigenvector centrality, ties taken without direction, largest = 1 (Bonacich 1972). None for
    /// organisations that rated too few others, and for hubs likewise.
    pub eigenvector_undirected: Vec<Figure<f64>>,
    /// Eigenvector centrality along ties: high for those who are rated by those who are, largest = 1. The one
    /// Troth shows.
    pub eigenvector_incoming: Vec<Figure<f64>>,
    /// `PageRank` with damping 0.85, adding up to 1; an organisation without outgoing ties passes its standing
    /// to everybody alike (Brin & Page 1998; Langville & Meyer 2006).
    pub page_rank: Vec<f64>,
    /// Hub scores: high for those who rate good authorities, largest = 1 (Kleinberg 1999).
    pub hubs: Vec<Figure<f64>>,
    /// Authority scores: high for those rated by good hubs, largest = 1.
    pub authorities: Vec<Figure<f64>>,
}

impl Standing {
    pub(super) fn of(net: &Net, unknown: &[Option<Absent>]) -> Self {
        let nobody = vec![None; net.n];
        let (hubs, authorities) = match hubs_and_authorities(net) {
            Ok((hubs, authorities)) => (Ok(hubs), Ok(authorities)),
            Err(reason) => (Err(reason.clone()), Err(reason)),
        };
        Self {
            eigenvector_undirected: each(eigenvector(&net.either), unknown),
            eigenvector_incoming: each(eigenvector(&net.out), &nobody),
            page_rank: page_rank(net),
            hubs: each(hubs, unknown),
            authorities: each(authorities, &nobody),
        }
    }
}

/// Iteration from equal standings. Each round takes at least 0.15 off the error, so that after [`ROUNDS`]
/// nothing but rounding is left. O(n + ties) a round.
fn page_rank(net: &Net) -> Vec<f64> {
    let n = net.n as f64;
    let mut x = vec![1.0 / n; net.n];
    for _ in 0..ROUNDS {
        let idle: f64 = x.iter().zip(&net.out).filter(|(_, to)| to.is_empty()).map(|(x, _)| x).sum();
        let mut next = vec![(1.0 - DAMPING + DAMPING * idle) / n; net.n];
        for (x, to) in x.iter().zip(&net.out) {
            let each = DAMPING * x / to.len().max(1) as f64;
            for &j in to {
                next[j] += each;
            }
        }
        x = next;
    }
    let sum: f64 = x.iter().sum();
    x.iter().map(|x| x / sum).collect()
}
