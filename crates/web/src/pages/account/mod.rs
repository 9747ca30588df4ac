//! One's own account: password, second factor, letters, sessions.

mod letters;
mod second_factor;
mod sessions;

use axum::extract::{Form, Query};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use maud::{Markup, html};
use troth_app::AppError;

use super::link::RULES;
use super::sign_in::with_session;
use crate::access::{Need, Routes};
use crate::components::forms::{Draft, Field, Typed, done, error_summary, typed_input, urls as form_urls};
use crate::error::PageError;
use crate::layout::{Frame, Page, page};
use crate::site::Site;
use crate::urls;

/// `/account` and what is sent from there.
pub(crate) fn routes() -> Routes {
    Routes::new()
        .get(urls::ACCOUNT, Need::SignedIn, show)
        .post("/account/password", Need::SignedIn, password)
        .merge(letters::routes())
        .merge(sessions::routes())
        .merge(second_factor::routes())
}

async fn show(site: Site, Query(asked): Query<Typed>) -> Result<Page, PageError> {
    render(&site, &Draft::default(), asked.filled("done")).await
}

async fn password(site: Site, Form(typed): Form<Typed>) -> Result<Response, PageError> {
    let changed = if typed.get("password") == typed.get("again") {
        site.app.change_password(site.signed_in()?, typed.get("old_password"), typed.get("password")).await
    } else {
        Err(AppError::field("again", "This is another password than the one above. Write both alike."))
    };
    match changed {
        Ok(token) => Ok(with_session(&token, Redirect::to(&form_urls::done(urls::ACCOUNT, "changed")))),
        Err(error) => {
            let draft = Draft::refused(typed, error, "password")?;
            let page = render(&site, &draft, None).await?;
            Ok(page.with_status(StatusCode::UNPROCESSABLE_ENTITY).into_response())
        }
    }
}

async fn render(site: &Site, draft: &Draft, word: Option<&str>) -> Result<Page, PageError> {
    let visit = site.signed_in()?;
    let sessions = site.app.sessions_of(visit).await?;
    let codes = site.app.recovery_codes_left(visit).await?;
    let letters = match site.app.reminds() {
        true => Some(site.app.letters_wanted(visit).await?),
        false => None,
    };
    #[cfg(feature = "oidc")]
    let elsewhere = super::oidc::section(site).await?;
    #[cfg(not(feature = "oidc"))]
    let elsewhere = html! {};
    let body = html! {
        h1 { "Your account" }
        (done(word))
        (error_summary(draft))
        dl.sl {
            div { dt { "Name" } dd { (visit.name) } }
            div { dt { "E-mail address" } dd { (visit.address) } }
        }
        (second_factor::section(visit, codes))
        @if visit.has_password { (password_section(draft)) }
        (elsewhere)
        @if let Some(wanted) = letters { (letters::section(wanted)) }
        (sessions::section(visit, &sessions))
    };
    Ok(page(site, &Frame { title: "Your account", ..Frame::default() }, body))
}

fn password_section(draft: &Draft) -> Markup {
    html! {
        section aria-labelledby="password-title" {
            h2 #password-title { "Password" }
            form.form method="post" action="/account/password" {
                (typed_input(draft, Field::new("old_password", "Your password now"), "password", "current-password"))
                (typed_input(draft, Field::new("password", "A new one").hint(RULES), "password", "new-password"))
                (typed_input(draft, Field::new("again", "The new one once more"), "password", "new-password"))
                button.btn."slim" { "Change the password" }
            }
            p."small"."quiet"."gap-m" { "Everybody else who is signed in to your account is signed out by this." }
        }
    }
}
