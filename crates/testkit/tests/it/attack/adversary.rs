//! Somebody who answered themselves, and has seen everything that their audience may see.

use std::collections::{BTreeMap, BTreeSet};

use super::known::Known;
use super::solve::{Found, another, component};

/// An answer that can be worked out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Leak {
    /// Who works it out, knowing their own answers.
    pub(crate) insider: String,
    /// Whose answer, about whom.
    pub(crate) of: (String, String),
    /// The answer, in points.
    pub(crate) points: u8,
}

/// How the answers were found to be safe.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Tried {
    pub(crate) answers: usize,
    /// Two colleagues could have swapped answers, or an answer could be one point off, and nothing would look different.
    pub(crate) by_swapping: usize,
    /// Integer programming found other answers.
    pub(crate) by_solver: usize,
}

/// Looks for answers that can be worked out. `public` are answers that may be known to everybody; the others are
/// protected, and an insider knows all of their own.
pub(crate) fn attack(known: &Known, public: &BTreeSet<usize>) -> Result<Tried, Leak> {
    let mut tried = Tried::default();
    let by_person = by_person(known);
    for place in (0..known.truth.len()).filter(|p| !public.contains(p)) {
        tried.answers += 1;
        // Whoever stands in every way found so far could rule all of them out, knowing their own answer.
        let suspects = suspects(known, place, public);
        if suspects.as_ref().is_some_and(BTreeSet::is_empty) {
            tried.by_swapping += 1;
            continue;
        }
        let person = known.truth[place].0.0.as_str();
        for (insider, own) in by_person.iter().filter(|(insider, _)| insider.as_str() != person) {
            if suspects.as_ref().is_some_and(|suspects| !suspects.contains(insider.as_str())) {
                continue;
            }
            let given: BTreeSet<usize> = public.iter().chain(own).copied().collect();
            if !can_differ(known, place, &given) {
                let (of, points) = known.truth[place].clone();
                return Err(Leak { insider: (*insider).clone(), of, points });
            }
        }
        tried.by_solver += 1;
    }
    Ok(tried)
}

fn by_person(known: &Known) -> BTreeMap<&String, BTreeSet<usize>> {
    let mut by_person: BTreeMap<&String, BTreeSet<usize>> = BTreeMap::new();
    for (place, ((person, _), _)) in known.truth.iter().enumerate() {
        by_person.entry(person).or_default().insert(place);
    }
    by_person
}

/// People who stand in every simple way found in which the answer could be another one; `None` if no way was found.
///
/// Ways are tried from simple to less simple: the answer alone one point off; swapped with a colleague, or one up and one
/// down; and two such moves at once, the second anywhere in what the same organisation answered.
fn suspects<'k>(known: &'k Known, place: usize, public: &BTreeSet<usize>) -> Option<BTreeSet<&'k str>> {
    let person = |p: usize| known.truth[p].0.0.as_str();
    if near(known, place).any(|other| known.allows(&[(place, other)])) {
        return Some(BTreeSet::new());
    }
    let mut suspects: Option<BTreeSet<&str>> = None;
    let mut found = |others: &[(usize, u8)]| {
        let people: BTreeSet<&str> =
            others.iter().map(|(p, _)| person(*p)).filter(|p| *p != person(place)).collect();
        let left = suspects.as_ref().map_or(people.clone(), |s| s.intersection(&people).copied().collect());
        suspects = Some(left);
        suspects.as_ref().is_some_and(BTreeSet::is_empty)
    };
    let moves = moves(known, place, public);
    let own: Vec<&Vec<(usize, u8)>> = moves.iter().filter(|m| m.iter().any(|(p, _)| *p == place)).collect();
    for way in &own {
        if known.allows(way) && found(way) {
            return suspects;
        }
    }
    let apart = |way: &[(usize, u8)], other: &[(usize, u8)]| {
        other.iter().all(|(p, _)| way.iter().all(|(q, _)| p != q))
    };
    for first in &own {
        for second in moves.iter().filter(|m| apart(first, m)) {
            let both: Vec<(usize, u8)> = first.iter().chain(second).copied().collect();
            if known.allows(&both) && found(&both) {
                return suspects;
            }
        }
    }
    suspects
}

/// One point less or more.
fn near(known: &Known, place: usize) -> impl Iterator<Item = u8> {
    let points = known.truth[place].1;
    let up = points.checked_add(1).filter(|p| *p <= known.highest);
    [points.checked_sub(1), up].into_iter().flatten()
}

/// Pairs of answers of one cell swapped, or moved one up and one down: in the cells of `place`, and in cells of people
/// who stand in them.
fn moves(known: &Known, place: usize, public: &BTreeSet<usize>) -> Vec<Vec<(usize, u8)>> {
    let beside = |place: usize| known.groups().filter(move |c| c.contains(&place));
    let people: BTreeSet<&str> = beside(place).flatten().map(|p| known.truth[*p].0.0.as_str()).collect();
    let cells = known.groups().filter(|c| c.iter().any(|p| people.contains(known.truth[*p].0.0.as_str())));
    let mut moves = BTreeSet::new();
    for cell in cells {
        for (k, x) in cell.iter().enumerate().filter(|(_, x)| !public.contains(x)) {
            for y in cell[k + 1..].iter().filter(|y| !public.contains(y)) {
                let (of_x, of_y) = (known.truth[*x].1, known.truth[*y].1);
                if of_x != of_y {
                    moves.insert(vec![(*x, of_y), (*y, of_x)]);
                }
                for p in near(known, *x) {
                    let q = i16::from(of_y) + i16::from(of_x) - i16::from(p);
                    if let Some(q) = u8::try_from(q).ok().filter(|q| *q <= known.highest) {
                        moves.insert(vec![(*x, p), (*y, q)]);
                    }
                }
            }
        }
    }
    moves.into_iter().collect()
}

/// Whether other answers fit, first among those of the same cells, then among all that hang together.
fn can_differ(known: &Known, place: usize, given: &BTreeSet<usize>) -> bool {
    let near: BTreeSet<usize> = known
        .groups()
        .filter(|c| c.contains(&place))
        .flatten()
        .copied()
        .chain([place])
        .filter(|p| !given.contains(p))
        .collect();
    let all = component(known, place, given);
    [near, all].into_iter().any(|free| match another(known, place, &free) {
        Ok(found) => found == Found::Another,
        Err(error) => panic!("the solver gave up on {} answers: {error}", free.len()),
    })
}
