//! One pathway: its steps, who claims them, and the form in which an organisation says it.

mod declare;
mod steps;

use axum::extract::{Form, Path, Query};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use maud::html;
use troth_app::AppError;
use troth_lens::Named;
use troth_network::Network;

use crate::access::{Need, Routes};
use crate::components::forms::{Draft, Typed, done, error_summary, urls};
use crate::components::progress::progress;
use crate::error::PageError;
use crate::layout::{Frame, Here, Page, page};
use crate::site::Site;
use crate::urls::with;

/// `/n/{network}/facts/pathway/{pathway}`.
pub(crate) fn routes() -> Routes {
    Routes::new().get("/n/{network}/facts/pathway/{pathway}", Need::See, show).post(
        "/n/{network}/facts/pathway/{pathway}",
        Need::OwnOrganisation,
        save,
    )
}

async fn show(
    site: Site,
    Path((network, pathway)): Path<(String, String)>,
    Query(asked): Query<Typed>,
) -> Result<Page, PageError> {
    let network = site.app.network(&network).await?;
    let by = asked.filled("as").unwrap_or_default();
    render(&site, &network, &pathway, by, None, asked.filled("done")).await
}

async fn save(
    site: Site,
    Path((network, pathway)): Path<(String, String)>,
    Form(typed): Form<Typed>,
) -> Result<Response, PageError> {
    let network = site.app.network(&network).await?;
    let names = site.app.names(network.id).await?;
    let by = names.by_external(typed.get("as")).ok_or_else(|| AppError::missing("This organisation"))?;
    let stored = site.app.pathways(&network).await?;
    let stored = stored.into_iter().find(|p| p.pathway.external_id == pathway);
    let stored = stored.ok_or_else(|| AppError::missing("This pathway"))?;
    let saved = match declare::read(&typed, &stored.steps, &names) {
        Ok(said) => site.app.declare(&network, &pathway, by.id, &said).await,
        Err(errors) => Err(AppError::Invalid(errors)),
    };
    match saved {
        Ok(()) => {
            let here = urls::pathway(&network, &pathway);
            let next = with(&here, &[("as", &by.external_id), ("done", "declared")]);
            Ok(Redirect::to(&next).into_response())
        }
        Err(error) => {
            let draft = Draft::refused(typed, error, "as")?;
            let as_whom = by.external_id.clone();
            let page = render(&site, &network, &pathway, &as_whom, Some(draft), None).await?;
            Ok(page.with_status(StatusCode::UNPROCESSABLE_ENTITY).into_response())
        }
    }
}

async fn render(
    site: &Site,
    network: &Network,
    pathway: &str,
    by: &str,
    kept: Option<Draft>,
    word: Option<&str>,
) -> Result<Page, PageError> {
    let stored = site.app.pathways(network).await?.into_iter().find(|p| p.pathway.external_id == pathway);
    let stored = stored.ok_or_else(|| AppError::missing("This pathway"))?;
    let names = site.app.names(network.id).await?;
    let facts = site.app.facts(network).await?;
    let standing = site.app.progress(network.id).await?;
    let viewer = site.app.viewer();
    // Nobody else's form is opened: it holds what that organisation has said so far.
    let speaks: Vec<&Named> = names.0.iter().filter(|o| viewer.speaks_for(o.id)).collect();
    let own = if speaks.len() == 1 { speaks.first().copied() } else { None };
    let by = names.by_external(by).filter(|o| viewer.speaks_for(o.id)).or(own);
    let draft = match (kept, by) {
        (Some(draft), _) => draft,
        (None, Some(by)) => Draft::of(declare::said_before(by, &stored.declarations, &names)),
        (None, None) => Draft::default(),
    };
    let here = urls::pathway(network, pathway);
    let title = &stored.pathway.name;
    let body = html! {
        nav."crumbs" aria-label="Where you are" {
            a href=(urls::facts(network)) { "Facts" } span aria-hidden="true" { "\u{203a}" } (title)
        }
        h1 { (title) }
        (done(word))
        (error_summary(&draft))
        (progress(&standing))
        p.quiet {
            "What organisations declared, for talking about who does what. Not for deciding on the care of a person: ask \
             the organisation itself."
        }
        (steps::steps(&stored.steps, &facts, &names))
        @if site.may(Need::OwnOrganisation) {
            (declare::section(&here, &stored.steps, by, &draft, &names, &speaks))
        }
    };
    let frame = Frame {
        network: Some(network),
        here: Here::Facts,
        title,
        seal: Some(facts.seal()),
        ..Frame::default()
    };
    Ok(page(site, &frame, body))
}
