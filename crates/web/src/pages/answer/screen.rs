//! One screen of questions: shown, saved at each step, and shown again with everything that was typed where something
//! stands in the way.

use std::collections::BTreeMap;

use axum::extract::{Form, Path};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse as _, Response};
use maud::{Markup, html};
use troth_app::surveys::answering::{Answering, SKIP, Sent, VISIBLE_TO, field, value};
use troth_network::VisibleTo;
use troth_rate::instrument::{Questionnaire, Screen};

use super::question::Drawn;
use super::{Inside, home, page_of, quiet, to};
use crate::error::PageError;
use crate::site::Site;

/// What stands on a screen besides what is stored.
#[derive(Default)]
struct State {
    typed: BTreeMap<String, String>,
    wrong: Vec<(String, String)>,
    elsewhere: Vec<(String, String)>,
    more: bool,
}

/// A screen.
pub(super) async fn show(
    site: Site,
    Path((token, place)): Path<(String, usize)>,
    headers: HeaderMap,
) -> Result<Response, PageError> {
    let inside = match Inside::of(&site, &token, &headers).await? {
        Ok(inside) => inside,
        Err(response) => return Ok(response),
    };
    let place = place.saturating_sub(1);
    if place >= inside.answering.questionnaire().screens.len() {
        return Ok(to(&format!("{}/review", home(&token))));
    }
    let state = State { typed: stored(&inside.answering, place), ..State::default() };
    Ok(render(&site, &inside, place, &state, StatusCode::OK))
}

/// Saves a screen and goes on.
pub(super) async fn send(
    site: Site,
    Path((token, place)): Path<(String, usize)>,
    headers: HeaderMap,
    Form(sent): Form<BTreeMap<String, String>>,
) -> Result<Response, PageError> {
    let inside = match Inside::of(&site, &token, &headers).await? {
        Ok(inside) => inside,
        // Nothing that was typed is lost: it can be copied.
        Err(response) if response.status() == StatusCode::NOT_FOUND => {
            return Ok(over(&site, &headers, &sent));
        }
        Err(response) => return Ok(response),
    };
    let place = place.saturating_sub(1);
    let loaded = sent.get("loaded").and_then(|text| text.parse().ok()).unwrap_or(0);
    let told = site.app.send_screen(&inside.answering, place, &sent, loaded).await?;
    match told {
        Sent::Saved => {
            let Ok(after) = Inside::of(&site, &token, &headers).await? else { return Ok(to(&home(&token))) };
            Ok(onward(&site, &inside, &after, place, &sent))
        }
        Sent::Mend(wrong) => {
            let state = State { typed: sent, wrong, ..State::default() };
            Ok(render(&site, &inside, place, &state, StatusCode::UNPROCESSABLE_ENTITY))
        }
        Sent::Elsewhere(elsewhere) => {
            let Ok(fresh) = Inside::of(&site, &token, &headers).await? else { return Ok(to(&home(&token))) };
            let state = State { typed: sent, elsewhere, ..State::default() };
            Ok(render(&site, &fresh, place, &state, StatusCode::CONFLICT))
        }
        Sent::Over => Ok(over(&site, &headers, &sent)),
    }
}

/// To the next screen, the one before, or the same if an answer opened another question there.
fn onward(
    site: &Site,
    before: &Inside,
    after: &Inside,
    place: usize,
    sent: &BTreeMap<String, String>,
) -> Response {
    let count = |inside: &Inside| {
        let questionnaire = inside.answering.questionnaire();
        let shown = |screen: &Screen<'_>| questionnaire.shown(screen, &inside.answering.answers()).len();
        questionnaire.screens.get(place).map_or(0, shown)
    };
    if count(after) > count(before) && !sent.contains_key(SKIP) {
        let state = State { typed: stored(&after.answering, place), more: true, ..State::default() };
        return render(site, after, place, &state, StatusCode::OK);
    }
    let token = &after.token;
    let last = after.answering.questionnaire().screens.len().saturating_sub(1);
    match sent.get("go").map(String::as_str) {
        Some("back") if place == 0 => to(&home(token)),
        Some("back") => to(&page_of(token, place - 1)),
        _ if place >= last => to(&format!("{}/review", home(token))),
        _ => to(&page_of(token, place + 1)),
    }
}

