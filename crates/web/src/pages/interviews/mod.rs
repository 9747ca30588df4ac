//! Interviews: what they say between kinds of organisations, and the texts themselves.

mod add;
mod guide;
mod said;

pub(super) use add::proposals;
use axum::extract::{Path, Query};
use axum::response::Response;
use maud::{Markup, html};
use troth_app::App;
use troth_network::Network;
use troth_network::timestamp::day_in_words;
use troth_report::csv::InterviewsTable;

use crate::access::{Need, Routes};
use crate::components::csv;
use crate::components::finding::finding;
use crate::components::forms::{Typed, done, urls};
use crate::components::progress::progress;
use crate::components::words::counted;
use crate::error::PageError;
use crate::layout::{Frame, Here, Page, page};
use crate::site::Site;

/// `/n/{network}/interviews` and `/n/{network}/interviews/new`.
pub(crate) fn routes() -> Routes {
    Routes::new()
        .get("/n/{network}/interviews", Need::See, show)
        .get("/n/{network}/interviews.csv", Need::See, file)
        .get("/n/{network}/interviews/guide", Need::See, guide::show)
        .get("/n/{network}/interviews/new", Need::Custodian, add::show)
        .post("/n/{network}/interviews/new", Need::Custodian, add::send)
        .post("/n/{network}/interviews/new/save", Need::Custodian, add::save)
}

async fn show(
    site: Site,
    Path(network): Path<String>,
    Query(asked): Query<Typed>,
) -> Result<Page, PageError> {
    let network = site.app.network(&network).await?;
    // The texts themselves are the custodian's.
    let texts = if site.may(Need::Custodian) {
        list(&site.app, &network).await?
    } else {
        html! {}
    };
    let names = site.app.names(network.id).await?;
    let reading = site.app.interviews_reading(&network).await?;
    let found = reading.view(|r| said::finding_of(r, site.app.lens()));
    let standing = site.app.progress(network.id).await?;
    let body = html! {
        h1 { "Interviews" }
        (done(asked.filled("done")))
        (finding(found.value(), &html! {}))
        (progress(&standing))
        (said::table(&reading, site.app.lens(), &names))
        @if !reading.value().sectors.is_empty() { (super::sampling::word(&site, &network)) }
        @if !reading.value().sectors.is_empty() {
            p.under { a href={ (urls::interviews(&network)) ".csv" } { "Download as CSV" } }
        }
        (super::sampling::links(&site, &network))
        (texts)
        @if site.may(Need::Custodian) { (super::retrieval::links(&network)) }
    };
    let frame = Frame {
        network: Some(&network),
        here: Here::Interviews,
        title: "Interviews",
        custodian: site.may(Need::Custodian),
        seal: Some(reading.seal()),
        ..Frame::default()
    };
    Ok(page(&site, &frame, body))
}

/// The table of what is told, as a file.
async fn file(site: Site, Path(network): Path<String>) -> Result<Response, PageError> {
    let network = site.app.network(&network).await?;
    let reading = site.app.interviews_reading(&network).await?;
    Ok(csv::download(&format!("{}-interviews", network.slug), &reading.map(InterviewsTable)))
}

async fn list(app: &App, network: &Network) -> Result<Markup, PageError> {
    let texts = app.transcripts(network).await?;
    let read = *app.confirmed_codings(network).await?.value();
    let add = format!("{}/new", urls::interviews(network));
    Ok(html! {
        section aria-labelledby="texts" {
            h2 #texts { "Texts" }
            @if texts.value().is_empty() {
                div.empty {
                    h3 { "No interviews yet" }
                    p { "Paste a transcript or a plan as plain text, then mark the passages that tell of trust \
                         lost or gained." }
                    div.acts {
                        a.btn href=(add) { "Add an interview" }
                        a href={ (urls::interviews(network)) "/guide" } { "Interview guide" }
                    }
                }
            } @else {
                table.stack {
                    caption { (counted(texts.value().len(), "text", "texts")) }
                    thead {
                        tr {
                            th scope="col" { "Title" }
                            th scope="col" { "Kind" }
                            th scope="col" { "Date" }
                            th.r scope="col" { "Speakers" }
                            th.r scope="col" { "Coded passages" }
                        }
                    }
                    tbody {
                        @for text in texts.value() {
                            tr {
                                th scope="row" { a href=(urls::transcript(network, text.id)) { (text.title) } }
                                td data-l="Kind" { (text.kind.words()) }
                                td data-l="Date" { (text.held_on.map_or_else(|| "not given".to_owned(), day_in_words)) }
                                td.r data-l="Speakers" { (text.speakers) }
                                td.r data-l="Coded passages" { (text.codings) }
                            }
                        }
                    }
                }
                @if read.codings > 0 {
                    p."small"."quiet"."gap-s" {
                        (read.confirmed) " of " (counted(read.codings, "coding", "codings"))
                        " confirmed by a second reader"
                        @if read.otherwise > 0 { ", " (read.otherwise) " read otherwise" }
                        "."
                    }
                }
                div.acts {
                    a.btn href=(add) { "Add an interview" }
                    a href=(urls::codebook(network)) { "Codebook" }
                    a href={ (urls::interviews(network)) "/guide" } { "Interview guide" }
                    a href=(urls::agreement(network)) { "Double coding" }
                }
            }
        }
    })
}
