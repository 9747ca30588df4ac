//! The promises that were chosen, and which round stands under which.

use maud::{Markup, html};
use troth_app::promise::{Promise, label};
use troth_network::timestamp::day_in_words;
use troth_network::{Network, Timestamp, Wave};

use crate::components::forms::urls;

/// What holds for a round without a promise.
const NONE: &str = "no promise was chosen: partners see figures of the whole partnership only";

/// The way back for those who have no settings.
pub(super) fn crumbs(network: &Network) -> Markup {
    html! {
        nav."crumbs" aria-label="Where you are" {
            a href=(urls::survey(network)) { "Survey" } span aria-hidden="true" { "\u{203a}" } "Promise"
        }
    }
}

/// The promise in force, in a box to be printed.
pub(super) fn now(versions: &[Promise]) -> Markup {
    html! {
        @if let Some(newest) = versions.first() {
            section aria-labelledby="now" {
                h2 #now { "This is what respondents read" }
                p.lede { (label(newest.visibility)) ". At least " (newest.floor) " people stand behind a figure." }
                div."card"."promise" { (paragraphs(newest)) }
                p."small"."quiet"."gap-s" {
                    "Version " (newest.version) ", promised since " (day(newest.chosen)) ". Print this page, or copy the \
                     words into the invitation to the survey."
                }
            }
        } @else {
            div.empty {
                h2 { "No promise is chosen yet" }
                p { "Partners see figures of the whole partnership only. A promise is chosen before a round begins." }
            }
        }
    }
}

/// Each round with its promise.
pub(super) fn rounds(rounds: &[(Wave, Option<Promise>)]) -> Markup {
    html! {
        @if !rounds.is_empty() {
            section."off-paper" aria-labelledby="rounds" {
                h2 #rounds { "What was promised for which round" }
                table.stack {
                    caption.vh { "Survey rounds and their promises, the newest first" }
                    thead { tr { th scope="col" { "Round" } th scope="col" { "Promise" } } }
                    tbody {
                        @for (wave, promise) in rounds {
                            tr {
                                th scope="row" { (wave.label) }
                                td data-l="Promise" {
                                    @match promise {
                                        Some(promise) => { "Version " (promise.version) ": " (label(promise.visibility)) "; at least " (promise.floor) " people" },
                                        None => (NONE),
                                    }
                                }
                            }
                        }
                    }
                }
            }
        }
    }
}

/// Versions that hold no more for rounds to come, word for word.
pub(super) fn earlier(versions: &[Promise]) -> Markup {
    html! {
        @if versions.len() > 1 {
            section."off-paper" aria-labelledby="earlier" {
                h2 #earlier { "Earlier promises" }
                @for pair in versions.windows(2) {
                    @if let [next, old] = pair {
                        details {
                            summary {
                                "Version " (old.version) ", from " (day(old.chosen)) " until " (day(next.chosen)) ": "
                                (label(old.visibility)) "; at least " (old.floor) " people"
                            }
                            div."card"."promise" { (paragraphs(old)) }
                        }
                    }
                }
            }
        }
    }
}

/// The words as they were kept, a paragraph on each line.
fn paragraphs(promise: &Promise) -> Markup {
    html! { @for line in promise.words.lines() { p { (line) } } }
}

fn day(at: Timestamp) -> String {
    day_in_words(at.day())
}
