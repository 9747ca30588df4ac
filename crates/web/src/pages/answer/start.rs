//! The promise first, in plain words, with what cannot be promised; how long it takes; and the way in.

use axum::extract::Path;
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse as _, Response};
use maud::{Markup, html};
use troth_app::promise::NOT_PROMISED;
use troth_app::surveys::answering::{Anybody, Door};
use troth_network::timestamp::day_in_words;
use troth_network::{AnswerRole, Wave};

use super::words::Words;
use super::{Inside, home, languages, page_of, quiet, said, to};
use crate::access::language_cookie;
use crate::error::PageError;
use crate::site::Site;

/// The beginning.
pub(super) async fn show(
    site: Site,
    Path(token): Path<String>,
    headers: HeaderMap,
) -> Result<Response, PageError> {
    match site.app.survey_door(&token).await? {
        Door::Person(answering) => {
            let words = Words::of(&headers, &languages(&answering.instrument));
            let inside = Inside { answering: *answering, words, token };
            own(&site, &inside).await
        }
        Door::Anybody(anybody) => open(&site, &token, &anybody, &headers).await,
        Door::NotYet => Ok(said(&site, &headers, "not-yet", StatusCode::OK)),
        Door::Nowhere => Ok(said(&site, &headers, "nowhere", StatusCode::NOT_FOUND)),
    }
}

async fn own(site: &Site, inside: &Inside) -> Result<Response, PageError> {
    let (words, answering) = (inside.words, &inside.answering);
    let questionnaire = answering.questionnaire();
    let answers = answering.answers();
    let begun = !answers.is_empty();
    let minutes = questionnaire.minutes(inside.language());
    let role = match answering.participant.role {
        AnswerRole::Representative => "start-representative",
        AnswerRole::Staff => "start-staff",
    };
    let next = questionnaire.next_screen(&answers);
    let names =
        [("network", answering.network.name.as_str().into()), ("organisation", inside.organisation().into())];
    let body = html! {
        h1 { (words.say("start-title")) }
        (switch(&inside.token, words, &languages(&answering.instrument)))
        p.lede { (words.with("start-lede", &names)) " " (words.say(role)) }
        p."gap-s" { (words.with("start-minutes", &[("minutes", minutes.into())])) (until(words, &answering.wave)) }
        @if answering.participant.open_link { p."note" { (words.say("start-keep-address")) } }
        @if answering.participant.withdrawn { p."note" { (words.say("start-beginning-fresh")) } }
        @if answering.participant.finished.is_some() { p."note" { (words.say("start-finished")) } }
        (promise(site, words, &answering.wave).await?)
        div.go {
            @if let Some(place) = next {
                a.btn href=(page_of(&inside.token, place)) {
                    (words.say(if begun { "start-go-on" } else { "start-begin" }))
                }
            }
            @if begun {
                a.btn."second"[next.is_some()] href={ (home(&inside.token)) "/review" } { (words.say("start-review")) }
            }
        }
        (inside.tail())
    };
    Ok(inside.page(site, &words.say("start-title"), &body).into_response())
}

async fn open(
    site: &Site,
    token: &str,
    anybody: &Anybody,
    headers: &HeaderMap,
) -> Result<Response, PageError> {
    let view = site.app.survey_of(&anybody.network, &anybody.wave.external_id).await?;
    let offered = view.as_ref().map_or_else(Vec::new, |view| languages(&view.instrument));
    let words = Words::of(headers, &offered);
    let name = anybody.organisation.name.as_str();
    let names = [("network", anybody.network.name.as_str().into()), ("organisation", name.into())];
    let minutes = view.as_ref().map_or(0, |view| {
        view.minutes(AnswerRole::Staff, usize::try_from(view.survey.most_partners).unwrap_or(0))
    });
    let body = html! {
        h1 { (words.say("start-title")) }
        (switch(token, words, &offered))
        p.lede { (words.with("start-lede", &names)) " " (words.say("start-staff")) }
        p."gap-s" { (words.one("start-open", "organisation", name)) }
        p."gap-s" { (words.with("start-minutes", &[("minutes", minutes.into())])) (until(words, &anybody.wave)) }
        (promise(site, words, &anybody.wave).await?)
        form method="post" action={ (home(token)) "/begin" } {
            div.go { button.btn { (words.say("start-begin")) } }
        }
        p.tail { (words.say("tail-confidential")) }
    };
    Ok(quiet(site, words, &words.say("start-title"), html! {}, &body).into_response())
}

fn until(words: &Words, wave: &Wave) -> Markup {
    html! {
        @if let Some(last) = wave.closed { " " (words.one("start-until", "day", &day_in_words(last))) }
    }
}

/// The promise of the round, word for word as it was chosen.
async fn promise(site: &Site, words: &Words, wave: &Wave) -> Result<Markup, PageError> {
    let promise = site.app.promise_of(wave.id).await?;
    Ok(html! {
        section #promise aria-labelledby="promise-title" {
            h2 #promise-title { (words.say("start-promise")) }
            div lang="en-GB" {
                @if let Some(promise) = promise {
                    ul."bullets"."gap-s" { @for line in promise.words.lines().filter(|line| *line != NOT_PROMISED) { li { (line) } } }
                }
            }
            h3."gap-m" { (words.say("start-not-promised")) }
            p."gap-s" lang="en-GB" { (NOT_PROMISED) }
        }
    })
}

/// The other languages.
fn switch(token: &str, words: &Words, offered: &[&str]) -> Markup {
    let others: Vec<_> = Words::offered(offered).filter(|other| other.id() != words.id()).collect();
    html! {
        @for other in others {
            p."small" {
                a href={ (home(token)) "/language/" (other.id()) } lang=(other.id()) hreflang=(other.id()) {
                    (other.say("language-name"))
                }
            }
        }
    }
}

/// Remembers a language in the browser; nothing is changed on the server.
pub(super) async fn language(Path((token, id)): Path<(String, String)>) -> Response {
    let mut response = to(&home(&token));
    if let Some(cookie) = language_cookie(&id) {
        response.headers_mut().append(header::SET_COOKIE, cookie);
    }
    response
}

/// Lets somebody who came by an open link begin, under a link of their own.
pub(super) async fn begin(
    site: Site,
    Path(token): Path<String>,
    headers: HeaderMap,
) -> Result<Response, PageError> {
    match site.app.survey_door(&token).await? {
        Door::Anybody(anybody) => {
            let own = site.app.begin_openly(&anybody).await?;
            Ok(to(&format!("{}/partners", home(own.secret()))))
        }
        Door::Person(_) => Ok(to(&home(&token))),
        Door::NotYet => Ok(said(&site, &headers, "not-yet", StatusCode::OK)),
        Door::Nowhere => Ok(said(&site, &headers, "nowhere", StatusCode::NOT_FOUND)),
    }
}
