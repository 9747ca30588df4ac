//! Changing the words of an action that is not agreed yet.

use axum::extract::Form;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use maud::html;
use troth_act::{Action, Side};
use troth_app::AppError;
use troth_app::organisations::Names;
use troth_network::timestamp::day_in_files;
use troth_network::{ActionId, Network};

use super::{Place, conflict, crumbs, place, version};
use crate::components::forms::{Choice, Draft, Field, Typed, error_summary, select, urls as form_urls};
use crate::error::PageError;
use crate::layout::{Frame, Here, Page, page};
use crate::pages::actions::{form, sides};
use crate::site::Site;
use crate::urls;

/// The form with what is written so far.
pub(super) async fn show(site: Site, path: Place) -> Result<Page, PageError> {
    let (network, id) = place(&site, path).await?;
    let names = site.app.names(network.id).await?;
    let shown = site.app.action(&network, id).await?;
    let typed = written(shown.value().action(), &names).with("version", shown.value().version.to_string());
    render(&site, &network, id, &Draft::of(typed)).await
}

/// Saves the words, unless somebody else saved first.
pub(super) async fn send(site: Site, path: Place, Form(typed): Form<Typed>) -> Result<Response, PageError> {
    let (network, id) = place(&site, path).await?;
    let names = site.app.names(network.id).await?;
    let shown = site.app.action(&network, id).await?;
    let [left, right] = sides(shown.value().action().pair, &names);
    let here = urls::action(&network, &id.to_string());
    let revised = match form::read(&typed, left, right) {
        Ok(form) => site.app.revise_action(&network, id, version(&typed), form).await,
        Err(errors) => Err(AppError::Invalid(errors)),
    };
    match revised {
        Ok(()) => Ok(Redirect::to(&form_urls::done(&here, "revised")).into_response()),
        Err(AppError::Conflict(message)) => Ok(conflict(&site, &network, &here, &message, &typed)),
        Err(error) => {
            let draft = Draft::refused(typed, error, "title")?;
            let page = render(&site, &network, id, &draft).await?;
            Ok(page.with_status(StatusCode::UNPROCESSABLE_ENTITY).into_response())
        }
    }
}

async fn render(site: &Site, network: &Network, id: ActionId, draft: &Draft) -> Result<Page, PageError> {
    let names = site.app.names(network.id).await?;
    let people = site.app.people(network.id).await?;
    let shown = site.app.action(network, id).await?;
    let action = shown.value().action();
    let [left, right] = sides(action.pair, &names).map(|id| names.get(id));
    let (left, right) = left.zip(right).ok_or_else(|| AppError::missing("One of the two organisations"))?;
    let both = form::Sides { left, right, people: &people };
    let stories: Vec<Choice> =
        site.app.lens().narratives.iter().map(|n| Choice::new(&n.id, &n.label)).collect();
    let here = urls::action(network, &id.to_string());
    let body = html! {
        (crumbs(network, &action.title))
        h1 { "Change the words" }
        (error_summary(draft))
        @if action.a.accepted || action.b.accepted {
            div.banner {
                p {
                    @if action.a.accepted && action.b.accepted {
                        "Both sides have accepted this action, so its words stand. Write a new action that \
                         follows it."
                    } @else { "One side has accepted these words. A change takes its acceptance back." }
                }
            }
        }
        (form::warnings(network, &both))
        form."form"."wide" method="post" action={ (here) "/revise" } data-guard {
            input type="hidden" name="version" value=(draft.typed.get("version"));
            (select(draft, Field::new("narrative", "What it works on"), None, &stories))
            (form::fields(draft, &site.app, &both, draft.typed.get("narrative")))
            div.acts {
                button.btn { "Save these words" }
                a href=(here) { "Leave them as they are" }
            }
        }
    };
    let frame = Frame {
        network: Some(network),
        here: Here::Actions,
        title: "Change the words",
        seal: Some(shown.seal()),
        ..Frame::default()
    };
    Ok(page(site, &frame, body))
}

/// An action as its form shows it.
fn written(action: &Action, names: &Names) -> Typed {
    let [left, right] = sides(action.pair, names).map(|id| action.side(id).cloned().unwrap_or_default());
    let owner = |side: &Side| side.owner.map_or_else(String::new, |id| id.to_string());
    Typed::default()
        .with("left_owner", owner(&left))
        .with("right_owner", owner(&right))
        .with("left_expectation", left.expectation)
        .with("left_risk", left.risk)
        .with("right_expectation", right.expectation)
        .with("right_risk", right.risk)
        .with("narrative", &action.narrative)
        .with("measure", &action.measure)
        .with("title", &action.title)
        .with("win_what", &action.small_win.what)
        .with("win_by", action.small_win.by.map_or_else(String::new, day_in_files))
        .with("win_seen", &action.small_win.seen_how)
}
