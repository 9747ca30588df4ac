//! How one code is said to lead to another, over several claims.

use std::collections::BTreeSet;

use super::{ClaimsMap, Source};
use crate::claim::ClaimSign;
use crate::code::CodeKey;

/// Most steps of a path.
pub const LONGEST_PATH: usize = 4;
/// Most paths that are put together; there may be very many.
pub const MOST_PATHS: usize = 200;

/// A path.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Path {
    /// Its steps, as places in [`ClaimsMap::edges`].
    pub steps: Vec<usize>,
    /// What comes out at the end: an even number of steps to less is more.
    pub sign: ClaimSign,
    /// Who makes the claim of every step. Nobody: the path is put together from different speakers and is nobody's
    /// claim.
    pub of_every_step: BTreeSet<Source>,
    /// Who makes the claim of some step.
    pub of_some_step: BTreeSet<Source>,
}

/// The paths from one code to another.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Paths {
    /// Those that somebody claims as a whole first, then the shortest, then those with most sources.
    pub paths: Vec<Path>,
    /// Whether there are more than [`MOST_PATHS`].
    pub cut: bool,
}

/// All paths from `from` to `to` that meet no code twice and have at most [`LONGEST_PATH`] steps.
pub fn trace(map: &ClaimsMap, from: &CodeKey, to: &CodeKey) -> Paths {
    let mut found = Paths::default();
    // Shorter ones first, so that what is cut off are the longest.
    for length in 1..=LONGEST_PATH {
        walk(map, to, length, &mut vec![from], &mut Vec::new(), &mut found);
    }
    found.paths.sort_by_key(|path| {
        let whole = std::cmp::Reverse(path.of_every_step.len());
        (whole, path.steps.len(), std::cmp::Reverse(path.of_some_step.len()))
    });
    found
}

/// Goes on from the last code of `at` until `left` steps are used up.
fn walk<'a>(
    map: &'a ClaimsMap,
    to: &CodeKey,
    left: usize,
    at: &mut Vec<&'a CodeKey>,
    steps: &mut Vec<usize>,
    found: &mut Paths,
) {
    for (place, edge) in map.edges.iter().enumerate() {
        let goes_on = at.last().is_some_and(|code| **code == edge.cause) && !at.contains(&&edge.effect);
        if !goes_on || found.cut || (edge.effect == *to) != (left == 1) {
            continue;
        }
        steps.push(place);
        if left == 1 {
            if found.paths.len() == MOST_PATHS {
                found.cut = true;
            } else {
                found.paths.push(path(map, steps));
            }
        } else {
            at.push(&edge.effect);
            walk(map, to, left - 1, at, steps, found);
            at.pop();
        }
        steps.pop();
    }
}

fn path(map: &ClaimsMap, steps: &[usize]) -> Path {
    let edges = || steps.iter().filter_map(|at| map.edges.get(*at));
    let mut of_every_step = edges().next().map(|edge| edge.sources.clone()).unwrap_or_default();
    of_every_step.retain(|source| edges().all(|edge| edge.sources.contains(source)));
    let less = edges().filter(|edge| edge.sign == ClaimSign::Less).count();
    Path {
        steps: steps.to_vec(),
        sign: if less % 2 == 0 { ClaimSign::More } else { ClaimSign::Less },
        of_every_step,
        of_some_step: edges().flat_map(|edge| edge.sources.iter().cloned()).collect(),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::claims_map;
    use super::super::samples::{claim, key};
    use super::*;
    use crate::ClaimSign::{Less, More};

    #[test]
    fn a_path_of_several_speakers_is_nobodys_claim() {
        let map = claims_map(&[
            claim("Ann", "a", Less, "b"),
            claim("Bo", "b", Less, "c"),
            claim("Ann", "a", More, "d"),
            claim("Ann", "d", Less, "c"),
            claim("Bo", "b", More, "a"),
        ]);
        let found = trace(&map, &key("a"), &key("c"));
        assert!(!found.cut);
        let told: Vec<_> = found
            .paths
            .iter()
            .map(|p| (p.steps.len(), p.sign, p.of_every_step.len(), p.of_some_step.len()))
            .collect();
        assert_eq!(told, [(2, Less, 1, 1), (2, More, 0, 2)]);
        assert_eq!(trace(&map, &key("c"), &key("a")).paths, []);
        assert_eq!(trace(&map, &key("a"), &key("a")).paths, [], "a path meets no code twice");
    }

    #[test]
    fn paths_end_after_four_steps_and_many_are_cut() {
        let line = ["a", "b", "c", "d", "e", "f"];
        let map = claims_map(&line.windows(2).map(|w| claim("Ann", w[0], More, w[1])).collect::<Vec<_>>());
        assert_eq!(trace(&map, &key("a"), &key("e")).paths.len(), 1);
        assert_eq!(trace(&map, &key("a"), &key("f")).paths, []);
        let codes: Vec<String> = (0..9).map(|n| format!("c{n}")).collect();
        let pairs = codes.iter().flat_map(|a| codes.iter().filter(move |b| *b != a).map(move |b| (a, b)));
        let all: Vec<_> = pairs.map(|(a, b)| claim("Ann", a, More, b)).collect();
        let many = trace(&claims_map(&all), &key("c0"), &key("c8"));
        assert!(many.cut && many.paths.len() == MOST_PATHS);
    }

    proptest! {
        #[test]
        fn every_path_is_simple_and_leads_from_one_to_the_other(
            claims in proptest::collection::vec((0_usize..5, 0_usize..5, any::<bool>(), 0_usize..3), 0..14)) {
            let claims: Vec<_> = claims.into_iter().filter(|(a, b, ..)| a != b).map(|(a, b, less, who)| {
                let name = |n: usize| format!("c{n}");
                claim(["Ann", "Bo", "Cy"][who], &name(a), if less { Less } else { More }, &name(b))
            }).collect();
            let map = claims_map(&claims);
            for path in trace(&map, &key("c0"), &key("c1")).paths {
                let edges: Vec<_> = path.steps.iter().map(|at| &map.edges[*at]).collect();
                prop_assert!(edges.len() <= LONGEST_PATH);
                prop_assert!(edges[0].cause == key("c0") && edges.last().unwrap().effect == key("c1"));
                prop_assert!(edges.windows(2).all(|w| w[0].effect == w[1].cause));
                let mut met: Vec<_> = edges.iter().map(|e| &e.effect).chain([&key("c0")]).cloned().collect();
                met.sort();
                met.dedup();
                prop_assert_eq!(met.len(), edges.len() + 1);
                prop_assert!(path.of_every_step.is_subset(&path.of_some_step));
                let less = edges.iter().filter(|e| e.sign == Less).count() % 2 == 1;
                prop_assert_eq!(path.sign == Less, less);
            }
        }
    }
}
