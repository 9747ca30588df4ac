//! Adding a text in two steps: it is read and looked through, and saved once somebody has decided what is replaced and
//! who speaks. Nothing is stored in between; the page carries the words.

use std::collections::BTreeMap;

use troth_gate::CustodianOnly;
use troth_network::{Day, Network, OrganisationId, RoleLevel, TranscriptId};
use troth_say::identifiers::{self, Choice, Found, Key, Kind, Known, Replaced, Sure};
use troth_say::{
    DocumentKind, Excerpt, FileText, Limits, Speaker, Transcript, Turn, excerpt, normalise,
    probable_interviewers, recognise_turns,
};
use troth_store::{StoredTranscript, about_text_key};

use super::transcripts::stem;
use crate::app::App;
use crate::error::{AppError, FieldError};
use crate::interviews::LONGEST_TEXT;
use crate::jobs::Subject;

/// Words that point to somebody, as often as they stand in the text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Proposal {
    /// What they are.
    pub kind: Kind,
    /// The words.
    pub words: String,
    /// What could stand there instead.
    pub suggestion: String,
    /// Whether the rule is sure.
    pub sure: bool,
    /// Where they stand, in code points.
    pub places: Vec<(usize, usize)>,
    /// The first place with the words around it.
    pub first: Excerpt,
}

/// What a file told of a text beside its words: handed out, and back when the text is saved.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Told {
    /// Times of turns: code point of the first word, and milliseconds.
    pub times: Vec<(usize, u64)>,
    /// Labels of speakers, also those that open a single turn.
    pub labels: Vec<String>,
}

impl Told {
    /// What a file tells.
    pub fn of(file: &FileText) -> Self {
        let mut labels: Vec<String> = Vec::new();
        for label in file.turns.iter().flatten().filter_map(|turn| turn.speaker.as_ref()) {
            if !labels.contains(label) {
                labels.push(label.clone());
            }
        }
        let times = file.turns.iter().flatten().filter_map(|turn| turn.at_ms.map(|at| (turn.start, at)));
        Self { times: times.collect(), labels }
    }

    fn turns(&self, text: &str) -> Vec<Turn> {
        let listed: Vec<Speaker> = self.labels.iter().map(|label| super::new_speaker(label)).collect();
        timed(recognise_turns(text, &listed), &self.times)
    }
}

/// Somebody who speaks in the text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Voice {
    /// The label.
    pub label: String,
    /// How many turns.
    pub turns: usize,
    /// Why this is probably the interviewer; empty if nothing speaks for it.
    pub asks: Vec<&'static str>,
}

/// A text that was looked through and not saved.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LookedThrough {
    /// The words.
    pub text: String,
    /// What the file told, to be handed back.
    pub told: Told,
    /// Who speaks, in order of appearance.
    pub voices: Vec<Voice>,
    /// What may be replaced, in order of appearance.
    pub proposals: Vec<Proposal>,
    /// The beginning of the text turn by turn.
    pub turns: Vec<Turn>,
}

/// A text with what was decided about it.
#[derive(Debug, Clone)]
pub struct CheckedText {
    /// Title; the file name without ending if empty.
    pub title: String,
    /// File name, if it came from a file.
    pub file_name: Option<String>,
    /// Kind.
    pub kind: DocumentKind,
    /// Day it was held.
    pub held_on: Option<Day>,
    /// The words as they were looked through.
    pub text: String,
    /// What the file told, as it was handed out.
    pub told: Told,
    /// What stands in the place of each proposal's words, by those words; empty leaves them.
    pub replace: BTreeMap<String, String>,
    /// Who speaks, by label: organisation, level, whether this is the interviewer.
    pub speakers: BTreeMap<String, (Option<OrganisationId>, Option<RoleLevel>, bool)>,
}

impl App {
    /// Reads a file of an interview: plain text, Word, OpenDocument, PDF, captions.
    ///
    /// # Errors
    /// If it is of no kind that is read, damaged, or without text.
    pub async fn read_interview(&self, file: &str, bytes: Vec<u8>) -> Result<FileText, AppError> {
        let name = file.to_owned();
        // A large PDF takes seconds: not on the threads that answer everybody.
        let read =
            tokio::task::spawn_blocking(move || troth_say::files::read(&name, &bytes, &Limits::default()));
        match read.await {
            Ok(Ok(text)) => Ok(text),
            Ok(Err(error)) => Err(AppError::field("file", error.to_string())),
            Err(_) => Err(AppError::field(
                "file",
                format!("{file} could not be read to its end. Save it as plain text and choose that."),
            )),
        }
    }

