//! A token in every form, tied to the session of the browser that the form was made for: another site that makes a
//! browser send a form does not know it. It is put into forms here and looked for here, nowhere else.

use axum::body::{Body, Bytes, to_bytes};
use axum::extract::{FromRequest, Multipart, Request};
use axum::http::header;
use maud::{Markup, PreEscaped};
use troth_gate::ledger::sha256_hex;

use crate::components::forms::Typed;
use crate::error::PageError;
use crate::guard::LARGEST;

/// The hidden field.
const FIELD: &str = "form_token";
/// How a form that changes something begins, up to its other attributes. Text that people typed never looks like this:
/// `<` is written `&lt;` in it.
const FORM: &str = "<form";

/// The token of the forms made for whoever holds this secret.
pub(super) fn of(secret: &str) -> String {
    sha256_hex(format!("form of {secret}").as_bytes())
}

/// Puts the token as first field into every form of a page that is sent by POST.
pub(crate) fn with_token(page: &Markup, token: &str) -> Markup {
    let mut rest = page.0.as_str();
    let mut out = String::with_capacity(rest.len() + 512);
    while let Some(at) = rest.find(FORM) {
        let end = rest[at..].find('>').map_or(rest.len(), |end| at + end + 1);
        let (before, after) = rest.split_at(end);
        out.push_str(before);
        if before[at..].contains("method=\"post\"") {
            out.push_str("<input type=\"hidden\" name=\"");
            out.push_str(FIELD);
            out.push_str("\" value=\"");
            out.push_str(token);
            out.push_str("\">");
        }
        rest = after;
    }
    out.push_str(rest);
    PreEscaped(out)
}

/// Looks for the token in the form that is sent, and gives the request back whole.
///
/// # Errors
/// If it is missing or another one, or the form is too large or not one.
pub(super) async fn checked(request: Request, secret: Option<&str>) -> Result<Request, PageError> {
    let refused = || {
        let sentence = "This form was not made for you, or you signed in or out since it was opened. Nothing was \
                        saved. Go back, load the page again, and send it once more.";
        PageError::Refused(sentence.to_owned())
    };
    let expected = secret.map(of).ok_or_else(refused)?;
    let (parts, body) = request.into_parts();
    let bytes = to_bytes(body, LARGEST).await.map_err(|_| PageError::TooLarge)?;
    let copy = Request::from_parts(parts.clone(), Body::from(bytes.clone()));
    let found = sent(copy, &bytes).await.ok_or_else(refused)?;
    // Hashes are compared, so that how long it takes tells nothing about the token.
    if sha256_hex(found.as_bytes()) != sha256_hex(expected.as_bytes()) {
        return Err(refused());
    }
    Ok(Request::from_parts(parts, Body::from(bytes)))
}

/// The token that was sent, in either kind of form.
async fn sent(request: Request, bytes: &Bytes) -> Option<String> {
    let kind = request.headers().get(header::CONTENT_TYPE)?.to_str().ok()?.to_ascii_lowercase();
    if kind.starts_with("multipart/form-data") {
        let mut parts = Multipart::from_request(request, &()).await.ok()?;
        while let Some(part) = parts.next_field().await.ok()? {
            if part.name() == Some(FIELD) {
                return part.text().await.ok();
            }
        }
        return None;
    }
    if kind.starts_with("application/x-www-form-urlencoded") {
        let axum::Form(typed) = axum::Form::<Typed>::from_request(request, &()).await.ok()?;
        return (!bytes.is_empty()).then(|| typed.get(FIELD).to_owned());
    }
    None
}

#[cfg(test)]
mod tests {
    use maud::html;

    use super::*;

    #[test]
    fn every_form_that_changes_something_gets_the_token_and_no_other() {
        let page = html! {
            form method="get" action="/find" { input name="q" value="<form method=\"post\">"; }
            form.a method="post" action="/x" { button { "Send" } }
            p { "<form method=\"post\">" }
            form action="/y" enctype="multipart/form-data" method="post" {}
        };
        let made = with_token(&page, "T").0;
        let field = "<input type=\"hidden\" name=\"form_token\" value=\"T\">";
        assert_eq!(made.matches(field).count(), 2, "{made}");
        assert!(made.contains(&format!("action=\"/x\">{field}<button>")), "{made}");
    }

    #[test]
    fn tokens_differ_by_session_and_give_no_secret_away() {
        assert_ne!(of("a"), of("b"));
        assert!(!of("secret").contains("secret"));
    }
}
