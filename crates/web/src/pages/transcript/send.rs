//! What is sent from the page of a text.

use axum::extract::Form;
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Redirect, Response};
use troth_app::AppError;
use troth_network::{CodingId, Network, OrganisationId, RoleLevel, TranscriptId};
use troth_say::Permission;

use super::{Drafts, Place, again, claim_form, coding_form, place, quick};
use crate::components::forms::{Draft, Typed, urls};
use crate::error::PageError;
use crate::site::Site;

/// Codes a passage. A script that asks for JSON gets what changed on the page.
pub(super) async fn code(
    site: Site,
    path: Place,
    headers: HeaderMap,
    Form(typed): Form<Typed>,
) -> Result<Response, PageError> {
    let (network, id) = place(&site, path).await?;
    let coded = try_code(&site, &network, id, &typed).await;
    if quick::is_asked_for(&headers) {
        return quick::answer(&site, &network, id, coded).await;
    }
    match coded {
        Ok(coding) => Ok(to_coding(&network, id, "coded", coding)),
        Err(error) => refused(&site, &network, id, typed, error).await,
    }
}

async fn try_code(
    site: &Site,
    network: &Network,
    id: TranscriptId,
    typed: &Typed,
) -> Result<CodingId, AppError> {
    let text = site.app.text(network, id).await?;
    let names = site.app.names(network.id).await?;
    let new = coding_form::read(typed, &text.value().points(), &names);
    site.app.code(network, id, new.map_err(AppError::Invalid)?).await
}

/// Changes a coding.
pub(super) async fn recode(site: Site, path: Place, Form(typed): Form<Typed>) -> Result<Response, PageError> {
    let (network, id) = place(&site, path).await?;
    let coding = coding_of(&typed)?;
    let text = site.app.text(&network, id).await?;
    let names = site.app.names(network.id).await?;
    let saved = match coding_form::read(&typed, &text.value().points(), &names) {
        Ok(new) => site.app.recode(&network, id, coding, new).await,
        Err(errors) => Err(AppError::Invalid(errors)),
    };
    match saved {
        Ok(()) => Ok(to_coding(&network, id, "recoded", coding)),
        Err(error) => refused(&site, &network, id, typed, error).await,
    }
}

async fn refused(
    site: &Site,
    network: &Network,
    id: TranscriptId,
    typed: Typed,
    error: AppError,
) -> Result<Response, PageError> {
    let drafts = Drafts { coding: Draft::refused(typed, error, "quote")?, ..Drafts::empty() };
    let page = again(site, network, id, &drafts).await?;
    Ok(page.with_status(StatusCode::UNPROCESSABLE_ENTITY).into_response())
}

fn to_coding(network: &Network, id: TranscriptId, word: &str, coding: CodingId) -> Response {
    let next = urls::done(&urls::transcript(network, id), word);
    Redirect::to(&format!("{next}#coding-{coding}")).into_response()
}

/// Removes a coding.
pub(super) async fn uncode(site: Site, path: Place, Form(typed): Form<Typed>) -> Result<Redirect, PageError> {
    let (network, id) = place(&site, path).await?;
    site.app.uncode(&network, id, coding_of(&typed)?).await?;
    Ok(Redirect::to(&urls::done(&urls::transcript(&network, id), "removed")))
}

/// Saves what a speaker allows.
pub(super) async fn permit(site: Site, path: Place, Form(typed): Form<Typed>) -> Result<Response, PageError> {
    let (network, id) = place(&site, path).await?;
    let coding = coding_of(&typed)?;
    let permission: Permission =
        typed.get("permission").parse().map_err(|message| AppError::field("permission", message))?;
    site.app.permit(&network, id, coding, permission).await?;
    Ok(to_coding(&network, id, "permission", coding))
}

fn coding_of(typed: &Typed) -> Result<CodingId, AppError> {
    typed.get("coding").parse().map_err(|_| AppError::missing("This passage"))
}

/// Adds a claim.
pub(super) async fn claim(site: Site, path: Place, Form(typed): Form<Typed>) -> Result<Response, PageError> {
    let (network, id) = place(&site, path).await?;
    let text = site.app.text(&network, id).await?;
    let added = match claim_form::read(&typed, &text.value().points()) {
        Ok(new) => site.app.claim(&network, id, new).await,
        Err(errors) => Err(AppError::Invalid(errors)),
    };
    match added {
        Ok(claim) => {
            let next = urls::done(&urls::transcript(&network, id), "claimed");
            Ok(Redirect::to(&format!("{next}#claim-{claim}")).into_response())
        }
        Err(error) => {
            let claim = Draft::refused(typed, error, "quote")?.under(claim_form::PREFIX);
            let page = again(&site, &network, id, &Drafts { claim, ..Drafts::empty() }).await?;
            Ok(page.with_status(StatusCode::UNPROCESSABLE_ENTITY).into_response())
        }
    }
}

/// Removes a claim.
pub(super) async fn unclaim(
    site: Site,
    path: Place,
    Form(typed): Form<Typed>,
) -> Result<Redirect, PageError> {
    let (network, id) = place(&site, path).await?;
    let claim = typed.get("claim").parse().map_err(|_| AppError::missing("This claim"))?;
    site.app.unclaim(&network, id, claim).await?;
    Ok(Redirect::to(&urls::done(&urls::transcript(&network, id), "unclaimed")))
}

/// Takes the last step back.
pub(super) async fn undo(site: Site, path: Place) -> Result<Redirect, PageError> {
    let (network, id) = place(&site, path).await?;
    let step = site.app.undo_coding(&network, id).await?;
    let word = if step.is_some() { "undone" } else { "nothing-to-undo" };
    Ok(Redirect::to(&urls::done(&urls::transcript(&network, id), word)))
}

/// Does the step again that was taken back last.
pub(super) async fn redo(site: Site, path: Place) -> Result<Redirect, PageError> {
    let (network, id) = place(&site, path).await?;
    let step = site.app.redo_coding(&network, id).await?;
    let word = if step.is_some() { "redone" } else { "nothing-to-undo" };
    Ok(Redirect::to(&urls::done(&urls::transcript(&network, id), word)))
}

/// Saves who a speaker is.
pub(super) async fn speaker(
    site: Site,
    path: Place,
    Form(typed): Form<Typed>,
) -> Result<Redirect, PageError> {
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