    /// Looks a text through: who speaks, and what points to people. Saves nothing.
    ///
    /// # Errors
    /// If there is no text, it is too long, or holds identifiers of patients.
    pub async fn look_through(
        &self,
        network: &Network,
        shown: &str,
        text: &str,
        told: Told,
    ) -> Result<CustodianOnly<LookedThrough>, AppError> {
        let text = readable(shown, text)?;
        let turns = told.turns(&text);
        let proposals = self.proposals(network, shown, &text, &turns).await?;
        let probable = probable_interviewers(&text, &turns);
        let mut voices: Vec<Voice> = Vec::new();
        for label in turns.iter().filter_map(|turn| turn.speaker.as_ref()) {
            match voices.iter_mut().find(|voice| voice.label == *label) {
                Some(voice) => voice.turns += 1,
                None => {
                    let asks = probable.iter().find(|p| p.label == *label);
                    let asks = asks.map(|p| p.signs.iter().map(|sign| sign.words()).collect());
                    voices.push(Voice { label: label.clone(), turns: 1, asks: asks.unwrap_or_default() });
                }
            }
        }
        let looked = LookedThrough { text, told, voices, proposals, turns };
        Ok(CustodianOnly::open(looked, &self.viewer())?)
    }

    /// Saves a text that was looked through. What was replaced goes into a key of its own, sealed.
    ///
    /// # Errors
    /// If something it holds was not decided on, since the rules or the organisations changed in between.
    pub async fn add_checked(&self, network: &Network, new: CheckedText) -> Result<TranscriptId, AppError> {
        let (id, _) = self.save_checked(network, new).await?;
        self.refresh(network.id, Subject::Interviews).await?;
        Ok(id)
    }

    /// The same without asking for results anew; with what was replaced, so that places can be moved along.
    pub(super) async fn save_checked(
        &self,
        network: &Network,
        new: CheckedText,
    ) -> Result<(TranscriptId, Replaced), AppError> {
        self.only_the_custodian()?;
        let shown = new.file_name.clone().unwrap_or_else(|| "The text".to_owned());
        let text = readable(&shown, &new.text)?;
        let turns = new.told.turns(&text);
        let proposals = self.proposals(network, &shown, &text, &turns).await?;
        if let Some(open) = proposals.iter().find(|p| !new.replace.contains_key(&p.words)) {
            let message = format!("Say what stands in the place of \"{}\", or that it stays.", open.words);
            return Err(AppError::Invalid(vec![FieldError::new("replace", message)]));
        }
        let mut choices: Vec<Choice> = Vec::new();
        for proposal in &proposals {
            let with = new.replace.get(&proposal.words).map(|with| with.trim()).unwrap_or_default();
            super::refuse_patients("A replacement", with)?;
            if !with.is_empty() && with != proposal.words {
                let places = proposal.places.iter();
                choices.extend(places.map(|(start, end)| Choice {
                    start: *start,
                    end: *end,
                    with: with.to_owned(),
                }));
            }
        }
        choices.sort_by_key(|choice| choice.start);
        let replaced = identifiers::replace(&text, &choices)
            .map_err(|error| AppError::field("replace", error.to_string()))?;
        let now = replaced.turns(&text, &turns);
        let mut speakers: Vec<Speaker> = Vec::new();
        for (was, is) in turns.iter().zip(&now) {
            let (Some(was), Some(label)) = (&was.speaker, &is.speaker) else { continue };
            if speakers.iter().any(|s| s.label == *label) {
                continue;
            }
            let (organisation, role_level, interviewer) =
                new.speakers.get(was).copied().unwrap_or((None, None, false));
            speakers.push(Speaker { label: label.clone(), organisation, role_level, interviewer });
        }
        let title = match new.title.trim() {
            "" => new.file_name.as_deref().map_or("Untitled", stem).to_owned(),
            title => title.to_owned(),
        };
        let transcript = Transcript {
            id: TranscriptId(self.new_id()),
            network: network.id,
            title,
            file_name: new.file_name,
            kind: new.kind,
            held_on: new.held_on,
            version: 1,
            text: replaced.text.clone(),
            added: self.now(),
        };
        let stored = StoredTranscript { transcript, speakers, turns: now };
        self.keep(&stored, &replaced.key).await?;
        self.note(network.id, "transcript added", stored.transcript.id.0).await?;
        Ok((stored.transcript.id, replaced))
    }

