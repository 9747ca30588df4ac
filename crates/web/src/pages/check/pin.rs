//! The PIN, which was told at the interview, and going out again.

use axum::extract::{Form, Path};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse as _, Response};
use maud::html;
use troth_app::interviews::checking::CHECK_HOURS;

use super::frame::{kept, page};
use super::{home, to, with_cookie};
use crate::access::{check_cookie, check_session, end_check};
use crate::components::forms::{Draft, Field, Typed, error_summary, typed_input};
use crate::components::quiet::QuietPage;
use crate::error::PageError;
use crate::site::Site;

/// The page that asks for the PIN. It is the same for every link, whether there is one or not.
pub(super) fn ask(site: &Site, token: &str, draft: &Draft, amended: &str) -> QuietPage {
    let body = html! {
        h1 { "Your own words" }
        (error_summary(draft))
        @if amended.trim().is_empty() {
            p.lede { "You were interviewed. Here you read what you said, and you decide what others may read of it." }
        } @else {
            p.lede { "You were away for a while, so this was not saved. Copy what you wrote, then type your PIN again." }
        }
        (kept(amended))
        form.form method="post" action=(home(token)) {
            (typed_input(draft, Field::new("pin", "Your PIN").hint("Six digits that you were told at the interview"),
                "text", "one-time-code"))
            div.go { button.btn { "Go on" } }
        }
        p.tail {
            "After " (CHECK_HOURS) " hours without use the PIN is asked for again. A link works for a limited time. If \
             yours does not open, ask whoever interviewed you."
        }
    };
    page(site, "Your own words", None, &body)
}

/// Lets in whoever has the PIN.
pub(super) async fn send(
    site: Site,
    Path(token): Path<String>,
    Form(typed): Form<Typed>,
) -> Result<Response, PageError> {
    match site.app.enter_check(&token, typed.get("pin")).await {
        Ok(session) => Ok(with_cookie(to(&home(&token)), check_cookie(session.secret()))),
        Err(error) => {
            let draft = Draft::refused(Typed::default(), error, "pin")?;
            let page = ask(&site, &token, &draft, "");
            Ok(page.with_status(StatusCode::UNPROCESSABLE_ENTITY).into_response())
        }
    }
}

/// Ends the session in this browser.
pub(super) async fn leave(site: Site, headers: HeaderMap) -> Result<Response, PageError> {
    if let Some(session) = check_session(&headers) {
        site.app.leave_check(session).await?;
    }
    let body = html! {
        h1 { "Closed" }
        p.lede { "What you chose is saved. With your link and PIN you can come back and change it." }
    };
    Ok(with_cookie(page(&site, "Closed", None, &body).into_response(), end_check()))
}
