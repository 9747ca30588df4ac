//! Which codes occur together: in one turn, and in passages that overlap or stand near each other.

use std::collections::{BTreeMap, BTreeSet};

use troth_network::TranscriptId;

use super::{Found, Said};
use crate::code::CodeKey;

/// How often two codes occur together.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct PairCount {
    /// Turns in which both occur; for a code with itself, turns in which it occurs.
    pub turns: usize,
    /// Pairs of passages, one of each code, that overlap or stand near each other; for a code with itself, its
    /// passages.
    pub passages: usize,
}

/// Codes against each other.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Together {
    /// The codes that occur.
    pub codes: Vec<CodeKey>,
    /// By the two codes in the order of keys; pairs that never occur together are missing.
    counts: BTreeMap<(CodeKey, CodeKey), PairCount>,
}

impl Together {
    /// Of two codes, in either order.
    pub fn of(&self, one: &CodeKey, other: &CodeKey) -> PairCount {
        self.counts.get(&ordered(one, other)).copied().unwrap_or_default()
    }
}

fn ordered(one: &CodeKey, other: &CodeKey) -> (CodeKey, CodeKey) {
    let (first, second) = if one <= other { (one, other) } else { (other, one) };
    (first.clone(), second.clone())
}

/// Counts pairs of codes. Without `within`, passages have to share a code point; with it, at most so many code points
/// lie between them. Two coders who gave one place the same code count once.
pub fn together(found: &[&Found], within: Option<usize>) -> Together {
    let mut counts: BTreeMap<(CodeKey, CodeKey), PairCount> = BTreeMap::new();
    let mut turns: BTreeMap<(TranscriptId, usize), BTreeSet<&CodeKey>> = BTreeMap::new();
    let mut passages: BTreeMap<(TranscriptId, usize, usize, &CodeKey), &Said> = BTreeMap::new();
    for found in found {
        let (transcript, start, end) = found.said.place();
        passages.insert((transcript, start, end, &found.code), &found.said);
        if let Some(turn) = found.said.turn {
            turns.entry((transcript, turn)).or_default().insert(&found.code);
        }
    }
    for codes in turns.values() {
        for (at, one) in codes.iter().enumerate() {
            for other in codes.iter().skip(at) {
                counts.entry(ordered(one, other)).or_default().turns += 1;
            }
        }
    }
    // By text and start, so that what can still be near ends at the first that begins too far behind.
    let list: Vec<(&CodeKey, &Said)> = passages.iter().map(|((.., code), said)| (*code, *said)).collect();
    let near = |first: &Said, second: &Said| match within {
        None => first.overlaps(second),
        Some(within) => first.gap(second).is_some_and(|gap| gap <= within),
    };
    for (at, (one, first)) in list.iter().enumerate() {
        counts.entry(ordered(one, one)).or_default().passages += 1;
        for (other, _) in list.iter().skip(at + 1).take_while(|(_, second)| near(first, second)) {
            if one != other {
                counts.entry(ordered(one, other)).or_default().passages += 1;
            }
        }
    }
    let codes: BTreeSet<&CodeKey> = found.iter().map(|found| &found.code).collect();
    Together { codes: codes.into_iter().cloned().collect(), counts }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::samples::{found, key};
    use super::*;

    #[test]
    fn codes_are_counted_by_turns_and_by_passages() {
        let all = [
            found(1, 0, "Ann", "roles", 0, 20),
            found(1, 0, "Ann", "money", 10, 30),
            found(1, 0, "Ann", "money", 15, 18),
            found(1, 1, "Bo", "roles", 60, 70),
            found(1, 1, "Bo", "money", 90, 95),
            found(2, 0, "Cy", "roles", 0, 20),
        ];
        let all: Vec<&Found> = all.iter().collect();
        let (roles, money) = (key("roles"), key("money"));
        let table = together(&all, None);
        assert_eq!(table.codes, [money.clone(), roles.clone()]);
        assert_eq!(table.of(&roles, &money), PairCount { turns: 2, passages: 2 });
        assert_eq!(table.of(&roles, &roles), PairCount { turns: 3, passages: 3 });
        assert_eq!(together(&all, Some(19)).of(&roles, &money).passages, 2);
        assert_eq!(together(&all, Some(20)).of(&roles, &money).passages, 3);
    }

    proptest! {
        #[test]
        fn counts_are_those_of_looking_at_every_pair(
            places in proptest::collection::vec((0_usize..40, 1_usize..12, 0_usize..3, 0_usize..2), 0..25),
            within in proptest::option::of(0_usize..10)) {
            let codes = ["roles", "money", "time"];
            let all: Vec<Found> = places.iter().map(|(start, length, code, text)| {
                found(*text as u128, start / 10, "Ann", codes[*code], *start, start + length)
            }).collect();
            let mut different: Vec<&Found> = all.iter().collect();
            different.sort_by_key(|f| (f.said.place(), f.code.clone()));
            different.dedup_by_key(|f| (f.said.place(), f.code.clone()));
            let table = together(&all.iter().collect::<Vec<_>>(), within);
            for one in codes {
                for other in codes.into_iter().filter(|other| *other != one) {
                    let near = |a: &Found, b: &Found| match within {
                        None => a.said.overlaps(&b.said),
                        Some(n) => a.said.gap(&b.said).is_some_and(|gap| gap <= n),
                    };
                    let pairs = different.iter().filter(|a| a.code == key(one)).map(|a| {
                        different.iter().filter(|b| b.code == key(other) && near(a, b)).count()
                    }).sum::<usize>();
                    let count = table.of(&key(one), &key(other));
                    prop_assert_eq!(count.passages, pairs);
                    prop_assert_eq!(count, table.of(&key(other), &key(one)));
                    prop_assert!(count.turns <= table.of(&key(one), &key(one)).turns);
                }
            }
        }
    }
}
