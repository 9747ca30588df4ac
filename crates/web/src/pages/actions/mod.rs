//! All actions of a partnership, by relationship, and writing a new one.

mod choose;
pub(super) mod form;
mod measures;
mod new;

use axum::extract::{Path, Query};
use maud::{Markup, html};
use troth_act::Stage;
use troth_app::App;
use troth_app::organisations::Names;
use troth_gate::ShownAction;
use troth_network::timestamp::day_in_words;
use troth_network::{Network, OrganisationId, Pair};

use crate::access::{Need, Routes};
use crate::components::forms::{Typed, done};
use crate::components::words::both;
use crate::error::PageError;
use crate::layout::{Frame, Here, Page, page};
use crate::site::Site;
use crate::urls;

/// `/n/{network}/actions` and `/n/{network}/actions/new`.
pub(crate) fn routes() -> Routes {
    Routes::new()
        .get("/n/{network}/actions", Need::See, show)
        .get("/n/{network}/actions/new", Need::Run, new::show)
        .post("/n/{network}/actions/new", Need::Run, new::send)
}

async fn show(
    site: Site,
    Path(network): Path<String>,
    Query(asked): Query<Typed>,
) -> Result<Page, PageError> {
    let network = site.app.network(&network).await?;
    let actions = site.app.actions(&network).await?;
    let names = site.app.names(network.id).await?;
    let body = html! {
        h1 { "Actions" }
        (done(asked.filled("done")))
        p.lede {
            "A modest step that two organisations agree on, each with its own expectation and its own risk, \
             and review apart from each other. After success the next step may be bigger."
        }
        (list(&site, &network, &actions.value().actions, &names))
    };
    let frame = Frame {
        network: Some(&network),
        here: Here::Actions,
        title: "Actions",
        seal: Some(actions.seal()),
        ..Frame::default()
    };
    Ok(page(&site, &frame, body))
}

fn list(site: &Site, network: &Network, actions: &[ShownAction], names: &Names) -> Markup {
    let may_add = site.may(Need::Run);
    let new = format!("{}/new", urls::actions(network));
    if actions.is_empty() {
        return html! {
            div.empty {
                h2 { "No action yet" }
                p { "Choose two organisations and what they want to work on. The research names measures for \
                     it." }
                @if may_add { div.acts { a.btn href=(new) { "Write down an action" } } }
            }
        };
    }
    let mut pairs: Vec<Pair> = actions.iter().map(|a| a.action().pair).collect();
    pairs.sort_by_key(|pair| sides(*pair, names).map(|id| names.name(id)));
    pairs.dedup();
    html! {
        @if may_add { div.acts { a.btn href=(new) { "Write down an action" } } }
        @for (at, pair) in pairs.iter().enumerate() {
            section aria-labelledby={ "pair-" (at) } {
                h2 id={ "pair-" (at) } { (title(*pair, names)) }
                (links(network, *pair, names, may_add))
                div.cards {
                    @for shown in actions.iter().rev().filter(|a| a.action().pair == *pair) {
                        (card(&site.app, network, shown, names))
                    }
                }
            }
        }
    }
}

/// Both organisations in the order of their names.
pub(super) fn sides(pair: Pair, names: &Names) -> [OrganisationId; 2] {
    if names.name(pair.a()) <= names.name(pair.b()) { [pair.a(), pair.b()] } else { [pair.b(), pair.a()] }
}

/// "A and B", in the order of their names.
pub(super) fn title(pair: Pair, names: &Names) -> String {
    let [first, second] = sides(pair, names);
    both(&names.name(first), &names.name(second))
}

fn links(network: &Network, pair: Pair, names: &Names, may_add: bool) -> Markup {
    let [first, second] = sides(pair, names).map(|id| names.get(id));
    html! {
        @if let (Some(first), Some(second)) = (first, second) {
            p."small"."gap-s" {
                a href=(urls::between(network, &first.external_id, &second.external_id)) { "Both sides of this relationship" }
                @if may_add {
                    " \u{b7} "
                    a href=(urls::new_action(network, &first.external_id, &second.external_id, None)) { "A further action" }
                }
            }
        }
    }
}

fn card(app: &App, network: &Network, shown: &ShownAction, names: &Names) -> Markup {
    let action = shown.action();
    let stage = app.stage_of(shown);
    let story =
        app.lens().narrative(&action.narrative).map_or(action.narrative.as_str(), |n| n.label.as_str());
    let measure = app.lens().measure(&action.measure).map_or(action.measure.as_str(), |m| m.label.as_str());
    html! {
        article.card {
            h3 { a href=(urls::action(network, &action.id.to_string())) { (action.title) } }
            p."gap-s" { (tag(&stage, names)) }
            p."small"."gap-s" {
                (story) ". " (measure) "."
                @if let Some(by) = action.small_win.by { " Small win by " (day_in_words(by)) ": " (action.small_win.what) }
            }
            div."both"."gap-m" {
                @for id in sides(action.pair, names) {
                    div {
                        h4 { (names.name(id)) " expects" }
                        p.small { (action.side(id).map_or("", |side| side.expectation.as_str())) }
                    }
                }
            }
        }
    }
}

/// Where an action stands, in a frame.
pub(super) fn tag(stage: &Stage, names: &Names) -> Markup {
    let done = matches!(stage, Stage::Closed | Stage::ReviewedByBoth);
    html! { span.tag.done[done].state[!done] { (stage.words(|id| names.name(id))) } }
}
