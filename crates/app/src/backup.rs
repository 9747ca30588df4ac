//! Encrypted copies of a database in the age format, and putting a copy back.
//!
//! The copy is made and encrypted in memory: nothing readable is written to the disk. The keys of the database
//! ([`crate::keys`]) are never part of it. Random numbers of the encryption come from the library, which takes them
//! from the system and cannot be given others.

use std::fmt;
use std::fs::OpenOptions;
use std::io::{Read as _, Write as _};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use age::secrecy::SecretString;
use age::{DecryptError, Decryptor, Encryptor, Identity, Recipient, scrypt, x25519};
use thiserror::Error;
use troth_network::{Clock, IdSource};
use troth_store::Store;

use crate::app::App;
use crate::error::AppError;

/// How much work a passphrase costs whoever guesses it: 2^18 rounds of scrypt, as age takes on a usual computer.
const WORK: u8 = 18;
/// The most work accepted when a copy is opened.
const MOST_WORK: u8 = 22;
/// The shortest passphrase.
const SHORTEST: usize = 12;
/// How every age file begins.
const AGE_HEADER: &[u8] = b"age-encryption.org/";

/// Why a copy could not be encrypted or put back.
#[derive(Debug, Error)]
pub enum BackupError {
    /// Not a recipient.
    #[error("\"{0}\" is not an age recipient. A recipient begins with age1; `age-keygen` makes one.")]
    NotARecipient(String),
    /// Not an identity file.
    #[error("The identity file holds no age identity: a line that begins with AGE-SECRET-KEY-1.")]
    NoIdentity,
    /// Passphrase too short.
    #[error(
        "The passphrase is shorter than {SHORTEST} characters. Take a longer one, such as five random words."
    )]
    ShortPassphrase,
    /// The copy does not open.
    #[error("{} does not open: {reason}", path.display())]
    DoesNotOpen {
        /// The copy.
        path: PathBuf,
        /// Why, and what to do.
        reason: String,
    },
    /// The copy is encrypted and nothing was given to open it.
    #[error("{} is encrypted. Give --identity with the identity file, or --passphrase-file.", path.display())]
    Locked {
        /// The copy.
        path: PathBuf,
    },
    /// A file cannot be read or written.
    #[error("{} cannot be used: {source}.", path.display())]
    File {
        /// The file.
        path: PathBuf,
        /// What the system said.
        source: std::io::Error,
    },
    /// The library refused to encrypt.
    #[error("The copy could not be encrypted ({0}).")]
    Encryption(String),
}

/// For whom a copy is encrypted.
#[derive(Clone)]
pub enum Lock {
    /// For whoever has the identity to one of these recipients.
    Recipients(Vec<x25519::Recipient>),
    /// For whoever knows this passphrase.
    Passphrase(SecretString),
}

/// What opens an encrypted copy.
#[derive(Clone)]
pub enum Unlock {
    /// These identities.
    Identities(Vec<x25519::Identity>),
    /// This passphrase.
    Passphrase(SecretString),
}

impl fmt::Debug for Lock {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Lock")
    }
}

impl fmt::Debug for Unlock {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Unlock")
    }
}

impl Lock {
    /// For these recipients, each as `age1…`.
    ///
    /// # Errors
    /// If one is not a recipient.
    pub fn recipients<'a>(texts: impl IntoIterator<Item = &'a str>) -> Result<Self, BackupError> {
        let read = |text: &str| {
            text.trim().parse().map_err(|_| BackupError::NotARecipient(text.chars().take(80).collect()))
        };
        texts.into_iter().map(read).collect::<Result<_, _>>().map(Self::Recipients)
    }

    /// For a passphrase, the first line of `text`.
    ///
    /// # Errors
    /// If it is short.
    pub fn passphrase(text: &str) -> Result<Self, BackupError> {
        let line = first_line(text);
        if line.chars().count() < SHORTEST {
            return Err(BackupError::ShortPassphrase);
        }
        Ok(Self::Passphrase(SecretString::from(line.to_owned())))
    }

    /// `plain`, encrypted, in memory.
    ///
    /// # Errors
    /// If the library refuses.
    pub(crate) fn encrypt(&self, plain: &[u8]) -> Result<Vec<u8>, BackupError> {
        let failed = |error: &dyn fmt::Display| BackupError::Encryption(error.to_string());
        let to: Vec<Box<dyn Recipient>> = match self {
            Self::Recipients(recipients) => {
                recipients.iter().map(|r| Box::new(r.clone()) as Box<dyn Recipient>).collect()
            }
            Self::Passphrase(passphrase) => {
                let mut recipient = scrypt::Recipient::new(passphrase.clone());
                recipient.set_work_factor(WORK);
                vec![Box::new(recipient)]
            }
        };
        let encryptor = Encryptor::with_recipients(to.iter().map(Box::as_ref)).map_err(|e| failed(&e))?;
        let mut out = Vec::with_capacity(plain.len() + plain.len() / 64 + 1024);
        let mut writer = encryptor.wrap_output(&mut out).map_err(|e| failed(&e))?;
        writer.write_all(plain).map_err(|e| failed(&e))?;
        writer.finish().map_err(|e| failed(&e))?;
        Ok(out)
    }
}

