//! What was changed in the codebook, and taking the last change back.

use maud::{Markup, html};
use troth_app::interviews::CodebookView;
use troth_network::Network;
use troth_network::timestamp::day_in_words;
use troth_say::{Change, Codebook};

use crate::components::forms::urls;
use crate::components::words::counted;

/// All changes, the newest first.
pub(super) fn section(network: &Network, view: &CodebookView) -> Markup {
    if view.history.is_empty() {
        return html! {};
    }
    let last = view.history.iter().find(|entry| entry.undone.is_none());
    html! {
        section aria-labelledby="history" {
            h2 #history { "What was changed" }
            @if let Some(last) = last {
                form method="post" action={ (urls::codebook(network)) "/undo" } {
                    input type="hidden" name="number" value=(last.number);
                    p { "Last: " (words(&view.codebook, &last.change)) " " }
                    p."gap-s" { button.btn."second"."slim" { "Take this change back" } }
                }
            }
            ol."plain"."gap-s" {
                @for entry in &view.history {
                    li."small" {
                        (day_in_words(entry.made_at.day())) ": "
                        @if entry.undone.is_some() { s { (words(&view.codebook, &entry.change)) } " (taken back)" }
                        @else { (words(&view.codebook, &entry.change)) }
                    }
                }
            }
        }
    }
}

fn words(book: &Codebook, change: &Change) -> String {
    let name = |key| format!("\u{201c}{}\u{201d}", book.name(key));
    match change {
        Change::Add { parent: None, wording, .. } => format!("\u{201c}{}\u{201d} was made.", wording.name),
        Change::Add { parent: Some(parent), wording, .. } => {
            format!("\u{201c}{}\u{201d} was made below {}.", wording.name, name(parent))
        }
        Change::Edit { wording, .. } => {
            format!("What is written about \u{201c}{}\u{201d} was changed.", wording.name)
        }
        Change::Move { key, parent: None } => format!("{} now stands by itself.", name(key)),
        Change::Move { key, parent: Some(parent) } => {
            format!("{} now stands below {}.", name(key), name(parent))
        }
        Change::Merge { from, into } => format!("{} was merged into {}.", name(from), name(into)),
        Change::Split { from, wording, codings, .. } => format!(
            "\u{201c}{}\u{201d} was split off {} with {}.",
            wording.name,
            name(from),
            counted(codings.len(), "passage", "passages")
        ),
        Change::Retire { key } => format!("{} was put away.", name(key)),
    }
}
