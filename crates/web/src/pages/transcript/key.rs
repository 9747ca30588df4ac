//! The key of a text: what was replaced in it. Looking is noted; the key can be erased for good.

use axum::extract::Form;
use axum::response::Redirect;
use maud::{Markup, html};
use troth_app::AppError;
use troth_network::Network;
use troth_say::identifiers::Key;

use super::{Place, place};
use crate::components::forms::{Typed, urls};
use crate::error::PageError;
use crate::layout::{Frame, Here, Page, page};
use crate::site::Site;

/// Pseudonyms with the words they stand for.
pub(super) async fn show(site: Site, path: Place) -> Result<Page, PageError> {
    let (network, id) = place(&site, path).await?;
    let title = site.app.text_versions(&network, id).await?.value().stored.transcript.title.clone();
    let key = site.app.text_key(&network, id).await?;
    let frame = Frame {
        network: Some(&network),
        here: Here::Interviews,
        title: "What was replaced",
        custodian: true,
        ..Frame::default()
    };
    let here = urls::transcript(&network, id);
    Ok(page(&site, &frame, body(&network, &here, &title, key.value().as_ref())))
}

/// Erases the key.
pub(super) async fn erase(site: Site, path: Place, Form(typed): Form<Typed>) -> Result<Redirect, PageError> {
    let (network, id) = place(&site, path).await?;
    if typed.get("sure") != "yes" {
        return Err(AppError::field(
            "sure",
            "Tick that you are sure: a key that is erased cannot be brought back.",
        )
        .into());
    }
    site.app.erase_text_key(&network, id).await?;
    Ok(Redirect::to(&urls::done(&urls::transcript(&network, id), "key-erased")))
}

fn body(network: &Network, here: &str, title: &str, key: Option<&Key>) -> Markup {
    html! {
        nav."crumbs" aria-label="Where you are" {
            a href=(urls::interviews(network)) { "Interviews" } span aria-hidden="true" { "\u{203a}" }
            a href=(here) { (title) } span aria-hidden="true" { "\u{203a}" } "What was replaced"
        }
        h1 { "What was replaced" }
        @match key {
            None => p { "There is no key: nothing was replaced in this text, or its key was erased." },
            Some(key) => {
                p.lede { "These words are stored encrypted, apart from the text. That you looked is noted in the record." }
                table.stack {
                    caption.vh { "Pseudonyms and the words they stand for" }
                    thead { tr { th scope="col" { "In the text" } th scope="col" { "Stands for" } } }
                    tbody {
                        @for entry in &key.entries {
                            tr { th scope="row" { (entry.pseudonym) } td data-l="Stands for" { (entry.originals.join(", ")) } }
                        }
                    }
                }
                details {
                    summary { "Erase the key" }
                    form method="post" action={ (here) "/key" } {
                        p { "From then on nothing in Troth leads from the pseudonyms back to the words. Copies made before \
                             still hold the key, encrypted." }
                        div."nhsuk-checkboxes" {
                            div."nhsuk-checkboxes__item" {
                                input."nhsuk-checkboxes__input" type="checkbox" id="sure" name="sure" value="yes";
                                label."nhsuk-label"."nhsuk-checkboxes__label" for="sure" { "I am sure" }
                            }
                        }
                        p."gap-s" { button.btn."warn"."slim" { "Erase the key for good" } }
                    }
                }
            }
        }
    }
}
