//! The one place where the real clock and the real random source come in.

use std::sync::Arc;

use anyhow::Context;
use rand::SeedableRng;
use rand::rngs::SysRng;
use rand_chacha::ChaCha20Rng;
use troth_app::App;
use troth_network::{Clock, IdSource, Timestamp};

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

/// Opens the database with the system's clock and random source, and brings it up to date.
pub(crate) async fn open(url: &str) -> anyhow::Result<App> {
    let random = ChaCha20Rng::try_from_rng(&mut SysRng).context("The system gives no random numbers.")?;
    Ok(App::open(url, Arc::new(SystemClock), IdSource::new(random)).await?)
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
