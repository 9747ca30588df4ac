//! One organisation and everybody it works with, both sides of each. Nothing is added up and nobody is ranked.

use axum::extract::{Path, Query};
use axum::response::Response;
use maud::{Markup, html};
use serde::Deserialize;
use troth_app::organisations::Names;
use troth_app::views::organisation::{OrganisationBody, OrganisationView};
use troth_gate::Released;
use troth_lens::{Dumbbell, DumbbellRow, MapEdge, MapPicture, Named, RELIANCE_QUESTION};
use troth_network::Network;

use super::{kind, worked};
use crate::components::words::{both, listed};
use crate::components::{csv, finding::finding};
use crate::error::PageError;
use crate::layout::{Frame, Here, Page, page};
use crate::site::Site;
use crate::urls;

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Asked {
    wave: String,
}

pub(super) async fn show(
    site: Site,
    Path((slug, id)): Path<(String, String)>,
    Query(asked): Query<Asked>,
) -> Result<Page, PageError> {
    let network = site.app.network(&slug).await?;
    let view = site.app.organisation_page(&network, &id, Some(&asked.wave)).await?;
    let names = site.app.names(network.id).await?;
    let frame = Frame {
        network: Some(&network),
        wave: view.wave.as_ref(),
        here: Here::Map,
        title: &view.organisation.name,
        custodian: false,
        skip: None,
        seal: Some(view.body.seal()),
    };
    Ok(page(&site, &frame, body(&network, &view, &names, &asked)))
}

pub(super) async fn file(
    site: Site,
    Path((slug, id)): Path<(String, String)>,
    Query(asked): Query<Asked>,
) -> Result<Response, PageError> {
    let network = site.app.network(&slug).await?;
    let view = site.app.organisation_page(&network, &id, Some(&asked.wave)).await?;
    Ok(csv::download(&format!("{slug}-{id}"), &view.body.view(picture)))
}

/// Its relationships as the map has them, for the file: each side with its own id.
fn picture(body: &OrganisationBody) -> MapPicture {
    let edge = |dumbbell: &Dumbbell, row: &DumbbellRow| {
        Some(MapEdge {
            first: dumbbell.left.clone(),
            second: dumbbell.right.clone(),
            forth: row.left.clone()?,
            back: row.right.clone()?,
            gap: row.gap.clone(),
            mark: None,
        })
    };
    let pairs = body.partners.iter().flat_map(|(_, d)| d.rows.iter().map(move |row| (d, row)));
    MapPicture {
        question: RELIANCE_QUESTION.to_owned(),
        nodes: Vec::new(),
        edges: pairs.filter_map(|(dumbbell, row)| edge(dumbbell, row)).collect(),
    }
}

/// All partners in one figure, a row for each; `None` if there are none.
fn together(body: &Released<OrganisationBody>) -> Option<Released<Dumbbell>> {
    let (_, first) = body.value().partners.first()?;
    let (left, right) = (first.left.clone(), Named { name: "the partner".to_owned(), ..first.right.clone() });
    Some(body.view(|body| Dumbbell {
        left,
        right,
        rows: body.partners.iter().flat_map(|(_, dumbbell)| dumbbell.rows.clone()).collect(),
    }))
}

fn body(network: &Network, view: &OrganisationView, names: &Names, asked: &Asked) -> Markup {
    let organisation = &view.organisation;
    html! {
        nav.crumbs aria-label="Where you are" {
            a href=(urls::map(network)) { "Map" } span aria-hidden="true" { "\u{203a}" }
            a href=(urls::organisations(network)) { "Organisations" } span aria-hidden="true" { "\u{203a}" }
            "Organisation"
        }
        h1 { (organisation.name) }
        div data-numbers="finding" { (finding(&view.body.value().finding, &html! {})) }
        (worked::finding(view.body.value()))
        @if !organisation.accepted {
            div."banner"."gap-m" {
                h2 { "It has not accepted being rated by name" }
                p { "Until it does, no answer about it is shown." }
            }
        }
        (details(network, view))
        (partners(network, view, asked))
        (actions(network, view, names))
        (people(view))
    }
}

