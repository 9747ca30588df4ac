//! Importing transcripts: text, speakers and, where a file has them, passages that were coded elsewhere.

use std::collections::BTreeMap;

use troth_framework::Lens;
use troth_gate::CustodianOnly;
use troth_network::{CodingId, Network, OrganisationId, RoleLevel, Sector, TranscriptId};
use troth_say::identifiers::{Kind, Replaced};
use troth_say::{About, CodeKey, Coding, DocumentKind, Speaker, Stated, find_once, normalise};

use super::decisions::decided;
use super::looking::{CheckedText, LookedThrough, Proposal, Told};
use super::{Imported, refuse, refuse_patients, unknown_organisation};
use crate::app::App;
use crate::error::AppError;
use crate::intake::decisions::DecisionRow;
use crate::intake::words::count as counted;
use crate::intake::{Problem, Rows, codings, decode, speakers};
use crate::jobs::Subject;
use crate::organisations::Names;

/// What is done with words that point to people, where nobody looks a text through on the page.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub enum Replacing {
    /// Every word stays.
    #[default]
    Leave,
    /// What a rule is sure of is replaced by what it suggests, as the page proposes it; what may be a name stays.
    Sure,
    /// Everything that was found is replaced by what is suggested.
    All,
    /// As somebody decided, in a file.
    Decided(Vec<DecisionRow>),
}

/// How texts are imported.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TranscriptsOptions {
    /// What kind of texts they are.
    pub kind: DocumentKind,
    /// What is done with words that point to people.
    pub replace: Replacing,
}

impl Default for TranscriptsOptions {
    fn default() -> Self {
        Self { kind: DocumentKind::Interview, replace: Replacing::Leave }
    }
}

/// A text of a file, with what is known of it beside its words.
struct Given {
    file: String,
    text: String,
    told: Told,
}

/// What the files hold.
#[derive(Default)]
struct Files {
    texts: Vec<Given>,
    speakers: Vec<speakers::SpeakerRow>,
    codings: Vec<(String, Vec<codings::CodingRow>)>,
    warnings: Vec<String>,
}

/// Endings of files that are more than plain text.
const READ: [&str; 5] = [".docx", ".odt", ".pdf", ".vtt", ".srt"];

impl App {
    /// Imports transcripts (plain text, Word, OpenDocument, PDF, captions) with the speakers.csv and codings.csv among
    /// `files`, if there are any, as interviews in which every word stays.
    ///
    /// # Errors
    /// If one of the files has to be mended; then none is imported.
    pub async fn import_transcripts(
        &self,
        network: &Network,
        files: &[(String, Vec<u8>)],
    ) -> Result<Imported, AppError> {
        self.import_transcripts_as(network, files, &TranscriptsOptions::default()).await
    }

    /// Imports texts of a kind, with words replaced as the options say. What was replaced goes into a key of each text,
    /// sealed, as on the page. Passages of a codings.csv are looked for in the text as the file has it.
    ///
    /// # Errors
    /// If one of the files has to be mended, or a decision is missing or fits nothing; then none is imported.
    pub async fn import_transcripts_as(
        &self,
        network: &Network,
        files: &[(String, Vec<u8>)],
        options: &TranscriptsOptions,
    ) -> Result<Imported, AppError> {
        self.only_the_custodian()?;
        let names = self.names(network.id).await?;
        let Files { texts, speakers, codings, mut warnings } = self.read_files(network, files).await?;
        let existing = self.store.transcripts(network.id).await?;
        if let Some(given) = texts.iter().find(|g| existing.iter().any(|t| t.title == stem(base(&g.file)))) {
            return Err(AppError::Conflict(format!(
                "{}: a transcript of this name is there already. Texts are never overwritten; rename the file.",
                given.file
            )));
        }
        for (file, rows) in &codings {
            refuse(file, check_codings(rows, &texts, &names, &self.lens))?;
        }
        let mut looked = Vec::new();
        for given in &texts {
            let told = given.told.clone();
            looked.push(self.look_through(network, &given.file, &given.text, told).await?.value().clone());
        }
        let found: Vec<(&str, &[Proposal])> =
            texts.iter().zip(&looked).map(|(g, l)| (base(&g.file), l.proposals.as_slice())).collect();
        let decided = decided(&options.replace, &found)?;
        if options.replace == Replacing::Leave {
            warnings.extend(found.iter().filter_map(|(file, proposals)| left(file, proposals)));
        }
        let replaced: usize =
            decided.iter().flat_map(BTreeMap::values).filter(|with| !with.is_empty()).count();
        let (count, mut added) = (texts.len(), BTreeMap::new());
        for ((given, looked), replace) in texts.iter().zip(&looked).zip(decided) {
            let new = CheckedText {
                title: String::new(),
                file_name: Some(base(&given.file).to_owned()),
                kind: options.kind,
                held_on: None,
                text: looked.text.clone(),
                told: looked.told.clone(),
                replace,
                speakers: known(looked, &given.file, &speakers, &names),
            };
            added.insert(base(&given.file).to_owned(), self.save_checked(network, new).await?);
        }
        let mut coded = 0;
        for row in codings.iter().flat_map(|(_, rows)| rows) {
            if let Some(coding) = self.coding_of(row, &texts, &added, &names) {
                self.store.insert_coding(&coding).await?;
                coded += 1;
            }
        }
        if coded > 0 {
            self.note(network.id, "passages imported", network.id.0).await?;
        }
        self.refresh(network.id, Subject::Interviews).await?;
        let texts = match options.kind {
            DocumentKind::Interview => counted(count, "transcript", "transcripts"),
            _ => counted(count, "text", "texts"),
        };
        let passages = counted(coded, "passage", "passages");
        let replaced = match replaced {
            0 => String::new(),
            n => format!(
                ", {} replaced",
                counted(n, "different word or phrase", "different words and phrases")
            ),
        };
        Ok(Imported { what: format!("{texts} with {passages}{replaced}"), warnings })
    }

