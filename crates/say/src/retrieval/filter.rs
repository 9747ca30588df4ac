//! Which passages a query finds.

use std::collections::BTreeMap;

use troth_network::TranscriptId;

use super::{Found, Query};
use crate::code::CodeKey;
use crate::codebook::Codebook;
use crate::coding::About;

/// Code points between two passages that count as near, if nothing else is said: two or three sentences.
pub const NEARBY: usize = 200;

/// The passages that `query` finds, in the order in which they stand in `all`.
///
/// A passage is never its own neighbour, and neither is the same place with the same code by another coder.
pub fn select<'a>(all: &'a [Found], query: &Query, codebook: &Codebook) -> Vec<&'a Found> {
    let is = |found: &Found, code: &CodeKey| {
        if query.below { codebook.is_within(&found.code, code) } else { found.code == *code }
    };
    let beside = |code: Option<&CodeKey>| {
        let mut by_text: BTreeMap<TranscriptId, Vec<&Found>> = BTreeMap::new();
        for found in all.iter().filter(|found| code.is_some_and(|code| is(found, code))) {
            by_text.entry(found.said.transcript).or_default().push(found);
        }
        by_text
    };
    let overlapped = beside(query.overlaps.as_ref());
    let neighbours = beside(query.near.as_ref().map(|near| &near.code));
    let others = |by_text: &BTreeMap<TranscriptId, Vec<&'a Found>>, found: &Found| {
        let other = |other: &&&Found| (other.said.place(), &other.code) != (found.said.place(), &found.code);
        let list = by_text.get(&found.said.transcript).into_iter().flatten().filter(other);
        list.copied().collect::<Vec<&Found>>()
    };
    let text = query.text.as_ref().map(|text| text.to_lowercase());
    all.iter()
        .filter(|found| query.codes.is_empty() || query.codes.iter().any(|code| is(found, code)))
        .filter(|found| plain(found, query, text.as_deref()))
        .filter(|found| {
            query.overlaps.is_none()
                || others(&overlapped, found).iter().any(|o| o.said.overlaps(&found.said))
        })
        .filter(|found| {
            query.near.as_ref().is_none_or(|near| {
                let near_enough = |gap| gap <= near.within;
                others(&neighbours, found).iter().any(|o| o.said.gap(&found.said).is_some_and(near_enough))
            })
        })
        .collect()
}

/// What can be said of a passage by itself.
fn plain(found: &Found, query: &Query, text: Option<&str>) -> bool {
    fn holds<T: PartialEq>(asked: Option<&T>, is: Option<&T>) -> bool {
        asked.is_none_or(|asked| is == Some(asked))
    }
    let about = match &query.about {
        None => true,
        Some(About::Organisation(_)) => found.about == query.about,
        Some(About::Sector(sector)) => found.about_sector.as_ref() == Some(sector),
    };
    let said = &found.said;
    about
        && holds(query.polarity.as_ref(), found.polarity.as_ref())
        && holds(query.speaker.as_ref(), said.label.as_ref())
        && holds(query.organisation.as_ref(), said.organisation.as_ref())
        && holds(query.sector.as_ref(), said.sector.as_ref())
        && holds(query.role_level.as_ref(), said.role_level.as_ref())
        && holds(query.kind.as_ref(), Some(&said.kind))
        && holds(query.transcript.as_ref(), Some(&said.transcript))
        && holds(query.coder.as_ref(), Some(&found.coder))
        && text.is_none_or(|text| said.words.to_lowercase().contains(text))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use troth_network::Sector;

    use super::super::Near;
    use super::super::samples::{book, found, key};
    use super::*;
    use crate::Polarity;

    fn starts(all: &[Found], query: &Query) -> Vec<usize> {
        select(all, query, &book()).iter().map(|found| found.said.start).collect()
    }

    fn three() -> Vec<Found> {
        let mut all = vec![
            found(1, 0, "Ann", "roles", 0, 20),
            found(1, 0, "Ann", "shared", 10, 30),
            found(1, 1, "Bo", "money", 130, 140),
            found(2, 0, "Ann", "roles", 500, 520),
        ];
        all[0].polarity = Some(Polarity::Loss);
        all[2].about_sector = Some(Sector("health".into()));
        all
    }

    #[test]
    fn everything_that_is_given_has_to_hold() {
        let all = three();
        assert_eq!(starts(&all, &Query::default()), [0, 10, 130, 500]);
        let roles = Query { codes: vec![key("roles")], ..Query::default() };
        assert_eq!(starts(&all, &roles), [0, 500]);
        assert_eq!(starts(&all, &Query { below: true, ..roles.clone() }), [0, 10, 500]);
        let two = Query { codes: vec![key("roles"), key("money")], ..Query::default() };
        assert_eq!(starts(&all, &two), [0, 130, 500]);
        assert_eq!(starts(&all, &Query { polarity: Some(Polarity::Loss), ..roles }), [0]);
        let about = Some(About::Sector(Sector("health".into())));
        assert_eq!(starts(&all, &Query { about, ..Query::default() }), [130]);
        let text = |words: &str| Query { text: Some(words.into()), ..Query::default() };
        assert_eq!(starts(&all, &text("NOBODY books")).len(), 4);
        assert_eq!(starts(&all, &text("somebody")), [0_usize; 0]);
    }

    #[test]
    fn overlap_and_nearness_look_at_other_passages_of_the_same_text() {
        let all = three();
        let over = |code| Query { overlaps: Some(key(code)), ..Query::default() };
        assert_eq!(starts(&all, &over("shared")), [0]);
        assert_eq!(starts(&all, &over("roles")), [10], "a passage does not overlap with itself");
        assert_eq!(starts(&all, &Query { below: true, ..over("roles") }), [0, 10]);
        let near = |within| Query { near: Some(Near { code: key("money"), within }), ..Query::default() };
        assert_eq!(starts(&all, &near(99)), [0_usize; 0]);
        assert_eq!(starts(&all, &near(100)), [10]);
        assert_eq!(starts(&all, &near(110)), [0, 10]);
    }

    proptest! {
        #[test]
        fn near_by_nothing_takes_in_all_that_overlaps_and_is_symmetric(
            places in proptest::collection::vec((0_usize..60, 1_usize..20, 0_usize..2), 1..12)) {
            let codes = ["roles", "money"];
            let all: Vec<Found> = places.iter()
                .map(|(start, length, code)| found(1, 0, "Ann", codes[*code], *start, start + length)).collect();
            let one_beside = |one: &str, other: &str, near: bool| {
                let other = key(other);
                let (overlaps, near) = if near {
                    (None, Some(Near { code: other, within: 0 }))
                } else { (Some(other), None) };
                starts(&all, &Query { codes: vec![key(one)], overlaps, near, ..Query::default() }).len()
            };
            prop_assert!(one_beside("roles", "money", false) <= one_beside("roles", "money", true));
            prop_assert_eq!(one_beside("roles", "money", false) > 0, one_beside("money", "roles", false) > 0);
        }
    }
}
