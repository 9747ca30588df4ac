//! What goes in: one answer of one person about one organisation, and what is asked of the fit.

use serde::{Deserialize, Serialize};

/// In which role somebody answered.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AnswerKind {
    /// Speaks for the organisation.
    Representative,
    /// Speaks for themselves, as somebody who works there.
    Staff,
}

/// One rating: `respondent` of `rater` about `target`.
///
/// Ids are compared exactly. A `respondent` is known within `group` and `rater` only, so the same id under two
/// raters is two people. A representative's row without `respondent` belongs to one person, the representative of
/// `rater`; a staff row without `respondent` belongs to one unnamed member of staff of `rater`.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Observation {
    /// The network or group within which organisations rate each other.
    pub group: String,
    /// The organisation that rates.
    pub rater: String,
    /// The organisation that is rated.
    pub target: String,
    /// The person who answered, if known.
    pub respondent: Option<String>,
    /// The role in which the person answered.
    pub kind: AnswerKind,
    /// The answer, on the scale of the question; results are on the same scale.
    pub value: f64,
}

/// How intervals are made.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum IntervalMethod {
    /// No intervals; every estimate says so.
    None,
    /// The estimate ± 1.96 prediction standard errors, with the variances taken as known; none for components.
    #[default]
    Fast,
    /// Profile likelihood for components and reciprocities. For effects, directions, levels and gaps under 20
    /// organisations a parametric bootstrap, from 20 on ± 1.96 prediction standard errors.
    Full,
}

/// The seed where none is given.
pub const DEFAULT_SEED: u64 = 20_260_101;
/// Draws of the bootstrap where no number is given.
pub const DEFAULT_REPLICATES: usize = 400;

/// What is asked of [`fit`](crate::fit()).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FitOptions {
    /// How intervals are made.
    pub intervals: IntervalMethod,
    /// Seed of the bootstrap; the same seed gives the same result to the bit at any number of threads.
    pub seed: u64,
    /// Draws of the bootstrap.
    pub replicates: usize,
    /// Whether effects are predicted from the means of directions alone. Components are estimated from all answers as
    /// ever, but how the answers of one direction differ tells nothing about effects, so answers of one direction have
    /// the same weight in each of them. Figures that are shown to others are made so: weights would tell people apart.
    #[serde(default)]
    pub by_means: bool,
}

impl Default for FitOptions {
    fn default() -> Self {
        Self {
            intervals: IntervalMethod::default(),
            seed: DEFAULT_SEED,
            replicates: DEFAULT_REPLICATES,
            by_means: false,
        }
    }
}

impl FitOptions {
    /// The default seed and number of draws with these intervals.
    #[must_use]
    pub fn with(intervals: IntervalMethod) -> Self {
        Self { intervals, ..Self::default() }
    }
}
