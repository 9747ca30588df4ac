//! What people wrote in their own words in a closed round: the words that were allowed, for everybody of the audience, and
//! the custodian's page on which each is read and decided.

mod read;

use axum::extract::Path;
use axum::response::Response;
use maud::{Markup, html};
use troth_app::surveys::OwnWords;
use troth_network::Network;

use crate::access::{Need, Routes};
use crate::components::csv;
use crate::components::forms::urls;
use crate::components::progress::progress;
use crate::components::words::counted;
use crate::error::PageError;
use crate::layout::{Frame, Here, Page, page};
use crate::site::Site;

const TITLE: &str = "In their own words";

/// `/n/{network}/survey/rounds/{round}/words`, its file, and where the custodian reads.
pub(crate) fn routes() -> Routes {
    Routes::new()
        .get("/n/{network}/survey/rounds/{round}/words", Need::See, show)
        .get("/n/{network}/survey/rounds/{round}/words.csv", Need::See, file)
        .get("/n/{network}/survey/rounds/{round}/words/read", Need::Custodian, read::show)
        .post("/n/{network}/survey/rounds/{round}/words/read", Need::Custodian, read::decide)
}

async fn show(site: Site, Path((network, round)): Path<(String, String)>) -> Result<Page, PageError> {
    let network = site.app.network(&network).await?;
    let view = site.app.own_words(&network, &round).await?;
    let standing = site.app.progress(network.id).await?;
    let here = urls::own_words(&network, &view.wave.external_id);
    let body = html! {
        nav.crumbs aria-label="Where you are" {
            a href=(urls::survey(&network)) { "Survey" } span aria-hidden="true" { "\u{203a}" } (TITLE)
        }
        h1 { (TITLE) }
        (progress(&standing))
        (first_line(&network, &view))
        @if site.may(Need::Custodian) {
            p.acts { a href={ (here) "/read" } { "Read and decide what is shown" } }
        }
        (shown(&here, &view.body.value().words))
    };
    let frame = Frame {
        network: Some(&network),
        wave: Some(&view.wave),
        here: Here::Survey,
        title: TITLE,
        seal: Some(view.body.seal()),
        ..Frame::default()
    };
    Ok(page(&site, &frame, body))
}

async fn file(site: Site, Path((network, round)): Path<(String, String)>) -> Result<Response, PageError> {
    let network = site.app.network(&network).await?;
    let view = site.app.own_words(&network, &round).await?;
    Ok(csv::download(&format!("{}-words-{}", network.slug, view.wave.external_id), &view.body))
}

/// How many are shown. What was kept back is not counted out: one more or less would tell of somebody.
fn first_line(network: &Network, view: &OwnWords) -> Markup {
    let comments = counted(view.body.value().words.len(), "comment", "comments");
    html! {
        div.finding {
            @if view.body.value().words.is_empty() {
                p { strong { "No words of " (view.wave.label) " are shown." } }
            } @else {
                p { strong { (comments) " from " (view.wave.label) " in " (network.name) ", as people wrote them." } }
            }
            p.sure {
                "Not everything that people write is shown: somebody reads each comment first. How many are kept back is \
                 not told. Single voices are not what most people say."
            }
        }
    }
}

fn shown(here: &str, words: &[String]) -> Markup {
    html! {
        @if !words.is_empty() {
            section aria-labelledby="comments" {
                h2 #comments { "Comments" }
                p.lede {
                    "In an order that was drawn by lot, without who wrote them, when, or for which organisation. Square \
                     brackets stand where words were taken out."
                }
                ul.quotes {
                    @for comment in words { li { figure.quote { blockquote { "\u{201c}" (comment) "\u{201d}" } } } }
                }
                p."gap-m" { a href={ (here) ".csv" } { "Download as CSV" } }
            }
        }
    }
}
