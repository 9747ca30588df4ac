//! Walking through XML: no document type, no entities but XML's own five, bounded depth.

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

use super::error::FileError;
use super::limits::Limits;

/// What a reader of a document does with each piece.
pub(super) trait Visitor {
    /// An element begins.
    fn open(&mut self, name: &str, element: &BytesStart<'_>);
    /// An element ends.
    fn close(&mut self, name: &str);
    /// Characters between elements.
    fn text(&mut self, text: &str);
    /// Bytes of text gathered so far.
    fn gathered(&self) -> usize;
}

/// Walks through the XML of `part`. Names are without prefix.
pub(super) fn walk(
    file: &str,
    part: &str,
    xml: &str,
    limits: &Limits,
    visitor: &mut impl Visitor,
) -> Result<(), FileError> {
    let excessive = |what: String| FileError::Excessive { file: file.to_owned(), what };
    let damaged =
        || FileError::Damaged { file: file.to_owned(), reason: format!("its part {part} is not complete") };
    let mut reader = Reader::from_str(xml.trim_start_matches('\u{feff}'));
    let mut depth = 0_usize;
    loop {
        match reader.read_event().map_err(|_| damaged())? {
            Event::Start(element) => {
                depth += 1;
                if depth > limits.depth {
                    return Err(excessive(format!("its elements lie more than {} deep", limits.depth)));
                }
                visitor.open(element.local_name().as_ref(), &element);
            }
            Event::Empty(element) => {
                visitor.open(element.local_name().as_ref(), &element);
                visitor.close(element.local_name().as_ref());
            }
            Event::End(element) => {
                depth = depth.saturating_sub(1);
                visitor.close(element.local_name().as_ref());
            }
            Event::Text(text) => visitor.text(&text.xml10_content()),
            Event::CData(text) => visitor.text(&text.xml10_content()),
            Event::GeneralRef(reference) => {
                let character = match reference.resolve_char_ref() {
                    Ok(Some(character)) => character,
                    Ok(None) => match &*reference.xml10_content() {
                        "amp" => '&',
                        "lt" => '<',
                        "gt" => '>',
                        "quot" => '"',
                        "apos" => '\'',
                        _ => return Err(excessive("it defines characters of its own (XML entities)".into())),
                    },
                    Err(_) => return Err(damaged()),
                };
                visitor.text(character.encode_utf8(&mut [0; 4]));
            }
            Event::DocType(_) => return Err(excessive("it brings a document type of its own (DTD)".into())),
            Event::Eof if depth == 0 => return Ok(()),
            Event::Eof => return Err(damaged()),
            Event::Comment(_) | Event::Decl(_) | Event::PI(_) => {}
        }
        if visitor.gathered() > limits.text {
            return Err(FileError::TooMuchText { file: file.to_owned(), most: limits.text / (1024 * 1024) });
        }
    }
}

/// The value of an attribute, by its name without prefix.
pub(super) fn attribute(element: &BytesStart<'_>, name: &str) -> Option<String> {
    element
        .attributes()
        .with_checks(false)
        .flatten()
        .find(|attribute| attribute.key.local_name().as_ref() == name)
        .map(|attribute| attribute.value.to_string())
}
