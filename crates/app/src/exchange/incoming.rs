//! A file beside what is there: which texts and codes are known, what every note is, what is left out.

use std::collections::{BTreeMap, BTreeSet};

use troth_network::Network;
use troth_say::refi::model::{Datum, Link, Note, Selection, Source, Value};
use troth_say::{Change, Codebook, Speaker, Turn, recognise_turns};
use troth_store::{Brought, StoredTranscript};
use uuid::Uuid;

use super::codes_in::{self, Beside, CodesIn};
use super::file::{ProjectFile, is_troth, sets_left};
use super::full::{INTERVIEWER, LEVEL, ORGANISATION, variable};
use super::made;
use super::marks::{self, ClaimMark, CodeMark, Said};
use super::segments::{FoundIn, Segments};
use crate::app::App;
use crate::error::AppError;
use crate::intake::words::{count, some_of};
use crate::organisations::Names;

/// A text of the file.
pub(super) struct TextIn<'f> {
    pub(super) source: &'f Source,
    /// Its name, told apart from the others of the file.
    pub(super) title: String,
    /// The text that is there already.
    pub(super) there: Option<StoredTranscript>,
    /// Turns of the words in the file.
    pub(super) turns: Vec<Turn>,
    /// What the file says of its speakers; of files of Troth alone.
    pub(super) speakers: Vec<Speaker>,
}

/// A claim of the file.
pub(super) struct ClaimIn<'f> {
    pub(super) link: &'f Link,
    pub(super) mark: ClaimMark,
    pub(super) note: &'f Note,
    /// Number of the text, and the words.
    pub(super) text: usize,
    pub(super) selection: &'f Selection,
}

/// A file beside what is there.
pub(super) struct Incoming<'f> {
    pub(super) file: &'f ProjectFile,
    pub(super) texts: Vec<TextIn<'f>>,
    pub(super) claims: Vec<ClaimIn<'f>>,
    /// What Troth knows of passages, by note.
    pub(super) marks: BTreeMap<Uuid, Said>,
    /// Notes that are no marks.
    pub(super) plain: BTreeMap<Uuid, &'f Note>,
    /// The codebook as it is.
    pub(super) codebook: Codebook,
    /// Number of its last change.
    pub(super) seen: i64,
    /// Codes as they would come in, if nothing were replaced.
    pub(super) codes: CodesIn,
    pub(super) segments: Segments,
    pub(super) found: FoundIn,
    pub(super) names: Names,
    pub(super) brought: Vec<Brought>,
    /// What is left out, in sentences.
    pub(super) remarks: Vec<String>,
}

impl<'f> Incoming<'f> {
    /// Words of the notes and the description that belong to a passage.
    pub(super) fn memo(&self, own: &[Uuid], around: Option<&'f Selection>) -> Option<String> {
        let beside = around.into_iter().flat_map(|s| s.notes.iter());
        let mut parts: Vec<String> =
            own.iter().chain(beside).filter_map(|id| self.plain.get(id)).map(|note| words_of(note)).collect();
        parts.extend(around.and_then(|s| s.description.clone()));
        parts.retain(|part| !part.trim().is_empty());
        parts.dedup();
        (!parts.is_empty()).then(|| parts.join("\n\n"))
    }

    /// The codes with the codebook as it will be; `said` gives words as they stand after what was decided.
    pub(super) fn codes(&self, said: &dyn Fn(&str) -> String) -> (CodesIn, Codebook) {
        let mut codebook = self.codebook.clone();
        let found = codes_of(self.file, &mut codebook, &self.marks, &self.plain, said);
        (found, codebook)
    }

