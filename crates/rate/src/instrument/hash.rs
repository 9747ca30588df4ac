//! The hash of an instrument's content.

use std::fmt::Write as _;

use serde::Serialize;
use sha2::{Digest, Sha256};

use super::Instrument;

/// SHA-256 of a value in its form as JSON, in hexadecimal.
#[expect(
    clippy::expect_used,
    reason = "types of this module hold texts and whole numbers under text keys, which JSON always takes"
)]
pub(crate) fn hash_of(value: &impl Serialize) -> String {
    let json = serde_json::to_vec(value).expect("texts and whole numbers");
    Sha256::digest(json).iter().fold(String::with_capacity(64), |mut hex, byte| {
        let _ = write!(hex, "{byte:02x}");
        hex
    })
}

impl Instrument {
    /// SHA-256 of the content, in hexadecimal: the same for two files that ask the same, whatever their comments and
    /// layout. A round keeps it beside id and version.
    #[must_use]
    pub fn content_hash(&self) -> String {
        hash_of(self)
    }
}
