//! The form with which a second reader confirms a coding, or says how they read it.

use axum::extract::Form;
use axum::http::StatusCode;
use axum::response::{IntoResponse as _, Redirect, Response};
use maud::{Markup, html};
use troth_app::AppError;
use troth_say::Coding;

use super::{Drafts, Place, again, coding_form, place};
use crate::components::forms::{Choice, Draft, Field, Typed, radios, text_input, urls};
use crate::error::PageError;
use crate::site::Site;

/// The prefix of the form's field ids.
pub(super) const PREFIX: &str = "second-";

/// The form for one coding. `holder` says that one person uses the program, so that the second reader is named.
pub(super) fn form(here: &str, draft: &Draft, coding: &Coding, holder: bool) -> Markup {
    let choices = [Choice::new("yes", "I read it so too"), Choice::new("no", "I read it otherwise")];
    html! {
        details open[!draft.errors.is_empty()] {
            summary { "Second reader" }
            form method="post" action={ (here) "/confirm" } {
                input type="hidden" name="coding" value=(coding.id);
                (radios(draft, Field::new("agrees", "As a second reader"), &choices))
                (text_input(draft, Field::new("reason", "Why, if otherwise")))
                @if holder { (text_input(draft, Field::new("reader_name", "Name of the second reader"))) }
                button.btn."second"."slim" { "Save this reading" }
            }
        }
    }
}

/// Saves what a second reader says.
pub(super) async fn send(site: Site, path: Place, Form(typed): Form<Typed>) -> Result<Response, PageError> {
    let (network, id) = place(&site, path).await?;
    let coding = typed.get("coding").parse().map_err(|_| AppError::missing("This passage"))?;
    let saved = match typed.get("agrees") {
        answer @ ("yes" | "no") => {
            let (reason, name) = (typed.get("reason"), typed.get("reader_name"));
            site.app.confirm_coding(&network, id, coding, answer == "yes", reason, name).await
        }
        _ => Err(AppError::field("agrees", "Choose whether you read it so too.")),
    };
    match saved {
        Ok(()) => {
            let next = urls::done(&urls::transcript(&network, id), "second-reading");
            Ok(Redirect::to(&format!("{next}#coding-{coding}")).into_response())
        }
        Err(error) => {
            let second = Draft::refused(typed, error, "reason")?.under(PREFIX);
            let names = site.app.names(network.id).await?;
            let view = site.app.transcript(&network, id).await?;
            let chosen = view.value().codings.iter().find(|c| c.id == coding);
            let chosen = chosen.map(|c| coding_form::of(view.value(), c, &names));
            let drafts =
                Drafts { coding: chosen.unwrap_or_else(coding_form::empty), second, ..Drafts::empty() };
            let page = again(&site, &network, id, &drafts).await?;
            Ok(page.with_status(StatusCode::UNPROCESSABLE_ENTITY).into_response())
        }
    }
}
