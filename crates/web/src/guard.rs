//! What is refused before any route is looked for: requests that come another way than the server was started for,
//! another host, other sites' forms. And the headers that every answer carries: no foreign script, no frame, nothing
//! kept by the browser.

use std::sync::Arc;

use axum::extract::{Request, State};
use axum::http::{HeaderMap, HeaderName, HeaderValue, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};

use crate::error::PageError;
use crate::options::{Options, PublicUrl};

/// Most bytes that are taken in one request.
pub(crate) const LARGEST: usize = 12_000_000;

/// Nothing is loaded but the server's own script, styles and pictures; forms go to the server alone.
const POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; \
                      form-action 'self'; frame-ancestors 'none'; base-uri 'none'; object-src 'none'";
/// Where pages tell nobody their address.
const OWN_WORDS: [&str; 3] = ["/check/", "/answer/", "/receipt"];
/// Nothing of the device is asked for.
const PERMISSIONS: &str = "accelerometer=(), camera=(), display-capture=(), geolocation=(), gyroscope=(), \
                           magnetometer=(), microphone=(), midi=(), payment=(), usb=()";
/// For a year the browser comes over an encrypted connection alone.
const SECURE_ONLY: &str = "max-age=31536000; includeSubDomains";

/// Refuses what must not be served, and adds the headers that every answer carries.
pub(crate) async fn guard(State(options): State<Arc<Options>>, request: Request, next: Next) -> Response {
    let mut response = match refusal(&options, &request) {
        Some(refused) => refused,
        None => next.run(request).await,
    };
    let headers = response.headers_mut();
    let fixed = [
        (header::CONTENT_SECURITY_POLICY, POLICY),
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
        (header::X_FRAME_OPTIONS, "DENY"),
        (HeaderName::from_static("permissions-policy"), PERMISSIONS),
        (HeaderName::from_static("cross-origin-opener-policy"), "same-origin"),
        (HeaderName::from_static("cross-origin-resource-policy"), "same-origin"),
    ];
    for (name, value) in fixed {
        headers.insert(name, HeaderValue::from_static(value));
    }
    if options.public_url().is_some_and(PublicUrl::is_https) {
        headers.insert(header::STRICT_TRANSPORT_SECURITY, HeaderValue::from_static(SECURE_ONLY));
    }
    // A page whose address is a secret says so itself.
    if !headers.contains_key(header::REFERRER_POLICY) {
        headers.insert(header::REFERRER_POLICY, HeaderValue::from_static("same-origin"));
    }
    if !headers.contains_key(header::CACHE_CONTROL) {
        headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    }
    response
}

fn refusal(options: &Options, request: &Request) -> Option<Response> {
    let (method, headers) = (request.method(), request.headers());
    let refused = |sentence: &str| Some(PageError::Refused(sentence.to_owned()).into_response());
    if is_forwarded(headers) && !options.is_behind_proxy() {
        return refused(match options.is_sign_in() {
            true => {
                "This request came through another computer, and Troth was not told to expect that. If it is a proxy \
                 of your own, start Troth with --behind-proxy."
            }
            false => {
                "This request came through another computer. Without sign-in, Troth answers only on the computer it \
                 runs on: open it there."
            }
        });
    }
    if !is_own_host(options, headers) {
        return refused(match options.is_sign_in() {
            true => "Troth answers only under the address it was started with.",
            false => {
                "Troth answers only under the name of this computer. Open it as localhost or 127.0.0.1, with the port \
                 it was started with."
            }
        });
    }
    if !method.is_safe() && is_foreign(options, headers, request.uri().path()) {
        return refused(
            "This form was sent from another site, so nothing was saved. Open the page in Troth and send it from \
             there.",
        );
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
fn is_own_host(options: &Options, headers: &HeaderMap) -> bool {
    let mut hosts = headers.get_all(header::HOST).iter();
    let (Some(host), None) = (hosts.next().and_then(|v| v.to_str().ok()), hosts.next()) else { return false };
    if let Some(url) = options.public_url() {
        return host.eq_ignore_ascii_case(url.authority());
    }
    let name = match host.rsplit_once(':') {
        Some((name, port)) if port.bytes().all(|b| b.is_ascii_digit()) => name,
        _ => host,
    };
    name.eq_ignore_ascii_case("localhost") || name == "127.0.0.1" || name == "[::1]"
}

/// Whether a browser says that another site sends this. Programs without a browser say nothing.
fn is_foreign(options: &Options, headers: &HeaderMap, path: &str) -> bool {
    let said = |name: &str| headers.get(name).map(|v| v.to_str().unwrap_or("?"));
    if said("sec-fetch-site").is_some_and(|site| site != "same-origin" && site != "none") {
        return true;
    }
    let Some(origin) = said("origin") else { return false };
    // A page that tells nobody its address sends its own forms as from nowhere. Another site's form comes without the
    // cookie of these pages, and opens nothing without the secret of a link or a receipt.
    if origin == "null" && OWN_WORDS.iter().any(|begin| path.starts_with(begin)) {
        return false;
    }
    let own = match options.public_url() {
        Some(url) => url.to_string(),
        None => format!("http://{}", said("host").unwrap_or_default()),
    };
    !origin.eq_ignore_ascii_case(&own)
}
