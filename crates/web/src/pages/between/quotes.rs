//! What people said, as far as each of them allows.

use maud::{Markup, html};
use troth_app::views::relationship::NarrativeBlock;
use troth_say::PassageRef;

use super::Seen;

/// How many stand open; the rest can be opened.
const OPEN: usize = 2;

/// The passages of one story.
pub(super) fn of(seen: &Seen<'_>, block: &NarrativeBlock) -> Markup {
    let (open, rest) = block.passages.split_at(block.passages.len().min(OPEN));
    html! {
        @for passage in open { (quote(seen, passage)) }
        @if !rest.is_empty() {
            details {
                summary { "More of what was said (" (rest.len()) ")" }
                @for passage in rest { (quote(seen, passage)) }
            }
        }
    }
}

fn quote(seen: &Seen<'_>, passage: &PassageRef) -> Markup {
    html! {
        figure.quote {
            blockquote { "\u{201c}" (passage.text) "\u{201d}" }
            figcaption {
                (passage.attribution.words(|id| seen.names.name(id))) " \u{b7} " (passage.polarity.words())
                @if passage.amended { " \u{b7} in the speaker\u{2019}s amended words" }
            }
        }
    }
}
