//! Names of people.

use std::collections::{BTreeMap, BTreeSet};

use super::lists::{is_common, is_given, is_given_word};
use super::words::{Word, words};
use super::{Hit, Kind, Known, Sure};
use crate::turns::{labels_an_interviewer, recognise_turns};

/// What stands before a name, in lower case. The second list counts with a capital only.
const TITLES: [&str; 14] = [
    "mr",
    "mrs",
    "ms",
    "miss",
    "mx",
    "dr",
    "prof",
    "professor",
    "sir",
    "dame",
    "rev",
    "reverend",
    "cllr",
    "councillor",
];
const TITLES_WITH_CAPITAL: [&str; 13] = [
    "doctor", "sister", "nurse", "matron", "father", "lord", "lady", "imam", "rabbi", "canon", "pastor",
    "auntie", "uncle",
];
/// Words behind which somebody is named.
const CUES: [&str; 24] = [
    "called",
    "named",
    "colleague",
    "asked",
    "ask",
    "told",
    "tell",
    "rang",
    "ring",
    "met",
    "meet",
    "friend",
    "husband",
    "wife",
    "i'm",
    "to",
    "with",
    "by",
    "and",
    "know",
    "knew",
    "saw",
    "thank",
    "phoned",
];
/// Words before which somebody is named.
const SAYS: [&str; 9] = ["said", "says", "told", "rang", "asked", "phoned", "replied", "emailed", "insisted"];

/// Who a part of a name belongs to, and how sure that is.
#[derive(Clone, Copy)]
struct Part {
    person: usize,
    sure: Sure,
    rank: u8,
}

#[derive(Default)]
struct Names {
    parts: BTreeMap<String, Part>,
    /// First and last name together, where the parts alone would be somebody else's.
    full: BTreeMap<(String, String), usize>,
    /// Of each person whether a last name is known.
    surnamed: Vec<bool>,
}

impl Names {
    /// One person with these parts. A last name that is known decides who it is; a first name only as long as nobody
    /// is known who has it with another last name.
    fn add(&mut self, parts: &[String], sure: Sure, rank: u8) {
        let (Some(first), Some(last)) = (parts.first(), parts.last()) else { return };
        let (several, of) = (parts.len() > 1, |part: &String| self.parts.get(part).map(|part| part.person));
        let by_first =
            of(first).filter(|person| !several || !self.surnamed.get(*person).copied().unwrap_or(false));
        let person = of(last).or(by_first).unwrap_or(self.surnamed.len());
        if person == self.surnamed.len() {
            self.surnamed.push(false);
        }
        if let Some(surnamed) = self.surnamed.get_mut(person) {
            *surnamed |= several;
        }
        for part in parts {
            let entry = self.parts.entry(part.clone()).or_insert(Part { person, sure, rank });
            entry.sure = entry.sure.min(sure);
            entry.rank = entry.rank.min(rank);
        }
        for pair in parts.windows(2) {
            if let [one, next] = pair {
                self.full.entry((one.clone(), next.clone())).or_insert(person);
            }
        }
    }
}

pub(super) fn find(text: &str, all: &[Word], known: &Known, hits: &mut Vec<Hit>) {
    let lowered: Vec<String> =
        all.iter().map(|w| if w.capital { w.lower() } else { String::new() }).collect();
    let taken = Taken::of(hits);
    let mut names = Names::default();
    labels(text, known, &mut names);
    for at in 0..all.len() {
        titled(all, &lowered, at, &mut names);
        given(all, &lowered, at, &mut names, &taken);
    }
    recurring(all, &lowered, &mut names, &taken);
    // What is taken for a person elsewhere is no place behind "in".
    hits.retain(|hit| {
        let word = text.get(hit.first..hit.last).map(super::words::lower).unwrap_or_default();
        hit.rank != 5 || !word.split(' ').any(|part| names.parts.contains_key(part))
    });
    mark(text, all, &lowered, &names, hits);
}

/// Stretches that are something else.
struct Taken(BTreeMap<usize, usize>);

