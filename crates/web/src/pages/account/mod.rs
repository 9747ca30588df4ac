//! One's own account: password, second factor, sessions.

mod second_factor;

use axum::extract::{Form, Query};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use maud::{Markup, html};
use troth_app::AppError;
use troth_app::accounts::{SessionRow, Visit};
use troth_network::timestamp::day_in_words;

use super::link::RULES;
use super::sign_in::{signed_out, with_session};
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
        .post("/account/sign-out-everywhere", Need::SignedIn, everywhere)
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

async fn everywhere(site: Site) -> Result<Response, PageError> {
    site.app.sign_out_everywhere(site.signed_in()?).await?;
    Ok(signed_out("out"))
}

async fn render(site: &Site, draft: &Draft, word: Option<&str>) -> Result<Page, PageError> {
    let visit = site.signed_in()?;
    let sessions = site.app.sessions_of(visit).await?;
    let codes = site.app.recovery_codes_left(visit).await?;
    let body = html! {
        h1 { "Your account" }
        (done(word))
        (error_summary(draft))
        dl.sl {
            div { dt { "Name" } dd { (visit.name) } }
            div { dt { "E-mail address" } dd { (visit.address) } }
        }
        (second_factor::section(visit, codes))
        (password_section(draft))
        (sessions_section(visit, &sessions))
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

fn sessions_section(visit: &Visit, sessions: &[SessionRow]) -> Markup {
    html! {
        section aria-labelledby="sessions" {
            h2 #sessions { "Where you are signed in" }
            table.stack {
                caption.vh { "Sessions of your account" }
                thead { tr { th scope="col" { "Since" } th scope="col" { "Last used" } th scope="col" { "Which" } } }
                tbody {
                    @for session in sessions {
                        tr {
                            th scope="row" { (day_in_words(session.created.day())) }
                            td data-l="Last used" { (day_in_words(session.seen.day())) }
                            td data-l="Which" { (if session.id == visit.session { "This one" } else { "Another browser" }) }
                        }
                    }
                }
            }
            p."small"."quiet"."gap-m" {
                "A session ends after eight hours without use, and after seven days in any case."
            }
            div.acts {
                form method="post" action=(urls::SIGN_OUT) { button.btn."slim" { "Sign out" } }
                form method="post" action="/account/sign-out-everywhere" {
                    button.btn."second"."slim" { "Sign out everywhere" }
                }
            }
        }
    }
}
