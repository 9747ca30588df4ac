//! The frame of pages whose address is a secret: one column, no navigation, no script, nothing of a partnership, and no
//! address told to another site.

use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use maud::{DOCTYPE, Markup, html};

use crate::site::Site;

/// A whole page.
pub(crate) struct QuietPage {
    status: StatusCode,
    markup: Markup,
}

/// What a page is called, in which language, and what stands in its corner.
pub(crate) struct Quiet<'a> {
    /// Its title.
    pub(crate) title: &'a str,
    /// Its language, such as `en-GB`.
    pub(crate) language: &'a str,
    /// Words of the link to the content.
    pub(crate) skip: &'a str,
    /// What stands in the corner, such as a way out.
    pub(crate) corner: Markup,
}

impl QuietPage {
    /// A page in its frame, with its forms tied to this browser.
    pub(crate) fn new(site: &Site, quiet: &Quiet<'_>, body: &Markup) -> Self {
        let markup = html! {
            (DOCTYPE)
            html lang=(quiet.language) {
                head {
                    meta charset="utf-8";
                    meta name="viewport" content="width=device-width, initial-scale=1";
                    meta name="robots" content="noindex";
                    title { (quiet.title) " \u{2013} Troth" }
                    link rel="stylesheet" href=(site.assets.css());
                }
                body.answer {
                    a.skip href="#main" { (quiet.skip) }
                    header.bar { div.one { span.wordmark { "Troth" } (quiet.corner) } }
                    main #main .one tabindex="-1" { (body) }
                }
            }
        };
        Self { status: StatusCode::OK, markup: site.tied(markup) }
    }

    /// The same page with another status.
    pub(crate) fn with_status(self, status: StatusCode) -> Self {
        Self { status, ..self }
    }
}

impl IntoResponse for QuietPage {
    fn into_response(self) -> Response {
        let html = HeaderValue::from_static("text/html; charset=utf-8");
        let mut response =
            (self.status, [(header::CONTENT_TYPE, html)], self.markup.into_string()).into_response();
        keep_to_itself(&mut response);
        response
    }
}

/// The address holds the secret of the link: no browser hands it on, or keeps the page.
pub(crate) fn keep_to_itself(response: &mut Response) {
    let headers = response.headers_mut();
    headers.insert(header::REFERRER_POLICY, HeaderValue::from_static("no-referrer"));
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
}
