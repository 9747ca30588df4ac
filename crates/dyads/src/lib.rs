//! Statistics of two-sided ratings: who rates whom, from both sides, by several people.
//!
//! [`fit()`] estimates the social relations model with respondents (Kenny & La Voie 1984; Snijders & Kenny 1999;
//! Nestler 2018) by REML with a fixed mean per group:
//!
//! ```text
//! y = μ_group + ρ·(staff − mean staff share) + a_i + b_j + g_ij + u_r + e
//! ```
//!
//! Pure functions: no input or output, no clock; what is drawn at random has a seed, so the same ratings give the same
//! result to the bit at any number of threads.
//! The formulas are in `docs/methods/two-sided-ratings.md`.

pub mod agreement;
mod answers;
mod association;
mod balanced;
mod bootstrap;
mod boundary;
mod change;
mod clean;
mod covariates;
mod crossed;
mod dense;
mod design;
mod estimates;
mod factor;
mod figures;
mod fit;
pub mod graph;
mod information;
mod inverse;
pub mod items;
mod likelihood;
#[cfg(test)]
mod likelihood_tests;
mod moments;
mod observation;
mod optimise;
mod pair;
mod parameters;
mod predict;
mod problem;
mod profile;
mod rank_association;
mod raw;
mod refuse;
pub mod regression;
mod result;
mod search;
mod slices;
mod sparse;
mod written;

pub use association::{AssociationRefusal, Rated, associate};
pub use change::{Change, change};
pub use covariates::Covariates;
pub use fit::{fit, fit_with};
pub use graph::Graph;
pub use moments::{Moments, moments};
pub use observation::{
    AnswerKind, DEFAULT_REPLICATES, DEFAULT_SEED, FitOptions, IntervalMethod, Observation,
};
pub use rank_association::{
    LEAST_DIRECTIONS, LEAST_ORGANISATIONS, NoRankAssociation, Paired, RankAssociation, paired,
    rank_association,
};
pub use raw::{Raw, RawDirection, RawOrganisation, Unrated};
pub use refuse::Refusal;
pub use result::{
    Bootstrap, Boundary, Coefficient, Covariances, DirectionEstimate, Estimate, Fit, GroupMean,
    OrganisationEffect, Outcome, PairCovariance, PairEstimate, Quantity, Reciprocities, Uncertainty,
    Variances,
};
