//! Sending quotations back to the speakers of a text: a private link and a PIN for each, and where each stands. The
//! custodian's page.

use axum::extract::{Form, Query};
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Redirect, Response};
use maud::{Markup, html};
use troth_app::interviews::checking::{CHECK_DAYS, CheckState, SentCheck, SpeakerCheck};
use troth_network::timestamp::day_in_words;
use troth_network::{Network, TranscriptId};

use super::{Place, place};
use crate::components::forms::{Draft, Field, Typed, done, error_summary, text_input, urls};
use crate::components::words::counted;
use crate::error::PageError;
use crate::layout::{Frame, Here, Page, page};
use crate::site::Site;

/// The page.
pub(super) async fn show(site: Site, path: Place, Query(asked): Query<Typed>) -> Result<Page, PageError> {
    let (network, id) = place(&site, path).await?;
    render(&site, &network, id, &Draft::default(), done(asked.filled("done"))).await
}

/// Makes a link and shows it, once.
pub(super) async fn send(
    site: Site,
    path: Place,
    headers: HeaderMap,
    Form(typed): Form<Typed>,
) -> Result<Response, PageError> {
    let (network, id) = place(&site, path).await?;
    let label = typed.get("label").to_owned();
    match site.app.send_check(&network, id, &label, typed.get("pin")).await {
        Ok(sent) => {
            let told = told(&site, &headers, &label, &sent);
            Ok(render(&site, &network, id, &Draft::default(), told).await?.into_response())
        }
        Err(error) => {
            let prefix = prefix(&label);
            let draft = Draft::refused(typed, error, "pin")?.under(prefix);
            let page = render(&site, &network, id, &draft, html! {}).await?;
            Ok(page.with_status(StatusCode::UNPROCESSABLE_ENTITY).into_response())
        }
    }
}

/// Takes a link back.
pub(super) async fn revoke(site: Site, path: Place, Form(typed): Form<Typed>) -> Result<Redirect, PageError> {
    let (network, id) = place(&site, path).await?;
    site.app.revoke_check(&network, id, typed.get("label")).await?;
    Ok(Redirect::to(&urls::done(&format!("{}/checks", urls::transcript(&network, id)), "revoked")))
}

async fn render(
    site: &Site,
    network: &Network,
    id: TranscriptId,
    draft: &Draft,
    notice: Markup,
) -> Result<Page, PageError> {
    let checks = site.app.speaker_checks(network, id).await?;
    let title = site.app.text(network, id).await?.value().transcript.title.clone();
    let here = urls::transcript(network, id);
    let body = html! {
        nav."crumbs" aria-label="Where you are" {
            a href=(urls::interviews(network)) { "Interviews" } span aria-hidden="true" { "\u{203a}" }
            a href=(here) { (title) } span aria-hidden="true" { "\u{203a}" } "Send back to the speakers"
        }
        h1 { "Send back to the speakers" }
        (notice)
        (error_summary(draft))
        p.lede {
            "Each speaker gets a private link and reads their own passages there, with nobody else\u{2019}s words. They \
             say what may be shown, put other words, or take a passage back. What they say holds at once. Agree on the \
             PIN at the interview, and never send it together with the link."
        }
        @if site.options.public_url().is_none() {
            p.note { span { "Troth runs for one user: a link opens on this computer only. Sit down with the speaker here, \
                             or start Troth with sign-in under an address that they can reach." } }
        }
        @if checks.value().is_empty() {
            p { "No speakers were recognised in this text." }
        }
        div."cards"."two" { @for check in checks.value() { (one(&here, check, draft)) } }
    };
    let frame = Frame {
        network: Some(network),
        here: Here::Interviews,
        title: "Send back to the speakers",
        custodian: true,
        ..Frame::default()
    };
    Ok(page(site, &frame, body))
}

fn one(here: &str, check: &SpeakerCheck, draft: &Draft) -> Markup {
    let own = draft.prefix == prefix(&check.label);
    let empty = Draft::default().under(prefix(&check.label));
    let draft = if own { draft } else { &empty };
    let has_link = check.state != CheckState::NotAsked;
    html! {
        div."card"."tight" {
            h2 { (check.label) }
            p { (state(check)) }
            @if check.said > 0 {
                p."small"."quiet" {
                    "Has said something of " (counted(check.said, "passage", "passages"))
                    @if check.withdrawn > 0 { ", and taken back " (check.withdrawn) } "."
                }
            }
            @if check.passages == 0 {
                p."small"."quiet" { "No passage is coded yet, so there is nothing to send back." }
            } @else {
                details open[own && !draft.errors.is_empty()] {
                    summary { (if has_link { "Make a new link" } else { "Send back" }) span.vh { " to " (check.label) } }
                    form method="post" action={ (here) "/checks" } {
                        input type="hidden" name="label" value=(check.label);
                        (text_input(draft, Field::new("pin", "PIN agreed at the interview")
                            .hint("Six digits; empty to have one drawn")))
                        button.btn."slim" { "Make a link" span.vh { " for " (check.label) } }
                        @if has_link { p."small"."gap-s" { "The link there was opens nothing then." } }
                    }
                }
            }
            @if has_link {
                details {
                    summary { "Take the link back" span.vh { " from " (check.label) } }
                    form method="post" action={ (here) "/checks/revoke" } {
                        input type="hidden" name="label" value=(check.label);
                        p { "It opens nothing any more. What the speaker said stays." }
                        p."gap-s" { button.btn."warn"."slim" { "Take it back" span.vh { " from " (check.label) } } }
                    }
                }
            }
        }
    }
}

fn state(check: &SpeakerCheck) -> String {
    let until =
        check.until.map_or_else(String::new, |day| format!(" The link works until {}.", day_in_words(day)));
    match check.state {
        CheckState::NotAsked => {
            format!("Not asked yet. {}.", counted(check.passages, "coded passage", "coded passages"))
        }
        CheckState::Sent => format!("Link made, not opened yet.{until}"),
        CheckState::Opened(day) => format!("Opened on {}, not finished.{until}", day_in_words(day)),
        CheckState::Finished(day) => format!("Finished on {}.{until}", day_in_words(day)),
        CheckState::Over => "The link is too old and opens nothing.".to_owned(),
    }
}

/// Link and PIN, which are shown this once.
fn told(site: &Site, headers: &HeaderMap, label: &str, sent: &SentCheck) -> Markup {
    let path = format!("/check/{}", sent.token.secret());
    let host = headers.get(header::HOST).and_then(|host| host.to_str().ok()).unwrap_or("localhost");
    let link =
        site.options.public_url().map_or_else(|| format!("http://{host}{path}"), |url| url.page(&path));
    html! {
        div."banner"."ok" role="status" {
            h2 { "Link and PIN for " (label) }
            p { "They are shown now and never again. The link works for " (CHECK_DAYS) " days, until "
                (day_in_words(sent.until)) "." }
            dl.sl {
                div { dt { "Link" } dd { code { (link) } } }
                div { dt { "PIN" } dd { code { (sent.pin) } } }
            }
            p { "Send the link alone. If the PIN was not told at the interview, tell it by telephone." }
        }
    }
}

/// The prefix of the field ids of a speaker's form: labels are unique in a text.
fn prefix(label: &str) -> String {
    let letters: Vec<String> = label.chars().map(|c| format!("{:x}", u32::from(c))).collect();
    format!("check-{}-", letters.join("-"))
}
