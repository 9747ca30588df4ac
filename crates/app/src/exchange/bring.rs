//! Storing a project that was looked through: all of it in one transaction, or nothing.

use std::collections::{BTreeMap, BTreeSet};

use troth_network::{ClaimId, CodingId, Network, Timestamp, TranscriptId};
use troth_say::identifiers::{Key, Replaced};
use troth_say::refi::model::{Coding as Given, Datum, Selection};
use troth_say::{
    About, Claim, CodeKey, Codebook, Coding, DocumentKind, Permission, Polarity, Speaker, Stated, Transcript,
    Turn, reanchor,
};
use troth_store::{Bringing, Brought, StoredTranscript, about_text_key};
use uuid::Uuid;

use super::coders::{CodersIn, Work, tasks};
use super::codes_in::CodesIn;
use super::file::ProjectFile;
use super::full::{HELD_ON, KIND};
use super::guid_of_coder;
use super::incoming::{ClaimIn, Incoming, TextIn, guid_of_text, value_of};
use super::marks::Said;
use super::places::within_turns;
use super::told::{BroughtIn, ProjectDecisions};
use crate::app::App;
use crate::error::AppError;
use crate::imports;
use crate::intake::words::{count, some_of};
use crate::interviews::LONGEST_TEXT;
use crate::jobs::Subject;
use crate::keeping::Kept;

/// What makes a passage the same as another: place, code, coder, how it is told and about whom.
type Same = (TranscriptId, usize, usize, CodeKey, Uuid, Option<Polarity>, Option<About>);
/// What makes a claim the same as another.
type SameClaim = (TranscriptId, usize, usize, CodeKey, CodeKey, Uuid);

/// A text in which passages are put.
struct Desk {
    id: TranscriptId,
    version: u32,
    text: String,
    turns: Vec<Turn>,
    speakers: Vec<Speaker>,
    /// Where places of the file stand in it.
    places: BTreeMap<(usize, usize), Option<(usize, usize)>>,
}

/// What is counted on the way.
#[derive(Default)]
struct Counts {
    unplaced: usize,
    divided: usize,
    of_interviewers: usize,
    redated: usize,
    strangers: BTreeSet<String>,
}

/// A project on its way in.
struct Bring<'a, 'f> {
    incoming: &'a Incoming<'f>,
    replaced: &'a BTreeMap<String, Replaced>,
    codes: &'a CodesIn,
    coders: CodersIn,
    now: Timestamp,
    /// Passages coded before this would be deleted within days.
    oldest: Option<Timestamp>,
    had: BTreeSet<(TranscriptId, Uuid)>,
    same: BTreeSet<Same>,
    same_claims: BTreeSet<SameClaim>,
    work: BTreeMap<TranscriptId, Work>,
    new: Bringing,
    told: BroughtIn,
    counts: Counts,
}

impl App {
    /// Stores a project as it was decided. Passages of a text that is there already go into it.
    ///
    /// # Errors
    /// If something that was found was not decided on, the codebook was changed meanwhile, or a text is too long; then
    /// nothing is stored.
    pub async fn bring_project(
        &self,
        network: &Network,
        file: &ProjectFile,
        decided: &ProjectDecisions,
    ) -> Result<BroughtIn, AppError> {
        let incoming = self.incoming(network, file).await?;
        let replaced = incoming.segments.replaced(&incoming.found, &decided.replace)?;
        let said = |words: &str| replaced.get(words).map_or_else(|| words.to_owned(), |r| r.text.clone());
        let (codes, after) = incoming.codes(&said);
        let mut bring = Bring {
            coders: CodersIn::of(&file.project),
            now: self.now(),
            oldest: self.oldest_kept(network).await?,
            had: BTreeSet::new(),
            same: BTreeSet::new(),
            same_claims: BTreeSet::new(),
            work: BTreeMap::new(),
            new: Bringing { seen: incoming.seen, changes: codes.changes.clone(), ..Bringing::default() },
            told: BroughtIn { origin: file.project.origin.clone(), ..BroughtIn::default() },
            counts: Counts::default(),
            replaced: &replaced,
            codes: &codes,
            incoming: &incoming,
        };
        self.know(network, &mut bring, &after).await?;
        for (at, text) in incoming.texts.iter().enumerate().filter(|(at, _)| !decided.without.contains(at)) {
            let Some(desk) = self.desk(network, &mut bring, decided, (at, text))? else { continue };
            for selection in &text.source.selections {
                for coding in &selection.codings {
                    bring.coding(self, &desk, selection, coding);
                }
            }
            for claim in incoming.claims.iter().filter(|claim| claim.text == at) {
                bring.claim(self, &desk, claim);
            }
        }
        let had = self.store.coding_tasks(network.id).await?;
        for (text, work) in std::mem::take(&mut bring.work) {
            let by = self.viewer().id;
            bring.new.tasks.extend(tasks(text, &work, &had, &bring.coders, &by, bring.now));
        }
        let (new, told) = bring.finished(decided);
        if new.texts.is_empty() && new.codings.is_empty() && new.claims.is_empty() && new.changes.is_empty() {
            return Ok(told);
        }
        self.store.bring(network.id, &new, &self.viewer().id, self.now()).await?;
        self.note(network.id, "project of another program imported", network.id.0).await?;
        for (stored, _) in &new.texts {
            self.note(network.id, "transcript added", stored.transcript.id.0).await?;
        }
        self.refresh(network.id, Subject::Interviews).await?;
        Ok(told)
    }

