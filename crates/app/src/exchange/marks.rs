//! What Troth knows of passages and claims and the standard has no word for: written as notes whose first line is for
//! people, and read back.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use troth_say::refi::Mark;
use troth_say::refi::model::Note;
use troth_say::{About, ClaimSign, CodeState, Permission, Polarity, Stated};
use uuid::Uuid;

use super::made;
use crate::organisations::Names;

const POLARITY: &str = "polarity";
const ABOUT: &str = "about";
const PERMISSION: &str = "permission";
const STATED: &str = "stated";
const CLAIM: &str = "claim";
const CODE: &str = "code";

/// Whose words a passage is, as its coder states it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct StatedMark {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) label: Option<String>,
    /// The organisation's id in files.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) organisation: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) level: Option<String>,
}

/// What a claim is beside its two codes and its words.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct ClaimMark {
    pub(super) sign: ClaimSign,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) condition: Option<String>,
    #[serde(default)]
    pub(super) permission: Permission,
}

/// What a code of one's own is beside name and description.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct CodeMark {
    #[serde(default)]
    pub(super) letters: String,
    #[serde(default)]
    pub(super) state: CodeState,
    #[serde(default)]
    pub(super) retired: bool,
}

/// What a mark says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Said {
    Polarity(Polarity),
    /// As forms write it: an organisation's id in files, or `sector:` and a sector.
    About(String),
    Permission(Permission),
    Stated(StatedMark),
    Claim(ClaimMark),
    Code(CodeMark),
}

/// Reads a mark; nothing if it says something that this version does not know.
pub(super) fn read(mark: &Mark) -> Option<Said> {
    let value = mark.value.as_str();
    match mark.key.as_str() {
        POLARITY => value.parse().ok().map(Said::Polarity),
        ABOUT => Some(Said::About(value.to_owned())),
        PERMISSION => value.parse().ok().map(Said::Permission),
        STATED => serde_json::from_str(value).ok().map(Said::Stated),
        CLAIM => serde_json::from_str(value).ok().map(Said::Claim),
        CODE => serde_json::from_str(value).ok().map(Said::Code),
        _ => None,
    }
}

/// Notes that are written: what passages have in common stands in one note.
#[derive(Debug, Default)]
pub(super) struct Notes {
    shared: BTreeMap<Uuid, Note>,
    own: Vec<Note>,
}

impl Notes {
    /// How a passage is told.
    pub(super) fn polarity(&mut self, polarity: Polarity) -> Uuid {
        self.share(POLARITY, polarity.id().to_owned(), &format!("Polarity: {}", polarity.words()))
    }

    /// Whom a passage is about.
    pub(super) fn about(&mut self, about: &About, names: &Names) -> Uuid {
        match about {
            About::Organisation(id) => {
                let value = names.get(*id).map(|o| o.external_id.clone()).unwrap_or_default();
                self.share(ABOUT, value, &format!("About: {}", names.name(*id)))
            }
            About::Sector(sector) => {
                self.share(ABOUT, format!("sector:{}", sector.0), &format!("About: {}", sector.words()))
            }
        }
    }

    /// What the speaker allows.
    pub(super) fn permission(&mut self, permission: Permission) -> Uuid {
        let words = format!("The speaker allows: {}", permission.words());
        self.share(PERMISSION, permission.id().to_owned(), &words)
    }

    /// Whose words a passage is; nothing if the coder states nothing.
    pub(super) fn stated(&mut self, stated: &Stated, names: &Names) -> Option<Uuid> {
        if stated.is_empty() {
            return None;
        }
        let organisation = stated.organisation.and_then(|id| names.get(id));
        let mark = StatedMark {
            label: stated.label.clone(),
            organisation: organisation.map(|o| o.external_id.clone()),
            level: stated.role_level.map(|level| level.id().to_owned()),
        };
        let words = [
            stated.label.clone(),
            organisation.map(|o| o.name.clone()),
            stated.role_level.map(|level| level.words().to_owned()),
        ];
        let words: Vec<String> = words.into_iter().flatten().collect();
        let value = serde_json::to_string(&mark).ok()?;
        Some(self.share(STATED, value, &format!("Whose words: {}", words.join(", "))))
    }

    /// What a code of one's own is beside its name.
    pub(super) fn code(&mut self, mark: &CodeMark) -> Option<Uuid> {
        let value = serde_json::to_string(mark).ok()?;
        let retired = if mark.retired { ", put away" } else { "" };
        Some(self.share(CODE, value, &format!("Code: {}{retired}", mark.state.words())))
    }

    /// A claim in words, with whoever noted it.
    pub(super) fn claim(&mut self, id: Uuid, mark: &ClaimMark, words: &str, by: &Note) -> Option<Uuid> {
        let mark = Mark { key: CLAIM.to_owned(), value: serde_json::to_string(mark).ok()? };
        let note = mark.note(made(&["claim note", &id.to_string()]), words);
        let guid = note.guid;
        self.own.push(Note { user: by.user, at: by.at, ..note });
        Some(guid)
    }

    /// A note as it is.
    pub(super) fn plain(&mut self, note: Note) -> Uuid {
        let guid = note.guid;
        self.own.push(note);
        guid
    }

    /// Ids of the notes that are shared.
    pub(super) fn marks(&self) -> Vec<Uuid> {
        self.shared.keys().copied().collect()
    }

    /// All notes, those that are shared first.
    pub(super) fn into_notes(self) -> Vec<Note> {
        self.shared.into_values().chain(self.own).collect()
    }

    fn share(&mut self, key: &str, value: String, words: &str) -> Uuid {
        let guid = made(&["mark", key, &value]);
        let mark = Mark { key: key.to_owned(), value };
        self.shared.entry(guid).or_insert_with(|| mark.note(guid, words));
        guid
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_are_shared_and_read_back() {
        let mut notes = Notes::default();
        let loss = notes.polarity(Polarity::Loss);
        assert_eq!(notes.polarity(Polarity::Loss), loss);
        let named = notes.permission(Permission::Named);
        let code = CodeMark { letters: "zz".into(), state: CodeState::Named, retired: true };
        notes.code(&code).unwrap();
        assert_eq!(notes.marks().len(), 3);
        let notes = notes.into_notes();
        let said: BTreeMap<Uuid, Said> =
            notes.iter().map(|n| (n.guid, read(&Mark::of_note(n).unwrap()).unwrap())).collect();
        assert_eq!(said[&loss], Said::Polarity(Polarity::Loss));
        assert_eq!(said[&named], Said::Permission(Permission::Named));
        assert!(said.values().any(|said| *said == Said::Code(code.clone())));
        assert_eq!(read(&Mark { key: "mood".into(), value: "x".into() }), None);
        assert_eq!(read(&Mark { key: STATED.into(), value: "{".into() }), None);
    }
}
