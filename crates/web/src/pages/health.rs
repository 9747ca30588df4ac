//! Whether the server lives and is ready, and where its first page is.

use axum::Router;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Redirect;
use axum::routing::get;

use crate::error::PageError;
use crate::server::Site;
use crate::urls;

/// `/`, `/health`, `/ready`, `/favicon.ico`.
pub(crate) fn routes() -> Router<Site> {
    Router::new()
        .route("/", get(first))
        .route("/health", get(|| async { "ok" }))
        .route("/ready", get(ready))
        .route("/favicon.ico", get(|| async { StatusCode::NO_CONTENT }))
}

async fn first(State(site): State<Site>) -> Result<Redirect, PageError> {
    let mut networks = site.app.networks().await?;
    networks.sort_by(|a, b| a.name.cmp(&b.name));
    Ok(match networks.first() {
        Some(network) => Redirect::to(&urls::home(network)),
        None => Redirect::to(urls::START),
    })
}

/// Ready when nothing waits to be worked out.
async fn ready(State(site): State<Site>) -> Result<(StatusCode, &'static str), PageError> {
    Ok(if site.app.is_idle().await? {
        (StatusCode::OK, "ready")
    } else {
        (StatusCode::SERVICE_UNAVAILABLE, "results are being worked out")
    })
}
