//! Which of the questions that take turns a respondent is asked.

use sha2::{Digest, Sha256};

/// What decides it: the same key, the same questions.
///
/// With keys that are places in a row (0, 1, 2 …) every selection comes up equally often, so every two questions of a
/// group are asked of the same person equally often. With keys made of bytes that holds on average.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct RotationKey(u64);

impl RotationKey {
    /// From a place in a row, such as the how-manieth link of an organisation it is.
    #[must_use]
    pub const fn place(place: u64) -> Self {
        Self(place)
    }

    /// From any bytes that stay the same for a respondent.
    #[must_use]
    pub fn of_bytes(bytes: &[u8]) -> Self {
        let digest = Sha256::digest(bytes);
        Self(digest.iter().take(8).fold(0, |key, byte| (key << 8) | u64::from(*byte)))
    }

    /// The number behind the key.
    pub(crate) const fn number(self) -> u64 {
        self.0
    }
}

/// How many ways there are to take `k` of `n`; at the largest number where there are more.
pub(crate) fn ways(n: usize, k: usize) -> u64 {
    let k = k.min(n);
    let mut ways: u64 = 1;
    for taken in 0..k.min(n - k) {
        let (more, fewer) = ((n - taken) as u64, (taken + 1) as u64);
        let Some(product) = ways.checked_mul(more) else { return u64::MAX };
        ways = product / fewer;
    }
    ways
}

/// The selection with this number among all selections of `k` out of `n`, in their order of the dictionary: places from
/// 0, in order. Numbers past the last begin again.
pub(crate) fn selection(n: usize, k: usize, number: u64) -> Vec<usize> {
    let k = k.min(n);
    let mut left = number % ways(n, k).max(1);
    let mut chosen = Vec::with_capacity(k);
    for place in 0..n {
        let missing = k - chosen.len();
        if missing == 0 {
            break;
        }
        let with = ways(n - place - 1, missing - 1);
        // Where all that is left is needed, it is taken, whatever the number.
        if left < with || n - place == missing {
            chosen.push(place);
        } else {
            left -= with;
        }
    }
    chosen
}

/// The number of the selection of each group, for groups with so many ways, about the partner at a place.
///
/// The key is read like a clock: the first group moves with every step, the second when the first has gone round, so
/// that over a whole round all combinations of groups come up once. The next partner is one step further in each group.
pub(crate) fn numbers(key: RotationKey, partner: usize, ways_of: &[u64]) -> Vec<u64> {
    let mut rest = key.number();
    let step = partner as u64;
    let turn = |ways: &u64| {
        let ways = (*ways).max(1);
        let number = (rest % ways + step % ways) % ways;
        rest /= ways;
        number
    };
    ways_of.iter().map(turn).collect()
}

#[cfg(test)]
mod tests {
    use std::collections::{BTreeMap, BTreeSet};

    use proptest::prelude::*;

    use super::{RotationKey, numbers, selection, ways};

    #[test]
    fn all_pairs_of_four_in_order() {
        let all: Vec<_> = (0..6).map(|number| selection(4, 2, number)).collect();
        assert_eq!(all, [[0, 1], [0, 2], [0, 3], [1, 2], [1, 3], [2, 3]]);
        assert_eq!(selection(4, 2, 6), [0, 1], "past the last it begins again");
        assert_eq!(selection(3, 3, 5), [0, 1, 2]);
        assert!(selection(0, 2, 9).is_empty() && selection(4, 0, 9).is_empty());
    }

    #[test]
    fn ways_are_counted_and_never_run_over() {
        assert_eq!([ways(4, 2), ways(9, 2), ways(8, 8), ways(5, 0), ways(3, 7)], [6, 36, 1, 1, 1]);
        assert!(ways(400, 200) > 1_000_000);
    }

    #[test]
    fn keys_of_bytes_spread_over_the_selections() {
        let mut counts: BTreeMap<Vec<usize>, u32> = BTreeMap::new();
        for n in 0..6000_u32 {
            let key = RotationKey::of_bytes(&n.to_be_bytes());
            *counts.entry(selection(4, 2, numbers(key, 0, &[6])[0])).or_default() += 1;
        }
        assert_eq!(counts.len(), 6);
        assert!(counts.values().all(|count| (850..1150).contains(count)), "{counts:?}");
    }

    proptest! {
        #[test]
        fn every_two_are_asked_together_equally_often(
            n in 2_usize..9, k in 1_usize..9, begin in 0_u64..1_000_000, partner in 0_usize..40,
        ) {
            let k = k.min(n);
            let all = ways(n, k);
            let mut alone = vec![0_u64; n];
            let mut together: BTreeMap<(usize, usize), u64> = BTreeMap::new();
            for place in begin..begin + all {
                let number = numbers(RotationKey::place(place), partner, &[all])[0];
                let chosen = selection(n, k, number);
                prop_assert_eq!(chosen.len(), k);
                for (at, first) in chosen.iter().enumerate() {
                    alone[*first] += 1;
                    for second in &chosen[at + 1..] {
                        *together.entry((*first, *second)).or_default() += 1;
                    }
                }
            }
            prop_assert!(alone.iter().all(|count| *count == alone[0]), "{:?}", alone);
            let counts: BTreeSet<u64> = together.values().copied().collect();
            prop_assert!(counts.len() <= 1);
            prop_assert!(k < 2 || together.len() == n * (n - 1) / 2, "no two are left out");
        }

        #[test]
        fn two_groups_meet_in_every_combination(
            first in 1_u64..12, second in 1_u64..12, turn in 0_u64..1000, partner in 0_usize..9,
        ) {
            let begin = turn * first * second;
            let seen: BTreeSet<Vec<u64>> = (begin..begin + first * second)
                .map(|place| numbers(RotationKey::place(place), partner, &[first, second]))
                .collect();
            prop_assert_eq!(seen.len() as u64, first * second);
        }

        #[test]
        fn any_key_gives_a_selection(number in any::<u64>(), n in 0_usize..70, k in 0_usize..70) {
            let chosen = selection(n, k, number);
            prop_assert_eq!(chosen.len(), k.min(n));
            prop_assert!(chosen.windows(2).all(|two| two[0] < two[1]));
            prop_assert!(chosen.iter().all(|place| *place < n));
        }
    }
}
