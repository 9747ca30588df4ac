//! What was agreed: for each action both expectations, both risks, both owners and both reviews side by side.

use maud::{Markup, html};
use troth_act::{Action, Review, ReviewVerdict, Stage};
use troth_app::views::why::told;
use troth_gate::ShownAction;
use troth_lens::Named;
use troth_network::PersonId;
use troth_network::timestamp::day_in_words;
use troth_report::words::capital;

use super::Seen;
use crate::urls;

/// The section.
pub(super) fn section(seen: &Seen<'_>) -> Markup {
    let view = &seen.view;
    let actions = &view.body.value().actions;
    let (left, right) = (&view.left, &view.right);
    let new = urls::new_action(&seen.network, &left.external_id, &right.external_id, first_story(seen));
    html! {
        section aria-labelledby="agreed" {
            h2 #agreed { "What was agreed" }
            @if actions.is_empty() {
                p.lede { "Nothing yet. A first step is modest, wanted by both, and can be seen to succeed." }
            }
            div data-numbers="agreed" { @for (shown, stage) in actions { (card(seen, shown, stage)) } }
            @if seen.may_run {
                p."acts"."gap-m" { a.btn.second[!actions.is_empty()] href=(new) { "Choose a step" } }
            }
        }
    }
}

/// The story with most to work on: dissonance or agreed unevenness first; `None` where nothing stands out.
fn first_story<'a>(seen: &'a Seen<'_>) -> Option<&'a str> {
    let blocks = seen.view.body.value().narratives.iter();
    let best = blocks.rev().max_by_key(|b| (b.cell.weight(), told(&b.cell)))?;
    (best.cell.weight() > 0).then_some(best.narrative.as_str())
}

fn card(seen: &Seen<'_>, shown: &ShownAction, stage: &Stage) -> Markup {
    let action = shown.action();
    let (left, right) = (&seen.view.left, &seen.view.right);
    html! {
        div."card"."gap-m" {
            h3 { a href=(urls::action(&seen.network, &action.id.to_string())) { (action.title) } }
            p."gap-s" { span."tag"."state" { (stage.words(|id| seen.names.name(id))) } }
            dl."sl"."gap-s" {
                div { dt { "Works on" } dd { (story(seen, action)) } }
                (measure(seen, action))
                (both_said(left, right, action, "expects", |side| &side.expectation))
                (both_said(left, right, action, "risks", |side| &side.risk))
                div {
                    dt { "Owners" }
                    dd { (left.name) ": " (owner(seen, left, action)) ". " (right.name) ": " (owner(seen, right, action)) "." }
                }
                div { dt { "Small win" } dd.num { (small_win(action)) } }
            }
            div.reviews {
                (review(left, action, wrote(left, shown)))
                (review(right, action, wrote(right, shown)))
            }
            p."small"."gap-m" {
                "Each side writes without seeing the other\u{2019}s; both are opened together. A bigger step comes only \
                 after both say \u{201c}met\u{201d}."
            }
        }
    }
}

fn story<'a>(seen: &'a Seen<'_>, action: &'a Action) -> &'a str {
    seen.lens.narrative(&action.narrative).map_or(action.narrative.as_str(), |n| n.label.as_str())
}

fn measure(seen: &Seen<'_>, action: &Action) -> Markup {
    html! {
        @if let Some(measure) = seen.lens.measure(&action.measure) {
            div {
                dt { "Why this step" }
                dd {
                    (measure.label) " "
                    span.quiet.small { "(" (seen.lens.cited(&measure.cite).join("; ")) ", " (measure.id) ")" }
                }
            }
        }
    }
}

fn both_said(
    left: &Named,
    right: &Named,
    action: &Action,
    verb: &str,
    text: impl Fn(&troth_act::Side) -> &String,
) -> Markup {
    html! {
        @for side in [left, right] {
            div {
                dt { (side.name) " " (verb) }
                @match action.side(side.id).map(&text).filter(|t| !t.trim().is_empty()) {
                    Some(words) => dd { "\u{201c}" (words) "\u{201d}" },
                    None => dd.quiet { "Not written yet" },
                }
            }
        }
    }
}

fn owner(seen: &Seen<'_>, side: &Named, action: &Action) -> String {
    let name = |id: PersonId| seen.people.iter().find(|p| p.id == id).map(|p| p.name.clone());
    action.side(side.id).and_then(|s| s.owner).and_then(name).unwrap_or_else(|| "not named yet".to_owned())
}

fn small_win(action: &Action) -> String {
    let win = &action.small_win;
    let by = win.by.map(|day| format!("By {}: ", day_in_words(day))).unwrap_or_default();
    let seen =
        if win.seen_how.trim().is_empty() { String::new() } else { format!(" Seen in: {}", win.seen_how) };
    format!("{by}{}{seen}", win.what)
}

fn wrote(side: &Named, shown: &ShownAction) -> bool {
    if shown.action().pair.a() == side.id { shown.a_reviewed } else { shown.b_reviewed }
}

/// One side's review: open, sealed until the other has written, or not written.
fn review(side: &Named, action: &Action, wrote: bool) -> Markup {
    let open: Option<&Review> = action.side(side.id).and_then(|s| s.review.as_ref());
    html! {
        div.rev.waiting[open.is_none()] {
            h4 { "The review of " (side.name) }
            @match (open, wrote) {
                (Some(review), _) => {
                    p class={ "st" (style(review.verdict)) } { (capital(review.verdict.words())) }
                    p.small { "\u{201c}" (review.words) "\u{201d}" }
                    p."small"."quiet" { "Written " (day_in_words(review.on)) }
                },
                (None, true) => p { "Written and sealed. It is opened when the other side has written its own." },
                (None, false) => p { "Not written yet." },
            }
        }
    }
}

const fn style(verdict: ReviewVerdict) -> &'static str {
    match verdict {
        ReviewVerdict::Met => "",
        ReviewVerdict::Partly => " half",
        ReviewVerdict::NotMet => " not",
    }
}
