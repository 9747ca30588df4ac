//! One text: who speaks, what they say, which passages are coded, what leads to what. The custodian's page.

mod checks;
mod claim_form;
mod coding_form;
mod codings;
mod confirm;
mod correct;
mod doubled;
mod key;
mod quick;
mod send;
mod speakers;
mod turns;

use axum::extract::{Path, Query};
use maud::{Markup, html};
use troth_app::AppError;
use troth_app::interviews::TranscriptView;
use troth_app::organisations::Names;
use troth_gate::CustodianOnly;
use troth_network::timestamp::day_in_words;
use troth_network::{CodingId, Network, TranscriptId};
use troth_report::words::capital;
use troth_say::{Coding, Permission};

use crate::access::{Need, Routes};
use crate::components::forms::{Draft, Typed, done, error_summary, urls};
use crate::error::PageError;
use crate::layout::{Frame, Here, Page, page};
use crate::site::Site;

/// `/n/{network}/interviews/{id}` and what is sent from there.
pub(crate) fn routes() -> Routes {
    Routes::new()
        .get("/n/{network}/interviews/{id}", Need::Custodian, show)
        .post("/n/{network}/interviews/{id}/code", Need::Custodian, send::code)
        .post("/n/{network}/interviews/{id}/recode", Need::Custodian, send::recode)
        .post("/n/{network}/interviews/{id}/uncode", Need::Custodian, send::uncode)
        .post("/n/{network}/interviews/{id}/permit", Need::Custodian, send::permit)
        .post("/n/{network}/interviews/{id}/confirm", Need::Custodian, confirm::send)
        .post("/n/{network}/interviews/{id}/claim", Need::Custodian, send::claim)
        .post("/n/{network}/interviews/{id}/unclaim", Need::Custodian, send::unclaim)
        .post("/n/{network}/interviews/{id}/undo", Need::Custodian, send::undo)
        .post("/n/{network}/interviews/{id}/redo", Need::Custodian, send::redo)
        .post("/n/{network}/interviews/{id}/speaker", Need::Custodian, send::speaker)
        .get("/n/{network}/interviews/{id}/checks", Need::Custodian, checks::show)
        .post("/n/{network}/interviews/{id}/checks", Need::Custodian, checks::send)
        .post("/n/{network}/interviews/{id}/checks/revoke", Need::Custodian, checks::revoke)
        .get("/n/{network}/interviews/{id}/correct", Need::Custodian, correct::show)
        .post("/n/{network}/interviews/{id}/correct", Need::Custodian, correct::send)
        .get("/n/{network}/interviews/{id}/key", Need::Custodian, key::show)
        .post("/n/{network}/interviews/{id}/key", Need::Custodian, key::erase)
}

/// Network and text in the address.
type Place = Path<(String, String)>;

async fn place(site: &Site, Path((network, id)): Place) -> Result<(Network, TranscriptId), PageError> {
    let network = site.app.network(&network).await?;
    let id = id.parse().map_err(|_| AppError::missing("This text"))?;
    Ok((network, id))
}

/// The forms of the page.
struct Drafts {
    coding: Draft,
    claim: Draft,
    second: Draft,
}

impl Drafts {
    fn empty() -> Self {
        Self {
            coding: coding_form::empty(),
            claim: claim_form::empty(),
            second: Draft::named(confirm::PREFIX),
        }
    }
}

async fn show(site: Site, path: Place, Query(asked): Query<Typed>) -> Result<Page, PageError> {
    let (network, id) = place(&site, path).await?;
    let view = site.app.transcript(&network, id).await?;
    let names = site.app.names(network.id).await?;
    let mut drafts = Drafts::empty();
    if let Some(coding) = asked.filled("coding").and_then(|id| id.parse::<CodingId>().ok())
        && let Some(coding) = view.value().codings.iter().find(|c| c.id == coding)
    {
        drafts.coding = coding_form::of(view.value(), coding, &names);
    }
    let by = doubled::only(&view, asked.filled("coder"), &site.app.viewer())?;
    Ok(frame(&site, &network, by.as_ref().unwrap_or(&view), &names, &drafts, asked.filled("done")))
}

/// The page again, with forms that have to be mended.
async fn again(site: &Site, network: &Network, id: TranscriptId, drafts: &Drafts) -> Result<Page, PageError> {
    let view = site.app.transcript(network, id).await?;
    let names = site.app.names(network.id).await?;
    Ok(frame(site, network, &view, &names, drafts, None))
}

fn frame(
    site: &Site,
    network: &Network,
    view: &CustodianOnly<TranscriptView>,
    names: &Names,
    drafts: &Drafts,
    word: Option<&str>,
) -> Page {
    let title = &view.value().stored.transcript.title;
    let frame = Frame {
        network: Some(network),
        here: Here::Interviews,
        title,
        custodian: true,
        skip: Some(("#text", "Skip to the text")),
        ..Frame::default()
    };
    page(site, &frame, body(network, view.value(), names, drafts, word, site.is_holder()))
}

