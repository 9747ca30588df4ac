//! Setting up a second factor: a key for an authenticator app, a code that proves it arrived, and recovery codes that
//! are shown once.

use axum::extract::Form;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use maud::{Markup, html};
use troth_app::accounts::{SetUp, Setup, Visit};

use super::super::sign_in::{signed_out, with_session};
use crate::access::{Need, Routes};
use crate::components::forms::{Draft, Field, Typed, error_summary, typed_input};
use crate::components::qr::picture;
use crate::error::PageError;
use crate::layout::{Frame, Page, page};
use crate::site::Site;
use crate::urls;

/// `/account/second-factor` and what is sent from there.
pub(super) fn routes() -> Routes {
    Routes::new()
        .get(urls::SECOND_FACTOR, Need::SignedIn, show)
        .post(urls::SECOND_FACTOR, Need::SignedIn, accept)
        .post("/account/second-factor/new", Need::SignedIn, propose)
        .post("/account/second-factor/remove", Need::SignedIn, remove)
}

async fn show(site: Site) -> Result<Response, PageError> {
    if let Some(first) = password_first(&site)? {
        return Ok(first);
    }
    Ok(render(&site, &Draft::default()).await?.into_response())
}

async fn propose(site: Site) -> Result<Response, PageError> {
    if let Some(first) = password_first(&site)? {
        return Ok(first);
    }
    site.app.propose_factor(site.signed_in()?).await?;
    Ok(Redirect::to(urls::SECOND_FACTOR).into_response())
}

async fn accept(site: Site, Form(typed): Form<Typed>) -> Result<Response, PageError> {
    if let Some(first) = password_first(&site)? {
        return Ok(first);
    }
    match site.app.accept_factor(site.signed_in()?, typed.get("code")).await {
        Ok(done) => Ok(with_session(&done.token, codes(&site, &done))),
        Err(error) => {
            let draft = Draft::refused(typed, error, "code")?;
            let page = render(&site, &draft).await?;
            Ok(page.with_status(StatusCode::UNPROCESSABLE_ENTITY).into_response())
        }
    }
}

async fn remove(site: Site) -> Result<Response, PageError> {
    if let Some(first) = password_first(&site)? {
        return Ok(first);
    }
    site.app.remove_factor(site.signed_in()?).await?;
    Ok(signed_out("out"))
}

/// A session that somebody has found open is not enough to change what the account is protected with.
fn password_first(site: &Site) -> Result<Option<Response>, PageError> {
    let fresh = site.app.is_fresh(site.signed_in()?);
    let confirm = urls::with(urls::CONFIRM, &[("next", urls::SECOND_FACTOR)]);
    Ok((!fresh).then(|| Redirect::to(&confirm).into_response()))
}

/// What the page of the account says of it.
pub(super) fn section(visit: &Visit, codes: i64) -> Markup {
    html! {
        section aria-labelledby="factor" {
            h2 #factor { "Second factor" }
            @if visit.second_factor {
                p.lede {
                    "Set up. You have " (codes) " recovery " (if codes == 1 { "code" } else { "codes" }) " left."
                }
                div.acts { a href=(urls::SECOND_FACTOR) { "Set it up anew, with new recovery codes" } }
            } @else {
                p.lede {
                    "Not set up. With one, a password that somebody has found out is not enough. Custodians and \
                     coordinators need one."
                }
                div.acts { a.btn."slim" href=(urls::SECOND_FACTOR) { "Set up a second factor" } }
            }
        }
    }
}

async fn render(site: &Site, draft: &Draft) -> Result<Page, PageError> {
    let visit = site.signed_in()?;
    let setup = site.app.proposed_factor(visit).await?;
    let body = html! {
        nav."crumbs" aria-label="Where you are" {
            a href=(urls::ACCOUNT) { "Your account" } span aria-hidden="true" { "\u{203a}" } "Second factor"
        }
        h1 { "Second factor" }
        (error_summary(draft))
        p.lede {
            "Besides the password you give six digits that an authenticator app on your phone shows. Custodians and \
             coordinators need this before they can open a partnership; for everybody else it is a good idea."
        }
        @match &setup {
            Some(setup) => (proving(setup, draft)),
            None => form.form method="post" action="/account/second-factor/new" {
                button.btn { (if visit.second_factor { "Make a new key" } else { "Make a key" }) }
            },
        }
        @if visit.second_factor {
            section aria-labelledby="remove" {
                h2 #remove { "Do without" }
                p.lede { "Not possible for custodians and coordinators. You are signed out everywhere." }
                form.form method="post" action="/account/second-factor/remove" {
                    button.btn."second"."slim" { "Take the second factor away" }
                }
            }
        }
    };
    Ok(page(site, &Frame { title: "Second factor", ..Frame::default() }, body))
}

fn proving(setup: &Setup, draft: &Draft) -> Markup {
    html! {
        section aria-labelledby="key" {
            h2 #key { "1. Put the key into your app" }
            p.lede { "Let the app read the picture, or type the key." }
            (picture(&setup.address, "The key as a picture for an authenticator app", 220))
            p."gap-m" { "Key: " code { (grouped(&setup.key)) } }
            p."small"."quiet" { "Time-based, six digits, thirty seconds; every common authenticator app takes it." }
        }
        section aria-labelledby="prove" {
            h2 #prove { "2. Type the code it shows" }
            form.form method="post" action=(urls::SECOND_FACTOR) {
                (typed_input(draft, Field::new("code", "Code").hint("Six digits"), "text", "one-time-code"))
                button.btn { "Save the second factor" }
            }
            form."gap-m" method="post" action="/account/second-factor/new" {
                button.btn."second"."slim" { "Make another key" }
            }
        }
    }
}

/// In groups of four, as it is read out.
fn grouped(key: &str) -> String {
    let letters: Vec<char> = key.chars().collect();
    letters.chunks(4).map(|group| group.iter().collect::<String>()).collect::<Vec<_>>().join(" ")
}

fn codes(site: &Site, done: &SetUp) -> Page {
    let body = html! {
        h1 { "Keep these recovery codes" }
        div."banner"."ok" role="status" { p { "The second factor is set up." } }
        p.lede {
            "Each of them lets you in once, if your phone is lost. They are not shown again: print them or write them \
             down, and keep them where nobody else looks."
        }
        ul.bullets { @for code in &done.recovery_codes { li { code { (code) } } } }
        div.acts { a.btn href="/" { "I have kept them" } }
    };
    page(site, &Frame { title: "Recovery codes", ..Frame::default() }, body)
}
