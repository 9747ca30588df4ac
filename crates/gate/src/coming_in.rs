//! How a round that is open is coming in, for whoever runs it: in bands so wide that they tell nothing of one person.
//!
//! Three rules. A band holds at least five possible numbers, the number of all and none among at least four others, so
//! of fewer than nine nothing is told at all. What is told changes only when at least five more people have finished
//! than when it last changed, so that looking every day tells nobody apart. And it stays as it is once fewer than five
//! have not finished: nobody learns that everybody has, or who is missing.

use serde::{Deserialize, Serialize};

/// Possible numbers in a band, people between two changes, and people left at the end.
const ROOM: usize = 5;
/// Where bands begin.
const CUTS: [usize; 8] = [5, 10, 20, 50, 100, 200, 500, 1000];

/// A number out of some, in a band.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Roughly {
    /// There are too few for any band.
    Untold,
    /// Fewer than this; perhaps none.
    Below(usize),
    /// From the first to the second, both included.
    Within(usize, usize),
    /// This or more; perhaps all.
    From(usize),
}

impl Roughly {
    /// The band of `count` out of `all`.
    pub fn of(count: usize, all: usize) -> Self {
        // A band that begins too near the end would mean nearly all.
        let cuts: Vec<usize> = CUTS.into_iter().filter(|cut| cut + ROOM <= all + 1).collect();
        let below = cuts.iter().rev().find(|cut| **cut <= count);
        let above = cuts.iter().find(|cut| **cut > count);
        match (below, above) {
            (None, None) => Self::Untold,
            (None, Some(above)) => Self::Below(*above),
            (Some(below), Some(above)) => Self::Within(*below, above - 1),
            (Some(below), None) => Self::From(*below),
        }
    }

    /// "fewer than 5", "5 to 9", "20 or more"; "not told".
    pub fn words(self) -> String {
        match self {
            Self::Untold => "not told".to_owned(),
            Self::Below(above) => format!("fewer than {above}"),
            Self::Within(from, to) => format!("{from} to {to}"),
            Self::From(from) => format!("{from} or more"),
        }
    }
}

/// How a round stands, exactly. It is told to nobody.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Standing {
    /// People on the list.
    pub asked: usize,
    /// Of them, who has finished.
    pub finished: usize,
    /// Relationships that somebody is asked about.
    pub relationships: usize,
    /// Of them, those that could be shown on both sides.
    pub both: usize,
    /// Those that could be shown on at least one side.
    pub any: usize,
}

/// What is told of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct ComingIn {
    /// People on the list when it was told: a band says something of these alone.
    pub asked: usize,
    /// Relationships then.
    pub relationships: usize,
    /// Who has finished.
    pub finished: Roughly,
    /// Relationships that could be shown on both sides.
    pub both: Roughly,
    /// On at least one side. Nested in this way the two bands together leave room as well; both and exactly one would not.
    pub any: Roughly,
}

/// What is to be told now, if that is more than was told before, when so many had finished; `None` if nothing changes.
pub fn coming_in(standing: &Standing, before: Option<(usize, ComingIn)>) -> Option<ComingIn> {
    let (then, told) = before.map_or((0, None), |(then, told)| (then, Some(told)));
    let enough_more = standing.finished >= then + ROOM;
    let enough_left = standing.asked >= standing.finished + ROOM;
    let now = ComingIn {
        asked: standing.asked,
        relationships: standing.relationships,
        finished: Roughly::of(standing.finished, standing.asked),
        both: Roughly::of(standing.both, standing.relationships),
        any: Roughly::of(standing.any, standing.relationships),
    };
    (enough_more && enough_left && now.finished != Roughly::Untold && told != Some(now)).then_some(now)
}

#[cfg(test)]
mod tests {
    use std::collections::{BTreeMap, BTreeSet};

    use super::*;

    #[test]
    fn every_band_holds_five_possible_numbers_and_never_just_all_or_none() {
        for all in 0..=1200 {
            let mut bands: BTreeMap<String, usize> = BTreeMap::new();
            for count in 0..=all {
                *bands.entry(Roughly::of(count, all).words()).or_default() += 1;
            }
            if all < 2 * ROOM - 1 {
                assert_eq!(bands.keys().collect::<Vec<_>>(), ["not told"], "{all}");
            } else {
                assert!(bands.values().all(|numbers| *numbers >= ROOM), "{all}: {bands:?}");
            }
        }
    }

    /// Goes through everything that can happen in rounds of up to 40 people, one more or several each day, and collects
    /// how many may have finished behind each thing that is told.
    #[test]
    fn watching_a_round_every_day_tells_nobody_apart() {
        for asked in 1..=40_usize {
            let standing = |finished: usize| Standing {
                asked,
                finished,
                relationships: asked,
                both: finished.saturating_sub(3),
                any: (finished * 2).min(asked),
            };
            let mut seen = BTreeSet::new();
            let mut behind: BTreeMap<String, BTreeSet<usize>> = BTreeMap::new();
            let mut waiting = vec![(0, None)];
            while let Some((finished, told)) = waiting.pop() {
                let told = match coming_in(&standing(finished), told) {
                    Some(now) => {
                        let then = told.map_or(0, |(then, _)| then);
                        assert!(finished >= then + ROOM, "{asked}: at most one change for five people");
                        assert!(finished + ROOM <= asked, "{asked}: nothing new is told of the last");
                        Some((finished, now))
                    }
                    None => told,
                };
                if !seen.insert(format!("{finished} {told:?}")) {
                    continue;
                }
                let words = format!("{:?}", told.map(|(_, now)| now));
                behind.entry(words).or_default().insert(finished);
                waiting.extend((finished..=asked).map(|next| (next, told)));
            }
            for (told, numbers) in behind {
                let all_or_none = numbers.len() > 1 && numbers.iter().any(|n| *n != 0 && *n != asked);
                assert!(asked == 1 || all_or_none, "{asked}: {told} {numbers:?}");
                assert!(numbers.len() >= ROOM.min(asked + 1), "{asked}: {told} {numbers:?}");
            }
        }
    }

    #[test]
    fn of_a_small_round_nothing_is_told() {
        let small = Standing { asked: 8, finished: 3, relationships: 20, both: 6, any: 9 };
        assert_eq!(coming_in(&small, None), None);
        let larger = Standing { asked: 40, finished: 12, ..small };
        let told = coming_in(&larger, None).unwrap();
        let words = [told.finished, told.both, told.any].map(Roughly::words);
        assert_eq!(words, ["10 to 19", "5 to 9", "5 to 9"]);
        assert_eq!(coming_in(&Standing { finished: 16, both: 12, ..larger }, Some((12, told))), None);
        assert!(coming_in(&Standing { finished: 17, both: 12, ..larger }, Some((12, told))).is_some());
        assert_eq!(coming_in(&Standing { finished: 36, both: 20, ..larger }, Some((12, told))), None);
    }
}
