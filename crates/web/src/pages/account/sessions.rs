//! Where somebody is signed in, and ending that.

use axum::response::Response;
use maud::{Markup, html};
use troth_app::accounts::{SessionRow, Visit};
use troth_network::timestamp::day_in_words;

use super::super::sign_in::signed_out;
use crate::access::{Need, Routes};
use crate::error::PageError;
use crate::site::Site;
use crate::urls;

/// What is sent from there.
pub(super) fn routes() -> Routes {
    Routes::new().post("/account/sign-out-everywhere", Need::SignedIn, everywhere)
}

async fn everywhere(site: Site) -> Result<Response, PageError> {
    site.app.sign_out_everywhere(site.signed_in()?).await?;
    Ok(signed_out("out"))
}

/// What the page of the account says of it.
pub(super) fn section(visit: &Visit, sessions: &[SessionRow]) -> Markup {
    html! {
        section aria-labelledby="sessions" {
            h2 #sessions { "Where you are signed in" }
            table.stack {
                caption.vh { "Sessions of your account" }
                thead {
                    tr {
                        th scope="col" { "Where" } th scope="col" { "Since" } th scope="col" { "Last used" }
                    }
                }
                tbody {
                    @for session in sessions {
                        tr {
                            th scope="row" {
                                (session.device.as_deref().unwrap_or("A browser"))
                                @if session.id == visit.session { " (this one)" }
                            }
                            td data-l="Since" { (day_in_words(session.created.day())) }
                            td data-l="Last used" { (day_in_words(session.seen.day())) }
                        }
                    }
                }
            }
            p."small"."quiet"."gap-m" {
                "A session ends after eight hours without use, and after seven days in any case. If one of these is not \
                 yours, sign out everywhere" @if visit.has_password { " and change your password" } "."
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
