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

use crate::access::{Gate, RouteLine, Routes};
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
    guarded(pages::routes(&options), app, options)
}

/// The pages for respondents alone, under the address of their own; `None` if they have none. They are guarded as all
/// others are.
pub fn respondents_router(app: App, options: &Options) -> Option<Router> {
    let options = options.of_respondents()?;
    Some(guarded(pages::respondents_routes(), app, options))
}

fn guarded(routes: Routes, app: App, options: Options) -> Router {
    let guard = Arc::new(options.clone());
    routes
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
    serve_apart(app, options, listener, None, shutdown).await
}

/// The same, with the pages for respondents on a listener of their own, if the options name an address for them.
///
/// # Errors
/// If a listener fails.
pub async fn serve_apart(
    app: App,
    options: Options,
    listener: TcpListener,
    respondents: Option<TcpListener>,
    shutdown: impl Future<Output = ()> + Send + 'static,
) -> std::io::Result<()> {
    let (stop, stopped) = watch::channel(false);
    let worker = tokio::spawn(work(app.clone(), stopped.clone()));
    let apart = respondents.zip(respondents_router(app.clone(), &options)).map(|(listener, router)| {
        let pages = router.into_make_service_with_connect_info::<SocketAddr>();
        let served = axum::serve(listener, pages).with_graceful_shutdown(until(stopped));
        tokio::spawn(served.into_future())
    });
    let pages = router_with(app, options).into_make_service_with_connect_info::<SocketAddr>();
    let served = axum::serve(listener, pages).with_graceful_shutdown(shutdown).await;
    // The worker may have ended on its own; then nobody listens, which is as good.
    let _ = stop.send(true);
    if let Err(error) = worker.await {
        tracing::error!(%error, "the worker did not end in order");
    }
    match apart {
        Some(apart) => served.and(apart.await.map_err(std::io::Error::other)?),
        None => served,
    }
}

async fn until(mut stopped: watch::Receiver<bool>) {
    // An end without a word is an end as well.
    let _ = stopped.changed().await;
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
