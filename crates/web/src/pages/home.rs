//! The first page of a partnership: the finding, one next task, what comes after, where the round stands.

use axum::extract::Path;
use maud::{Markup, html};
use troth_app::views::home::{Goes, HomeView, Standing, Task};
use troth_lens::Sureness;
use troth_lens::sentence::Finding;
use troth_network::Network;

use crate::access::{Need, Routes};
use crate::components::{finding::finding, progress::progress};
use crate::error::PageError;
use crate::layout::{Frame, Here, Page, page};
use crate::site::Site;
use crate::urls;

/// `/n/{network}`.
pub(crate) fn routes() -> Routes {
    Routes::new().get("/n/{network}", Need::See, show)
}

async fn show(site: Site, Path(slug): Path<String>) -> Result<Page, PageError> {
    let network = site.app.network(&slug).await?;
    let view = site.app.home(&network).await?;
    let several = site.app.has_several_networks().await?;
    let frame = Frame {
        network: Some(&network),
        wave: view.wave.as_ref(),
        here: Here::Home,
        title: &network.name,
        custodian: false,
        skip: None,
        seal: Some(view.body.seal()),
    };
    Ok(page(&site, &frame, body(&site, &network, &view, several)))
}

/// The page; `several` says whether there are other partnerships to compare this one with.
fn body(site: &Site, network: &Network, view: &HomeView, several: bool) -> Markup {
    let shown = view.body.value();
    let tasks: Vec<&Task> = shown.tasks.iter().filter(|task| site.may(need(&task.goes))).collect();
    html! {
        h1 { (network.name) }
        (headline(network, view))
        (progress(&view.progress))
        @if let Some(task) = tasks.first() { (next(network, task)) }
        div.cols {
            @if tasks.len() > 1 {
                section aria-labelledby="after" {
                    h2 #after { "After that" }
                    ul.after {
                        @for task in tasks.iter().skip(1) {
                            li {
                                a href=(address(network, &task.goes)) { (task.title) }
                                span { (task.minutes) " minutes" }
                            }
                        }
                    }
                }
            }
            @if view.organisations > 0 { (stands(view, &shown.standing)) }
        }
        @if several {
            p."small"."gap-l" { a href=(urls::COMPARE) { "Compare partnerships" } ", side by side and never ranked" }
        }
        p.note {
            span {
                "Pages, files and filters show counts and pooled answers, never what one member of staff answered. "
                @if site.is_holder() {
                    "Whoever holds the database can open it and read single answers: that is you. Keep it as you \
                     promised the people who answered."
                } @else {
                    "Single answers can be read by the custodian named in the promise, and by whoever holds the database."
                }
            }
        }
    }
}

fn headline(network: &Network, view: &HomeView) -> Markup {
    if let Some((found, left, right)) = &view.body.value().finding {
        let link = html! { a href=(urls::between(network, left, right)) { "See both sides" } };
        return finding(found, &link);
    }
    let (says, sure) = if view.organisations == 0 {
        ("There is nothing to show yet: no organisation has been added.", "The next task says how to begin.")
    } else {
        (
            "No difference between the two sides of a relationship can be told yet.",
            "Cannot tell: there are no answers from both sides, or every difference may be zero.",
        )
    };
    let none = Finding { says: says.to_owned(), sure: sure.to_owned(), sureness: Sureness::CannotTell };
    finding(&none, &html! {})
}

fn next(network: &Network, task: &Task) -> Markup {
    html! {
        section."card"."task" aria-labelledby="task" {
            p.eyebrow { "Your next task " span { "about " (task.minutes) " minutes" } }
            h2 #task { (task.title) }
            p { (task.body) }
            div.acts { a.btn href=(address(network, &task.goes)) { (task.button) } }
        }
    }
}

fn stands(view: &HomeView, standing: &Standing) -> Markup {
    let title = match &view.wave {
        Some(wave) => format!("Where {} stands", lower_first(&wave.label)),
        None => "Where it stands".to_owned(),
    };
    let all = standing.shown + standing.not_rated + standing.withheld;
    html! {
        section aria-labelledby="round" {
            h2 #round { (title) }
            dl.sl {
                div {
                    dt { "Organisations" }
                    dd.num { (view.organisations) }
                }
                div {
                    dt { "Can be shown" }
                    @if all == 0 {
                        dd { "No answers yet" }
                    } @else {
                        dd.num {
                            (standing.shown) " of " (all) " directions; " (standing.not_rated) " not rated, "
                            (standing.withheld) " with answers that cannot be shown"
                        }
                    }
                }
                div {
                    dt { "Actions" }
                    dd.num {
                        (standing.running) " running, " (standing.reviewed) " reviewed by both sides, "
                        (standing.waiting) " waiting for one side or being written"
                    }
                }
            }
        }
    }
}

fn lower_first(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_lowercase().chain(letters).collect())
}

/// What a task needs of whoever does it; others do not see it.
const fn need(goes: &Goes) -> Need {
    match goes {
        Goes::Organisations | Goes::Facts | Goes::NewAction(..) => Need::Run,
        Goes::Survey | Goes::Interviews => Need::Custodian,
        Goes::Map => Need::See,
        Goes::Relationship(..) => Need::Analyse,
        Goes::Action(_) => Need::OwnOrganisation,
    }
}

fn address(network: &Network, goes: &Goes) -> String {
    let part = |name: &str| format!("{}/{name}", urls::home(network));
    match goes {
        Goes::Organisations => part("settings"),
        Goes::Survey => part("survey"),
        Goes::Interviews => part("interviews"),
        Goes::Facts => part("facts"),
        Goes::Map => urls::map(network),
        Goes::Relationship(left, right, narrative) => {
            let page = urls::between(network, left, right);
            narrative.as_ref().map_or_else(|| page.clone(), |narrative| format!("{page}#{narrative}"))
        }
        Goes::NewAction(left, right) => urls::new_action(network, left, right, None),
        Goes::Action(id) => urls::action(network, id),
    }
}
