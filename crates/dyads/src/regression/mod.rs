//! Dyadic regression: which other directed measure goes with a rating. Association, never cause.
