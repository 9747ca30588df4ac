//! `troth serve`.

use std::net::SocketAddr;

use anyhow::Context as _;
use tokio::net::TcpListener;
use troth_app::App;

use super::Usage;
use crate::arguments::Serve;
use crate::system;

pub(crate) async fn serve(given: Serve) -> anyhow::Result<()> {
    let listener = listen(given.listen).await?;
    let app = system::open(&given.database).await?;
    run(app, listener, given.open).await
}

/// Listens on an address of this computer.
pub(crate) async fn listen(address: SocketAddr) -> anyhow::Result<TcpListener> {
    if !address.ip().is_loopback() {
        return Err(Usage(format!(
            "{address} can be reached from other computers, and there is no sign-in yet. Use 127.0.0.1 or [::1]."
        ))
        .into());
    }
    TcpListener::bind(address).await.with_context(|| {
        format!("{address} cannot be listened on. Choose another port with --listen 127.0.0.1:PORT.")
    })
}

/// Serves until Ctrl-C.
pub(crate) async fn run(app: App, listener: TcpListener, open: bool) -> anyhow::Result<()> {
    let address = format!("http://{}/", listener.local_addr()?);
    eprintln!("Troth is at {address} (Ctrl-C ends it). Whoever can open it here can read single answers.");
    if open {
        system::open_browser(&address);
    }
    let stop = async {
        if tokio::signal::ctrl_c().await.is_err() {
            std::future::pending::<()>().await;
        }
    };
    troth_web::serve(app, listener, stop).await?;
    Ok(())
}
