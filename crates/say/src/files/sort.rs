//! What kind of file it is: by its first bytes, and by the ending of its name where contents look alike.

use super::error::FileError;
use super::limits::Limits;
use super::package::Package;

/// A format that is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Format {
    /// Plain text.
    Text,
    /// Markdown, kept as it is written.
    Markdown,
    /// Word, since 2007.
    Docx,
    /// OpenDocument text.
    Odt,
    /// PDF.
    Pdf,
    /// WebVTT captions (Teams, Zoom).
    WebVtt,
    /// SubRip captions.
    SubRip,
}

impl Format {
    /// In words.
    pub const fn words(self) -> &'static str {
        match self {
            Self::Text => "plain text",
            Self::Markdown => "Markdown",
            Self::Docx => "Word document",
            Self::Odt => "OpenDocument text",
            Self::Pdf => "PDF",
            Self::WebVtt => "WebVTT captions",
            Self::SubRip => "SubRip captions",
        }
    }
}

/// Decides what a file is.
///
/// # Errors
/// [`FileError::NotRead`] with what to do, if it is something else; what [`Package::open`] gives for a broken one.
pub(super) fn format_of(file: &str, bytes: &[u8], limits: &Limits) -> Result<Format, FileError> {
    let head = bytes.get(..bytes.len().min(1024)).unwrap_or_default();
    if head.windows(5).any(|five| five == b"%PDF-") {
        return Ok(Format::Pdf);
    }
    if head.starts_with(b"PK") {
        return packed(file, bytes, limits);
    }
    if let Some((what, remedy)) = other(head) {
        return Err(FileError::NotRead { file: file.to_owned(), what, remedy });
    }
    let ending = file.rsplit_once('.').map(|(_, ending)| ending.to_ascii_lowercase()).unwrap_or_default();
    let text = head.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(head);
    let arrow = head.windows(3).any(|three| three == b"-->");
    Ok(match ending.as_str() {
        _ if text.starts_with(b"WEBVTT") => Format::WebVtt,
        "vtt" => Format::WebVtt,
        "srt" => Format::SubRip,
        "md" | "markdown" => Format::Markdown,
        "docx" | "odt" | "pdf" => {
            let remedy = "Open it in the program it comes from and save it anew, or change the ending of its name to .txt \
                          if it is plain text.";
            return Err(FileError::NotRead { file: file.to_owned(), what: "not what its name says", remedy });
        }
        _ if arrow && text.iter().find(|b| !b.is_ascii_whitespace()).is_some_and(u8::is_ascii_digit) => {
            Format::SubRip
        }
        _ => Format::Text,
    })
}

fn packed(file: &str, bytes: &[u8], limits: &Limits) -> Result<Format, FileError> {
    let package = Package::open(file, bytes, limits)?;
    if package.has("word/document.xml") || package.first("word/document", ".xml").is_some() {
        Ok(Format::Docx)
    } else if package.has("content.xml") {
        Ok(Format::Odt)
    } else {
        Err(FileError::NotRead {
            file: file.to_owned(),
            what: "a packed file, but neither a Word (.docx) nor an OpenDocument (.odt) text",
            remedy: "Unpack it and choose the text itself, or save it as .docx.",
        })
    }
}

/// What the first bytes give away of files that are not read, and what to do with them.
fn other(head: &[u8]) -> Option<(&'static str, &'static str)> {
    const SAVE: &str = "Open it and save it as .docx, .odt or .txt.";
    const RECORDING: &str = "Troth reads what was said, not the recording: have it transcribed first.";
    const RECORDINGS: [&[u8]; 5] = [b"ID3", b"RIFF", b"OggS", b"fLaC", b"\x1A\x45\xDF\xA3"];
    const PICTURE: &str = "Have its text recognised (OCR), look it over, and save it as .docx or .txt.";
    let begins = |magic: &[u8]| head.starts_with(magic);
    let text = head.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(head).trim_ascii_start().to_ascii_lowercase();
    let says = |word: &[u8]| text.starts_with(word);
    Some(if begins(b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1") {
        (
            "an old Word document (.doc), or a Word document with a password",
            "Open it in Word or LibreOffice and save it as .docx without a password.",
        )
    } else if says(b"{\\rtf") {
        ("a rich text file (RTF)", "Open it in Word or LibreOffice and save it as .docx.")
    } else if says(b"<!doctype html") || says(b"<html") {
        ("a web page (HTML)", "Open it in Word or LibreOffice and save it as .docx, or copy its text.")
    } else if says(b"<?xml") {
        ("an XML file", SAVE)
    } else if RECORDINGS.iter().any(|magic| begins(magic)) || head.get(4..8) == Some(b"ftyp") {
        ("a recording", RECORDING)
    } else if begins(b"\x89PNG") || begins(b"\xFF\xD8\xFF") || begins(b"GIF8") || begins(b"II*\0") {
        ("a picture", PICTURE)
    } else if begins(b"\x1F\x8B") || begins(b"7z\xBC\xAF") || begins(b"Rar!") {
        ("a packed file", "Unpack it and choose the text itself.")
    } else {
        return None;
    })
}
