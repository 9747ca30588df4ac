//! Dyadic regression: which other directed measure goes with a rating. Association, never cause.
//!
//! Outcome and covariates have one value per ordered pair of organisations. [`regress()`] works out least squares
//! with a mean per network and p values by permutation of organisations: MRQAP with double semi-partialling (Dekker,
//! Krackhardt & Snijders 2007, Psychometrika 72(4)). Intervals come from the model of two-sided ratings and are
//! filled in with [`Coefficient::with_model`]. The formulas are in `docs/methods/dyadic-regression.md`.

mod check;
mod coefficient;
mod least_squares;
mod measure;
mod options;
mod permute;
mod refuse;
mod regress;
mod result;
mod sentence;
mod shared;
mod statistic;
mod table;

pub use coefficient::{Association, Coefficient, PValue};
pub use measure::{Cell, Direction, Measure, Organisation, Origin};
pub use options::{Options, Permutations};
pub use refuse::Refusal;
pub use regress::{Input, regress};
pub use result::{NetworkUsed, Permuted, Regression};
pub use shared::SameRespondents;
pub use table::{LeftOut, Missing};