fn body(
    network: &Network,
    view: &TranscriptView,
    names: &Names,
    drafts: &Drafts,
    word: Option<&str>,
    holder: bool,
) -> Markup {
    let text = &view.stored.transcript;
    let here = urls::transcript(network, text.id);
    html! {
        nav."crumbs" aria-label="Where you are" {
            a href=(urls::interviews(network)) { "Interviews" } span aria-hidden="true" { "\u{203a}" } (text.title)
        }
        h1 { (text.title) }
        (done(word))
        (error_summary(&drafts.coding))
        (error_summary(&drafts.claim))
        (error_summary(&drafts.second))
        p."small"."quiet" {
            (capital(text.kind.words()))
            @if let Some(day) = text.held_on { ", " (day_in_words(day)) }
            @if let Some(file) = &text.file_name { ", from " (file) }
            @if text.version > 1 { ", version " (text.version) }
        }
        p.acts {
            a href={ (here) "/correct" } { "Correct the text" }
            a href={ (here) "/key" } { "What was replaced" }
            @if view.stored.speakers.iter().any(|s| !s.interviewer) {
                a href={ (here) "/checks" } { "Send back to the speakers" }
            }
            a href=(urls::codebook(network)) { "Codebook" }
            a href=(urls::agreement(network)) { "Double coding" }
        }
        (doubled::banner(network, view))
        (speakers::section(&here, &view.stored.speakers, names))
        div.transcript {
            div {
                (keys())
                (turns::turns(view, names))
            }
            aside.stay aria-label="Coded passages" {
                @if view.can_code() {
                    (steps(&here, view))
                    (coding_form::form(&here, &drafts.coding, names, view))
                }
                (change_rest(&here, drafts, view, holder))
                @if view.can_code() { (claim_form::form(&here, &drafts.claim, view)) }
                (codings::list(&here, view, names))
            }
        }
        @if view.can_code() {
            div.below {
                p.small data-said-below aria-hidden="true" {}
                p.jump data-jump hidden { a href="#coding-form" { "Code the marked words" } }
            }
        }
    }
}

/// What the keyboard does; the script that does it shows it.
fn keys() -> Markup {
    html! {
        details #keys ."keys" data-keys hidden {
            summary { "Coding with the keyboard" }
            p {
                "In the text: arrow keys go from word to word and from turn to turn, with Shift they take more words, "
                kbd { "." } " takes the sentence. Type the two letters of a code, then " kbd { "Enter" } ". Before that "
                kbd { "-" } " says told as a loss, " kbd { "+" } " as a gain, " kbd { "0" } " as neither; "
                kbd { "@" } " goes to whom it is about. " kbd { "Esc" } " drops the letters, "
                kbd { "Ctrl" } " " kbd { "Z" } " takes the last step back."
            }
        }
    }
}

/// Taking back and doing again.
fn steps(here: &str, view: &TranscriptView) -> Markup {
    html! {
        div.steps data-steps {
            @for (path, word, step) in [("/undo", "Undo", &view.undo), ("/redo", "Redo", &view.redo)] {
                form method="post" action={ (here) (path) } {
                    button.btn."second"."slim" disabled[step.is_none()] title=[step.as_ref().map(troth_say::Step::words)] {
                        (word)
                        @if let Some(step) = step { span.vh { ": " (step.words()) } }
                    }
                }
            }
        }
    }
}

/// What may be done with a coding beside changing it: what the speaker allows, and removing it.
fn change_rest(here: &str, drafts: &Drafts, view: &TranscriptView, holder: bool) -> Markup {
    let chosen = drafts.coding.typed.filled("coding");
    let Some(coding) = view.codings.iter().find(|c: &&Coding| chosen == Some(c.id.to_string().as_str()))
    else {
        return html! {};
    };
    html! {
        div.seltool {
            form method="post" action={ (here) "/permit" } {
                input type="hidden" name="coding" value=(coding.id);
                label."nhsuk-label" for="permission-of" { "What the speaker allows" }
                select."nhsuk-select" #permission-of name="permission" {
                    @for permission in Permission::ALL {
                        option value=(permission.id()) selected[permission == coding.permission] {
                            (capital(permission.words()))
                        }
                    }
                }
                p."gap-s" { button.btn."second"."slim" { "Save what is allowed" } }
            }
            @if holder || !view.is_mine(&coding.coder) { (confirm::form(here, &drafts.second, coding, holder)) }
            @if view.is_mine(&coding.coder) {
                details {
                    summary { "Remove this coding" }
                    form method="post" action={ (here) "/uncode" } {
                        input type="hidden" name="coding" value=(coding.id);
                        p { "The text stays. Undo brings the coding back." }
                        p."gap-s" { button.btn."warn"."slim" { "Remove this coding" } }
                    }
                }
            }
        }
    }
}
