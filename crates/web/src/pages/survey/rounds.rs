//! Survey rounds: their state, their counts, adding and closing one.

use std::collections::BTreeSet;

use maud::{Markup, html};
use troth_app::survey::WaveCounts;
use troth_network::timestamp::day_in_words;
use troth_network::{Day, Network, WaveId, WaveState};

use crate::access::Need;
use crate::components::forms::{Draft, Field, checkbox, date_input, text_input, urls};
use crate::components::words::counted;
use crate::site::Site;

/// Before the ids of the fields that close the round at this place of the list.
pub(super) fn prefix(at: usize) -> String {
    format!("close-{at}-")
}

/// All rounds, the newest first.
pub(super) fn list(
    site: &Site,
    network: &Network,
    rounds: &[WaveCounts],
    asked_here: &BTreeSet<WaveId>,
    closing: &Draft,
) -> Markup {
    html! {
        section aria-labelledby="rounds" {
            h2 #rounds { "Survey rounds" }
            @if rounds.is_empty() {
                div.empty {
                    h3 { "No survey round yet" }
                    @if site.may(Need::Custodian) {
                        p { "Import a file of answers below; its rounds are added by themselves." }
                    }
                }
            }
            div.cards { @for (at, round) in rounds.iter().enumerate() { (one(site, network, at, round, asked_here.contains(&round.wave.id), closing)) } }
        }
    }
}

fn one(
    site: &Site,
    network: &Network,
    at: usize,
    round: &WaveCounts,
    asked_here: bool,
    closing: &Draft,
) -> Markup {
    let wave = &round.wave;
    let state = match wave.state {
        WaveState::Draft => "being prepared",
        WaveState::Open => "open: answers come in",
        WaveState::Closed => "closed: results are worked out",
    };
    let day = |day: Option<Day>| day.map_or_else(|| "not given".to_owned(), day_in_words);
    html! {
        article.card aria-labelledby={ "wave-" (at) } {
            h3 id={ "wave-" (at) } { (wave.label) }
            dl.sl {
                div { dt { "Stands" } dd { (state) } }
                div { dt { "In files" } dd { code { (wave.external_id) } } }
                div { dt { "First day" } dd { (day(wave.opened)) } }
                div { dt { "Last day" } dd { (day(wave.closed)) } }
            }
            @if site.may(Need::Custodian) { (questions(at, round)) }
            @if asked_here && wave.state == WaveState::Closed {
                p."gap-m" {
                    a href=(urls::about_the_partnership(network, &wave.external_id)) {
                        "About the partnership" span.vh { ": " (wave.label) }
                    }
                    " \u{b7} "
                    a href=(urls::own_words(network, &wave.external_id)) {
                        "In their own words" span.vh { ": " (wave.label) }
                    }
                }
            }
            @if wave.state == WaveState::Closed && site.may(Need::Custodian) {
                p."gap-m" {
                    a href=(urls::answer_quality(network, &wave.external_id)) {
                        "How good the answers are" span.vh { ": " (wave.label) }
                    }
                }
            }
            @if asked_here && site.may(Need::Run) {
                p."gap-m" {
                    a href=(urls::round(network, &wave.external_id)) { "Open this round" span.vh { ": " (wave.label) } }
                }
            } @else if wave.state == WaveState::Open && site.may(Need::Run) { (close_form(network, at, &wave.external_id, closing)) }
        }
    }
}

fn questions(at: usize, round: &WaveCounts) -> Markup {
    if round.variables.is_empty() {
        return html! { p."small"."quiet"."gap-m" { "No answers yet." } };
    }
    html! {
        details {
            summary { "Answers to " (counted(round.variables.len(), "question", "questions")) }
            div."scroll-x" tabindex="0" role="region" aria-labelledby={ "counts-" (at) } {
                table {
                    caption id={ "counts-" (at) } { "Answers in the whole round" }
                    thead {
                        tr {
                            th scope="col" { "Question" }
                            th scope="col" { "In files" }
                            th.r scope="col" { "Answers" }
                        }
                    }
                    tbody {
                        @for (id, wording, answers) in &round.variables {
                            tr {
                                th scope="row" { (wording) }
                                td { code { (id) } }
                                td.r { (answers) }
                            }
                        }
                    }
                }
            }
        }
    }
}

fn close_form(network: &Network, at: usize, external_id: &str, closing: &Draft) -> Markup {
    let fresh = Draft::default().under(prefix(at));
    let draft = if closing.typed.get("round") == external_id { closing } else { &fresh };
    html! {
        form.form method="post" action={ (urls::survey(network)) "/close" } {
            input type="hidden" name="round" value=(external_id);
            (checkbox(draft, Field::new("sure", "All answers are in")
                .hint("Results are worked out from then on. A closed round is not opened again.")))
            button.btn."second"."slim" { "Close this round" }
        }
    }
}

/// The form that adds a round.
pub(super) fn add_form(network: &Network, draft: &Draft) -> Markup {
    html! {
        section aria-labelledby="add" {
            h2 #add { "Add a round" }
            p.lede { "For answers that come from files. A round that is asked in Troth is prepared above." }
            form.form method="post" action={ (urls::survey(network)) "/rounds" } data-guard {
                (text_input(draft, Field::new("external_id", "Short id").hint("As it stands in files, such as \
                                                                               3")))
                (text_input(draft, Field::new("label", "Name").hint("If left empty: Survey round and the short \
                                                                     id")))
                (date_input(draft, Field::new("opened", "First day")))
                (date_input(draft, Field::new("closed", "Last day").hint("Year-month-day. If it has passed, \
                                                                          the round counts as closed")))
                button.btn."slim" { "Add this round" }
            }
        }
    }
}
