//! Dyad census and reciprocity: what pairs look like from both sides.

use serde::Serialize;

use super::figure::{Absent, Figure, share};
use super::net::Net;

/// Pairs by what leads between them (Holland & Leinhardt 1970).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize)]
pub struct DyadCensus {
    /// A tie each way.
    pub mutual: u64,
    /// A tie one way.
    pub asymmetric: u64,
    /// No tie.
    pub null: u64,
}

/// Reciprocity in the definitions that are in use. M mutual, A asymmetric and N null pairs.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Reciprocity {
    /// 2M / (2M + A): the share of ties that are returned. igraph's default and sna's `edgewise`. The one Troth
    /// shows.
    pub of_ties: Figure<f64>,
    /// M / (M + A): the share of joined pairs that are mutual. igraph's `ratio` and sna's `dyadic.nonnull`.
    pub of_joined_pairs: Figure<f64>,
    /// (M + N) / (M + A + N): the share of pairs that are alike both ways, blank ones too. sna's `dyadic`, its
    /// default.
    pub of_all_pairs: Figure<f64>,
    /// ln(share of ties returned / density): 0 where ties are returned as often as by chance. sna's
    /// `edgewise.lrr` (Butts 2008). Density is that of the pairs that are counted.
    pub log_ratio: Figure<f64>,
}

/// Pairs and their reciprocity.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Pairs {
    /// Pairs by kind.
    pub census: DyadCensus,
    /// Reciprocity of these pairs.
    pub reciprocity: Reciprocity,
}

impl Pairs {
    /// All pairs; an unknown direction counts as no tie, as other programs do. O(n + ties).
    pub(super) fn all(net: &Net) -> Self {
        let joined = net.joined_pairs() as u64;
        let mutual = net.ties as u64 - joined;
        let pairs = net.possible() as u64 / 2;
        let none = Absent::TooFewNodes { least: 2, nodes: net.n };
        Self::of(DyadCensus { mutual, asymmetric: joined - mutual, null: pairs - joined }, none)
    }

    /// Pairs that are rated from both sides, so that nothing unknown is taken for no tie. O(rated directions).
    pub(super) fn rated(net: &Net) -> Self {
        let mut census = DyadCensus::default();
        for &(i, j, _) in net.values.iter().filter(|(i, j, _)| i < j && net.known.has(*j, *i)) {
            match (net.tie.has(i, j), net.tie.has(j, i)) {
                (true, true) => census.mutual += 1,
                (false, false) => census.null += 1,
                _ => census.asymmetric += 1,
            }
        }
        Self::of(census, Absent::NoPairRated)
    }

    fn of(census: DyadCensus, no_pair: Absent) -> Self {
        let DyadCensus { mutual, asymmetric, null } = census;
        let (joined, ties) = (mutual + asymmetric, 2 * mutual + asymmetric);
        let pairs = joined + null;
        let no_tie = if pairs == 0 { no_pair.clone() } else { Absent::NoTie };
        let of_ties = share(2 * mutual, ties, no_tie.clone());
        let log_ratio = match of_ties.value() {
            Some(_) if mutual == 0 => Figure::Absent { reason: Absent::NothingReturned },
            Some(share) => Figure::known((share / (ties as f64 / (2 * pairs) as f64)).ln()),
            None => Figure::Absent { reason: no_tie.clone() },
        };
        let reciprocity = Reciprocity {
            of_ties,
            of_joined_pairs: share(mutual, joined, no_tie),
            of_all_pairs: share(mutual + null, pairs, no_pair),
            log_ratio,
        };
        Self { census, reciprocity }
    }
}
