//! Replacing what was found, and the key that leads back.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};
use thiserror::Error;

use crate::turns::{TimeMark, Turn};

/// A stretch of a text and what shall stand there instead.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Choice {
    /// First code point.
    pub start: usize,
    /// The code point after the last.
    pub end: usize,
    /// What stands there afterwards.
    pub with: String,
}

/// One pseudonym with the words it stands for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct KeyEntry {
    /// What stands in the text.
    pub pseudonym: String,
    /// The words it replaced, each once, in order of appearance.
    pub originals: Vec<String>,
}

/// What leads from pseudonyms back to words. It is to be sealed and kept apart from the text.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Key {
    /// In order of appearance.
    pub entries: Vec<KeyEntry>,
}

/// A text after replacing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Replaced {
    /// The new text.
    pub text: String,
    /// What leads back.
    pub key: Key,
    /// Old start, old end, new start, new end of each replacement, in code points.
    moves: Vec<(usize, usize, usize, usize)>,
}

/// Why nothing was replaced.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum ReplaceError {
    /// A choice is not in the text, or empty.
    #[error("Positions {start} to {end} are not in the text. Look through the text again.")]
    Outside {
        /// First code point.
        start: usize,
        /// The code point after the last.
        end: usize,
    },
    /// Two choices take in the same words.
    #[error("The replacements at {first} and {second} overlap. Keep one of them.")]
    Overlap {
        /// First code point of the one.
        first: usize,
        /// First code point of the other.
        second: usize,
    },
    /// What shall stand there would open a new line.
    #[error("The replacement \"{with}\" has a line break in it. Write it on one line.")]
    LineBreak {
        /// The replacement.
        with: String,
    },
}

/// Puts each choice in its place, labels of turns included. Choices may come in any order.
///
/// # Errors
/// [`ReplaceError`]; then nothing is replaced.
pub fn replace(text: &str, choices: &[Choice]) -> Result<Replaced, ReplaceError> {
    let mut choices: Vec<&Choice> = choices.iter().collect();
    choices.sort_by_key(|choice| (choice.start, choice.end));
    for pair in choices.windows(2) {
        if let [a, b] = pair
            && b.start < a.end
        {
            return Err(ReplaceError::Overlap { first: a.start, second: b.start });
        }
    }
    if let Some(choice) = choices.iter().find(|choice| choice.with.contains(['\n', '\r'])) {
        return Err(ReplaceError::LineBreak { with: choice.with.clone() });
    }
    let mut out = String::with_capacity(text.len());
    let (mut letters, mut at, mut now) = (text.chars(), 0, 0);
    let mut moves = Vec::with_capacity(choices.len());
    let mut key = Key::default();
    let mut places: BTreeMap<&str, usize> = BTreeMap::new();
    let mut seen: BTreeSet<(usize, String)> = BTreeSet::new();
    for choice in choices {
        let outside = ReplaceError::Outside { start: choice.start, end: choice.end };
        let (Some(gap), Some(length)) = (choice.start.checked_sub(at), choice.end.checked_sub(choice.start))
        else {
            return Err(outside);
        };
        let before = out.len();
        out.extend(letters.by_ref().take(gap));
        let kept = out.get(before..).map_or(0, |kept| kept.chars().count());
        let original: String = letters.by_ref().take(length).collect();
        if length == 0 || kept < gap || original.chars().count() < length {
            return Err(outside);
        }
        let new = choice.with.chars().count();
        moves.push((choice.start, choice.end, now + gap, now + gap + new));
        out.push_str(&choice.with);
        (at, now) = (choice.end, now + gap + new);
        let place = *places.entry(&choice.with).or_insert_with(|| {
            key.entries.push(KeyEntry { pseudonym: choice.with.clone(), originals: Vec::new() });
            key.entries.len() - 1
        });
        if seen.insert((place, original.clone()))
            && let Some(entry) = key.entries.get_mut(place)
        {
            entry.originals.push(original);
        }
    }
    out.extend(letters);
    Ok(Replaced { text: out, key, moves })
}

impl Replaced {
    /// Where a code point of the old text stands in the new one. Inside a replacement: its beginning.
    pub fn moved(&self, point: usize) -> usize {
        let nth = self.moves.partition_point(|(start, ..)| *start <= point);
        match nth.checked_sub(1).and_then(|nth| self.moves.get(nth)) {
            None => point,
            Some((_, end, new_start, _)) if point < *end => *new_start,
            Some((_, end, _, new_end)) => new_end + (point - end),
        }
    }

    /// A range of the old text in the new one. A bound inside a replacement takes in all of it.
    pub fn range(&self, start: usize, end: usize) -> (usize, usize) {
        (self.moved(start), self.moved_end(end))
    }

    /// The end of a range of the old text in the new one. Inside a replacement: its end.
    pub fn moved_end(&self, point: usize) -> usize {
        let nth = self.moves.partition_point(|(start, ..)| *start < point);
        match nth.checked_sub(1).and_then(|nth| self.moves.get(nth)) {
            None => point,
            Some((_, end, _, new_end)) => new_end + point.saturating_sub(*end),
        }
    }

