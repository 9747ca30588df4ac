//! The promise: what people are told before they answer, word for word, and choosing the next one.

mod form;
mod shown;

use axum::extract::{Form, Path, Query};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use maud::html;
use troth_app::promise::wrong_floor;
use troth_app::{AppError, FieldError};
use troth_gate::Visibility;
use troth_network::Network;

use super::crumbs;
use crate::access::{Need, Routes};
use crate::components::forms::{Draft, Typed, done, error_summary, urls};
use crate::error::PageError;
use crate::layout::{Frame, Here, Page, page};
use crate::site::Site;

/// `/n/{network}/settings/promise`: read by every role, chosen by those who run the partnership.
pub(super) fn routes() -> Routes {
    Routes::new().get("/n/{network}/settings/promise", Need::See, show).post(
        "/n/{network}/settings/promise",
        Need::Run,
        choose,
    )
}

async fn show(
    site: Site,
    Path(network): Path<String>,
    Query(asked): Query<Typed>,
) -> Result<Page, PageError> {
    let network = site.app.network(&network).await?;
    render(&site, &network, None, asked.filled("done")).await
}

async fn choose(
    site: Site,
    Path(network): Path<String>,
    Form(typed): Form<Typed>,
) -> Result<Response, PageError> {
    let network = site.app.network(&network).await?;
    let chosen = match read(&typed) {
        Ok((visibility, custodian, floor)) => {
            let floor = match floor {
                Some(floor) => floor,
                None => site.app.floor_ahead(network.id).await?.people(),
            };
            let research = typed.filled("research");
            site.app.choose_promise_naming(&network, visibility, &custodian, floor, research).await
        }
        Err(errors) => Err(AppError::Invalid(errors)),
    };
    match chosen {
        Ok(_) => Ok(Redirect::to(&urls::done(&urls::settings_promise(&network), "promise")).into_response()),
        Err(error) => {
            let draft = Draft::refused(typed, error, "custodian")?;
            let page = render(&site, &network, Some(draft), None).await?;
            Ok(page.with_status(StatusCode::UNPROCESSABLE_ENTITY).into_response())
        }
    }
}

/// What the form says: what partners see, who is custodian, and how many people stand behind a figure, if that is said.
fn read(typed: &Typed) -> Result<(Visibility, String, Option<usize>), Vec<FieldError>> {
    let mut errors = Vec::new();
    let visibility = typed.chosen::<Visibility>("visibility", &mut errors);
    if visibility.is_none() && errors.is_empty() {
        errors.push(FieldError::new("visibility", "Choose what partners see."));
    }
    let custodian = typed.owned("custodian");
    if custodian.is_none() {
        let message = "Name who can read single answers: a person, their post and organisation.";
        errors.push(FieldError::new("custodian", message));
    }
    let floor = typed.filled("floor").map(str::parse::<usize>);
    if let Some(Err(_)) = floor {
        errors.push(FieldError::new("floor", wrong_floor()));
    }
    match (visibility, custodian) {
        (Some(visibility), Some(custodian)) if errors.is_empty() => {
            Ok((visibility, custodian, floor.and_then(Result::ok)))
        }
        _ => Err(errors),
    }
}

async fn render(
    site: &Site,
    network: &Network,
    draft: Option<Draft>,
    word: Option<&str>,
) -> Result<Page, PageError> {
    let versions = site.app.promises(network.id).await?;
    let mut rounds = Vec::new();
    for wave in site.app.waves(network.id).await?.into_iter().rev() {
        let promise = site.app.promise_of(wave.id).await?;
        rounds.push((wave, promise));
    }
    let may_run = site.may(Need::Run);
    let floor = site.app.floor_ahead(network.id).await?.people();
    let draft = draft.unwrap_or_else(|| {
        let now = versions.first().map(|p| p.visibility.id()).unwrap_or_default();
        // Whoever is custodian and opens this is most likely the one to be named; they add post and organisation.
        let name = site.visitor().filter(|_| site.may(Need::Custodian)).map_or("", |visit| &visit.name);
        let typed = Typed::default().with("visibility", now).with("floor", floor.to_string());
        let research = versions.first().and_then(|p| p.research.as_deref()).unwrap_or_default();
        Draft::of(typed.with("custodian", name).with("research", research))
    });
    let body = html! {
        @if may_run { (crumbs(network, "Promise")) } @else { (shown::crumbs(network)) }
        h1 { "Promise" }
        (done(word))
        (error_summary(&draft))
        p.lede { "What people are told before they answer: who sees what. Troth shows no more than that." }
        (shown::now(&versions))
        (shown::rounds(&rounds))
        (shown::earlier(&versions))
        @if may_run { (form::section(network, &draft, floor)) }
    };
    // Whoever has no settings came from the survey.
    let here = if may_run { Here::Settings } else { Here::Survey };
    let frame = Frame { network: Some(network), here, title: "Promise", ..Frame::default() };
    Ok(page(site, &frame, body))
}
