//! Correcting a text: its words in one field, and the versions there are.

use axum::extract::Form;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use maud::{Markup, html};
use troth_app::AppError;
use troth_app::interviews::VersionsView;
use troth_network::timestamp::day_in_words;
use troth_network::{Network, TranscriptId};

use super::{Place, place};
use crate::components::forms::{Draft, Field, Typed, error_summary, text_input, textarea, urls};
use crate::error::PageError;
use crate::layout::{Frame, Here, Page, page};
use crate::site::Site;

/// The form with the text as it is.
pub(super) async fn show(site: Site, path: Place) -> Result<Page, PageError> {
    let (network, id) = place(&site, path).await?;
    render(&site, &network, id, None).await
}

/// Saves the corrected text as a new version.
pub(super) async fn send(site: Site, path: Place, Form(typed): Form<Typed>) -> Result<Response, PageError> {
    let (network, id) = place(&site, path).await?;
    let of = typed.get("of").parse().map_err(|_| AppError::missing("This version"))?;
    match site.app.correct_text(&network, id, of, typed.get("text"), typed.get("reason")).await {
        Ok(done) => {
            let word = if done.unplaced == 0 { "corrected" } else { "corrected-in-part" };
            Ok(Redirect::to(&urls::done(&urls::transcript(&network, id), word)).into_response())
        }
        Err(error) => {
            let draft = Draft::refused(typed, error, "text")?;
            let page = render(&site, &network, id, Some(draft)).await?;
            Ok(page.with_status(StatusCode::UNPROCESSABLE_ENTITY).into_response())
        }
    }
}

async fn render(
    site: &Site,
    network: &Network,
    id: TranscriptId,
    draft: Option<Draft>,
) -> Result<Page, PageError> {
    let view = site.app.text_versions(network, id).await?;
    let view = view.value();
    let text = &view.stored.transcript;
    let draft = draft.unwrap_or_else(|| {
        let of = text.version.to_string();
        Draft::of(Typed::default().with("text", text.text.as_str()).with("of", of))
    });
    let title = format!("Correct {}", text.title);
    let frame = Frame {
        network: Some(network),
        here: Here::Interviews,
        title: &title,
        custodian: true,
        ..Frame::default()
    };
    Ok(page(site, &frame, body(network, view, &draft)))
}

fn body(network: &Network, view: &VersionsView, draft: &Draft) -> Markup {
    let text = &view.stored.transcript;
    let here = urls::transcript(network, text.id);
    html! {
        nav."crumbs" aria-label="Where you are" {
            a href=(urls::interviews(network)) { "Interviews" } span aria-hidden="true" { "\u{203a}" }
            a href=(here) { (text.title) } span aria-hidden="true" { "\u{203a}" } "Correct"
        }
        h1 { "Correct the text" }
        (error_summary(draft))
        p.lede {
            "The text as it is stays as a version of its own. Passages and claims are looked for in the corrected text; \
             those that cannot be found there are listed for you. What was coded until now can then no longer be \
             undone step by step."
        }
        form.form."wide" method="post" action={ (here) "/correct" } data-guard {
            input type="hidden" name="of" value=(draft.typed.get("of"));
            (textarea(draft, Field::new("text", "Words"), 24))
            (text_input(draft, Field::new("reason", "What was corrected, and why")
                .hint("Such as: misheard words, checked against the recording")))
            div.acts {
                button.btn { "Save as a new version" }
                a href=(here) { "Leave it as it is" }
            }
        }
        @if view.versions.len() > 1 {
            section aria-labelledby="versions" {
                h2 #versions { "Versions" }
                table.stack {
                    caption.vh { "Versions of this text" }
                    thead { tr {
                        th scope="col" { "Version" } th scope="col" { "Made" } th scope="col" { "Why" }
                        th.r scope="col" { "Characters" }
                    } }
                    tbody {
                        @for version in &view.versions {
                            tr {
                                th scope="row" { (version.number) }
                                td data-l="Made" { (day_in_words(version.made_at.day())) }
                                td data-l="Why" { (if version.reason.is_empty() { "as it was added" } else { &version.reason }) }
                                td.r data-l="Characters" { (version.characters) }
                            }
                        }
                    }
                }
            }
        }
    }
}
