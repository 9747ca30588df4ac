//! Agreement of coders on texts: published examples, awkward texts, and what holds for any.

#![expect(clippy::unwrap_used, reason = "helpers of tests fail by panicking, as tests do")]

mod agreement;
mod agreement_properties;
mod agreement_published;
mod made;
mod unitizing_slow;
