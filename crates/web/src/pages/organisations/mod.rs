//! All organisations of a partnership, by name.

mod one;
mod worked;

use axum::extract::Path;
use maud::{Markup, html};
use troth_network::{Network, Organisation};

use crate::access::{Need, Routes};
use crate::error::PageError;
use crate::layout::{Frame, Here, Page, page};
use crate::site::Site;
use crate::urls;

/// `/n/{network}/organisations`, one of them, and its table as a file.
pub(crate) fn routes() -> Routes {
    Routes::new()
        .get("/n/{network}/organisations", Need::See, show)
        .get("/n/{network}/organisations/{organisation}", Need::See, one::show)
        .get("/n/{network}/organisations/{organisation}/table.csv", Need::See, one::file)
}

async fn show(site: Site, Path(slug): Path<String>) -> Result<Page, PageError> {
    let network = site.app.network(&slug).await?;
    let mut all = site.app.organisations(network.id).await?;
    all.sort_by(|a, b| (&a.name, &a.external_id).cmp(&(&b.name, &b.external_id)));
    let frame =
        Frame { network: Some(&network), here: Here::Map, title: "Organisations", ..Frame::default() };
    Ok(page(&site, &frame, body(&network, &all, site.may(Need::Run))))
}

fn body(network: &Network, all: &[Organisation], may_run: bool) -> Markup {
    let settings = format!("{}/settings", urls::home(network));
    html! {
        nav.crumbs aria-label="Where you are" {
            a href=(urls::map(network)) { "Map" } span aria-hidden="true" { "\u{203a}" } "Organisations"
        }
        h1 { "Organisations" }
        @if all.is_empty() {
            div.empty {
                h2 { "No organisations yet" }
                p { "Everything else refers to them. Type them in or import a list." }
                @if may_run { div.acts { a.btn href=(settings) { "Add organisations" } } }
            }
        } @else {
            (table(network, all))
            p."small"."quiet"."gap-s" {
                "In alphabetical order. An organisation accepts before it is rated by name; until then no answer \
                 about it is shown. "
                @if may_run { a href=(settings) { "Add or change organisations" } }
            }
        }
    }
}

fn table(network: &Network, all: &[Organisation]) -> Markup {
    let name = |organisation: &Organisation| {
        organisation.parent.and_then(|id| all.iter().find(|o| o.id == id)).map(|parent| parent.name.as_str())
    };
    html! {
        table."stack"."gap-m" {
            caption { span.vh { "Organisations and units" } }
            thead {
                tr {
                    th scope="col" { "Name" }
                    th scope="col" { "Sector" }
                    th scope="col" { "Kind" }
                    th scope="col" { "Unit of" }
                    th scope="col" { "Accepts being rated by name" }
                }
            }
            tbody {
                @for organisation in all {
                    tr {
                        th scope="row" {
                            a href=(urls::organisation(network, &organisation.external_id)) { (organisation.name) }
                        }
                        td data-l="Sector" { (organisation.sector.words()) }
                        td data-l="Kind" { (kind(organisation)) }
                        td data-l="Unit of" { (name(organisation).unwrap_or("\u{2013}")) }
                        td data-l="Accepts being rated by name" { (if organisation.accepted { "Yes" } else { "Not yet" }) }
                    }
                }
            }
        }
    }
}

/// The kind in words; a dash where there is none.
fn kind(organisation: &Organisation) -> String {
    match organisation.kind.trim() {
        "" => "\u{2013}".to_owned(),
        kind => troth_report::words::capital(&kind.replace('_', " ")),
    }
}