    /// All words that would be stored and are not there yet.
    fn gather(&mut self) {
        let mut all = Segments::default();
        for text in self.texts.iter().filter(|text| text.there.is_none()) {
            all.add(&text.title);
            all.add(&text.source.text);
        }
        for (_, selection, coding) in self.file.project.codings() {
            self.memo(&coding.notes, Some(selection)).iter().for_each(|memo| all.add(memo));
        }
        for claim in &self.claims {
            claim.mark.condition.iter().for_each(|when| all.add(when));
            self.memo(&claim.link.notes, None).iter().for_each(|memo| all.add(memo));
        }
        for said in self.marks.values() {
            if let Said::Stated(stated) = said {
                stated.label.iter().for_each(|label| all.add(label));
            }
        }
        let new: BTreeSet<Uuid> = self.codes.changes.iter().filter_map(added).collect();
        let codes = self.file.project.codes.iter().flat_map(troth_say::refi::model::Code::walk);
        for code in codes.filter(|code| new.contains(&code.guid)) {
            all.add(code.name.trim());
            code.description.iter().for_each(|words| all.add(words));
            self.memo(&code.notes, None).iter().for_each(|memo| all.add(memo));
        }
        self.segments = all;
    }
}

fn added(change: &Change) -> Option<Uuid> {
    match change {
        Change::Add { key, .. } => key.id().parse().ok(),
        _ => None,
    }
}

/// A note with its heading, where that says something of its own.
fn words_of(note: &Note) -> String {
    let text = note.text.trim();
    match note.name.as_deref().map(str::trim) {
        Some(name) if !matches!(name, "" | "Memo" | "Thoughts about it") && !text.starts_with(name) => {
            format!("{name}: {text}")
        }
        _ => note.text.clone(),
    }
}

fn codes_of(
    file: &ProjectFile,
    codebook: &mut Codebook,
    marks: &BTreeMap<Uuid, Said>,
    plain: &BTreeMap<Uuid, &Note>,
    said: &dyn Fn(&str) -> String,
) -> CodesIn {
    let (mut of_codes, mut memos): (BTreeMap<Uuid, CodeMark>, BTreeMap<Uuid, String>) = Default::default();
    for code in file.project.codes.iter().flat_map(troth_say::refi::model::Code::walk) {
        let mark = code.notes.iter().find_map(|id| match marks.get(id) {
            Some(Said::Code(mark)) => Some(mark.clone()),
            _ => None,
        });
        of_codes.extend(mark.map(|mark| (code.guid, mark)));
        let words: Vec<String> =
            code.notes.iter().filter_map(|id| plain.get(id)).map(|note| words_of(note)).collect();
        if !words.is_empty() {
            memos.insert(code.guid, said(&words.join("\n\n")));
        }
    }
    codes_in::codes(codebook, &file.project.codes, &Beside { marks: &of_codes, memos: &memos, said })
}

impl App {
    /// Puts a file beside what is there, and looks through what is new.
    pub(super) async fn incoming<'f>(
        &self,
        network: &Network,
        file: &'f ProjectFile,
    ) -> Result<Incoming<'f>, AppError> {
        self.only_the_custodian()?;
        let project = &file.project;
        let troth = is_troth(project.origin.as_deref());
        let marks: BTreeMap<Uuid, Said> =
            project.marks().into_iter().filter_map(|(id, mark)| Some((id, marks::read(&mark)?))).collect();
        let plain: BTreeMap<Uuid, &Note> =
            project.notes.iter().filter(|n| !marks.contains_key(&n.guid)).map(|n| (n.guid, n)).collect();
        let names = self.names(network.id).await?;
        let brought = self.store.brought(network.id).await?;
        let stored = self.store.all_transcripts(network.id).await?;
        let (codebook, history) = self.codebook_now(network.id).await?;
        let seen = history.last().map_or(0, |entry| entry.number);
        let codes = codes_of(file, &mut codebook.clone(), &marks, &plain, &str::to_owned);
        let mut texts = Vec::new();
        let mut remarks = Vec::new();
        for (source, title) in project.sources.iter().zip(project.distinct_names()) {
            let speakers = if troth { speakers_of(file, source, &names) } else { Vec::new() };
            let turns = recognise_turns(&source.text, &speakers);
            let there = there(source, &stored, &brought).cloned();
            texts.push(TextIn { source, title, there, turns, speakers });
        }
        let claims = claims_of(file, &marks);
        remarks.extend(left_out(file, troth, &claims, &marks, &names));
        let mut incoming = Incoming {
            file,
            texts,
            claims,
            marks,
            plain,
            codebook,
            seen,
            codes,
            segments: Segments::default(),
            found: FoundIn::default(),
            names,
            brought,
            remarks,
        };
        incoming.gather();
        let speakers: Vec<String> = {
            let new = incoming.texts.iter().filter(|text| text.there.is_none());
            new.flat_map(|text| text.turns.iter().filter_map(|turn| turn.speaker.clone()))
                .collect::<BTreeSet<_>>()
        }
        .into_iter()
        .collect();
        let organisations: Vec<String> = incoming.names.0.iter().map(|o| o.name.clone()).collect();
        let (segments, shown) = (incoming.segments.clone(), file.file.clone());
        // Many texts take seconds: not on the threads that answer everybody.
        let looked = tokio::task::spawn_blocking(move || {
            let speakers: Vec<&str> = speakers.iter().map(String::as_str).collect();
            let organisations: Vec<&str> = organisations.iter().map(String::as_str).collect();
            segments.look(&shown, &speakers, &organisations)
        });
        incoming.found = looked.await.map_err(|_| {
            AppError::field("file", "The file could not be looked through to its end. Divide the project.")
        })??;
        Ok(incoming)
    }
}

