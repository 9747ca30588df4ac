//! What somebody who was interviewed says of their own passages, and what follows for a coded passage.
//!
//! A statement belongs to a stretch of words, not to a coding: whoever codes the same words, however often, is bound by
//! it, and nobody reads withdrawn words through a longer passage.

use serde::{Deserialize, Serialize};
use troth_network::{Timestamp, TranscriptId};
use uuid::Uuid;

use crate::coding::Permission;

/// What a speaker says of one stretch of their own words. The latest on a stretch holds.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Statement {
    /// Internal id.
    pub id: Uuid,
    /// The text.
    pub transcript: TranscriptId,
    /// The version of the text that the places are of. Older than the text's own where a correction could not place the
    /// words.
    pub version: u32,
    /// The speaker's label.
    pub label: String,
    /// First code point.
    pub start: usize,
    /// The code point after the last.
    pub end: usize,
    /// What the speaker allows.
    pub permission: Permission,
    /// The words as the speaker wants them read.
    pub amended: Option<String>,
    /// Whether the speaker took the words back altogether.
    pub withdrawn: bool,
    /// Whether the words were corrected after the speaker saw them: then the statement can only narrow.
    pub reworded: bool,
    /// When it was made.
    pub at: Timestamp,
}

/// A stretch of a speaker's words in one version of a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Stretch<'a> {
    /// The text.
    pub transcript: TranscriptId,
    /// The version of the text.
    pub version: u32,
    /// The speaker's label.
    pub label: &'a str,
    /// First code point.
    pub start: usize,
    /// The code point after the last.
    pub end: usize,
}

/// What holds for a stretch of words.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Consent {
    /// How it may be shown.
    pub permission: Permission,
    /// Whether the speaker chose to be named, in person and for exactly these words.
    pub named_by_choice: bool,
    /// The words to be shown in the place of those in the text.
    pub amended: Option<String>,
    /// Whether the speaker took the words back: then they are in no output, counts included.
    pub withdrawn: bool,
}

impl Statement {
    /// The words that it is about.
    pub fn stretch(&self) -> Stretch<'_> {
        let Self { transcript, version, start, end, .. } = *self;
        Stretch { transcript, version, label: &self.label, start, end }
    }

    fn is_of(&self, stretch: &Stretch<'_>) -> bool {
        self.transcript == stretch.transcript && self.label == stretch.label
    }

    /// Whether it is a statement on exactly this stretch.
    pub fn is_on(&self, stretch: &Stretch<'_>) -> bool {
        self.is_of(stretch)
            && self.version == stretch.version
            && (self.start, self.end) == (stretch.start, stretch.end)
    }

    fn overlaps(&self, stretch: &Stretch<'_>) -> bool {
        self.start < stretch.end && stretch.start < self.end
    }

    fn covers(&self, stretch: &Stretch<'_>) -> bool {
        self.start <= stretch.start && stretch.end <= self.end
    }
}

/// The latest statement on exactly this stretch.
pub fn latest<'a>(stretch: &Stretch<'_>, statements: &'a [Statement]) -> Option<&'a Statement> {
    statements.iter().filter(|s| s.is_on(stretch)).max_by_key(|s| (s.at, s.id))
}

/// What holds for a stretch of words, given all statements, of which those of other speakers and texts do not count.
/// `noted` is what the researcher noted that the speaker allows.
///
/// - The speaker's own statement on exactly these words decides; it also widens what was noted, unless the words were
///   corrected since.
/// - Every statement on words that overlap narrows: nothing is shown more widely than any of them, and words that were
///   withdrawn or amended are not shown through a longer or shorter passage.
/// - Where a correction left a statement of the speaker without a place, nothing of theirs is shown that they have not
///   allowed anew: nobody knows which words the statement is about now.
pub fn consent(stretch: &Stretch<'_>, noted: Permission, statements: &[Statement]) -> Consent {
    let own: Vec<&Statement> = statements.iter().filter(|s| s.is_of(stretch)).collect();
    let (placed, lost): (Vec<&Statement>, Vec<&Statement>) =
        own.into_iter().partition(|s| s.version == stretch.version);
    let exact = latest(stretch, statements);
    let said = match exact {
        Some(exact) if exact.withdrawn => Permission::NotQuoted,
        Some(exact) if exact.reworded => exact.permission.min(noted),
        Some(exact) => exact.permission,
        None if lost.is_empty() => noted,
        None => Permission::NotQuoted,
    };
    let around = placed.iter().filter(|s| !s.is_on(stretch) && s.overlaps(stretch));
    let permission = around.fold(said, |narrowest, s| {
        let allowed = if s.withdrawn || s.amended.is_some() { Permission::NotQuoted } else { s.permission };
        narrowest.min(allowed)
    });
    let withdrawn = exact.is_some_and(|s| s.withdrawn)
        || placed.iter().any(|s| s.withdrawn && !s.is_on(stretch) && s.covers(stretch));
    Consent {
        permission: if withdrawn { Permission::NotQuoted } else { permission },
        named_by_choice: permission == Permission::Named && exact.is_some_and(|s| !s.reworded),
        amended: exact.filter(|_| !withdrawn).and_then(|s| s.amended.clone()),
        withdrawn,
    }
}

#[cfg(test)]
mod tests;
