//! Importing transcripts: text, speakers and, where a file has them, passages that were coded elsewhere.

use std::collections::BTreeMap;

use troth_framework::Lens;
use troth_network::{CodingId, Day, Network, NetworkId, OrganisationId, RoleLevel, Sector, TranscriptId};
use troth_say::identifiers::{self, Kind, Sure};
use troth_say::{
    About, CodeKey, Coding, DocumentKind, Speaker, Stated, Transcript, find_once, normalise, recognise_turns,
};

use super::{Imported, refuse, refuse_patients, unknown_organisation};
use crate::app::App;
use crate::error::AppError;
use crate::intake::words::count as counted;
use crate::intake::{Problem, Rows, codings, decode, speakers};
use crate::interviews::LONGEST_TEXT;
use crate::jobs::Subject;
use crate::organisations::Names;

/// A text to add, with what is known of it.
#[derive(Debug, Clone)]
pub struct NewTranscript {
    /// Title; the file name without ending if empty.
    pub title: String,
    /// File name, if it came from a file.
    pub file_name: Option<String>,
    /// Kind.
    pub kind: DocumentKind,
    /// Day it was held.
    pub held_on: Option<Day>,
    /// The raw text.
    pub text: String,
    /// Speakers by label: organisation (nobody for the interviewer) and role level.
    pub speakers: BTreeMap<String, (Option<OrganisationId>, Option<RoleLevel>)>,
}

/// Endings of files that are more than plain text.
const READ: [&str; 5] = [".docx", ".odt", ".pdf", ".vtt", ".srt"];

