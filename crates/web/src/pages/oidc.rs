//! Signing in with an account of one's organisation: sending people there, and taking them back in.
//!
//! A form leads there by way of a page that goes on by itself, not by a redirect: browsers hold forms to the addresses of
//! `form-action` through every redirect that follows, and where an organisation's sign-in leads on to is not ours to know.
//! So that list stays at our own address, and the provider needs no place in it.

use axum::extract::{Form, Path, Query};
use axum::http::{HeaderMap, HeaderValue, header};
use axum::response::{AppendHeaders, IntoResponse, Redirect, Response};
use maud::{Markup, html};
use troth_app::accounts::SignedIn;
use troth_app::accounts::oidc::{Arrived, Back, Departure, Errand, Provider};
use troth_network::timestamp::day_in_words;

use super::sign_in::with_session;
use crate::access::{Need, Routes, end_oidc, next_page, oidc_cookie, oidc_secret};
use crate::components::forms::{Typed, urls as form_urls};
use crate::error::PageError;
use crate::layout::{Frame, page};
use crate::site::Site;
use crate::urls;

/// Where providers send people back to.
pub const CALLBACK: &str = "/sign-in/oidc/callback";

/// The ways there, and the way back.
pub(crate) fn routes() -> Routes {
    Routes::new()
        .post(urls::SIGN_IN_OIDC, Need::Anyone, sign_in)
        // The one GET that changes something: providers send people back by it. It does so only for the browser that was
        // sent there, and once.
        .get(CALLBACK, Need::Anyone, back)
        .post("/link/{token}/oidc", Need::Anyone, accept)
        .post(urls::CONFIRM_OIDC, Need::SignedIn, confirm)
        .post(urls::ACCOUNT_OIDC, Need::SignedIn, link)
        .post("/account/oidc/remove", Need::SignedIn, unlink)
}

async fn sign_in(site: Site, Form(typed): Form<Typed>) -> Result<Response, PageError> {
    depart(&site, Errand::SignIn, next_page(typed.get("next"))).await
}

async fn accept(site: Site, Path(token): Path<String>) -> Result<Response, PageError> {
    depart(&site, Errand::Invitation(&token), "/").await
}

async fn confirm(site: Site, Form(typed): Form<Typed>) -> Result<Response, PageError> {
    let visit = site.signed_in()?;
    depart(&site, Errand::Confirm(visit), next_page(typed.get("next"))).await
}

async fn link(site: Site) -> Result<Response, PageError> {
    let visit = site.signed_in()?;
    if !site.app.is_fresh(visit) {
        return Ok(password_first());
    }
    depart(&site, Errand::Link(visit), urls::ACCOUNT).await
}

async fn unlink(site: Site) -> Result<Response, PageError> {
    let visit = site.signed_in()?;
    if !site.app.is_fresh(visit) {
        return Ok(password_first());
    }
    let token = site.app.unlink(visit, provider(&site)?).await?;
    Ok(with_session(&token, Redirect::to(&form_urls::done(urls::ACCOUNT, "unlinked"))))
}

fn password_first() -> Response {
    Redirect::to(&urls::with(urls::CONFIRM, &[("next", urls::ACCOUNT)])).into_response()
}

/// A page that goes on to the provider by itself, and has a link where a browser does not.
async fn depart(site: &Site, errand: Errand<'_>, next: &str) -> Result<Response, PageError> {
    let provider = provider(site)?;
    let Departure { token, address } = site.app.depart(provider, errand, next).await?;
    let title = format!("On to {}", provider.name());
    let body = html! {
        h1 { (title) }
        p.lede { "You sign in there and come back here. If nothing happens, go on yourself." }
        p { a.btn href=(address) { "Go on to " (provider.name()) } }
    };
    let mut answer = page(site, &Frame { title: &title, ..Frame::default() }, body).into_response();
    let headers = answer.headers_mut();
    headers.append(header::SET_COOKIE, oidc_cookie(token.secret()));
    if let Ok(on) = HeaderValue::from_str(&format!("0; url={address}")) {
        headers.insert(header::REFRESH, on);
    }
    Ok(answer)
}

async fn back(site: Site, headers: HeaderMap, Query(asked): Query<Typed>) -> Result<Response, PageError> {
    let arrived = match oidc_secret(&headers) {
        Some(secret) => {
            let back = Back {
                state: asked.get("state").to_owned(),
                code: asked.owned("code").filter(|_| asked.filled("error").is_none()),
                issuer: asked.owned("iss"),
            };
            site.app.arrive(provider(&site)?, secret, &back, site.session()).await.map_err(PageError::from)
        }
        None => {
            let sentence = "This sign-in was not begun in this browser, or is over. Begin again.";
            Err(PageError::Refused(sentence.to_owned()))
        }
    };
    let answer = match arrived {
        Ok(Arrived::SignedIn(SignedIn::Whole(token), next)) => {
            with_session(&token, Redirect::to(next_page(&next)))
        }
        Ok(Arrived::SignedIn(SignedIn::SecondFactor(token), next)) => {
            let next = if next == "/" { "" } else { &next };
            with_session(&token, Redirect::to(&urls::with(urls::SIGN_IN_CODE, &[("next", next)])))
        }
        Ok(Arrived::Linked) => Redirect::to(&form_urls::done(urls::ACCOUNT, "linked")).into_response(),
        Ok(Arrived::Confirmed(token, next)) => with_session(&token, Redirect::to(next_page(&next))),
        Err(error) => error.into_response(),
    };
    Ok((AppendHeaders([(header::SET_COOKIE, end_oidc())]), answer).into_response())
}

fn provider(site: &Site) -> Result<&Provider, PageError> {
    let sentence = "No organisation's accounts can be used here.";
    site.options.provider().ok_or_else(|| PageError::Refused(sentence.to_owned()))
}

/// What the page of the account says of it.
///
/// # Errors
/// If the database fails.
pub(super) async fn section(site: &Site) -> Result<Markup, PageError> {
    let Some(provider) = site.options.provider() else { return Ok(html! {}) };
    let visit = site.signed_in()?;
    let linked = site.app.linked_since(visit, provider).await?;
    Ok(html! {
        section aria-labelledby="oidc" {
            h2 #oidc { "Signing in with " (provider.name()) }
            @if let Some(since) = linked {
                p.lede { "Linked since " (day_in_words(since.day())) "." }
                @if visit.has_password {
                    form."gap-m" method="post" action="/account/oidc/remove" {
                        button.btn."second"."slim" { "Remove the link" }
                    }
                    p."small"."quiet"."gap-m" { "Everybody else who is signed in to your account is signed out by this." }
                } @else {
                    p."small"."quiet" {
                        "Your account has no password, so the link stays. A custodian can make you a link to set one."
                    }
                }
            } @else {
                p.lede { "Not linked. With a link you can sign in with " (provider.name()) " in the place of your password." }
                form."gap-m" method="post" action=(urls::ACCOUNT_OIDC) {
                    button.btn."slim" { "Link my account to " (provider.name()) }
                }
            }
            p."small"."quiet"."gap-m" { "Custodians and coordinators give the code of their second factor in any case." }
        }
    })
}
