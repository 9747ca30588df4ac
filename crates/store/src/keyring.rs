//! Keys that seal the secrets of a database, so that whoever reads the database alone cannot read them.
//!
//! A secret is sealed with XChaCha20-Poly1305 under the first key of the ring; every key of the ring opens. What a
//! secret belongs to is bound to it: moved to another row, it does not open. Keys never go into the database.

use std::collections::BTreeSet;
use std::fmt;
use std::str::FromStr;

use chacha20poly1305::aead::{Aead, Payload};
use chacha20poly1305::{KeyInit, XChaCha20Poly1305, XNonce};
use thiserror::Error;
use troth_gate::ledger::sha256_hex;

mod hex;

/// How every key line begins.
const KEY_WORD: &str = "troth-key-1:";
/// How every sealed text begins; the number is that of the way of sealing.
const SEALED_WORD: &str = "sealed-1";

/// Why something could not be sealed or opened.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum KeyringError {
    /// There is no key at all.
    #[error(
        "A secret has to be sealed or opened, and Troth was given no key. Name the key file with --key-file (or \
         TROTH_KEY_FILE), or put a key line into TROTH_KEY. `troth key new` prints a new key line; keep it apart from \
         the database and its copies."
    )]
    NoKey,
    /// The key it was sealed with is not in the ring.
    #[error(
        "A stored secret was sealed with the key {id}, which is not among the keys given. Add the line of that key to \
         the key file."
    )]
    UnknownKey {
        /// Id of the key.
        id: String,
    },
    /// The text is not one that was sealed for this, or it was changed.
    #[error(
        "A stored secret does not open: it was changed, or belongs to something else than {about}. Restore a backup."
    )]
    DoesNotOpen {
        /// What it should belong to.
        about: String,
    },
    /// A line of a key file is no key.
    #[error(
        "Line {line} of the key file is not a key. A key line is {KEY_WORD} and 64 digits 0-9 and a-f, as `troth key \
         new` prints it."
    )]
    NotAKey {
        /// The line, from 1.
        line: usize,
    },
    /// Sealing failed.
    #[error("The secret is too long to be sealed.")]
    TooLong,
}

/// One key of 32 bytes.
#[derive(Clone, PartialEq, Eq)]
struct Key([u8; 32]);

impl Key {
    /// The beginning of a hash of the key: the same key always has the same id, and the id tells nothing of it.
    fn id(&self) -> String {
        let mut id = sha256_hex(&[b"troth key id\0".as_slice(), &self.0].concat());
        id.truncate(16);
        id
    }

    fn cipher(&self) -> XChaCha20Poly1305 {
        XChaCha20Poly1305::new(&self.0.into())
    }
}

/// Keys in order: the first seals, all open.
#[derive(Clone, PartialEq, Eq, Default)]
pub struct Keyring {
    keys: Vec<Key>,
}

impl fmt::Debug for Keyring {
    /// Ids alone: keys stay out of logs.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_list().entries(self.keys.iter().map(Key::id)).finish()
    }
}

impl FromStr for Keyring {
    type Err = KeyringError;

    /// Reads key lines, the current key first. Empty lines and lines that begin with `#` are skipped.
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let mut keys = Vec::new();
        for (number, line) in text.lines().enumerate() {
            let line = line.trim();
            if line.is_empty() || line.starts_with('#') {
                continue;
            }
            let key = line.strip_prefix(KEY_WORD).and_then(hex::read).and_then(|bytes| bytes.try_into().ok());
            keys.push(Key(key.ok_or(KeyringError::NotAKey { line: number + 1 })?));
        }
        Ok(Self { keys })
    }
}

impl Keyring {
    /// No key: whatever needs one says how to give it.
    pub const fn none() -> Self {
        Self { keys: Vec::new() }
    }

    /// A ring of one key.
    pub fn of(key: [u8; 32]) -> Self {
        Self { keys: vec![Key(key)] }
    }

