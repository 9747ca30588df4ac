//! The frame of these pages: one column, no navigation, no script, nothing of a partnership, and no address told to
//! another site.

use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use maud::{DOCTYPE, Markup, html};

use super::home;
use crate::site::Site;

/// A whole page.
pub(super) struct CheckPage {
    status: StatusCode,
    markup: Markup,
}

impl CheckPage {
    /// The same page with another status.
    pub(super) fn with_status(self, status: StatusCode) -> Self {
        Self { status, ..self }
    }
}

impl IntoResponse for CheckPage {
    fn into_response(self) -> Response {
        let html = HeaderValue::from_static("text/html; charset=utf-8");
        let mut response =
            (self.status, [(header::CONTENT_TYPE, html)], self.markup.into_string()).into_response();
        keep_to_itself(&mut response);
        response
    }
}

/// The address holds the secret of the link: no browser hands it on, or keeps the page.
pub(super) fn keep_to_itself(response: &mut Response) {
    let headers = response.headers_mut();
    headers.insert(header::REFERRER_POLICY, HeaderValue::from_static("no-referrer"));
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
}

/// A page in its frame, with its forms tied to this browser. `leave` is the token of the link for somebody inside.
pub(super) fn page(site: &Site, title: &str, leave: Option<&str>, body: &Markup) -> CheckPage {
    let markup = html! {
        (DOCTYPE)
        html lang="en-GB" {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta name="robots" content="noindex";
                title { (title) " \u{2013} Troth" }
                link rel="stylesheet" href=(site.assets.css());
            }
            body.answer {
                a.skip href="#main" { "Skip to main content" }
                header.bar {
                    div.one {
                        span.wordmark { "Troth" }
                        @if let Some(token) = leave {
                            form method="post" action={ (home(token)) "/leave" } {
                                button.btn."second"."slim" { "Close" }
                            }
                        }
                    }
                }
                main #main .one tabindex="-1" { (body) }
            }
        }
    };
    CheckPage { status: StatusCode::OK, markup: site.tied(markup) }
}

/// Something changed between opening a page and sending it.
pub(super) fn conflict(site: &Site, token: &str, message: &str, amended: &str) -> CheckPage {
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