/// The id that a text has by its words.
pub(super) fn guid_of_text(text: &str) -> Uuid {
    made(&["text", text])
}

/// The text that is there already: it was brought before or came from here, or has the same words.
fn there<'s>(
    source: &Source,
    stored: &'s [StoredTranscript],
    brought: &[Brought],
) -> Option<&'s StoredTranscript> {
    let words = guid_of_text(&source.text);
    let before = brought.iter().find(|b| b.guid == words && b.made == b.transcript.0).map(|b| b.transcript);
    stored
        .iter()
        .find(|s| Some(s.transcript.id) == before || s.transcript.id.0 == source.guid)
        .or_else(|| stored.iter().find(|s| s.transcript.text == source.text))
}

/// What a file of Troth says of those who speak in a text.
fn speakers_of(file: &ProjectFile, source: &Source, names: &Names) -> Vec<Speaker> {
    let own: BTreeSet<Uuid> = source.selections.iter().map(|selection| selection.guid).collect();
    let mut speakers: Vec<Speaker> = Vec::new();
    for case in &file.project.cases {
        let Some(label) = case.name.clone().filter(|_| case.selections.iter().any(|id| own.contains(id)))
        else {
            continue;
        };
        if speakers.iter().any(|speaker| speaker.label == label) {
            continue;
        }
        let text = |name| match value_of(&case.values, name) {
            Some(Datum::Text(text)) => Some(text.as_str()),
            _ => None,
        };
        speakers.push(Speaker {
            organisation: text(ORGANISATION).and_then(|id| names.by_external(id)).map(|o| o.id),
            role_level: text(LEVEL).and_then(|level| level.parse().ok()),
            interviewer: matches!(value_of(&case.values, INTERVIEWER), Some(Datum::Boolean(true))),
            label,
        });
    }
    speakers
}

/// The value of one of Troth's own variables.
pub(super) fn value_of<'v>(values: &'v [Value], name: &str) -> Option<&'v Datum> {
    values.iter().find(|value| value.variable == variable(name))?.datum.as_ref()
}

fn claims_of<'f>(file: &'f ProjectFile, marks: &BTreeMap<Uuid, Said>) -> Vec<ClaimIn<'f>> {
    let mut places: BTreeMap<Uuid, (usize, &Selection)> = BTreeMap::new();
    for (at, source) in file.project.sources.iter().enumerate() {
        for selection in &source.selections {
            places.extend(selection.notes.iter().map(|id| (*id, (at, selection))));
        }
    }
    let notes: BTreeMap<Uuid, &Note> = file.project.notes.iter().map(|note| (note.guid, note)).collect();
    let claim = |link: &'f Link| {
        let (id, mark) = link.notes.iter().find_map(|id| match marks.get(id) {
            Some(Said::Claim(mark)) => Some((id, mark.clone())),
            _ => None,
        })?;
        let (text, selection) = *places.get(id)?;
        Some(ClaimIn { link, mark, note: notes.get(id)?, text, selection })
    };
    file.project.links.iter().filter_map(claim).collect()
}