/// What is stored for the fields of a screen.
fn stored(answering: &Answering, place: usize) -> BTreeMap<String, String> {
    let (questionnaire, written) = (answering.questionnaire(), answering.written());
    let Some(screen) = questionnaire.screens.get(place) else { return BTreeMap::new() };
    let mut fields: BTreeMap<String, String> = (screen.questions())
        .filter_map(|question| Some((field(&question.key), value(written.get(&question.key)?))))
        .collect();
    if let Some(chosen) = answering.asked_on(screen).and_then(|asked| asked.visible_to) {
        fields.insert(VISIBLE_TO.to_owned(), chosen.id().to_owned());
    }
    fields
}

fn render(site: &Site, inside: &Inside, place: usize, state: &State, status: StatusCode) -> Response {
    let (words, answering) = (inside.words, &inside.answering);
    let questionnaire = answering.questionnaire();
    let Some(screen) = questionnaire.screens.get(place) else { return to(&home(&inside.token)) };
    let left_out = answering.asked_on(screen).is_some_and(|asked| asked.skipped);
    let partner = screen.partner.as_ref().map(|partner| partner.name.as_str());
    let title = screen
        .blocks
        .first()
        .map_or_else(String::new, |block| questionnaire.heading(screen, block.section, inside.language()));
    let body = html! {
        (progress(inside, &questionnaire, place))
        (summary(inside, state))
        @if state.more { div."banner"."ok" role="status" { p { (words.say("page-more")) } } }
        h1 { (title) }
        p.about {
            (words.one("page-answer-for", "organisation", inside.organisation())) " " (words.say("page-optional"))
        }
        @if let (true, Some(name)) = (left_out, partner) {
            (unskip(inside, screen, name))
            div.go {
                a.btn href=(page_of(&inside.token, place + 1)) { (words.say("start-go-on")) }
            }
        } @else {
            // A form of its own: the Enter key presses the first button of a form, and that has to be the one that goes on.
            @if partner.is_some() {
                form method="post" action=(page_of(&inside.token, place)) {
                    input type="hidden" name="loaded" value=(answering.participant.revision);
                    button.btn."second"."nowork" name=(SKIP) value="yes" { (words.say("page-no-work")) }
                }
            }
            form method="post" action=(page_of(&inside.token, place)) {
                input type="hidden" name="loaded" value=(answering.participant.revision);
                (questions(inside, &questionnaire, screen, state))
                @if let (Some(name), true) = (partner, answering.chooses()) { (who(inside, name, state)) }
                @if answering.participant.saved.is_some() { (saved(inside)) }
                div.go {
                    button.btn name="go" value="on" { (words.say("page-continue")) }
                    button.btn."second" name="go" value="back" { (words.say("page-back")) }
                }
            }
        }
        (inside.tail())
    };
    inside.page(site, &title, &body).with_status(status).into_response()
}

fn questions(
    inside: &Inside,
    questionnaire: &Questionnaire<'_>,
    screen: &Screen<'_>,
    state: &State,
) -> Markup {
    let language = inside.language();
    let kept = questionnaire.kept(&inside.answering.answers());
    let drawn = Drawn {
        instrument: &inside.answering.instrument,
        words: inside.words,
        typed: &state.typed,
        wrong: &state.wrong,
        elsewhere: &state.elsewhere,
    };
    let mut number = 0;
    html! {
        @for (at, block) in screen.blocks.iter().enumerate() {
            @if at > 0 { h2."gap-l" { (questionnaire.heading(screen, block.section, language)) } }
            @if let Some(lead) = questionnaire.lead(screen, block.section, language) { p.about { (lead) } }
            @for question in &block.questions {
                @if questionnaire.is_shown(block.section, question, &kept) {
                    (drawn.question({ number += 1; number }, &questionnaire.wording(screen, question, language), question))
                }
            }
        }
    }
}

fn progress(inside: &Inside, questionnaire: &Questionnaire<'_>, place: usize) -> Markup {
    let screens = &questionnaire.screens;
    let is_partner = |screen: &&Screen<'_>| screen.partner.is_some();
    let minutes = questionnaire.minutes_from(place, inside.language());
    let here = screens.get(place).filter(is_partner);
    let (id, number, all) = match here {
        Some(_) => {
            let before = screens.iter().take(place + 1).filter(is_partner).count();
            ("progress-partner", before, screens.iter().filter(is_partner).count())
        }
        None => ("progress-page", place + 1, screens.len()),
    };
    let words = inside.words;
    html! {
        div.prog {
            b { (words.with(id, &[("number", number.into()), ("all", all.into())])) }
            " \u{b7} " (words.with("progress-left", &[("minutes", minutes.into())]))
            progress max=(screens.len()) value=(place) aria-label=(words.say("progress-label")) {}
        }
    }
}

