//! What Troth knows of a coding and the standard has no word for, such as its polarity, written as a note.
//!
//! A coding of the standard points to notes and to nothing else, and sets hold codes, sources and notes. So a mark
//! is a note: its first line is for people, in whatever program; the rest lets Troth read it back.

use std::collections::BTreeMap;

use uuid::Uuid;

use super::model::{Note, Project};
use super::offsets::is_troth;

/// The line that tells a mark from a note.
const SIGN: &str = "[troth mark]";

/// One thing known of codings, such as `polarity` and `loss`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Mark {
    /// What it is about.
    pub key: String,
    /// What it says.
    pub value: String,
}

impl Mark {
    /// The note that carries it; `words` are its first line, such as "Polarity: told as a loss". Codings that have
    /// the mark in common can share the note.
    pub fn note(&self, guid: Uuid, words: &str) -> Note {
        let line = words.lines().next().unwrap_or_default();
        let (key, value) = (escaped(&self.key), escaped(&self.value));
        Note {
            guid,
            name: Some(line.to_owned()),
            text: format!("{line}\n{SIGN}\nkey={key}\nvalue={value}"),
            user: None,
            at: None,
        }
    }

    /// The mark that a note carries, if it carries one.
    pub fn of_note(note: &Note) -> Option<Self> {
        let mut lines = note.text.split('\n').skip(1);
        if lines.next()? != SIGN {
            return None;
        }
        let key = plain(lines.next()?.strip_prefix("key=")?);
        let value = plain(lines.next()?.strip_prefix("value=")?);
        lines.next().is_none().then_some(Self { key, value })
    }
}

impl Project {
    /// The notes that are marks. Only what Troth wrote is read as marks; in a file of another program they are
    /// notes like others.
    pub fn marks(&self) -> BTreeMap<Uuid, Mark> {
        if !self.origin.as_deref().is_some_and(is_troth) {
            return BTreeMap::new();
        }
        self.notes.iter().filter_map(|note| Some((note.guid, Mark::of_note(note)?))).collect()
    }
}

fn escaped(text: &str) -> String {
    text.replace('\\', "\\\\").replace('\n', "\\n").replace('\r', "\\r")
}

fn plain(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut characters = text.chars();
    while let Some(c) = characters.next() {
        match c {
            '\\' => match characters.next() {
                Some('n') => out.push('\n'),
                Some('r') => out.push('\r'),
                Some(other) => out.push(other),
                None => {}
            },
            _ => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_mark_reads_as_words_and_as_a_mark_and_other_notes_are_none() {
        let mark = Mark { key: "polarity".into(), value: "loss".into() };
        let note = mark.note(Uuid::nil(), "Polarity: told as a loss");
        assert!(note.text.starts_with("Polarity: told as a loss\n"));
        assert_eq!(Mark::of_note(&note), Some(mark));
        let plain = Note { text: "key=polarity\nvalue=loss".into(), ..note };
        assert_eq!(Mark::of_note(&plain), None);
    }

    proptest! {
        #[test]
        fn any_key_and_value_come_back(key in ".{0,20}", value in "[a\\\\\n\r=é]{0,20}") {
            let mark = Mark { key, value };
            prop_assert_eq!(Mark::of_note(&mark.note(Uuid::nil(), "words\nmore")), Some(mark));
        }
    }
}
