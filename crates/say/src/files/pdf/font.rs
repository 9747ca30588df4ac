//! Fonts of a PDF: which letters codes stand for, and how wide they are.

use std::collections::BTreeMap;
use std::rc::Rc;

use lopdf::{Dictionary, Document, Encoding, Object, ObjectId};

use super::budget::Budget;

/// Width of a letter of a font that says nothing of widths, in thousandths of its size.
const USUAL: f64 = 500.0;
/// Bytes that the table of letters of a font may unpack to.
const MOST_TABLE: usize = 4 * 1024 * 1024;

/// A font as far as reading needs it.
pub(super) struct Font<'d> {
    encoding: Option<Encoding<'d>>,
    wide: bool,
    /// First code, last code, width; in order of the first.
    widths: Vec<(u32, u32, f64)>,
    usual: f64,
}

/// Fonts that were met, so that each is worked out once.
#[derive(Default)]
pub(super) struct Fonts<'d>(BTreeMap<ObjectId, Rc<Font<'d>>>);

impl<'d> Fonts<'d> {
    /// The font of this name among these resources.
    pub(super) fn get(
        &mut self,
        document: &'d Document,
        resources: &[&'d Dictionary],
        name: &[u8],
        budget: &mut Budget,
    ) -> Option<Rc<Font<'d>>> {
        let object = resources.iter().find_map(|resources| {
            resources.get_deref(b"Font", document).ok()?.as_dict().ok()?.get(name).ok()
        })?;
        let id = object.as_reference().ok();
        if let Some(known) = id.and_then(|id| self.0.get(&id)) {
            return Some(Rc::clone(known));
        }
        let (_, object) = document.dereference(object).ok()?;
        let font = Rc::new(Font::new(document, object.as_dict().ok()?, budget));
        if let Some(id) = id {
            self.0.insert(id, Rc::clone(&font));
        }
        Some(font)
    }
}

impl<'d> Font<'d> {
    fn new(document: &'d Document, font: &'d Dictionary, budget: &mut Budget) -> Self {
        let wide = font.get(b"Subtype").and_then(Object::as_name).is_ok_and(|name| name == b"Type0");
        let (widths, usual) = if wide { wide_widths(document, font) } else { simple_widths(document, font) };
        Self { encoding: encoding(document, font, budget), wide, widths, usual }
    }

    /// The letters that a string stands for; `None` if the font does not say.
    pub(super) fn letters(&self, codes: &[u8]) -> Option<String> {
        let letters = self.encoding.as_ref()?.bytes_to_string(codes).ok()?;
        // Ligatures are written out, as they are typed.
        let letters = letters.replace('ﬁ', "fi").replace('ﬂ', "fl").replace('ﬀ', "ff").replace('ﬃ', "ffi");
        let letters: String = letters.chars().map(|c| if c.is_whitespace() { ' ' } else { c }).collect();
        let telling = letters.chars().any(|c| c != '\u{fffd}' && !c.is_control());
        (telling || letters.is_empty()).then_some(letters)
    }

    /// Width of a string in thousandths of the size, how many codes it has, and how many of them are spaces.
    pub(super) fn width(&self, codes: &[u8]) -> (f64, usize, usize) {
        let (mut sum, mut count, mut spaces) = (0.0, 0, 0);
        for code in codes.chunks(if self.wide { 2 } else { 1 }) {
            let code = code.iter().fold(0_u32, |code, byte| code * 256 + u32::from(*byte));
            let at = self.widths.partition_point(|(first, ..)| *first <= code);
            let known =
                at.checked_sub(1).and_then(|at| self.widths.get(at)).filter(|(_, last, _)| code <= *last);
            sum += known.map_or(self.usual, |(.., width)| *width);
            count += 1;
            spaces += usize::from(!self.wide && code == 32);
        }
        (sum, count, spaces)
    }
}

/// A table from codes to letters that a font brings along tells more than the name of its encoding, which is taken
/// away where both are there.
pub(super) fn prefer_tables(document: &mut Document) {
    for object in document.objects.values_mut() {
        if let Ok(font) = object.as_dict_mut()
            && font.has(b"ToUnicode")
        {
            font.remove(b"Encoding");
        }
    }
}

fn encoding<'d>(document: &'d Document, font: &'d Dictionary, budget: &mut Budget) -> Option<Encoding<'d>> {
    let table = font.get_deref(b"ToUnicode", document).and_then(Object::as_stream);
    if let Ok(table) = table {
        let most = MOST_TABLE.min(budget.unpackable());
        let length = if table.is_compressed() {
            table.decompressed_content_with_limit(most).map_or(0, |content| content.len())
        } else {
            table.content.len()
        };
        if !budget.unpack(length) {
            return None;
        }
    }
    font.get_font_encoding_with_limit(document, MOST_TABLE).ok()
}

fn number(document: &Document, object: &Object) -> Option<f64> {
    let (_, object) = document.dereference(object).ok()?;
    object.as_float().ok().map(f64::from).filter(|n| n.is_finite())
}

fn simple_widths(document: &Document, font: &Dictionary) -> (Vec<(u32, u32, f64)>, f64) {
    let first =
        font.get(b"FirstChar").ok().and_then(|n| number(document, n)).filter(|n| (0.0..=255.0).contains(n));
    let widths = font.get_deref(b"Widths", document).and_then(Object::as_array);
    let (Some(first), Ok(widths)) = (first, widths) else { return (Vec::new(), USUAL) };
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "from 0 to 255, checked above"
    )]
    let first = first as u32;
    let widths = widths
        .iter()
        .take(256)
        .zip(first..)
        .map(|(width, code)| (code, code, number(document, width).unwrap_or(USUAL)))
        .collect();
    (widths, USUAL)
}

/// The widths of a composite font: `code [w w …]` and `first last w` (PDF 32000-1, 9.7.4.3).
fn wide_widths(document: &Document, font: &Dictionary) -> (Vec<(u32, u32, f64)>, f64) {
    let descendant = font
        .get_deref(b"DescendantFonts", document)
        .and_then(Object::as_array)
        .ok()
        .and_then(|fonts| document.dereference(fonts.first()?).ok()?.1.as_dict().ok());
    let Some(descendant) = descendant else { return (Vec::new(), 1000.0) };
    let usual = descendant.get(b"DW").ok().and_then(|n| number(document, n)).unwrap_or(1000.0);
    let mut widths: Vec<(u32, u32, f64)> = Vec::new();
    let listed = descendant.get_deref(b"W", document).and_then(Object::as_array);
    let mut rest = listed.map(Vec::as_slice).unwrap_or_default();
    let code = |object: &Object| {
        let (_, object) = document.dereference(object).ok()?;
        object.as_i64().ok().and_then(|code| u32::try_from(code).ok())
    };
    while let [first, second, after @ ..] = rest {
        let Some(first) = code(first) else { break };
        let list = document.dereference(second).ok().and_then(|(_, object)| object.as_array().ok());
        if let Some(list) = list {
            let each = list.iter().zip(first..).take(65_536);
            widths.extend(each.map(|(width, code)| (code, code, number(document, width).unwrap_or(usual))));
            rest = after;
        } else {
            let [width, after @ ..] = after else { break };
            if let (Some(last), Some(width)) = (code(second), number(document, width)) {
                widths.push((first, last, width));
            }
            rest = after;
        }
        if widths.len() > 1_000_000 {
            break;
        }
    }
    widths.sort_by_key(|(first, ..)| *first);
    (widths, usual)
}
