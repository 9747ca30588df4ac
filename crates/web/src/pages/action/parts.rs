//! An action as it stands: what both wrote side by side, and their reviews.

use maud::{Markup, html};
use troth_act::{Action, ReviewVerdict, Side, Stage, outcome};
use troth_app::organisations::Names;
use troth_framework::Lens;
use troth_gate::ShownAction;
use troth_network::timestamp::day_in_words;
use troth_network::{OrganisationId, Person};

use crate::pages::actions::sides;

/// The five stations of the cycle.
pub(super) fn cycle(stage: &Stage) -> Markup {
    let now = match stage {
        Stage::Draft(_) => 0,
        Stage::WaitingForOneSide(_) => 1,
        Stage::Agreed => 2,
        Stage::DueForReview | Stage::WaitingForReview(_) => 3,
        Stage::ReviewedByBoth => 4,
        Stage::Closed => 5,
    };
    let stations =
        ["Expected by both", "Risk accepted by both", "Doing it", "Reviewed by both", "Next step decided"];
    html! {
        ol.cycle {
            @for (at, station) in stations.iter().enumerate() {
                li.done[at < now] aria-current=[(at == now).then_some("step")] { (station) }
            }
        }
    }
}

/// What was agreed.
pub(super) fn agreed(action: &Action, names: &Names, people: &[Person], lens: &Lens) -> Markup {
    let owner = |side: &Side| {
        let person = side.owner.and_then(|id| people.iter().find(|p| p.id == id));
        person.map_or_else(|| "nobody yet".to_owned(), |p| p.name.clone())
    };
    let each = |what: &dyn Fn(&Side) -> String| {
        html! {
            @for id in sides(action.pair, names) {
                p { b { (names.name(id)) ": " } (action.side(id).map_or_else(String::new, what)) }
            }
        }
    };
    let narrative = lens.narrative(&action.narrative);
    let measure = lens.measure(&action.measure);
    html! {
        dl.sl {
            div { dt { "Works on" } dd { (narrative.map_or(action.narrative.as_str(), |n| n.label.as_str())) } }
            div {
                dt { "Why this step" }
                dd {
                    @match measure {
                        Some(m) => {
                            (m.label) ". " (m.definition) " "
                            span.small { "(" (lens.cited(&m.cite).join("; ")) ", " (m.id) ")" }
                        },
                        None => (action.measure),
                    }
                }
            }
            div { dt { "Both expect" } dd { (each(&|side| format!("\u{201c}{}\u{201d}", side.expectation))) } }
            div { dt { "Both risk" } dd { (each(&|side| side.risk.clone())) } }
            div { dt { "Who answers for it" } dd { (each(&owner)) } }
            div {
                dt { "Small win" }
                dd {
                    p {
                        @if let Some(by) = action.small_win.by { "By " (day_in_words(by)) ": " }
                        (action.small_win.what)
                    }
                    p { "Seen how: " (action.small_win.seen_how) }
                }
            }
            div {
                dt { "Accepted" }
                dd {
                    (each(&|side| if side.accepted { "yes" } else { "not yet" }.to_owned()))
                    @if let Some(day) = action.agreed_on { p { "Agreed on " (day_in_words(day)) "." } }
                }
            }
        }
    }
}

/// Both reviews side by side; one that is sealed shows that it is written and nothing of what it says.
pub(super) fn reviews(shown: &ShownAction, names: &Names) -> Markup {
    let action = shown.action();
    html! {
        div.reviews { @for id in sides(action.pair, names) { (one(shown, id, names)) } }
        @if let Some(sentence) = outcome(action, |id| names.name(id)) { p."gap-m" { b { (sentence) } } }
    }
}

fn one(shown: &ShownAction, id: OrganisationId, names: &Names) -> Markup {
    let action = shown.action();
    let written = if id == action.pair.a() { shown.a_reviewed } else { shown.b_reviewed };
    let review = action.side(id).and_then(|side| side.review.as_ref());
    html! {
        @match review {
            Some(review) => div.rev {
                h3 { "Review by " (names.name(id)) }
                p class={ "st " (style(review.verdict)) } { (troth_report::words::capital(review.verdict.words())) }
                p { "\u{201c}" (review.words) "\u{201d}" }
                p."small"."quiet" { "Written " (day_in_words(review.on)) }
            },
            None => div."rev"."waiting" {
                h3 { "Review by " (names.name(id)) }
                @if written { p { "Written and sealed. It opens when the other side has written its own." } }
                @else { p { "Not written yet." } }
            },
        }
    }
}

const fn style(verdict: ReviewVerdict) -> &'static str {
    match verdict {
        ReviewVerdict::Met => "",
        ReviewVerdict::Partly => "half",
        ReviewVerdict::NotMet => "not",
    }
}
