//! The password once more, before single answers and transcripts are opened.

use axum::extract::{Form, Query};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use maud::html;

use super::{next, with_session};
use crate::access::next_page;
use crate::components::elsewhere::elsewhere;
use crate::components::forms::{Draft, Field, Typed, error_summary, typed_input};
use crate::error::PageError;
use crate::layout::{Frame, Page, page};
use crate::site::Site;
use crate::urls;

pub(super) async fn show(site: Site, Query(asked): Query<Typed>) -> Page {
    render(&site, &Draft::of(Typed::default().with("next", asked.get("next"))))
}

pub(super) async fn send(site: Site, Form(typed): Form<Typed>) -> Result<Response, PageError> {
    match site.app.confirm_password(site.signed_in()?, typed.get("password")).await {
        Ok(token) => Ok(with_session(&token, Redirect::to(next_page(typed.get("next"))))),
        Err(error) => {
            let draft = Draft::refused(typed, error, "password")?;
            Ok(render(&site, &draft).with_status(StatusCode::UNPROCESSABLE_ENTITY).into_response())
        }
    }
}

fn render(site: &Site, draft: &Draft) -> Page {
    // Whoever signs in with their organisation's account may have none.
    let has_password = site.visitor().is_none_or(|visit| visit.has_password);
    let title = if has_password { "Your password once more" } else { "Confirm that it is you" };
    let body = html! {
        h1 { (title) }
        (error_summary(draft))
        p.lede { "What follows is for you alone, and it is some time since you proved who you are." }
        @if has_password { form.form method="post" action=(urls::CONFIRM) {
            (next(draft))
            (typed_input(draft, Field::new("password", "Password"), "password", "current-password"))
            button.btn { "Go on" }
        } }
        @if !has_password && site.options.provider_name().is_none() {
            p {
                "Your account has no password, and the sign-in of your organisation is not used here at present. Ask a \
                 custodian, or whoever runs this server, for a link to set a password."
            }
        }
        (elsewhere(site, urls::CONFIRM_OIDC, "Confirm with", next_page(draft.typed.get("next"))))
    };
    page(site, &Frame { title, ..Frame::default() }, body)
}
