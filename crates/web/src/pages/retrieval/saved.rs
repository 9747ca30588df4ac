//! Questions that are saved under a name.

use axum::extract::{Form, Path};
use axum::response::{IntoResponse, Redirect, Response};
use maud::{Markup, html};
use troth_app::AppError;
use troth_app::interviews::SavedQuery;
use troth_network::Network;
use troth_say::retrieval::Query;

use super::asked::{read, written};
use super::passages;
use crate::components::forms::{Draft, Field, Typed, text_input, urls};
use crate::error::PageError;
use crate::site::Site;

/// The saved questions, and saving the one that was asked.
pub(super) fn section(network: &Network, saved: &[SavedQuery], query: &Query, draft: &Draft) -> Markup {
    let here = urls::passages(network);
    let asked = written(query);
    html! {
        @if !saved.is_empty() || !query.is_empty() {
            details.more open[!draft.errors.is_empty()] {
                summary { "Saved questions" @if !saved.is_empty() { " (" (saved.len()) ")" } }
                @if !saved.is_empty() {
                    ul.saved {
                        @for one in saved {
                            li {
                                a href={ (here) "?" (one.query) } aria-current=[(one.query == asked).then_some("true")] { (one.name) }
                                form method="post" action={ (here) "/remove" } {
                                    input type="hidden" name="id" value=(one.id);
                                    button.btn."second"."slim" { "Remove" span.vh { ": " (one.name) } }
                                }
                            }
                        }
                    }
                }
                @if !query.is_empty() {
                    form.form method="post" action={ (here) "/save" } {
                        input type="hidden" name="query" value=(asked);
                        (text_input(draft, Field::new("name", "Save this question as")))
                        button.btn."second"."slim" { "Save" }
                    }
                }
            }
        }
    }
}

/// Saves a question.
pub(super) async fn save(
    site: Site,
    Path(network): Path<String>,
    Form(typed): Form<Typed>,
) -> Result<Response, PageError> {
    let network = site.app.network(&network).await?;
    // Read and written again, so that nothing but a question is ever stored.
    let query = read(typed.get("query"));
    let fields = written(&query);
    match site.app.save_query(&network, typed.get("name"), &fields).await {
        Ok(()) => {
            let sign = if fields.is_empty() { "" } else { "&" };
            let next = format!("{}?{fields}{sign}done=question", urls::passages(&network));
            Ok(Redirect::to(&next).into_response())
        }
        Err(error) => {
            let draft = Draft::refused(typed, error, "name")?;
            Ok(passages::refused(&site, &network, &query, &draft).await?.into_response())
        }
    }
}

/// Removes one.
pub(super) async fn remove(
    site: Site,
    Path(network): Path<String>,
    Form(typed): Form<Typed>,
) -> Result<Redirect, PageError> {
    let network = site.app.network(&network).await?;
    let id = typed.get("id").parse().map_err(|_| AppError::missing("This question"))?;
    site.app.remove_query(&network, id).await?;
    Ok(Redirect::to(&urls::done(&urls::passages(&network), "question-removed")))
}
