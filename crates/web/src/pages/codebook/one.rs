//! One code: what is written about it, its passages, and moving, merging, splitting it and putting it away.

use axum::extract::{Form, Path, Query};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use maud::{Markup, html};
use troth_app::interviews::CodeView;
use troth_app::{AppError, FieldError};
use troth_network::{CodingId, Network};
use troth_say::{Change, CodeKey};

use super::forms;
use crate::components::forms::{Draft, Field, Typed, done, error_summary, select, text_input, urls};
use crate::components::words::counted;
use crate::error::PageError;
use crate::layout::{Frame, Here, Page, page};
use crate::site::Site;

type Place = Path<(String, String)>;

/// The forms of the page; the one that was refused keeps what was typed.
#[derive(Default)]
struct Drafts {
    edit: Option<Draft>,
    other: Draft,
}

/// One code.
pub(super) async fn show(
    site: Site,
    Path((network, key)): Place,
    Query(asked): Query<Typed>,
) -> Result<Page, PageError> {
    let network = site.app.network(&network).await?;
    render(&site, &network, &key, &Drafts::default(), asked.filled("done")).await
}

/// Saves what is written about it.
pub(super) async fn edit(site: Site, path: Place, Form(typed): Form<Typed>) -> Result<Response, PageError> {
    let change = key_of(&path).and_then(|key| Ok(Change::Edit { key, wording: forms::wording(&typed)? }));
    save(&site, path, typed, change, "name", true).await
}

/// Moves it.
pub(super) async fn move_to(
    site: Site,
    path: Place,
    Form(typed): Form<Typed>,
) -> Result<Response, PageError> {
    let change = key_of(&path).and_then(|key| Ok(Change::Move { key, parent: forms::parent(&typed)? }));
    save(&site, path, typed, change, "parent", false).await
}

/// Merges it into another.
pub(super) async fn merge(site: Site, path: Place, Form(typed): Form<Typed>) -> Result<Response, PageError> {
    let change = key_of(&path).and_then(|from| {
        let into = forms::code(&typed, "into")?;
        let missing = || vec![FieldError::new("into", "Choose the code that stays.")];
        Ok(Change::Merge { from, into: into.ok_or_else(missing)? })
    });
    save(&site, path, typed, change, "into", false).await
}

/// Gives some of its passages a new code.
pub(super) async fn split(site: Site, path: Place, Form(typed): Form<Typed>) -> Result<Response, PageError> {
    let key = site.app.new_code_key();
    let change = key_of(&path).and_then(|from| {
        let wording = forms::wording(&typed)?;
        Ok(Change::Split { from, key, parent: forms::parent(&typed)?, wording, codings: ticked(&typed) })
    });
    save(&site, path, typed, change, "name", false).await
}

/// Puts it away.
pub(super) async fn retire(site: Site, path: Place, Form(typed): Form<Typed>) -> Result<Response, PageError> {
    let change = key_of(&path).map(|key| Change::Retire { key });
    save(&site, path, typed, change, "name", false).await
}

fn key_of(path: &Place) -> Result<CodeKey, Vec<FieldError>> {
    path.1.parse().map_err(|message: String| vec![FieldError::new("name", message)])
}

/// The passages that were ticked: each has a field of its own, named by its id.
fn ticked(typed: &Typed) -> Vec<CodingId> {
    typed.names().filter_map(|name| name.strip_prefix("passage-")?.parse().ok()).collect()
}

async fn save(
    site: &Site,
    Path((network, key)): Place,
    typed: Typed,
    change: Result<Change, Vec<FieldError>>,
    else_at: &'static str,
    edits: bool,
) -> Result<Response, PageError> {
    let network = site.app.network(&network).await?;
    let saved = match change {
        Ok(change) => {
            let next = match &change {
                Change::Edit { key, .. } | Change::Move { key, .. } => urls::code(&network, key),
                Change::Merge { into, .. } => urls::code(&network, into),
                Change::Add { .. } | Change::Split { .. } | Change::Retire { .. } => urls::codebook(&network),
            };
            site.app.change_codebook(&network, forms::seen(&typed), change).await.map(|()| next)
        }
        Err(errors) => Err(AppError::Invalid(errors)),
    };
    match saved {
        Ok(next) => Ok(Redirect::to(&urls::done(&next, "codebook")).into_response()),
        Err(error) => {
            let draft = Draft::refused(typed, error, else_at)?;
            let drafts = if edits {
                Drafts { edit: Some(draft), ..Drafts::default() }
            } else {
                Drafts { other: draft, ..Drafts::default() }
            };
            let page = render(site, &network, &key, &drafts, None).await?;
            Ok(page.with_status(StatusCode::UNPROCESSABLE_ENTITY).into_response())
        }
    }
}

async fn render(
    site: &Site,
    network: &Network,
    key: &str,
    drafts: &Drafts,
    word: Option<&str>,
) -> Result<Page, PageError> {
    let view = site.app.code_view(network, key).await?;
    let view = view.value();
    let title = view.codebook.full_name(&view.key);
    let frame = Frame {
        network: Some(network),
        here: Here::Interviews,
        title: &title,
        custodian: true,
        ..Frame::default()
    };
    Ok(page(site, &frame, body(network, view, drafts, word)))
}

