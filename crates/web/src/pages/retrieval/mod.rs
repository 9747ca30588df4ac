//! Finding words and passages again, tables of codes, the map of claims. The custodian's pages and files.

mod asked;
mod board;
mod claims;
mod cross;
mod filter;
mod passages;
mod paths;
mod saved;
mod search;
mod tables;

use std::convert::Infallible;

use axum::extract::FromRequestParts;
use axum::http::header;
use axum::http::request::Parts;
use axum::response::{IntoResponse, Response};
use maud::{Markup, html};
use troth_gate::CustodianOnly;
use troth_network::{Day, Network};
use troth_report::working::{Sheet, csv, xlsx};

use crate::access::{Need, Routes};
use crate::components::forms::urls;
use crate::error::PageError;
use crate::layout::{Frame, Here};

/// What stands under `/n/{network}/interviews` and is not one text.
pub(crate) fn routes() -> Routes {
    Routes::new()
        .get("/n/{network}/interviews/passages", Need::Custodian, passages::show)
        .get("/n/{network}/interviews/passages.csv", Need::Custodian, passages::file)
        .get("/n/{network}/interviews/passages.xlsx", Need::Custodian, passages::file)
        .post("/n/{network}/interviews/passages/save", Need::Custodian, saved::save)
        .post("/n/{network}/interviews/passages/remove", Need::Custodian, saved::remove)
        .get("/n/{network}/interviews/search", Need::Custodian, search::show)
        .get("/n/{network}/interviews/tables", Need::Custodian, tables::show)
        .get("/n/{network}/interviews/tables.csv", Need::Custodian, tables::file)
        .get("/n/{network}/interviews/tables.xlsx", Need::Custodian, tables::file)
        .get("/n/{network}/interviews/claims", Need::Custodian, claims::show)
        .get("/n/{network}/interviews/claims.csv", Need::Custodian, claims::file)
        .get("/n/{network}/interviews/claims.xlsx", Need::Custodian, claims::file)
}

/// The frame of these pages.
fn frame<'a>(network: &'a Network, title: &'a str) -> Frame<'a> {
    Frame { network: Some(network), here: Here::Interviews, title, custodian: true, ..Frame::default() }
}

/// Where one is, and the other pages of this kind.
fn crumbs(network: &Network, here: &str) -> Markup {
    html! {
        nav."crumbs" aria-label="Where you are" {
            a href=(urls::interviews(network)) { "Interviews" } span aria-hidden="true" { "\u{203a}" } (here)
        }
    }
}

/// Links to the pages, for the Interviews page.
pub(crate) fn links(network: &Network) -> Markup {
    let all = urls::interviews(network);
    html! {
        section aria-labelledby="work" {
            h2 #work { "Work with what is said" }
            p.acts {
                a href={ (all) "/search" } { "Search the texts" }
                a href=(urls::passages(network)) { "Passages" }
                a href={ (all) "/tables" } { "Tables" }
                a href={ (all) "/claims" } { "Claims" }
                a href=(urls::codebook(network)) { "Codebook" }
                a href=(urls::exchange(network)) { "Exchange" }
            }
        }
    }
}

/// The two files of a table.
fn downloads(path: &str, query: &[(&str, &str)]) -> Markup {
    html! {
        p.under {
            span {
                "Download "
                a href=(crate::urls::with(&format!("{path}.csv"), query)) { "as CSV" } " or "
                a href=(crate::urls::with(&format!("{path}.xlsx"), query)) { "as XLSX" }
                ", for the custodian only"
            }
        }
    }
}

/// Kinds of files, by the ending of the address that is asked for.
#[derive(Debug, Clone, Copy)]
enum Kind {
    Csv,
    Xlsx,
}

impl<S: Sync> FromRequestParts<S> for Kind {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Infallible> {
        Ok(if parts.uri.path().ends_with(".xlsx") { Self::Xlsx } else { Self::Csv })
    }
}

/// A table as a file called `name`, which holds letters, digits and hyphens only.
fn file(kind: Kind, name: &str, sheet: &CustodianOnly<Sheet>, made: Day) -> Result<Response, PageError> {
    let (ending, media, bytes) = match kind {
        Kind::Csv => ("csv", "text/csv; charset=utf-8", csv(sheet, made).into_bytes()),
        Kind::Xlsx => {
            let media = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
            ("xlsx", media, xlsx(sheet, made).map_err(|error| PageError::Unreadable(error.to_string()))?)
        }
    };
    let safe: String = name.chars().map(|c| if c.is_ascii_alphanumeric() { c } else { '-' }).collect();
    let headers = [
        (header::CONTENT_TYPE, media.to_owned()),
        (header::CONTENT_DISPOSITION, format!("attachment; filename=\"{safe}-custodian-only.{ending}\"")),
    ];
    Ok((headers, bytes).into_response())
}
