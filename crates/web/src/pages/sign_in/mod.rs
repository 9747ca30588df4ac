//! The way in and out: address and password, the second factor, the password once more, and the end of a session.

mod code;
mod confirm;

use axum::extract::{Form, Query};
use axum::http::{HeaderName, HeaderValue, StatusCode, header};
use axum::response::{AppendHeaders, IntoResponse, Redirect, Response};
use maud::{Markup, html};
use troth_app::accounts::{SignedIn, Token};

use crate::access::{Need, Routes, end_session, next_page, session_cookie};
use crate::components::elsewhere::elsewhere;
use crate::components::forms::{Draft, Field, Typed, done, error_summary, typed_input};
use crate::error::PageError;
use crate::layout::{Frame, Page, page};
use crate::site::Site;
use crate::urls;

/// `/sign-in`, `/sign-in/code`, `/confirm` and `/sign-out`.
pub(crate) fn routes() -> Routes {
    Routes::new()
        .get(urls::SIGN_IN, Need::Anyone, show)
        .post(urls::SIGN_IN, Need::Anyone, send)
        .get(urls::SIGN_IN_CODE, Need::Anyone, code::show)
        .post(urls::SIGN_IN_CODE, Need::Anyone, code::send)
        .get(urls::CONFIRM, Need::SignedIn, confirm::show)
        .post(urls::CONFIRM, Need::SignedIn, confirm::send)
        .post(urls::SIGN_OUT, Need::SignedIn, sign_out)
}

async fn show(site: Site, Query(asked): Query<Typed>) -> Response {
    if site.visitor().is_some() {
        return Redirect::to(next_page(asked.get("next"))).into_response();
    }
    let draft = Draft::of(Typed::default().with("next", asked.get("next")));
    render(&site, &draft, asked.filled("done")).into_response()
}

async fn send(site: Site, Form(typed): Form<Typed>) -> Result<Response, PageError> {
    let next = next_page(typed.get("next")).to_owned();
    match site.app.sign_in(typed.get("address"), typed.get("password")).await {
        Ok(SignedIn::Whole(token)) => Ok(with_session(&token, Redirect::to(&next))),
        Ok(SignedIn::SecondFactor(token)) => {
            let next = if next == "/" { "" } else { &next };
            Ok(with_session(&token, Redirect::to(&urls::with(urls::SIGN_IN_CODE, &[("next", next)]))))
        }
        Err(error) => {
            let draft = Draft::refused(typed, error, "password")?;
            Ok(render(&site, &draft, None).with_status(StatusCode::UNPROCESSABLE_ENTITY).into_response())
        }
    }
}

async fn sign_out(site: Site) -> Result<Response, PageError> {
    site.app.sign_out(site.signed_in()?).await?;
    Ok(signed_out("out"))
}

/// Away from everything, and nothing of it left in the browser.
pub(super) fn signed_out(word: &str) -> Response {
    let clear = (
        HeaderName::from_static("clear-site-data"),
        HeaderValue::from_static("\"cache\", \"cookies\", \"storage\""),
    );
    let headers = AppendHeaders([clear, (header::SET_COOKIE, end_session())]);
    (headers, Redirect::to(&urls::with(urls::SIGN_IN, &[("done", word)]))).into_response()
}

/// `answer`, with the session in the browser.
pub(super) fn with_session(token: &Token, answer: impl IntoResponse) -> Response {
    (AppendHeaders([(header::SET_COOKIE, session_cookie(token.secret()))]), answer).into_response()
}

fn render(site: &Site, draft: &Draft, word: Option<&str>) -> Page {
    let body = html! {
        h1 { "Sign in" }
        (done(word))
        (error_summary(draft))
        form.form method="post" action=(urls::SIGN_IN) {
            (next(draft))
            (typed_input(draft, Field::new("address", "E-mail address"), "email", "username"))
            (typed_input(draft, Field::new("password", "Password"), "password", "current-password"))
            button.btn { "Sign in" }
        }
        (elsewhere(site, urls::SIGN_IN_OIDC, "Sign in with", next_page(draft.typed.get("next"))))
        p."gap-m" { a href=(urls::FORGOTTEN) { "I have forgotten my password" } }
        p."small"."quiet"."gap-m" {
            "Troth has no registration: the custodian or coordinator of your partnership invites you. "
            a href=(urls::FRAMEWORK) { "The research it rests on" } " and "
            a href=(urls::METHODS) { "how numbers are made" } " can be read without an account."
        }
    };
    page(site, &Frame { title: "Sign in", ..Frame::default() }, body)
}

/// Where to go on afterwards, kept in the form.
fn next(draft: &Draft) -> Markup {
    html! { input type="hidden" name="next" value=(next_page(draft.typed.get("next"))); }
}
