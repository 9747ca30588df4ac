//! What is sent from the page of double coding.

use axum::extract::{Form, Path};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use troth_app::interviews::doubling::{NewDecision, Second};
use troth_app::{AppError, FieldError};
use troth_network::{Network, TranscriptId};
use troth_say::Kept;

use super::{Refused, render};
use crate::components::forms::{Draft, Typed, urls};
use crate::error::PageError;
use crate::site::Site;

type Sent = (Path<String>, Form<Typed>);

/// Asks a second coder.
pub(super) async fn ask(site: Site, sent: Sent) -> Result<Response, PageError> {
    let (Path(network), Form(typed)) = sent;
    let network = site.app.network(&network).await?;
    let texts: Vec<TranscriptId> =
        typed.names().filter_map(|name| name.strip_prefix("text-")?.parse().ok()).collect();
    let second = match typed.filled("account") {
        Some(account) => Second::Account(account.to_owned()),
        None => Second::Named(typed.get("coder").to_owned()),
    };
    let asked = site.app.ask_second_coder(&network, &texts, &second).await;
    answer(&site, &network, asked, "second-asked", typed, "coder", Refused::Ask).await
}

/// Says that a coder has finished a text.
pub(super) async fn finish(site: Site, sent: Sent) -> Result<Response, PageError> {
    let (Path(network), Form(typed)) = sent;
    let network = site.app.network(&network).await?;
    let (text, coder) = (text_of(&typed)?, typed.get("coder"));
    let finished = site.app.finish_coding(&network, text, coder, typed.get("reason")).await;
    answer(&site, &network, finished, "coding-finished", typed, "reason", Refused::Task).await
}

/// Opens a finished coding again.
pub(super) async fn reopen(site: Site, sent: Sent) -> Result<Response, PageError> {
    let (Path(network), Form(typed)) = sent;
    let network = site.app.network(&network).await?;
    let (text, coder) = (text_of(&typed)?, typed.get("coder"));
    let opened = site.app.reopen_coding(&network, text, coder, typed.get("reason")).await;
    answer(&site, &network, opened, "coding-reopened", typed, "reason", Refused::Task).await
}

/// Takes back that somebody was asked.
pub(super) async fn withdraw(site: Site, sent: Sent) -> Result<Response, PageError> {
    let (Path(network), Form(typed)) = sent;
    let network = site.app.network(&network).await?;
    site.app.withdraw_second_coder(&network, text_of(&typed)?, typed.get("coder")).await?;
    Ok(Redirect::to(&urls::done(&urls::agreement(&network), "second-withdrawn")).into_response())
}

/// Lends the keyboard to a named coder, or takes it back; leads to the text.
pub(super) async fn lend(site: Site, sent: Sent) -> Result<Response, PageError> {
    let (Path(network), Form(typed)) = sent;
    let network = site.app.network(&network).await?;
    let (text, coder) = (text_of(&typed)?, typed.filled("coder"));
    site.app.code_as(&network, text, coder).await?;
    let word = if coder.is_some() { "keyboard-lent" } else { "keyboard-back" };
    Ok(Redirect::to(&urls::done(&urls::transcript(&network, text), word)).into_response())
}

/// Decides what counts at a place.
pub(super) async fn decide(site: Site, sent: Sent) -> Result<Response, PageError> {
    let (Path(network), Form(typed)) = sent;
    let network = site.app.network(&network).await?;
    let mut errors: Vec<FieldError> = Vec::new();
    let kept = typed.chosen::<Kept>("decision", &mut errors);
    let number = |field: &str| typed.get(field).parse::<usize>().unwrap_or_default();
    let new = NewDecision {
        code: typed.get("code").to_owned(),
        start: number("start"),
        end: number("end"),
        version: typed.get("version").parse().unwrap_or_default(),
        second: typed.get("second").to_owned(),
        kept,
        reason: typed.get("reason").to_owned(),
    };
    let text = text_of(&typed)?;
    let decided = if errors.is_empty() {
        site.app.decide_coding(&network, text, new).await
    } else {
        Err(AppError::Invalid(errors))
    };
    answer(&site, &network, decided, "coding-decided", typed, "decision", Refused::Decision).await
}

fn text_of(typed: &Typed) -> Result<TranscriptId, AppError> {
    typed.get("text").parse().map_err(|_| AppError::missing("This text"))
}

/// The page with a notice, or again with the form that has to be mended.
async fn answer(
    site: &Site,
    network: &Network,
    done: Result<(), AppError>,
    word: &str,
    typed: Typed,
    else_at: &'static str,
    refused: fn(Draft) -> Refused,
) -> Result<Response, PageError> {
    match done {
        Ok(()) => Ok(Redirect::to(&urls::done(&urls::agreement(network), word)).into_response()),
        Err(error) => {
            let options = Typed::default().with("from", typed.get("from"));
            let draft = Draft::refused(typed, error, else_at)?;
            let page = render(site, network, &options, &refused(draft)).await?;
            Ok(page.with_status(StatusCode::UNPROCESSABLE_ENTITY).into_response())
        }
    }
}
