//! Taking everything back: one more question, then it is erased.

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
        h1 { (words.say("withdraw-title")) }
        p.lede { (words.say("withdraw-lede")) }
        form method="post" action={ (home(&token)) "/withdraw" } {
            div.go {
                button.btn."warn" { (words.say("withdraw-yes")) }
                a.btn."second" href=(home(&token)) { (words.say("withdraw-no")) }
            }
        }
    };
    Ok(inside.page(&site, &words.say("withdraw-title"), &body).into_response())
}

/// Erases it.
pub(super) async fn send(
    site: Site,
    Path(token): Path<String>,
    headers: HeaderMap,
) -> Result<Response, PageError> {
    let inside = match Inside::of(&site, &token, &headers).await? {
        Ok(inside) => inside,
        Err(response) => return Ok(response),
    };
    if !site.app.withdraw_answers(&inside.answering).await? {
        return Ok(said(&site, &headers, "over", StatusCode::GONE));
    }
    let words = inside.words;
    let body = html! {
        h1 { (words.say("withdrawn-title")) }
        p.lede { (words.say("withdrawn-lede")) }
    };
    Ok(inside.page(&site, &words.say("withdrawn-title"), &body).into_response())
}
