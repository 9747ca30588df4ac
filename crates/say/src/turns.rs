//! Who speaks where.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use crate::document::Speaker;

/// A stretch of a transcript: one speaker's words, or text that is nobody's (a heading, a note at the top).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Turn {
    /// Place in the order of turns, from 0.
    pub position: usize,
    /// The speaker's label; `None` for text that is nobody's.
    pub speaker: Option<String>,
    /// First code point of the words (after "Label: ").
    pub start: usize,
    /// The code point after the last word.
    pub end: usize,
}

/// Code points a label may have.
const LABEL_LENGTH: usize = 40;
/// Words a label may have that nobody listed as a speaker.
const LABEL_WORDS: usize = 5;
/// What stands before a colon and is not a speaker, unless listed as one.
const NOT_SPEAKERS: [&str; 17] = [
    "break",
    "note",
    "notes",
    "nb",
    "ps",
    "date",
    "time",
    "place",
    "location",
    "duration",
    "present",
    "participants",
    "title",
    "source",
    "example",
    "warning",
    "summary",
];

/// Splits a normalised text into turns.
///
/// A turn opens where a line begins with `Label: `, also after a time in brackets (`[00:01:02] Label: `) and in
/// bold (`**Label:** `). The colon must be followed by a space or the line's end, so times and web addresses
/// open nothing. A label begins with a letter and has at most 40 characters. It counts if it is listed in
/// `speakers`; or if it opens at least two lines, has at most five words, begins with a capital unless it is a
/// single word, and is not an annotation such as "Note". So "Note: …" in the middle of an answer stays part of
/// the answer.
/// A turn ends before the next label or Markdown heading. Text before the first turn, headings, and what follows
/// a heading without a label are nobody's. Turns hold no surrounding white space; those without words are left
/// out. Ranges are in order, do not overlap and lie inside the text.
pub fn recognise_turns(text: &str, speakers: &[Speaker]) -> Vec<Turn> {
    let labels = labels_that_count(text, speakers);
    // Stretches as bytes: who, first, after the last.
    let mut stretches: Vec<(Option<&str>, usize, usize)> = vec![(None, 0, 0)];
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let next = at + line.len();
        let label = label_of(line).filter(|(label, _)| labels.contains(label));
        if is_heading(line) {
            stretches.push((None, at, next));
            stretches.push((None, next, next));
        } else if let Some((label, words)) = label {
            stretches.push((Some(label), at + words, next));
        } else if let Some(open) = stretches.last_mut() {
            open.2 = next;
        }
        at = next;
    }
    to_turns(text, &stretches)
}

/// Trims each stretch, leaves out empty ones and turns bytes into code points in one pass.
fn to_turns(text: &str, stretches: &[(Option<&str>, usize, usize)]) -> Vec<Turn> {
    let mut turns = Vec::new();
    let (mut byte, mut point) = (0, 0);
    for (speaker, first, last) in stretches {
        let Some(stretch) = text.get(*first..*last) else { continue };
        let words = stretch.trim();
        if words.is_empty() {
            continue;
        }
        let begins = first + (stretch.len() - stretch.trim_start().len());
        point += text.get(byte..begins).map_or(0, |gap| gap.chars().count());
        let start = point;
        point += words.chars().count();
        byte = begins + words.len();
        let speaker = speaker.map(str::to_owned);
        turns.push(Turn { position: turns.len(), speaker, start, end: point });
    }
    turns
}

fn labels_that_count<'a>(text: &'a str, speakers: &'a [Speaker]) -> BTreeSet<&'a str> {
    let mut lines: BTreeMap<&str, usize> = BTreeMap::new();
    for (label, _) in text.split_inclusive('\n').filter_map(label_of) {
        *lines.entry(label).or_default() += 1;
    }
    let recurring = lines.into_iter().filter(|(label, count)| *count > 1 && looks_like_a_speaker(label));
    speakers.iter().map(|speaker| speaker.label.trim()).chain(recurring.map(|(label, _)| label)).collect()
}

fn looks_like_a_speaker(label: &str) -> bool {
    let words = label.split_whitespace().count();
    words <= LABEL_WORDS
        && (words == 1 || !label.starts_with(char::is_lowercase))
        && !NOT_SPEAKERS.contains(&label.to_lowercase().as_str())
}

/// The label that opens a line and the byte at which the words begin.
fn label_of(line: &str) -> Option<(&str, usize)> {
    let rest = after_time(line.trim_start());
    let (rest, bold) = rest.strip_prefix("**").map_or((rest, false), |inner| (inner, true));
    let (label, mut words) = rest.split_once(':')?;
    let label = if bold {
        if let Some(label) = label.strip_suffix("**") {
            label
        } else {
            words = words.strip_prefix("**")?;
            label
        }
    } else {
        label
    };
    let label = label.trim();
    let fits = label.starts_with(char::is_alphabetic)
        && label.chars().count() <= LABEL_LENGTH
        && !label.contains(['?', '!', ';', '"', '“', '”', '<', '>', '[', ']', '|', '/', '\\', '@', '*', '`']);
    let gap = words.is_empty() || words.starts_with(char::is_whitespace);
    (fits && gap).then_some((label, line.len() - words.len()))
}

/// What follows a time in brackets, if the line begins with one.
fn after_time(line: &str) -> &str {
    line.strip_prefix('[')
        .and_then(|inner| inner.split_once(']'))
        .filter(|(time, _)| {
            time.contains(':') && time.chars().all(|c| c.is_ascii_digit() || ":.,".contains(c))
        })
        .map_or(line, |(_, rest)| rest.trim_start())
}

/// A Markdown heading: one to six `#` and a space.
fn is_heading(line: &str) -> bool {
    let rest = line.trim_start_matches('#');
    (1..=6).contains(&(line.len() - rest.len())) && rest.starts_with([' ', '\t'])
}

#[cfg(test)]
mod tests;
