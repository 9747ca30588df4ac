//! All partnerships of the database, and the form that founds one.

use axum::extract::Form;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use maud::{Markup, html};
use troth_app::networks::NewNetwork;
use troth_framework::Lens;
use troth_network::{Network, Profile};

use crate::access::{Need, Routes};
use crate::components::forms::urls as form_urls;
use crate::components::forms::{Draft, Field, Typed, choices, date_input, error_summary, select, text_input};
use crate::error::PageError;
use crate::layout::{Frame, Here, Page, page};
use crate::site::Site;
use crate::urls;

/// `/start`.
pub(crate) fn routes() -> Routes {
    Routes::new().get(urls::START, Need::SignedIn, show).post(urls::START, Need::Found, found)
}

async fn show(site: Site) -> Result<Page, PageError> {
    render(&site, &Draft::default()).await
}

async fn found(site: Site, Form(typed): Form<Typed>) -> Result<Response, PageError> {
    let mut errors = Vec::new();
    let started = typed.day("started", &mut errors);
    if !errors.is_empty() {
        return Ok(refused(&site, Draft::wrong(typed, errors)).await?.into_response());
    }
    let new = NewNetwork {
        slug: typed.get("slug").trim().to_owned(),
        name: typed.get("name").to_owned(),
        place: typed.owned("place"),
        profile: Profile {
            collaboration_type: typed.owned("collaboration_type"),
            mandate: typed.owned("mandate"),
            structural_change: typed.owned("structural_change"),
            started,
            ..Profile::default()
        },
    };
    match site.app.found_network(new).await {
        Ok(network) => {
            let next = form_urls::done(&form_urls::settings_organisations(&network), "founded");
            Ok(Redirect::to(&next).into_response())
        }
        Err(error) => {
            let draft = Draft::refused(typed, error, "name")?;
            Ok(refused(&site, draft).await?.into_response())
        }
    }
}

async fn refused(site: &Site, draft: Draft) -> Result<Page, PageError> {
    Ok(render(site, &draft).await?.with_status(StatusCode::UNPROCESSABLE_ENTITY))
}

async fn render(site: &Site, draft: &Draft) -> Result<Page, PageError> {
    let networks = site.app.networks().await?;
    let frame = Frame { here: Here::Other, title: "Partnerships", ..Frame::default() };
    let may_found = match site.visitor() {
        Some(visit) => site.app.rights(visit).await?.may_found,
        None => site.is_holder(),
    };
    Ok(page(site, &frame, body(site.app.lens(), &networks, draft, may_found)))
}

fn body(lens: &Lens, networks: &[Network], draft: &Draft, may_found: bool) -> Markup {
    html! {
        h1 { "Partnerships" }
        (error_summary(draft))
        p.lede {
            "A partnership is a number of organisations that care for the same people. Troth shows where they \
             rely on each other, where not, and why: both sides of each relationship. "
            a href=(urls::FRAMEWORK) { "The research it rests on" } "."
        }
        @if networks.is_empty() {
            div.empty {
                h2 { "No partnership yet" }
                @if may_found {
                    p { "Found the first one below. It takes two minutes." }
                } @else {
                    p { "You have no role in any yet. Ask its custodian or coordinator to give you one." }
                }
            }
        } @else {
            section aria-labelledby="all" {
                h2 #all { "Open a partnership" }
                ul.toc {
                    @for network in networks {
                        li {
                            a href=(urls::home(network)) { (network.name) }
                            @if let Some(place) = &network.place { span.small.quiet { (place) } }
                        }
                    }
                }
            }
        }
        @if may_found { section aria-labelledby="new" {
            h2 #new { "Found a partnership" }
            form.form method="post" action=(urls::START) data-guard {
                (text_input(draft, Field::new("name", "Name").hint("As its members say it")))
                (text_input(draft, Field::new("slug", "Short name")
                    .hint("Stands in addresses: small letters a to z, digits and hyphens, such as alder-vale")))
                (text_input(draft, Field::new("place", "Place")))
                (profile_fields(lens, draft))
                (date_input(draft, Field::new("started", "Start of the initiative")))
                button.btn { "Found this partnership" }
            }
        } }
    }
}

/// The three choices of the network profile; all of them may stay open.
pub(super) fn profile_fields(lens: &Lens, draft: &Draft) -> Markup {
    html! {
        @for name in ["collaboration_type", "mandate", "structural_change"] {
            @if let Some(item) = lens.profile_item(name) {
                (select(draft, Field::new(name, &item.label).hint(&item.definition), Some("Not said"),
                    &choices(lens, name)))
            }
        }
    }
}
