//! Storing a project that was looked through: all of it in one transaction, or nothing.

mod putting;
mod telling;
mod text;

use std::collections::{BTreeMap, BTreeSet};

use troth_network::{Network, Timestamp, TranscriptId};
use troth_say::identifiers::Replaced;
use troth_say::{About, CodeKey, Codebook, Polarity, Speaker, Turn, reanchor};
use troth_store::{Bringing, Brought, StoredTranscript, about_text_key};
use uuid::Uuid;

use super::coders::{CodersIn, Work, tasks};
use super::codes_in::CodesIn;
use super::file::ProjectFile;
use super::guid_of_coder;
use super::incoming::{Incoming, TextIn, guid_of_text};
use super::told::{BroughtIn, ProjectDecisions};
use crate::app::App;
use crate::error::AppError;
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
