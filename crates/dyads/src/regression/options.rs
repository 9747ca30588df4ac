//! What is asked of a regression.

use serde::{Deserialize, Serialize};

use crate::observation::DEFAULT_SEED;

/// The most permutations that are done: 10!, all of those of ten organisations.
pub(super) const MOST: u64 = 3_628_800;

/// Which permutations are compared with the data.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Permutations {
    /// All of them if there are no more than this (six organisations have 720), else this many drawn ones.
    AtMost(u64),
    /// All of them, up to 3 628 800.
    All,
}

/// What is asked of [`regress`](super::regress()).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Options {
    /// Which permutations.
    pub permutations: Permutations,
    /// Seed of the drawn permutations; the same seed gives the same result at any number of threads.
    pub seed: u64,
}

impl Default for Options {
    fn default() -> Self {
        Self { permutations: Permutations::AtMost(2000), seed: DEFAULT_SEED }
    }
}
