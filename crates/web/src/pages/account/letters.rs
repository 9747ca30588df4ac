//! Which letters somebody wants besides those they ask for.

use axum::extract::Form;
use axum::response::{IntoResponse, Redirect, Response};
use maud::{Markup, html};
use troth_app::mail::{DELETION_DAYS, LettersWanted};

use crate::access::{Need, Routes};
use crate::components::forms::{Draft, Field, Typed, checkbox, urls as form_urls};
use crate::error::PageError;
use crate::site::Site;
use crate::urls;

/// What is sent from there.
pub(super) fn routes() -> Routes {
    Routes::new().post("/account/letters", Need::SignedIn, save)
}

async fn save(site: Site, Form(typed): Form<Typed>) -> Result<Response, PageError> {
    let wanted =
        LettersWanted { tasks: typed.get("tasks") == "yes", deletions: typed.get("deletions") == "yes" };
    site.app.want_letters(site.signed_in()?, wanted).await?;
    Ok(Redirect::to(&form_urls::done(urls::ACCOUNT, "letters")).into_response())
}

/// What the page of the account says of it.
pub(super) fn section(wanted: LettersWanted) -> Markup {
    let word = |wanted: bool| if wanted { "yes" } else { "" };
    let now = Typed::default().with("tasks", word(wanted.tasks)).with("deletions", word(wanted.deletions));
    let draft = Draft::of(now);
    let soon = format!("For custodians: {DELETION_DAYS} days before");
    html! {
        section aria-labelledby="letters" {
            h2 #letters { "Letters" }
            p.lede {
                "They say that something waits, and how many things. What it is stands here alone: a letter names no \
                 organisation, and nothing that anybody said."
            }
            form.form method="post" action="/account/letters" {
                (checkbox(&draft, Field::new("tasks", "When something waits for me")
                    .hint("A review that is due, or an action to accept or to decide; one letter about each")))
                (checkbox(&draft, Field::new("deletions", "Before data are deleted").hint(&soon)))
                button.btn."slim" { "Save" }
            }
        }
    }
}
