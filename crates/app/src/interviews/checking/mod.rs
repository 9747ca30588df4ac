//! Member checking: sending quotations back to the people quoted. The custodian makes a private link for a speaker of a
//! text; with it and a PIN that was told at the interview the speaker sees their own passages, and says what may be
//! shown of them.

mod entry;
mod own;
mod saying;
mod sending;

pub use entry::Checking;
pub use own::{OwnPassage, OwnPassages};
pub use saying::{Choice, Preview};
pub use sending::{CheckState, SentCheck, SpeakerCheck};

/// Days for which a link holds.
pub const CHECK_DAYS: i64 = 30;
/// Hours without use after which the PIN is asked for again.
pub const CHECK_HOURS: i64 = 2;
