//! Adding a text: pasted, or from a file. It is looked through before anything is saved.

mod look;
mod save;
mod told;

use axum::extract::{Multipart, Path};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use maud::{Markup, html};
use troth_app::imports::Told;
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

pub(in crate::pages) use look::proposals;
pub(super) use save::save;

/// The empty form.
pub(super) async fn show(site: Site, Path(network): Path<String>) -> Result<Page, PageError> {
    let network = site.app.network(&network).await?;
    let draft = Draft::of(Typed::default().with("kind", DocumentKind::Interview.id()));
    Ok(render(&site, &network, &draft))
}

/// Reads the text and shows what was found in it. Nothing is saved yet.
pub(super) async fn send(
    site: Site,
    Path(network): Path<String>,
    multipart: Multipart,
) -> Result<Response, PageError> {
    let network = site.app.network(&network).await?;
    let sent = receive(multipart).await?;
    let (typed, read) = read(&site, sent).await;
    let looked = match read {
        Ok(Read { text, told, notices }) => {
            let shown = typed.filled("file_name").unwrap_or("The text");
            let looked = site.app.look_through(&network, shown, &text, told).await;
            looked.map(|looked| (looked, notices))
        }
        Err(errors) => Err(AppError::Invalid(errors)),
    };
    match looked {
        Ok((looked, notices)) => {
            let names = site.app.names(network.id).await?;
            let draft = Draft::of(look::filled(&typed, looked.value()));
            Ok(look::render(&site, &network, looked.value(), &names, &draft, &notices).into_response())
        }
        Err(error) => {
            let draft = Draft::refused(typed, error, "text")?;
            let page = render(&site, &network, &draft).with_status(StatusCode::UNPROCESSABLE_ENTITY);
            Ok(page.into_response())
        }
    }
}

/// The words of the form with what a file told beside them.
struct Read {
    text: String,
    told: Told,
    notices: Vec<String>,
}

/// What was typed, with the words of a file put where pasted words stand, so that nothing is lost when the form
/// comes back; and the text to look through.
async fn read(site: &Site, sent: Sent) -> (Typed, Result<Read, Vec<FieldError>>) {
    let Sent { mut typed, file } = sent;
    let mut errors = Vec::new();
    let pasted = typed.filled("text").is_some();
    let (mut told, mut notices) = (Told::default(), Vec::new());
    match file {
        Some(_) if pasted => errors.push(FieldError::new(
            "file",
            "There are pasted words and a file. Take the words out, or send the form without a file.",
        )),
        Some((name, bytes)) => match site.app.read_interview(&name, bytes).await {
            Ok(file) => {
                told = Told::of(&file);
                notices = file.notices.iter().map(|notice| notice.sentence()).collect();
                typed.put("text", file.text);
                typed.put("file_name", name);
            }
            Err(error) => errors.push(FieldError::new("file", error.to_string())),
        },
        None => {}
    }
    typed.chosen::<DocumentKind>("kind", &mut errors);
    typed.day("held_on", &mut errors);
    if typed.filled("title").is_none() && typed.filled("file_name").is_none() && errors.is_empty() {
        errors.push(FieldError::new(
            "title",
            "Give the text a title, such as who was interviewed in which role.",
        ));
    }
    let text = typed.get("text").to_owned();
    if text.trim().is_empty() && errors.iter().all(|e| e.field != "file") {
        errors.push(FieldError::new("text", "There is no text. Paste the transcript or choose a file."));
    }
    if errors.is_empty() { (typed, Ok(Read { text, told, notices })) } else { (typed, Err(errors)) }
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
        p {
            "A whole project of NVivo, ATLAS.ti or another program comes in under "
            a href=(urls::exchange(network)) { "Exchange" } "."
        }
        p.lede {
            "Names, telephone numbers and the like are looked for before anything is saved, and you decide what \
             stands in their place. Numbers of patients are refused."
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
            (file_upload(draft, Field::new("file", "Or a file").hint("Plain text, Word, OpenDocument, PDF with text, or captions (.vtt, .srt)"), ".txt,.md,.docx,.odt,.pdf,.vtt,.srt"))
            button.btn { "Look it through" }
        }
    }
}
