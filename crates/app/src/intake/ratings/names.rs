//! Ids and names of a column, kept once and told apart by number: a file of a million rows has a few hundred.

use std::collections::BTreeMap;
use std::sync::Arc;

/// A text of one column; 0 is the empty cell.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub(crate) struct Name(u32);

impl Name {
    /// The empty cell.
    pub(crate) const NONE: Self = Self(0);

    /// The name at a place of such a list.
    pub(crate) const fn at(place: u32) -> Self {
        Self(place)
    }

    /// Position in a list with one place for each name and one for the empty cell.
    pub(crate) fn place(self) -> usize {
        // A list has at most u32::MAX places, and usize holds that on every system Troth runs on.
        usize::try_from(self.0).unwrap_or(usize::MAX)
    }
}

/// Slots of the short memory; a power of two.
const SLOTS: usize = 1024;

/// The texts of one column.
#[derive(Debug)]
pub(crate) struct Names {
    numbers: BTreeMap<Arc<str>, Name>,
    texts: Vec<Arc<str>>,
    /// The name seen last in each slot, so that most cells need no search. A guess is always compared.
    recent: Vec<Name>,
}

impl Default for Names {
    fn default() -> Self {
        Self { numbers: BTreeMap::new(), texts: vec![Arc::from("")], recent: vec![Name::NONE; SLOTS] }
    }
}

impl Names {
    /// The number of `text`; a new one if it was not seen before.
    pub(crate) fn name(&mut self, text: &str) -> Name {
        if text.is_empty() {
            return Name::NONE;
        }
        let slot = slot(text);
        let guess = self.recent[slot];
        if self.text(guess) == text {
            return guess;
        }
        let name = self.numbers.get(text).copied().unwrap_or_else(|| self.add(text));
        self.recent[slot] = name;
        name
    }

    fn add(&mut self, text: &str) -> Name {
        // So many different names would not fit into memory.
        let name = Name(u32::try_from(self.texts.len()).unwrap_or(u32::MAX));
        let text: Arc<str> = Arc::from(text);
        self.texts.push(text.clone());
        self.numbers.insert(text, name);
        name
    }

    /// The text; empty for the empty cell.
    pub(crate) fn text(&self, name: Name) -> &str {
        self.texts.get(name.place()).map_or("", |text| text)
    }

    /// The text, or nothing for the empty cell.
    pub(crate) fn filled(&self, name: Name) -> Option<&str> {
        Some(self.text(name)).filter(|text| !text.is_empty())
    }
}

/// FNV-1a (Fowler, Noll & Vo), folded to the number of slots.
fn slot(text: &str) -> usize {
    let hash = text.bytes().fold(0x811C_9DC5_u32, |hash, b| (hash ^ u32::from(b)).wrapping_mul(0x0100_0193));
    usize::try_from((hash ^ (hash >> 16)) & 1023).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_text_has_the_same_number_however_many_there_are() {
        let mut names = Names::default();
        let texts: Vec<String> = (0..5000).map(|n| format!("organisation-{n}")).collect();
        let first: Vec<Name> = texts.iter().map(|t| names.name(t)).collect();
        let again: Vec<Name> = texts.iter().rev().map(|t| names.name(t)).collect();
        assert!(first.iter().eq(again.iter().rev()));
        assert!(texts.iter().zip(&first).all(|(text, name)| names.text(*name) == text));
        assert_eq!(names.name(""), Name::NONE);
        assert_eq!(names.filled(Name::NONE), None);
    }
}
