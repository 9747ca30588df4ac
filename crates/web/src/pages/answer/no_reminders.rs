//! Not being reminded any more: one more question, since programs open links in letters before people do.

use axum::extract::Path;
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse as _, Response};
use maud::html;

use super::{Inside, home, said};
use crate::error::PageError;
use crate::site::Site;

/// The question.
pub(super) async fn show(
    site: Site,
    Path(token): Path<String>,
    headers: HeaderMap,
) -> Result<Response, PageError> {
    let inside = match Inside::of(&site, &token, &headers).await? {
        Ok(inside) => inside,
        Err(response) => return Ok(response),
    };
    let words = inside.words;
    let body = html! {
        h1 { (words.say("quiet-title")) }
        p.lede { (words.say("quiet-lede")) }
        form method="post" action={ (home(&token)) "/no-reminders" } {
            div.go {
                button.btn { (words.say("quiet-yes")) }
                a.btn."second" href=(home(&token)) { (words.say("quiet-no")) }
            }
        }
    };
    Ok(inside.page(&site, &words.say("quiet-title"), &body).into_response())
}

/// Notes it.
pub(super) async fn send(
    site: Site,
    Path(token): Path<String>,
    headers: HeaderMap,
) -> Result<Response, PageError> {
    let inside = match Inside::of(&site, &token, &headers).await? {
        Ok(inside) => inside,
        Err(response) => return Ok(response),
    };
    if !site.app.want_no_reminders(&inside.answering).await? {
        return Ok(said(&site, &headers, "over", StatusCode::GONE));
    }
    let words = inside.words;
    let body = html! {
        h1 { (words.say("quiet-done-title")) }
        p.lede { (words.say("quiet-done-lede")) }
        div.go { a.btn."second" href=(home(&token)) { (words.say("quiet-answer")) } }
    };
    Ok(inside.page(&site, &words.say("quiet-done-title"), &body).into_response())
}
