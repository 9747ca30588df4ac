//! `troth serve`.

use std::net::SocketAddr;

use anyhow::Context as _;
use tokio::net::TcpListener;
use troth_app::App;
use troth_web::Options;

use super::Usage;
use crate::arguments::Serve;
use crate::system;

pub(crate) async fn serve(given: Serve) -> anyhow::Result<()> {
    let public_url = given.public_url.filter(|_| given.sign_in);
    let listener = listen(given.listen, public_url.is_some()).await?;
    let app = system::open(&given.database).await?;
    let Some(public_url) = public_url else {
        let has_accounts = app.has_accounts().await?;
        if has_accounts {
            eprintln!(
                "This database has accounts, but nobody is asked for theirs: whoever opens the pages on this computer \
                 is custodian. Use --sign-in to ask."
            );
        }
        return run(app, Options::single_user(has_accounts), listener, given.open).await;
    };
    if !app.has_accounts().await? {
        eprintln!("Nobody can sign in yet. `troth user add` makes the first account.");
    }
    eprintln!(
        "People sign in at {public_url}. This server does not encrypt: put a proxy in front that does."
    );
    run(app, Options::sign_in(public_url, given.behind_proxy), listener, given.open).await
}

/// Listens on an address; without sign-in on one of this computer alone.
pub(crate) async fn listen(address: SocketAddr, sign_in: bool) -> anyhow::Result<TcpListener> {
    if !sign_in && !address.ip().is_loopback() {
        return Err(Usage(format!(
            "{address} can be reached from other computers, and nobody is asked who they are. Use 127.0.0.1 or [::1], \
             or let people sign in with --sign-in and --public-url."
        ))
        .into());
    }
    TcpListener::bind(address).await.with_context(|| {
        format!("{address} cannot be listened on. Choose another port with --listen 127.0.0.1:PORT.")
    })
}

/// Serves until Ctrl-C.
pub(crate) async fn run(app: App, options: Options, listener: TcpListener, open: bool) -> anyhow::Result<()> {
    let address = format!("http://{}/", listener.local_addr()?);
    if options.is_sign_in() {
        eprintln!("Troth is at {address} (Ctrl-C ends it).");
    } else {
        eprintln!(
            "Troth is at {address} (Ctrl-C ends it). Whoever can open it here can read single answers."
        );
    }
    if open {
        system::open_browser(&address);
    }
    let stop = async {
        if tokio::signal::ctrl_c().await.is_err() {
            std::future::pending::<()>().await;
        }
    };
    troth_web::serve_with(app, options, listener, stop).await?;
    Ok(())
}
