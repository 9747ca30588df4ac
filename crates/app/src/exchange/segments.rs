//! Everything that a project says, looked through as one: so the same person gets the same pseudonym in all its texts.

use std::collections::BTreeMap;

use troth_say::excerpt;
use troth_say::identifiers::{self, Choice, Found, Known, Replaced, Sure};

use crate::error::{AppError, FieldError};
use crate::imports::Proposal;

/// Words that are looked through: each text, title and note once.
#[derive(Debug, Clone, Default)]
pub(super) struct Segments {
    words: Vec<String>,
    places: BTreeMap<String, usize>,
}

/// What was found, by the segment it stands in.
#[derive(Debug, Clone, Default)]
pub(super) struct FoundIn {
    /// What may be replaced, in order of appearance; places are left out.
    pub(super) proposals: Vec<Proposal>,
    /// Segment, start and end of each proposal's places, by its words.
    stands: BTreeMap<String, Vec<(usize, usize, usize)>>,
}

/// What stands between two segments.
const GAP: &str = "\n\n";

impl Segments {
    /// Adds words, once.
    pub(super) fn add(&mut self, words: &str) {
        if !words.trim().is_empty() && !self.places.contains_key(words) {
            self.places.insert(words.to_owned(), self.words.len());
            self.words.push(words.to_owned());
        }
    }

    /// All of it as one text.
    pub(super) fn whole(&self) -> String {
        self.words.join(GAP)
    }

    /// Looks all of it through.
    ///
    /// # Errors
    /// If it holds numbers of patients.
    pub(super) fn look(
        &self,
        shown: &str,
        speakers: &[&str],
        organisations: &[&str],
    ) -> Result<FoundIn, AppError> {
        let whole = self.whole();
        let found = identifiers::find(&whole, &Known { speakers, organisations });
        if let Some(refused) = found.iter().find(|found| found.refused()) {
            let message = format!(
                "{shown} holds what looks like the {}: a number of a patient. Troth keeps nothing about patients. Take it \
                 out in the program the file comes from, export it again, then send it again.",
                refused.kind.words()
            );
            return Err(AppError::field("file", message));
        }
        let (mut starts, mut ends) =
            (Vec::with_capacity(self.words.len()), Vec::with_capacity(self.words.len()));
        let mut at = 0;
        for words in &self.words {
            starts.push(at);
            at += words.chars().count();
            ends.push(at);
            at += GAP.len();
        }
        let mut all = FoundIn::default();
        for one in found {
            let Some(segment) = starts.partition_point(|start| *start <= one.start).checked_sub(1) else {
                continue;
            };
            let (Some(start), Some(end)) = (starts.get(segment), ends.get(segment)) else { continue };
            // What runs on into the next segment is nobody's name.
            if let Some(words) = self.words.get(segment).filter(|_| one.end <= *end) {
                all.put(segment, *start, words, one);
            }
        }
        Ok(all)
    }

    /// Every segment that something is replaced in, by its words.
    ///
    /// # Errors
    /// If something found was not decided on, or what stands instead cannot stand there.
    pub(super) fn replaced(
        &self,
        found: &FoundIn,
        decided: &BTreeMap<String, String>,
    ) -> Result<BTreeMap<String, Replaced>, AppError> {
        if let Some(open) = found.proposals.iter().find(|p| !decided.contains_key(&p.words)) {
            let message = format!("Say what stands in the place of \"{}\", or that it stays.", open.words);
            return Err(AppError::Invalid(vec![FieldError::new("replace", message)]));
        }
        let mut choices: BTreeMap<usize, Vec<Choice>> = BTreeMap::new();
        for (words, places) in &found.stands {
            let with = decided.get(words).map(|with| with.trim()).unwrap_or_default();
            crate::imports::refuse_patients("A replacement", with)?;
            if with.is_empty() || with == words {
                continue;
            }
            for (segment, start, end) in places {
                let choice = Choice { start: *start, end: *end, with: with.to_owned() };
                choices.entry(*segment).or_default().push(choice);
            }
        }
        let mut all = BTreeMap::new();
        for (segment, choices) in choices {
            let Some(words) = self.words.get(segment) else { continue };
            let replaced = identifiers::replace(words, &choices)
                .map_err(|error| AppError::field("replace", error.to_string()))?;
            all.insert(words.clone(), replaced);
        }
        Ok(all)
    }
}

impl FoundIn {
    fn put(&mut self, segment: usize, offset: usize, text: &str, found: Found) {
        let Found { kind, start, end, words, sure, suggestion } = found;
        let (start, end) = (start - offset, end - offset);
        let known = self.stands.entry(words.clone()).or_default();
        known.push((segment, start, end));
        if known.len() == 1
            && let Some(first) = excerpt(text, start, end, 40)
        {
            let (sure, places) = (sure == Sure::High, vec![(start, end)]);
            self.proposals.push(Proposal { kind, words, suggestion, sure, places, first });
        } else if let Some(proposal) = self.proposals.iter_mut().find(|p| p.words == words) {
            proposal.places.push((start, end));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_person_has_one_pseudonym_in_all_texts() {
        let mut segments = Segments::default();
        let (first, second) =
            ("Ann: Mrs Zelda Okafor rang.\nAnn: Yes.", "Bo: Mr Quentin Bell and Mrs Zelda Okafor.\nBo: No.");
        for words in [first, second, first, ""] {
            segments.add(words);
        }
        let found = segments.look("f", &["Ann", "Bo"], &[]).unwrap();
        let suggested = |words: &str| {
            found
                .proposals
                .iter()
                .find(|p| p.words.contains(words))
                .map(|p| (p.suggestion.clone(), p.places.len()))
        };
        let (okafor, bell) = (suggested("Okafor").unwrap(), suggested("Bell").unwrap());
        assert_ne!(okafor.0, bell.0);
        assert_eq!(okafor.1, 2);
        assert!(segments.replaced(&found, &BTreeMap::new()).is_err(), "nothing was decided");
        let decided: BTreeMap<String, String> =
            found.proposals.iter().map(|p| (p.words.clone(), p.suggestion.clone())).collect();
        let all = segments.replaced(&found, &decided).unwrap();
        for text in [first, second] {
            let text = &all[text].text;
            assert!(text.contains(&okafor.0) && !text.contains("Okafor"), "{text}");
        }
    }

    #[test]
    fn numbers_of_patients_are_refused() {
        let mut segments = Segments::default();
        segments.add("Ann: her number is 943 476 5919.");
        let said = segments.look("The file", &[], &[]).unwrap_err().to_string();
        assert!(said.starts_with("The file holds") && said.contains("number of a patient"), "{said}");
    }
}
