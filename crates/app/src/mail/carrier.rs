//! What carries letters: a mail server, or a folder in which they are put as files, to try it.

use std::fmt;
use std::fs::OpenOptions;
use std::io::Write as _;
use std::path::PathBuf;
use std::time::{Duration, UNIX_EPOCH};

use lettre::message::header::ContentType;
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
        let shown = format!("{:?}", Carrier::smtp("smtps://u:hidden@mail.example", from).unwrap());
        assert!(!shown.contains("hidden"), "{shown}");
    }
}
