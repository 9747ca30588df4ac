//! Bringing a project in: looked through, decided, stored, told.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use axum::extract::{Form, Multipart, Path, Query};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use maud::html;
use troth_app::exchange::{ProjectDecisions, ProjectFile};
use troth_app::imports::Imported;
use troth_app::{AppError, FieldError};
use troth_network::Network;
use troth_say::DocumentKind;

use super::{Drafts, IN, crumbs, frame, look as looking, pending, render};
use crate::components::forms::{Draft, Sent, Typed, done, keep_imported, receive, urls};
use crate::error::PageError;
use crate::layout::{Page, page};
use crate::site::Site;

/// Reads a file and shows what is in it. Nothing is saved.
pub(super) async fn look(
    site: Site,
    Path(network): Path<String>,
    multipart: Multipart,
) -> Result<Response, PageError> {
    let network = site.app.network(&network).await?;
    let Sent { typed, file } = receive(multipart).await?;
    let read = match file {
        Some((name, bytes)) => site.app.read_project(&name, bytes).await,
        None => Err(AppError::field("file", "Choose a project (.qdpx) or a codebook (.qdc, .csv).")),
    };
    let looked = match read {
        Ok(file) => {
            let looked = site.app.look_through_project(&network, &file).await;
            looked.map(|looked| (Arc::new(file), looked))
        }
        Err(error) => Err(error),
    };
    match looked {
        Ok((file, looked)) => {
            let key = pending::keep(&site, &network, file);
            let draft = Draft::of(looking::filled(looked.value(), &key));
            Ok(looking::render(&site, &network, looked.value(), &draft).into_response())
        }
        Err(error) => refused(&site, &network, typed, error).await,
    }
}

async fn refused(
    site: &Site,
    network: &Network,
    typed: Typed,
    error: AppError,
) -> Result<Response, PageError> {
    let bring = Draft::refused(typed, error, "file")?.under(IN);
    let page = render(site, network, &Drafts { bring, ..Drafts::empty() }, None).await?;
    Ok(page.with_status(StatusCode::UNPROCESSABLE_ENTITY).into_response())
}

/// Stores what was decided.
pub(super) async fn bring(
    site: Site,
    Path(network): Path<String>,
    Form(typed): Form<Typed>,
) -> Result<Response, PageError> {
    let network = site.app.network(&network).await?;
    let key = typed.get("project").to_owned();
    let Some(file) = pending::find(&site, &network, &key) else {
        let message = "The file does not wait any more: it does so for an hour, and not over a restart. Nothing was \
                       saved. Choose it again.";
        return refused(&site, &network, Typed::default(), AppError::field("file", message)).await;
    };
    let brought = match decided(&typed) {
        Ok(decided) => site.app.bring_project(&network, &file, &decided).await,
        Err(errors) => Err(AppError::Invalid(errors)),
    };
    match brought {
        Ok(told) => {
            pending::forget(&site, &key);
            let there = told.there();
            let imported =
                Imported { what: told.what(), warnings: there.into_iter().chain(told.remarks).collect() };
            let word = keep_imported(site.app.new_token().secret(), imported);
            Ok(Redirect::to(&urls::done(&format!("{}/report", urls::exchange(&network)), &word))
                .into_response())
        }
        Err(error) => again(&site, &network, &file, typed, error).await,
    }
}

/// The page anew, with what was decided so far.
async fn again(
    site: &Site,
    network: &Network,
    file: &ProjectFile,
    typed: Typed,
    error: AppError,
) -> Result<Response, PageError> {
    let looked = site.app.look_through_project(network, file).await?;
    let decided = replacements(&typed);
    let mut form = looking::filled(looked.value(), typed.get("project"));
    for (at, proposal) in looked.value().proposals.iter().enumerate() {
        if let Some(with) = decided.get(&proposal.words) {
            form.put(&format!("with-{at}"), with.as_str());
        }
    }
    for at in 0..looked.value().texts.len() {
        form.put(&format!("without-{at}"), typed.get(&format!("without-{at}")));
        for voice in 0..looked.value().texts.get(at).map_or(0, |text| text.voices.len()) {
            form.put(&format!("asks-{at}-{voice}"), typed.get(&format!("asks-{at}-{voice}")));
        }
    }
    form.put("kind", typed.get("kind"));
    let draft = Draft::refused(form, error, "replace")?;
    let page = looking::render(site, network, looked.value(), &draft);
    Ok(page.with_status(StatusCode::UNPROCESSABLE_ENTITY).into_response())
}

fn decided(typed: &Typed) -> Result<ProjectDecisions, Vec<FieldError>> {
    let mut errors = Vec::new();
    let kind = typed.chosen::<DocumentKind>("kind", &mut errors);
    if !errors.is_empty() {
        return Err(errors);
    }
    let mut decided = ProjectDecisions { replace: replacements(typed), kind, ..ProjectDecisions::default() };
    for name in typed.names().filter(|name| typed.get(name) == "yes") {
        if let Some(text) = name.strip_prefix("without-").and_then(|at| at.parse().ok()) {
            decided.without.insert(text);
        }
        let voice = name.strip_prefix("asks-").and_then(|places| places.split_once('-'));
        if let Some((text, voice)) = voice
            && let Ok(at) = text.parse()
        {
            decided.interviewers.insert((at, typed.get(&format!("label-{text}-{voice}")).to_owned()));
        }
    }
    Ok(decided)
}

/// What stands in the place of which words.
fn replacements(typed: &Typed) -> BTreeMap<String, String> {
    let numbers: BTreeSet<&str> = typed.names().filter_map(|name| name.strip_prefix("what-")).collect();
    let pair =
        |at: &str| (typed.get(&format!("what-{at}")).to_owned(), typed.get(&format!("with-{at}")).to_owned());
    numbers.into_iter().map(pair).collect()
}

/// What came in, and what was left out.
pub(super) async fn report(
    site: Site,
    Path(network): Path<String>,
    Query(asked): Query<Typed>,
) -> Result<Page, PageError> {
    let network = site.app.network(&network).await?;
    let body = html! {
        (crumbs(&network, Some("What came in")))
        h1 { "What came in" }
        @if asked.filled("done").is_some() { (done(asked.filled("done"))) }
        @else { p { "This page tells what came in right after a file was brought in." } }
        p {
            "Read the list: some of it may have to be said here anew, such as who speaks in a text and where they work. \
             It is kept for this visit alone."
        }
        div.acts {
            a.btn href=(urls::interviews(&network)) { "To the texts" }
            a href=(urls::codebook(&network)) { "Codebook" }
            a href=(urls::agreement(&network)) { "Double coding" }
            a href=(urls::exchange(&network)) { "Exchange" }
        }
    };
    Ok(page(&site, &frame(&network, "What came in"), body))
}