    /// This ring with a new key in front; the earlier ones only open from now on.
    #[must_use]
    pub fn with_new(&self, key: [u8; 32]) -> Self {
        let mut keys = vec![Key(key)];
        keys.extend(self.keys.iter().filter(|k| k.0 != key).cloned());
        Self { keys }
    }

    /// Whether there is no key.
    pub fn is_empty(&self) -> bool {
        self.keys.is_empty()
    }

    /// The id of the key that seals, if there is one.
    pub fn current(&self) -> Option<String> {
        self.keys.first().map(Key::id)
    }

    /// The key lines, the current one first: what a key file holds. Keep it secret.
    pub fn lines(&self) -> String {
        self.keys.iter().map(|key| format!("{KEY_WORD}{}\n", hex::write(&key.0))).collect()
    }

    /// Seals `plain` under the current key, bound to `about` (what it belongs to, such as `totp:ACCOUNT`). `nonce`
    /// is 24 random bytes, new each time.
    ///
    /// # Errors
    /// If there is no key.
    pub fn seal(&self, plain: &[u8], about: &str, nonce: [u8; 24]) -> Result<String, KeyringError> {
        let key = self.keys.first().ok_or(KeyringError::NoKey)?;
        let bound = bound(about);
        let payload = Payload { msg: plain, aad: bound.as_bytes() };
        let sealed =
            key.cipher().encrypt(&XNonce::from(nonce), payload).map_err(|_| KeyringError::TooLong)?;
        Ok(format!("{SEALED_WORD}:{}:{}:{}", key.id(), hex::write(&nonce), hex::write(&sealed)))
    }

    /// Opens what was sealed about the same thing.
    ///
    /// # Errors
    /// If its key is not in the ring, it was sealed about something else, or it was changed.
    pub fn open(&self, sealed: &str, about: &str) -> Result<Vec<u8>, KeyringError> {
        let broken = || KeyringError::DoesNotOpen { about: about.to_owned() };
        let (id, nonce, cipher) = parts(sealed).ok_or_else(broken)?;
        if self.keys.is_empty() {
            return Err(KeyringError::NoKey);
        }
        let key = self
            .keys
            .iter()
            .find(|key| key.id() == id)
            .ok_or(KeyringError::UnknownKey { id: id.to_owned() })?;
        let nonce: [u8; 24] = hex::read(nonce).and_then(|n| n.try_into().ok()).ok_or_else(broken)?;
        let cipher = hex::read(cipher).ok_or_else(broken)?;
        let bound = bound(about);
        let payload = Payload { msg: &cipher, aad: bound.as_bytes() };
        key.cipher().decrypt(&XNonce::from(nonce), payload).map_err(|_| broken())
    }

    /// The ids of the keys that `sealed` texts need and this ring has not.
    pub fn missing<'a>(&self, sealed: impl IntoIterator<Item = &'a str>) -> BTreeSet<String> {
        let known: BTreeSet<String> = self.keys.iter().map(Key::id).collect();
        sealed
            .into_iter()
            .filter_map(parts)
            .map(|p| p.0.to_owned())
            .filter(|id| !known.contains(id))
            .collect()
    }
}

/// Whether a text was made by [`Keyring::seal`], to tell it from a secret stored before there were keys.
pub fn is_sealed(text: &str) -> bool {
    parts(text).is_some()
}

/// Key id, nonce and ciphertext.
fn parts(sealed: &str) -> Option<(&str, &str, &str)> {
    let mut parts = sealed.split(':');
    let found = (parts.next()?, parts.next()?, parts.next()?, parts.next()?);
    (found.0 == SEALED_WORD && parts.next().is_none()).then_some((found.1, found.2, found.3))
}

/// What is bound to a secret: the way of sealing and what it belongs to.
fn bound(about: &str) -> String {
    format!("{SEALED_WORD}\0{about}")
}

#[cfg(test)]
mod tests;
