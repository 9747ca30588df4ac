//! From bytes to text, whatever encoding the file says or shows.

use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};

use super::error::RefiError;

/// XML as text without byte order mark: by mark, by the look of its first bytes, or by its declaration.
pub(super) fn xml_text(name: &str, bytes: &[u8]) -> Result<String, RefiError> {
    let (encoding, skip) = match bytes {
        [0xEF, 0xBB, 0xBF, ..] => (UTF_8, 3),
        [0xFF, 0xFE, ..] => (UTF_16LE, 2),
        [0xFE, 0xFF, ..] => (UTF_16BE, 2),
        [b'<', 0, ..] => (UTF_16LE, 0),
        [0, b'<', ..] => (UTF_16BE, 0),
        _ => (declared(bytes).unwrap_or(UTF_8), 0),
    };
    encoding
        .decode_without_bom_handling_and_without_replacement(bytes.get(skip..).unwrap_or_default())
        .map(|text| text.trim_start_matches('\u{feff}').to_owned())
        .ok_or_else(|| RefiError::Encoding { name: name.to_owned(), encoding: encoding.name().to_owned() })
}

/// The encoding that the declaration names, if it is one that can be read byte by byte as ASCII.
fn declared(bytes: &[u8]) -> Option<&'static Encoding> {
    let head: Vec<u8> = bytes.iter().copied().take(200).take_while(u8::is_ascii).collect();
    let head = String::from_utf8(head).ok()?;
    let head = head.split("?>").next()?;
    let after =
        head.strip_prefix("<?xml")?.split_once("encoding")?.1.trim_start().strip_prefix('=')?.trim_start();
    let mark = after.chars().next().filter(|c| matches!(c, '"' | '\''))?;
    let label = after.get(1..)?.split(mark).next()?;
    // A file that says UTF-16 and is read here shows single bytes, so it is not.
    Encoding::for_label(label.as_bytes()).filter(|e| e.is_ascii_compatible())
}

/// A plain text as it stands, byte order mark included, and whether it had to be taken as Western European
/// because it is no UTF-8.
pub(super) fn plain_text(bytes: &[u8]) -> (String, bool) {
    let utf16 = |encoding: &'static Encoding| {
        (encoding.decode_without_bom_handling(bytes.get(2..).unwrap_or_default()).0.into_owned(), false)
    };
    match bytes {
        [0xFF, 0xFE, ..] => utf16(UTF_16LE),
        [0xFE, 0xFF, ..] => utf16(UTF_16BE),
        _ => match std::str::from_utf8(bytes) {
            Ok(text) => (text.to_owned(), false),
            Err(_) => (WINDOWS_1252.decode_without_bom_handling(bytes).0.into_owned(), true),
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn xml_is_read_in_the_encodings_that_programs_write() {
        let wanted = "<?xml version=\"1.0\" encoding=\"utf-16\"?><a>é</a>";
        let little: Vec<u8> = wanted.encode_utf16().flat_map(u16::to_le_bytes).collect();
        let big: Vec<u8> = wanted.encode_utf16().flat_map(u16::to_be_bytes).collect();
        let marked = |mark: &[u8], rest: &[u8]| [mark, rest].concat();
        for bytes in [
            wanted.as_bytes().to_vec(),
            marked(&[0xEF, 0xBB, 0xBF], wanted.as_bytes()),
            marked(&[0xFF, 0xFE], &little),
            marked(&[0xFE, 0xFF], &big),
            little,
            big,
        ] {
            assert_eq!(xml_text("p.qde", &bytes).unwrap(), wanted);
        }
        let latin = b"<?xml version='1.0' encoding='ISO-8859-1'?><a>\xe9</a>";
        assert!(xml_text("p.qde", latin).unwrap().ends_with("<a>é</a>"));
        assert!(xml_text("p.qde", b"<a>\xe9</a>").unwrap_err().to_string().contains("UTF-8"));
    }

    #[test]
    fn texts_that_are_not_utf8_are_read_and_said() {
        assert_eq!(plain_text("Zoë".as_bytes()), ("Zoë".into(), false));
        assert_eq!(plain_text(b"Zo\xeb"), ("Zoë".into(), true));
        assert_eq!(plain_text(&[0xFF, 0xFE, b'a', 0]), ("a".into(), false));
    }
}
