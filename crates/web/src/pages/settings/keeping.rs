//! How long each kind of data is kept, and what is deleted next.

use axum::extract::{Form, Path, Query};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use maud::{Markup, html};
use troth_app::keeping::{Due, Kept, NOTICE, Rule, time_in_words};
use troth_app::{AppError, FieldError};
use troth_network::Network;
use troth_network::timestamp::day_in_words;
use troth_report::words::capital;

use super::crumbs;
use crate::access::{Need, Routes};
use crate::components::forms::{Choice, Draft, Field, Typed, done, error_summary, select, urls};
use crate::error::PageError;
use crate::layout::{Frame, Here, Page, page};
use crate::site::Site;

/// What the form sends for "until somebody erases them".
const NEVER: &str = "never";
/// How many of the things that are to be deleted are listed.
const LISTED: usize = 20;

/// `/n/{network}/settings/keeping`.
pub(super) fn routes() -> Routes {
    Routes::new().get("/n/{network}/settings/keeping", Need::Custodian, show).post(
        "/n/{network}/settings/keeping",
        Need::Custodian,
        save,
    )
}

async fn show(
    site: Site,
    Path(network): Path<String>,
    Query(asked): Query<Typed>,
) -> Result<Page, PageError> {
    let network = site.app.network(&network).await?;
    let rules = site.app.keeping(network.id).await?;
    let draft = Draft::of(typed(&rules));
    render(&site, &network, &draft, &rules, asked.filled("done")).await
}

async fn save(
    site: Site,
    Path(network): Path<String>,
    Form(typed): Form<Typed>,
) -> Result<Response, PageError> {
    let network = site.app.network(&network).await?;
    let saved = match read(&typed) {
        Ok(asked) => site.app.save_keeping(&network, &asked).await,
        Err(errors) => Err(AppError::Invalid(errors)),
    };
    match saved {
        Ok(()) => Ok(Redirect::to(&urls::done(&urls::settings_keeping(&network), "keeping")).into_response()),
        Err(error) => {
            let draft = Draft::refused(typed, error, "answers")?;
            let rules = site.app.keeping(network.id).await?;
            let page = render(&site, &network, &draft, &rules, None).await?;
            Ok(page.with_status(StatusCode::UNPROCESSABLE_ENTITY).into_response())
        }
    }
}

fn value(days: Option<u32>) -> String {
    days.map_or_else(|| NEVER.to_owned(), |days| days.to_string())
}

/// The times as the form shows them.
fn typed(rules: &[Rule]) -> Typed {
    rules.iter().fold(Typed::default(), |typed, rule| typed.with(rule.kind.id(), value(rule.days)))
}

/// The times as the form says them.
fn read(typed: &Typed) -> Result<Vec<(Kept, Option<u32>)>, Vec<FieldError>> {
    let mut errors = Vec::new();
    let mut asked = Vec::new();
    for kind in Kept::ALL {
        match typed.get(kind.id()) {
            NEVER => asked.push((kind, None)),
            text => match text.parse() {
                Ok(days) => asked.push((kind, Some(days))),
                Err(_) => {
                    errors.push(FieldError::new(kind.id(), format!("{}: choose a time.", kind.words())));
                }
            },
        }
    }
    if errors.is_empty() { Ok(asked) } else { Err(errors) }
}

async fn render(
    site: &Site,
    network: &Network,
    draft: &Draft,
    rules: &[Rule],
    word: Option<&str>,
) -> Result<Page, PageError> {
    let due = site.app.due(network.id).await?;
    let body = html! {
        (crumbs(network, "Keeping data"))
        h1 { "Keeping data" }
        (done(word))
        (error_summary(draft))
        p.lede { "After these times Troth deletes by itself, once a day while it runs, and notes it in the record. \
                  Tell the people whose data these are." }
        p { "A shorter time than before holds " (NOTICE) " days after it was chosen, so that nothing goes without \
             notice." }
        form.form method="post" action=(urls::settings_keeping(network)) data-guard {
            @for rule in rules { (field(draft, rule.kind)) }
            button.btn { "Save these times" }
        }
        (coming(&due))
        section aria-labelledby="elsewhere" {
            h2 #elsewhere { "What Troth does not reach" }
            p { "Copies made with " code { "troth backup" } ", copies of the disk, and the files that were imported. \
                 Keep them no longer than these times, and delete them yourself. The record of what was done and the \
                 ledger of releases hold no names and stay." }
        }
    };
    let frame = Frame {
        network: Some(network),
        here: Here::Settings,
        title: "Keeping data",
        custodian: true,
        ..Frame::default()
    };
    Ok(page(site, &frame, body))
}

fn field(draft: &Draft, kind: Kept) -> Markup {
    let choices: Vec<Choice> = kind
        .choices()
        .iter()
        .map(|days| {
            let usual = if *days == kind.usual() { ", if nothing else is said" } else { "" };
            Choice::new(value(*days), format!("{}{usual}", capital(&time_in_words(*days))))
        })
        .collect();
    select(draft, Field::new(kind.id(), kind.words()).hint(kind.counts_from()), None, &choices)
}

fn coming(due: &[Due]) -> Markup {
    html! {
        section aria-labelledby="next" {
            h2 #next { "What is deleted next" }
            @if due.is_empty() {
                p { "Nothing, as things are." }
            } @else {
                table.stack {
                    caption.vh { "What is deleted, and when" }
                    thead { tr { th scope="col" { "On" } th scope="col" { "What" } th scope="col" { "Kind" } } }
                    tbody {
                        @for one in due.iter().take(LISTED) {
                            tr {
                                th scope="row" { (day_in_words(one.on)) }
                                td data-l="What" { (one.what) }
                                td data-l="Kind" { (one.kind.words()) }
                            }
                        }
                    }
                }
                @if due.len() > LISTED { p { "And " (due.len() - LISTED) " more later." } }
            }
        }
    }
}
