//! Files that leave. What is noted in the record is sent by a form and not by a link.

use axum::extract::{Form, Path};
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use troth_app::AppError;
use troth_app::backup::Lock;
use troth_app::packages::{PackageFile, ResearchFor};

use super::{Drafts, RESEARCH, SHARED, render};
use crate::components::forms::{Draft, Typed};
use crate::error::PageError;
use crate::site::Site;

/// What the questions of a round mean.
pub(super) async fn dictionary(
    site: Site,
    Path((network, round)): Path<(String, String)>,
) -> Result<Response, PageError> {
    let network = site.app.network(&network).await?;
    let text = site.app.dictionary(&network, Some(&round)).await?;
    let name = format!("{}-dictionary.csv", network.slug);
    Ok(file(&name, "text/csv; charset=utf-8", text.into_bytes()))
}

/// What was released of a round.
pub(super) async fn shared(
    site: Site,
    Path(network): Path<String>,
    Form(typed): Form<Typed>,
) -> Result<Response, PageError> {
    let network = site.app.network(&network).await?;
    match site.app.shared_package(&network, typed.filled("round")).await {
        Ok(PackageFile { name, media, bytes, .. }) => Ok(file(&name, media, bytes)),
        Err(error) => {
            let shared = Draft::refused(typed, error, "round")?.under(SHARED);
            let page = render(&site, &network, &Drafts { shared, ..Drafts::default() }).await?;
            Ok(page.with_status(StatusCode::UNPROCESSABLE_ENTITY).into_response())
        }
    }
}

/// Single answers of a round, encrypted.
pub(super) async fn research(
    site: Site,
    Path(network): Path<String>,
    Form(typed): Form<Typed>,
) -> Result<Response, PageError> {
    let network = site.app.network(&network).await?;
    let asked = ResearchFor {
        purpose: typed.get("purpose").to_owned(),
        approval: typed.get("approval").to_owned(),
        recipient: typed.get("recipient").to_owned(),
    };
    let made = match lock(&typed) {
        Ok(lock) => site.app.research_package(&network, typed.filled("round"), &asked, &lock).await,
        Err(error) => Err(error),
    };
    match made {
        Ok(made) => {
            let PackageFile { name, media, bytes, .. } = made.value();
            Ok(file(name, media, bytes.clone()))
        }
        Err(error) => {
            // A passphrase is not sent back.
            let research = Draft::refused(typed.with("passphrase", ""), error, "round")?.under(RESEARCH);
            let page = render(&site, &network, &Drafts { research, ..Drafts::default() }).await?;
            Ok(page.with_status(StatusCode::UNPROCESSABLE_ENTITY).into_response())
        }
    }
}

fn lock(typed: &Typed) -> Result<Lock, AppError> {
    match (typed.filled("key"), typed.filled("passphrase")) {
        (Some(key), None) => {
            Lock::recipients(key.split_whitespace()).map_err(|e| AppError::field("key", e.to_string()))
        }
        (None, Some(text)) => {
            Lock::passphrase(text).map_err(|e| AppError::field("passphrase", e.to_string()))
        }
        (Some(_), Some(_)) => Err(AppError::field("key", "Give a key or a passphrase, not both.")),
        (None, None) => Err(AppError::field("key", "Give the key of who gets them, or a passphrase below.")),
    }
}

fn file(name: &str, media: &str, bytes: Vec<u8>) -> Response {
    let headers = [
        (header::CONTENT_TYPE, media.to_owned()),
        (header::CONTENT_DISPOSITION, format!("attachment; filename=\"{name}\"")),
    ];
    (headers, bytes).into_response()
}
