//! What protects the holder of the file in single-user mode: nothing forwarded, no other host, no other site's
//! forms, no foreign script.

use axum::extract::Request;
use axum::http::{HeaderMap, HeaderName, HeaderValue, Method, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};

use crate::error::PageError;

/// Most bytes that are taken in one request.
pub(crate) const LARGEST: usize = 12_000_000;

const POLICY: &str = "default-src 'self'; frame-ancestors 'none'; form-action 'self'; base-uri 'none'; \
                      object-src 'none'";

/// Refuses what must not be served, and adds the headers that every answer carries.
pub(crate) async fn guard(request: Request, next: Next) -> Response {
    let mut response = match refusal(request.method(), request.headers()) {
        Some(refused) => refused,
        None => next.run(request).await,
    };
    let headers = response.headers_mut();
    let fixed = [
        (header::CONTENT_SECURITY_POLICY, POLICY),
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
        (header::REFERRER_POLICY, "same-origin"),
        (HeaderName::from_static("cross-origin-opener-policy"), "same-origin"),
        (HeaderName::from_static("cross-origin-resource-policy"), "same-origin"),
    ];
    for (name, value) in fixed {
        headers.insert(name, HeaderValue::from_static(value));
    }
    if !headers.contains_key(header::CACHE_CONTROL) {
        headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    }
    response
}

fn refusal(method: &Method, headers: &HeaderMap) -> Option<Response> {
    if is_forwarded(headers) {
        let sentence = "This request came through another computer. Without sign-in, Troth answers only on the \
                        computer it runs on: open it there.";
        return Some(PageError::Refused(sentence.to_owned()).into_response());
    }
    if !is_own_host(headers) {
        let sentence = "Troth answers only under the name of this computer. Open it as localhost or 127.0.0.1, \
                        with the port it was started with.";
        return Some(PageError::Refused(sentence.to_owned()).into_response());
    }
    if !method.is_safe() && is_foreign(headers) {
        let sentence = "This form was sent from another site, so nothing was saved. Open the page in Troth and send \
                        it from there.";
        return Some(PageError::Refused(sentence.to_owned()).into_response());
    }
    let length = headers
        .get(header::CONTENT_LENGTH)
        .and_then(|v| v.to_str().ok())
        .and_then(|v| v.parse::<usize>().ok());
    length.is_some_and(|n| n > LARGEST).then(|| PageError::TooLarge.into_response())
}

fn is_forwarded(headers: &HeaderMap) -> bool {
    headers.keys().any(|name| {
        let name = name.as_str();
        name == "forwarded" || name == "via" || name.starts_with("x-forwarded-") || name == "x-real-ip"
    })
}

/// Against DNS rebinding: a foreign name that leads to this computer is not its name.
fn is_own_host(headers: &HeaderMap) -> bool {
    headers.get(header::HOST).and_then(|v| v.to_str().ok()).is_some_and(|host| {
        let name = match host.rsplit_once(':') {
            Some((name, port)) if port.bytes().all(|b| b.is_ascii_digit()) => name,
            _ => host,
        };
        name.eq_ignore_ascii_case("localhost") || name == "127.0.0.1" || name == "[::1]"
    })
}

/// Whether a browser says that another site sends this. Programs without a browser say nothing.
fn is_foreign(headers: &HeaderMap) -> bool {
    let said = |name: &str| headers.get(name).map(|v| v.to_str().unwrap_or("?"));
    if said("sec-fetch-site").is_some_and(|site| site != "same-origin" && site != "none") {
        return true;
    }
    let Some(origin) = said("origin") else { return false };
    let host = said("host").unwrap_or_default();
    origin.strip_prefix("http://").is_none_or(|from| !from.eq_ignore_ascii_case(host))
}
