//! Reading files of interviews: from bytes to a text, with turns and times where the format gives them.
//!
//! Formats: plain text, Markdown, Word (.docx), OpenDocument (.odt), PDF, WebVTT and SubRip captions. What a file is
//! is decided by what it holds; the ending of its name only tells apart what looks alike. Every reader works within
//! [`Limits`], so no file takes unbounded memory or time.

mod captions;
mod clean;
mod docx;
mod encoding;
mod error;
mod limits;
mod notice;
mod odt;
mod package;
mod pdf;
mod prose;
mod sort;
mod srt;
mod vtt;
mod xml;

pub use error::FileError;
pub use limits::Limits;
pub use notice::Notice;
pub use sort::Format;

use crate::turns::{TimeMark, Turn, time_marks};

/// What a file of an interview holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FileText {
    /// What the file was read as.
    pub format: Format,
    /// The text as [`normalise`](crate::normalise) leaves it, without control characters.
    pub text: String,
    /// Who speaks where, if the format itself says so (captions); else see
    /// [`recognise_turns`](crate::recognise_turns). Positions in `text`.
    pub turns: Option<Vec<Turn>>,
    /// Places in `text` with their time: of each caption, or the times that stand in the text. In order.
    pub times: Vec<TimeMark>,
    /// What was left out or guessed, for somebody to check.
    pub notices: Vec<Notice>,
}

/// What a reader hands back: text that is not yet cleaned.
#[derive(Debug, Default)]
pub(crate) struct Raw {
    pub text: String,
    pub notices: Vec<Notice>,
}

/// Reads a file of an interview. `file_name` is only looked at for its ending, and named in errors.
///
/// # Errors
/// [`FileError`] if the file is not of a kind that is read, damaged, without text, or past a limit.
pub fn read(file_name: &str, bytes: &[u8], limits: &Limits) -> Result<FileText, FileError> {
    let file = || file_name.to_owned();
    if bytes.is_empty() {
        return Err(FileError::Empty { file: file() });
    }
    if bytes.len() > limits.bytes {
        return Err(FileError::TooLarge { file: file(), most: limits.bytes / MEBIBYTE });
    }
    let format = sort::format_of(file_name, bytes, limits)?;
    let raw = match format {
        Format::WebVtt | Format::SubRip => return captions(file_name, format, bytes, limits),
        Format::Text | Format::Markdown => encoding::decode(file_name, bytes)?,
        Format::Docx => docx::read(file_name, bytes, limits)?,
        Format::Odt => odt::read(file_name, bytes, limits)?,
        Format::Pdf => pdf::read(file_name, bytes, limits)?,
    };
    let mut notices = raw.notices;
    let text = clean::clean(&raw.text, &mut notices);
    check(file_name, &text, limits)?;
    let times = time_marks(&text);
    Ok(FileText { format, text, turns: None, times, notices })
}

const MEBIBYTE: usize = 1024 * 1024;

fn captions(file_name: &str, format: Format, bytes: &[u8], limits: &Limits) -> Result<FileText, FileError> {
    let Raw { text, mut notices } = encoding::decode(file_name, bytes)?;
    let text = clean::clean(&text, &mut notices);
    check(file_name, &text, limits)?;
    let cues = if format == Format::WebVtt { vtt::cues(&text, &mut notices) } else { srt::cues(&text) };
    if cues.is_empty() {
        return Err(FileError::NoCaptions { file: file_name.to_owned() });
    }
    let (text, turns, times) = captions::joined(cues);
    Ok(FileText { format, text, turns: Some(turns), times, notices })
}

fn check(file_name: &str, text: &str, limits: &Limits) -> Result<(), FileError> {
    let file = file_name.to_owned();
    if text.trim().is_empty() {
        Err(FileError::Empty { file })
    } else if text.len() > limits.text {
        Err(FileError::TooMuchText { file, most: limits.text / MEBIBYTE })
    } else {
        Ok(())
    }
}
