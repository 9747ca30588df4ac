//! What comes out: what goes with what, how surely, and on how much it rests. Association, never cause.

use serde::Serialize;

use super::coefficient::Coefficient;
use super::measure::Origin;
use super::table::LeftOut;

/// One network of the analysis.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct NetworkUsed {
    /// The network.
    pub group: String,
    /// Organisations with a direction in use.
    pub organisations: usize,
    /// Directions in use.
    pub directions: usize,
    /// Least squares: the outcome where every covariate is 0, on the outcome's scale. A step of the calculation
    /// without an interval, not to be shown by itself.
    pub intercept: f64,
}

/// How permutations were made.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Permuted {
    /// True if every permutation was done once, so that p is exact.
    pub exhaustive: bool,
    /// How many were done.
    pub permutations: u64,
    /// Seed of the drawn ones.
    pub seed: Option<u64>,
    /// Mean share of the cells that were there in a permutation; below 1 where cells are missing.
    pub cells_kept: f64,
}

/// Which measures go with the outcome. Association, never cause.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Regression {
    /// Always `mrqap_dsp`: least squares, with p values by permutation under double semi-partialling.
    pub method: &'static str,
    /// The outcome.
    pub outcome: String,
    /// Where it comes from.
    pub origin: Origin,
    /// One per covariate, in the order given.
    pub coefficients: Vec<Coefficient>,
    /// Share of the variation of the outcome within networks that goes with all covariates together, 0 to 1, in
    /// these data.
    pub r_squared: f64,
    /// Directions in use.
    pub directions: usize,
    /// Directions − networks − covariates.
    pub degrees_of_freedom: usize,
    /// Directions that were not used, and why.
    pub left_out: LeftOut,
    /// Networks in use, each with a mean of its own.
    pub networks: Vec<NetworkUsed>,
    /// How permutations were made.
    pub permuted: Permuted,
    /// True under 6 organisations (summed over networks): read nothing into single results.
    pub fragile: bool,
    /// Sentences to show with every result; the first says that this is association.
    pub warnings: Vec<String>,
}
