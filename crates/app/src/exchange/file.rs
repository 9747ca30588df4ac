//! Reading files of other programs.

use troth_say::files;
use troth_say::refi::{Limits, Project, RefiError, read_qdc, read_qdpx_with};
use troth_say::tables::{code_tree, read_codes};
use uuid::Uuid;

use super::made;
use crate::app::App;
use crate::error::AppError;
use crate::intake::decode;

/// A project or a codebook that was read. Nothing of it is stored.
#[derive(Debug, Clone, PartialEq)]
pub struct ProjectFile {
    /// Name of the file.
    pub(super) file: String,
    /// What it holds; of a codebook codes alone.
    pub(super) project: Project,
    /// How it was read, and what was left out.
    pub(super) remarks: Vec<String>,
    /// Up to three passages as their places were read, each with its text.
    pub(super) samples: Vec<(String, String)>,
}

impl ProjectFile {
    /// Reads a project (`.qdpx`) or a codebook (`.qdc`, `.csv`), by the ending of its name.
    ///
    /// # Errors
    /// If it is of another kind, cannot be read, or holds identifiers of patients, with what to do.
    pub fn read(file: &str, bytes: &[u8]) -> Result<Self, AppError> {
        let read = Self::any(file, bytes)?;
        for source in &read.project.sources {
            crate::imports::refuse_patients(&format!("{file}, \"{}\"", source.name), &source.text)?;
        }
        crate::imports::refuse_patients(file, &read.beside_texts().collect::<Vec<_>>().join("\n\n"))?;
        Ok(read)
    }

    fn any(file: &str, bytes: &[u8]) -> Result<Self, AppError> {
        let name = file.to_lowercase();
        let of = |error: RefiError| AppError::field("file", format!("{file}: {error}"));
        let limits = Limits::default();
        if name.ends_with(".qdpx") {
            let docx = |bytes: &[u8]| {
                files::read("text.docx", bytes, &files::Limits::default()).ok().map(|t| t.text)
            };
            let (project, report) = read_qdpx_with(bytes, &limits, &docx).map_err(of)?;
            let samples = report.offsets.as_ref().map(|chosen| chosen.samples.clone()).unwrap_or_default();
            return Ok(Self { file: file.to_owned(), remarks: report.sentences(), project, samples });
        }
        if name.ends_with(".qdc") {
            let (book, report) = read_qdc(bytes, &limits).map_err(of)?;
            let mut remarks = report.sentences();
            remarks.extend(sets_left(book.sets.iter().map(|set| set.name.as_str()), book.origin.as_deref()));
            let project = Project { origin: book.origin, codes: book.codes, ..Project::default() };
            return Ok(Self { file: file.to_owned(), remarks, project, samples: Vec::new() });
        }
        if name.ends_with(".csv") {
            return Self::table(file, bytes);
        }
        let message =
            format!("{file}: Choose a project (.qdpx) or a codebook (.qdc, .csv) of another program.");
        Err(AppError::field("file", message))
    }

    fn table(file: &str, bytes: &[u8]) -> Result<Self, AppError> {
        let text = decode::borrowed(file, bytes)?;
        let read = read_codes(&text).map_err(|error| AppError::field("file", format!("{file}: {error}")))?;
        let (rows, problems) = read;
        let mut remarks: Vec<String> = problems.iter().map(ToString::to_string).collect();
        // A table has no ids: they are made of the names, so that the same table brings the same codes.
        let mut at = 0;
        let ids = || -> Uuid {
            let row = rows.get(at);
            let (name, parent) = row.map_or(("", ""), |row| (row.name.as_str(), row.parent.as_str()));
            at += 1;
            made(&["row of a codebook", name, parent, &repeated(&rows, at - 1).to_string()])
        };
        let (codes, said) = code_tree(&rows, ids);
        remarks.extend(said);
        if codes.is_empty() {
            return Err(AppError::field("file", format!("{file} holds no code. Its rows need a name each.")));
        }
        let project = Project { codes, ..Project::default() };
        Ok(Self { file: file.to_owned(), remarks, project, samples: Vec::new() })
    }

    /// How many passages it holds, and how many codes where it holds no passage.
    pub fn size(&self) -> usize {
        match self.project.codings().count() {
            0 => self.project.codes.iter().flat_map(troth_say::refi::model::Code::walk).count(),
            passages => passages,
        }
    }

    /// Name of the file.
    pub fn name(&self) -> &str {
        &self.file
    }

