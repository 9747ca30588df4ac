//! Looking through one's answers, finishing, and the receipt.

use axum::extract::Path;
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse as _, Response};
use maud::{Markup, html};
use troth_app::surveys::answering::value;
use troth_app::surveys::{Finished, Unfinished};
use troth_rate::instrument::{Answers, Questionnaire, Screen};

use super::question::Drawn;
use super::screen::sees;
use super::{Inside, home, page_of, said};
use crate::error::PageError;
use crate::site::Site;

/// Everything that was answered.
pub(super) async fn show(
    site: Site,
    Path(token): Path<String>,
    headers: HeaderMap,
) -> Result<Response, PageError> {
    Ok(match Inside::of(&site, &token, &headers).await? {
        Ok(inside) => render(&site, &inside, None),
        Err(response) => response,
    })
}

fn render(site: &Site, inside: &Inside, problem: Option<&Unfinished>) -> Response {
    let words = inside.words;
    let questionnaire = inside.answering.questionnaire();
    let answers = questionnaire.kept(&inside.answering.answers());
    let body = html! {
        h1 { (words.say("review-title")) }
        @if let Some(problem) = problem { (summary(inside, &questionnaire, problem)) }
        p.lede { (words.say("review-lede")) }
        @for (place, screen) in questionnaire.screens.iter().enumerate() {
            (part(inside, &questionnaire, place, screen, &answers))
        }
        form method="post" action={ (home(&inside.token)) "/finish" } {
            div.go { button.btn { (words.say("review-finish")) } }
        }
        (inside.tail())
    };
    let status = if problem.is_some() { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK };
    inside.page(site, &words.say("review-title"), &body).with_status(status).into_response()
}

fn part(
    inside: &Inside,
    questionnaire: &Questionnaire<'_>,
    place: usize,
    screen: &Screen<'_>,
    answers: &Answers,
) -> Markup {
    let (words, language) = (inside.words, inside.language());
    let title = screen
        .blocks
        .first()
        .map_or_else(String::new, |block| questionnaire.heading(screen, block.section, language));
    let asked = inside.answering.asked_on(screen);
    let shown = questionnaire.shown(screen, answers);
    let answered: Vec<_> =
        shown.iter().filter_map(|question| Some((question, answers.get(&question.key)?))).collect();
    let counts = [("answered", answered.len().into()), ("all", shown.len().into())];
    let (typed, none) = (std::collections::BTreeMap::new(), Vec::new());
    let drawn = Drawn {
        instrument: &inside.answering.instrument,
        words,
        typed: &typed,
        wrong: &none,
        elsewhere: &none,
    };
    html! {
        section aria-labelledby={ "part-" (place) } {
            h2 id={ "part-" (place) } { (title) }
            @if asked.is_some_and(|asked| asked.skipped) {
                p."gap-s" { (words.say("review-left-out")) }
            } @else {
                p."gap-s" { (words.with("review-answered", &counts)) }
                @if let (Some(asked), Some(partner), true, false) =
                    (asked, &screen.partner, inside.answering.chooses(), answered.is_empty())
                {
                    p."gap-s" {
                        @match asked.visible_to {
                            Some(visible_to) => (words.one("review-sees", "who", &sees(inside, visible_to, &partner.name))),
                            None => b { (words.say("review-nobody-chosen")) },
                        }
                    }
                }
                @if !answered.is_empty() {
                    dl."sl"."gap-s" {
                        @for (question, answer) in answered {
                            div {
                                dt { (questionnaire.wording(screen, question, language)) }
                                dd { (drawn.answer(&value(answer), question)) }
                            }
                        }
                    }
                }
            }
            p."gap-s" {
                a href=(page_of(&inside.token, place)) { (words.say("review-change")) span.vh { ": " (title) } }
            }
        }
    }
}

fn summary(inside: &Inside, questionnaire: &Questionnaire<'_>, problem: &Unfinished) -> Markup {
    let words = inside.words;
    html! {
        div."nhsuk-error-summary" role="alert" tabindex="-1" aria-labelledby="problem" autofocus {
            h2."nhsuk-error-summary__title" #problem { (words.say("problem-title")) }
            ul."nhsuk-list"."nhsuk-error-summary__list" {
                @match problem {
                    Unfinished::Nothing => li { a href=(page_of(&inside.token, 0)) { (words.say("review-nothing")) } },
                    Unfinished::Undecided(places) => {
                        @for place in places {
                            @let partner = questionnaire.screens.get(*place).and_then(|s| s.partner.as_ref());
                            li {
                                a href={ (page_of(&inside.token, *place)) "#visible_to" } {
                                    (words.one("review-undecided", "partner", partner.map_or("", |p| p.name.as_str())))
                                }
                            }
                        }
                    }
                }
            }
        }
    }
}

/// Finishes, and shows the receipt once.
pub(super) async fn finish(
    site: Site,
    Path(token): Path<String>,
    headers: HeaderMap,
) -> Result<Response, PageError> {
    let inside = match Inside::of(&site, &token, &headers).await? {
        Ok(inside) => inside,
        Err(response) => return Ok(response),
    };
    let receipt = match site.app.finish_answers(&inside.answering).await? {
        Finished::With(receipt) => receipt,
        Finished::NotYet(problem) => return Ok(render(&site, &inside, Some(&problem))),
        Finished::Over => return Ok(said(&site, &headers, "over", StatusCode::GONE)),
    };
    let words = inside.words;
    let where_to =
        site.options.public_url().map_or_else(|| "/receipt".to_owned(), |url| format!("{url}/receipt"));
    let body = html! {
        h1 { (words.say("thanks-title")) }
        p.lede { (words.say("thanks-lede")) }
        section."banner"."ok" aria-labelledby="receipt" {
            h2 #receipt { (words.say("thanks-receipt")) }
            p."receipt" translate="no" { (receipt) }
            p { (words.say("thanks-receipt-hint")) }
            p."gap-s" { (words.one("thanks-receipt-where", "address", &where_to)) }
            p."small"."quiet"."gap-s" { (words.say("thanks-newer")) }
        }
        p."gap-m" { a href={ (home(&inside.token)) "/review" } { (words.say("start-review")) } }
        p.tail { (words.say("thanks-close")) }
    };
    Ok(inside.page(&site, &words.say("thanks-title"), &body).into_response())
}
