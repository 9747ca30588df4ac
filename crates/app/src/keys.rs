//! Where the keys come from that seal the secrets of a database, and changing them.

use std::fs::OpenOptions;
use std::io::{ErrorKind, Write as _};
use std::path::{Path, PathBuf};

use thiserror::Error;
use troth_network::NetworkId;
use troth_store::{Keyring, KeyringError, Store, about_salt};

use crate::app::App;
use crate::error::AppError;

/// Where the keys come from.
#[derive(Debug, Clone, Default)]
pub enum KeySource {
    /// The file `FILE.key` beside an SQLite file, made when it is first needed; for a database in memory a key made
    /// for the run; for PostgreSQL none.
    #[default]
    Beside,
    /// This file, which has to be there.
    File(PathBuf),
    /// These keys, as an environment variable holds them; several are separated by line breaks, spaces or commas.
    Given(String),
}

/// Why keys could not be had or changed.
#[derive(Debug, Error)]
pub enum KeysError {
    /// The key file cannot be read or written.
    #[error("The key file {} cannot be used: {source}. Check that it is there and may be read.", path.display())]
    File {
        /// The file.
        path: PathBuf,
        /// What the system said.
        source: std::io::Error,
    },
    /// What was given as key is none.
    #[error("{place}: {source}")]
    NotKeys {
        /// Where it was given.
        place: String,
        /// What is wrong.
        source: KeyringError,
    },
    /// The file holds no key line.
    #[error("{place} holds no key. `troth key new` prints a key line.")]
    Empty {
        /// Where keys were expected.
        place: String,
    },
    /// There is no file into which a new key could be written.
    #[error(
        "A new key can be written into a key file only. Name it with --key-file; or, with TROTH_KEY, put the line of \
         `troth key new` in front of the old one yourself and run `troth key rotate` again."
    )]
    NowhereToWrite,
}

/// What changing the key did.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rotated {
    /// How many secrets were sealed again.
    pub secrets: usize,
    /// The key file that got a new first line; `None` if the keys were given otherwise.
    pub file: Option<PathBuf>,
}

/// A key line for a key file.
pub fn key_line(key: [u8; 32]) -> String {
    Keyring::of(key).lines()
}

impl KeySource {
    /// The key file, if the keys are in one.
    fn file(&self, store: &Store) -> Option<PathBuf> {
        match self {
            Self::Beside => store.file().map(beside),
            Self::File(path) => Some(path.clone()),
            Self::Given(_) => None,
        }
    }

    /// The keys. `new` makes 32 random bytes where a key has to be made.
    pub(crate) async fn keyring(
        &self,
        store: &Store,
        new: impl FnOnce() -> [u8; 32],
    ) -> Result<Keyring, AppError> {
        match self {
            Self::Given(text) => {
                let lines = text.split([',', ' ', '\n']).collect::<Vec<_>>().join("\n");
                Ok(parse(&lines, "TROTH_KEY")?)
            }
            Self::File(path) => Ok(read(path)?),
            Self::Beside => match store.file().map(beside) {
                Some(path) if path.exists() => Ok(read(&path)?),
                Some(path) if store.sealed_secrets().await?.is_empty() => {
                    let keyring = Keyring::of(new());
                    match write_new(&path, &keyring) {
                        // Another Troth that started at the same moment was first.
                        Err(error) if error.kind() == ErrorKind::AlreadyExists => Ok(read(&path)?),
                        Err(source) => Err(KeysError::File { path, source }.into()),
                        Ok(()) => Ok(keyring),
                    }
                }
                Some(path) => {
                    // Results can be read without; a new key would only hide that the old one is lost.
                    tracing::warn!(
                        "{} is missing: what was sealed with it does not open. Put it back where it was.",
                        path.display()
                    );
                    Ok(Keyring::none())
                }
                None if store.is_in_memory() => Ok(Keyring::of(new())),
                None => Ok(Keyring::none()),
            },
        }
    }
}

/// `FILE.key`.
fn beside(file: &Path) -> PathBuf {
    let mut name = file.as_os_str().to_owned();
    name.push(".key");
    PathBuf::from(name)
}

fn parse(text: &str, place: &str) -> Result<Keyring, KeysError> {
    let keyring: Keyring =
        text.parse().map_err(|source| KeysError::NotKeys { place: place.to_owned(), source })?;
    if keyring.is_empty() { Err(KeysError::Empty { place: place.to_owned() }) } else { Ok(keyring) }
}

fn read(path: &Path) -> Result<Keyring, KeysError> {
    let text =
        std::fs::read_to_string(path).map_err(|source| KeysError::File { path: path.to_owned(), source })?;
    parse(&text, &path.display().to_string())
}

/// Writes a key file for its owner alone, where there is none.
fn write_new(path: &Path, keyring: &Keyring) -> std::io::Result<()> {
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let mut file = options.open(path)?;
    file.write_all(TOP.as_bytes())?;
    file.write_all(keyring.lines().as_bytes())?;
    file.sync_all()
}

/// What stands on top of a key file.
const TOP: &str = "# Keys of a Troth database, the current one first. Keep a copy, but not beside copies of the database.\n";

/// Puts `keyring` in the place of what the key file holds, at once or not at all.
fn replace(path: &Path, keyring: &Keyring) -> Result<(), KeysError> {
    let mut next = path.as_os_str().to_owned();
    next.push(".new");
    let next = PathBuf::from(next);
    let failed = |source| KeysError::File { path: next.clone(), source };
    write_new(&next, keyring).map_err(failed)?;
    std::fs::rename(&next, path).map_err(failed)
}

impl App {
    /// The keys that seal the secrets of this database.
    pub fn keyring(&self) -> &Keyring {
        &self.keyring
    }

    /// Seals a secret about something, such as `totp:ACCOUNT`, for the database.
    ///
    /// # Errors
    /// If there is no key.
    pub(crate) fn seal(&self, plain: &[u8], about: &str) -> Result<String, AppError> {
        Ok(self.keyring.seal(plain, about, self.secret())?)
    }

    /// The secret of a partnership with which respondents of files become pseudonyms.
    pub(crate) async fn salt(&self, network: NetworkId) -> Result<String, AppError> {
        let about = about_salt(network);
        let plain = self.keyring.open(&self.store.network_salt(network).await?, &about)?;
        String::from_utf8(plain).map_err(|_| KeyringError::DoesNotOpen { about }.into())
    }

    /// Makes a new key, puts it in front of the key file, and seals every secret again with it. With keys that are
    /// not in a file, seals every secret with the first of them. The earlier keys can be taken away afterwards.
    ///
    /// # Errors
    /// If a secret does not open under the keys given, or the key file cannot be written.
    pub async fn rotate_keys(&self, source: &KeySource) -> Result<Rotated, AppError> {
        let file = source.file(&self.store);
        let keyring = match &file {
            Some(_) => self.keyring.with_new(self.secret()),
            None if self.keyring.is_empty() => return Err(KeysError::NowhereToWrite.into()),
            None => (*self.keyring).clone(),
        };
        // Every secret must open before anything is changed, and the new key be safe before it seals anything.
        let sealed = self.store.sealed_secrets().await?;
        if let Some(id) = self.keyring.missing(sealed.iter().map(String::as_str)).into_iter().next() {
            return Err(KeyringError::UnknownKey { id }.into());
        }
        if let Some(file) = &file {
            replace(file, &keyring)?;
        }
        let secrets = self.store.seal_again(&keyring, || self.secret()).await?;
        self.note_everywhere("key changed").await?;
        Ok(Rotated { secrets, file })
    }
}
