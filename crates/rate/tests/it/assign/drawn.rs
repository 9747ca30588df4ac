//! Problems of all kinds, drawn.

use proptest::prelude::*;
use troth_rate::assign::{Candidate, Organisation, Problem, Rules, Side};

/// An organisation: people, share, and the one it is a unit of.
type Drawn = (usize, f64, Option<usize>);

fn side() -> impl Strategy<Value = Side> {
    prop_oneof![
        6 => Just(Side::default()),
        1 => (1_usize..6).prop_map(|certain| Side { certain, representative: false }),
        1 => Just(Side { certain: 0, representative: true }),
    ]
}

fn organisations(
    many: std::ops::Range<usize>,
    staff: std::ops::Range<usize>,
) -> impl Strategy<Value = Vec<Drawn>> {
    let share = prop_oneof![4 => 0.3_f64..=1.0, 1 => Just(0.7), 1 => Just(1.0), 1 => Just(0.0)];
    let parent = prop_oneof![6 => Just(None), 1 => Just(Some(0_usize))];
    proptest::collection::vec((staff, share, parent), many)
}

/// Problems with so many organisations of so many people, of whom each is asked about at most `most` partners.
pub(crate) fn problems(
    many: std::ops::Range<usize>,
    staff: std::ops::Range<usize>,
    most: std::ops::Range<usize>,
) -> impl Strategy<Value = Problem> {
    let all = many.end * many.end;
    let pair = (prop_oneof![2 => Just(1.0), 1 => 0.0_f64..4.0], side(), side(), any::<bool>());
    let rules = (most, 5_usize..7, prop_oneof![Just(0.0), Just(0.5)], any::<u64>());
    (organisations(many, staff), proptest::collection::vec(pair, all), rules).prop_map(
        |(drawn, pairs, (most, floor, least_chance, seed))| {
            let organisations: Vec<Organisation> = drawn
                .iter()
                .map(|(staff, share, parent)| Organisation {
                    parent: *parent,
                    ..Organisation::of(*staff, *share)
                })
                .collect();
            let mut candidates = Vec::new();
            let mut pairs = pairs.into_iter();
            for a in 0..drawn.len() {
                for b in a + 1..drawn.len() {
                    if let Some((weight, forth, back, true)) = pairs.next() {
                        candidates.push(Candidate { a, b, weight, forth, back });
                    }
                }
            }
            let rules = Rules { most, floor, least_chance, seed, ..Rules::default() };
            Problem::new(organisations, candidates, rules).unwrap()
        },
    )
}
