//! What speakers say leads to what: the map, its table with the words, and ways from one code to another.

use axum::extract::{Path, Query as Fields};
use axum::response::Response;
use maud::{Markup, html};
use troth_app::interviews::Retrieval;
use troth_network::Network;
use troth_report::map::Layout;
use troth_report::working::{WHAT_PEOPLE_SAID, claims_figure, claims_sheet};
use troth_say::retrieval::{ClaimEdge, ClaimsMap, FoundClaim, claims_map};

use super::asked::{Pairs, number};
use super::filter::input;
use super::{Kind, crumbs, downloads, frame, paths};
use crate::components::forms::urls;
use crate::components::method::how;
use crate::components::words::counted;
use crate::error::PageError;
use crate::layout::{Page, page};
use crate::site::Site;

/// Lines in one drawing; more could not be read.
const MOST_LINES: usize = 30;

/// The page.
pub(super) async fn show(
    site: Site,
    Path(network): Path<String>,
    Fields(pairs): Fields<Pairs>,
) -> Result<Page, PageError> {
    let network = site.app.network(&network).await?;
    let data = site.app.retrieval(&network).await?;
    let here = format!("{}/claims", urls::interviews(&network));
    let least = number(&pairs, "least").unwrap_or(1).max(1);
    let all = data.view(|data| claims_map(&data.claims));
    let shown = all.view(|map| map.with_sources(least));
    let drawn = shown.view(strongest);
    let name = |code: &troth_say::CodeKey| data.value().codebook.name(code).to_owned();
    let body = html! {
        (crumbs(&network, "Claims"))
        h1 { "What is said to lead to what" }
        p.lede { (WHAT_PEOPLE_SAID) }
        @if all.value().edges.is_empty() {
            div.empty {
                h2 { "No claim yet" }
                p { "On the page of a text, mark the words in which a speaker says that one thing leads to another, and add \
                     a claim." }
            }
        } @else {
            form method="get" action=(here) {
                div.filter {
                    (input("least", "Claims of at least so many sources", &least.to_string()))
                    button."btn"."slim" type="submit" { "Show" }
                }
            }
            @if shown.value().edges.is_empty() {
                p { "No claim is made by so many sources." }
            } @else {
                div.result {
                    div.mapbox {
                        (claims_figure(&drawn, name, Layout::Wide))
                        (claims_figure(&drawn, name, Layout::Upright))
                        p."small"."quiet" {
                            "On each line: + more or \u{2212} less of it (dashed), and how many sources say so. "
                            @if drawn.value().edges.len() < shown.value().edges.len() {
                                "Drawn are the " (drawn.value().edges.len()) " with most sources; the table has all. "
                            }
                        }
                    }
                    (table(&network, data.value(), shown.value()))
                    (downloads(&here, &[]))
                }
            }
            (paths::section(&here, data.value(), all.value(), &pairs))
            (how(&html! {
                p { "A source is a speaker in a text, or a text without speakers; each counts once. Codes stand where the \
                     claims put them: causes before effects, as far as there is no circle." }
                p."gap-s" { a href=(crate::urls::method("retrieval")) { "The method" } }
            }))
        }
    };
    Ok(page(&site, &frame(&network, "Claims"), body))
}

/// The map with as many lines as can be read.
fn strongest(map: &ClaimsMap) -> ClaimsMap {
    let edges: Vec<ClaimEdge> = map.edges.iter().take(MOST_LINES).cloned().collect();
    ClaimsMap { nodes: map.nodes.clone(), edges }.with_sources(1)
}

fn table(network: &Network, data: &Retrieval, map: &ClaimsMap) -> Markup {
    let words = |edge: &ClaimEdge| {
        let is = |c: &&FoundClaim| (&c.cause, c.sign, &c.effect) == (&edge.cause, edge.sign, &edge.effect);
        data.claims.iter().filter(is).collect::<Vec<_>>()
    };
    html! {
        table.stack {
            caption { "The same as a table: " (counted(map.edges.len(), "kind of claim", "kinds of claims")) }
            thead {
                tr {
                    th scope="col" { "Said to lead" }
                    th.r scope="col" { "Sources" }
                    th.r scope="col" { "Claims" }
                    th scope="col" { "The words" }
                }
            }
            tbody {
                @for edge in &map.edges {
                    tr {
                        th scope="row" {
                            (data.codebook.full_name(&edge.cause)) " " (edge.sign.words()) " "
                            (data.codebook.full_name(&edge.effect))
                        }
                        td.r data-l="Sources" { (edge.sources.len()) }
                        td.r data-l="Claims" { (edge.claims) }
                        td data-l="The words" {
                            details {
                                summary { (counted(edge.claims, "quotation", "quotations")) }
                                @for claim in words(edge) { (quotation(network, claim)) }
                            }
                        }
                    }
                }
            }
        }
    }
}

fn quotation(network: &Network, claim: &FoundClaim) -> Markup {
    let said = &claim.said;
    html! {
        figure.quote {
            blockquote { "\u{201c}" (said.words) "\u{201d}" }
            figcaption {
                (said.label.as_deref().unwrap_or("Nobody\u{2019}s words"))
                @if let Some(condition) = &claim.condition { "; holds when: " (condition) }
                "; " (claim.permission.words()) ". "
                a href={ (urls::transcript(network, said.transcript)) "#claim-" (claim.claim) } { "In " (said.title) }
            }
        }
    }
}

/// All claims as a file.
pub(super) async fn file(kind: Kind, site: Site, Path(network): Path<String>) -> Result<Response, PageError> {
    let network = site.app.network(&network).await?;
    let data = site.app.retrieval(&network).await?;
    let (book, names) = (&data.value().codebook, &data.value().names);
    let claims = data.view(|data| data.claims.clone());
    let coder = |id: &str| data.value().coder(id);
    let sheet = claims_sheet(&claims, |code| book.full_name(code), |id| names.name(id), coder);
    super::file(kind, &format!("{}-claims", network.slug), &sheet, site.app.today())
}
