//! Writing an action down.

use axum::extract::{Form, Path, Query};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use maud::html;
use troth_app::{AppError, FieldError};
use troth_network::Network;

use super::{choose, form};
use crate::components::forms::{Draft, Typed, error_summary, urls as form_urls};
use crate::components::words::both;
use crate::error::PageError;
use crate::layout::{Frame, Here, Page, page};
use crate::site::Site;
use crate::urls;

/// Whom and what about, or, once that is said, the form.
pub(super) async fn show(
    site: Site,
    Path(network): Path<String>,
    Query(asked): Query<Typed>,
) -> Result<Page, PageError> {
    let network = site.app.network(&network).await?;
    render(&site, &network, Draft::of(asked)).await
}

/// Saves the action, then leads to it.
pub(super) async fn send(
    site: Site,
    Path(network): Path<String>,
    Form(typed): Form<Typed>,
) -> Result<Response, PageError> {
    let network = site.app.network(&network).await?;
    let names = site.app.names(network.id).await?;
    let (left, right) = (names.by_external(typed.get("left")), names.by_external(typed.get("right")));
    let written = match (left, right) {
        (Some(left), Some(right)) => match form::read(&typed, left.id, right.id) {
            Ok(form) => site.app.add_action(&network, form).await,
            Err(errors) => Err(AppError::Invalid(errors)),
        },
        _ => Err(AppError::field("left", "Choose two organisations that are there.")),
    };
    match written {
        Ok(id) => {
            let next = form_urls::done(&urls::action(&network, &id.to_string()), "written");
            Ok(Redirect::to(&next).into_response())
        }
        Err(error) => {
            let draft = Draft::refused(typed, error, "title")?;
            let page = render(&site, &network, draft).await?;
            Ok(page.with_status(StatusCode::UNPROCESSABLE_ENTITY).into_response())
        }
    }
}

async fn render(site: &Site, network: &Network, mut draft: Draft) -> Result<Page, PageError> {
    let names = site.app.names(network.id).await?;
    let people = site.app.people(network.id).await?;
    let lens = site.app.lens();
    let frame =
        Frame { network: Some(network), here: Here::Actions, title: "A new action", ..Frame::default() };
    let (left, right) =
        (names.by_external(draft.typed.get("left")), names.by_external(draft.typed.get("right")));
    let narrative = lens.narrative(draft.typed.get("narrative"));
    let body = match (left, right, narrative) {
        (Some(left), Some(right), Some(narrative)) if left.id != right.id => {
            let sides = form::Sides { left, right, people: &people };
            html! {
                nav."crumbs" aria-label="Where you are" {
                    a href=(urls::actions(network)) { "Actions" } span aria-hidden="true" { "\u{203a}" } "A new action"
                }
                h1 { "A new action" }
                (error_summary(&draft))
                p.lede {
                    "Between " b { (both(&left.name, &right.name)) } ", about " b { (narrative.label) } ". "
                    a href={ (urls::new_action(network, &left.external_id, &right.external_id, None)) } { "Choose again" }
                }
                (form::warnings(network, &sides))
                form."form"."wide" method="post" action={ (urls::actions(network)) "/new" } data-guard {
                    input type="hidden" name="left" value=(left.external_id);
                    input type="hidden" name="right" value=(right.external_id);
                    input type="hidden" name="narrative" value=(narrative.id);
                    input type="hidden" name="previous" value=(draft.typed.get("previous"));
                    (form::fields(&draft, &site.app, &sides, &narrative.id))
                    button.btn { "Propose this action" }
                }
            }
        }
        (Some(left), Some(right), _) if left.id == right.id => {
            draft.errors.push(FieldError::new("right", "Choose two different organisations."));
            choose::body(network, &draft, &names, lens)
        }
        _ => choose::body(network, &draft, &names, lens),
    };
    Ok(page(site, &frame, body))
}
