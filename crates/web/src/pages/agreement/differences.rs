//! Where two codings differ, side by side, and what counts there.

use maud::{Markup, html};
use troth_app::interviews::doubling::{Coders, Differences, Disputed};
use troth_app::organisations::Names;
use troth_network::Network;
use troth_network::timestamp::day_in_words;
use troth_report::words::capital;
use troth_say::{Coding, Kept};

use super::{Refused, hidden};
use crate::components::coded::told;
use crate::components::forms::{Choice, Draft, Field, Typed, radios, text_input, urls};
use crate::components::words::counted;

/// Places on one page.
const PAGE: usize = 25;

/// All places where codings differ, undecided ones first.
pub(super) fn section(
    network: &Network,
    here: &str,
    (found, names): (&Differences, &Names),
    typed: &Typed,
    refused: &Refused,
) -> Markup {
    if found.disputed.is_empty() {
        return html! {};
    }
    let all = found.disputed.len();
    let from: usize = typed.get("from").parse().unwrap_or(0);
    let from = if from < all { from } else { 0 };
    let open = found.disputed.iter().filter(|d| d.decisions.is_empty() || d.changed).count();
    let address =
        |from: usize| format!("{}#differences", crate::urls::with(here, &[("from", &from.to_string())]));
    html! {
        section aria-labelledby="differences" {
            h2 #differences { "Where they differ" }
            p {
                (counted(all, "place", "places")) ", "
                @if open == 0 { "all decided." } @else { (open) " of them not decided yet; there the first coding counts." }
                " A new decision takes the place of the one before; all stay written down."
            }
            ol."places" start=(from + 1) {
                @for (at, place) in found.disputed.iter().enumerate().skip(from).take(PAGE) {
                    (one(network, here, place, at, from, (&found.coders, names), refused))
                }
            }
            @if all > PAGE {
                p.under {
                    @if from > 0 { a href=(address(from.saturating_sub(PAGE))) { "Earlier ones" } }
                    @if from + PAGE < all { a href=(address(from + PAGE)) { "Further ones" } }
                }
            }
        }
    }
}

fn one(
    network: &Network,
    here: &str,
    place: &Disputed,
    at: usize,
    from: usize,
    who: (&Coders, &Names),
    refused: &Refused,
) -> Markup {
    let (words, (coders, _)) = (&place.words, who);
    html! {
        li id={ "place-" (at + 1) } {
            h3 { (place.code_name) }
            p."small"."quiet" {
                a href={ (urls::transcript(network, place.transcript)) "#p-" (place.start) } { (place.title) }
                ". " (place.differs.words()) "."
            }
            blockquote.around {
                @if words.cut_before { "\u{2026} " }
                (words.before) mark.coding { (words.passage) } (words.after)
                @if words.cut_after { " \u{2026}" }
            }
            div."beside" {
                (side("First coding", &place.first, who))
                (side(&format!("Second coding, by {}", coders.name(&place.second)), &place.seconds, who))
            }
            @if place.changed {
                p { b { "Something was changed here after the last decision." } " Look again." }
            }
            @for decision in &place.decisions {
                p."small" {
                    b { (capital(decision.kept.words())) } ": " (decision.reason)
                    span."quiet" { " (" (coders.name(&decision.by)) ", " (day_in_words(decision.at.day())) ")" }
                }
            }
            (form(here, place, at, from, refused))
        }
    }
}

fn side(title: &str, codings: &[(Coding, String)], (coders, names): (&Coders, &Names)) -> Markup {
    html! {
        div {
            h4 { (title) }
            @if codings.is_empty() {
                p."quiet" { "Not marked with this code." }
            } @else {
                ul."codings" {
                    @for (coding, words) in codings {
                        li {
                            span.of {
                                (told(coding, names)) "; by " (coders.name(&coding.coder))
                            }
                            q { (words) }
                            @if let Some(memo) = &coding.memo { p."small"."gap-s" { "Note: " (memo) } }
                        }
                    }
                }
            }
        }
    }
}

fn form(here: &str, place: &Disputed, at: usize, from: usize, refused: &Refused) -> Markup {
    let mine = |draft: &&Draft| {
        let typed = &draft.typed;
        typed.get("text") == place.transcript.to_string()
            && typed.get("code") == place.code.as_str()
            && typed.get("second") == place.second
            && typed.get("start") == place.start.to_string()
    };
    let mended = match refused {
        Refused::Decision(draft) => Some(draft).filter(mine),
        _ => None,
    };
    // The error above the page leads to the field of the form that was refused, which has its plain name.
    let open = mended.is_some();
    let draft = mended.cloned().unwrap_or_else(|| Draft::default().under(format!("place-{}-", at + 1)));
    let decided = !place.decisions.is_empty();
    html! {
        details open[open] {
            summary { (if decided { "Decide again" } else { "Decide" }) span.vh { ": place " (at + 1) } }
            form method="post" action={ (here) "/decide" } data-guard {
                (hidden("text", place.transcript)) (hidden("code", place.code.as_str())) (hidden("second", &place.second))
                (hidden("start", place.start)) (hidden("end", place.end)) (hidden("version", place.version))
                (hidden("from", from))
                (radios(&draft, Field::new("decision", "What counts here"), &choices(place)))
                (text_input(&draft, Field::new("reason", "Why")))
                button.btn."slim" { "Save this decision" }
            }
        }
    }
}

/// What can be decided. Where one side marked nothing, both together are the other side alone, and neither is that one.
fn choices(place: &Disputed) -> Vec<Choice> {
    let choice = |kept: Kept| Choice::new(kept.id(), capital(kept.words()));
    let (none_first, none_second) = (place.first.is_empty(), place.seconds.is_empty());
    if !none_first && !none_second {
        return Kept::ALL.map(choice).to_vec();
    }
    let hint =
        |empty: bool| if empty { "Nothing is marked here then" } else { "What is marked here counts then" };
    vec![choice(Kept::First).hint(hint(none_first)), choice(Kept::Second).hint(hint(none_second))]
}
