//! Places: towns, streets, wards, and what stands after "in" or "near".

use super::context::free;
use super::lists::{is_common, is_given, towns};
use super::organisations::find_names;
use super::words::{Word, lower};
use super::{Hit, Kind, Sure};

/// What ends the name of a street. The second half are words of other uses and count with a house number only.
const STREETS: [&str; 8] = ["road", "street", "lane", "avenue", "crescent", "terrace", "square", "grove"];
const PERHAPS: [&str; 9] = ["close", "drive", "way", "gardens", "place", "hill", "park", "row", "walk"];
/// Words behind which a place may stand.
const BEFORE: [&str; 8] = ["in", "at", "near", "around", "outside", "towards", "across", "from"];
/// Town names that are words as well.
const WORDS: [&str; 10] =
    ["hull", "stoke", "bury", "poole", "derby", "bangor", "perth", "cork", "crewe", "lincoln"];

pub(super) fn find(text: &str, all: &[Word], hits: &mut Vec<Hit>) {
    let place = |name: &str| Some(("Place".to_owned(), lower(name)));
    let mut push =
        |first, last, sure, rank, of| hits.push(Hit { first, last, kind: Kind::Place, sure, rank, of });
    find_names(all, towns(), |first, last, name| {
        let sure = if WORDS.contains(&name) { Sure::Low } else { Sure::High };
        push(first, last, sure, 4, place(name));
    });
    for (at, word) in all.iter().enumerate().filter(|(_, word)| word.capital) {
        let name = word.lower();
        if STREETS.contains(&name.as_str()) || PERHAPS.contains(&name.as_str()) {
            if let Some((first, numbered)) = street(text, all, at)
                && (numbered || STREETS.contains(&name.as_str()))
            {
                let street = text.get(first..word.last()).unwrap_or_default();
                let street = street.trim_start_matches(|c: char| !c.is_alphabetic());
                push(first, word.last(), Sure::High, 3, Some(("Street".to_owned(), lower(street))));
            }
        } else if name == "ward" {
            ward(text, all, at, &mut push);
        } else if !word.opens
            && !word.upper
            && word.joined
            && word.word.chars().count() > 2
            && free(text, word.first, word.last())
            && !is_common(&name)
            && !is_given(&name)
            && at
                .checked_sub(1)
                .and_then(|at| all.get(at))
                .is_some_and(|w| BEFORE.contains(&w.lower().as_str()))
        {
            let second = all.get(at + 1).filter(|w| w.joined && w.capital && !is_common(&w.lower()));
            let last = second.map_or(word.last(), Word::last);
            push(word.first, last, Sure::Low, 5, text.get(word.first..last).and_then(place));
        }
    }
}

/// Where the name of a street begins, a house number included, and whether it has one.
fn street(text: &str, all: &[Word], head: usize) -> Option<(usize, bool)> {
    let mut from = head;
    while from > 0 && head - from < 3 && all.get(from).is_some_and(|w| w.joined) {
        match all.get(from - 1) {
            Some(word) if word.capital && !(word.opens && is_common(&word.lower())) => from -= 1,
            _ => break,
        }
    }
    let first = all.get(from).filter(|_| from < head)?.first;
    let before = text.get(..first)?.strip_suffix(' ').unwrap_or_default();
    let number = before.bytes().rev().take(5).take_while(u8::is_ascii_alphanumeric).count();
    let number = before.get(before.len() - number..).filter(|n| n.starts_with(|c: char| c.is_ascii_digit()));
    Some(number.map_or((first, false), |n| (first - 1 - n.len(), true)))
}

/// "Ward 7", "Ward B", "Nightingale Ward".
fn ward(
    text: &str,
    all: &[Word],
    at: usize,
    push: &mut impl FnMut(usize, usize, Sure, u8, Option<(String, String)>),
) {
    let Some(word) = all.get(at) else { return };
    let after = text.get(word.last()..).and_then(|rest| rest.strip_prefix(' ')).unwrap_or_default();
    let code: usize = after.bytes().take(4).take_while(u8::is_ascii_alphanumeric).count();
    let code = after.get(..code).unwrap_or_default();
    let numbered = code.starts_with(|c: char| c.is_ascii_digit())
        || (code.len() == 1 && code.starts_with(|c: char| c.is_ascii_uppercase() && c != 'I'));
    let named = at
        .checked_sub(1)
        .and_then(|at| all.get(at))
        .filter(|before| word.joined && before.capital && !is_common(&before.lower()));
    let (first, last) = if numbered {
        (word.first, word.last() + 1 + code.len())
    } else if let Some(name) = named {
        (name.first, word.last())
    } else {
        return;
    };
    let of = text.get(first..last).map(|name| ("Ward".to_owned(), lower(name)));
    push(first, last, Sure::High, 3, of);
}
