//! Measures of who rated whom: two counts over all groups ([`Graph`]), and everything that can be said of one
//! network of ties ([`measures()`], [`of_ratings`]).
//!
//! Definitions differ between programs; `docs/methods/graph-measures.md` has each difference, which one Troth
//! shows, and why. Whole graph algorithms come from rustworkx where it has them.

mod betweenness;
mod bits;
mod cores;
mod coverage;
mod distances;
mod eigenvector;
mod figure;
mod hubs;
mod input;
mod measures;
mod net;
mod pairs;
mod parts;
mod perron;
mod ratings;
mod standing;
mod symmetry;
mod triads;
mod triangles;

use serde::Serialize;

pub use betweenness::Betweenness;
pub use cores::Cores;
pub use coverage::{Coverage, Degrees, Density, LEAST_OWN_COVERAGE, least_coverage};
pub use distances::{Closeness, Distances};
pub use figure::{Absent, Figure};
pub use input::{GraphRefusal, MOST_NODES, MeasureOptions, Tie, TieRule};
pub use measures::{DegreeCentralisation, Measures, Paths, measures};
pub use net::{ThresholdOrigin, TieDefinition};
pub use pairs::{DyadCensus, Pairs, Reciprocity};
pub use parts::{Components, Parts};
pub use ratings::{GroupMeasures, of_ratings};
pub use standing::Standing;
pub use symmetry::ValueSymmetry;
pub use triads::{TRIAD_CLASSES, TriadCensus};
pub use triangles::Transitivity;

/// Who rated whom, counted over ordered pairs of organisations of the same group.
#[derive(Debug, Clone, PartialEq, Default, Serialize)]
pub struct Graph {
    /// Directions that occur in the data as rated.
    pub rated_directions: usize,
    /// Ordered pairs of different organisations: Σ n(n − 1) over the groups.
    pub possible_directions: usize,
    /// Rated directions whose opposite direction is rated too.
    pub returned_directions: usize,
    /// `rated_directions / possible_directions`; none without two organisations in a group.
    pub density: Option<f64>,
    /// `returned_directions / rated_directions`: the share of rated directions that are returned (the default
    /// definition of igraph; not the share of pairs, and blank pairs do not count). None if nothing is rated.
    pub reciprocity: Option<f64>,
}

impl Graph {
    /// From the three counts.
    ///
    /// ```
    /// let g = troth_dyads::Graph::from_counts(6, 12, 4);
    /// assert_eq!(g.density, Some(0.5));
    /// assert_eq!(g.reciprocity, Some(4.0 / 6.0));
    /// ```
    #[must_use]
    pub fn from_counts(rated: usize, possible: usize, returned: usize) -> Self {
        let share = |part: usize, whole: usize| (whole > 0).then(|| part as f64 / whole as f64);
        Self {
            rated_directions: rated,
            possible_directions: possible,
            returned_directions: returned,
            density: share(rated, possible),
            reciprocity: share(returned, rated),
        }
    }
}
