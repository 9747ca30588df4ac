//! Whether showing a cell would tell a few people apart, given all that was shown before about the same organisation.
//!
//! Whoever has seen several cells knows the sum of each, and so every sum and difference of them. The people behind the
//! cells fall into groups: those who stand in exactly the same cells. Every figure that can be worked out from the cells
//! is one of whole groups. So it is enough that each group is as large as the floor: then no difference of any number of
//! releases speaks of fewer people.

use std::collections::{BTreeMap, BTreeSet};

use super::edge::{End, most_at_one_end};
use crate::audience::Floor;
use crate::open_link::{counted, counts};

/// Where each person with an answer stands; who is not in it has no answer (any more).
pub(crate) type Ends<'a> = BTreeMap<&'a str, Option<End>>;

/// The groups in which the people of `set` stand once it is shown, and what is left of those that it splits.
pub(crate) fn touched<'a>(set: &'a BTreeSet<String>, earlier: &[&'a BTreeSet<String>]) -> Vec<Vec<&'a str>> {
    let everybody: BTreeSet<&str> =
        earlier.iter().flat_map(|e| e.iter()).chain(set).map(String::as_str).collect();
    let mut groups: BTreeMap<Vec<bool>, [Vec<&'a str>; 2]> = BTreeMap::new();
    for person in everybody {
        let stands: Vec<bool> = earlier.iter().map(|e| e.contains(person)).collect();
        groups.entry(stands).or_default()[usize::from(set.contains(person))].push(person);
    }
    let touched = groups.into_values().filter(|[_, inside]| !inside.is_empty());
    touched.flatten().filter(|group| !group.is_empty()).collect()
}

/// Whether `set` makes a group that is smaller than the floor, that cannot be checked because its answers are gone, or
/// that is at an end of the scale: how a cell at an end enters says something of everybody whom its sum is taken from. A
/// set that was shown before tells nothing new, and one that overlaps nothing shown before is a cell like any other.
pub(crate) fn tells_apart(
    set: &BTreeSet<String>,
    earlier: &[&BTreeSet<String>],
    floor: Floor,
    ends: &Ends<'_>,
) -> bool {
    if earlier.contains(&set) {
        return false;
    }
    let groups = touched(set, earlier);
    let is_fresh = groups.len() == 1 && groups.iter().all(|group| group.len() == set.len());
    groups.iter().any(|group| {
        counted(group.iter().copied()) < floor.people()
            || group.iter().any(|person| !ends.contains_key(person))
            || (!is_fresh && end_of(group.iter().copied(), ends).is_some())
    })
}

/// The end of the scale that nearly everybody of these people gave, of those who count: somebody could answer otherwise a
/// few times to hide that all others agree.
pub(crate) fn end_of<'a>(people: impl Iterator<Item = &'a str>, ends: &Ends<'_>) -> Option<End> {
    let people = people.filter(|person| counts(person));
    most_at_one_end(people.map(|person| ends.get(person).copied().flatten()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::audience::Audience;

    fn people(range: std::ops::Range<u32>) -> BTreeSet<String> {
        range.map(|n| format!("r{n:03}")).collect()
    }

    fn apart(set: &BTreeSet<String>, earlier: &[&BTreeSet<String>]) -> bool {
        let all: BTreeSet<String> = earlier.iter().flat_map(|e| (*e).clone()).chain(set.clone()).collect();
        let ends = all.iter().map(|p| (p.as_str(), None)).collect();
        tells_apart(set, earlier, Audience::Agreed.floor(), &ends)
    }

    #[test]
    fn the_same_people_again_are_no_news() {
        assert!(!apart(&people(0..6), &[&people(0..6), &people(0..6)]));
        assert!(!apart(&people(0..6), &[]));
    }

    #[test]
    fn a_group_that_only_three_releases_together_make_is_found() {
        // 0 to 4, 0 to 9, 5 to 10: every two differ by five or more, all three together tell what person 10 answered.
        let (first, second) = (people(0..5), people(0..10));
        assert!(!apart(&second, &[&first]));
        assert!(apart(&people(5..11), &[&first, &second]));
        assert!(!apart(&people(5..10), &[&first, &second]), "nobody new");
        assert!(!apart(&people(5..15), &[&first, &second]), "five new ones");
    }

    #[test]
    fn people_who_left_with_their_answers_cannot_be_checked() {
        let (before, now) = (people(0..12), people(0..6));
        let ends = now.iter().map(|p| (p.as_str(), None)).collect();
        assert!(tells_apart(&now, &[&before], Audience::Agreed.floor(), &ends));
    }

    #[test]
    fn a_cell_that_was_at_an_end_is_not_joined_by_others() {
        // Five who were at the top, and five who are not: the sum of all ten would tell what the first five had left open.
        let (before, now) = (people(0..5), people(0..10));
        let top = |p: &String| (p.as_str() < "r004").then_some(End::Top);
        let ends: Ends<'_> = now.iter().map(|p| (p.as_str(), top(p))).collect();
        assert!(tells_apart(&now, &[&before], Audience::Agreed.floor(), &ends));
        assert!(tells_apart(&before, &[&now], Audience::Agreed.floor(), &ends), "and the other way round");
    }

    #[test]
    fn a_new_group_at_one_end_is_as_telling_as_a_cell() {
        let (before, now) = (people(0..5), people(0..10));
        let at = |end: Option<End>| -> Ends<'_> {
            now.iter().map(|p| (p.as_str(), if p.as_str() >= "r005" { end } else { None })).collect()
        };
        let floor = Audience::Agreed.floor();
        assert!(tells_apart(&now, &[&before], floor, &at(Some(End::Bottom))), "five joined, all at one end");
        assert!(!tells_apart(&now, &[&before], floor, &at(None)));
        assert!(
            !tells_apart(&now, &[], floor, &at(Some(End::Bottom))),
            "shown at once they are not told apart"
        );
    }
}