    /// The turns of the old `text` in the new one, with the labels that stand there now.
    pub fn turns(&self, text: &str, turns: &[Turn]) -> Vec<Turn> {
        let labels = self.labels(text, turns);
        turns
            .iter()
            .map(|turn| Turn {
                speaker: turn.speaker.as_ref().map(|label| labels.get(label).unwrap_or(label).clone()),
                start: self.moved(turn.start),
                end: self.moved_end(turn.end),
                ..turn.clone()
            })
            .collect()
    }

    /// What became of each label, read between the turn before and the words it opens.
    fn labels(&self, text: &str, turns: &[Turn]) -> BTreeMap<String, String> {
        let mut labels: BTreeMap<String, String> = BTreeMap::new();
        let (old, new): (Vec<char>, Vec<char>) = (text.chars().collect(), self.text.chars().collect());
        let mut from = 0;
        for turn in turns {
            let gap = from..turn.start;
            from = turn.end;
            let Some(label) = turn.speaker.as_ref().filter(|label| !labels.contains_key(*label)) else {
                continue;
            };
            let letters: Vec<char> = label.chars().collect();
            let begins = old.get(gap.clone()).and_then(|gap| {
                gap.windows(letters.len().max(1)).rposition(|window| window == letters.as_slice())
            });
            if let Some(begins) = begins.map(|at| gap.start + at)
                && let Some(now) = new.get(self.moved(begins)..self.moved_end(begins + letters.len()))
            {
                labels.insert(label.clone(), now.iter().collect());
            }
        }
        labels
    }

    /// Times of the old text in the new one.
    pub fn times(&self, times: &[TimeMark]) -> Vec<TimeMark> {
        times.iter().map(|mark| TimeMark { at: self.moved(mark.at), ..*mark }).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Known, find};
    use super::*;
    use crate::turns::recognise_turns;

    fn all(text: &str) -> Vec<Choice> {
        find(text, &Known::default())
            .into_iter()
            .map(|f| Choice { start: f.start, end: f.end, with: f.suggestion })
            .collect()
    }

    #[test]
    fn labels_and_names_get_one_pseudonym_and_turns_stay() {
        let text = "[00:01] Zoë Okafor: I rang Mrs Bell. 👩🏽‍⚕️\n[00:09] Mel: And Zoë’s team?\nZoë Okafor: Bell rang on 07700 900123.\nMel: Oh.";
        let turns = recognise_turns(text, &[]);
        let replaced = replace(text, &all(text)).unwrap();
        assert_eq!(
            replaced.text,
            "[00:01] [Person 1]: I rang Mrs [Person 2]. 👩🏽‍⚕️\n[00:09] [Person 3]: And [Person 1]’s team?\n[Person 1]: [Person 2] rang on [telephone].\n[Person 3]: Oh."
        );
        assert_eq!(replaced.turns(text, &turns), recognise_turns(&replaced.text, &[]));
        let key: Vec<(&str, String)> =
            replaced.key.entries.iter().map(|e| (e.pseudonym.as_str(), e.originals.join("|"))).collect();
        assert_eq!(
            key,
            [
                ("[Person 1]", "Zoë Okafor|Zoë".into()),
                ("[Person 2]", "Bell".to_owned()),
                ("[Person 3]", "Mel".into()),
                ("[telephone]", "07700 900123".into())
            ]
        );
    }

    #[test]
    fn ranges_keep_their_words_and_take_in_what_was_replaced() {
        let text = "So Zoë rang Mel twice.";
        let choices = [
            Choice { start: 3, end: 6, with: "[Person 1]".into() },
            Choice { start: 12, end: 15, with: "M".into() },
        ];
        let replaced = replace(text, &choices).unwrap();
        for (old, new) in [
            ("Zoë rang", "[Person 1] rang"),
            ("ë rang Me", "[Person 1] rang M"),
            ("rang", "rang"),
            ("twice.", "twice."),
        ] {
            let (start, end) = crate::find_once(text, old).unwrap();
            let (start, end) = replaced.range(start, end);
            assert_eq!(crate::slice(&replaced.text, start, end), Some(new), "{old}");
        }
    }

    #[test]
    fn what_does_not_fit_replaces_nothing() {
        let choice = |start, end, with: &str| Choice { start, end, with: with.into() };
        let says = |choices: &[Choice]| replace("Zoë rang", choices).unwrap_err().to_string();
        assert!(says(&[choice(5, 9, "x")]).contains("5 to 9"));
        assert!(says(&[choice(3, 3, "x")]).contains("not in the text"));
        assert!(says(&[choice(3, 2, "x")]).contains("not in the text"));
        assert!(says(&[choice(0, 3, "x"), choice(2, 4, "y")]).contains("overlap"));
        assert!(says(&[choice(0, 3, "x\n")]).contains("one line"));
    }
}
