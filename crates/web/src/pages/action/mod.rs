//! One action: what both wrote, where it stands, and what each side does next.

mod parts;
mod revise;
mod steps;

use axum::extract::{Form, Path, Query};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use maud::{Markup, html};
use troth_act::{Next, NextSize, Review, ReviewVerdict};
use troth_app::AppError;
use troth_network::{ActionId, Network, OrganisationId};

use super::actions::form::LABELS;
use crate::access::{Need, Routes};
use crate::components::forms::{Draft, Kept, Typed, kept_words, urls as form_urls};
use crate::error::PageError;
use crate::layout::{Frame, Here, Page, page};
use crate::site::Site;
use crate::urls;

/// `/n/{network}/actions/{id}` and what is sent from there.
pub(crate) fn routes() -> Routes {
    Routes::new()
        .get("/n/{network}/actions/{id}", Need::See, show)
        .post("/n/{network}/actions/{id}/accept", Need::OwnOrganisation, accept)
        .post("/n/{network}/actions/{id}/review", Need::OwnOrganisation, review)
        .post("/n/{network}/actions/{id}/decide", Need::OwnOrganisation, decide)
        .get("/n/{network}/actions/{id}/revise", Need::Run, revise::show)
        .post("/n/{network}/actions/{id}/revise", Need::Run, revise::send)
}

/// The two parts of the address.
type Place = Path<(String, String)>;

async fn place(site: &Site, Path((network, id)): Place) -> Result<(Network, ActionId), PageError> {
    let network = site.app.network(&network).await?;
    let id = id.parse().map_err(|_| AppError::missing("This action"))?;
    Ok((network, id))
}

async fn show(site: Site, path: Place, Query(asked): Query<Typed>) -> Result<Page, PageError> {
    let (network, id) = place(&site, path).await?;
    steps::render(&site, &network, id, &Draft::default(), asked.filled("done")).await
}

async fn accept(site: Site, path: Place, Form(typed): Form<Typed>) -> Result<Response, PageError> {
    let (network, id) = place(&site, path).await?;
    let side = side_of(&site, &network, &typed).await?;
    let accepted = site.app.accept_action(&network, id, version(&typed), side).await;
    answer(&site, &network, id, typed, accepted, ("accepted", "accept-")).await
}

async fn review(site: Site, path: Place, Form(typed): Form<Typed>) -> Result<Response, PageError> {
    let (network, id) = place(&site, path).await?;
    let side = side_of(&site, &network, &typed).await?;
    let mut errors = Vec::new();
    let verdict = typed.chosen::<ReviewVerdict>("verdict", &mut errors);
    if verdict.is_none() && errors.is_empty() {
        errors.push(troth_app::FieldError::new("verdict", "Choose whether the expectation was met."));
    }
    if typed.filled("words").is_none() {
        errors.push(troth_app::FieldError::new("words", "Write in a sentence or two what it was like."));
    }
    let reviewed = match verdict.filter(|_| errors.is_empty()) {
        Some(verdict) => {
            let words = typed.get("words").trim().to_owned();
            let review = Review { verdict, words, on: site.app.today() };
            site.app.review_action(&network, id, version(&typed), side, review).await
        }
        None => Err(AppError::Invalid(errors)),
    };
    let prefix = steps::review_prefix(side);
    answer(&site, &network, id, typed, reviewed, ("reviewed", &prefix)).await
}

async fn decide(site: Site, path: Place, Form(typed): Form<Typed>) -> Result<Response, PageError> {
    let (network, id) = place(&site, path).await?;
    let mut errors = Vec::new();
    let size = typed.chosen::<NextSize>("size", &mut errors);
    if size.is_none() && errors.is_empty() {
        errors.push(troth_app::FieldError::new("size", "Choose what follows."));
    }
    let decided = match size {
        Some(size) => {
            let next = Next { size, words: typed.get("words").trim().to_owned() };
            site.app.close_action(&network, id, version(&typed), next).await
        }
        None => Err(AppError::Invalid(errors)),
    };
    answer(&site, &network, id, typed, decided, ("decided", "decide-")).await
}

/// The version the form was made from; one that cannot be read fits none that is stored.
fn version(typed: &Typed) -> i64 {
    typed.get("version").parse().unwrap_or(-1)
}

async fn side_of(site: &Site, network: &Network, typed: &Typed) -> Result<OrganisationId, AppError> {
    Ok(site.app.organisation(network.id, typed.get("side")).await?.id)
}

/// Back to the action; or the action with what has to be mended; or, if somebody else saved first, what was typed.
async fn answer(
    site: &Site,
    network: &Network,
    id: ActionId,
    typed: Typed,
    outcome: Result<(), AppError>,
    (word, prefix): (&str, &str),
) -> Result<Response, PageError> {
    let here = urls::action(network, &id.to_string());
    match outcome {
        Ok(()) => Ok(Redirect::to(&form_urls::done(&here, word)).into_response()),
        Err(AppError::Conflict(message)) => Ok(conflict(site, network, &here, &message, &typed)),
        Err(error) => {
            let draft = Draft::refused(typed, error, "words")?.under(prefix.to_owned());
            let page = steps::render(site, network, id, &draft, None).await?;
            Ok(page.with_status(StatusCode::UNPROCESSABLE_ENTITY).into_response())
        }
    }
}

/// Somebody else saved first: what was typed stays in sight.
fn conflict(site: &Site, network: &Network, now: &str, message: &str, typed: &Typed) -> Response {
    let frame = Frame {
        network: Some(network),
        here: Here::Actions,
        title: "Somebody else was faster",
        ..Frame::default()
    };
    let body = kept_words(&Kept { message, now, labels: LABELS }, typed);
    page(site, &frame, body).with_status(StatusCode::CONFLICT).into_response()
}

/// The way back to the list.
fn crumbs(network: &Network, title: &str) -> Markup {
    html! {
        nav."crumbs" aria-label="Where you are" {
            a href=(urls::actions(network)) { "Actions" } span aria-hidden="true" { "\u{203a}" } (title)
        }
    }
}
