//! Finding what points to a person in a text, so that it can be replaced before the text is kept.
//!
//! What is found is a proposal: a rule cannot know all names, and takes some words for names that are none. Numbers
//! of patients are not replaced at all: a text that holds one is refused.

mod check_digit;
mod codes;
mod contacts;
mod context;
mod dates;
mod kind;
mod lists;
mod numbers;
mod organisations;
mod people;
mod places;
mod replace;
mod words;

use std::collections::{BTreeMap, btree_map::Entry};

pub use check_digit::check_digit_holds;
pub use kind::{Kind, Sure};
pub use replace::{Choice, Key, KeyEntry, ReplaceError, Replaced, replace};

/// What is known before a text is looked through.
#[derive(Debug, Clone, Copy, Default)]
pub struct Known<'a> {
    /// Labels of speakers, also those that open a single line. Labels that recur are found without.
    pub speakers: &'a [&'a str],
    /// Names of the partnership's organisations, long and short.
    pub organisations: &'a [&'a str],
}

/// A stretch of a text that points to a person, organisation or place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Found {
    /// What it is.
    pub kind: Kind,
    /// First code point.
    pub start: usize,
    /// The code point after the last.
    pub end: usize,
    /// The words as they stand there.
    pub words: String,
    /// How sure it is.
    pub sure: Sure,
    /// What could stand there instead, such as `[Person 1]`; the same person, organisation or place gets the same
    /// throughout. Empty for what is refused.
    pub suggestion: String,
}

impl Found {
    /// Whether a text that holds this is refused as a whole.
    pub const fn refused(&self) -> bool {
        self.kind.refused()
    }
}

/// A candidate, in bytes.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Hit {
    first: usize,
    last: usize,
    kind: Kind,
    sure: Sure,
    /// Where candidates overlap, the one with the lower rank stays.
    rank: u8,
    /// The word of a numbered suggestion (`Person`, `Ward`) and who or what it is; `None` for suggestions without
    /// number.
    of: Option<(String, String)>,
}

/// Everything in `text` that looks as if it points to somebody, in order, without overlaps. `text` is normalised.
///
/// Time grows with the length of the text times its logarithm.
pub fn find(text: &str, known: &Known) -> Vec<Found> {
    let words = words::words(text);
    let mut hits = Vec::new();
    contacts::find(text, &mut hits);
    let runs = numbers::runs(text);
    dates::find(text, &runs, &mut hits);
    numbers::find(text, &runs, &mut hits);
    codes::find(text, &mut hits);
    organisations::find(text, &words, known, &mut hits);
    places::find(text, &words, &mut hits);
    people::find(text, &words, known, &mut hits);
    hits.retain(|hit| !is_pseudonym(text, hit.first));
    finish(text, without_overlaps(hits))
}

/// Whether a pseudonym such as `[Ward 2]` begins here, which an earlier look put there.
fn is_pseudonym(text: &str, first: usize) -> bool {
    let inside = text.get(..first).filter(|before| before.ends_with('[')).and_then(|_| text.get(first..));
    let letters = |c: char| c.is_alphanumeric() || c == ' ' || c == '-';
    inside.is_some_and(|rest| {
        let length: usize = rest.chars().take(40).take_while(|c| letters(*c)).map(char::len_utf8).sum();
        rest.get(length..).is_some_and(|rest| rest.starts_with(']'))
            && rest.get(..length).is_some_and(|name| name.ends_with(|c: char| c.is_ascii_digit()))
    })
}

/// Of candidates that overlap the one with the lowest rank, then the longest, then the first.
fn without_overlaps(mut hits: Vec<Hit>) -> Vec<Hit> {
    hits.sort_by_key(|hit| (hit.rank, usize::MAX - (hit.last - hit.first), hit.first));
    let mut kept: BTreeMap<usize, Hit> = BTreeMap::new();
    for hit in hits {
        let before = kept.range(..=hit.first).next_back().is_none_or(|(_, other)| other.last <= hit.first);
        let after = kept.range(hit.first..).next().is_none_or(|(first, _)| *first >= hit.last);
        if before && after && hit.first < hit.last {
            kept.insert(hit.first, hit);
        }
    }
    kept.into_values().collect()
}

/// Bytes to code points, and numbers for suggestions in order of appearance.
fn finish(text: &str, hits: Vec<Hit>) -> Vec<Found> {
    let (mut byte, mut point) = (0, 0);
    let mut numbers: BTreeMap<(String, String), usize> = BTreeMap::new();
    let mut last: BTreeMap<String, usize> = BTreeMap::new();
    let mut found = Vec::with_capacity(hits.len());
    for hit in hits {
        let (Some(gap), Some(words)) = (text.get(byte..hit.first), text.get(hit.first..hit.last)) else {
            continue;
        };
        let start = point + gap.chars().count();
        point = start + words.chars().count();
        byte = hit.last;
        let suggestion = match hit.of {
            None => hit.kind.suggestion().to_owned(),
            Some(of) => {
                let base = of.0.clone();
                let number = match numbers.entry(of) {
                    Entry::Occupied(known) => *known.get(),
                    Entry::Vacant(new) => {
                        let number = last.entry(base.clone()).or_default();
                        *number += 1;
                        *new.insert(*number)
                    }
                };
                format!("[{base} {number}]")
            }
        };
        let words = words.to_owned();
        found.push(Found { kind: hit.kind, start, end: point, words, sure: hit.sure, suggestion });
    }
    found
}
