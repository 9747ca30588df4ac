//! From the bytes of a plain text to characters.

use encoding_rs::{UTF_16BE, UTF_16LE, WINDOWS_1252};

use super::Raw;
use super::error::FileError;
use super::notice::Notice;

/// UTF-8 with or without its mark, UTF-16 with its mark or by its zeros, else Windows-1252 with a notice.
///
/// # Errors
/// [`FileError::NotText`] if the bytes are no text in any of these.
pub(super) fn decode(file: &str, bytes: &[u8]) -> Result<Raw, FileError> {
    let not_text = || FileError::NotText { file: file.to_owned() };
    let (text, notice) = match bytes {
        [0xFF, 0xFE, rest @ ..] => (UTF_16LE.decode_without_bom_handling(rest).0, None),
        [0xFE, 0xFF, rest @ ..] => (UTF_16BE.decode_without_bom_handling(rest).0, None),
        _ => match utf16_without_mark(bytes) {
            Some(encoding) => (encoding.decode_without_bom_handling(bytes).0, Some(Notice::TakenAsUtf16)),
            None => match std::str::from_utf8(bytes) {
                Ok(text) => (text.into(), None),
                Err(_) => {
                    (WINDOWS_1252.decode_without_bom_handling(bytes).0, Some(Notice::TakenAsWindows1252))
                }
            },
        },
    };
    // A text may hold a stray control character, but not one in fifty.
    let odd =
        text.chars().filter(|c| *c == '\u{fffd}' || (c.is_control() && !"\n\r\t\u{b}\u{c}".contains(*c)));
    if odd.count() * 50 > text.chars().count() {
        return Err(not_text());
    }
    Ok(Raw { text: text.into_owned(), notices: notice.into_iter().collect() })
}

/// UTF-16 of mostly Latin letters has a zero in every second byte.
fn utf16_without_mark(bytes: &[u8]) -> Option<&'static encoding_rs::Encoding> {
    let sample = bytes.get(..bytes.len().min(4096))?;
    let zeros = |offset: usize| sample.iter().skip(offset).step_by(2).filter(|b| **b == 0).count();
    let (even, odd, half) = (zeros(0), zeros(1), sample.len() / 2);
    if half < 4 {
        None
    } else if odd * 10 > half * 7 && even * 10 < half {
        Some(UTF_16LE)
    } else if even * 10 > half * 7 && odd * 10 < half {
        Some(UTF_16BE)
    } else {
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_encoding_gives_the_same_text() {
        let wanted = "Ann: Caf\u{e9} \u{2013} yes.\nBen: No, never at all.\n";
        let little: Vec<u8> = wanted.encode_utf16().flat_map(u16::to_le_bytes).collect();
        let big: Vec<u8> = wanted.encode_utf16().flat_map(u16::to_be_bytes).collect();
        let marked = |mark: &[u8], rest: &[u8]| [mark, rest].concat();
        let (windows, _, _) = WINDOWS_1252.encode(wanted);
        for (bytes, notice) in [
            (wanted.as_bytes().to_vec(), None),
            (marked(&[0xEF, 0xBB, 0xBF], wanted.as_bytes()), None),
            (marked(&[0xFF, 0xFE], &little), None),
            (marked(&[0xFE, 0xFF], &big), None),
            (little.clone(), Some(Notice::TakenAsUtf16)),
            (big.clone(), Some(Notice::TakenAsUtf16)),
            (windows.into_owned(), Some(Notice::TakenAsWindows1252)),
        ] {
            let raw = decode("a.txt", &bytes).unwrap();
            assert_eq!(raw.text.trim_start_matches('\u{feff}'), wanted);
            assert_eq!(raw.notices, notice.into_iter().collect::<Vec<_>>());
        }
    }

    #[test]
    fn what_is_no_text_is_refused() {
        let noise: Vec<u8> = (0..2000_u32).map(|n| (n * 7919 % 251) as u8).collect();
        assert!(matches!(decode("a.txt", &noise), Err(FileError::NotText { .. })));
    }
}