    /// What is there, so that nothing comes twice.
    async fn know(
        &self,
        network: &Network,
        bring: &mut Bring<'_, '_>,
        after: &Codebook,
    ) -> Result<(), AppError> {
        for coding in self.store.codings(network.id).await? {
            bring.had.insert((coding.transcript, coding.id.0));
            let code = after.resolve(coding.id, &coding.code);
            let coder = guid_of_coder(&coding.coder);
            *bring.work.entry(coding.transcript).or_default().here.entry(coding.coder).or_default() += 1;
            let place = (coding.transcript, coding.start, coding.end);
            bring.same.insert((place.0, place.1, place.2, code, coder, coding.polarity, coding.about));
        }
        for claim in self.store.claims(network.id).await? {
            bring.had.insert((claim.transcript, claim.id.0));
            let coder = guid_of_coder(&claim.coder);
            *bring.work.entry(claim.transcript).or_default().here.entry(claim.coder).or_default() += 1;
            let (cause, effect) = (after.resolve_end(&claim.cause), after.resolve_end(&claim.effect));
            bring.same_claims.insert((claim.transcript, claim.start, claim.end, cause, effect, coder));
        }
        Ok(())
    }

    /// The moment before which passages would be deleted within thirty days; nothing if they are kept for ever.
    async fn oldest_kept(&self, network: &Network) -> Result<Option<Timestamp>, AppError> {
        let rules = self.keeping(network.id).await?;
        let days = rules.iter().find(|rule| rule.kind == Kept::Passages).and_then(|rule| rule.days);
        Ok(days.map(|days| self.now().plus_seconds(-86_400 * (i64::from(days) - 30).max(0))))
    }

    /// The text in which passages are put: the one that is there, or a new one.
    fn desk(
        &self,
        network: &Network,
        bring: &mut Bring<'_, '_>,
        decided: &ProjectDecisions,
        (at, text): (usize, &TextIn<'_>),
    ) -> Result<Option<Desk>, AppError> {
        let source = text.source;
        let ranges: BTreeSet<(usize, usize)> = source.selections.iter().map(|s| (s.start, s.end)).collect();
        let ranges: Vec<(usize, usize)> = ranges.into_iter().collect();
        if let Some(stored) = &text.there {
            bring.told.texts_there += 1;
            let (id, version) = (stored.transcript.id, stored.transcript.version);
            let moved = if stored.transcript.text == source.text {
                ranges.iter().copied().map(Some).collect()
            } else {
                reanchor(&source.text, &stored.transcript.text, &ranges)
            };
            let places = ranges.into_iter().zip(moved).collect();
            let StoredTranscript { transcript, speakers, turns } = stored.clone();
            return Ok(Some(Desk { id, version, text: transcript.text, turns, speakers, places }));
        }
        if source.text.trim().is_empty() {
            bring.told.remarks.push(format!("\"{}\" holds no words: left out.", text.title));
            return Ok(None);
        }
        if source.text.chars().count() > LONGEST_TEXT {
            let message = format!(
                "\"{}\" is longer than 2 million characters. Leave it out, or split it in the program it comes from.",
                text.title
            );
            return Err(AppError::field("file", message));
        }
        let id = TranscriptId(self.new_id());
        let stored = bring.stored(network, id, decided, (at, text));
        let key = bring.key_of(text);
        let sealed = if key.entries.is_empty() {
            None
        } else {
            Some(self.seal(&serde_json::to_vec(&key)?, &about_text_key(id))?)
        };
        for guid in [source.guid, guid_of_text(&source.text)] {
            bring.new.brought.push(Brought { transcript: id, guid, made: id.0 });
        }
        let moved = |(start, end): (usize, usize)| match bring.replaced.get(&source.text) {
            Some(replaced) => replaced.range(start, end),
            None => (start, end),
        };
        let places = ranges.into_iter().map(|range| (range, Some(moved(range)))).collect();
        let StoredTranscript { transcript, speakers, turns } = stored.clone();
        bring.new.texts.push((stored, sealed));
        bring.told.texts_new += 1;
        Ok(Some(Desk { id, version: 1, text: transcript.text, turns, speakers, places }))
    }
}

impl Bring<'_, '_> {
    fn said(&self, words: &str) -> String {
        self.replaced.get(words).map_or_else(|| words.to_owned(), |replaced| replaced.text.clone())
    }

