//! The relationship page: the whole chain of two organisations on one page.

mod agreed;
mod chain;
mod felt;
mod opening;
mod person;
mod quotes;
mod roles;
mod since;
mod story;
mod strands;
mod together;
mod trust;
mod verdict;
mod worked;
mod worked_beside;

use std::collections::BTreeMap;

use axum::extract::{Path, Query};
use axum::response::Response;
use maud::{Markup, html};
use serde::Deserialize;
use troth_app::organisations::Names;
use troth_app::views::relationship::RelationshipView;
use troth_framework::Lens;
use troth_network::{Network, Person, StepId};
use troth_report::edge::{Edge, pair};

use self::opening::Opening;
use self::verdict::Answered;
use crate::access::{Need, Routes};
use crate::components::words::{both, inside};
use crate::components::worked_out::actions::stages;
use crate::components::{csv, finding::finding};
use crate::error::PageError;
use crate::layout::{Frame, Here, Page, page};
use crate::site::Site;
use crate::urls;

/// `/n/{network}/between/{left}/{right}`, its table as a file, and where verdicts and yeses to opening it are sent.
pub(crate) fn routes() -> Routes {
    Routes::new()
        .get("/n/{network}/between/{left}/{right}", Need::See, show)
        .get("/n/{network}/between/{left}/{right}/table.csv", Need::See, file)
        .post("/n/{network}/between/{left}/{right}/verdict", Need::Analyse, verdict::decide)
        .post("/n/{network}/between/{left}/{right}/opening", Need::OwnOrganisation, opening::answer)
}

/// Where a relationship is: partnership, left and right organisation by their ids in files.
type Place = (String, String, String);

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Asked {
    wave: String,
}

/// Everything the page is made from.
struct Seen<'a> {
    network: Network,
    view: RelationshipView,
    names: Names,
    people: Vec<Person>,
    /// Titles of the pathways' steps.
    steps: BTreeMap<StepId, String>,
    lens: &'a Lens,
    /// Whether whoever looks may say what the strands show together.
    may_judge: bool,
    /// Whether they may write down actions and change the settings.
    may_run: bool,
    /// Whether the viewer's own organisation would open this relationship to both; `None` for anybody else.
    opening: Option<Opening>,
    /// The round asked for, by its id in files; empty for the last one.
    wave: String,
}

async fn see<'a>(site: &'a Site, (slug, left, right): &Place, wave: &str) -> Result<Seen<'a>, PageError> {
    let network = site.app.network(slug).await?;
    let view = site.app.relationship(&network, left, right, Some(wave)).await?;
    let facts = site.app.facts(&network).await?;
    let steps =
        facts.value().pathways.iter().flat_map(|p| &p.steps).map(|s| (s.id, s.title.clone())).collect();
    Ok(Seen {
        names: site.app.names(network.id).await?,
        opening: opening::own(site, &view).await?,
        people: site.app.people(network.id).await?,
        steps,
        view,
        may_judge: site.may(Need::Analyse),
        may_run: site.may(Need::Run),
        lens: site.app.lens(),
        wave: wave.to_owned(),
        network,
    })
}

async fn show(site: Site, Path(place): Path<Place>, Query(asked): Query<Asked>) -> Result<Page, PageError> {
    let seen = see(&site, &place, &asked.wave).await?;
    Ok(whole(&site, &seen, None))
}

async fn file(
    site: Site,
    Path(place): Path<Place>,
    Query(asked): Query<Asked>,
) -> Result<Response, PageError> {
    let seen = see(&site, &place, &asked.wave).await?;
    let name = format!("{}-{}-{}", seen.network.slug, place.1, place.2);
    Ok(csv::download(&name, &seen.view.body.view(|b| b.dumbbell.clone())))
}

/// The page; `answered` is a verdict that could not be saved, with what was typed.
fn whole(site: &Site, seen: &Seen<'_>, answered: Option<&Answered>) -> Page {
    let title = both(&seen.view.left.name, &seen.view.right.name);
    let frame = Frame {
        network: Some(&seen.network),
        wave: seen.view.wave.as_ref(),
        here: Here::Map,
        title: &title,
        custodian: false,
        skip: None,
        seal: Some(seen.view.body.seal()),
    };
    page(site, &frame, body(seen, &title, answered))
}

fn body(seen: &Seen<'_>, title: &str, answered: Option<&Answered>) -> Markup {
    let view = &seen.view;
    let (left, right) = (&view.left, &view.right);
    let edge = view.body.view(|body| Edge {
        left: left.clone(),
        right: right.clone(),
        left_says: body.reliance.left.clone(),
        right_says: body.reliance.right.clone(),
        gap: body.reliance.gap.clone(),
        level: body.level.clone(),
    });
    html! {
        nav.crumbs aria-label="Where you are" {
            a href=(urls::map(&seen.network)) { "Map" } span aria-hidden="true" { "\u{203a}" } "Relationship"
        }
        @if let Some(answered) = answered { (answered.summary()) }
        h1 { (title) }
        div data-numbers="finding" { (finding(&view.body.value().finding, &html! {})) }
        (worked::finding(seen))
        div data-numbers="pair" { (pair(&edge)) }
        div data-numbers="pair" { (together::list(std::slice::from_ref(&view.body.value().reliance), &left.name, &right.name)) }
        (worked::pair(seen))
        (opening::section(seen))
        (trust::section(seen))
        (person::section(seen))
        (felt::section(seen))
        (since::section(seen))
        (story::section(seen, answered))
        (agreed::section(seen))
        (stages("agreed"))
        p.chooser {
            @for side in [left, right] {
                a href=(urls::organisation(&seen.network, &side.external_id)) { "All partners of " (inside(&side.name)) }
            }
        }
    }
}
