//! What is promised, every passage with what holds for it, and the end.

use axum::extract::{Path, Query};
use axum::http::HeaderMap;
use axum::response::{IntoResponse as _, Response};
use maud::{Markup, html};
use troth_app::interviews::checking::OwnPassage;
use troth_network::timestamp::day_in_words;
use troth_say::Permission;

use super::frame::page;
use super::{Inside, home, pin, place_of, to, words};
use crate::components::forms::{Draft, Typed};
use crate::components::words::counted;
use crate::error::PageError;
use crate::site::Site;

/// The promise and the passages; the PIN first.
pub(super) async fn show(
    site: Site,
    Path(token): Path<String>,
    Query(asked): Query<Typed>,
    headers: HeaderMap,
) -> Result<Response, PageError> {
    let Some(inside) = Inside::of(&site.app, &token, &headers).await? else {
        return Ok(pin::ask(&site, &token, &Draft::default(), "").into_response());
    };
    let passages = &inside.own.passages;
    let first = passages.iter().find(|p| p.said.is_none()).or(passages.first());
    let body = html! {
        h1 { "Your own words" }
        @if asked.get("done") == "moved" {
            div."banner"."problem" role="alert" {
                p { "That passage is not there any more: the text was corrected. These are your passages now." }
            }
        }
        (promise(&inside))
        @if let Some(first) = first {
            div.go { a.btn href=(place_of(&token, &first.place())) {
                @if passages.iter().all(|p| p.said.is_none()) { "Begin" } @else { "Go on" }
            } }
        }
        (choices(&token, passages))
        @if !passages.is_empty() { (finish_form(&token)) }
    };
    Ok(page(&site, "Your own words", Some(&token), &body).into_response())
}

fn promise(inside: &Inside) -> Markup {
    let until = day_in_words(inside.checking.until());
    let shown = inside.own.readers.iter().take(SHOWN);
    let more = inside.own.readers.len().saturating_sub(SHOWN);
    html! {
        p.lede {
            "You were interviewed for " b { (inside.own.network.name) }
            @if let Some(day) = inside.own.held_on { " on " (day_in_words(day)) }
            ". Some of your words may be quoted in its results. You decide which, and how."
        }
        h2."gap-l" { "What you can rely on" }
        ul."bullets"."gap-s" {
            li { "Who reads the results: " (shown.cloned().collect::<Vec<_>>().join(", "))
                 @if more > 0 { " and " (counted(more, "other organisation", "other organisations")) } "." }
            li { "If you choose nothing for a passage, what was noted at the interview stays as it is." }
            li { "A label such as \u{201c}somebody at your organisation\u{201d} is used only where at least three people \
                  fit it. Otherwise less is said, or your words are not shown. Your own label is shown only if you \
                  choose that here." }
            li { "What you narrow or take back leaves all results at once. Copies that somebody made before cannot be \
                  called back." }
            li { "Whoever keeps the interviews can read the whole text, as you were told. They do not see which pages \
                  you opened here." }
            li { "You can change everything with this link until " b { (until) } ". After that day, ask whoever \
                  interviewed you: they can narrow it or erase what you said at any time." }
        }
    }
}

/// Readers named; more are counted.
const SHOWN: usize = 25;

fn choices(token: &str, passages: &[OwnPassage]) -> Markup {
    html! {
        h2."gap-l" { (counted(passages.len(), "passage of yours", "passages of yours")) }
        @if passages.is_empty() { p { "None of your words are used at present." } }
        ol."bullets"."gap-s" {
            @for (number, passage) in passages.iter().enumerate() {
                li {
                    a href=(place_of(token, &passage.place())) { "Passage " (number + 1) }
                    ": \u{201c}" (beginning(passage)) "\u{201d}"
                    p."small"."quiet" { (state(passage)) }
                }
            }
        }
    }
}

/// What holds for a passage, in a sentence.
pub(super) fn state(passage: &OwnPassage) -> String {
    let holds = if passage.holds.withdrawn {
        "Taken back: it is in no result"
    } else {
        words(passage.holds.permission)
    };
    // How many people fit the label is looked at when it is shown: the preview tells.
    let fits =
        if passage.holds.permission == Permission::WithOrganisation { ", or with less said" } else { "" };
    let amended = if passage.holds.amended.is_some() { ", in the words you wrote" } else { "" };
    let since = match &passage.said {
        None => " (as noted at the interview; you have not chosen yet)",
        Some(said) if said.reworded => " (the words were corrected since you chose: please look again)",
        Some(said) if !said.withdrawn && said.permission > passage.holds.permission => {
            " (narrower than you chose, because you allowed less for words within it)"
        }
        Some(_) => "",
    };
    format!("{holds}{fits}{amended}{since}.")
}

fn beginning(passage: &OwnPassage) -> String {
    const LONGEST: usize = 80;
    let words = &passage.around.passage;
    if words.chars().count() <= LONGEST {
        return words.clone();
    }
    format!("{} \u{2026}", words.chars().take(LONGEST).collect::<String>().trim_end())
}

fn finish_form(token: &str) -> Markup {
    html! {
        form method="post" action={ (home(token)) "/finish" } {
            div.go { button.btn."second" { "I am done" } }
        }
    }
}

/// Notes that the speaker is done.
pub(super) async fn finish(
    site: Site,
    Path(token): Path<String>,
    headers: HeaderMap,
) -> Result<Response, PageError> {
    let Some(inside) = Inside::of(&site.app, &token, &headers).await? else { return Ok(to(&home(&token))) };
    site.app.finish_check(&inside.checking).await?;
    Ok(to(&format!("{}/done", home(&token))))
}

/// What was chosen, and how to change it.
pub(super) async fn done(
    site: Site,
    Path(token): Path<String>,
    headers: HeaderMap,
) -> Result<Response, PageError> {
    let Some(inside) = Inside::of(&site.app, &token, &headers).await? else { return Ok(to(&home(&token))) };
    let body = html! {
        h1 { "Thank you" }
        p.lede {
            "This is what holds now. You can change it until " b { (day_in_words(inside.checking.until())) }
            ": come back with the same link and PIN. After that day, ask whoever interviewed you."
        }
        (choices(&token, &inside.own.passages))
        form method="post" action={ (home(&token)) "/leave" } {
            div.go { button.btn { "Close" } }
        }
        p.tail { "Close it if others use this telephone or computer." }
    };
    Ok(page(&site, "Thank you", Some(&token), &body).into_response())
}
