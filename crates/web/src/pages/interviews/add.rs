//! Adding a text: pasted, or from a file.

use std::collections::BTreeMap;

use axum::extract::{Multipart, Path};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use maud::{Markup, html};
use troth_app::imports::NewTranscript;
use troth_app::intake::{FileProblem, decode};
use troth_app::{AppError, FieldError};
use troth_network::Network;
use troth_say::DocumentKind;

use crate::components::forms::{
    Choice, Draft, Field, Sent, Typed, date_input, error_summary, file_upload, receive, select, text_input,
    textarea, urls,
};
use crate::error::PageError;
use crate::layout::{Frame, Here, Page, page};
use crate::site::Site;

/// The empty form.
pub(super) async fn show(site: Site, Path(network): Path<String>) -> Result<Page, PageError> {
    let network = site.app.network(&network).await?;
    let draft = Draft::of(Typed::default().with("kind", DocumentKind::Interview.id()));
    Ok(render(&site, &network, &draft))
}

/// Adds the text, then leads to it.
pub(super) async fn send(
    site: Site,
    Path(network): Path<String>,
    multipart: Multipart,
) -> Result<Response, PageError> {
    let network = site.app.network(&network).await?;
    let sent = receive(multipart).await?;
    let (typed, read) = read(sent);
    let added = match read {
        Ok(new) => site.app.add_transcript(&network, new).await,
        Err(errors) => Err(AppError::Invalid(errors)),
    };
    match added {
        Ok(id) => {
            let next = urls::done(&urls::transcript(&network, id), "text");
            Ok(Redirect::to(&next).into_response())
        }
        Err(error) => {
            let draft = Draft::refused(typed, error, "text")?;
            let page = render(&site, &network, &draft).with_status(StatusCode::UNPROCESSABLE_ENTITY);
            Ok(page.into_response())
        }
    }
}

/// What was typed, with the words of a file put where pasted words stand, so that nothing is lost when the form
/// comes back; and the text to add.
fn read(sent: Sent) -> (Typed, Result<NewTranscript, Vec<FieldError>>) {
    let Sent { mut typed, file } = sent;
    let mut errors = Vec::new();
    let pasted = typed.filled("text").is_some();
    let mut file_name = typed.owned("file_name");
    match file {
        Some(_) if pasted => errors.push(FieldError::new(
            "file",
            "There are pasted words and a file. Take the words out, or send the form without a file.",
        )),
        Some((name, bytes)) => match words_of(&name, &bytes) {
            Ok(words) => {
                typed.put("text", words);
                typed.put("file_name", name.clone());
                file_name = Some(name);
            }
            Err(message) => errors.push(FieldError::new("file", message)),
        },
        None => {}
    }
    let kind = typed.chosen::<DocumentKind>("kind", &mut errors);
    let held_on = typed.day("held_on", &mut errors);
    if typed.filled("title").is_none() && file_name.is_none() && errors.is_empty() {
        errors.push(FieldError::new(
            "title",
            "Give the text a title, such as who was interviewed in which role.",
        ));
    }
    let text = typed.get("text").to_owned();
    if text.trim().is_empty() && errors.iter().all(|e| e.field != "file") {
        errors.push(FieldError::new("text", "There is no text. Paste the transcript or choose a file."));
    }
    if !errors.is_empty() {
        return (typed, Err(errors));
    }
    let new = NewTranscript {
        title: typed.get("title").to_owned(),
        file_name,
        kind: kind.unwrap_or(DocumentKind::Interview),
        held_on,
        text,
        speakers: BTreeMap::new(),
    };
    (typed, Ok(new))
}

fn words_of(name: &str, bytes: &[u8]) -> Result<String, String> {
    let lower = name.to_lowercase();
    if !(lower.ends_with(".txt") || lower.ends_with(".md")) {
        return Err(format!(
            "{name} is not a .txt or .md file. Save the transcript as plain text and choose that."
        ));
    }
    decode::text(name, bytes).map_err(|problem| match problem {
        FileProblem::Empty { file } => format!("{file} is empty. Choose the file that holds the words."),
        FileProblem::NotText { file, line } => format!(
            "{file} is not a text file (line {line} holds bytes that are not text). Save the transcript as \
             plain text and choose that."
        ),
        FileProblem::Encoding { file, line } => {
            format!("{file}, line {line}: this is not UTF-8 text. Save the file as UTF-8 in a text editor.")
        }
        other => other.to_string(),
    })
}

fn render(site: &Site, network: &Network, draft: &Draft) -> Page {
    let frame = Frame {
        network: Some(network),
        here: Here::Interviews,
        title: "Add an interview",
        custodian: true,
        ..Frame::default()
    };
    page(site, &frame, body(network, draft))
}

fn body(network: &Network, draft: &Draft) -> Markup {
    let kinds: Vec<Choice> = DocumentKind::ALL
        .iter()
        .map(|k| Choice::new(k.id(), troth_report::words::capital(k.words())))
        .collect();
    html! {
        nav."crumbs" aria-label="Where you are" {
            a href=(urls::interviews(network)) { "Interviews" } span aria-hidden="true" { "\u{203a}" } "Add an interview"
        }
        h1 { "Add an interview" }
        (error_summary(draft))
        p.lede {
            "Names, telephone numbers and the like do not belong in the text: replace them before you paste \
             it. Numbers of patients are refused."
        }
        form.form method="post" action={ (urls::interviews(network)) "/new" } enctype="multipart/form-data" data-guard {
            (text_input(draft, Field::new("title", "Title").hint("Such as: Ward sister, acute hospital")))
            (select(draft, Field::new("kind", "Kind of text"), None, &kinds))
            (date_input(draft, Field::new("held_on", "Day it was held or written")))
            @if let Some(name) = draft.typed.filled("file_name") {
                input type="hidden" name="file_name" value=(name);
            }
            (textarea(draft, Field::new("text", "Words")
                .hint("Each turn on a line of its own: who speaks, a colon, the words. Such as: Manager: We \
                       ring the ward."), 12))
            (file_upload(draft, Field::new("file", "Or a file").hint("Plain text, .txt or .md"), ".txt,.md,text/plain"))
            button.btn { "Add this text" }
        }
    }
}
