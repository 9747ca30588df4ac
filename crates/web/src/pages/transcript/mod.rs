//! One text: who speaks, what they say, which passages are coded. The custodian's page.

mod coding_form;
mod codings;
mod speakers;
mod turns;

use axum::extract::{Form, Path, Query};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use maud::{Markup, html};
use troth_app::AppError;
use troth_app::interviews::TranscriptView;
use troth_app::organisations::Names;
use troth_framework::Lens;
use troth_gate::CustodianOnly;
use troth_network::timestamp::day_in_words;
use troth_network::{CodingId, Network, OrganisationId, RoleLevel, TranscriptId};
use troth_say::Permission;

use crate::access::{Need, Routes};
use crate::components::forms::{Draft, Typed, done, error_summary, urls};
use crate::error::PageError;
use crate::layout::{Frame, Here, Page, page};
use crate::site::Site;

/// `/n/{network}/interviews/{id}` and what is sent from there.
pub(crate) fn routes() -> Routes {
    Routes::new()
        .get("/n/{network}/interviews/{id}", Need::Custodian, show)
        .post("/n/{network}/interviews/{id}/code", Need::Custodian, code)
        .post("/n/{network}/interviews/{id}/uncode", Need::Custodian, uncode)
        .post("/n/{network}/interviews/{id}/permit", Need::Custodian, permit)
        .post("/n/{network}/interviews/{id}/speaker", Need::Custodian, speaker)
}

type Place = Path<(String, String)>;

async fn place(site: &Site, Path((network, id)): Place) -> Result<(Network, TranscriptId), PageError> {
    let network = site.app.network(&network).await?;
    let id = id.parse().map_err(|_| AppError::missing("This text"))?;
    Ok((network, id))
}

async fn show(site: Site, path: Place, Query(asked): Query<Typed>) -> Result<Page, PageError> {
    let (network, id) = place(&site, path).await?;
    render(&site, &network, id, &coding_form::empty(), asked.filled("done")).await
}

async fn code(site: Site, path: Place, Form(typed): Form<Typed>) -> Result<Response, PageError> {
    let (network, id) = place(&site, path).await?;
    let view = site.app.transcript(&network, id).await?;
    let coded = match coding_form::read(&typed, &view.value().stored.transcript.text) {
        Ok(new) => site.app.code(&network, id, new).await,
        Err(errors) => Err(AppError::Invalid(errors)),
    };
    match coded {
        Ok(coding) => {
            let next = urls::done(&urls::transcript(&network, id), "coded");
            Ok(Redirect::to(&format!("{next}#coding-{coding}")).into_response())
        }
        Err(error) => {
            let draft = Draft::refused(typed, error, "quote")?;
            let page = render(&site, &network, id, &draft, None).await?;
            Ok(page.with_status(StatusCode::UNPROCESSABLE_ENTITY).into_response())
        }
    }
}

async fn uncode(site: Site, path: Place, Form(typed): Form<Typed>) -> Result<Redirect, PageError> {
    let (network, id) = place(&site, path).await?;
    site.app.uncode(&network, id, coding_of(&typed)?).await?;
    Ok(Redirect::to(&urls::done(&urls::transcript(&network, id), "removed")))
}

async fn permit(site: Site, path: Place, Form(typed): Form<Typed>) -> Result<Redirect, PageError> {
    let (network, id) = place(&site, path).await?;
    let coding = coding_of(&typed)?;
    let permission: Permission =
        typed.get("permission").parse().map_err(|message| AppError::field("permission", message))?;
    site.app.permit(&network, id, coding, permission).await?;
    let next = urls::done(&urls::transcript(&network, id), "permission");
    Ok(Redirect::to(&format!("{next}#coding-{coding}")))
}

fn coding_of(typed: &Typed) -> Result<CodingId, AppError> {
    typed.get("coding").parse().map_err(|_| AppError::missing("This passage"))
}

async fn speaker(site: Site, path: Place, Form(typed): Form<Typed>) -> Result<Redirect, PageError> {
    let (network, id) = place(&site, path).await?;
    let organisation: Option<OrganisationId> = match typed.filled("organisation") {
        None => None,
        Some(external) => Some(site.app.organisation(network.id, external).await?.id),
    };
    let mut errors = Vec::new();
    let role_level = typed.chosen::<RoleLevel>("role_level", &mut errors);
    if !errors.is_empty() {
        return Err(AppError::Invalid(errors).into());
    }
    let interviewer = typed.get("interviewer") == "yes";
    site.app.save_speaker(&network, id, typed.get("label"), organisation, role_level, interviewer).await?;
    Ok(Redirect::to(&urls::done(&urls::transcript(&network, id), "speaker")))
}

async fn render(
    site: &Site,
    network: &Network,
    id: TranscriptId,
    draft: &Draft,
    word: Option<&str>,
) -> Result<Page, PageError> {
    let view = site.app.transcript(network, id).await?;
    let names = site.app.names(network.id).await?;
    let title = &view.value().stored.transcript.title;
    let frame =
        Frame { network: Some(network), here: Here::Interviews, title, custodian: true, ..Frame::default() };
    Ok(page(site, &frame, body(network, &view, &names, site.app.lens(), draft, word)))
}

fn body(
    network: &Network,
    view: &CustodianOnly<TranscriptView>,
    names: &Names,
    lens: &Lens,
    draft: &Draft,
    word: Option<&str>,
) -> Markup {
    let TranscriptView { stored, codings } = view.value();
    let text = &stored.transcript;
    let here = urls::transcript(network, text.id);
    html! {
        nav."crumbs" aria-label="Where you are" {
            a href=(urls::interviews(network)) { "Interviews" } span aria-hidden="true" { "\u{203a}" } (text.title)
        }
        h1 { (text.title) }
        (done(word))
        (error_summary(draft))
        p."small"."quiet" {
            (troth_report::words::capital(text.kind.words()))
            @if let Some(day) = text.held_on { ", " (day_in_words(day)) }
            @if let Some(file) = &text.file_name { ", from " (file) }
        }
        (speakers::section(&here, &stored.speakers, names))
        div.transcript {
            (turns::turns(view.value(), names, lens))
            aside.stay aria-label="Coded passages" {
                (coding_form::form(&here, draft, names, lens, &text.text))
                (codings::list(&here, view.value(), names, lens, codings))
            }
        }
        p.jump data-jump hidden { a href="#coding-form" { "Code the chosen passage" } }
    }
}
