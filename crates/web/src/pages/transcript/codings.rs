//! The list of coded passages and claims beside the text.

use maud::{Markup, html};
use troth_app::interviews::{SecondReading, TranscriptView};
use troth_app::organisations::Names;
use troth_report::words::capital;
use troth_say::{Attributed, Claim, Codebook, Coding, Consent, Mark, Permission, Points, Polarity, passage};

use crate::components::coded::told;
use crate::components::words::counted;

/// What a page shows of a code.
pub(super) struct Shown {
    /// Its name with those above it.
    pub(super) name: String,
    /// Its colour.
    pub(super) colour: u8,
}

/// The code that a passage has now.
pub(super) fn code_of(codebook: &Codebook, coding: &Coding) -> Shown {
    let key = codebook.resolve(coding.id, &coding.code);
    Shown { name: codebook.full_name(&key), colour: codebook.get(&key).map_or(7, |code| code.wording.colour) }
}

/// A sign beside the words, so that the list reads at a glance.
pub(super) const fn sign(polarity: Polarity) -> &'static str {
    match polarity {
        Polarity::Loss => "\u{2212}",
        Polarity::Gain => "+",
        Polarity::Neutral => "\u{b7}",
    }
}

/// Every coded passage, every claim, and what a correction could not place.
pub(super) fn list(here: &str, view: &TranscriptView, names: &Names) -> Markup {
    let points = view.stored.points();
    let count = match view.codings.len() {
        0 => "No passage is coded yet".to_owned(),
        n => counted(n, "coded passage", "coded passages"),
    };
    html! {
        @if !view.unplaced.is_empty() { (unplaced(here, view)) }
        h2."gap-l" data-count { (count) }
        ul."codings"."gap-s" data-codings {
            @for coding in &view.codings { (one(here, view, names, &points, coding)) }
        }
        @if !view.claims.is_empty() {
            h2."gap-l" { (counted(view.claims.len(), "claim", "claims")) }
            p."small"."quiet" { "What speakers say leads to what. It is what they said, not what is so." }
            ul."codings"."gap-s" {
                @for claim in &view.claims { (one_claim(here, view, &points, claim)) }
            }
        }
    }
}

/// One coded passage.
pub(super) fn one(
    here: &str,
    view: &TranscriptView,
    names: &Names,
    points: &Points<'_>,
    coding: &Coding,
) -> Markup {
    let code = code_of(&view.codebook, coding);
    html! {
        li id={ "coding-" (coding.id) } class={ "c" (code.colour) } {
            b { (code.name) }
            span.of { (told(coding, names)) }
            q { (shortened(points.slice(coding.start, coding.end).unwrap_or_default())) }
            (attribution(view, names, points, coding))
            @if let Some(by) = view.by_whom(&coding.coder) { p."small"."quiet" { "Coded by " (by) } }
            @if let Some(memo) = &coding.memo { p."small"."gap-s" { "Note: " (memo) } }
            @if coding.permission != Permission::NotQuoted {
                p."small"."quiet" { (capital(coding.permission.words())) }
            }
            @if let Some(holds) = view.consents.get(&coding.id) { (said_by_speaker(holds)) }
            @for reading in view.second_readings.get(&coding.id).into_iter().flatten() { (second(reading)) }
            div.acts {
                a href={ "#p-" (coding.start) } { "Show" span.vh { " in the text: " (code.name) } }
                a href={ (here) "?coding=" (coding.id) "#coding-form" } {
                    (if view.is_mine(&coding.coder) { "Change" } else { "Permission" }) span.vh { ": " (code.name) }
                }
            }
        }
    }
}

/// What holds since the speaker said it with a private link.
fn said_by_speaker(holds: &Consent) -> Markup {
    html! {
        p."small" {
            b { "The speaker: " }
            @if holds.withdrawn { "taken back; in no result" } @else { (holds.permission.words()) }
            @if let Some(words) = &holds.amended { ". In their amended words: \u{201c}" (words) "\u{201d}" }
        }
    }
}

