//! Agreement of coders who gave codes, names without order, to units: percent, kappas, Krippendorff's alpha, AC1.
//!
//! Units are counted by pattern, who gave which code, so that a million units cost no more memory than the patterns
//! that occur, and stretches of text count by their length without being cut into characters. Formulas, sources and
//! choices are in `docs/methods/agreement-of-coders.md`.

mod bootstrap;
mod codings;
mod figures;
mod metric;
mod status;
mod tally;

pub use bootstrap::{Bootstrap, FEWEST_TO_RESAMPLE, resampled};
pub use codings::{Codings, Weighted};
pub use figures::{CoderAgreement, PairAgreement, coder_agreement};
pub use metric::coder_alpha;
pub use status::{Agreement, Status};
