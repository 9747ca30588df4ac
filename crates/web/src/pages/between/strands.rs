//! Interviews, survey and facts side by side, each with its level and its counts. Never averaged.

use maud::{Markup, html};
use troth_app::views::relationship::NarrativeBlock;
use troth_lens::why::PlainStrand;
use troth_lens::{Convergence, DirectionState, RateSide, WhyCell};
use troth_network::{Determination, Level};
use troth_report::words::{capital, estimate, range};

use super::chain::turned;
use super::{Seen, together};
use crate::components::words::listed;

/// The three strands of one story.
pub(super) fn of(seen: &Seen<'_>, block: &NarrativeBlock) -> Markup {
    let cell = &block.cell;
    let [left, right] = sides(seen, cell);
    let survey_tells = [left, right].iter().any(|s| s.determination.level().is_some());
    html! {
        div.strands {
            (plain("Interviews", &cell.say, &block.not_heard))
            div.str.off[!survey_tells] {
                h4 { "Survey " span { (survey_level(left, right)) } }
                (side(&seen.view.left.name, &seen.view.right.name, left))
                (side(&seen.view.right.name, &seen.view.left.name, right))
            }
            (plain("Facts", &cell.record, &[]))
        }
    }
}

/// The survey's two sides, the page's left one first.
fn sides<'a>(seen: &Seen<'_>, cell: &'a WhyCell) -> [&'a RateSide; 2] {
    if cell.pair.a() == seen.view.left.id {
        [&cell.rate.forth, &cell.rate.back]
    } else {
        [&cell.rate.back, &cell.rate.forth]
    }
}

fn plain(name: &str, strand: &PlainStrand, not_heard: &[String]) -> Markup {
    let reason = match &strand.determination {
        Determination::Undetermined { reason } if *reason != strand.sentence => Some(reason),
        _ => None,
    };
    html! {
        div.str.off[strand.determination.level().is_none()] {
            h4 { (name) " " span { (strand.determination.words()) } }
            p.num { (strand.sentence) }
            @if let Some(reason) = reason { p.small.quiet { (reason) } }
            @if !strand.basis.is_empty() { p.small.quiet { "Rests on: " (strand.basis) "." } }
            @if !not_heard.is_empty() { p.small { "Not heard: " (not_heard.join("; ")) "." } }
        }
    }
}

/// Both sides of the survey in a few words.
fn survey_level(left: &RateSide, right: &RateSide) -> String {
    match (left.determination.level(), right.determination.level()) {
        (Some(one), Some(other)) if one == other => format!("{} on both sides", one.words()),
        (Some(_), Some(_)) => "the two sides differ".to_owned(),
        (Some(one), None) | (None, Some(one)) => format!("{} on one side", one.words()),
        (None, None) => {
            let shown = |side: &RateSide| side.state.as_ref().is_some_and(|s| s.value().is_some());
            match (left.state.is_none() && right.state.is_none(), shown(left), shown(right)) {
                (true, ..) => "not asked",
                (_, true, true) => "cannot tell",
                (_, false, false) => "neither side shown",
                _ => "one side only",
            }
            .to_owned()
        }
    }
}

/// One side: how uneven it finds things, as 100 minus its score.
fn side(from: &str, to: &str, side: &RateSide) -> Markup {
    let state = side.state.as_ref().map(turned);
    let together = together::line(from, state.as_ref());
    match state {
        Some(DirectionState::Shown { value, .. }) => html! {
            p.num {
                (from) ": " b { (estimate(&value)) } " " span.nw { (range(&value)) } ", "
                (side.determination.words()) "."
            }
        },
        Some(DirectionState::NotRated) => html! { p { (from) ": not rated." } },
        Some(DirectionState::Withheld { reason, would_help, .. }) => html! {
            div.hatch {
                b { (from) " about " (to) ": " (troth_report::words::withheld(&reason).to_lowercase()) }
                (reason)
                p { b { "What would help: " } (would_help) }
                (together)
            }
        },
        None => html! { p { (from) ": not asked." } },
    }
}

/// Where one strand says uneven and another even: both, with "but" between them; else nothing.
pub(super) fn odd(seen: &Seen<'_>, cell: &WhyCell) -> Markup {
    if cell.convergence != Convergence::Dissonance {
        return html! {};
    }
    let [left, right] = sides(seen, cell);
    let survey: Vec<Level> = [left, right].iter().filter_map(|s| s.determination.level()).collect();
    let says = |level: Level| {
        let mut names = Vec::new();
        let mut sentences = Vec::new();
        if cell.say.determination.level() == Some(level) {
            names.push("interviews");
            sentences.push(cell.say.sentence.clone());
        }
        if !survey.is_empty() && survey.iter().all(|l| *l == level) {
            names.push("survey");
            sentences.push(match survey.len() {
                1 => format!("The one side that can tell is clearly {}.", level.words()),
                _ => format!("Both sides are clearly {}.", level.words()),
            });
        }
        if cell.record.determination.level() == Some(level) {
            names.push("facts");
            sentences.push(cell.record.sentence.clone());
        }
        let verb = if names.len() == 1 { "says" } else { "say" };
        let verb = if names == ["interviews"] || names == ["facts"] { "say" } else { verb };
        (format!("{} {verb}: {}", capital(&listed(&names)), level.words()), sentences.join(" "))
    };
    let (high, low) = (says(Level::High), says(Level::Low));
    html! {
        div.odd {
            div { h4 { (low.0) } p."num"."small" { (low.1) } }
            div.vs aria-hidden="true" { "but" }
            div { h4 { (high.0) } p."num"."small" { (high.1) } }
        }
    }
}
