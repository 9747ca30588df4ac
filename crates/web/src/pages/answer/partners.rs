//! Whom somebody works with: adding partners, and asking again about one that was left out.

use axum::extract::{Form, Path};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse as _, Response};
use maud::html;
use troth_app::AppError;
use troth_network::OrganisationId;

use super::{Inside, home, page_of, said, to};
use crate::components::forms::Typed;
use crate::error::PageError;
use crate::site::Site;

/// The list.
pub(super) async fn show(
    site: Site,
    Path(token): Path<String>,
    headers: HeaderMap,
) -> Result<Response, PageError> {
    Ok(match Inside::of(&site, &token, &headers).await? {
        Ok(inside) => render(&site, &inside, false),
        Err(response) => response,
    })
}

fn render(site: &Site, inside: &Inside, wrong: bool) -> Response {
    let (words, answering) = (inside.words, &inside.answering);
    let questionnaire = answering.questionnaire();
    let screens =
        questionnaire.screens.iter().enumerate().filter_map(|(place, screen)| {
            Some((place, screen.partner.as_ref()?, answering.asked_on(screen)?))
        });
    let screens: Vec<_> = screens.collect();
    let addable = answering.addable();
    let begin = questionnaire.next_screen(&answering.answers());
    let body = html! {
        h1 { (words.say("partners-title")) }
        @if wrong {
            div."nhsuk-error-summary" role="alert" tabindex="-1" aria-labelledby="problem" autofocus {
                h2."nhsuk-error-summary__title" #problem { (words.say("problem-title")) }
                ul."nhsuk-list"."nhsuk-error-summary__list" {
                    li { a href="#partner" { (words.say("partners-choose-error")) } }
                }
            }
        }
        p.lede { (words.say(if screens.is_empty() { "partners-none" } else { "partners-lede" })) }
        ul."bullets"."gap-s" {
            @for (place, partner, asked) in &screens {
                li {
                    a href=(page_of(&inside.token, *place)) { (partner.name) }
                    @if asked.skipped { " (" (words.say("partners-left-out")) ")" }
                }
            }
        }
        @if !addable.is_empty() {
            form method="post" action={ (home(&inside.token)) "/partners" } {
                div."nhsuk-form-group"."gap-l"."nhsuk-form-group--error"[wrong] {
                    label."nhsuk-label" for="partner" { (words.say("partners-add")) }
                    select."nhsuk-select" #partner name="partner" {
                        option value="" { (words.say("partners-choose")) }
                        @for organisation in addable { option value=(organisation.id) { (organisation.name) } }
                    }
                }
                div.go { button.btn."second" { (words.say("partners-add-button")) } }
            }
        }
        @if let Some(place) = begin {
            div.go { a.btn href=(page_of(&inside.token, place)) { (words.say("start-go-on")) } }
        }
        (inside.tail())
    };
    let status = if wrong { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK };
    inside.page(site, &words.say("partners-title"), &body).with_status(status).into_response()
}

/// Adds a partner, or asks again about one that was left out.
pub(super) async fn add(
    site: Site,
    Path(token): Path<String>,
    headers: HeaderMap,
    Form(typed): Form<Typed>,
) -> Result<Response, PageError> {
    let inside = match Inside::of(&site, &token, &headers).await? {
        Ok(inside) => inside,
        Err(response) => return Ok(response),
    };
    let Ok(target) = typed.get("partner").parse::<OrganisationId>() else {
        return Ok(render(&site, &inside, true));
    };
    match site.app.add_partner(&inside.answering, target).await {
        Ok(true) => {}
        Ok(false) => return Ok(said(&site, &headers, "over", StatusCode::GONE)),
        Err(AppError::Invalid(_)) => return Ok(render(&site, &inside, true)),
        Err(error) => return Err(error.into()),
    }
    if typed.get("from") != "page" {
        return Ok(to(&format!("{}/partners", home(&token))));
    }
    let id = target.to_string();
    let screens = inside.answering.questionnaire().screens;
    let place = screens.iter().position(|s| s.partner.as_ref().is_some_and(|partner| partner.id == id));
    Ok(to(&page_of(&token, place.unwrap_or(0))))
}
