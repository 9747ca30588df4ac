//! Saving a text that was looked through.

use std::collections::BTreeMap;

use axum::extract::{Form, Path};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use troth_app::imports::CheckedText;
use troth_app::organisations::Names;
use troth_app::{AppError, FieldError};
use troth_network::{Network, RoleLevel};
use troth_say::DocumentKind;

use super::{look, told};
use crate::components::forms::{Draft, Typed, urls};
use crate::error::PageError;
use crate::site::Site;

/// Saves the text and leads to it.
pub(in crate::pages::interviews) async fn save(
    site: Site,
    Path(network): Path<String>,
    Form(typed): Form<Typed>,
) -> Result<Response, PageError> {
    let network = site.app.network(&network).await?;
    let names = site.app.names(network.id).await?;
    let saved = match checked(&typed, &names) {
        Ok(text) => site.app.add_checked(&network, text).await,
        Err(errors) => Err(AppError::Invalid(errors)),
    };
    match saved {
        Ok(id) => {
            let next = urls::done(&urls::transcript(&network, id), "text");
            Ok(Redirect::to(&next).into_response())
        }
        Err(error) => again(&site, &network, &names, typed, error).await,
    }
}

/// The page anew, with what was decided so far.
async fn again(
    site: &Site,
    network: &Network,
    names: &Names,
    typed: Typed,
    error: AppError,
) -> Result<Response, PageError> {
    let shown = typed.filled("file_name").unwrap_or("The text");
    let looked = site.app.look_through(network, shown, typed.get("text"), told::of(&typed)).await;
    let looked = match looked {
        Ok(looked) => looked,
        // A text that cannot be looked through is not mended on this page.
        Err(error) => {
            let draft = Draft::refused(typed, error, "text")?;
            let page = super::render(site, network, &draft).with_status(StatusCode::UNPROCESSABLE_ENTITY);
            return Ok(page.into_response());
        }
    };
    let decided = replacements(&typed);
    let mut form = look::filled(&typed, looked.value());
    for (at, proposal) in looked.value().proposals.iter().enumerate() {
        if let Some(with) = decided.get(&proposal.words) {
            form.put(&format!("with-{at}"), with.as_str());
        }
    }
    for field in
        typed.names().filter(|name| ["of-", "level-", "asks-"].iter().any(|start| name.starts_with(start)))
    {
        form.put(field, typed.get(field));
    }
    let draft = Draft::refused(form, error, "replace")?;
    let page = look::render(site, network, looked.value(), names, &draft, &[]);
    Ok(page.with_status(StatusCode::UNPROCESSABLE_ENTITY).into_response())
}

fn checked(typed: &Typed, names: &Names) -> Result<CheckedText, Vec<FieldError>> {
    let mut errors = Vec::new();
    let kind = typed.chosen::<DocumentKind>("kind", &mut errors);
    let held_on = typed.day("held_on", &mut errors);
    let mut speakers = BTreeMap::new();
    for (number, label) in numbered(typed, "label-") {
        let organisation =
            typed.filled(&format!("of-{number}")).and_then(|id| names.by_external(id)).map(|o| o.id);
        let level =
            typed.filled(&format!("level-{number}")).and_then(|level| level.parse::<RoleLevel>().ok());
        let asks = typed.get(&format!("asks-{number}")) == "yes";
        speakers.insert(label.to_owned(), (organisation, level, asks));
    }
    if !errors.is_empty() {
        return Err(errors);
    }
    Ok(CheckedText {
        title: typed.get("title").to_owned(),
        file_name: typed.owned("file_name"),
        kind: kind.unwrap_or(DocumentKind::Interview),
        held_on,
        text: typed.get("text").to_owned(),
        told: told::of(typed),
        replace: replacements(typed),
        speakers,
    })
}

/// What stands in the place of which words.
fn replacements(typed: &Typed) -> BTreeMap<String, String> {
    numbered(typed, "what-")
        .map(|(number, words)| (words.to_owned(), typed.get(&format!("with-{number}")).to_owned()))
        .collect()
}

/// Fields of a name and a number: the number, and what stands in the field.
fn numbered<'a>(typed: &'a Typed, start: &'a str) -> impl Iterator<Item = (&'a str, &'a str)> {
    typed.names().filter_map(move |name| Some((name.strip_prefix(start)?, typed.get(name))))
}
