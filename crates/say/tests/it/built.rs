//! Documents made for a test.

use std::io::{Cursor, Write};

use troth_say::{FileError, FileText, Limits, files};
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

/// A packed file of these parts.
pub(crate) fn packed(parts: &[(&str, &str)]) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in parts {
        writer.start_file(*name, SimpleFileOptions::default()).unwrap();
        writer.write_all(content.as_bytes()).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

/// The text part of a Word document.
pub(crate) fn word(body: &str) -> String {
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<w:document xmlns:w=\"http://schemas.openxmlformats.org/\
         wordprocessingml/2006/main\"><w:body>{body}</w:body></w:document>"
    )
}

/// A Word document of this body.
pub(crate) fn docx(body: &str) -> Vec<u8> {
    packed(&[("word/document.xml", &word(body))])
}

/// An OpenDocument text of these styles and this body.
pub(crate) fn odt(styles: &str, body: &str) -> Vec<u8> {
    let content = format!(
        "<?xml version=\"1.0\"?><office:document-content xmlns:office=\"o\" xmlns:text=\"t\" xmlns:style=\"s\" \
         xmlns:table=\"b\" xmlns:draw=\"d\"><office:automatic-styles>{styles}</office:automatic-styles>\
         <office:body><office:text>{body}</office:text></office:body></office:document-content>"
    );
    packed(&[("mimetype", "application/vnd.oasis.opendocument.text"), ("content.xml", &content)])
}

pub(crate) fn read(name: &str, bytes: &[u8]) -> Result<FileText, FileError> {
    files::read(name, bytes, &Limits::default())
}

/// The notices as sentences.
pub(crate) fn notices(file: &FileText) -> Vec<String> {
    file.notices.iter().map(|notice| notice.sentence()).collect()
}

/// Turns as "label: words @ms".
pub(crate) fn turns(file: &FileText) -> Vec<String> {
    file.turns
        .as_ref()
        .unwrap()
        .iter()
        .map(|turn| {
            let words = troth_say::slice(&file.text, turn.start, turn.end).unwrap();
            format!("{}: {words} @{}", turn.speaker.as_deref().unwrap_or("-"), turn.at_ms.unwrap())
        })
        .collect()
}
