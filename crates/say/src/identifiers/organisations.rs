//! Organisations: those of the partnership, and names that end in what an organisation is.

use std::collections::BTreeMap;

use super::lists::is_common;
use super::words::{Word, lower, words};
use super::{Hit, Kind, Known, Sure};

/// Words that end the name of an organisation, and the word of its suggestion.
const HEADS: [(&str, &str); 32] = [
    ("hospital", "Hospital"),
    ("infirmary", "Hospital"),
    ("trust", "Trust"),
    ("surgery", "Surgery"),
    ("practice", "Practice"),
    ("house", "House"),
    ("hospice", "Hospice"),
    ("clinic", "Clinic"),
    ("centre", "Centre"),
    ("center", "Centre"),
    ("lodge", "House"),
    ("court", "House"),
    ("manor", "House"),
    ("home", "House"),
    ("homes", "Organisation"),
    ("university", "University"),
    ("college", "College"),
    ("school", "School"),
    ("academy", "School"),
    ("council", "Council"),
    ("foundation", "Organisation"),
    ("charity", "Organisation"),
    ("pharmacy", "Pharmacy"),
    ("church", "Church"),
    ("mosque", "Church"),
    ("temple", "Church"),
    ("ltd", "Organisation"),
    ("limited", "Organisation"),
    ("plc", "Organisation"),
    ("partnership", "Organisation"),
    ("laboratory", "Organisation"),
    ("ambulance", "Organisation"),
];

/// Heads whose name may follow with "of".
const LEADING: [&str; 6] = ["university", "college", "bank", "church", "hospital", "bishop"];

/// Words a name may have before its head.
const MOST_WORDS: usize = 5;

pub(super) fn find(text: &str, all: &[Word], known: &Known, hits: &mut Vec<Hit>) {
    listed(all, known, hits);
    for (at, word) in all.iter().enumerate() {
        if !word.capital {
            continue;
        }
        let head = word.lower();
        if let Some((_, base)) = HEADS.iter().find(|(name, _)| *name == head)
            && let Some(from) = name_before(all, at)
        {
            let (first, last) = (all.get(from).map_or(word.first, |w| w.first), word.last());
            let of = text.get(first..last).map(|name| ((*base).to_owned(), lower(name)));
            hits.push(Hit { first, last, kind: Kind::Organisation, sure: Sure::High, rank: 3, of });
        }
        if LEADING.contains(&head.as_str())
            && let Some(upto) = name_after_of(all, at)
        {
            let last = all.get(upto).map_or(word.last(), Word::last);
            let base = HEADS.iter().find(|(name, _)| *name == head).map_or("Organisation", |(_, base)| base);
            let of = text.get(word.first..last).map(|name| (base.to_owned(), lower(name)));
            hits.push(Hit {
                first: word.first,
                last,
                kind: Kind::Organisation,
                sure: Sure::High,
                rank: 3,
                of,
            });
        }
    }
}

/// The first word of the name that ends in this head, if there is more to it than what every such place is called.
fn name_before(all: &[Word], head: usize) -> Option<usize> {
    let mut from = head;
    let mut telling = false;
    while from > 0 && head - from < MOST_WORDS && all.get(from).is_some_and(|w| w.joined) {
        let word = all.get(from - 1)?;
        let small = ["of", "and", "the", "for"].contains(&word.word) && head - from > 0;
        let before = from.checked_sub(2).and_then(|at| all.get(at));
        if small && before.is_some_and(|w| w.capital) && all.get(from - 1).is_some_and(|w| w.joined) {
            from -= 1;
            continue;
        }
        if !word.capital {
            break;
        }
        let name = word.lower();
        let common = is_common(&name);
        // "The Meadow House": a word that opens the sentence says nothing.
        if common && (word.opens || LITTLE.contains(&name.as_str())) {
            break;
        }
        telling |= !common;
        from -= 1;
    }
    // A small word cannot begin a name.
    while all.get(from).is_some_and(|w| !w.capital) {
        from += 1;
    }
    (telling && from < head).then_some(from)
}

const LITTLE: [&str; 14] =
    ["the", "our", "their", "my", "your", "his", "her", "this", "that", "a", "at", "in", "i", "and"];

/// The last word of "University of …".
fn name_after_of(all: &[Word], head: usize) -> Option<usize> {
    let of = all.get(head + 1).filter(|w| w.joined && w.word == "of")?;
    debug_assert!(!of.capital);
    let mut upto = None;
    for at in head + 2..head + 2 + MOST_WORDS {
        let Some(word) = all.get(at).filter(|w| w.joined && w.capital && !is_common(&w.lower())) else {
            break;
        };
        debug_assert!(!word.word.is_empty());
        upto = Some(at);
    }
    upto
}

/// The partnership's organisations, in any case, and names shortened to their first letters.
fn listed(all: &[Word], known: &Known, hits: &mut Vec<Hit>) {
    let of = |name: &str| Some(("Organisation".to_owned(), format!("\u{0}{}", lower(name))));
    find_names(all, known.organisations.iter().copied(), |first, last, name| {
        hits.push(Hit { first, last, kind: Kind::Organisation, sure: Sure::High, rank: 2, of: of(name) });
    });
    let short: BTreeMap<String, &str> = known
        .organisations
        .iter()
        .filter_map(|name| {
            let letters: String =
                words(name).iter().filter(|w| w.capital).filter_map(|w| w.word.chars().next()).collect();
            (letters.chars().count() >= 3).then_some((letters, *name))
        })
        .collect();
    for word in all.iter().filter(|w| w.upper) {
        if let Some(name) = short.get(word.word) {
            let (first, last) = (word.first, word.last());
            hits.push(Hit { first, last, kind: Kind::Organisation, sure: Sure::Low, rank: 2, of: of(name) });
        }
    }
}

/// Every place at which the words of one of the names stand in a row, whatever their case.
pub(super) fn find_names<'n>(
    all: &[Word],
    names: impl Iterator<Item = &'n str>,
    mut found: impl FnMut(usize, usize, &'n str),
) {
    let mut by_first: BTreeMap<String, Vec<(Vec<String>, &str)>> = BTreeMap::new();
    for name in names {
        let parts: Vec<String> = words(name).iter().map(Word::lower).collect();
        if let Some(first) = parts.first().cloned() {
            by_first.entry(first).or_default().push((parts, name));
        }
    }
    for (at, word) in all.iter().enumerate() {
        // Names are written with a capital somewhere; nothing else is worth lowering.
        if !word.capital {
            continue;
        }
        for (parts, name) in by_first.get(&word.lower()).into_iter().flatten() {
            let rest = all.get(at + 1..at + parts.len()).unwrap_or_default();
            let same = rest.len() + 1 == parts.len()
                && rest.iter().zip(parts.iter().skip(1)).all(|(w, part)| w.lower() == *part);
            if same {
                found(word.first, rest.last().map_or(word.last(), Word::last), name);
            }
        }
    }
}
