//! Writing projects and codebooks that other programs can read.
//!
//! `project.qde`, `sources/` with texts of LF and no byte order mark, positions in code points, everything in the
//! order of the schema. The same project gives the same bytes: nothing is dated, numbered or drawn here. Names
//! are written as they are given; whoever calls gives pseudonyms.

mod out;
mod project;
mod sources;

use std::io::{Cursor, Write};

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

use super::error::RefiError;
use super::model::{CodeBook, Project};
use super::report::{Dropped, ExportReport};
use out::Out;

/// What files of Troth say of where they come from.
pub const ORIGIN: &str = concat!("Troth ", env!("CARGO_PKG_VERSION"));

/// A project as the bytes of a `.qdpx` file, and what its readers should know. Its origin is always this program.
///
/// # Errors
/// [`RefiError::Write`] if two texts have the same id, or packing fails.
pub fn write_qdpx(project: &Project) -> Result<(Vec<u8>, ExportReport), RefiError> {
    let mut report = ExportReport::default();
    for source in &project.sources {
        if source.text.chars().any(|c| c.len_utf16() == 2) {
            report.shifted.push(source.name.clone());
        }
    }
    let mut out = Out::new()?;
    project::project(&mut out, project)?;
    let qde = out.finish(&mut report)?;

    let failed = |error: &dyn std::fmt::Display| RefiError::Write { reason: error.to_string() };
    let options = SimpleFileOptions::DEFAULT.compression_method(CompressionMethod::Deflated);
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let texts = project
        .sources
        .iter()
        .map(|source| (source.guid, source.text.as_str()))
        .chain(project.notes.iter().map(|note| (note.guid, note.text.as_str())));
    let mut entry = |name: String, bytes: &[u8]| {
        zip.start_file(name, options).map_err(|error| failed(&error))?;
        zip.write_all(bytes).map_err(|error| failed(&error))
    };
    entry("project.qde".to_owned(), &qde)?;
    for (guid, text) in texts {
        entry(format!("sources/{guid}.txt"), text.as_bytes())?;
    }
    let bytes = zip.finish().map_err(|error| failed(&error))?.into_inner();
    Ok((bytes, report))
}

/// A codebook as the bytes of a `.qdc` file.
///
/// # Errors
/// [`RefiError::NoCodes`] if there is no code: the format demands one.
pub fn write_qdc(book: &CodeBook) -> Result<(Vec<u8>, ExportReport), RefiError> {
    if book.codes.is_empty() {
        return Err(RefiError::NoCodes);
    }
    let mut report = ExportReport::default();
    for set in book.sets.iter().filter(|set| !set.sources.is_empty() || !set.notes.is_empty()) {
        report.dropped.push(Dropped {
            kind: "Set".into(),
            name: set.name.clone(),
            reason: "sets of a codebook hold codes and nothing else".into(),
        });
    }
    if book.codes.iter().flat_map(super::model::Code::walk).any(|code| !code.notes.is_empty()) {
        report.dropped.push(Dropped {
            kind: "NoteRef".into(),
            name: String::new(),
            reason: "codes of a codebook have no notes".into(),
        });
    }
    let mut out = Out::new()?;
    project::code_book(&mut out, book)?;
    let bytes = out.finish(&mut report)?;
    Ok((bytes, report))
}
