//! Agreement between people who answered about the same thing, and reliability of their means and of scales.
//!
//! Pure functions: answers go in, typed figures come out, each with an interval or the reason why there is none.
//! What cannot be worked out is a [`Reason`]. Formulas, sources and choices are in `docs/methods/rater-agreement.md`,
//! `docs/methods/agreement-of-coders.md` and `docs/methods/scale-reliability.md`.

mod alpha;
mod awg;
mod coders;
mod convention;
mod covariance;
mod delphi;
mod deviation;
mod factor;
mod groups;
mod kendall;
mod krippendorff;
mod omega;
mod one_way;
mod quantile;
mod reason;
mod reml;
mod rwg;
mod scale;
mod shared;
mod spread;
mod table;
mod tails;
mod two_sided;
mod two_way;
mod value;
mod vertex;
mod wald;
mod words;

pub use alpha::{Alpha, ItemAlpha, cronbach_alpha};
pub use awg::{Awg, GroupAwg, awg};
pub use coders::{
    Agreement, Bootstrap, CoderAgreement, Codings, FEWEST_TO_RESAMPLE, PairAgreement, Status, Weighted,
    coder_agreement, coder_alpha, resampled,
};
pub use convention::Measure;
pub use covariance::Missing;
pub use delphi::{DelphiItem, DelphiRule, delphi_item};
pub use deviation::{Deviation, GroupDeviation, average_deviation};
pub use kendall::{Concordance, KendallW, kendall_w};
pub use krippendorff::{Krippendorff, Level, krippendorff_alpha};
pub use omega::{Omega, omega_total};
pub use one_way::{GroupSize, OneWay, one_way};
pub use quantile::{QuantileType, quantile};
pub use reason::{Reason, What};
pub use reml::{RemlOneWay, one_way_reml};
pub use rwg::{GroupRwg, Rwg, rwg, rwg_j};
pub use scale::{NullShape, RatingScale};
pub use table::Table;
pub(crate) use tails::t_two_sided;
pub use two_sided::{RaterAgreement, Told, rater_agreement};
pub use two_way::{TwoWay, two_way};
pub use words::{Verdict, Words, deviation_in_words, in_words};
