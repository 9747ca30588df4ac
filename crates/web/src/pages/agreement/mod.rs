//! Double coding: which texts are coded by two people, how far they agree, and what counts where they differ. The
//! custodian's page.

mod differences;
mod figures;
mod send;
mod texts;

use axum::extract::{Path, Query};
use axum::http::header;
use axum::response::{IntoResponse, Response};
use maud::{Markup, html};
use troth_app::interviews::doubling::{Asked, On};
use troth_network::Network;

use crate::access::{Need, Routes};
use crate::components::finding::finding;
use crate::components::forms::{Draft, Typed, done, error_summary, urls};
use crate::error::PageError;
use crate::layout::{Frame, Here, Page, page};
use crate::site::Site;

/// `/n/{network}/interviews/agreement`, its file, and what is sent from it.
pub(crate) fn routes() -> Routes {
    Routes::new()
        .get("/n/{network}/interviews/agreement", Need::Custodian, show)
        .get("/n/{network}/interviews/agreement.csv", Need::Custodian, file)
        .post("/n/{network}/interviews/agreement/ask", Need::Custodian, send::ask)
        .post("/n/{network}/interviews/agreement/finish", Need::Custodian, send::finish)
        .post("/n/{network}/interviews/agreement/reopen", Need::Custodian, send::reopen)
        .post("/n/{network}/interviews/agreement/withdraw", Need::Custodian, send::withdraw)
        .post("/n/{network}/interviews/agreement/lend", Need::Custodian, send::lend)
        .post("/n/{network}/interviews/agreement/decide", Need::Custodian, send::decide)
}

/// The form of the page that was refused, with what was typed.
#[derive(Default)]
enum Refused {
    /// None was.
    #[default]
    Nothing,
    /// Asking a second coder.
    Ask(Draft),
    /// Finishing or reopening a coder's part of a text; which, is among what was typed.
    Task(Draft),
    /// A decision; about which place, is among what was typed.
    Decision(Draft),
}

impl Refused {
    fn draft(&self) -> Option<&Draft> {
        match self {
            Self::Nothing => None,
            Self::Ask(draft) | Self::Task(draft) | Self::Decision(draft) => Some(draft),
        }
    }
}

async fn show(
    site: Site,
    Path(network): Path<String>,
    Query(asked): Query<Typed>,
) -> Result<Page, PageError> {
    let network = site.app.network(&network).await?;
    render(&site, &network, &asked, &Refused::Nothing).await
}

/// How the figures were asked for in the address.
fn asked_for(typed: &Typed) -> Asked {
    Asked {
        on: if typed.get("on") == "characters" { On::Characters } else { On::Segments },
        uncoded: typed.get("uncoded") != "out",
        ranges: typed.get("ranges") == "yes",
    }
}

async fn render(site: &Site, network: &Network, typed: &Typed, refused: &Refused) -> Result<Page, PageError> {
    let doubling = site.app.doubling(network).await?;
    let agreement = site.app.agreement(network, asked_for(typed)).await?;
    let differences = site.app.differences(network).await?;
    let names = site.app.names(network.id).await?;
    let here = urls::agreement(network);
    let (doubling, found) = (doubling.value(), differences.value());
    let body = html! {
        nav."crumbs" aria-label="Where you are" {
            a href=(urls::interviews(network)) { "Interviews" } span aria-hidden="true" { "\u{203a}" } "Double coding"
        }
        h1 { "Double coding" }
        (done(typed.filled("done")))
        @if let Some(draft) = refused.draft() { (error_summary(draft)) }
        (finding(&figures::finding_of(agreement.value().as_ref(), doubling), &html! {}))
        p.lede {
            "Two people code the same text without seeing each other\u{2019}s work. Then you see how far they agree, and \
             decide what counts where they differ. Results rest on the first coding and on what you decide."
        }
        (texts::section(network, &here, doubling, refused))
        @if let Some(figures) = agreement.value() { (figures::section(&here, figures, found)) }
        (differences::section(network, &here, (found, &names), typed, refused))
        (texts::ask(&here, doubling, refused))
    };
    let frame = Frame {
        network: Some(network),
        here: Here::Interviews,
        title: "Double coding",
        custodian: true,
        ..Frame::default()
    };
    Ok(page(site, &frame, body))
}

/// The figures as a file.
async fn file(
    site: Site,
    Path(network): Path<String>,
    Query(asked): Query<Typed>,
) -> Result<Response, PageError> {
    let network = site.app.network(&network).await?;
    let csv = site.app.agreement_csv(&network, asked_for(&asked)).await?;
    let name = format!("attachment; filename=\"{}-agreement-of-coders.csv\"", network.slug);
    let headers =
        [(header::CONTENT_TYPE, "text/csv; charset=utf-8".to_owned()), (header::CONTENT_DISPOSITION, name)];
    Ok((headers, csv.value().clone()).into_response())
}

/// A hidden field.
fn hidden(name: &str, value: impl std::fmt::Display) -> Markup {
    html! { input type="hidden" name=(name) value=(value); }
}
