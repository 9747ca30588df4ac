//! PDF: its text, line by line, put together to paragraphs.
//!
//! Parsing is lopdf's, which bounds depth and unpacking itself; which letters stand where is worked out here. Pages
//! are read top down and lines left to right, so columns beside each other get mixed.

mod budget;
mod font;
mod layout;
mod lines;
mod page;

use lopdf::{Document, Error, LoadOptions};

use super::Raw;
use super::error::FileError;
use super::limits::Limits;
use super::notice::Notice;
use budget::Budget;

/// Reads the text of a PDF.
pub(super) fn read(file: &str, bytes: &[u8], limits: &Limits) -> Result<Raw, FileError> {
    let options =
        LoadOptions { max_decompressed_size: Some(limits.unpacked), strict: false, ..LoadOptions::default() };
    let mut document =
        Document::load_mem_with_options(bytes, options).map_err(|error| broken(file, &error))?;
    // A password for changing it only is no hindrance: such files open with an empty one.
    if document.is_encrypted() {
        return Err(FileError::Password { file: file.to_owned() });
    }
    font::prefer_tables(&mut document);
    let excessive = |what: String| FileError::Excessive { file: file.to_owned(), what };
    let mut budget = Budget::new(limits);
    let mut fonts = font::Fonts::default();
    let (mut pages, mut pictures, mut without_text) = (Vec::new(), 0, 0);
    for (nth, page) in document.page_iter().enumerate() {
        if nth >= limits.pages {
            return Err(excessive(format!("it has more than {} pages", limits.pages)));
        }
        let read = page::read(&document, page, &mut fonts, &mut budget);
        if budget.spent() {
            return Err(excessive("what it draws goes past all bounds".into()));
        }
        pictures += read.pictures;
        let lines = lines::lines(read.pieces);
        without_text += usize::from(lines.is_empty());
        pages.push(lines);
    }
    if pages.iter().all(Vec::is_empty) {
        let file = file.to_owned();
        return Err(if pictures > 0 { FileError::Scanned { file } } else { FileError::Empty { file } });
    }
    let mut raw = layout::text(pages);
    for (count, notice) in [
        (pictures, Notice::Pictures as fn(usize) -> Notice),
        (without_text, Notice::PagesWithoutText),
        (budget.unknown, Notice::UnknownLetters),
    ] {
        if count > 0 {
            raw.notices.push(notice(count));
        }
    }
    Ok(raw)
}

fn broken(file: &str, error: &Error) -> FileError {
    let file = file.to_owned();
    match error {
        Error::Decryption(_) | Error::InvalidPassword => FileError::Password { file },
        Error::Decompress(_) => {
            FileError::Excessive { file, what: "a part of it unpacks to far more".into() }
        }
        _ => FileError::Damaged { file, reason: "its pages cannot be found".into() },
    }
}
