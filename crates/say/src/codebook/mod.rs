//! The codebook of a partnership: the framework's codes, own codes beside and below them, and every change that was
//! made, in order.
//!
//! A codebook is worked out from the framework and its changes; nothing else is stored. Passages keep the code they
//! were given: merging and splitting change how a key is read ([`Codebook::resolve`]), so that taking a change back
//! brings back exactly what was there.

mod change;
mod framework;
mod letters;

use std::collections::BTreeMap;

use troth_network::CodingId;

pub use change::{Change, CodebookError};

use crate::code::{Code, CodeKey, CodeKind};

/// The codes, and how keys are read.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Codebook {
    codes: BTreeMap<CodeKey, Code>,
    /// The framework's order, then own codes as they were made.
    order: Vec<CodeKey>,
    /// Passages that a split gave another code: from which code, to which.
    moved: BTreeMap<CodingId, Vec<(CodeKey, CodeKey)>>,
}

impl Codebook {
    /// A code by its key, also one that was merged or retired.
    pub fn get(&self, key: &CodeKey) -> Option<&Code> {
        self.codes.get(key)
    }

    /// The code's name, or its key where the codebook has no such code (a framework of another version).
    pub fn name<'a>(&'a self, key: &'a CodeKey) -> &'a str {
        self.get(key).map_or(key.as_str(), |code| &code.wording.name)
    }

    /// Name with those above it, such as "Ways of working: Openness to change".
    pub fn full_name(&self, key: &CodeKey) -> String {
        let mut names: Vec<&str> = self.above(key).iter().map(|code| code.wording.name.as_str()).collect();
        names.reverse();
        names.push(self.name(key));
        names.join(": ")
    }

    /// All codes that are in use, each under the one above it, with their depth; by kind in the order of
    /// [`CodeKind::ALL`], within a kind in the framework's order and then as they were made. A code of one's own that
    /// stands below one of the framework is listed there.
    pub fn tree(&self) -> Vec<(usize, &Code)> {
        let mut below: BTreeMap<Option<&CodeKey>, Vec<&Code>> = BTreeMap::new();
        for code in self.order.iter().filter_map(|key| self.get(key)).filter(|code| code.usable()) {
            below.entry(self.parent_in_use(code)).or_default().push(code);
        }
        let mut list = Vec::new();
        for kind in CodeKind::ALL {
            for top in below.get(&None).into_iter().flatten().filter(|code| code.key.kind() == kind) {
                list_below(top, 0, &below, &mut list);
            }
        }
        list
    }

    /// The code above, passing over retired ones.
    fn parent_in_use<'a>(&'a self, code: &'a Code) -> Option<&'a CodeKey> {
        let mut parent = code.parent.as_ref();
        while let Some(key) = parent {
            match self.get(key) {
                Some(code) if code.usable() => return Some(&code.key),
                Some(code) => parent = code.parent.as_ref(),
                None => return None,
            }
        }
        None
    }

    /// The codes above one, the nearest first.
    pub fn above(&self, key: &CodeKey) -> Vec<&Code> {
        let mut list: Vec<&Code> = Vec::new();
        let mut next = self.get(key).and_then(|code| code.parent.as_ref());
        while let Some(code) = next.and_then(|key| self.get(key)) {
            // Changes never make a ring; a stored one that does must not hang a page.
            if list.iter().any(|seen| seen.key == code.key) {
                break;
            }
            list.push(code);
            next = code.parent.as_ref();
        }
        list
    }

    /// Whether `key` is `other` or stands below it.
    pub fn is_within(&self, key: &CodeKey, other: &CodeKey) -> bool {
        key == other || self.above(key).iter().any(|code| code.key == *other)
    }

    /// The code that a passage has now, after splits and merges.
    pub fn resolve(&self, coding: CodingId, given: &CodeKey) -> CodeKey {
        let mut key = self.after_merges(given);
        for (from, to) in self.moved.get(&coding).into_iter().flatten() {
            if key == self.after_merges(from) {
                key = self.after_merges(to);
            }
        }
        key
    }

    /// The code that a claim's cause or effect is now, after merges. A split moves passages alone.
    pub fn resolve_end(&self, given: &CodeKey) -> CodeKey {
        self.after_merges(given)
    }

    /// What a code was merged into, over several merges.
    fn after_merges(&self, key: &CodeKey) -> CodeKey {
        let mut key = key;
        let mut steps = 0;
        while let Some(into) = self.get(key).and_then(|code| code.merged_into.as_ref()) {
            key = into;
            steps += 1;
            if steps > self.codes.len() {
                break;
            }
        }
        key.clone()
    }

    /// The narrative that a code tells of, with its facet: its own, or that of the nearest code above it.
    pub fn narrative(&self, key: &CodeKey) -> Option<(String, Option<String>)> {
        let nearest = std::iter::once(key)
            .chain(self.above(key).into_iter().map(|code| &code.key))
            .find(|key| key.kind() == CodeKind::Narrative)?;
        match nearest.id().split_once('/') {
            Some((narrative, facet)) => Some((narrative.to_owned(), Some(facet.to_owned()))),
            None => Some((nearest.id().to_owned(), None)),
        }
    }

    /// The code in use that has these two letters.
    pub fn by_letters(&self, letters: &str) -> Option<&Code> {
        let letters = letters.trim().to_lowercase();
        self.codes.values().find(|code| code.usable() && code.wording.letters == letters)
    }

    /// The code in use of this name or full name (case and surrounding space do not count), if there is just one.
    pub fn by_name(&self, name: &str) -> Option<&Code> {
        let wanted = name.trim().to_lowercase();
        let in_use = || self.codes.values().filter(|code| code.usable());
        let mut found = in_use().filter(|c| c.wording.name.trim().to_lowercase() == wanted);
        match (found.next(), found.next()) {
            (Some(code), None) => Some(code),
            _ => in_use().find(|code| self.full_name(&code.key).to_lowercase() == wanted),
        }
    }

    /// Two letters for a new code that no other code in use has; empty when all are taken.
    pub fn free_letters(&self, name: &str) -> String {
        letters::free(name, |letters| self.by_letters(letters).is_some())
    }
}

fn list_below<'a>(
    code: &'a Code,
    depth: usize,
    below: &BTreeMap<Option<&CodeKey>, Vec<&'a Code>>,
    list: &mut Vec<(usize, &'a Code)>,
) {
    list.push((depth, code));
    for child in below.get(&Some(&code.key)).into_iter().flatten() {
        list_below(child, depth + 1, below, list);
    }
}

#[cfg(test)]
mod tests;
