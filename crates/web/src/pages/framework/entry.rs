//! What every entry has: how strong its evidence is and who is cited.

use maud::{Markup, html};
use troth_framework::{Lens, Strength};

/// The mark in a frame, explained by its words.
pub(super) fn strength(mark: Strength) -> Markup {
    let ours = mark == Strength::Assumption;
    html! {
        abbr."strength"."ours"[ours] title=(mark.words()) { (mark.letter()) }
    }
}

/// Short names of the sources, each leading to the list at the end.
pub(super) fn cited(lens: &Lens, cite: &[String]) -> Markup {
    html! {
        @for (at, source) in cite.iter().filter_map(|id| lens.source(id)).enumerate() {
            @if at > 0 { "; " }
            a href={ "#source-" (source.id) } { (source.short) }
        }
    }
}

/// The line below an entry.
pub(super) fn evidence(lens: &Lens, cite: &[String], mark: Strength) -> Markup {
    html! { p.source { (strength(mark)) " " (cited(lens, cite)) "." } }
}

/// An entry with its heading, its words and its evidence.
pub(super) fn entry(id: &str, title: &str, words: &Markup, evidence: &Markup) -> Markup {
    html! {
        article.entry id=(id) {
            h3 { (title) }
            (words)
            (evidence)
        }
    }
}
