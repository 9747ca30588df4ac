//! Secrets that are handed out once: in a cookie, in a link. Only their hash is stored.

use std::fmt;
use std::fmt::Write as _;

use troth_gate::ledger::sha256_hex;

use crate::app::App;

/// A secret of 256 random bits, or 128 in links to a survey, in hexadecimal digits.
#[derive(Clone, PartialEq, Eq)]
pub struct Token(String);

impl Token {
    /// The secret itself, for the cookie or the link alone.
    pub fn secret(&self) -> &str {
        &self.0
    }

    /// What is stored of a secret.
    pub(crate) fn hash(secret: &str) -> String {
        sha256_hex(secret.as_bytes())
    }
}

/// Never printed: a log would give it away.
impl fmt::Debug for Token {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Token(…)")
    }
}

impl App {
    /// A new secret that nobody can guess.
    pub fn new_token(&self) -> Token {
        Token(hex(&self.secret::<32>()))
    }

    /// A new secret of 128 bits, for links that people type or read off a sheet.
    pub(crate) fn new_short_token(&self) -> Token {
        Token(hex(&self.secret::<16>()))
    }
}

/// Bytes in hexadecimal digits.
pub(crate) fn hex(bytes: &[u8]) -> String {
    bytes.iter().fold(String::with_capacity(bytes.len() * 2), |mut text, byte| {
        // Writing to a String cannot fail.
        let _ = write!(text, "{byte:02x}");
        text
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_token_is_not_printed() {
        assert_eq!(format!("{:?}", Token("secret".to_owned())), "Token(…)");
        assert_eq!(hex(&[0, 10, 255]), "000aff");
    }
}
