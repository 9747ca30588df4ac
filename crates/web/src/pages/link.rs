//! Where an invitation or a reset leads: choosing a password. And where a forgotten password begins.

use axum::extract::{Form, Path};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use maud::{Markup, html};
use troth_app::AppError;
use troth_app::accounts::{LinkPurpose, LinkView};

use crate::access::{Need, Routes};
use crate::components::elsewhere::elsewhere;
use crate::components::forms::{Draft, Field, Typed, error_summary, typed_input, urls as form_urls};
use crate::error::PageError;
use crate::layout::{Frame, Page, page};
use crate::site::Site;
use crate::urls;

/// `/link/{token}` and `/forgotten`.
pub(crate) fn routes() -> Routes {
    Routes::new()
        .get("/link/{token}", Need::Anyone, show)
        .post("/link/{token}", Need::Anyone, send)
        .get(urls::FORGOTTEN, Need::Anyone, forgotten)
        .post(urls::FORGOTTEN, Need::Anyone, ask)
}

async fn show(site: Site, Path(token): Path<String>) -> Result<Page, PageError> {
    render(&site, &token, &Draft::default()).await
}

async fn send(
    site: Site,
    Path(token): Path<String>,
    Form(typed): Form<Typed>,
) -> Result<Response, PageError> {
    let redeemed = if typed.get("password") == typed.get("again") {
        site.app.redeem(&token, typed.get("password")).await
    } else {
        Err(AppError::field("again", "This is another password than the one above. Write both alike."))
    };
    match redeemed {
        Ok(()) => Ok(Redirect::to(&form_urls::done(urls::SIGN_IN, "password")).into_response()),
        Err(error) => {
            let draft = Draft::refused(typed, error, "password")?;
            let page = render(&site, &token, &draft).await?;
            Ok(page.with_status(StatusCode::UNPROCESSABLE_ENTITY).into_response())
        }
    }
}

async fn render(site: &Site, token: &str, draft: &Draft) -> Result<Page, PageError> {
    let Some(link) = site.app.link(token).await? else {
        let message = "This link was used, replaced or is too old. Ask for a new one.";
        return Err(AppError::NotFound(message.to_owned()).into());
    };
    let title = match link.purpose {
        LinkPurpose::Invitation => "Welcome to Troth",
        LinkPurpose::Reset => "A new password",
    };
    let body = html! {
        h1 { (title) }
        (error_summary(draft))
        (whom(&link))
        form.form method="post" action=(urls::link(token)) {
            // So that a password manager keeps the address with it.
            input type="hidden" name="username" autocomplete="username" value=(link.address);
            (typed_input(draft, Field::new("password", "Choose a password").hint(RULES), "password", "new-password"))
            (typed_input(draft, Field::new("again", "The same once more"), "password", "new-password"))
            button.btn { "Save this password" }
        }
        @if link.purpose == LinkPurpose::Invitation {
            (elsewhere(site, &urls::link_oidc(token), "No password: sign in with", ""))
        }
    };
    Ok(page(site, &Frame { title, ..Frame::default() }, body))
}

/// What a password has to be.
pub(super) const RULES: &str = "At least 12 characters. Three or four words that have nothing to do with each other do \
                                well";

fn whom(link: &LinkView) -> Markup {
    html! {
        p.lede {
            @match link.purpose {
                LinkPurpose::Invitation => {
                    "This is the account of " b { (link.name) } ". You sign in with " b { (link.address) }
                    " and the password you choose here. If this is not you, close this page."
                },
                LinkPurpose::Reset => {
                    "For the account of " b { (link.address) } ". Everybody who is signed in to it will be signed out."
                },
            }
        }
    }
}

async fn forgotten(site: Site) -> Page {
    ask_page(&site, false)
}

async fn ask(site: Site, Form(typed): Form<Typed>) -> Result<Page, PageError> {
    if let Some(url) = site.options.public_url() {
        site.app.send_reset(typed.get("address"), |token| url.page(&urls::link(token.secret()))).await?;
    }
    Ok(ask_page(&site, true))
}

fn ask_page(site: &Site, asked: bool) -> Page {
    let body = html! {
        h1 { "Forgotten password" }
        @if !site.app.sends_mail() {
            p.lede { "Ask the custodian of your partnership for a link to set a new one. No mail is sent from here." }
        } @else if asked {
            div."banner"."ok" role="status" {
                p { "If there is an account with this address, a link is on its way to it. It holds for an hour." }
            }
        } @else {
            p.lede { "You get a link by mail with which you set a new one." }
            form.form method="post" action=(urls::FORGOTTEN) {
                (typed_input(&Draft::default(), Field::new("address", "E-mail address"), "email", "username"))
                button.btn { "Send me a link" }
            }
        }
        p."gap-m" { a href=(urls::SIGN_IN) { "Back to signing in" } }
    };
    page(site, &Frame { title: "Forgotten password", ..Frame::default() }, body)
}