/// A second reader's word.
fn second(reading: &SecondReading) -> Markup {
    html! {
        p."small"."quiet" {
            @if reading.agrees { "Confirmed by " (reading.who) } @else { (reading.who) " reads it otherwise" }
            @if let Some(reason) = &reading.reason { ": " (reason) }
        }
    }
}

/// Both attributions where they differ.
fn attribution(view: &TranscriptView, names: &Names, points: &Points<'_>, coding: &Coding) -> Markup {
    if coding.stated.is_empty() {
        return html! {};
    }
    let (turns, speakers) = (&view.stored.turns, &view.stored.speakers);
    let Ok(found) = passage(points, turns, speakers, coding.start, coding.end) else { return html! {} };
    let both = Attributed::of(found, speakers, &coding.stated);
    let stated: Vec<String> = [
        coding.stated.label.clone(),
        coding.stated.organisation.map(|id| names.name(id)),
        coding.stated.role_level.map(|level| level.words().to_owned()),
    ]
    .into_iter()
    .flatten()
    .collect();
    html! {
        p."small"."gap-s" {
            "The coder says: " (stated.join(", ")) "."
            @if both.conflicts() {
                " "
                b { "The text says otherwise" }
                @if let Some(turn) = &both.by_turn { " (" (turn.label) ", " (super::speakers::words(turn, names)) ")" }
                ": this passage is in no result until the two agree."
            }
        }
    }
}

fn one_claim(here: &str, view: &TranscriptView, points: &Points<'_>, claim: &Claim) -> Markup {
    html! {
        li id={ "claim-" (claim.id) } {
            b { (claim_words(&view.codebook, claim)) }
            @if let Some(when) = &claim.condition { span.of { "when: " (when) } }
            q { (shortened(points.slice(claim.start, claim.end).unwrap_or_default())) }
            @if let Some(memo) = &claim.memo { p."small"."gap-s" { "Note: " (memo) } }
            @if view.is_mine(&claim.coder) {
                div.acts {
                    details {
                        summary { "Remove" }
                        form method="post" action={ (here) "/unclaim" } {
                            input type="hidden" name="claim" value=(claim.id);
                            p."gap-s" { button.btn."warn"."slim" { "Remove this claim" } }
                        }
                    }
                }
            }
        }
    }
}

/// "Roles leads to less of Joint planning".
pub(super) fn claim_words(codebook: &Codebook, claim: &Claim) -> String {
    format!(
        "{} {} {}",
        codebook.full_name(&claim.cause),
        claim.sign.words(),
        codebook.full_name(&claim.effect)
    )
}

fn unplaced(here: &str, view: &TranscriptView) -> Markup {
    html! {
        div."banner"."problem" {
            h2 { (counted(view.unplaced.len(), "passage has", "passages have")) " no place in the corrected text" }
            p { "Code them anew where they belong, then remove them here. Until then they are in no result." }
            ul."codings"."gap-s" {
                @for (mark, words) in &view.unplaced {
                    li {
                        @match mark {
                            Mark::Coding(coding) => { b { (code_of(&view.codebook, coding).name) } }
                            Mark::Claim(claim) => { b { (claim_words(&view.codebook, claim)) } }
                        }
                        q { (shortened(words)) }
                        form method="post" action={ (here) (if matches!(mark, Mark::Coding(_)) { "/uncode" } else { "/unclaim" }) } {
                            input type="hidden" name=(if matches!(mark, Mark::Coding(_)) { "coding" } else { "claim" }) value=(mark.id());
                            p."gap-s" { button.btn."second"."slim" { "Remove" } }
                        }
                    }
                }
            }
        }
    }
}

/// Long passages by their beginning and end; the text beside the list has them whole.
fn shortened(words: &str) -> String {
    const LONGEST: usize = 240;
    let length = words.chars().count();
    if length <= LONGEST {
        return words.to_owned();
    }
    let head: String = words.chars().take(150).collect();
    let tail: String = words.chars().skip(length - 70).collect();
    format!("{head} \u{2026} {tail}")
}