fn details(network: &Network, view: &OrganisationView) -> Markup {
    let organisation = &view.organisation;
    let unit =
        |named: &Named| html! { a href=(urls::organisation(network, &named.external_id)) { (named.name) } };
    html! {
        dl."sl"."gap-m" data-numbers="declared" {
            div { dt { "Sector" } dd { (organisation.sector.words()) } }
            div { dt { "Kind" } dd { (kind(organisation)) } }
            @if let Some(parent) = &view.parent { div { dt { "Unit of" } dd { (unit(parent)) } } }
            @if !view.units.is_empty() {
                div {
                    dt { "Units" }
                    dd { @for (i, named) in view.units.iter().enumerate() { @if i > 0 { ", " } (unit(named)) } }
                }
            }
            @if let Some(place) = &organisation.place { div { dt { "Place" } dd { (place) } } }
            @if let Some(size) = organisation.size { div { dt { "Staff" } dd.num { (size) } } }
            @if let Some(ods) = &organisation.ods { div { dt { "ODS code" } dd { (ods) } } }
        }
        @if organisation.size.is_some() || organisation.ods.is_some() { (worked::declared()) }
    }
}

fn partners(network: &Network, view: &OrganisationView, asked: &Asked) -> Markup {
    let me = &view.organisation;
    let file = format!("{}/table.csv", urls::organisation(network, &me.external_id));
    html! {
        section aria-labelledby="partners" {
            h2 #partners { "Both sides, partner by partner" }
            @if let Some(dumbbell) = together(&view.body) {
                p.lede { "Overall reliance. In alphabetical order; nothing is added up." }
                div.alike data-numbers="partners" { (troth_report::dumbbell::figure(&dumbbell, "partners")) }
                details data-numbers="partners" {
                    summary { "The same figure as a table" }
                    (troth_report::dumbbell::table(&dumbbell))
                    p.under {
                        span.num { (dumbbell.value().rows.len()) " relationships" }
                        a href=(urls::with(&file, &[("wave", &asked.wave)])) { "Download as CSV" }
                    }
                }
                (worked::partners(view.body.value()))
                h3."gap-l" { "Open a relationship" }
                ul.after {
                    @for (partner, _) in &view.body.value().partners {
                        @let page = urls::between(network, &me.external_id, &partner.external_id);
                        li { a href=(urls::with(&page, &[("wave", &asked.wave)])) { (both(&me.name, &partner.name)) } }
                    }
                }
            } @else {
                div.empty {
                    h3 { "No answers by or about it" }
                    p { "It shows here with its partners once a survey round with answers is closed." }
                    div.acts { a.btn href={ (urls::home(network)) "/survey" } { "Go to the survey" } }
                }
            }
        }
    }
}

fn actions(network: &Network, view: &OrganisationView, names: &Names) -> Markup {
    let me = view.organisation.id;
    html! {
        section aria-labelledby="actions" {
            h2 #actions { "What was agreed" }
            @if view.body.value().actions.is_empty() {
                p.lede { "Nothing has been agreed with a partner yet." }
            } @else {
                dl."sl"."gap-s" data-numbers="agreed" {
                    @for (shown, stage) in &view.body.value().actions {
                        @let action = shown.action();
                        div {
                            dt { a href=(urls::action(network, &action.id.to_string())) { (action.title) } }
                            dd {
                                "With " (action.pair.other(me).map(|id| names.name(id)).unwrap_or_default()) ". "
                                (stage.words(|id| names.name(id))) "."
                            }
                        }
                    }
                }
                (crate::components::worked_out::actions::stages("agreed"))
            }
        }
    }
}

fn people(view: &OrganisationView) -> Markup {
    let people: Vec<String> = view
        .people
        .iter()
        .map(|person| match person.role_level {
            Some(level) => format!("{} ({})", person.name, level.words()),
            None => person.name.clone(),
        })
        .collect();
    html! {
        @if !people.is_empty() {
            section aria-labelledby="people" {
                h2 #people { "People" }
                p.lede { (listed(&people)) }
            }
        }
    }
}
