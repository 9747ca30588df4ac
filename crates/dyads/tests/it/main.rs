//! The statistics of two-sided ratings against dense algebra, reference results and awkward data.

#![expect(clippy::unwrap_used, clippy::panic, reason = "helpers of tests fail by panicking, as tests do")]

mod agreement_coverage;
mod agreement_properties;
mod agreement_published;
mod agreement_reference;
mod agreement_two_sided;
mod association;
mod by_means;
mod change;
mod coders_coverage;
mod coders_properties;
mod coders_published;
mod covariates;
mod coverage;
mod dense;
mod full;
mod graph_coverage;
mod graph_knoke;
mod graph_properties;
mod graph_reference;
mod graph_small;
mod made;
mod model;
mod properties;
mod rank_association;
mod reference;
mod refusals;
mod regression_calibration;
mod regression_input;
mod regression_least_squares;
mod regression_made;
mod regression_permutation;
mod regression_properties;
mod regression_refusals;
