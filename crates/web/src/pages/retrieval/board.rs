//! Quotations as cards, grouped by code or by speaker.

use maud::{Markup, html};
use troth_app::interviews::Retrieval;
use troth_network::Network;
use troth_report::words::capital;
use troth_say::About;
use troth_say::retrieval::Found;

use crate::components::forms::urls;

/// What the cards are grouped by.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum By {
    /// By code, in the order of the codebook.
    Code,
    /// By speaker, text by text.
    Speaker,
}

impl By {
    /// From a field of the address; by code if nothing is said.
    pub(super) fn of(field: Option<&str>) -> Self {
        if field == Some("speaker") { Self::Speaker } else { Self::Code }
    }

    /// As the address holds it.
    pub(super) const fn id(self) -> &'static str {
        match self {
            Self::Code => "code",
            Self::Speaker => "speaker",
        }
    }
}

/// Passages in the order of their groups; within a group by text and place.
pub(super) fn in_order<'a>(found: &[&'a Found], by: By, data: &Retrieval) -> Vec<&'a Found> {
    let mut list = found.to_vec();
    match by {
        By::Code => {
            let tree = data.codebook.tree();
            let place = |found: &&Found| {
                let at = tree.iter().position(|(_, code)| code.key == found.code);
                (at.unwrap_or(usize::MAX), found.code.clone())
            };
            list.sort_by_cached_key(place);
        }
        By::Speaker => {
            let place = |found: &&Found| {
                let text = data.texts.iter().position(|t| t.transcript.id == found.said.transcript);
                (text, found.said.label.is_none(), found.said.label.clone())
            };
            list.sort_by_cached_key(place);
        }
    }
    list
}

/// The cards. `me` is whoever looks, so that what others coded is marked.
pub(super) fn board(network: &Network, data: &Retrieval, found: &[&Found], by: By, me: &str) -> Markup {
    let group = |found: &Found| match by {
        By::Code => data.codebook.full_name(&found.code),
        By::Speaker => {
            format!(
                "{}, {}",
                found.said.label.as_deref().unwrap_or("Nobody\u{2019}s words"),
                found.said.title
            )
        }
    };
    html! {
        @for run in found.chunk_by(|a, b| group(a) == group(b)) {
            @if let Some(first) = run.first() {
                section.board {
                    h3 { (group(first)) }
                    ul.quotes {
                        @for found in run { li { (card(network, data, found, by, me)) } }
                    }
                }
            }
        }
    }
}

fn card(network: &Network, data: &Retrieval, found: &Found, by: By, me: &str) -> Markup {
    let said = &found.said;
    let organisation = said.organisation.map(|id| data.names.name(id));
    let level = said.role_level.map(|level| level.words().to_owned());
    let who: Vec<String> = match by {
        By::Code => vec![said.label.clone().unwrap_or_else(|| "nobody\u{2019}s words".to_owned())],
        By::Speaker => vec![data.codebook.full_name(&found.code)],
    };
    let who: Vec<String> = who.into_iter().chain(organisation).chain(level).collect();
    let about = found.about.as_ref().map(|about| match about {
        About::Organisation(id) => data.names.name(*id),
        About::Sector(sector) => sector.words(),
    });
    html! {
        figure.quote {
            blockquote { "\u{201c}" (said.words) "\u{201d}" }
            figcaption {
                (capital(&who.join(", ")))
                @if let Some(about) = about { "; about " (about) }
                @if let Some(polarity) = found.polarity { "; " (polarity.words()) }
                "; " (found.permission.words())
                @if found.coder != me { "; coded by " (data.coder(&found.coder)) }
                ". "
                a href={ (urls::transcript(network, said.transcript)) "#coding-" (found.coding) } {
                    "In " (said.title)
                }
                @if said.conflicts { p { b { "Text and coder say different things of the speaker." } } }
                @if let Some(memo) = &found.memo { p { "Note: " (memo) } }
            }
        }
    }
}
