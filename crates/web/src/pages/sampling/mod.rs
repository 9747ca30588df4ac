//! Before the interview: who was chosen, and who has not been heard. Names are on the custodian's pages alone; who runs
//! the partnership otherwise sees sectors, without organisations and numbers under three.

mod change;
mod form;
mod glance;
mod heard;
mod people;
mod worked;

use axum::extract::Path;
use maud::{Markup, html};
use troth_network::Network;

use crate::access::{Need, Routes};
use crate::components::forms::urls;
use crate::error::PageError;
use crate::layout::{Frame, Here, Page, page};
use crate::site::Site;

/// `/n/{network}/interviews/sampling` and what is sent from there.
pub(crate) fn routes() -> Routes {
    Routes::new()
        .get("/n/{network}/interviews/sampling", Need::Run, show)
        .get("/n/{network}/interviews/sampling/people", Need::Custodian, people::show)
        .get("/n/{network}/interviews/sampling/people.csv", Need::Custodian, people::file)
        .post("/n/{network}/interviews/sampling/people", Need::Custodian, people::add)
        .post("/n/{network}/interviews/sampling/people/import", Need::Custodian, people::import)
        .get("/n/{network}/interviews/sampling/people/{id}", Need::Custodian, change::show)
        .post("/n/{network}/interviews/sampling/people/{id}", Need::Custodian, change::save)
        .post("/n/{network}/interviews/sampling/people/{id}/remove", Need::Custodian, change::remove)
}

/// Who has not been heard: organisation by organisation for the custodian, by sector for the coordinator.
async fn show(site: Site, Path(network): Path<String>) -> Result<Page, PageError> {
    let network = site.app.network(&network).await?;
    let custodian = site.may(Need::Custodian);
    let told = site.app.heard_at_a_glance(&network).await?;
    let body = if custodian {
        let names = site.app.names(network.id).await?;
        let coverage = site.app.coverage(&network).await?;
        heard::body(&network, coverage.value(), &names, told.one_sided)
    } else {
        glance::body(&network, &told)
    };
    let frame = Frame {
        network: Some(&network),
        here: Here::Interviews,
        title: "Who has not been heard",
        custodian,
        ..Frame::default()
    };
    Ok(page(&site, &frame, body))
}

/// Where one is.
fn crumbs(network: &Network, here: &str) -> Markup {
    html! {
        nav."crumbs" aria-label="Where you are" {
            a href=(urls::interviews(network)) { "Interviews" } span aria-hidden="true" { "\u{203a}" } (here)
        }
    }
}

/// Links to the pages, for the Interviews page.
pub(crate) fn links(site: &Site, network: &Network) -> Markup {
    if !site.may(Need::Run) {
        return html! {};
    }
    html! {
        section aria-labelledby="before" {
            h2 #before { "Before the interviews" }
            p.acts {
                @if site.may(Need::Custodian) { a href=(urls::chosen(network)) { "Who was chosen" } }
                a href=(urls::sampling(network)) { "Who has not been heard" }
            }
        }
    }
}

/// A word on those who have not been heard at all, for where a page says who was not heard on one story.
pub(crate) fn word(site: &Site, network: &Network) -> Markup {
    if !site.may(Need::Run) {
        return html! {};
    }
    html! {
        p."small"."gap-s" {
            "Not heard on one story is not the same as not heard at all: "
            a href=(urls::sampling(network)) { "who has not been heard in any interview" } "."
        }
    }
}
