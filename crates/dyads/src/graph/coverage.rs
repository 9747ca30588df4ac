//! How much of the network is known, and from which coverage on measures that follow paths are made.

use serde::Serialize;

use super::figure::{Absent, Figure, share};
use super::net::Net;

/// The share of the others an organisation must have rated, unless asked otherwise, before it is said what
/// leads on from it: a half. With less, more of its directions are unknown than known. An assumption of ours.
pub const LEAST_OWN_COVERAGE: f64 = 0.5;

/// The least share of directions that must be rated, unless asked otherwise, before measures that follow paths
/// are made: 0.9 with fewer than 20 organisations, 0.8 from there on. An assumption of ours;
/// `docs/methods/graph-measures.md` gives the reasons and a check.
#[must_use]
pub fn least_coverage(nodes: usize) -> f64 {
    if nodes < 20 { 0.9 } else { 0.8 }
}

/// How much of the network is known.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Coverage {
    /// Directions with a rating.
    pub rated: usize,
    /// Ordered pairs of different organisations, n(n − 1).
    pub possible: usize,
    /// `rated / possible`, 0 to 1.
    pub share: Figure<f64>,
    /// Organisations that rated nobody. All that leads from them is unknown.
    pub silent: usize,
    /// Rows of an organisation about itself, left out.
    pub about_self: usize,
    /// Rows beyond the first of their direction. The mean of a direction's rows counts.
    pub repeated: usize,
}

impl Coverage {
    pub(super) fn of(net: &Net, about_self: usize, repeated: usize) -> Self {
        let (rated, possible) = (net.values.len(), net.possible());
        let silent = (0..net.n).filter(|i| net.known.row(*i).iter().all(|word| *word == 0)).count();
        let nodes = net.n;
        let none = Absent::TooFewNodes { least: 2, nodes };
        let share = share(rated as u64, possible as u64, none);
        Self { rated, possible, share, silent, about_self, repeated }
    }

    /// Whether measures that follow paths may be made, or why not.
    pub(super) fn allows_paths(&self, nodes: usize, least: Option<f64>) -> Result<(), Absent> {
        let least = least.unwrap_or_else(|| least_coverage(nodes));
        match self.share.value() {
            None => Err(Absent::TooFewNodes { least: 2, nodes }),
            Some(share) if *share < least => Err(Absent::LowCoverage {
                rated: self.rated,
                possible: self.possible,
                percent: 100.0 * least,
            }),
            Some(_) => Ok(()),
        }
    }
}

/// For each organisation the reason why nothing is said of what leads on from it, if it rated too few others.
pub(super) fn unknown(net: &Net, least_own: f64) -> Vec<Option<Absent>> {
    let others = net.n.saturating_sub(1);
    (0..net.n)
        .map(|i| {
            let rated: u32 = net.known.row(i).iter().map(|word| word.count_ones()).sum();
            let few = f64::from(rated) < least_own * others as f64;
            few.then_some(Absent::OwnCoverage { rated: rated as usize, others })
        })
        .collect()
}

/// Share of ties.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Density {
    /// Ties / n(n − 1): unknown directions count as no tie (igraph `edge_density`; Wasserman & Faust 1994, ch.
    /// 4).
    pub of_possible: Figure<f64>,
    /// Ties / rated directions. The one Troth shows: an unknown direction is not a missing tie.
    pub of_rated: Figure<f64>,
}

impl Density {
    pub(super) fn of(net: &Net) -> Self {
        let few = Absent::TooFewNodes { least: 2, nodes: net.n };
        let (ties, rated) = (net.ties as u64, net.values.len() as u64);
        Self {
            of_possible: share(ties, net.possible() as u64, few),
            of_rated: share(ties, rated, Absent::NothingRated),
        }
    }
}

/// What leads from and to each organisation. All lists are in the order of
/// [`Measures::nodes`](super::Measures).
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Degrees {
    /// How many others it rated.
    pub rated: Vec<usize>,
    /// How many others rated it.
    pub rated_by: Vec<usize>,
    /// Ties from it, among those it rated (0 of 0 rated means that nothing is known).
    pub outgoing: Vec<usize>,
    /// Ties to it, among those that rated it.
    pub incoming: Vec<usize>,
    /// Sum of the values it gave, on the scale of the question.
    pub outgoing_strength: Vec<f64>,
    /// Sum of the values it was given.
    pub incoming_strength: Vec<f64>,
}

impl Degrees {
    /// Counts and sums (Wasserman & Faust 1994, ch. 5; strength: Barrat et al. 2004). O(rated directions).
    pub(super) fn of(net: &Net) -> Self {
        let zeros = || vec![0; net.n];
        let (mut rated, mut rated_by) = (zeros(), zeros());
        let (mut outgoing_strength, mut incoming_strength) = (vec![0.0; net.n], vec![0.0; net.n]);
        for &(i, j, value) in &net.values {
            rated[i] += 1;
            rated_by[j] += 1;
            outgoing_strength[i] += value;
            incoming_strength[j] += value;
        }
        Self {
            rated,
            rated_by,
            outgoing: net.out.iter().map(Vec::len).collect(),
            incoming: net.incoming.iter().map(Vec::len).collect(),
            outgoing_strength,
            incoming_strength,
        }
    }
}
