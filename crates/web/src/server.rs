//! The web server: routes, guards, and the worker that works out results behind the pages.

use std::future::Future;
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use axum::extract::DefaultBodyLimit;
use axum::{Router, middleware};
use tokio::net::TcpListener;
use tokio::sync::watch;
use troth_app::App;
use troth_network::Timestamp;

use crate::access::{Gate, RouteLine};
use crate::options::Options;
use crate::{error, guard, pages};

/// How long the worker rests when it found nothing to do.
const REST: Duration = Duration::from_millis(400);

/// How often the worker looks whether a day has passed since it last deleted what was due, in seconds.
const LOOK: i64 = 600;

/// All pages over `app`, guarded for one user on this computer.
pub fn router(app: App) -> Router {
    router_with(app, Options::default())
}

/// All pages over `app`.
pub fn router_with(app: App, options: Options) -> Router {
    let guard = Arc::new(options.clone());
    pages::routes(&options)
        .into_router(&Gate::new(app, options))
        .fallback(error::no_such_page)
        .layer(DefaultBodyLimit::max(guard::LARGEST))
        .layer(middleware::from_fn(error::in_words))
        .layer(middleware::from_fn_with_state(guard, guard::guard))
}

/// Every route with what it needs: what [`router_with`] answers.
pub fn route_table(options: &Options) -> Vec<RouteLine> {
    pages::routes(options).table()
}

/// Serves the pages on `listener` for one user on this computer, and works out results until `shutdown` is ready.
///
/// # Errors
/// If the listener fails.
pub async fn serve(
    app: App,
    listener: TcpListener,
    shutdown: impl Future<Output = ()> + Send + 'static,
) -> std::io::Result<()> {
    serve_with(app, Options::default(), listener, shutdown).await
}

/// Serves the pages on `listener` and works out results until `shutdown` is ready.
///
/// # Errors
/// If the listener fails.
pub async fn serve_with(
    app: App,
    options: Options,
    listener: TcpListener,
    shutdown: impl Future<Output = ()> + Send + 'static,
) -> std::io::Result<()> {
    let (stop, stopped) = watch::channel(false);
    let worker = tokio::spawn(work(app.clone(), stopped));
    let pages = router_with(app, options).into_make_service_with_connect_info::<SocketAddr>();
    let served = axum::serve(listener, pages).with_graceful_shutdown(shutdown).await;
    // The worker may have ended on its own; then nobody listens, which is as good.
    let _ = stop.send(true);
    if let Err(error) = worker.await {
        tracing::error!(%error, "the worker did not end in order");
    }
    served
}

async fn work(app: App, mut stopped: watch::Receiver<bool>) {
    let mut looked: Option<Timestamp> = None;
    loop {
        if looked.is_none_or(|at| at.plus_seconds(LOOK) <= app.now()) {
            looked = Some(app.now());
            if let Err(error) = app.keep_house().await {
                tracing::error!(%error, "what is due could not be looked for");
            }
        }
        if let Err(error) = app.send_waiting_mail().await {
            tracing::error!(%error, "mail could not be sent");
        }
        if let Err(error) = app.work_off("web").await {
            tracing::error!(%error, "jobs could not be worked off");
        }
        tokio::select! {
            _ = stopped.changed() => return,
            () = tokio::time::sleep(REST) => {}
        }
    }
}
