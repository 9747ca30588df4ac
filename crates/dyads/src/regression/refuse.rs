//! When the association must not be worked out, and the sentence that says why and what to do.

use serde::Serialize;
use thiserror::Error;

/// Why a regression is refused. Its `Display` is a full sentence that says what to do.
#[derive(Debug, Clone, PartialEq, Error, Serialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Refusal {
    /// Nothing to compare the outcome with.
    #[error("No measure was given that could go with '{outcome}'; name at least one.")]
    NoCovariates {
        /// The outcome.
        outcome: String,
    },
    /// Two measures under one name.
    #[error("Two measures are called '{name}'; give each a name of its own.")]
    NameTwice {
        /// The name.
        name: String,
    },
    /// Values that cannot be computed with.
    #[error(
        "{count} values of '{measure}' are not usable numbers (the first is for {first}); leave such values empty instead."
    )]
    NotFinite {
        /// The measure.
        measure: String,
        /// How many.
        count: usize,
        /// Where the first one is, as `from → to in group`.
        first: String,
    },
    /// Two different values for one direction.
    #[error(
        "'{measure}' has more than one value for the same direction: {}; keep one value of each.",
        .rows.join("; ")
    )]
    Contradictory {
        /// The measure.
        measure: String,
        /// One entry per clash, naming direction and values; at most ten.
        rows: Vec<String>,
    },
    /// A measure names organisations that are not in the analysis.
    #[error(
        "'{measure}' names {count} organisations that are not in the analysis ({}); correct the ids, or leave these rows out.",
        .ids.join(", ")
    )]
    UnknownIds {
        /// The measure.
        measure: String,
        /// How many.
        count: usize,
        /// The first ten, as `id in group`.
        ids: Vec<String>,
    },
    /// A rating was to be read both ways.
    #[error(
        "'{measure}' comes from ratings, and a rating is never filled in from the other side; give each direction its own value."
    )]
    RatingsAreNotSymmetric {
        /// The measure.
        measure: String,
    },
    /// No network is large enough.
    #[error(
        "The largest network has {organisations} organisations with all measures, and at least {fewest} are needed; collect more, or show the values side by side."
    )]
    TooFewOrganisations {
        /// Organisations of the largest network that have a usable cell.
        organisations: usize,
        /// How many are needed.
        fewest: usize,
    },
    /// Fewer cells than unknowns, or just as many.
    #[error(
        "{cells} directions have the outcome and every measure, for {unknowns} unknown means and coefficients; use fewer measures, or measures with fewer gaps."
    )]
    TooFewCells {
        /// Directions with all values.
        cells: usize,
        /// Means of networks and coefficients.
        unknowns: usize,
    },
    /// A measure has one value within each network.
    #[error(
        "Within each network '{measure}' has the same value everywhere it can be used, so nothing can go with it; leave it out, or use a measure that differs between pairs."
    )]
    Constant {
        /// The measure.
        measure: String,
    },
    /// A covariate follows from others.
    #[error(
        "'{measure}' follows exactly, or nearly, from {}, so what goes with the one cannot be told from what goes with the other; leave one of them out.",
        .with.iter().map(|name| format!("'{name}'")).collect::<Vec<_>>().join(" and ")
    )]
    Collinear {
        /// The measure.
        measure: String,
        /// The other covariates from which it follows.
        with: Vec<String>,
    },
    /// The outcome follows from the covariates.
    #[error(
        "'{outcome}' follows exactly from the other measures; check whether one was calculated or copied from another."
    )]
    ExactFit {
        /// The outcome.
        outcome: String,
    },
    /// A number of permutations that cannot be done.
    #[error(
        "{asked} permutations were asked for; ask for 1 to {most}, or for drawn ones where all of them are too many."
    )]
    Permutations {
        /// How many; where all were asked for and there are more than can be counted, the largest number.
        asked: u64,
        /// The most that are done.
        most: u64,
    },
}
