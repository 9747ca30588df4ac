//! Writing down a pathway: its name and its steps.

use axum::extract::{Form, Path};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use maud::{Markup, html};
use troth_network::Network;

use crate::components::forms::{Draft, Field, Typed, error_summary, text_input, textarea, urls};
use crate::error::PageError;
use crate::layout::{Frame, Here, Page, page};
use crate::site::Site;

/// The empty form.
pub(super) async fn show(site: Site, Path(network): Path<String>) -> Result<Page, PageError> {
    let network = site.app.network(&network).await?;
    Ok(render(&site, &network, &Draft::default()))
}

/// Adds the pathway, then leads to it.
pub(super) async fn send(
    site: Site,
    Path(network): Path<String>,
    Form(typed): Form<Typed>,
) -> Result<Response, PageError> {
    let network = site.app.network(&network).await?;
    let titles: Vec<String> = typed.get("steps").lines().map(str::to_owned).collect();
    match site.app.add_pathway(&network, typed.get("name"), &titles).await {
        Ok(id) => {
            let next = urls::done(&urls::pathway(&network, &id), "pathway");
            Ok(Redirect::to(&next).into_response())
        }
        Err(error) => {
            let draft = Draft::refused(typed, error, "steps")?;
            let page = render(&site, &network, &draft).with_status(StatusCode::UNPROCESSABLE_ENTITY);
            Ok(page.into_response())
        }
    }
}

fn render(site: &Site, network: &Network, draft: &Draft) -> Page {
    let frame =
        Frame { network: Some(network), here: Here::Facts, title: "Add a pathway", ..Frame::default() };
    page(site, &frame, body(network, draft))
}

fn body(network: &Network, draft: &Draft) -> Markup {
    html! {
        nav."crumbs" aria-label="Where you are" {
            a href=(urls::facts(network)) { "Facts" } span aria-hidden="true" { "\u{203a}" } "Add a pathway"
        }
        h1 { "Add a pathway" }
        (error_summary(draft))
        form.form method="post" action={ (urls::facts(network)) "/new" } data-guard {
            (text_input(draft, Field::new("name", "Name").hint("Such as: Going home from hospital")))
            (textarea(draft, Field::new("steps", "Steps")
                .hint("In order, each on a line of its own. Steps, not people: nothing about a patient"), 12))
            button.btn { "Add this pathway" }
        }
    }
}
