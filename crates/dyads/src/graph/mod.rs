//! Two measures of who rated whom, with the definition that each uses. Values play no part.

use serde::Serialize;

/// Who rated whom, counted over ordered pairs of organisations of the same group.
#[derive(Debug, Clone, PartialEq, Serialize)]
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
