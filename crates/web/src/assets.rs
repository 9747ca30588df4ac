//! Stylesheet and script, built by `web-ui` and embedded; their names hold a hash, so browsers may keep them.

use axum::extract::Path;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use rust_embed::RustEmbed;

use crate::access::{Need, Routes};

#[derive(RustEmbed)]
#[folder = "$CARGO_MANIFEST_DIR/../../web-ui/dist"]
struct Dist;

/// What pages ask for besides themselves.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Assets;

impl Assets {
    /// Path of the stylesheet.
    pub(crate) const fn css(self) -> &'static str {
        env!("TROTH_CSS")
    }

    /// Path of the script.
    pub(crate) const fn js(self) -> &'static str {
        env!("TROTH_JS")
    }
}

/// `/assets/{name}`.
pub(crate) fn routes() -> Routes {
    Routes::new().get("/assets/{name}", Need::Anyone, one)
}

async fn one(Path(name): Path<String>) -> Response {
    let Some(file) = Dist::get(&name) else { return StatusCode::NOT_FOUND.into_response() };
    let kind = match name.rsplit_once('.').map(|(_, kind)| kind) {
        Some("css") => "text/css; charset=utf-8",
        Some("js") => "text/javascript; charset=utf-8",
        _ => "text/plain; charset=utf-8",
    };
    let keep = if name.contains('-') { "public, max-age=31536000, immutable" } else { "no-cache" };
    ([(header::CONTENT_TYPE, kind), (header::CACHE_CONTROL, keep)], file.data).into_response()
}
