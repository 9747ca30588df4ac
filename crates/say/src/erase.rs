//! Taking a speaker out of a transcript: what remains is another text, with the passages of the others at their new
//! places.

use crate::claim::Claim;
use crate::coding::Coding;
use crate::consent::Statement;
use crate::document::Speaker;
use crate::turns::Turn;

/// What stands in the place of erased words.
pub const ERASED_WORDS: &str = "[erased]";
/// What an erased speaker is called.
const ERASED_SPEAKER: &str = "Erased speaker";

/// What remains of a transcript.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Remaining {
    /// The text.
    pub text: String,
    /// Its speakers; the erased one without name, organisation and level.
    pub speakers: Vec<Speaker>,
    /// Its turns.
    pub turns: Vec<Turn>,
    /// The passages of the other speakers.
    pub codings: Vec<Coding>,
    /// What the other speakers say leads to what.
    pub claims: Vec<Claim>,
    /// What the other speakers say of their passages.
    pub statements: Vec<Statement>,
    /// How many passages of the erased speaker went.
    pub erased_codings: usize,
}

/// A stretch of code points and what comes in its place.
struct Edit<'a> {
    start: usize,
    end: usize,
    words: &'a str,
}

/// The transcript without the words and the label of one speaker. Not found and not replaced: the speaker's name in the
/// words of others, in headings, and in the title. The labels between turns are replaced where they stand. Passages,
/// claims and statements must be of this version of the text; what remains is the first version of another text.
pub fn without_speaker(
    text: &str,
    speakers: &[Speaker],
    turns: &[Turn],
    codings: &[Coding],
    claims: &[Claim],
    statements: &[Statement],
    label: &str,
) -> Remaining {
    let letters: Vec<char> = text.chars().collect();
    let new_label = free_label(speakers);
    let mut edits: Vec<Edit> = Vec::new();
    let mut after = 0;
    for turn in turns {
        if turn.speaker.as_deref() == Some(label) {
            if let Some(start) = last_place(&letters, after, turn.start, label) {
                edits.push(Edit { start, end: start + label.chars().count(), words: &new_label });
            }
            edits.push(Edit { start: turn.start, end: turn.end, words: ERASED_WORDS });
        }
        after = turn.end;
    }
    let gone = |start: usize, end: usize, stated: Option<&str>| {
        stated == Some(label)
            || turns.iter().any(|t| t.speaker.as_deref() == Some(label) && start < t.end && t.start < end)
    };
    let (erased, kept): (Vec<&Coding>, Vec<&Coding>) =
        codings.iter().partition(|c| gone(c.start, c.end, c.stated.label.as_deref()));
    Remaining {
        text: edited(&letters, &edits),
        speakers: speakers.iter().map(|s| renamed(s, label, &new_label)).collect(),
        turns: turns
            .iter()
            .map(|turn| {
                let mine = turn.speaker.as_deref() == Some(label);
                let speaker = if mine { Some(new_label.clone()) } else { turn.speaker.clone() };
                Turn {
                    speaker,
                    start: moved(&edits, turn.start),
                    end: moved(&edits, turn.end),
                    ..turn.clone()
                }
            })
            .collect(),
        codings: kept
            .into_iter()
            .map(|c| Coding {
                version: 1,
                start: moved(&edits, c.start),
                end: moved(&edits, c.end),
                ..c.clone()
            })
            .collect(),
        claims: claims
            .iter()
            .filter(|c| !gone(c.start, c.end, None))
            .map(|c| Claim {
                version: 1,
                start: moved(&edits, c.start),
                end: moved(&edits, c.end),
                ..c.clone()
            })
            .collect(),
        statements: statements
            .iter()
            .filter(|s| s.label != label && !gone(s.start, s.end, None))
            .map(|s| Statement {
                version: 1,
                start: moved(&edits, s.start),
                end: moved(&edits, s.end),
                ..s.clone()
            })
            .collect(),
        erased_codings: erased.len(),
    }
}

/// A name for the erased speaker that nobody has yet.
fn free_label(speakers: &[Speaker]) -> String {
    let taken = |label: &str| speakers.iter().any(|s| s.label == label);
    std::iter::once(ERASED_SPEAKER.to_owned())
        .chain((2..=speakers.len() + 2).map(|n| format!("{ERASED_SPEAKER} {n}")))
        .find(|label| !taken(label))
        .unwrap_or_else(|| ERASED_SPEAKER.to_owned())
}

fn renamed(speaker: &Speaker, label: &str, new_label: &str) -> Speaker {
    if speaker.label != label {
        return speaker.clone();
    }
    Speaker {
        label: new_label.to_owned(),
        organisation: None,
        role_level: None,
        interviewer: speaker.interviewer,
    }
}

/// Where `words` stands for the last time between two code points.
fn last_place(letters: &[char], from: usize, to: usize, words: &str) -> Option<usize> {
    let words: Vec<char> = words.chars().collect();
    let gap = letters.get(from..to)?;
    gap.windows(words.len().max(1)).rposition(|window| window == words).map(|at| from + at)
}

fn edited(letters: &[char], edits: &[Edit]) -> String {
    let mut text = String::with_capacity(letters.len());
    let mut at = 0;
    for edit in edits {
        text.extend(letters.get(at..edit.start).unwrap_or_default());
        text.push_str(edit.words);
        at = edit.end;
    }
    text.extend(letters.get(at..).unwrap_or_default());
    text
}

/// Where a place lies after the edits. The end of an edited stretch becomes the end of what came in its place.
fn moved(edits: &[Edit], place: usize) -> usize {
    edits
        .iter()
        .take_while(|edit| edit.end <= place)
        .fold(place, |place, edit| place + edit.words.chars().count() - (edit.end - edit.start))
}

#[cfg(test)]
mod tests;
