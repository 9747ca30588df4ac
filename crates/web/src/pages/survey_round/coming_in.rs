//! How an open round is coming in: in bands that tell nothing of one person.

use axum::extract::Path;
use maud::{Markup, html};
use troth_app::surveys::Watched;
use troth_gate::coming_in::Roughly;
use troth_network::WaveState;

use super::Round;
use crate::components::method::how;
use crate::components::words::counted;
use crate::error::PageError;
use crate::layout::Page;
use crate::site::Site;

/// The page.
pub(super) async fn show(
    site: Site,
    Path((network, round)): Path<(String, String)>,
) -> Result<Page, PageError> {
    let round = Round::of(&site, &network, &round).await?;
    round.not_closed()?;
    let body = if round.view.wave.state == WaveState::Open {
        let watched = site.app.watch_survey(&round.network, &round.view.wave).await?;
        open(&round, &watched)
    } else {
        html! { p.lede { "This round has not begun, so nothing comes in." } }
    };
    Ok(round.page(&site, "How it is coming in", &body))
}

fn open(round: &Round, watched: &Watched) -> Markup {
    let (both, one, none) = watched.if_all_answer.whole();
    let relationships = || counted(watched.relationships, "relationship", "relationships");
    html! {
        p.lede {
            "Only bands are told, never who has answered. They change once at least five more people have finished, and stay \
             as they are when fewer than five have not: nobody learns who is missing."
        }
        section aria-labelledby="so-far" {
            h2 #so-far { "So far" }
            @match watched.told {
                None if watched.asked < 9 => p { "Fewer than nine people are on the list. Nothing is told of so few while \
                                                   the round is open." },
                None => p { "There is nothing to tell yet. Troth looks once a day." },
                Some(told) => table.stack {
                    caption.vh { "How the round is coming in" }
                    thead { tr { th scope="col" { "What" } th.r scope="col" { "So far" } th.r scope="col" { "Of" } } }
                    tbody {
                        (line("People who have finished", told.finished, told.asked))
                        (line("Relationships that could be shown on both sides", told.both, told.relationships))
                        (line("Relationships that could be shown on at least one side", told.any, told.relationships))
                    }
                },
            }
        }
        section aria-labelledby="at-best" {
            h2 #at-best { "If everybody answers" }
            @if watched.relationships == 0 {
                p { "Nobody on the list is asked about a partner yet." }
            } @else {
                p {
                    "Of " (relationships()) " that people are asked about, " (both) " could be shown on both sides, " (one)
                    " on one side and " (none) " on neither, by staff alone."
                }
                p."gap-s" { (watched.help) }
            }
        }
        p."gap-m" { a href=(round.url()) { "Back to the round" } }
        (how(&html! {
            p {
                "A band holds at least five possible numbers, so of fewer than nine people or relationships nothing is told. \
                 A side could be shown where as many staff as the promise asks for answered one question about the partner, \
                 or where the representative allowed the answer to be seen. Answers by open links and partners whom people \
                 added themselves are not counted."
            }
            p {
                "What stands under \u{201c}If everybody answers\u{201d} rests on who is asked about whom, and on no answer."
            }
        }))
    }
}

fn line(what: &str, so_far: Roughly, of: usize) -> Markup {
    html! {
        tr {
            th scope="row" { (what) }
            td.r data-l="So far" { (so_far.words()) }
            td.r data-l="Of" { (of) }
        }
    }
}
