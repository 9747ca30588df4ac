//! The interview guide, to be read and printed: everybody's questions, or those for one level.

use axum::extract::{Path, Query};
use maud::{Markup, html};
use troth_framework::{Guide, GuideQuestion, Lens};
use troth_network::{Network, RoleLevel};
use troth_report::words::capital;

use crate::components::forms::{Typed, urls};
use crate::components::words::counted;
use crate::error::PageError;
use crate::layout::{Frame, Here, Page, page};
use crate::site::Site;

const LEVELS: [RoleLevel; 3] = [RoleLevel::Operational, RoleLevel::Tactical, RoleLevel::Strategic];

/// The guide.
pub(super) async fn show(
    site: Site,
    Path(network): Path<String>,
    Query(asked): Query<Typed>,
) -> Result<Page, PageError> {
    let network = site.app.network(&network).await?;
    let level: Option<RoleLevel> = asked.filled("level").and_then(|level| level.parse().ok());
    let pathways = site.app.pathways(&network).await?;
    let steps: Vec<(String, Vec<String>)> = pathways
        .into_iter()
        .map(|stored| (stored.pathway.name.clone(), stored.steps.iter().map(|s| s.title.clone()).collect()))
        .collect();
    let frame = Frame {
        network: Some(&network),
        here: Here::Interviews,
        title: "Interview guide",
        ..Frame::default()
    };
    Ok(page(&site, &frame, body(&network, Guide::built_in(), site.app.lens(), level, &steps)))
}

fn body(
    network: &Network,
    guide: &Guide,
    lens: &Lens,
    level: Option<RoleLevel>,
    pathways: &[(String, Vec<String>)],
) -> Markup {
    let here = format!("{}/guide", urls::interviews(network));
    let id = level.map(RoleLevel::id);
    html! {
        nav."crumbs" aria-label="Where you are" {
            a href=(urls::interviews(network)) { "Interviews" } span aria-hidden="true" { "\u{203a}" } "Interview guide"
        }
        h1 { "Interview guide" }
        p.lede {
            "About " (guide.minutes) " minutes. First what happened, told along the way a person takes; then what stands \
             between the organisations. Ask in your own words."
        }
        nav.acts aria-label="Whose questions" {
            a href=(here) aria-current=[level.is_none().then_some("true")] { "Everybody\u{2019}s questions" }
            @for one in LEVELS {
                a href={ (here) "?level=" (one.id()) } aria-current=[(level == Some(one)).then_some("true")] {
                    (capital(one.words()))
                }
            }
        }
        section aria-labelledby="before" {
            h2 #before { "Before you begin" }
            ul { @for line in &guide.opening { li { (line) } } }
        }
        @for (at, part) in guide.parts.iter().enumerate() {
            section aria-labelledby=(part.id) {
                h2 id=(part.id) { "Part " (at + 1) ": " (part.title) }
                p."quiet" { (part.purpose) }
                @if at == 0 { (steps(pathways)) }
                ol.guide { @for question in part.questions.iter().filter(|q| q.is_for(id)) { (one(question, lens, level)) } }
            }
        }
        section aria-labelledby="end" {
            h2 #end { "At the end" }
            ul { @for line in &guide.closing { li { (line) } } }
        }
        p."small"."quiet" {
            "Version " (guide.version) ". The form follows Li et al. 2018 and Islam et al. 2020; the wording is ours and not \
             yet validated."
        }
    }
}

/// The steps to lay in front of both.
fn steps(pathways: &[(String, Vec<String>)]) -> Markup {
    html! {
        @for (name, steps) in pathways {
            details {
                summary { (name) ": " (counted(steps.len(), "step", "steps")) " to lay on the table" }
                ol { @for step in steps { li { (step) } } }
            }
        }
        @if pathways.is_empty() {
            p."note" { span { "No pathway is entered yet. Draw one together, then enter it under Facts." } }
        }
    }
}

fn one(question: &GuideQuestion, lens: &Lens, level: Option<RoleLevel>) -> Markup {
    let whose: Vec<&str> =
        LEVELS.iter().filter(|l| question.levels.iter().any(|id| id == l.id())).map(|l| l.words()).collect();
    let story = question.narrative.as_deref().and_then(|id| lens.narrative(id));
    html! {
        li {
            p { b { (question.ask) } }
            p."small"."quiet" {
                @if question.if_silent { "Only if trust has not been spoken of. " }
                @if level.is_none() && !whose.is_empty() { (capital(&whose.join(" or "))) " only. " }
                @if let Some(story) = story { "Listens for: " (story.label) "." }
            }
            @if !question.probes.is_empty() {
                ul."small" { @for probe in &question.probes { li { (probe) } } }
            }
        }
    }
}