fn body(network: &Network, view: &CodeView, drafts: &Drafts, word: Option<&str>) -> Markup {
    let Some(code) = view.codebook.get(&view.key) else { return html! {} };
    let here = urls::code(network, &view.key);
    let framework = forms::is_frameworks(code);
    let filled = forms::of(code);
    html! {
        nav."crumbs" aria-label="Where you are" {
            a href=(urls::interviews(network)) { "Interviews" } span aria-hidden="true" { "\u{203a}" }
            a href=(urls::codebook(network)) { "Codebook" } span aria-hidden="true" { "\u{203a}" } (code.wording.name)
        }
        h1 { (code.wording.name) }
        (done(word))
        (error_summary(drafts.edit.as_ref().unwrap_or(&drafts.other)))
        @if !code.wording.definition.is_empty() { p.lede { (code.wording.definition) } }
        @if !code.wording.hallmark.is_empty() { p { b { "How to tell it: " } (code.wording.hallmark) } }
        p.acts { a href={ (urls::codebook(network)) "?below=" (crate::urls::segment(view.key.as_str())) "#new" } { "Make a code below it" } }
        (passages(network, view))
        details open[drafts.edit.is_some()] {
            summary { "Change what is written about it" }
            @if framework { p."small" { "Name, meaning and hallmark are the framework\u{2019}s and stay." } }
            form.form method="post" action={ (here) "/edit" } data-guard {
                input type="hidden" name="seen" value=(view.last);
                (forms::fields(drafts.edit.as_ref().unwrap_or(&filled), framework))
                button.btn { "Save" }
            }
        }
        @if !framework { (places(view, &here, &drafts.other)) }
        (split_form(view, &here, &drafts.other))
    }
}

fn passages(network: &Network, view: &CodeView) -> Markup {
    let texts = view.passages.chunk_by(|a, b| a.transcript == b.transcript);
    html! {
        section.passages aria-labelledby="passages" {
            h2 #passages { (match view.passages.len() { 0 => "No passage yet".to_owned(), n => counted(n, "passage", "passages") }) }
            @for passages in texts {
                @if let Some(first) = passages.first() {
                    h3 { (first.title) }
                    ul.codings {
                        @for passage in passages {
                            li {
                                q { (passage.words) }
                                div.acts {
                                    a href={ (urls::transcript(network, passage.transcript)) "#coding-" (passage.coding) } { "In the text" }
                                }
                            }
                        }
                    }
                }
            }
        }
    }
}

/// Moving, merging and putting away.
fn places(view: &CodeView, here: &str, draft: &Draft) -> Markup {
    let others = forms::codes(&view.codebook, Some(&view.key));
    let wrong = |field: &str| draft.error(field).is_some();
    let parent = view.codebook.get(&view.key).and_then(|code| code.parent.as_ref());
    let stands = Draft::of(Typed::default().with("parent", parent.map_or("", CodeKey::as_str)));
    let moving = if wrong("parent") { draft } else { &stands };
    html! {
        details open[wrong("parent")] {
            summary { "Move it" }
            form.form method="post" action={ (here) "/move" } {
                input type="hidden" name="seen" value=(view.last);
                (select(moving, Field::new("parent", "Below"), Some("Nothing: it stands by itself"), &others))
                button.btn."second" { "Move" }
            }
        }
        details open[wrong("into")] {
            summary { "Merge it into another" }
            form.form method="post" action={ (here) "/merge" } {
                input type="hidden" name="seen" value=(view.last);
                p { "Its passages and the codes below it go to the other; this one leaves the list. Taking the change back \
                     brings it back as it was." }
                (select(draft, Field::new("into", "Into"), Some("Choose"), &others))
                button.btn."second" { "Merge" }
            }
        }
        details {
            summary { "Put it away" }
            form method="post" action={ (here) "/retire" } {
                input type="hidden" name="seen" value=(view.last);
                p { "It keeps its passages and gets no new ones." }
                p."gap-s" { button.btn."second" { "Put away" } }
            }
        }
    }
}

/// Giving some passages a new code.
fn split_form(view: &CodeView, here: &str, draft: &Draft) -> Markup {
    if view.passages.is_empty() {
        return html! {};
    }
    let wrong = ["name", "codings", "letters"].iter().any(|field| draft.error(field).is_some());
    // A new code out of another usually stands where that one stands, or below a framework's.
    let below = match view.codebook.get(&view.key) {
        Some(code) if forms::is_frameworks(code) => Some(view.key.as_str()),
        Some(code) => code.parent.as_ref().map(CodeKey::as_str),
        None => None,
    };
    let fresh = Draft::of(Typed::default().with("parent", below.unwrap_or_default()));
    let draft = if wrong { draft } else { &fresh };
    html! {
        details open[wrong] {
            summary { "Split it: give some passages a new code" }
            form.form method="post" action={ (here) "/split" } data-guard {
                input type="hidden" name="seen" value=(view.last);
                input type="hidden" name="colour" value="7";
                fieldset."nhsuk-fieldset" #codings tabindex="-1" {
                    legend."nhsuk-fieldset__legend" { "Passages that the new code gets" }
                    @if let Some(error) = draft.error("codings") { span."nhsuk-error-message" { (error) } }
                    div."nhsuk-checkboxes" {
                        @for passage in &view.passages {
                            @let name = format!("passage-{}", passage.coding);
                            div."nhsuk-checkboxes__item" {
                                input."nhsuk-checkboxes__input" type="checkbox" id=(name) name=(name) value="yes"
                                    checked[draft.typed.get(&name) == "yes"];
                                label."nhsuk-label"."nhsuk-checkboxes__label" for=(name) { (passage.words) }
                            }
                        }
                    }
                }
                (text_input(draft, Field::new("name", "Name of the new code")))
                (select(draft, Field::new("parent", "Below"), Some("Nothing: it stands by itself"), &forms::codes(&view.codebook, None)))
                button.btn."second" { "Split" }
            }
        }
    }
}
