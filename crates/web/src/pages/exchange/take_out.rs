//! Files for other programs. They are sent by a form and not by a link, since what leaves is noted in the record.

use axum::extract::{Form, Path};
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use troth_app::exchange::{ExportFile, ExportWhat, Package, Purpose};
use troth_app::{AppError, FieldError};
use troth_gate::CustodianOnly;
use troth_network::Network;

use super::{Drafts, PASSAGES, PROJECT, render};
use crate::components::forms::{Draft, Typed};
use crate::error::PageError;
use crate::site::Site;

/// The interviews as a project.
pub(super) async fn project(
    site: Site,
    Path(network): Path<String>,
    Form(typed): Form<Typed>,
) -> Result<Response, PageError> {
    sent(&site, &network, typed, Package::Project).await
}

/// The interviews as a table of passages.
pub(super) async fn passages(
    site: Site,
    Path(network): Path<String>,
    Form(typed): Form<Typed>,
) -> Result<Response, PageError> {
    sent(&site, &network, typed, Package::Taguette).await
}

/// The codebook.
pub(super) async fn codebook(
    site: Site,
    Path(network): Path<String>,
    Form(typed): Form<Typed>,
) -> Result<Response, PageError> {
    let network = site.app.network(&network).await?;
    let package = if typed.get("as") == "csv" { Package::CodebookTable } else { Package::Codebook };
    Ok(file(&site.app.export_codebook(&network, package).await?))
}

async fn sent(site: &Site, network: &str, typed: Typed, package: Package) -> Result<Response, PageError> {
    let network = site.app.network(network).await?;
    match made(site, &network, &typed, package).await {
        Ok(made) => Ok(file(&made)),
        Err(error) => {
            let draft = Draft::refused(typed, error, "what")?;
            let drafts = match package {
                Package::Project => Drafts { project: draft.under(PROJECT), ..Drafts::empty() },
                _ => Drafts { passages: draft.under(PASSAGES), ..Drafts::empty() },
            };
            let page = render(site, &network, &drafts, None).await?;
            Ok(page.with_status(StatusCode::UNPROCESSABLE_ENTITY).into_response())
        }
    }
}

async fn made(
    site: &Site,
    network: &Network,
    typed: &Typed,
    package: Package,
) -> Result<CustodianOnly<ExportFile>, AppError> {
    let mut errors = Vec::new();
    let what = typed.chosen::<ExportWhat>("what", &mut errors);
    let purpose = typed.chosen::<Purpose>("purpose", &mut errors);
    if what.is_none() && errors.is_empty() {
        errors.push(FieldError::new("what", "Choose what the file holds."));
    }
    match (what, purpose) {
        (Some(ExportWhat::Quotable), _) if errors.is_empty() => {
            site.app.export_quotable(network, package).await
        }
        (Some(ExportWhat::Everything), Some(purpose)) if errors.is_empty() => {
            site.app.export_everything(network, package, purpose).await
        }
        _ => {
            if errors.is_empty() {
                errors.push(FieldError::new("purpose", "Choose what everything is taken out for."));
            }
            Err(AppError::Invalid(errors))
        }
    }
}

fn file(made: &CustodianOnly<ExportFile>) -> Response {
    let ExportFile { name, media, bytes, .. } = made.value();
    let headers = [
        (header::CONTENT_TYPE, (*media).to_owned()),
        (header::CONTENT_DISPOSITION, format!("attachment; filename=\"{name}\"")),
    ];
    (headers, bytes.clone()).into_response()
}