    /// A new text with its speakers, as it was decided.
    fn stored(
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
    fn key_of(&self, text: &TextIn<'_>) -> Key {
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

    /// When something was coded: as the file says, unless that lies ahead or so far back that it would be deleted soon.
    fn date(&mut self, at: Option<Timestamp>) -> Timestamp {
        match at {
            Some(at) if at <= self.now && self.oldest.is_none_or(|oldest| at > oldest) => at,
            Some(_) => {
                self.counts.redated += 1;
                self.now
            }
            None => self.now,
        }
    }

    /// Where a passage stands: one place for each turn it runs over, none if it has no place any more.
    fn places(&mut self, desk: &Desk, selection: &Selection) -> Vec<(usize, usize)> {
        let Some(place) = desk.places.get(&(selection.start, selection.end)).copied().flatten() else {
            self.counts.unplaced += 1;
            return Vec::new();
        };
        let places = within_turns(&desk.text, &desk.turns, &desk.speakers, place);
        match places.len() {
            0 => self.counts.of_interviewers += 1,
            1 => {}
            _ => self.counts.divided += 1,
        }
        places
    }

    fn is_there(&self, desk: &Desk, guid: Uuid) -> bool {
        let made =
            |b: &Brought| b.transcript == desk.id && b.guid == guid && self.had.contains(&(desk.id, b.made));
        self.had.contains(&(desk.id, guid)) || self.incoming.brought.iter().any(made)
    }

    fn about(&mut self, value: &str) -> Option<About> {
        let about = imports::about(value, &self.incoming.names);
        if about.is_none() {
            self.counts.strangers.insert(value.to_owned());
        }
        about
    }

    fn coding(&mut self, app: &App, desk: &Desk, selection: &Selection, given: &Given) {
        if self.is_there(desk, given.guid) {
            self.told.passages_there += 1;
            return;
        }
        let Some(code) = self.codes.keys.get(&given.code).cloned() else { return };
        let (mut polarity, mut about, mut stated) = (None, None, Stated::default());
        let mut permission = Permission::NotQuoted;
        for said in given.notes.iter().filter_map(|id| self.incoming.marks.get(id)) {
            match said {
                Said::Polarity(found) => polarity = Some(*found),
                Said::About(found) => about = self.about(found),
                Said::Permission(found) => permission = *found,
                Said::Stated(found) => {
                    let known =
                        found.organisation.as_deref().map(|id| (id, self.incoming.names.by_external(id)));
                    if let Some((id, None)) = known {
                        self.counts.strangers.insert(id.to_owned());
                    }
                    stated = Stated {
                        label: found.label.as_deref().map(|label| self.said(label)),
                        organisation: known.and_then(|(_, own)| own).map(|own| own.id),
                        role_level: found.level.as_deref().and_then(|level| level.parse().ok()),
                    };
                }
                Said::Claim(_) | Said::Code(_) => {}
            }
        }
        let memo = self.incoming.memo(&given.notes, Some(selection)).map(|memo| self.said(&memo));
        let guid = self.coders.guid(given.user);
        let coder = CodersIn::id(guid);
        let (coded_at, mut new) = (self.date(given.at), 0);
        let places = self.places(desk, selection);
        for (start, end) in &places {
            let same = (desk.id, *start, *end, code.clone(), guid, polarity, about.clone());
            if !self.same.insert(same) {
                continue;
            }
            new += 1;
            let coding = Coding {
                id: CodingId(app.new_id()),
                transcript: desk.id,
                version: desk.version,
                start: *start,
                end: *end,
                code: code.clone(),
                polarity,
                about: about.clone(),
                stated: stated.clone(),
                permission,
                coder: coder.clone(),
                coded_at,
                memo: memo.clone(),
            };
            self.new.brought.push(Brought { transcript: desk.id, guid: given.guid, made: coding.id.0 });
            self.new.codings.push(coding);
        }
        self.told.passages_new += new;
        self.told.passages_there += usize::from(new == 0 && !places.is_empty());
        if new > 0 {
            *self.work.entry(desk.id).or_default().new.entry(coder).or_default() += new;
        }
    }

    fn claim(&mut self, app: &App, desk: &Desk, given: &ClaimIn<'_>) {
        if self.is_there(desk, given.link.guid) {
            self.told.claims_there += 1;
            return;
        }
        let key = |end: Option<Uuid>| end.and_then(|id| self.codes.keys.get(&id)).cloned();
        let (Some(cause), Some(effect)) = (key(given.link.origin), key(given.link.target)) else {
            self.counts.unplaced += 1;
            return;
        };
        let guid = self.coders.guid(given.note.user);
        let coder = CodersIn::id(guid);
        let coded_at = self.date(given.note.at);
        let memo = self.incoming.memo(&given.link.notes, None).map(|memo| self.said(&memo));
        let Some((start, end)) = self.places(desk, given.selection).first().copied() else { return };
        if !self.same_claims.insert((desk.id, start, end, cause.clone(), effect.clone(), guid)) {
            self.told.claims_there += 1;
            return;
        }
        let claim = Claim {
            id: ClaimId(app.new_id()),
            transcript: desk.id,
            version: desk.version,
            start,
            end,
            cause,
            sign: given.mark.sign,
            effect,
            condition: given.mark.condition.as_deref().map(|when| self.said(when)),
            permission: given.mark.permission,
            coder: coder.clone(),
            coded_at,
            memo,
        };
        self.new.brought.push(Brought { transcript: desk.id, guid: given.link.guid, made: claim.id.0 });
        self.new.claims.push(claim);
        self.told.claims_new += 1;
        *self.work.entry(desk.id).or_default().new.entry(coder).or_default() += 1;
    }

    /// What is stored, and what is told of it.
    fn finished(mut self, decided: &ProjectDecisions) -> (Bringing, BroughtIn) {
        self.told.codes_known = self.codes.known;
        self.told.codes_new.clone_from(&self.codes.new);
        let mut remarks = self.incoming.file.sentences();
        remarks.extend(self.incoming.remarks.iter().cloned());
        remarks.append(&mut self.told.remarks);
        let Counts { unplaced, divided, of_interviewers, redated, strangers } = &self.counts;
        let mut tell = |number: usize, one: &str, many: &str, rest: &str| {
            if number > 0 {
                remarks.push(format!("{} {rest}", count(number, one, many)));
            }
        };
        let (passage, passages) = ("passage or claim", "passages or claims");
        tell(decided.without.len(), "text", "texts", "left out as you said, with all that is coded in it.");
        tell(*unplaced, passage, passages, "without a place in the words as they are here: left out.");
        tell(*divided, passage, passages, "over several turns: divided into one for each turn.");
        let rest = "with no words but those of an interviewer or a label: left out.";
        tell(*of_interviewers, passage, passages, rest);
        tell(self.codes.folders, "folder of codes", "folders of codes", "came in as codes.");
        let rest =
            "of a day ahead, or so long ago that it would be deleted soon: today\u{2019}s day was taken.";
        tell(*redated, passage, passages, rest);
        let strangers: Vec<&String> = strangers.iter().collect();
        if !strangers.is_empty() {
            remarks.push(format!(
                "This partnership has no {}: whom a passage is about, or who speaks, is left open there.",
                some_of(&strangers, 20)
            ));
        }
        let second = self.new.tasks.iter().filter(|task| task.part == troth_say::Part::Second);
        let double: BTreeSet<TranscriptId> = second.map(|task| task.transcript).collect();
        if !double.is_empty() {
            remarks.push(format!(
                "{} coded by several people: the one who coded most is the first coder, the passages of the others are \
                 second codings. They are in no result unless somebody decides so under Double coding.",
                count(double.len(), "text is", "texts are")
            ));
        }
        if self.told.passages_new > 0
            && self.new.codings.iter().all(|c| c.permission == Permission::NotQuoted)
        {
            remarks.push("No passage may be quoted until somebody says what its speaker allows.".to_owned());
        }
        self.told.remarks = remarks;
        (self.new, self.told)
    }
}
