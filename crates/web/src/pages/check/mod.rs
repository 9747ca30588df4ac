//! Where somebody who was interviewed looks at their own passages: a private link, a PIN, and nothing else of Troth.
//! No page here leads into a partnership, and none is kept by the browser.

mod frame;
mod list;
mod passage;
mod pin;
mod withdraw;

use axum::http::{HeaderMap, header};
use axum::response::{IntoResponse, Redirect, Response};
use troth_app::interviews::checking::{Checking, OwnPassages};
use troth_app::{App, AppError};
use troth_say::Permission;

use crate::access::{Need, Routes, check_session};
use crate::components::forms::Typed;
use crate::components::quiet::keep_to_itself;
use crate::error::PageError;
use crate::site::Site;
use crate::urls;

/// `/check/{token}` and below.
pub(crate) fn routes() -> Routes {
    Routes::new()
        .get("/check/{token}", Need::Anyone, list::show)
        .post("/check/{token}", Need::Anyone, pin::send)
        .post("/check/{token}/finish", Need::Anyone, list::finish)
        .get("/check/{token}/done", Need::Anyone, list::done)
        .post("/check/{token}/leave", Need::Anyone, pin::leave)
        .get("/check/{token}/passage/{place}", Need::Anyone, passage::show)
        .post("/check/{token}/passage/{place}", Need::Anyone, passage::send)
        .get("/check/{token}/passage/{place}/withdraw", Need::Anyone, withdraw::show)
        .post("/check/{token}/passage/{place}/withdraw", Need::Anyone, withdraw::send)
}

/// A speaker who has come in, with their passages.
struct Inside {
    checking: Checking,
    own: OwnPassages,
}

impl Inside {
    /// Who comes with this link and the session in these headers; `None` if the PIN has to be asked for.
    async fn of(app: &App, token: &str, headers: &HeaderMap) -> Result<Option<Self>, PageError> {
        let Some(session) = check_session(headers) else { return Ok(None) };
        let Some(checking) = app.checking(token, session).await? else { return Ok(None) };
        match app.own_passages(&checking).await {
            Ok(own) => Ok(Some(Self { checking, own })),
            // Taken away between two steps: the link is gone with it.
            Err(AppError::NotFound(_)) => Ok(None),
            Err(other) => Err(other.into()),
        }
    }

    /// Where a passage stands among the others, from 1.
    fn number(&self, place: &str) -> usize {
        self.own.passages.iter().position(|p| p.place() == place).map_or(0, |at| at + 1)
    }

    /// The place of the passage after this one.
    fn next(&self, place: &str) -> Option<String> {
        let after = self.own.passages.iter().skip_while(|p| p.place() != place).nth(1);
        after.map(troth_app::interviews::checking::OwnPassage::place)
    }
}

/// What is said where a text was corrected between opening a page and sending it: nothing that was typed is lost.
fn moved(site: &Site, token: &str, message: &str, typed: &Typed) -> Response {
    frame::conflict(site, token, message, typed.get("amended")).into_response()
}

fn to(path: &str) -> Response {
    let mut response = Redirect::to(path).into_response();
    keep_to_itself(&mut response);
    response
}

fn home(token: &str) -> String {
    format!("/check/{}", urls::segment(token))
}

fn place_of(token: &str, place: &str) -> String {
    format!("{}/passage/{}", home(token), urls::segment(place))
}

/// A permission in the words of the person who gives it.
const fn words(permission: Permission) -> &'static str {
    match permission {
        Permission::NotQuoted => "Not shown; at most it counts in numbers",
        Permission::SectorOnly => "Shown as the words of somebody in your sector",
        Permission::WithOrganisation => "Shown as the words of somebody at your organisation",
        Permission::Named => "Shown under your own label",
    }
}

/// The cookie header for a session that was begun, or ended.
fn with_cookie(mut response: Response, cookie: axum::http::HeaderValue) -> Response {
    response.headers_mut().append(header::SET_COOKIE, cookie);
    response
}
