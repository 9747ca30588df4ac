//! The list of coded passages beside the text.

use maud::{Markup, html};
use troth_app::interviews::TranscriptView;
use troth_app::organisations::Names;
use troth_framework::Lens;
use troth_say::{About, Coding, slice};

use super::coding_form::permissions;
use crate::components::words::counted;

/// Every coded passage with what may be done with it.
pub(super) fn list(
    here: &str,
    view: &TranscriptView,
    names: &Names,
    lens: &Lens,
    codings: &[Coding],
) -> Markup {
    let count = match codings.len() {
        0 => "No passage is coded yet".to_owned(),
        n => counted(n, "coded passage", "coded passages"),
    };
    html! {
        h2."gap-l" { (count) }
        ul."codings"."gap-s" {
            @for coding in codings { (one(here, view, names, lens, coding)) }
        }
    }
}

fn one(here: &str, view: &TranscriptView, names: &Names, lens: &Lens, coding: &Coding) -> Markup {
    let words = slice(&view.stored.transcript.text, coding.start, coding.end).unwrap_or_default();
    html! {
        li id={ "coding-" (coding.id) } {
            b { (story(lens, coding)) }
            span.of { (coding.polarity.words()) ", about " (whom(&coding.about, names)) }
            q { (words) }
            @if let Some(memo) = &coding.memo { p."small"."gap-s" { "Note: " (memo) } }
            div.acts {
                a href={ "#p-" (coding.start) } { "Show" }
                details {
                    summary { (troth_report::words::capital(coding.permission.words())) }
                    form method="post" action={ (here) "/permit" } {
                        input type="hidden" name="coding" value=(coding.id);
                        label."nhsuk-label" for={ "permission-" (coding.id) } { "What the speaker allows" }
                        select."nhsuk-select" id={ "permission-" (coding.id) } name="permission" {
                            @for choice in permissions() {
                                option value=(choice.value) selected[choice.value == coding.permission.id()] {
                                    (choice.label)
                                }
                            }
                        }
                        p."gap-s" { button.btn."second"."slim" { "Save" } }
                    }
                }
                details {
                    summary { "Remove" }
                    form method="post" action={ (here) "/uncode" } {
                        input type="hidden" name="coding" value=(coding.id);
                        p { "This removes the coding and its note. The text stays." }
                        p."gap-s" { button.btn."warn"."slim" { "Remove this coding" } }
                    }
                }
            }
        }
    }
}

/// The story a passage tells, with its facet.
pub(super) fn story(lens: &Lens, coding: &Coding) -> String {
    let Some(narrative) = lens.narrative(&coding.narrative) else { return coding.narrative.clone() };
    let facet = coding.facet.as_ref().and_then(|id| narrative.facets.iter().find(|f| f.id == *id));
    match facet {
        Some(facet) => format!("{}: {}", narrative.short_label, facet.label),
        None => narrative.label.clone(),
    }
}

fn whom(about: &About, names: &Names) -> String {
    match about {
        About::Organisation(id) => names.name(*id),
        About::Sector(sector) => sector.words(),
    }
}