impl App {
    /// Adds one text to a partnership.
    ///
    /// # Errors
    /// If there is no text in it, or it holds patient identifiers.
    pub async fn add_transcript(
        &self,
        network: &Network,
        new: NewTranscript,
    ) -> Result<TranscriptId, AppError> {
        let shown = new.file_name.clone().unwrap_or_else(|| "The text".to_owned());
        refuse_patients(&shown, &new.text)?;
        let text = normalise(&new.text);
        if text.trim().is_empty() {
            return Err(AppError::field("text", "There is no text. Paste the transcript or choose a file."));
        }
        if text.chars().count() > LONGEST_TEXT {
            return Err(AppError::field(
                "text",
                "This is longer than 2 million characters. Split it into parts.",
            ));
        }
        let listed: Vec<Speaker> = new.speakers.iter().map(|(label, known)| speaker(label, *known)).collect();
        let turns = recognise_turns(&text, &listed);
        let mut all = listed;
        for label in turns.iter().filter_map(|t| t.speaker.as_deref()) {
            if !all.iter().any(|s| s.label == label) {
                all.push(speaker(label, (None, None)));
            }
        }
        all.retain(|s| turns.iter().any(|t| t.speaker.as_deref() == Some(s.label.as_str())));
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
            text,
            added: self.now(),
        };
        self.store.insert_transcript(&transcript, &all, &turns).await?;
        self.note(network.id, "transcript added", transcript.id.0).await?;
        Ok(transcript.id)
    }

    /// Imports transcripts (plain text, Word, OpenDocument, PDF, captions) with the speakers.csv and codings.csv among `files`, if there are any.
    ///
    /// # Errors
    /// If one of the files has to be mended; then none is imported.
    pub async fn import_transcripts(
        &self,
        network: &Network,
        files: &[(String, Vec<u8>)],
    ) -> Result<Imported, AppError> {
        let names = self.names(network.id).await?;
        let mut warnings = Vec::new();
        let (mut speaker_rows, mut coding_rows) = (Vec::new(), Vec::new());
        let mut texts = Vec::new();
        for (file, bytes) in files {
            let text = if READ.iter().any(|ending| ends(base(file), ending)) {
                let read = self.read_interview(file, bytes.clone()).await?;
                warnings.extend(read.notices.iter().map(|notice| format!("{file}: {}", notice.sentence())));
                read.text
            } else {
                decode::text(file, bytes)?
            };
            refuse_patients(file, &text)?;
            match base(file) {
                "speakers.csv" => {
                    let Rows { rows, mut problems, warnings: remarks } = speakers::read(file, &text)?;
                    problems.extend(unknown_speakers(&rows, &names));
                    refuse(file, problems)?;
                    speaker_rows.extend(rows);
                    warnings.extend(remarks);
                }
                "codings.csv" => {
                    let Rows { rows, problems, warnings: remarks } = codings::read(file, &text)?;
                    refuse(file, problems)?;
                    coding_rows.push((file.clone(), rows));
                    warnings.extend(remarks);
                }
                name if ends(name, ".txt") || ends(name, ".md") || READ.iter().any(|e| ends(name, e)) => {
                    warnings.extend(self.names_left(network.id, file, &text).await?);
                    texts.push((file.clone(), text));
                }
                name => {
                    return Err(AppError::field(
                        "file",
                        format!(
                            "{name}: transcripts are .txt, .md, .docx, .odt, .pdf, .vtt or .srt files, with \
                             speakers.csv beside them."
                        ),
                    ));
                }
            }
        }
        let existing = self.store.transcripts(network.id).await?;
        if let Some((file, _)) = texts.iter().find(|(f, _)| existing.iter().any(|t| t.title == stem(base(f))))
        {
            return Err(AppError::Conflict(format!(
                "{file}: a transcript of this name is there already. Texts are never overwritten; rename the file."
            )));
        }
        // Once, not for each of a thousand quotations.
        let normalised: Vec<(String, String)> =
            texts.iter().map(|(file, text)| (file.clone(), normalise(text))).collect();
        for (file, rows) in &coding_rows {
            refuse(file, check_codings(rows, &normalised, &names, &self.lens))?;
        }
        let count = texts.len();
        let mut added: BTreeMap<String, TranscriptId> = BTreeMap::new();
        for (file, text) in &texts {
            let known = speaker_rows
                .iter()
                .filter(|s| base(&s.file) == base(file))
                .map(|s| {
                    let organisation = s.organisation.as_deref().and_then(|id| names.by_external(id));
                    (s.label.clone(), (organisation.map(|o| o.id), s.role_level))
                })
                .collect();
            let new = NewTranscript {
                title: String::new(),
                file_name: Some(base(file).to_owned()),
                kind: DocumentKind::Interview,
                held_on: None,
                text: text.clone(),
                speakers: known,
            };
            added.insert(base(file).to_owned(), self.add_transcript(network, new).await?);
        }
        let mut coded = 0;
        for row in coding_rows.iter().flat_map(|(_, rows)| rows) {
            if let Some(coding) = self.coding_of(row, &normalised, &added, &names) {
                self.store.insert_coding(&coding).await?;
                coded += 1;
            }
        }
        if coded > 0 {
            self.note(network.id, "passages imported", network.id.0).await?;
        }
        self.refresh(network.id, Subject::Interviews).await?;
        Ok(Imported {
            what: format!(
                "{} with {}",
                counted(count, "transcript", "transcripts"),
                counted(coded, "passage", "passages")
            ),
            warnings,
        })
    }

    /// What points to people and stays in a text that nobody looks through on the page; nothing if nothing was found.
    async fn names_left(
        &self,
        network: NetworkId,
        file: &str,
        text: &str,
    ) -> Result<Option<String>, AppError> {
        let names = self.names(network).await?;
        let organisations: Vec<&str> = names.0.iter().map(|o| o.name.as_str()).collect();
        let found =
            identifiers::find(text, &identifiers::Known { speakers: &[], organisations: &organisations });
        let people = |found: &&identifiers::Found| {
            let about_people = !matches!(found.kind, Kind::Organisation | Kind::Place | Kind::Date);
            found.sure == Sure::High && about_people
        };
        let count = found.iter().filter(people).count();
        Ok((count > 0).then(|| {
            format!(
                "{file}: {} that may point to people and {} in the text. To replace such words, add the text on the page \
                 Interviews instead.",
                counted(count, "place", "places"),
                if count == 1 { "stays" } else { "stay" }
            )
        }))
    }

    fn coding_of(
        &self,
        row: &codings::CodingRow,
        texts: &[(String, String)],
        added: &BTreeMap<String, TranscriptId>,
        names: &Names,
    ) -> Option<Coding> {
        let (_, text) = texts.iter().find(|(f, _)| base(f) == base(&row.file))?;
        let (start, end) = find_once(text, &row.quote).ok()?;
        Some(Coding {
            id: CodingId(self.new_id()),
            transcript: *added.get(base(&row.file))?,
            version: 1,
            start,
            end,
            code: CodeKey::narrative(&row.narrative, row.facet.as_deref()),
            polarity: Some(row.polarity),
            about: Some(about(&row.about, names)?),
            stated: Stated::default(),
            permission: row.permission,
            coder: self.viewer().id,
            coded_at: self.now(),
            memo: None,
        })
    }
}

