//! From bytes to text: UTF-8 with or without byte order mark, UTF-16 with one.

use std::borrow::Cow;
use std::path::Path;

use encoding_rs::{UTF_16BE, UTF_16LE};

use super::problem::FileProblem;

/// Reads a file whole; `-` is for the caller to handle.
///
/// # Errors
/// If the file is missing, a folder or unreadable.
pub fn read(path: &Path) -> Result<Vec<u8>, FileProblem> {
    let file = path.display().to_string();
    if path.is_dir() {
        return Err(FileProblem::Folder { file });
    }
    std::fs::read(path).map_err(|error| match error.kind() {
        std::io::ErrorKind::NotFound => FileProblem::Missing { file },
        _ => FileProblem::Unreadable { file, reason: error.to_string() },
    })
}

/// Turns the bytes of `file` into text without byte order mark; line ends stay as they are.
///
/// # Errors
/// If the file is empty, binary, or in another encoding.
pub fn text(file: &str, bytes: &[u8]) -> Result<String, FileProblem> {
    borrowed(file, bytes).map(Cow::into_owned)
}

/// The same without a copy where the bytes are UTF-8 already, for large files.
///
/// # Errors
/// As [`text`].
pub fn borrowed<'b>(file: &str, bytes: &'b [u8]) -> Result<Cow<'b, str>, FileProblem> {
    if bytes.is_empty() {
        return Err(FileProblem::Empty { file: file.to_owned() });
    }
    let text = match bytes {
        [0xFF, 0xFE, rest @ ..] => UTF_16LE.decode_without_bom_handling_and_without_replacement(rest),
        [0xFE, 0xFF, rest @ ..] => UTF_16BE.decode_without_bom_handling_and_without_replacement(rest),
        [0xEF, 0xBB, 0xBF, rest @ ..] => Some(Cow::Borrowed(utf8(file, rest)?)),
        _ => Some(Cow::Borrowed(utf8(file, bytes)?)),
    };
    let text = text.ok_or_else(|| FileProblem::NotText { file: file.to_owned(), line: 1 })?;
    if text.trim().is_empty() { Err(FileProblem::Empty { file: file.to_owned() }) } else { Ok(text) }
}

fn utf8<'b>(file: &str, bytes: &'b [u8]) -> Result<&'b str, FileProblem> {
    let file = file.to_owned();
    if let Some(at) = bytes.iter().position(|b| *b == 0) {
        return Err(FileProblem::NotText { file, line: line_of(bytes, at) });
    }
    std::str::from_utf8(bytes).map_err(|error| {
        let line = line_of(bytes, error.valid_up_to());
        // Control bytes before the fault mean a binary file; otherwise it is text of another encoding.
        let before = &bytes[..error.valid_up_to()];
        let binary = before.iter().chain(bytes.iter().take(512)).any(|b| *b < 9 || (14..32).contains(b));
        if binary { FileProblem::NotText { file, line } } else { FileProblem::Encoding { file, line } }
    })
}

fn line_of(bytes: &[u8], at: usize) -> usize {
    bytes[..at].iter().filter(|b| **b == b'\n').count() + 1
}

#[cfg(test)]
mod tests {
    use super::*;

    fn utf16(text: &str, little: bool) -> Vec<u8> {
        let mark: [u8; 2] = if little { [0xFF, 0xFE] } else { [0xFE, 0xFF] };
        let units = text.encode_utf16().flat_map(|u| if little { u.to_le_bytes() } else { u.to_be_bytes() });
        mark.into_iter().chain(units).collect()
    }

    #[test]
    fn every_promised_encoding_gives_the_same_text() {
        let wanted = "rater,target\nCaf\u{e9},\u{1f600}\n";
        let with_mark: Vec<u8> = [0xEF, 0xBB, 0xBF].into_iter().chain(wanted.bytes()).collect();
        for bytes in [wanted.as_bytes().to_vec(), with_mark, utf16(wanted, true), utf16(wanted, false)] {
            assert_eq!(text("f.csv", &bytes).unwrap(), wanted);
        }
    }

    #[test]
    fn each_kind_of_junk_has_its_own_sentence() {
        let says = |bytes: &[u8]| text("f.csv", bytes).unwrap_err().to_string();
        assert!(says(b"").contains("is empty"));
        assert!(says(b" \n\n").contains("is empty"));
        assert!(says(b"a,b\nx\0y").contains("line 2"));
        assert!(says(b"rater,target\nCaf\xe9,b\n").contains("not UTF-8"));
        assert!(says(b"PK\x03\x04\xff\xff\x01").contains("not a text file"));
    }

    #[test]
    fn a_folder_and_a_missing_file_are_told_apart() {
        let here = std::env::temp_dir();
        assert!(read(&here).unwrap_err().to_string().contains("is a folder"));
        assert!(read(&here.join("troth-no-such-file")).unwrap_err().to_string().contains("no such file"));
    }
}
