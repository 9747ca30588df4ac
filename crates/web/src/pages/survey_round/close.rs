//! Closing: what becomes of everything is said first, and asked once more.

use axum::extract::{Form, Path};
use axum::response::{IntoResponse as _, Redirect, Response};
use maud::html;
use troth_app::FieldError;
use troth_network::WaveState;

use super::{Round, refused};
use crate::components::forms::{Draft, Field, Typed, checkbox, error_summary, urls};
use crate::error::PageError;
use crate::layout::Page;
use crate::site::Site;

/// The question.
pub(super) async fn show(
    site: Site,
    Path((network, round)): Path<(String, String)>,
) -> Result<Page, PageError> {
    let round = Round::of(&site, &network, &round).await?;
    Ok(render(&site, &round, &Draft::default()))
}

/// Closes it.
pub(super) async fn send(
    site: Site,
    Path((network, round)): Path<(String, String)>,
    Form(typed): Form<Typed>,
) -> Result<Response, PageError> {
    let round = Round::of(&site, &network, &round).await?;
    if typed.get("sure") == "yes" {
        site.app.close_wave(&round.network, &round.view.wave.external_id).await?;
        return Ok(Redirect::to(&urls::done(&urls::survey(&round.network), "closed")).into_response());
    }
    let message = "Tick that the round is to be closed. It is not opened again.";
    let draft = Draft::wrong(typed, vec![FieldError::new("sure", message)]);
    Ok(refused(render(&site, &round, &draft)))
}

fn render(site: &Site, round: &Round, draft: &Draft) -> Page {
    let open = round.view.wave.state == WaveState::Open;
    let body = html! {
        (error_summary(draft))
        @if open {
            p.lede { "From then on nobody can answer any more, and the results are worked out." }
            ul."bullets"."gap-m" {
                li { b { "Finished answers" } " stay, under pseudonyms and in an order that tells nothing." }
                li { b { "Answers that were not finished" } " are erased. They never counted." }
                li { b { "Names, addresses and links" } " are erased. Who was asked is not kept; how many were asked and \
                     how many finished is." }
                li { b { "Receipts" } " go on working: with the code they were shown, people read or erase their own \
                     answers." }
            }
            form.form method="post" action=(round.at("close")) {
                (checkbox(draft, Field::new("sure", "Close this round now").hint("It is not opened again")))
                div.acts {
                    button.btn."warn" { "Close the round" }
                    a.btn."second" href=(round.url()) { "No, leave it open" }
                }
            }
        } @else if round.is_draft() {
            p.lede { "This round has not begun, so there is nothing to close." }
        } @else {
            p.lede { "This round is closed." }
        }
    };
    round.page(site, "Close the round", &body)
}
