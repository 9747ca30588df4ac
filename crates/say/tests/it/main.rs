//! Files of interviews: what is read of each format, what real transcripts give, and what hostile files cannot do.

#![expect(clippy::unwrap_used, clippy::panic, reason = "helpers of tests fail by panicking, as tests do")]

mod built;
mod captions;
mod documents;
mod hostile;
mod identifiers;
mod pdf;
mod reference;
