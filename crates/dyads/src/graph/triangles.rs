//! Transitivity: whether those who have ties with the same organisation have a tie with each other.

use serde::Serialize;

use super::bits::{Bits, common};
use super::figure::{Absent, Figure, share};
use super::net::Net;

/// Transitivity. The undirected measures take a pair as joined if it has a tie either way; unknown directions
/// count as no tie.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Transitivity {
    /// 3 × triangles / connected triples, undirected (Newman, Strogatz & Watts 2001; igraph `global`). None
    /// without a triple, where rustworkx says 0 and igraph NaN.
    pub global: Figure<f64>,
    /// Mean of `local` over organisations with at least two neighbours (Watts & Strogatz 1998; igraph
    /// `average`).
    pub average_local: Figure<f64>,
    /// Per organisation: the share of pairs of its neighbours that are joined (Watts & Strogatz 1998; Barrat's
    /// is another). None with fewer than two neighbours, where igraph can be told to say 0.
    pub local: Vec<Figure<f64>>,
    /// Of all i → j → k with i, j and k different, the share with i → k as well (sna `gtrans`, `weak`;
    /// Wasserman & Faust 1994, ch. 6). Uses the direction of ties, so it is the one Troth shows. None without
    /// a two-path, where sna says 1.
    pub directed: Figure<f64>,
}

impl Transitivity {
    /// O(ties · n / 64). rustworkx has the global one; it comes here from the same counts as the local ones.
    pub(super) fn of(net: &Net) -> Self {
        let mut joined = Bits::new(net.n);
        for (i, with) in net.either.iter().enumerate() {
            for &j in with {
                joined.set(i, j);
            }
        }
        let (mut closed, mut triples, mut sum, mut counted) = (0, 0, 0.0, 0_u64);
        let mut local = Vec::with_capacity(net.n);
        for (i, with) in net.either.iter().enumerate() {
            let around: u64 = with.iter().map(|&j| common(joined.row(i), joined.row(j))).sum::<u64>() / 2;
            let degree = with.len() as u64;
            let of = degree * degree.saturating_sub(1) / 2;
            let here = share(around, of, Absent::FewNeighbours);
            if let Some(value) = here.value() {
                sum += value;
                counted += 1;
            }
            closed += around;
            triples += of;
            local.push(here);
        }
        let average = if counted == 0 { Err(Absent::NoTriple) } else { Ok(sum / counted as f64) };
        Self {
            global: share(closed, triples, Absent::NoTriple),
            average_local: average.into(),
            local,
            directed: Self::directed(net),
        }
    }

    fn directed(net: &Net) -> Figure<f64> {
        let (mut passed, mut two_paths) = (0, 0);
        for (i, to) in net.out.iter().enumerate() {
            for &j in to {
                passed += common(net.tie.row(i), net.tie.row(j));
                two_paths += net.out[j].len() as u64 - u64::from(net.tie.has(j, i));
            }
        }
        share(passed, two_paths, Absent::NoTwoPath)
    }
}