/// Most of one kind that are named.
const NAMED: usize = 20;

fn named<'n>(what: &str, names: impl Iterator<Item = &'n str>, why: &str) -> Option<String> {
    let names: Vec<String> = names.map(|name| format!("\"{name}\"")).collect();
    (!names.is_empty()).then(|| format!("{what} {}: {why}", some_of(&names, NAMED)))
}

/// What the file holds and Troth has no place for.
fn left_out(
    file: &ProjectFile,
    troth: bool,
    claims: &[ClaimIn<'_>],
    marks: &BTreeMap<Uuid, Said>,
    names_of: &Names,
) -> Vec<String> {
    let project = &file.project;
    let mut left = sets_left(project.sets.iter().map(|set| set.name.as_str()), project.origin.as_deref());
    let taken: BTreeSet<Uuid> = claims.iter().map(|claim| claim.link.guid).collect();
    let links = project.links.iter().filter(|link| !taken.contains(&link.guid));
    let unknown: BTreeSet<&str> = project
        .cases
        .iter()
        .filter_map(|case| match value_of(&case.values, ORGANISATION) {
            Some(Datum::Text(id)) if troth && names_of.by_external(id).is_none() => Some(id.as_str()),
            _ => None,
        })
        .collect();
    let why =
        "where these speakers work is left open: the partnership has no organisation of this id in files.";
    left.extend(named("Organisations", unknown.into_iter(), why));
    left.extend(named(
        "Links",
        links.map(|link| link.name.as_deref().unwrap_or_default()),
        "a claim here needs the words in which it is said; left out.",
    ));
    if !troth {
        let why = "left out. Say on the page of a text who speaks in it and where they work.";
        left.extend(named("Cases", project.cases.iter().map(|c| c.name.as_deref().unwrap_or_default()), why));
        let why = "Troth has no variables of one's own; left out with their values.";
        left.extend(named("Variables", project.variables.iter().map(|v| v.name.as_str()), why));
    }
    let mut used: BTreeSet<Uuid> = project
        .codes
        .iter()
        .flat_map(troth_say::refi::model::Code::walk)
        .flat_map(|c| c.notes.clone())
        .collect();
    used.extend(claims.iter().flat_map(|claim| claim.link.notes.iter().copied()));
    let (mut bare, mut names) = (0, 0);
    for selection in project.sources.iter().flat_map(|source| &source.selections) {
        if selection.codings.is_empty() {
            let noted =
                selection.notes.iter().any(|id| !marks.contains_key(id)) || selection.description.is_some();
            bare += usize::from(noted);
        } else {
            used.extend(selection.notes.iter().copied());
        }
        names += usize::from(selection.name.is_some());
        used.extend(selection.codings.iter().flat_map(|coding| coding.notes.iter().copied()));
    }
    if bare > 0 {
        left.push(format!("{} on words without a code: left out.", count(bare, "note", "notes")));
    }
    if names > 0 {
        left.push(format!(
            "{} of passages that are not their words: left out.",
            count(names, "name", "names")
        ));
    }
    let rest =
        project.notes.iter().filter(|note| !used.contains(&note.guid) && !marks.contains_key(&note.guid));
    let why = "they belong to no passage and no code; left out.";
    left.extend(named("Notes", rest.map(|note| note.name.as_deref().unwrap_or("without a name")), why));
    let described = project.sources.iter().filter(|source| source.description.is_some()).count();
    if described > 0 {
        left.push(format!("{} of texts: left out.", count(described, "description", "descriptions")));
    }
    if project.description.is_some() && !troth {
        left.push("The description of the project: left out.".to_owned());
    }
    left
}
