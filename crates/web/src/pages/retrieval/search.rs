//! Searching the words of all texts.

use axum::extract::{Path, Query};
use maud::{Markup, html};
use troth_app::interviews::{HITS_ON_A_PAGE, Hit, SearchView};
use troth_network::Network;

use super::filter::input;
use super::{crumbs, frame};
use crate::components::forms::{Typed, urls};
use crate::components::words::counted;
use crate::error::PageError;
use crate::layout::{Page, page};
use crate::site::Site;

/// Letters shown before the first word that was found, and after the last.
const AROUND: usize = 160;

/// The page.
pub(super) async fn show(
    site: Site,
    Path(network): Path<String>,
    Query(asked): Query<Typed>,
) -> Result<Page, PageError> {
    let network = site.app.network(&network).await?;
    let typed = asked.get("q");
    let at = asked.filled("page").and_then(|page| page.parse().ok()).unwrap_or(1_usize).max(1);
    let view = site.app.search_texts(&network, typed, at - 1).await?;
    let view = view.value();
    let here = format!("{}/search", urls::interviews(&network));
    let to = |page: usize| crate::urls::with(&here, &[("q", typed), ("page", &page.to_string())]);
    let body = html! {
        (crumbs(&network, "Search"))
        h1 { "Search the texts" }
        form method="get" action=(here) role="search" {
            div.filter {
                (input("q", "Words", typed))
                button."btn"."slim" type="submit" { "Search" }
            }
            p."small"."quiet" {
                "Several words have to be said in one turn. " kbd { "\"who books\"" } " finds words in a row, "
                kbd { "discharg*" } " words that begin so. Words are found as they are written."
            }
        }
        @if !typed.trim().is_empty() { (results(&network, view)) }
        @if view.turns > HITS_ON_A_PAGE {
            p.acts {
                @if at > 1 { a href=(to(at - 1)) { "Turns before" } }
                @if at * HITS_ON_A_PAGE < view.turns { a href=(to(at + 1)) { "Further turns" } }
            }
        }
    };
    Ok(page(&site, &frame(&network, "Search the texts"), body))
}

fn results(network: &Network, view: &SearchView) -> Markup {
    html! {
        h2.result {
            @if !view.asked { "Type a word with letters or digits" }
            @else if view.turns == 0 { "Nothing found in " (counted(view.of_texts, "text", "texts")) }
            @else {
                (counted(view.turns, "turn", "turns")) " in " (view.texts) " of " (counted(view.of_texts, "text", "texts"))
            }
        }
        @if view.asked && view.turns == 0 {
            p { "Try fewer words, or the beginning of a word with a star." }
        }
        ol.hits {
            @for hit in &view.hits {
                li {
                    p { (words(hit)) }
                    p."small" {
                        (hit.speaker.as_deref().unwrap_or("Nobody\u{2019}s words")) ", "
                        a href={ (urls::transcript(network, hit.transcript)) "#t-" (hit.turn) } { (hit.title) }
                    }
                }
            }
        }
    }
}

/// The words with those marked that were searched for; a long turn is cut between words.
fn words(hit: &Hit) -> Markup {
    let text = hit.words.as_str();
    let first = hit.places.first().map_or(0, |place| place.start);
    let last = hit.places.last().map_or(0, |place| place.end);
    let from = back(text, first);
    // Far apart words would show all between them; the first ones suffice then.
    let last = if last - first > 5 * AROUND { hit.places.first().map_or(0, |place| place.end) } else { last };
    let to = onward(text, last);
    let mut at = from;
    let slice = |start: usize, end: usize| text.get(start..end).unwrap_or_default();
    html! {
        @if from > 0 { "\u{2026} " }
        @for place in hit.places.iter().filter(|place| place.end <= to) {
            (slice(at, place.start)) mark.hit { (slice(place.start, place.end)) }
            ({ at = place.end; "" })
        }
        (slice(at, to))
        @if to < text.len() { " \u{2026}" }
    }
}

/// The beginning of a word some letters before.
fn back(text: &str, at: usize) -> usize {
    let before = text.get(..at).unwrap_or_default();
    let far = before.char_indices().rev().nth(AROUND).map_or(0, |(byte, _)| byte);
    if far == 0 {
        return 0;
    }
    let gap = before.get(far..).and_then(|rest| rest.char_indices().find(|(_, c)| c.is_whitespace()));
    gap.map_or(far, |(byte, c)| far + byte + c.len_utf8())
}

/// The end of a word some letters behind.
fn onward(text: &str, at: usize) -> usize {
    let after = text.get(at..).unwrap_or_default();
    let Some((far, _)) = after.char_indices().nth(AROUND) else { return text.len() };
    let gap = after.get(..far).and_then(|rest| rest.rfind(char::is_whitespace));
    at + gap.unwrap_or(far)
}

#[cfg(test)]
mod tests {
    use troth_network::TranscriptId;

    use super::*;

    fn hit(words: &str, typed: &str) -> Hit {
        Hit {
            transcript: "00000000-0000-0000-0000-000000000002".parse::<TranscriptId>().unwrap(),
            title: "Talk".into(),
            turn: 0,
            speaker: None,
            places: troth_say::retrieval::Wanted::of(typed).places(words),
            words: words.to_owned(),
        }
    }

    #[test]
    fn words_are_marked_and_escaped() {
        let shown = words(&hit("The <ward> rings, the ward waits.", "ward")).into_string();
        assert_eq!(
            shown,
            "The &lt;<mark class=\"hit\">ward</mark>&gt; rings, the <mark class=\"hit\">ward</mark> waits."
        );
    }

    #[test]
    fn a_long_turn_is_cut_between_words() {
        let long = format!("{}needle {}", "before \u{eb} ".repeat(90), "after ".repeat(90));
        let shown = words(&hit(&long, "needle")).into_string();
        assert!(shown.starts_with("\u{2026} ") && shown.ends_with("after \u{2026}"), "{shown}");
        assert!(shown.len() < 600 && shown.contains("<mark class=\"hit\">needle</mark>"));
        let apart = format!("one {}two", "word ".repeat(400));
        let shown = words(&hit(&apart, "one two")).into_string();
        assert!(shown.contains("<mark class=\"hit\">one</mark>") && shown.len() < 400);
    }
}