    /// What points to people in the texts among `files`, file by file. Stores nothing.
    ///
    /// # Errors
    /// If the viewer is not the custodian, or one of the files has to be mended.
    pub async fn proposals_in_files(
        &self,
        network: &Network,
        files: &[(String, Vec<u8>)],
    ) -> Result<CustodianOnly<Vec<(String, Vec<Proposal>)>>, AppError> {
        self.only_the_custodian()?;
        let mut all = Vec::new();
        for Given { file, text, told } in self.read_files(network, files).await?.texts {
            let looked = self.look_through(network, &file, &text, told).await?;
            all.push((base(&file).to_owned(), looked.value().proposals.clone()));
        }
        Ok(CustodianOnly::open(all, &self.viewer())?)
    }

    async fn read_files(&self, network: &Network, files: &[(String, Vec<u8>)]) -> Result<Files, AppError> {
        let names = self.names(network.id).await?;
        let mut all = Files::default();
        for (file, bytes) in files {
            let (text, told) = if READ.iter().any(|ending| ends(base(file), ending)) {
                let read = self.read_interview(file, bytes.clone()).await?;
                all.warnings
                    .extend(read.notices.iter().map(|notice| format!("{file}: {}", notice.sentence())));
                let told = Told::of(&read);
                (read.text, told)
            } else {
                (decode::text(file, bytes)?, Told::default())
            };
            refuse_patients(file, &text)?;
            match base(file) {
                "speakers.csv" => {
                    let Rows { rows, mut problems, warnings } = speakers::read(file, &text)?;
                    problems.extend(unknown_speakers(&rows, &names));
                    refuse(file, problems)?;
                    all.speakers.extend(rows);
                    all.warnings.extend(warnings);
                }
                "codings.csv" => {
                    let Rows { rows, problems, warnings } = codings::read(file, &text)?;
                    refuse(file, problems)?;
                    all.codings.push((file.clone(), rows));
                    all.warnings.extend(warnings);
                }
                name if ends(name, ".txt") || ends(name, ".md") || READ.iter().any(|e| ends(name, e)) => {
                    // Once, not for each of a thousand quotations.
                    all.texts.push(Given { file: file.clone(), text: normalise(&text), told });
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
        for given in &mut all.texts {
            for row in all.speakers.iter().filter(|row| base(&row.file) == base(&given.file)) {
                if !given.told.labels.contains(&row.label) {
                    given.told.labels.push(row.label.clone());
                }
            }
        }
        Ok(all)
    }

    fn coding_of(
        &self,
        row: &codings::CodingRow,
        texts: &[Given],
        added: &BTreeMap<String, (TranscriptId, Replaced)>,
        names: &Names,
    ) -> Option<Coding> {
        let given = texts.iter().find(|given| base(&given.file) == base(&row.file))?;
        let (transcript, replaced) = added.get(base(&row.file))?;
        let (start, end) = find_once(&given.text, &row.quote).ok()?;
        let (start, end) = (replaced.moved(start), replaced.moved_end(end));
        Some(Coding {
            id: CodingId(self.new_id()),
            transcript: *transcript,
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

/// Who speaks, by label: what speakers.csv says, else what the label itself says.
fn known(
    looked: &LookedThrough,
    file: &str,
    rows: &[speakers::SpeakerRow],
    names: &Names,
) -> BTreeMap<String, (Option<OrganisationId>, Option<RoleLevel>, bool)> {
    let row = |label: &str| rows.iter().find(|row| base(&row.file) == base(file) && row.label == label);
    let said = |label: &str| {
        let row = row(label);
        let organisation =
            row.and_then(|row| row.organisation.as_deref()).and_then(|id| names.by_external(id));
        let speaker = speaker(label, (organisation.map(|o| o.id), row.and_then(|row| row.role_level)));
        (speaker.organisation, speaker.role_level, speaker.interviewer)
    };
    looked.voices.iter().map(|voice| (voice.label.clone(), said(&voice.label))).collect()
}

/// What points to people and stays in a text; nothing if nothing was found.
fn left(file: &str, proposals: &[Proposal]) -> Option<String> {
    let people = |p: &&Proposal| p.sure && !matches!(p.kind, Kind::Organisation | Kind::Place | Kind::Date);
    let count: usize = proposals.iter().filter(people).map(|p| p.places.len()).sum();
    (count > 0).then(|| {
        format!(
            "{file}: {} that may point to people and {} in the text. To replace such words, import with --replace or add \
             the text on the page Interviews instead.",
            counted(count, "place", "places"),
            if count == 1 { "stays" } else { "stay" }
        )
    })
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

fn check_codings(rows: &[codings::CodingRow], texts: &[Given], names: &Names, lens: &Lens) -> Vec<Problem> {
    rows.iter()
        .filter_map(|row| {
            let Some(given) = texts.iter().find(|given| base(&given.file) == base(&row.file)) else {
                return Some(Problem::cell(
                    row.line,
                    "file",
                    &row.file,
                    "This file is not among those given.",
                ));
            };
            if let Err(error) = find_once(&given.text, &row.quote) {
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

pub(super) fn base(file: &str) -> &str {
    file.rsplit(['/', '\\']).next().unwrap_or(file)
}

pub(super) fn stem(file: &str) -> &str {
    file.rsplit_once('.').map_or(file, |(stem, _)| stem)
}

fn ends(name: &str, ending: &str) -> bool {
    name.to_lowercase().ends_with(ending)
}
