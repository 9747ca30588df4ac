//! The frame of these pages, with a way out for somebody inside.

use axum::http::StatusCode;
use maud::{Markup, html};

use super::home;
use crate::components::quiet::{Quiet, QuietPage};
use crate::site::Site;

/// A page in its frame. `leave` is the token of the link for somebody inside.
pub(super) fn page(site: &Site, title: &str, leave: Option<&str>, body: &Markup) -> QuietPage {
    let corner = html! {
        @if let Some(token) = leave {
            form method="post" action={ (home(token)) "/leave" } { button.btn."second"."slim" { "Close" } }
        }
    };
    QuietPage::new(site, &Quiet { title, language: "en-GB", skip: "Skip to main content", corner }, body)
}

/// Something changed between opening a page and sending it.
pub(super) fn conflict(site: &Site, token: &str, message: &str, amended: &str) -> QuietPage {
    let body = html! {
        h1 { "Look at this passage again" }
        p.lede { (message) }
        (kept(amended))
        p."gap-m" { a.btn href=(home(token)) { "To your passages" } }
    };
    page(site, "Look again", Some(token), &body).with_status(StatusCode::CONFLICT)
}

/// What somebody wrote that could not be saved, to be copied.
pub(super) fn kept(amended: &str) -> Markup {
    html! {
        @if !amended.trim().is_empty() {
            div."nhsuk-form-group"."gap-m" {
                label."nhsuk-label" for="kept" { "What you wrote; copy it before you go on" }
                textarea."nhsuk-textarea" #kept rows="5" readonly { "\n" (amended) }
            }
        }
    }
}
