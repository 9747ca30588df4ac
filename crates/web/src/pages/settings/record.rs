//! The record: what was done in the partnership, when and by whom, and whether the chain is whole.

use axum::extract::{Path, Query};
use axum::http::header;
use axum::response::{IntoResponse, Response};
use maud::{Markup, html};
use troth_app::record::{AuditCheck, Done, moment};
use troth_network::Network;

use super::crumbs;
use crate::access::{Need, Routes};
use crate::components::forms::{Typed, urls};
use crate::components::words::counted;
use crate::error::PageError;
use crate::layout::{Frame, Here, Page, page};
use crate::site::Site;

/// `/n/{network}/settings/record` and its file.
pub(super) fn routes() -> Routes {
    Routes::new().get("/n/{network}/settings/record", Need::Run, show).get(
        "/n/{network}/settings/record.csv",
        Need::Run,
        file,
    )
}

async fn show(
    site: Site,
    Path(network): Path<String>,
    Query(asked): Query<Typed>,
) -> Result<Page, PageError> {
    let network = site.app.network(&network).await?;
    let before = asked.filled("before").and_then(|text| text.parse().ok());
    let record = site.app.record(network.id, before).await?;
    let here = urls::settings_record(&network);
    let body = html! {
        (crumbs(&network, "Record"))
        h1 { "Record" }
        p.lede { "What was done in this partnership, when and by whom, newest first. It holds no answers and no \
                  words of anybody, and a change to it is found. That somebody looked at a page is not noted." }
        (chain(&record.chain))
        @if record.done.is_empty() {
            div.empty { h2 { "Nothing here" } p { "Nothing has been done yet, or not before this place." } }
        } @else {
            (table(&record.done))
        }
        p {
            @if let Some(older) = record.older {
                a href=(crate::urls::with(&here, &[("before", &older.to_string())])) { "Older entries" }
                " \u{b7} "
            }
            @if before.is_some() { a href=(here) { "Newest entries" } " \u{b7} " }
            a href={ (here) ".csv" } { "Download the whole record (CSV)" }
        }
    };
    let frame = Frame { network: Some(&network), here: Here::Settings, title: "Record", ..Frame::default() };
    Ok(page(&site, &frame, body))
}

async fn file(site: Site, Path(network): Path<String>) -> Result<Response, PageError> {
    let network: Network = site.app.network(&network).await?;
    let text = site.app.record_csv(network.id).await?;
    let name = format!("attachment; filename=\"{}-record.csv\"", network.slug);
    let headers =
        [(header::CONTENT_TYPE, "text/csv; charset=utf-8".to_owned()), (header::CONTENT_DISPOSITION, name)];
    Ok((headers, text).into_response())
}

fn chain(check: &AuditCheck) -> Markup {
    match check {
        AuditCheck::Whole { rows, last_hash } => html! {
            p { "The record is whole: each entry is chained to the one before, and none was changed." }
            details {
                summary { "How to find out later whether entries were taken away" }
                p { "Entries taken from the end leave no trace in the chain. Note this line somewhere else, and give \
                     it to " code { "troth audit verify --expect" } " later:" }
                p { code.break { (rows) ":" (last_hash) } }
                p { "The chain covers " (counted(usize::try_from(*rows).unwrap_or(0), "entry", "entries"))
                    " of all partnerships in this database." }
            }
        },
        AuditCheck::Broken { position, .. } => html! {
            div.banner role="alert" {
                p { b { "The record is broken at row " (position) "." } " Somebody changed it, or removed the row \
                     before, past Troth. Tell whoever is responsible for information governance, and compare with a \
                     copy of the database." }
            }
        },
    }
}

fn table(done: &[Done]) -> Markup {
    html! {
        table.stack {
            caption.vh { "What was done, newest first" }
            thead {
                tr {
                    th scope="col" { "When (UTC)" }
                    th scope="col" { "What" }
                    th scope="col" { "By whom" }
                    th scope="col" { "Row" }
                }
            }
            tbody {
                @for entry in done {
                    tr {
                        th scope="row" { (moment(entry.at)) }
                        td data-l="What" { (entry.what) }
                        td data-l="By whom" { (entry.who) }
                        td data-l="Row" { (entry.position) }
                    }
                }
            }
        }
    }
}