impl Unlock {
    /// The identities in the text of an identity file.
    ///
    /// # Errors
    /// If it holds none.
    pub fn identities(text: &str) -> Result<Self, BackupError> {
        let lines = text.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with('#'));
        let identities: Vec<x25519::Identity> =
            lines.map(|line| line.parse().map_err(|_| BackupError::NoIdentity)).collect::<Result<_, _>>()?;
        if identities.is_empty() { Err(BackupError::NoIdentity) } else { Ok(Self::Identities(identities)) }
    }

    /// The passphrase in the first line of `text`.
    pub fn passphrase(text: &str) -> Self {
        Self::Passphrase(SecretString::from(first_line(text).to_owned()))
    }

    fn decrypt(&self, sealed: &[u8]) -> Result<Vec<u8>, DecryptError> {
        let with: Vec<Box<dyn Identity>> = match self {
            Self::Identities(identities) => {
                identities.iter().map(|i| Box::new(i.clone()) as Box<dyn Identity>).collect()
            }
            Self::Passphrase(passphrase) => {
                let mut identity = scrypt::Identity::new(passphrase.clone());
                identity.set_max_work_factor(MOST_WORK);
                vec![Box::new(identity)]
            }
        };
        let mut reader = Decryptor::new_buffered(sealed)?.decrypt(with.iter().map(Box::as_ref))?;
        let mut plain = Vec::with_capacity(sealed.len());
        reader.read_to_end(&mut plain)?;
        Ok(plain)
    }
}

fn first_line(text: &str) -> &str {
    text.lines().next().unwrap_or_default()
}

/// Writes a new file for its owner alone.
fn write_new(path: &Path, bytes: &[u8]) -> Result<(), BackupError> {
    let failed = |source| BackupError::File { path: path.to_owned(), source };
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let mut file = options.open(path).map_err(failed)?;
    file.write_all(bytes).and_then(|()| file.sync_all()).map_err(|source| {
        // What is half written is no copy; if it cannot be removed either, the first error says more.
        let _ = std::fs::remove_file(path);
        failed(source)
    })
}

impl App {
    /// Copies the database, encrypted, to a file that is not there yet.
    ///
    /// # Errors
    /// If the file is there or cannot be written, or the database is not SQLite.
    pub async fn backup_encrypted(&self, file: &Path, lock: &Lock) -> Result<(), AppError> {
        if file.exists() {
            return Err(troth_store::StoreError::Exists { path: file.to_owned() }.into());
        }
        write_new(file, &lock.encrypt(&self.store.image().await?)?)?;
        self.note_everywhere("copy made").await
    }

    /// Puts a copy, encrypted or not, into a new database file, and notes there when it was put back.
    ///
    /// # Errors
    /// If the copy does not open or is no whole Troth database, or the new file is there already.
    pub async fn restore(
        copy: &Path,
        unlock: Option<&Unlock>,
        to: &Path,
        clock: Arc<dyn Clock>,
        ids: IdSource,
    ) -> Result<(), AppError> {
        if to.exists() {
            return Err(troth_store::StoreError::Exists { path: to.to_owned() }.into());
        }
        let bytes =
            std::fs::read(copy).map_err(|source| BackupError::File { path: copy.to_owned(), source })?;
        let plain = match unlock {
            None if bytes.starts_with(AGE_HEADER) => {
                return Err(BackupError::Locked { path: copy.to_owned() }.into());
            }
            Some(unlock) if bytes.starts_with(AGE_HEADER) => unlock.decrypt(&bytes).map_err(|error| {
                let reason = match error {
                    DecryptError::NoMatchingKeys | DecryptError::DecryptionFailed => {
                        "the identity or the passphrase is not the one it was encrypted for.".to_owned()
                    }
                    other => format!("it is damaged or incomplete ({other})."),
                };
                BackupError::DoesNotOpen { path: copy.to_owned(), reason }
            })?,
            _ => bytes,
        };
        Store::restore(&plain, to).await?;
        let store = Store::open(&format!("sqlite:{}", to.display())).await?;
        let pending = store.pending_migrations().await?;
        let app = Self::new(store, clock, ids);
        // A copy from before there was a record has nowhere to note it.
        if !pending.iter().any(|step| step.starts_with("0008")) {
            app.note_everywhere("copy restored").await?;
        }
        app.store.close().await;
        Ok(())
    }
}