fn summary(inside: &Inside, state: &State) -> Markup {
    let words = inside.words;
    html! {
        @if !state.wrong.is_empty() {
            div."nhsuk-error-summary" role="alert" tabindex="-1" aria-labelledby="problem" autofocus {
                h2."nhsuk-error-summary__title" #problem { (words.say("problem-title")) }
                ul."nhsuk-list"."nhsuk-error-summary__list" {
                    @for (name, message) in &state.wrong { li { a href={ "#" (name) } { (message) } } }
                }
            }
        }
        @if !state.elsewhere.is_empty() {
            div."banner"."problem" role="alert" tabindex="-1" autofocus { p { (words.say("problem-elsewhere")) } }
        }
    }
}

/// Who may see the answers: nothing is chosen beforehand.
fn who(inside: &Inside, partner: &str, state: &State) -> Markup {
    let words = inside.words;
    let chosen = state.typed.get(VISIBLE_TO).map_or("", String::as_str);
    let wrong = state.wrong.iter().find(|(name, _)| name == VISIBLE_TO).map(|(_, message)| message);
    let all = [VisibleTo::Totals, VisibleTo::Pooled, VisibleTo::Partner, VisibleTo::Audience];
    html! {
        fieldset.who.wrong[wrong.is_some()] aria-describedby="who-hint" {
            legend { (words.say("who-title")) }
            p #who-hint { (words.say("who-hint")) }
            @if let Some(message) = wrong {
                p.err { span.vh { (words.say("problem-error")) " " } (message) }
            }
            @for (at, one) in all.into_iter().enumerate() {
                label.opt.pick {
                    input type="radio" name=(VISIBLE_TO) value=(one.id()) id=[(at == 0).then_some(VISIBLE_TO)]
                        checked[chosen == one.id()];
                    span { (sees(inside, one, partner)) }
                }
            }
        }
    }
}

/// Who sees it, in words.
pub(super) fn sees(inside: &Inside, visible_to: VisibleTo, partner: &str) -> String {
    inside.words.one(&format!("who-{}", visible_to.id()), "partner", partner)
}

fn unskip(inside: &Inside, screen: &Screen<'_>, name: &str) -> Markup {
    let id = screen.partner.as_ref().map_or("", |partner| partner.id.as_str());
    html! {
        p.lede { (inside.words.one("page-skipped", "partner", name)) }
        form method="post" action={ (home(&inside.token)) "/partners" } {
            input type="hidden" name="partner" value=(id);
            input type="hidden" name="from" value="page";
            div.go { button.btn."second" { (inside.words.say("page-unskip")) } }
        }
    }
}

fn saved(inside: &Inside) -> Markup {
    html! {
        p.saved role="status" {
            svg width="20" height="20" viewBox="0 0 20 20" aria-hidden="true" {
                circle cx="10" cy="10" r="9" fill="#4B1F5C" {}
                path d="M5.5 10.4 8.7 13.4 14.5 7" fill="none" stroke="#fff" stroke-width="2.2" {}
            }
            span { b { (inside.words.say("page-saved")) } " " (inside.words.say("page-saved-more")) }
        }
    }
}

/// The round closed meanwhile: what was typed is shown, to be copied.
fn over(site: &Site, headers: &HeaderMap, sent: &BTreeMap<String, String>) -> Response {
    let words = super::words::Words::of(headers, &["en", "nl"]);
    let is_words = |text: &&String| text.chars().count() > 12;
    let texts: Vec<&String> =
        sent.iter().filter(|(name, _)| name.starts_with("q-")).map(|(_, text)| text).collect();
    let title = words.say("over-title");
    let body = html! {
        h1 { (title) }
        p.lede { (words.say("over-lede")) }
        @for (at, text) in texts.into_iter().filter(is_words).enumerate() {
            div."nhsuk-form-group"."gap-m" {
                label."nhsuk-label" for={ "kept-" (at) } { (words.say("over-kept")) }
                textarea."nhsuk-textarea" id={ "kept-" (at) } rows="5" readonly { "\n" (text) }
            }
        }
    };
    quiet(site, words, &title, html! {}, &body).with_status(StatusCode::GONE).into_response()
}
