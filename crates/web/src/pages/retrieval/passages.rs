//! Passages by any combination of what is known of them, as a board of quotations and as files.

use axum::extract::{Path, Query as Fields};
use axum::http::StatusCode;
use axum::response::Response;
use maud::{Markup, html};
use troth_app::interviews::Retrieval;
use troth_gate::CustodianOnly;
use troth_network::Network;
use troth_report::working::passages_sheet;
use troth_say::retrieval::{Found, Query, select};

use super::asked::{Pairs, field, number, written};
use super::{Kind, board, crumbs, downloads, filter, frame, saved};
use crate::components::forms::{Draft, done, error_summary, urls};
use crate::components::words::counted;
use crate::error::PageError;
use crate::layout::{Page, page};
use crate::site::Site;

/// Passages on one page.
const ON_A_PAGE: usize = 100;

/// The page.
pub(super) async fn show(
    site: Site,
    Path(network): Path<String>,
    Fields(pairs): Fields<Pairs>,
) -> Result<Page, PageError> {
    let network = site.app.network(&network).await?;
    render(&site, &network, &pairs, &Draft::default()).await
}

/// The page with a form that has to be mended.
pub(super) async fn refused(
    site: &Site,
    network: &Network,
    query: &Query,
    draft: &Draft,
) -> Result<Page, PageError> {
    let pairs: Pairs = query.pairs().into_iter().map(|(name, value)| (name.to_owned(), value)).collect();
    Ok(render(site, network, &pairs, draft).await?.with_status(StatusCode::UNPROCESSABLE_ENTITY))
}

async fn render(
    site: &Site,
    network: &Network,
    pairs: &[(String, String)],
    draft: &Draft,
) -> Result<Page, PageError> {
    let (query, wrong) = Query::of_pairs(pairs);
    let data = site.app.retrieval(network).await?;
    let questions = site.app.saved_queries(network).await?;
    let found = selected(&data, &query);
    let by = board::By::of(field(pairs, "by"));
    let listed = board::in_order(found.value(), by, data.value());
    let pages = listed.len().div_ceil(ON_A_PAGE).max(1);
    let at = number(pairs, "page").unwrap_or(1).clamp(1, pages);
    let shown: Vec<&Found> = listed.iter().skip((at - 1) * ON_A_PAGE).take(ON_A_PAGE).copied().collect();
    let here = urls::passages(network);
    let address = |page: usize| {
        let fields = written(&query);
        let sign = if fields.is_empty() { "" } else { "&" };
        format!("{here}?{fields}{sign}by={}&page={page}", by.id())
    };
    let fields = query.pairs();
    let fields: Vec<(&str, &str)> = fields.iter().map(|(name, value)| (*name, value.as_str())).collect();
    let body = html! {
        (crumbs(network, "Passages"))
        h1 { "Passages" }
        (done(field(pairs, "done")))
        (error_summary(draft))
        @if !wrong.is_empty() {
            div."banner" role="status" { p { "Not understood, and left out:" } ul.bullets { @for line in &wrong { li { (line) } } } }
        }
        (filter::form(&here, data.value(), &query, by))
        section.result aria-labelledby="found" {
            h2 #found { (head(data.value(), found.value())) }
            @if data.value().unplaced > 0 {
                p."quiet" {
                    (counted(data.value().unplaced, "passage or claim", "passages and claims"))
                    " could not be placed in a corrected text and cannot be found here; each waits on the page of its text."
                }
            }
            @if !found.value().is_empty() { (downloads(&here, &fields)) }
            (saved::section(network, questions.value(), &query, draft))
            (board::board(network, data.value(), &shown, by, &site.app.viewer().id))
            (page_links(pages, at, address))
        }
    };
    Ok(page(site, &frame(network, "Passages"), body))
}

fn selected<'a>(data: &'a CustodianOnly<Retrieval>, query: &Query) -> CustodianOnly<Vec<&'a Found>> {
    data.view(|data| select(&data.found, query, &data.codebook))
}

fn head(data: &Retrieval, found: &[&Found]) -> String {
    let mut speakers: Vec<_> = found.iter().filter_map(|found| found.said.speaker()).collect();
    speakers.sort();
    speakers.dedup();
    match found.len() {
        0 if data.found.is_empty() => "No passage is coded yet".to_owned(),
        0 => "No passage is like this".to_owned(),
        n => format!(
            "{} by {}",
            counted(n, "passage", "passages"),
            counted(speakers.len(), "speaker", "speakers")
        ),
    }
}

fn page_links(pages: usize, at: usize, address: impl Fn(usize) -> String) -> Markup {
    html! {
        @if pages > 1 {
            nav.pages aria-label="Pages of passages" {
                ul {
                    @for number in 1..=pages {
                        li {
                            @if number == at { span aria-current="page" { (number) } }
                            @else { a href=(address(number)) { span.vh { "Page " } (number) } }
                        }
                    }
                }
            }
        }
    }
}

/// The whole result as a file.
pub(super) async fn file(
    kind: Kind,
    site: Site,
    Path(network): Path<String>,
    Fields(pairs): Fields<Pairs>,
) -> Result<Response, PageError> {
    let network = site.app.network(&network).await?;
    let (query, _) = Query::of_pairs(&pairs);
    let data = site.app.retrieval(&network).await?;
    let (codebook, names) = (&data.value().codebook, &data.value().names);
    let sheet =
        passages_sheet(&selected(&data, &query), codebook, |id| names.name(id), |id| data.value().coder(id));
    super::file(kind, &format!("{}-passages", network.slug), &sheet, site.app.today())
}
