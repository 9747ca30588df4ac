//! Taking a passage back: one more question, then it is gone from every result.

use axum::extract::{Form, Path};
use axum::http::HeaderMap;
use axum::response::{IntoResponse as _, Response};
use maud::html;
use troth_app::AppError;
use troth_app::interviews::checking::Choice;

use super::frame::page;
use super::passage::as_said;
use super::{Inside, home, moved, place_of, to};
use crate::components::forms::Typed;
use crate::error::PageError;
use crate::site::Site;

/// The question.
pub(super) async fn show(
    site: Site,
    Path((token, place)): Path<(String, String)>,
    headers: HeaderMap,
) -> Result<Response, PageError> {
    let Some(inside) = Inside::of(&site.app, &token, &headers).await? else { return Ok(to(&home(&token))) };
    let Ok(passage) = inside.own.at(&place, None) else {
        return Ok(to(&format!("{}?done=moved", home(&token))));
    };
    let here = place_of(&token, &place);
    let body = html! {
        h1 { "Take this passage back?" }
        (as_said(passage))
        p.lede {
            "It leaves every result at once: it is not shown and does not count, and no longer passage that holds these \
             words is shown. You can allow it again as long as your link works."
        }
        form method="post" action={ (here) "/withdraw" } {
            input type="hidden" name="version" value=(passage.version);
            div.go {
                button.btn."warn" { "Yes, take it back" }
                a.btn."second" href=(here) { "No, leave it" }
            }
        }
    };
    Ok(page(&site, "Take this passage back?", Some(&token), &body).into_response())
}

/// Takes it back.
pub(super) async fn send(
    site: Site,
    Path((token, place)): Path<(String, String)>,
    headers: HeaderMap,
    Form(typed): Form<Typed>,
) -> Result<Response, PageError> {
    let Some(inside) = Inside::of(&site.app, &token, &headers).await? else { return Ok(to(&home(&token))) };
    let passage = match inside.own.at(&place, typed.get("version").parse().ok()) {
        Ok(passage) => passage,
        Err(error) => return Ok(moved(&site, &token, &error.to_string(), &typed)),
    };
    let choice = Choice { withdrawn: true, ..Choice::default() };
    match site.app.say_of_own(&inside.checking, passage, &choice).await {
        Ok(()) => Ok(to(&match inside.next(&place) {
            Some(next) => place_of(&token, &next),
            None => format!("{}/done", home(&token)),
        })),
        Err(AppError::Conflict(message)) => Ok(moved(&site, &token, &message, &typed)),
        Err(error) => Err(error.into()),
    }
}
