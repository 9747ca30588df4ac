//! Statistics of two-sided ratings: who rates whom, from both sides, by several people.
//!
//! [`fit()`] estimates the social relations model with respondents (Kenny & La Voie 1984; Snijders & Kenny 1999;
//! Nestler 2018) by REML with a fixed mean per group:
//!
//! ```text
//! y = μ_group + ρ·(staff − mean staff share) + a_i + b_j + g_ij + u_r + e
//! ```
//!
//! Pure functions: no input or output, no clock, no chance; the same ratings give the same result to the bit.
//! The formulas are in `docs/methods/two-sided-ratings.md`.

pub mod agreement;
mod boundary;
mod clean;
mod design;
mod estimates;
mod factor;
mod fit;
pub mod graph;
mod likelihood;
mod matrix;
mod observation;
mod optimise;
mod pair;
mod parameters;
mod predict;
mod raw;
mod refuse;
pub mod regression;
mod result;
mod search;

pub use fit::fit;
pub use graph::Graph;
pub use observation::{AnswerKind, FitOptions, IntervalMethod, Observation};
pub use raw::{Raw, RawDirection, RawOrganisation, Unrated};
pub use refuse::Refusal;
pub use result::{
    Boundary, Covariances, DirectionEstimate, Estimate, Fit, GroupMean, OrganisationEffect, Outcome,
    PairCovariance, PairEstimate, Quantity, Reciprocities, Uncertainty, Variances,
};