impl Taken {
    fn of(hits: &[Hit]) -> Self {
        let mut taken: BTreeMap<usize, usize> = BTreeMap::new();
        for hit in hits.iter().filter(|hit| hit.rank < 5) {
            let last = taken.entry(hit.first).or_insert(hit.last);
            *last = hit.last.max(*last);
        }
        Self(taken)
    }

    fn holds(&self, word: &Word) -> bool {
        self.0.range(..=word.first).next_back().is_some_and(|(_, last)| *last > word.first)
    }
}

/// Whether a label is a role or a code ("Nurse 2", "P1", "INT") and no name.
fn is_name_of_a_role(label: &str) -> bool {
    let parts = words(label);
    labels_an_interviewer(label)
        || parts.is_empty()
        || parts.iter().all(|w| w.word.chars().count() < 2 || is_common(&w.lower()))
        || label.starts_with('[')
        || (label.chars().count() <= 3 && label.chars().any(|c| c.is_ascii_digit()))
}

fn labels(text: &str, known: &Known, names: &mut Names) {
    let turns = recognise_turns(text, &[]);
    let recognised: BTreeSet<&str> = turns.iter().filter_map(|turn| turn.speaker.as_deref()).collect();
    for label in known.speakers.iter().copied().chain(recognised) {
        if is_name_of_a_role(label) {
            continue;
        }
        let parts: Vec<String> = words(label)
            .iter()
            .filter(|w| w.capital && w.word.chars().count() > 1)
            .map(Word::lower)
            .filter(|part| !is_common(part))
            .collect();
        names.add(&parts, Sure::High, 2);
    }
}

/// Words of a name from here on: capitals in a row that are no common words, at most three.
fn run(all: &[Word], lowered: &[String], from: usize) -> Vec<String> {
    let mut parts = Vec::new();
    for at in from..from + 3 {
        let (Some(word), Some(lower)) = (all.get(at), lowered.get(at)) else { break };
        let goes_on = at == from || word.joined;
        if !goes_on || !word.capital || is_common(lower) || is_head(lower) || (word.upper && at > from) {
            break;
        }
        parts.push(lower.clone());
    }
    parts
}

/// What ends the name of a place or an organisation and is no surname there.
fn is_head(word: &str) -> bool {
    ["road", "avenue", "infirmary", "surgery", "clinic"].contains(&word)
}

fn titled(all: &[Word], lowered: &[String], at: usize, names: &mut Names) {
    let Some(word) = all.get(at) else { return };
    // Few words have a name behind them, so that is looked at before the lists are.
    if !all.get(at + 1).is_some_and(|next| next.joined && next.capital) {
        return;
    }
    let title = lowered.get(at).filter(|_| word.capital).map_or(word.word, String::as_str);
    let is_title = TITLES.contains(&title) || (word.capital && TITLES_WITH_CAPITAL.contains(&title));
    if !is_title {
        return;
    }
    let parts: Vec<String> =
        run(all, lowered, at + 1).into_iter().filter(|part| part.chars().count() > 1).collect();
    if !parts.is_empty() {
        names.add(&parts, Sure::High, 2);
    }
}

fn given(all: &[Word], lowered: &[String], at: usize, names: &mut Names, taken: &Taken) {
    let (Some(word), Some(lower)) = (all.get(at), lowered.get(at)) else { return };
    if !word.capital || taken.holds(word) {
        return;
    }
    // A family name behind it, not a common word.
    let mut parts = run(all, lowered, at + 1);
    parts.truncate(if all.get(at + 1).is_some_and(|next| next.joined) { 2 } else { 0 });
    parts.retain(|part| part.chars().count() > 1);
    if is_given(lower) {
        parts.insert(0, lower.clone());
        names.add(&parts, Sure::High, 4);
    } else if is_given_word(lower) && !is_common(lower) && !word.upper && (!word.opens || !parts.is_empty()) {
        let sure = if parts.is_empty() { Sure::Low } else { Sure::High };
        parts.insert(0, lower.clone());
        names.add(&parts, sure, 4);
    }
}

