//! The two-sided map of one question.

mod filter;
mod worked;

use axum::extract::{Path, Query};
use axum::response::Response;
use maud::{Markup, html};
use troth_app::views::map::{Look, MapView};
use troth_lens::{MapEdge, MapNode, Wording};
use troth_network::Network;
use troth_report::map::{Layout, figure, legend, table};

use self::filter::Asked;
use crate::access::{Need, Routes};
use crate::components::words::{both, listed};
use crate::components::{csv, finding::finding};
use crate::error::PageError;
use crate::layout::{Frame, Here, Page, page};
use crate::site::Site;
use crate::urls;

/// `/n/{network}/map` and its table as a file.
pub(crate) fn routes() -> Routes {
    Routes::new().get("/n/{network}/map", Need::See, show).get("/n/{network}/map.csv", Need::See, file)
}

async fn show(site: Site, Path(slug): Path<String>, Query(asked): Query<Asked>) -> Result<Page, PageError> {
    let network = site.app.network(&slug).await?;
    let view = site.app.map(&network, &asked.filter()).await?;
    let several = site.app.has_several_networks().await?;
    let frame = Frame {
        network: Some(&network),
        wave: view.wave.as_ref(),
        here: Here::Map,
        title: "Map",
        custodian: false,
        skip: None,
        seal: Some(view.body.seal()),
    };
    Ok(page(&site, &frame, body(&network, &view, &asked, several, site.may(Need::Run))))
}

async fn file(
    site: Site,
    Path(slug): Path<String>,
    Query(asked): Query<Asked>,
) -> Result<Response, PageError> {
    let network = site.app.network(&slug).await?;
    let view = site.app.map(&network, &asked.filter()).await?;
    Ok(csv::download(&format!("{slug}-map"), &view.body.view(|b| b.picture.clone())))
}

/// The page; `several` says whether there are other partnerships to compare this one with.
fn body(network: &Network, view: &MapView, asked: &Asked, several: bool, may_run: bool) -> Markup {
    let shown = view.body.value();
    html! {
        h1 { "Map" }
        div data-numbers="finding" { (finding(&shown.finding, &html! {})) }
        (worked::finding(shown))
        (filter::form(view, asked))
        @if shown.picture.edges.is_empty() {
            (empty(network, view, may_run))
        } @else {
            (drawing(network, view, asked))
            (looks(network, view, asked))
            (twin(network, view, asked))
        }
        @if several {
            p."small"."gap-l" {
                a href=(urls::with(urls::COMPARE, &[("question", &view.question)])) {
                    "Compare partnerships on this question"
                }
            }
        }
    }
}

/// Address of a relationship's page, of the round that was asked for.
fn relationship(network: &Network, edge: &MapEdge, asked: &Asked) -> String {
    let page = urls::between(network, &edge.first.external_id, &edge.second.external_id);
    urls::with(&page, &[("wave", &asked.wave)])
}

fn drawing(network: &Network, view: &MapView, asked: &Asked) -> Markup {
    let picture = view.body.view(|b| b.picture.clone());
    let link = |edge: &MapEdge| relationship(network, edge, asked);
    let org = |node: &MapNode| urls::organisation(network, &node.organisation.external_id);
    html! {
        p.chooser {
            b { "Showing: " (filter::scope(view, asked)) ", \u{201c}" (view.body.value().picture.question) "\u{201d}" }
            a href="#twin" { "Read as a table" }
        }
        div.mapbox data-numbers="map" {
            p.read {
                "Each line has two halves. "
                b { "The half next to an organisation is what that organisation says" }
                ": how it experiences working with the one at the other end."
            }
            (figure(&picture, link, org, Layout::Wide))
            (figure(&picture, link, org, Layout::Upright))
            (legend(&picture))
        }
        (worked::drawing(view.body.value()))
    }
}

fn looks(network: &Network, view: &MapView, asked: &Asked) -> Markup {
    let looks: &[Look] = &view.body.value().looks;
    let title = match looks.len() {
        0 => return html! {},
        1 => "One thing to look at first",
        2 => "Two things to look at first",
        _ => "Three things to look at first",
    };
    html! {
        section aria-labelledby="first" {
            h2 #first { (title) }
            ol.three data-numbers="looks" {
                @for (number, look) in (1..).zip(looks) {
                    @let page = urls::between(network, &look.first.external_id, &look.second.external_id);
                    li {
                        span.n aria-hidden="true" { (number) }
                        p {
                            a href=(urls::with(&page, &[("wave", &asked.wave)])) {
                                (both(&look.first.name, &look.second.name))
                            }
                            ": " (look.finding.says) " " (look.finding.sureness.words()) "."
                        }
                    }
                }
            }
            p."small"."quiet"."gap-s" { "Chosen because the two sides clearly differ. Nobody is ranked." }
            (worked::looks(view.body.value()))
        }
    }
}

fn twin(network: &Network, view: &MapView, asked: &Asked) -> Markup {
    let picture = view.body.view(|b| b.picture.clone());
    let shown = view.body.value();
    let file = format!("{}.csv", urls::map(network));
    html! {
        section aria-label="The map as a table" {
            div #twin data-numbers="twin" { (table(&picture, |edge| relationship(network, edge, asked))) }
            p."small"."quiet"."gap-s" data-numbers="twin" {
                @match picture.value().wording() {
                    Wording::Ease => "0 means impossible to rely on, 100 means can always rely on. ",
                    Wording::Score => "0 is the lowest and 100 the highest score; more is better, and for what is uneven \
                                       100 means even. ",
                }
                "The range in brackets is meant to hold the true value 95 times in 100; the words cover the whole range, the colour follows the middle. \u{201c}First \
                 about second\u{201d} is how the first experiences working with the second. What few people say is drawn toward the mean of the \
                 partnership, so that one person\u{2019}s answer is not shown as it was given. "
                a href=(urls::with(&file, &asked.pairs())) { "Download as CSV" }
            }
            @if !shown.silent.is_empty() {
                p."note" {
                    span { b { "Not heard: " } (listed(&shown.silent)) ". They were rated and have rated nobody here." }
                }
            }
            (worked::twin(shown))
        }
    }
}

fn empty(network: &Network, view: &MapView, may_run: bool) -> Markup {
    let survey = format!("{}/survey", urls::home(network));
    html! {
        div.empty data-numbers="map" {
            @if view.organisations.is_empty() {
                h2 { "No organisations yet" }
                p { "The map shows organisations and what each says of the other. Add them first." }
                @if may_run { div.acts { a.btn href={ (urls::home(network)) "/settings" } { "Add organisations" } } }
            } @else if view.wave.is_none() {
                h2 { "No answers yet" }
                p { "The map is drawn from a survey round that is closed. Import its answers." }
                div.acts { a.btn href=(survey) { "Import answers" } }
            } @else {
                h2 { "Nothing to draw" }
                p { "There are no answers to show for this choice. Choose another question or all organisations." }
                div.acts { a.btn href=(urls::map(network)) { "Show the whole map" } }
            }
        }
        (worked::drawing(view.body.value()))
    }
}
