//! Whether the server lives and is ready, and where its first page is.

use axum::http::StatusCode;
use axum::response::Redirect;

use crate::access::{Need, Routes};
use crate::error::PageError;
use crate::site::Site;
use crate::urls;

/// `/`, `/health`, `/ready`, `/favicon.ico`.
pub(crate) fn routes() -> Routes {
    Routes::new().get("/", Need::SignedIn, first).merge(alive()).get("/ready", Need::Anyone, ready)
}

/// `/health` and `/favicon.ico`.
pub(crate) fn alive() -> Routes {
    Routes::new().get("/health", Need::Anyone, || async { "ok" }).get(
        "/favicon.ico",
        Need::Anyone,
        || async { StatusCode::NO_CONTENT },
    )
}

async fn first(site: Site) -> Result<Redirect, PageError> {
    let mut networks = site.app.networks().await?;
    networks.sort_by(|a, b| a.name.cmp(&b.name));
    Ok(match networks.first() {
        Some(network) => Redirect::to(&urls::home(network)),
        None => Redirect::to(urls::START),
    })
}

/// Ready when nothing waits to be worked out.
async fn ready(site: Site) -> Result<(StatusCode, &'static str), PageError> {
    Ok(if site.app.is_idle().await? {
        (StatusCode::OK, "ready")
    } else {
        (StatusCode::SERVICE_UNAVAILABLE, "results are being worked out")
    })
}