    /// How it was read and what was left out, in sentences, with what it holds first.
    pub fn sentences(&self) -> Vec<String> {
        use crate::intake::words::count;
        let codes = self.project.codes.iter().flat_map(troth_say::refi::model::Code::walk).count();
        let first = format!(
            "It holds {}, {}, {} and {}.",
            count(self.project.sources.len(), "text", "texts"),
            count(self.project.codings().count(), "passage", "passages"),
            count(codes, "code", "codes"),
            count(self.project.users.len(), "coder", "coders")
        );
        let from = self.project.origin.as_ref().map(|origin| format!("It was written by {origin}."));
        from.into_iter().chain([first]).chain(self.remarks.iter().cloned()).collect()
    }

    /// Up to three passages as their places were read, each with the name of its text.
    pub fn samples(&self) -> &[(String, String)] {
        &self.samples
    }

    /// Everything in words that it holds beside its texts.
    fn beside_texts(&self) -> impl Iterator<Item = &str> {
        let project = &self.project;
        let codes = project.codes.iter().flat_map(troth_say::refi::model::Code::walk);
        let codes = codes.flat_map(|code| [Some(code.name.as_str()), code.description.as_deref()]);
        let sources = project.sources.iter().flat_map(|s| [Some(s.name.as_str()), s.description.as_deref()]);
        let selections = project.sources.iter().flat_map(|source| &source.selections);
        let selections = selections.flat_map(|s| [s.name.as_deref(), s.description.as_deref()]);
        let notes = project.notes.iter().flat_map(|note| [note.name.as_deref(), Some(note.text.as_str())]);
        let cases = project.cases.iter().flat_map(|case| [case.name.as_deref(), case.description.as_deref()]);
        let users = project.users.iter().map(|user| Some(user.name.as_str()));
        let links = project.links.iter().map(|link| link.name.as_deref());
        codes.chain(sources).chain(selections).chain(notes).chain(cases).chain(users).chain(links).flatten()
    }
}

/// How often a row of the same name and parent stands before this one.
fn repeated(rows: &[troth_say::tables::CodeRow], at: usize) -> usize {
    let Some(own) = rows.get(at) else { return 0 };
    let before = rows.iter().take(at);
    before.filter(|row| row.name == own.name && row.parent == own.parent).count()
}

/// Sets of another program have no place here; those of Troth are made anew each time.
pub(super) fn sets_left<'a>(names: impl Iterator<Item = &'a str>, origin: Option<&str>) -> Vec<String> {
    if is_troth(origin) {
        return Vec::new();
    }
    names.map(|name| format!("Set \"{name}\": Troth has no sets of codes or texts; left out.")).collect()
}

/// Whether Troth wrote the file, by its own word. It is believed for reading notes as marks, and for nothing else.
pub(super) fn is_troth(origin: Option<&str>) -> bool {
    origin.is_some_and(|origin| origin.trim().to_lowercase().split_whitespace().next() == Some("troth"))
}

impl App {
    /// Reads a project or a codebook, away from the threads that answer everybody.
    ///
    /// # Errors
    /// As [`ProjectFile::read`]; if the viewer is not the custodian.
    pub async fn read_project(&self, file: &str, bytes: Vec<u8>) -> Result<ProjectFile, AppError> {
        self.only_the_custodian()?;
        let name = file.to_owned();
        match tokio::task::spawn_blocking(move || ProjectFile::read(&name, &bytes)).await {
            Ok(read) => read,
            Err(_) => {
                let message =
                    format!("{file} could not be read to its end. Export it again and choose that.");
                Err(AppError::field("file", message))
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_table_brings_the_same_ids_each_time_and_other_files_are_told() {
        let text = "name,parent,definition\nRoles,,Who\nKnown,Roles,\nKnown,Roles,\n";
        let first = ProjectFile::read("book.csv", text.as_bytes()).unwrap();
        assert_eq!(first, ProjectFile::read("book.csv", text.as_bytes()).unwrap());
        let codes: Vec<Uuid> =
            first.project.codes.iter().flat_map(troth_say::refi::model::Code::walk).map(|c| c.guid).collect();
        assert_eq!(codes.iter().collect::<std::collections::BTreeSet<_>>().len(), 3);
        for (file, bytes, says) in [
            ("a.docx", &b"x"[..], ".qdpx"),
            ("a.qdpx", b"x", "not a readable project file"),
            ("a.qdc", b"<a/>", "CodeBook"),
            ("a.csv", b"x\n1\n", "\"name\" is missing"),
        ] {
            let said = ProjectFile::read(file, bytes).unwrap_err().to_string();
            assert!(said.contains(says) && said.contains(file), "{said}");
        }
    }
}