/// A speaker of whom nothing is known yet; one called interviewer probably is.
pub(crate) fn new_speaker(label: &str) -> Speaker {
    speaker(label, (None, None))
}

fn speaker(label: &str, (organisation, role_level): (Option<OrganisationId>, Option<RoleLevel>)) -> Speaker {
    let interviewer = organisation.is_none() && label.to_lowercase().starts_with("interviewer");
    Speaker { label: label.to_owned(), organisation, role_level, interviewer }
}

/// Whom a passage is about: an organisation's id in files, or `sector:` and a sector.
pub(crate) fn about(text: &str, names: &Names) -> Option<About> {
    match text.strip_prefix("sector:") {
        Some(sector) => {
            let sector = Sector::named(sector);
            names.sectors().contains(&sector).then_some(About::Sector(sector))
        }
        None => names.by_external(text).map(|o| About::Organisation(o.id)),
    }
}

fn unknown_speakers(rows: &[speakers::SpeakerRow], names: &Names) -> Vec<Problem> {
    let known: Vec<&str> = names.0.iter().map(|o| o.external_id.as_str()).collect();
    rows.iter()
        .filter_map(|row| {
            let id = row.organisation.as_deref()?;
            names
                .by_external(id)
                .is_none()
                .then(|| unknown_organisation(row.line, "organisation", id, &known))
        })
        .collect()
}

fn check_codings(
    rows: &[codings::CodingRow],
    texts: &[(String, String)],
    names: &Names,
    lens: &Lens,
) -> Vec<Problem> {
    rows.iter()
        .filter_map(|row| {
            let Some((_, text)) = texts.iter().find(|(f, _)| base(f) == base(&row.file)) else {
                return Some(Problem::cell(
                    row.line,
                    "file",
                    &row.file,
                    "This file is not among those given.",
                ));
            };
            if let Err(error) = find_once(text, &row.quote) {
                return Some(Problem::cell(row.line, "quote", &row.quote, error.to_string()));
            }
            if lens.narrative(&row.narrative).is_none() {
                let reason = "The framework has no narrative of this name.";
                return Some(Problem::cell(row.line, "narrative", &row.narrative, reason));
            }
            if about(&row.about, names).is_none() {
                let reason = "Give an organisation\u{2019}s id, or sector: and a sector of the partnership.";
                return Some(Problem::cell(row.line, "about", &row.about, reason));
            }
            None
        })
        .collect()
}

fn base(file: &str) -> &str {
    file.rsplit(['/', '\\']).next().unwrap_or(file)
}

pub(super) fn stem(file: &str) -> &str {
    file.rsplit_once('.').map_or(file, |(stem, _)| stem)
}

fn ends(name: &str, ending: &str) -> bool {
    name.to_lowercase().ends_with(ending)
}
