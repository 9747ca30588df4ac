//! What carries letters: a mail server, or a folder in which they are put as files, to try it.

use std::fmt::{self, Write as _};
use std::fs::OpenOptions;
use std::io::Write as _;
use std::path::PathBuf;
use std::time::{Duration, UNIX_EPOCH};

use lettre::message::header::ContentType;
use lettre::transport::smtp::response::Category;
use lettre::{AsyncSmtpTransport, AsyncTransport, Message, Tokio1Executor};
use thiserror::Error;
use troth_network::Timestamp;
use uuid::Uuid;

use super::{Address, Mail};

/// How long the mail server may take for one step.
const PATIENCE: Duration = Duration::from_secs(30);

/// Why letters cannot be carried.
#[derive(Debug, Error)]
pub enum CarrierError {
    /// The address of the mail server is no such.
    #[error(
        "TROTH_SMTP_URL is not the address of a mail server. Write smtps://USER:PASSWORD@HOST, or \
         smtp://USER:PASSWORD@HOST:587?tls=required; without encryption only a server on this computer is used."
    )]
    Server,
    /// There is a password beside the address, and no place for it in the address.
    #[error(
        "The mail server's password is in a file, so TROTH_SMTP_URL needs the user and no password: \
         smtps://USER@HOST."
    )]
    Password,
    /// The server did not take the letter.
    #[error("The mail server did not take the letter ({0}).")]
    Refused(#[source] lettre::transport::smtp::Error),
    /// The letter cannot be put together.
    #[error("The letter cannot be put together ({0}).")]
    Letter(#[source] lettre::error::Error),
    /// The file cannot be written.
    #[error("{} cannot be written: {source}.", path.display())]
    File {
        /// The file.
        path: PathBuf,
        /// What the system said.
        source: std::io::Error,
    },
}

impl CarrierError {
    /// Whether the same letter will never be taken: the server refuses its address or the letter itself. A refused
    /// password or an encryption that is missing (codes 530 to 539) says nothing about the letter; that is for whoever
    /// runs the server to mend, and the letter waits.
    pub(super) fn is_final(&self) -> bool {
        match self {
            Self::Refused(error) => {
                let about_signing_in =
                    error.status().is_some_and(|code| code.category == Category::Unspecified3);
                error.is_permanent() && !about_signing_in
            }
            Self::Letter(_) => true,
            Self::Server | Self::Password | Self::File { .. } => false,
        }
    }
}

enum Way {
    Smtp(AsyncSmtpTransport<Tokio1Executor>),
    Folder(PathBuf),
}

/// Carries letters.
pub struct Carrier {
    way: Way,
    from: Address,
}

impl fmt::Debug for Carrier {
    /// Without the address of the server, which holds a password.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let way = match &self.way {
            Way::Smtp(_) => "smtp",
            Way::Folder(_) => "folder",
        };
        f.debug_struct("Carrier").field("way", &way).field("from", &self.from).finish()
    }
}

impl Carrier {
    /// A mail server at `url`, which may hold user and password; letters come from `from`. The address is kept in
    /// memory alone and stored nowhere.
    ///
    /// # Errors
    /// If the address is none, or the way to a server elsewhere is not encrypted.
    pub fn smtp(url: &str, from: Address) -> Result<Self, CarrierError> {
        if !is_encrypted(url) && !is_here(url) {
            return Err(CarrierError::Server);
        }
        let builder =
            AsyncSmtpTransport::<Tokio1Executor>::from_url(url).map_err(|_| CarrierError::Server)?;
        Ok(Self { way: Way::Smtp(builder.timeout(Some(PATIENCE)).build()), from })
    }

    /// The same with the password apart from the address, which names the user alone.
    ///
    /// # Errors
    /// The same; and if the address names no user, or a password besides.
    pub fn smtp_with_password(url: &str, password: &str, from: Address) -> Result<Self, CarrierError> {
        Self::smtp(&with_password(url, password).ok_or(CarrierError::Password)?, from)
    }

    /// A folder into which every letter is written as a file `.eml`.
    pub fn folder(folder: PathBuf, from: Address) -> Self {
        Self { way: Way::Folder(folder), from }
    }