/// Capitals in the middle of sentences, at least twice, that are never written small; or once, where somebody is
/// clearly named.
fn recurring(all: &[Word], lowered: &[String], names: &mut Names, taken: &Taken) {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for (at, (word, lower)) in all.iter().zip(lowered).enumerate() {
        let inner = word.word.chars().skip(1).any(char::is_uppercase);
        if !word.capital
            || word.opens
            || word.upper
            || (inner
                && !word.word.contains(['\'', '’', '-'])
                && !word.word.starts_with("Mc")
                && !word.word.starts_with("Mac"))
            || lower.chars().count() < 3
            || is_common(lower)
            || is_given_word(lower)
            || names.parts.contains_key(lower)
            || taken.holds(word)
        {
            continue;
        }
        let before = at.checked_sub(1).and_then(|at| all.get(at)).filter(|_| word.joined);
        let after = all.get(at + 1).filter(|next| next.joined);
        let named = before.is_some_and(|w| CUES.contains(&super::words::lower(w.word).as_str()))
            || after.is_some_and(|w| SAYS.contains(&w.word));
        *counts.entry(lower).or_default() += if named { 2 } else { 1 };
    }
    counts.retain(|_, n| *n > 1);
    let mut small: BTreeSet<&str> = BTreeSet::new();
    for word in all.iter().filter(|w| !w.capital) {
        if let Some((name, _)) = counts.get_key_value(word.word) {
            small.insert(name);
        }
    }
    for (at, lower) in lowered.iter().enumerate().filter(|(_, lower)| !lower.is_empty()) {
        if counts.contains_key(lower.as_str())
            && !small.contains(lower.as_str())
            && !names.parts.contains_key(lower)
        {
            let second = all.get(at + 1).filter(|next| next.joined).and(lowered.get(at + 1));
            let second = second
                .filter(|second| counts.contains_key(second.as_str()) && !small.contains(second.as_str()));
            let parts: Vec<String> = std::iter::once(lower).chain(second).cloned().collect();
            names.add(&parts, Sure::Low, 6);
        }
    }
}

/// Every place at which parts of names stand, those of one person in a row as one.
fn mark(text: &str, all: &[Word], lowered: &[String], names: &Names, hits: &mut Vec<Hit>) {
    let mut at = 0;
    while let (Some(word), Some(lower)) = (all.get(at), lowered.get(at)) {
        at += 1;
        if !word.capital {
            continue;
        }
        let Some(part) = names.parts.get(lower) else { continue };
        // A word that is a name as well says nothing where a sentence opens, unless it is surely somebody's.
        if word.opens && part.sure == Sure::Low && is_given_word(lower) {
            continue;
        }
        let (mut last, mut sure, mut rank, mut person) = (word.last(), part.sure, part.rank, part.person);
        let mut before = lower;
        while let Some(next) = all.get(at).filter(|next| next.joined && next.capital)
            && let Some(lower) = lowered.get(at)
            && let Some(more) = names.parts.get(lower)
        {
            // "Sarah Ahmed" is one person; "Sarah Tom" would be two.
            let whole = names.full.get(&(before.clone(), lower.clone()));
            if whole.is_none() && more.person != person && more.rank <= 4 {
                break;
            }
            person = whole.copied().unwrap_or(person);
            (last, sure, rank) = (next.last(), sure.min(more.sure), rank.min(more.rank));
            before = lower;
            at += 1;
        }
        // An initial before it belongs to it.
        let first = initial(text, word.first).unwrap_or(word.first);
        let of = Some(("Person".to_owned(), person.to_string()));
        hits.push(Hit { first, last, kind: Kind::Person, sure, rank, of });
    }
}

/// Where "J. " or "J " begins that stands right before.
fn initial(text: &str, first: usize) -> Option<usize> {
    let before = text.get(..first)?.strip_suffix(' ')?;
    let before = before.strip_suffix('.').unwrap_or(before);
    let letter = before.chars().next_back().filter(|c| c.is_uppercase() && *c != 'I' && *c != 'A')?;
    let at = before.len() - letter.len_utf8();
    let touched =
        text.get(..at)?.chars().next_back().is_some_and(|c| c.is_alphanumeric() || "'’-.[\n".contains(c));
    (!touched && at > 0).then_some(at)
}