    /// Stores a text, with its key sealed if something was replaced.
    async fn keep(&self, stored: &StoredTranscript, key: &Key) -> Result<(), AppError> {
        if key.entries.is_empty() {
            let StoredTranscript { transcript, speakers, turns } = stored;
            return Ok(self.store.insert_transcript(transcript, speakers, turns).await?);
        }
        let plain = serde_json::to_vec(key)?;
        let sealed = self.seal(&plain, &about_text_key(stored.transcript.id))?;
        Ok(self.store.insert_transcript_with_key(stored, &sealed).await?)
    }

    /// What was replaced in a text: pseudonyms with the words they stand for; `None` if there is no key (any more).
    /// Looking at it is noted in the record.
    ///
    /// # Errors
    /// If the text is not there, the viewer is not the custodian, or the key does not open.
    pub async fn text_key(
        &self,
        network: &Network,
        id: TranscriptId,
    ) -> Result<CustodianOnly<Option<Key>>, AppError> {
        self.only_the_custodian()?;
        self.stored_transcript(network, id).await?;
        let key = match self.store.text_key(id).await? {
            None => None,
            Some(sealed) => {
                let plain = self.keyring().open(&sealed, &about_text_key(id))?;
                self.note(network.id, "key of a text opened", id.0).await?;
                Some(serde_json::from_slice(&plain)?)
            }
        };
        Ok(CustodianOnly::open(key, &self.viewer())?)
    }

    /// Erases the key of a text: nothing here leads from its pseudonyms back to words from then on.
    ///
    /// # Errors
    /// If there is none, or the viewer is not the custodian.
    pub async fn erase_text_key(&self, network: &Network, id: TranscriptId) -> Result<(), AppError> {
        self.only_the_custodian()?;
        self.stored_transcript(network, id).await?;
        self.store.erase_text_key(id).await.map_err(|error| match error {
            troth_store::StoreError::NotFound { .. } => AppError::missing("The key of this text"),
            other => other.into(),
        })?;
        self.note(network.id, "key of a text erased", id.0).await?;
        Ok(self.store.leave_no_trace().await?)
    }

    async fn proposals(
        &self,
        network: &Network,
        shown: &str,
        text: &str,
        turns: &[Turn],
    ) -> Result<Vec<Proposal>, AppError> {
        let names = self.names(network.id).await?;
        let organisations: Vec<&str> = names.0.iter().map(|o| o.name.as_str()).collect();
        let speakers: Vec<&str> = turns.iter().filter_map(|turn| turn.speaker.as_deref()).collect();
        let found = identifiers::find(text, &Known { speakers: &speakers, organisations: &organisations });
        if let Some(refused) = found.iter().find(|found| found.refused()) {
            let message = format!(
                "{shown} holds what looks like the {}: a number of a patient. Troth keeps nothing about patients. Take \
                 it out, then send the text again.",
                refused.kind.words()
            );
            return Err(AppError::field("text", message));
        }
        Ok(grouped(text, found))
    }
}

/// The same words once, with all their places.
fn grouped(text: &str, found: Vec<Found>) -> Vec<Proposal> {
    let mut list: Vec<Proposal> = Vec::new();
    for Found { kind, start, end, words, sure, suggestion } in found {
        match list.iter_mut().find(|proposal| proposal.words == words) {
            Some(proposal) => proposal.places.push((start, end)),
            None => {
                let Some(first) = excerpt(text, start, end, 40) else { continue };
                let sure = sure == Sure::High;
                list.push(Proposal { kind, words, suggestion, sure, places: vec![(start, end)], first });
            }
        }
    }
    list
}

/// Turns with the times that belong to their first words.
fn timed(mut turns: Vec<Turn>, times: &[(usize, u64)]) -> Vec<Turn> {
    let times: BTreeMap<usize, u64> = times.iter().copied().collect();
    for turn in &mut turns {
        turn.at_ms = turn.at_ms.or_else(|| times.get(&turn.start).copied());
    }
    turns
}

/// The text as it is kept, if there is one that can be.
fn readable(shown: &str, text: &str) -> Result<String, AppError> {
    super::refuse_patients(shown, text)?;
    let text = normalise(text);
    if text.trim().is_empty() {
        return Err(AppError::field("text", "There is no text. Paste the transcript or choose a file."));
    }
    if text.chars().count() > LONGEST_TEXT {
        return Err(AppError::field(
            "text",
            "This is longer than 2 million characters. Split it into parts.",
        ));
    }
    Ok(text)
}
