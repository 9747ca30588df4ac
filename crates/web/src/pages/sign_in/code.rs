//! The second factor, after the password.

use axum::extract::{Form, Query};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use maud::html;

use super::{next, with_session};
use crate::access::next_page;
use crate::components::forms::{Draft, Field, Typed, error_summary, typed_input};
use crate::error::PageError;
use crate::layout::{Frame, Page, page};
use crate::site::Site;
use crate::urls;

pub(super) async fn show(site: Site, Query(asked): Query<Typed>) -> Response {
    if site.visitor().is_some() {
        return Redirect::to(next_page(asked.get("next"))).into_response();
    }
    if site.session().is_none() {
        return Redirect::to(urls::SIGN_IN).into_response();
    }
    render(&site, &Draft::of(Typed::default().with("next", asked.get("next")))).into_response()
}

pub(super) async fn send(site: Site, Form(typed): Form<Typed>) -> Result<Response, PageError> {
    let Some(half) = site.session().filter(|_| site.visitor().is_none()) else {
        return Ok(Redirect::to(urls::SIGN_IN).into_response());
    };
    match site.app.take_code(half, typed.get("code")).await {
        Ok(token) => Ok(with_session(&token, Redirect::to(next_page(typed.get("next"))))),
        Err(error) => {
            let draft = Draft::refused(typed, error, "code")?;
            Ok(render(&site, &draft).with_status(StatusCode::UNPROCESSABLE_ENTITY).into_response())
        }
    }
}

fn render(site: &Site, draft: &Draft) -> Page {
    let hint = "Six digits from your authenticator app, or one of your recovery codes";
    let body = html! {
        h1 { "Second factor" }
        (error_summary(draft))
        form.form method="post" action=(urls::SIGN_IN_CODE) {
            (next(draft))
            (typed_input(draft, Field::new("code", "Code").hint(hint), "text", "one-time-code"))
            button.btn { "Go on" }
        }
        p."small"."quiet"."gap-m" {
            "Without app and recovery codes nobody can sign in to your account, you included. Then ask whoever runs \
             this server to take the second factor away. "
            a href=(urls::SIGN_IN) { "Begin again" }
        }
    };
    page(site, &Frame { title: "Second factor", ..Frame::default() }, body)
}
