//! Agreement of coders on texts: from ranges that each coder marked to coefficients and to the stretches where coders
//! differ.
//!
//! Characters are counted by the length of stretches, so a text costs as much as it has ranges. Formulas, sources and
//! choices are in `docs/methods/agreement-of-coders.md`; the coefficients are those of `troth_dyads::agreement`.

mod by_code;
mod codable;
mod corpus;
mod differences;
mod input;
mod lines;
mod stretches;
mod unitizing;

pub use by_code::{CodeAgreement, Draw, Options, Uncoded, by_code};
pub use codable::coded_text;
pub use corpus::Corpus;
pub use differences::{Difference, differences};
pub use input::{CodedText, Ranges, SpanError};
pub use unitizing::{Unitizing, unitizing, unitizing_together};
