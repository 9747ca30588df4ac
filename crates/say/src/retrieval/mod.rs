//! Finding passages again, and what tables and figures make of them: pure functions of coded passages with everything
//! about them resolved. All of it is working material of whoever may read the texts; nothing here is released.

mod cross;
mod filter;
mod found;
mod map;
mod paths;
mod query;
mod saturation;
mod terms;
mod together;
mod wanted;

pub use cross::{Column, Count, Cross, CrossCell, CrossRow, Dimension, cross};
pub use filter::{NEARBY, select};
pub use found::{Found, FoundClaim, Reader, Said, Source};
pub use map::{ClaimEdge, ClaimNode, ClaimsMap, claims_map};
pub use paths::{LONGEST_PATH, MOST_PATHS, Path, Paths, trace};
pub use query::{Near, Query};
pub use saturation::{Saturation, saturation};
pub use terms::{Spoken, Term, Token, tokens, word_frequency};
pub use together::{PairCount, Together, together};
pub use wanted::{Phrase, Wanted};

#[cfg(test)]
mod samples;
