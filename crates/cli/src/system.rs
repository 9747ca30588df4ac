//! The one place where the real clock and the real random source come in.

use std::sync::Arc;

use anyhow::Context;
use rand::SeedableRng;
use rand::rngs::SysRng;
use rand_chacha::ChaCha20Rng;
use troth_app::App;
use troth_app::keys::KeySource;
use troth_network::{Clock, IdSource, Timestamp};

use crate::arguments::Database;
use crate::commands::Usage;

/// The system's clock.
struct SystemClock;

impl Clock for SystemClock {
    #[expect(
        clippy::disallowed_methods,
        reason = "this is where the clock comes in; everything else is given one"
    )]
    fn now(&self) -> Timestamp {
        let since = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).unwrap_or_default();
        Timestamp::from_micros(i64::try_from(since.as_micros()).unwrap_or(i64::MAX))
    }
}

/// A source of ids and secrets over the system's random numbers.
fn ids() -> anyhow::Result<IdSource> {
    let random = ChaCha20Rng::try_from_rng(&mut SysRng).context("The system gives no random numbers.")?;
    Ok(IdSource::new(random))
}

/// The system's clock, and a source of ids and secrets over its random numbers.
pub(crate) fn clock_and_ids() -> anyhow::Result<(Arc<dyn Clock>, IdSource)> {
    Ok((Arc::new(SystemClock), ids()?))
}

/// `N` random bytes.
pub(crate) fn secret<const N: usize>() -> anyhow::Result<[u8; N]> {
    Ok(ids()?.secret())
}

/// Where the keys of a database come from. A key is never an argument: arguments can be seen by others.
pub(crate) fn keys(database: &Database) -> anyhow::Result<KeySource> {
    match (std::env::var("TROTH_KEY").ok().filter(|key| !key.trim().is_empty()), &database.key_file) {
        (Some(_), Some(_)) => Err(Usage(
            "Give keys in TROTH_KEY or in a key file, not both: it would not be clear which one seals."
                .to_owned(),
        )
        .into()),
        (Some(key), None) => Ok(KeySource::Given(key)),
        (None, Some(file)) => Ok(KeySource::File(file.clone())),
        (None, None) => Ok(KeySource::Beside),
    }
}

/// Opens the database with its keys, the system's clock and random source, and brings it up to date.
pub(crate) async fn open(database: &Database) -> anyhow::Result<App> {
    open_at(&database.database_url, &keys(database)?).await
}

/// The same for an address and keys from elsewhere than the command.
pub(crate) async fn open_at(url: &str, keys: &KeySource) -> anyhow::Result<App> {
    Ok(App::open_with(url, keys, Arc::new(SystemClock), ids()?).await?)
}

/// Opens a browser at `address`, if the system has a way to do so. The address is printed anyway.
pub(crate) fn open_browser(address: &str) {
    let opener = if cfg!(target_os = "macos") { "open" } else { "xdg-open" };
    let opened = std::process::Command::new(opener)
        .arg(address)
        .stdout(std::process::Stdio::null())
        .stderr(std::process::Stdio::null())
        .spawn();
    if opened.is_err() {
        eprintln!("No browser could be opened. Open the address yourself.");
    }
}
