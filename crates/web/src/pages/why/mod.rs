//! Why: interviews, survey and facts side by side, for every relationship and each of the five stories.

mod chains;
mod matrix;

use axum::extract::{Path, Query};
use axum::response::Response;
use maud::{Markup, html};
use serde::Deserialize;
use troth_app::views::why::WhyView;
use troth_app::{App, AppError};
use troth_network::Network;
use troth_report::csv::WhyTable;

use crate::access::{Need, Routes};
use crate::components::{csv, finding::finding, method};
use crate::error::PageError;
use crate::layout::{Frame, Here, Page, page};
use crate::site::Site;
use crate::urls;

/// `/n/{network}/why` and its table as a file.
pub(crate) fn routes() -> Routes {
    Routes::new().get("/n/{network}/why", Need::See, show).get("/n/{network}/why.csv", Need::See, file)
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Asked {
    wave: String,
}

async fn show(site: Site, Path(slug): Path<String>, Query(asked): Query<Asked>) -> Result<Page, PageError> {
    let network = site.app.network(&slug).await?;
    let view = site.app.why(&network, Some(&asked.wave)).await?;
    let frame = Frame {
        network: Some(&network),
        wave: view.wave.as_ref(),
        here: Here::Why,
        title: "Why",
        custodian: false,
        skip: None,
        seal: Some(view.body.seal()),
    };
    Ok(page(&site, &frame, body(&site, &network, &view, &asked.wave)))
}

async fn file(
    site: Site,
    Path(slug): Path<String>,
    Query(asked): Query<Asked>,
) -> Result<Response, PageError> {
    let network = site.app.network(&slug).await?;
    let view = site.app.why(&network, Some(&asked.wave)).await?;
    let names = site.app.names(network.id).await?;
    let reading =
        App::why_reading(&view).ok_or_else(|| AppError::missing("A survey round that is closed"))?;
    let narratives = site.app.lens().narratives.iter().map(|n| (n.id.clone(), n.label.clone())).collect();
    let table = reading.map(|reading| WhyTable { reading, organisations: names.0, narratives });
    Ok(csv::download(&format!("{slug}-why"), &table))
}

fn body(site: &Site, network: &Network, view: &WhyView, wave: &str) -> Markup {
    let lens = site.app.lens();
    let file = urls::with(&format!("{}.csv", urls::why(network)), &[("wave", wave)]);
    html! {
        h1 { "Why" }
        (finding(&view.body.value().finding, &html! {}))
        @if view.waves.len() > 1 { (rounds(view)) }
        (troth_report::strands::key())
        @if view.body.value().rows.is_empty() {
            (empty(network))
        } @else {
            (matrix::table(network, view, lens, wave))
            (super::sampling::word(site, network))
            @if view.wave.is_some() { p."small"."gap-m" { a href=(file) { "Download as CSV" } } }
        }
        (chains::section(lens, &view.body.value().arrows))
        (method::how(&rules()))
    }
}

/// Another round, where there are several.
fn rounds(view: &WhyView) -> Markup {
    let shown = view.wave.as_ref().map(|w| w.id);
    html! {
        form.filter method="get" {
            div."nhsuk-form-group" {
                label."nhsuk-label" for="wave" { "Round" }
                select."nhsuk-select" #wave name="wave" {
                    @for wave in &view.waves {
                        option value=(wave.external_id) selected[Some(wave.id) == shown] { (wave.label) }
                    }
                }
            }
            button."btn"."slim" type="submit" { "Show" }
        }
    }
}

fn empty(network: &Network) -> Markup {
    let home = urls::home(network);
    html! {
        div.empty {
            h2 { "Nothing to put side by side yet" }
            p {
                "A relationship shows here once there are survey answers about who does what, skill, money, power or \
                 ways of working, or a pathway with steps that two organisations share, or passages about the two."
            }
            div.acts {
                a.btn href={ (home) "/survey" } { "Import answers" }
                a href={ (home) "/interviews" } { "Add an interview" }
                a href={ (home) "/facts" } { "Add a pathway" }
            }
        }
    }
}

/// The printed rules, ours and marked so.
pub(crate) fn rules() -> Markup {
    html! {
        p { (troth_lens::rate::RULE) }
        p."gap-s" {
            "Interviews: at least 3 speakers have to speak of it. Uneven when two thirds of them or more tell it as a \
             loss, even when one third or fewer do, in the middle otherwise. Two organisations are read by themselves \
             where 3 of their speakers tell this story of each other, else their two sectors are. Each speaker counts once, and \
             stands for nobody else."
        }
        p."gap-s" {
            "Facts, for roles: at least 3 steps of a pathway for which both have said who is responsible. Uneven when \
             two thirds of them or more are claimed by both, by neither, or misread; even when one third or fewer \
             are. The other four stories have no facts yet."
        }
        p."gap-s" { (troth_lens::convergence::RULE) }
        p."gap-s" {
            "These rules and their cut-offs are our own (mark A); putting strands side by side follows Farmer et al. \
             2006. Strands are never averaged. The rule only proposes; a named person decides and says why. The \
             survey is that of the round shown, interviews and facts are the latest released."
        }
    }
}
