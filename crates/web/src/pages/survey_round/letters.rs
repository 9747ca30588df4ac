//! Letters: the server sends each person their link, so that nobody here sees one, and reminds those who have not finished
//! without telling who they are or how many.

use axum::extract::Path;
use axum::response::Redirect;
use maud::{Markup, html};
use troth_app::surveys::Letters;
use troth_network::WaveState;
use troth_network::timestamp::day_in_words;

use super::Round;
use crate::access::Need;
use crate::components::forms::urls;
use crate::components::words::counted;
use crate::error::PageError;
use crate::site::Site;

/// Whether letters can be sent from here: with a mail server, and under an address that other computers reach.
pub(super) fn can_be_sent(site: &Site) -> bool {
    site.app.sends_mail() && site.options.public_url().is_some()
}

/// Sends everybody who had no letter yet their link.
pub(super) async fn send(
    site: Site,
    Path((network, round)): Path<(String, String)>,
) -> Result<Redirect, PageError> {
    let round = Round::of(&site, &network, &round).await?;
    put(&site, &round).await?;
    Ok(Redirect::to(&urls::done(&round.at("links"), "round-letters")))
}

/// Puts the first letters of a round that has begun into the queue.
pub(super) async fn put(site: &Site, round: &Round) -> Result<(), PageError> {
    let wave = site.app.wave(&round.network, Some(&round.view.wave.external_id)).await?;
    let wave = wave.ok_or_else(|| troth_app::AppError::missing("This survey round"))?;
    site.app.send_survey_letters(&round.network, &wave, |path| site.options.answers_at(path)).await?;
    Ok(())
}

/// Reminds whoever has not finished.
pub(super) async fn remind(
    site: Site,
    Path((network, round)): Path<(String, String)>,
) -> Result<Redirect, PageError> {
    let round = Round::of(&site, &network, &round).await?;
    let wave = &round.view.wave;
    site.app.remind_respondents(&round.network, wave, |path| site.options.answers_at(path)).await?;
    Ok(Redirect::to(&urls::done(&round.at("links"), "reminders")))
}

/// What stands of letters on the page of links.
///
/// # Errors
/// If the database fails.
pub(super) async fn section(site: &Site, round: &Round) -> Result<Markup, PageError> {
    let wave = &round.view.wave;
    if !can_be_sent(site) {
        return Ok(html! {
            section aria-labelledby="letters" {
                h2 #letters { "Letters" }
                p { "Troth sends no letters from here: that needs sign-in, an address that people can reach, and a mail \
                     server. The custodian hands links out." }
            }
        });
    }
    let letters = site.app.letters_of(wave).await?;
    let undelivered = if letters.undelivered > 0 && site.may(Need::Custodian) {
        site.app.undelivered_letters(wave).await?
    } else {
        Vec::new()
    };
    Ok(html! {
        section aria-labelledby="letters" {
            h2 #letters { "Letters" }
            p.lede {
                "Troth sends each person their own link, and nobody here sees it. A letter names no organisation, no partner \
                 and no answer."
            }
            (first(round, &letters))
            @if letters.undelivered > 0 {
                div."inset"."gap-s" {
                    p { (counted(letters.undelivered, "letter", "letters")) " could not be delivered." }
                    @if undelivered.is_empty() { p { "The custodian sees to whom." } }
                    @else { ul."bullets" { @for one in &undelivered {
                        li { (one.name) @if let Some(address) = &one.address { ", " (address) } }
                    } } }
                    p."small" { "Take the person off the list and put them on it again with the right address." }
                }
            }
            (reminders(round, &letters))
        }
    })
}

fn first(round: &Round, letters: &Letters) -> Markup {
    let people = |n| counted(n, "person", "people");
    html! {
        p."gap-s" {
            @if letters.written > 0 { "Written to: " (people(letters.written)) ". " }
            @if letters.to_write > 0 { "Not written to yet: " (people(letters.to_write)) ". " }
            @if letters.without_address > 0 {
                "Without an address: " (people(letters.without_address)) "; the custodian hands their links out."
            }
            @if letters.written + letters.to_write + letters.without_address == 0 { "Nobody is on the list." }
        }
        @if round.view.wave.state != WaveState::Open {
            p."quiet" { "Letters can be sent once the round has begun." }
        } @else if letters.to_write > 0 {
            form method="post" action=(round.at("links/letters")) {
                div.acts { button.btn { "Send letters to " (people(letters.to_write)) } }
            }
        }
    }
}

fn reminders(round: &Round, letters: &Letters) -> Markup {
    html! {
        h3."gap-m" { "Reminders" }
        p {
            "A reminder goes to everybody with an address who has not finished and has not said that they want none. Nobody \
             is told who gets one or how many do. Three at most in a round, three days apart."
        }
        @if !letters.reminders.is_empty() {
            p."gap-s" { "Sent on "
                @for (at, day) in letters.reminders.iter().enumerate() {
                    @if at > 0 { ", " } (day_in_words(*day))
                } "."
            }
        }
        @match letters.next {
            _ if round.view.wave.state != WaveState::Open => p."quiet" { "They can be sent once the round has begun." },
            None => p."quiet" { "There were three; more are not sent." },
            Some(day) if day > letters.today => {
                p."quiet" { "The next can be sent from " (day_in_words(day)) " on." }
            }
            Some(_) => form method="post" action=(round.at("links/remind")) {
                div.acts { button.btn."second" { "Send reminders" } }
            },
        }
    }
}