    pub(super) async fn carry(&self, id: Uuid, mail: &Mail, now: Timestamp) -> Result<(), CarrierError> {
        let micros = u64::try_from(now.micros()).unwrap_or_default();
        let letter = Message::builder()
            .from(self.from.mailbox())
            .to(mail.to().mailbox())
            .subject(mail.subject())
            .date(UNIX_EPOCH + Duration::from_micros(micros))
            .message_id(Some(format!("<{}@{}>", id.simple(), self.from.domain())))
            .header(ContentType::TEXT_PLAIN)
            .body(mail.text())
            .map_err(CarrierError::Letter)?;
        match &self.way {
            Way::Smtp(server) => {
                server.send(letter).await.map_err(CarrierError::Refused)?;
            }
            Way::Folder(folder) => {
                let path = folder.join(format!("{}.eml", id.simple()));
                let mut options = OpenOptions::new();
                options.write(true).create(true).truncate(true);
                #[cfg(unix)]
                std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
                let written = options.open(&path).and_then(|mut file| file.write_all(&letter.formatted()));
                written.map_err(|source| CarrierError::File { path, source })?;
            }
        }
        Ok(())
    }
}

/// The address with a password in it, each byte of which may be anything.
fn with_password(url: &str, password: &str) -> Option<String> {
    let (scheme, rest) = url.split_once("://")?;
    let end = rest.find(['/', '?']).unwrap_or(rest.len());
    let (authority, tail) = rest.split_at(end);
    let (user, host) = authority.rsplit_once('@')?;
    if user.is_empty() || user.contains(':') {
        return None;
    }
    let escaped = password.bytes().fold(String::new(), |mut text, byte| {
        // Writing to a String cannot fail.
        let _ = write!(text, "%{byte:02X}");
        text
    });
    Some(format!("{scheme}://{user}:{escaped}@{host}{tail}"))
}

fn is_encrypted(url: &str) -> bool {
    url.starts_with("smtps://") || (url.starts_with("smtp://") && url.ends_with("?tls=required"))
}

/// Whether the server is on this computer.
fn is_here(url: &str) -> bool {
    let Some(rest) = url.strip_prefix("smtp://") else { return false };
    let authority = rest.split(['/', '?']).next().unwrap_or_default();
    let host = authority.rsplit('@').next().unwrap_or_default();
    ["localhost", "127.0.0.1", "[::1]"]
        .iter()
        .any(|here| host.strip_prefix(here).is_some_and(|port| port.is_empty() || port.starts_with(':')))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn passwords_and_links_do_not_travel_in_the_clear() {
        let from: Address = "troth@x.example".parse().unwrap();
        for good in [
            "smtps://u:p@mail.example",
            "smtp://u:p@mail.example:587?tls=required",
            "smtp://127.0.0.1:2525",
            "smtp://localhost",
        ] {
            assert!(Carrier::smtp(good, from.clone()).is_ok(), "{good}");
        }
        for bad in [
            "",
            "mail.example",
            "smtp://u:p@mail.example",
            "smtp://u:p@mail.example?tls=opportunistic",
            "smtp://localhost.example",
            "smtp://localhost@mail.example",
            "http://localhost",
        ] {
            assert!(Carrier::smtp(bad, from.clone()).is_err(), "{bad}");
        }
        let apart = |url| Carrier::smtp_with_password(url, "p@ss:w/rd \u{e9}", from.clone());
        assert!(
            apart("smtps://u@mail.example").is_ok()
                && apart("smtp://u@mail.example:587?tls=required").is_ok()
        );
        for bad in
            ["smtps://mail.example", "smtps://u:p@mail.example", "smtp://u@mail.example", "u@mail.example"]
        {
            assert!(apart(bad).is_err(), "{bad}");
        }
        assert_eq!(with_password("smtps://u@h/x", "a@").as_deref(), Some("smtps://u:%61%40@h/x"));
        let shown = format!("{:?}", Carrier::smtp("smtps://u:hidden@mail.example", from).unwrap());
        assert!(!shown.contains("hidden"), "{shown}");
    }
}
