//! Makes exchange files by hand, in the manner of one program or another.

use std::io::{Cursor, Read, Write};

use zip::write::SimpleFileOptions;
use zip::{ZipArchive, ZipWriter};

/// An archive of these entries, in their order.
pub(crate) fn packed(entries: &[(&str, &[u8])]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in entries {
        zip.start_file(*name, SimpleFileOptions::DEFAULT).unwrap();
        zip.write_all(bytes).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

/// The entries of an archive with their bytes.
pub(crate) fn unpacked(bytes: &[u8]) -> Vec<(String, Vec<u8>)> {
    let mut zip = ZipArchive::new(Cursor::new(bytes)).unwrap();
    (0..zip.len())
        .map(|at| {
            let mut entry = zip.by_index(at).unwrap();
            let mut bytes = Vec::new();
            entry.read_to_end(&mut bytes).unwrap();
            (entry.name().unwrap().into_owned(), bytes)
        })
        .collect()
}

/// A project of the standard's namespace with these elements.
pub(crate) fn project(origin: &str, inside: &str) -> String {
    format!(
        "<?xml version=\"1.0\" encoding=\"utf-8\"?><Project xmlns=\"urn:QDA-XML:project:1.0\" name=\"Study\" \
         origin=\"{origin}\">{inside}</Project>"
    )
}

/// A codebook of one code for each number, whose id is [`guid`] of it.
pub(crate) fn codes(numbers: std::ops::Range<u128>) -> String {
    let codes: String = numbers
        .map(|number| format!("<Code guid=\"{}\" name=\"code {number}\" isCodable=\"true\"/>", guid(number)))
        .collect();
    format!("<CodeBook><Codes>{codes}</Codes></CodeBook>")
}

/// An id.
pub(crate) fn guid(number: u128) -> uuid::Uuid {
    uuid::Uuid::from_u128(number)
}

/// A selection with one coding with code 1.
pub(crate) fn selection(number: u128, name: &str, start: usize, end: usize) -> String {
    format!(
        "<PlainTextSelection guid=\"{}\" name=\"{name}\" startPosition=\"{start}\" endPosition=\"{end}\">\
         <Coding guid=\"{}\"><CodeRef targetGUID=\"{}\"/></Coding></PlainTextSelection>",
        guid(number),
        guid(number + 10_000),
        guid(1)
    )
}
