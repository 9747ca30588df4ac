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

/// A PDF with a page for each content stream, in Helvetica without widths, `/P` a picture.
pub(crate) fn pdf(contents: &[&str]) -> Vec<u8> {
    pdf_of(&contents.iter().map(|c| (*c).to_owned()).collect::<Vec<_>>(), "")
}

/// The same, with more objects.
pub(crate) fn pdf_of(contents: &[String], more: &str) -> Vec<u8> {
    let kids: String = (0..contents.len()).map(|n| format!("{} 0 R ", 10 + 2 * n)).collect();
    let mut out = format!(
        "%PDF-1.4\n1 0 obj\n<</Type/Catalog/Pages 2 0 R>>\nendobj\n\
         2 0 obj\n<</Type/Pages/Count {}/Kids[{kids}]/MediaBox[0 0 595 842]/Resources<</Font<</F 3 0 R>>/XObject<</P 4 0 R/X 5 0 R>>>>>>\nendobj\n\
         3 0 obj\n<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>\nendobj\n\
         4 0 obj\n<</Type/XObject/Subtype/Image/Width 1/Height 1/Length 1>>stream\n0\nendstream\nendobj\n{more}",
        contents.len()
    );
    for (nth, content) in contents.iter().enumerate() {
        let at = 10 + 2 * nth;
        out.push_str(&format!(
            "{at} 0 obj\n<</Type/Page/Parent 2 0 R/Contents {} 0 R>>\nendobj\n\
             {} 0 obj\n<</Length {}>>stream\n{content}\nendstream\nendobj\n",
            at + 1,
            at + 1,
            content.len()
        ));
    }
    let xref = out.len();
    // Without a table of contents; readers rebuild it.
    out.push_str(&format!("trailer\n<</Root 1 0 R/Size 9>>\nstartxref\n{xref}\n%%EOF\n"));
    out.into_bytes()
}

/// Lines of a page from the top, 14 points apart.
pub(crate) fn page(lines: &[&str]) -> String {
    let shown: String = lines.iter().map(|line| format!("({line}) Tj T* ")).collect();
    format!("BT /F 10 Tf 14 TL 50 800 Td {shown}ET")
}
