//! A new text, with its speakers and the key to what was replaced in it.

use std::collections::BTreeSet;

use troth_network::{Network, TranscriptId};
use troth_say::identifiers::Key;
use troth_say::refi::model::Datum;
use troth_say::{DocumentKind, Speaker, Transcript};
use troth_store::StoredTranscript;

use super::Bring;
use crate::exchange::full::{HELD_ON, KIND};
use crate::exchange::incoming::{TextIn, value_of};
use crate::exchange::told::ProjectDecisions;

impl Bring<'_, '_> {
    pub(super) fn said(&self, words: &str) -> String {
        self.replaced.get(words).map_or_else(|| words.to_owned(), |replaced| replaced.text.clone())
    }

    /// A new text with its speakers, as it was decided.
    pub(super) fn stored(
        &self,
        network: &Network,
        id: TranscriptId,
        decided: &ProjectDecisions,
        (at, text): (usize, &TextIn<'_>),
    ) -> StoredTranscript {
        let source = text.source;
        let turns = match self.replaced.get(&source.text) {
            Some(replaced) => replaced.turns(&source.text, &text.turns),
            None => text.turns.clone(),
        };
        let mut speakers: Vec<Speaker> = Vec::new();
        for (was, is) in text.turns.iter().zip(&turns) {
            let (Some(was), Some(label)) = (&was.speaker, &is.speaker) else { continue };
            if speakers.iter().all(|speaker| speaker.label != *label) {
                let known = text.speakers.iter().find(|speaker| speaker.label == *was);
                speakers.push(Speaker {
                    label: label.clone(),
                    organisation: known.and_then(|speaker| speaker.organisation),
                    role_level: known.and_then(|speaker| speaker.role_level),
                    interviewer: decided.interviewers.contains(&(at, was.clone())),
                });
            }
        }
        let told = match value_of(&source.values, KIND) {
            Some(Datum::Text(kind)) => kind.parse::<DocumentKind>().ok(),
            _ => None,
        };
        let held_on = match value_of(&source.values, HELD_ON) {
            Some(Datum::Date(day)) => Some(*day),
            _ => None,
        };
        let transcript = Transcript {
            id,
            network: network.id,
            title: self.said(&text.title),
            file_name: None,
            kind: told.or(decided.kind).unwrap_or(DocumentKind::Interview),
            held_on,
            version: 1,
            text: self.said(&source.text),
            added: self.now,
        };
        StoredTranscript { transcript, speakers, turns }
    }

    /// What leads back from the pseudonyms of a text, its title and the notes on it.
    pub(super) fn key_of(&self, text: &TextIn<'_>) -> Key {
        let mut words = vec![text.source.text.clone(), text.title.clone()];
        for selection in &text.source.selections {
            words.extend(
                selection.codings.iter().filter_map(|c| self.incoming.memo(&c.notes, Some(selection))),
            );
        }
        let mut key = Key::default();
        let mut seen = BTreeSet::new();
        for words in words.into_iter().filter(|words| seen.insert(words.clone())) {
            for entry in self.replaced.get(&words).into_iter().flat_map(|r| &r.key.entries) {
                match key.entries.iter_mut().find(|known| known.pseudonym == entry.pseudonym) {
                    Some(known) => {
                        let more: Vec<String> = entry
                            .originals
                            .iter()
                            .filter(|o| !known.originals.contains(o))
                            .cloned()
                            .collect();
                        known.originals.extend(more);
                    }
                    None => key.entries.push(entry.clone()),
                }
            }
        }
        key
    }
}
