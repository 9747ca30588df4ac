//! Cookies: one for the session, one for forms of people who are not signed in. Both begin with `__Host-`, so that a
//! browser takes them from this host alone, over a secure connection, for every path.

use axum::http::{HeaderMap, HeaderValue, header};

/// The session.
const SESSION: &str = "__Host-troth";
/// Somebody on the way to their organisation's sign-in.
#[cfg(feature = "oidc")]
const OIDC: &str = "__Host-troth-oidc";
/// What forms are tied to before there is a session.
const BEFORE: &str = "__Host-troth-form";

/// The session of somebody who looks at their own passages.
const CHECK: &str = "__Host-troth-check";

/// The language in which somebody answers.
const LANGUAGE: &str = "__Host-troth-language";

/// The secret of the session in a request.
pub(super) fn session(headers: &HeaderMap) -> Option<&str> {
    value(headers, SESSION)
}

/// The secret of somebody who comes back from their organisation's sign-in.
#[cfg(feature = "oidc")]
pub(crate) fn oidc_secret(headers: &HeaderMap) -> Option<&str> {
    value(headers, OIDC)
}

/// Binds a way to the organisation's sign-in to this browser, for as long as it may take.
#[cfg(feature = "oidc")]
pub(crate) fn oidc_cookie(secret: &str) -> HeaderValue {
    of(&format!("{OIDC}={secret}; Max-Age={}", troth_app::accounts::oidc::ATTEMPT_SECONDS))
}

/// Takes that out of the browser.
#[cfg(feature = "oidc")]
pub(crate) fn end_oidc() -> HeaderValue {
    of(&format!("{OIDC}=; Max-Age=0"))
}

/// The secret that forms are tied to before there is a session.
pub(super) fn before(headers: &HeaderMap) -> Option<&str> {
    value(headers, BEFORE)
}

/// The secret of the session of somebody who looks at their own passages.
pub(crate) fn check_session(headers: &HeaderMap) -> Option<&str> {
    value(headers, CHECK)
}

/// Begins such a session in the browser.
pub(crate) fn check_cookie(secret: &str) -> HeaderValue {
    of(&format!("{CHECK}={secret}"))
}

/// Takes it out of the browser.
pub(crate) fn end_check() -> HeaderValue {
    of(&format!("{CHECK}=; Max-Age=0"))
}

/// The language in which somebody answers, if they chose one: a few letters.
pub(crate) fn language(headers: &HeaderMap) -> Option<&str> {
    raw(headers, LANGUAGE).filter(|id| is_language(id))
}

/// Remembers it in the browser for as long as a round may take.
pub(crate) fn language_cookie(id: &str) -> Option<HeaderValue> {
    is_language(id).then(|| of(&format!("{LANGUAGE}={id}; Max-Age=7776000")))
}

fn is_language(id: &str) -> bool {
    (2..=8).contains(&id.len()) && id.bytes().all(|b| b.is_ascii_alphabetic() || b == b'-')
}

fn value<'a>(headers: &'a HeaderMap, name: &str) -> Option<&'a str> {
    // A secret is 64 hexadecimal digits; nothing else is looked up.
    raw(headers, name).filter(|secret| secret.len() == 64 && secret.bytes().all(|b| b.is_ascii_hexdigit()))
}

fn raw<'a>(headers: &'a HeaderMap, name: &str) -> Option<&'a str> {
    let cookies = headers.get_all(header::COOKIE).into_iter().filter_map(|value| value.to_str().ok());
    cookies
        .flat_map(|line| line.split(';'))
        .filter_map(|cookie| cookie.trim().split_once('='))
        .find(|(found, _)| *found == name)
        .map(|(_, value)| value)
}

/// Begins a session in the browser. The cookie goes when the browser is closed; the session ends by itself later.
pub(crate) fn session_cookie(secret: &str) -> HeaderValue {
    of(&format!("{SESSION}={secret}"))
}

/// Takes the session out of the browser.
pub(crate) fn end_session() -> HeaderValue {
    of(&format!("{SESSION}=; Max-Age=0"))
}

/// Ties forms to this browser.
pub(super) fn before_cookie(secret: &str) -> HeaderValue {
    of(&format!("{BEFORE}={secret}"))
}

fn of(cookie: &str) -> HeaderValue {
    let cookie = format!("{cookie}; Path=/; Secure; HttpOnly; SameSite=Lax");
    // Hexadecimal digits and the words above are always a header; an empty one sets nothing.
    HeaderValue::from_str(&cookie).unwrap_or(HeaderValue::from_static(""))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_secret_of_the_right_name_and_form_is_read() {
        let good = "ab".repeat(32);
        let read = |line: &str| {
            let headers = HeaderMap::from_iter([(header::COOKIE, HeaderValue::from_str(line).unwrap())]);
            session(&headers).map(str::to_owned)
        };
        assert_eq!(read(&format!("x=1; {SESSION}={good}; y=2")), Some(good.clone()));
        for bad in
            [format!("troth={good}"), format!("{SESSION}-form={good}"), format!("{SESSION}=1"), "".to_owned()]
        {
            assert_eq!(read(&bad), None, "{bad}");
        }
    }

    #[test]
    fn a_cookie_is_bound_to_this_host_and_out_of_reach_of_scripts() {
        let cookie = session_cookie("s");
        let cookie = cookie.to_str().unwrap();
        for part in ["__Host-troth=s;", "Path=/", "Secure", "HttpOnly", "SameSite=Lax"] {
            assert!(cookie.contains(part), "{cookie}");
        }
        assert!(!cookie.contains("Domain"));
    }
}
