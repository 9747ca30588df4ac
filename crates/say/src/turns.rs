//! Who speaks where, and when.

mod interviewer;
mod label;
mod times;

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use crate::document::Speaker;

pub use interviewer::{
    ProbableInterviewer, Sign, labels_an_interviewer, probable_interviewer, probable_interviewers,
};
pub use times::{TimeMark, time_marks};

use label::{Form, Opening, label_of, looks_like_a_speaker};
pub(crate) use label::{as_label, opens_with_label};
pub(crate) use times::clock;

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
    /// When the turn begins, in milliseconds from the start of the recording, where the text says so.
    #[serde(default)]
    pub at_ms: Option<u64>,
}

/// A stretch of text between two openings.
#[derive(Clone, Copy)]
struct Stretch<'a> {
    speaker: Option<&'a str>,
    /// Bytes.
    first: usize,
    last: usize,
    at_ms: Option<u64>,
}

/// Splits a normalised text into turns.
///
/// A turn opens where a line begins with `Label: `; also in bold (`**Label:** `), after a time (`[00:01:02]`,
/// `(00:12)`, `\\[03:55\\]`, `#00:01:02-3#`), with a time before the colon, or after the number of a paragraph. The
/// colon must be followed by a space or the line's end, so times and web addresses open nothing. It also opens at
/// `Label`, a tab and words, and at a label on a line of its own that is bold or has its time beside it. A label
/// begins with a letter, or is a pseudonym in brackets such as `[Person 1]`, and has at most 40 characters.
///
/// A label counts, in any form, if it is listed in `speakers`; or if it opens at least two lines, has at most five
/// words, begins with a capital unless it is a single word before a colon, and is not an annotation such as "Note".
/// So "Note: …" in the middle of an answer stays part of the answer. A listed label on a line of its own opens a
/// turn without bold or time.
///
/// A turn ends before the next label or Markdown heading. Text before the first turn, headings, and what follows
/// a heading without a label are nobody's. So are quotations (lines that begin with `>`), after which whoever spoke
/// before goes on. Turns hold no surrounding white space; those without words are left out. Ranges are in order, do
/// not overlap and lie inside the text.
pub fn recognise_turns(text: &str, speakers: &[Speaker]) -> Vec<Turn> {
    let labels = labels_that_count(text, speakers);
    let mut stretches = vec![Stretch { speaker: None, first: 0, last: 0, at_ms: None }];
    let (mut at, mut before_quotation) = (0, None);
    for line in text.split_inclusive('\n') {
        let next = at + line.len();
        let quoted = line.starts_with('>');
        if before_quotation.is_some() && !quoted {
            let speaker = before_quotation.take().flatten();
            stretches.push(Stretch { speaker, first: at, last: at, at_ms: None });
        }
        let opening = label_of(line).filter(|opening| labels.contains(&(opening.label, opening.form)));
        if is_heading(line) {
            stretches.push(Stretch { speaker: None, first: at, last: next, at_ms: None });
            stretches.push(Stretch { speaker: None, first: next, last: next, at_ms: None });
        } else if let Some(Opening { label, words, at_ms, .. }) = opening {
            stretches.push(Stretch { speaker: Some(label), first: at + words, last: next, at_ms });
        } else if quoted && before_quotation.is_none() {
            before_quotation = Some(stretches.last().and_then(|open| open.speaker));
            stretches.push(Stretch { speaker: None, first: at, last: next, at_ms: None });
        } else if let Some(open) = stretches.last_mut() {
            open.last = next;
        }
        at = next;
    }
    to_turns(text, &stretches)
}

/// Trims each stretch, leaves out empty ones and turns bytes into code points in one pass.
fn to_turns(text: &str, stretches: &[Stretch]) -> Vec<Turn> {
    let mut turns = Vec::new();
    let (mut byte, mut point) = (0, 0);
    for stretch in stretches {
        let Some(whole) = text.get(stretch.first..stretch.last) else { continue };
        let words = whole.trim();
        if words.is_empty() {
            continue;
        }
        let begins = stretch.first + (whole.len() - whole.trim_start().len());
        point += text.get(byte..begins).map_or(0, |gap| gap.chars().count());
        let start = point;
        point += words.chars().count();
        byte = begins + words.len();
        let speaker = stretch.speaker.map(str::to_owned);
        turns.push(Turn { position: turns.len(), speaker, start, end: point, at_ms: stretch.at_ms });
    }
    turns
}

/// The labels that open turns, each with the forms in which it does.
fn labels_that_count<'a>(text: &'a str, speakers: &'a [Speaker]) -> BTreeSet<(&'a str, Form)> {
    let mut lines: BTreeMap<(&str, Form), usize> = BTreeMap::new();
    for opening in text.split_inclusive('\n').filter_map(label_of) {
        *lines.entry((opening.label, opening.form)).or_default() += 1;
    }
    let recurring = lines
        .into_iter()
        .filter(|((label, form), count)| *count > 1 && looks_like_a_speaker(label, *form))
        .map(|(key, _)| key);
    let listed = speakers.iter().flat_map(|s| Form::ALL.map(|form| (s.label.trim(), form)));
    listed.chain(recurring).collect()
}

/// A Markdown heading: one to six `#` and a space.
fn is_heading(line: &str) -> bool {
    let rest = line.trim_start_matches('#');
    (1..=6).contains(&(line.len() - rest.len())) && rest.starts_with([' ', '\t'])
}

#[cfg(test)]
mod tests;
