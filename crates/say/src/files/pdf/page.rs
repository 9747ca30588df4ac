//! What a page draws, as far as it is text: pieces with their place.

use std::rc::Rc;

use lopdf::content::{Content, Operation};
use lopdf::{Dictionary, Document, Object, ObjectId, Stream};

use super::budget::Budget;
use super::font::{Font, Fonts};

/// Letters in a row, with their place on the page in points, upwards from the bottom.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Piece {
    pub x: f64,
    pub y: f64,
    pub right: f64,
    pub size: f64,
    pub text: String,
}

/// What was read of a page.
#[derive(Debug, Default)]
pub(super) struct Page {
    pub pieces: Vec<Piece>,
    pub pictures: usize,
}

/// Pages above a page that are asked for its size.
const DEEPEST_TREE: usize = 32;
/// Forms within forms that are followed.
const DEEPEST: usize = 8;

/// Reads a page. What cannot be read of it is left out.
pub(super) fn read<'d>(
    document: &'d Document,
    page: ObjectId,
    fonts: &mut Fonts<'d>,
    budget: &mut Budget,
) -> Page {
    let mut out = Page::default();
    let content = match document.get_page_content_with_limit(page, budget.unpackable()) {
        Ok(content) => content,
        Err(lopdf::Error::Decompress(_)) => {
            budget.exceed();
            return out;
        }
        Err(_) => return out,
    };
    if !budget.unpack(content.len()) {
        return out;
    }
    let mut resources: Vec<&Dictionary> = Vec::new();
    if let Ok((own, inherited)) = document.get_page_resources(page) {
        resources.extend(own);
        resources.extend(inherited.into_iter().filter_map(|id| document.get_dictionary(id).ok()));
    }
    let mut reader = Reader { document, fonts, budget, out: &mut out };
    reader.stream(&content, &resources, IDENTITY, 0);
    // Print-outs draw what belongs on the next page below this one.
    let [left, bottom, right, top] = paper(document, page);
    out.pieces.retain(|piece| (left..=right).contains(&piece.x) && (bottom..=top).contains(&piece.y));
    out
}

/// Left, bottom, right and top of the page, its own or of the pages above it.
fn paper(document: &Document, page: ObjectId) -> [f64; 4] {
    let mut node = document.get_dictionary(page).ok();
    for _ in 0..DEEPEST_TREE {
        let Some(dictionary) = node else { break };
        if let Ok(corners) = dictionary.get_deref(b"MediaBox", document).and_then(Object::as_array) {
            let numbers: Vec<f64> = corners
                .iter()
                .filter_map(|n| document.dereference(n).ok()?.1.as_float().ok())
                .map(f64::from)
                .collect();
            if let [a, b, c, d] = *numbers {
                return [a.min(c), b.min(d), a.max(c), b.max(d)];
            }
        }
        node = dictionary.get_deref(b"Parent", document).and_then(Object::as_dict).ok();
    }
    [f64::NEG_INFINITY, f64::NEG_INFINITY, f64::INFINITY, f64::INFINITY]
}

/// A transformation `[a b c d e f]` (PDF 32000-1, 8.3.3).
type Matrix = [f64; 6];
const IDENTITY: Matrix = [1.0, 0.0, 0.0, 1.0, 0.0, 0.0];

/// First `a`, then `b`.
fn times(a: Matrix, b: Matrix) -> Matrix {
    let [a0, a1, a2, a3, a4, a5] = a;
    let [b0, b1, b2, b3, b4, b5] = b;
    [
        a0 * b0 + a1 * b2,
        a0 * b1 + a1 * b3,
        a2 * b0 + a3 * b2,
        a2 * b1 + a3 * b3,
        a4 * b0 + a5 * b2 + b4,
        a4 * b1 + a5 * b3 + b5,
    ]
}

#[derive(Clone)]
struct State<'d> {
    ctm: Matrix,
    font: Option<Rc<Font<'d>>>,
    size: f64,
    leading: f64,
    between_letters: f64,
    between_words: f64,
    stretched: f64,
}

struct Reader<'r, 'd> {
    document: &'d Document,
    fonts: &'r mut Fonts<'d>,
    budget: &'r mut Budget,
    out: &'r mut Page,
}

impl<'d> Reader<'_, 'd> {
    fn stream(&mut self, content: &[u8], resources: &[&'d Dictionary], ctm: Matrix, depth: usize) {
        let mut state = State {
            ctm,
            font: None,
            size: 1.0,
            leading: 0.0,
            between_letters: 0.0,
            between_words: 0.0,
            stretched: 1.0,
        };
        let mut saved: Vec<State<'d>> = Vec::new();
        let (mut line, mut text) = (IDENTITY, IDENTITY);
        for operation in Content::<Vec<Operation>>::decode_iter(content) {
            let Ok(Operation { operator, operands }) = operation else { break };
            if !self.budget.operation() {
                break;
            }
            let n = |at: usize| operands.get(at).and_then(|o| o.as_float().ok()).map_or(0.0, f64::from);
            let matrix = || [n(0), n(1), n(2), n(3), n(4), n(5)];
            match operator.as_str() {
                "q" if saved.len() < 256 => saved.push(state.clone()),
                "Q" => state = saved.pop().unwrap_or(state),
                "cm" => state.ctm = times(matrix(), state.ctm),
                "BT" => (line, text) = (IDENTITY, IDENTITY),
                "Tm" => (line, text) = (matrix(), matrix()),
                "Td" | "TD" => {
                    if operator == "TD" {
                        state.leading = -n(1);
                    }
                    line = times([1.0, 0.0, 0.0, 1.0, n(0), n(1)], line);
                    text = line;
                }
                "T*" => {
                    line = times([1.0, 0.0, 0.0, 1.0, 0.0, -state.leading], line);
                    text = line;
                }
                "TL" => state.leading = n(0),
                "Tc" => state.between_letters = n(0),
                "Tw" => state.between_words = n(0),
                "Tz" => state.stretched = n(0) / 100.0,
                "Tf" => {
                    let name = operands.first().and_then(|o| o.as_name().ok()).unwrap_or_default();
                    state.font = self.fonts.get(self.document, resources, name, self.budget);
                    state.size = n(1);
                }
                "Tj" => self.show(operands.first(), &state, &mut text),
                "TJ" => {
                    for part in operands.first().and_then(|o| o.as_array().ok()).into_iter().flatten() {
                        if let Ok(back) = part.as_float() {
                            let by = -f64::from(back) / 1000.0 * state.size * state.stretched;
                            text = times([1.0, 0.0, 0.0, 1.0, by, 0.0], text);
                        } else {
                            self.show(Some(part), &state, &mut text);
                        }
                    }
                }
                "'" | "\"" => {
                    if operator == "\"" {
                        (state.between_words, state.between_letters) = (n(0), n(1));
                    }
                    line = times([1.0, 0.0, 0.0, 1.0, 0.0, -state.leading], line);
                    text = line;
                    self.show(operands.last(), &state, &mut text);
                }
                "Do" => {
                    let name = operands.first().and_then(|o| o.as_name().ok()).unwrap_or_default();
                    self.object(name, resources, state.ctm, depth);
                }
                "BI" => self.out.pictures += 1,
                _ => {}
            }
        }
    }

    /// Letters at the present place, which moves on by their width.
    fn show(&mut self, string: Option<&Object>, state: &State, text: &mut Matrix) {
        let (Some(codes), Some(font)) = (string.and_then(|o| o.as_str().ok()), state.font.as_ref()) else {
            return;
        };
        if !self.budget.letters(codes.len()) {
            return;
        }
        let (width, count, spaces) = font.width(codes);
        #[expect(clippy::cast_precision_loss, reason = "a string has far fewer letters than 2^52")]
        let along = (width / 1000.0 * state.size
            + count as f64 * state.between_letters
            + spaces as f64 * state.between_words)
            * state.stretched;
        let begin = times(*text, state.ctm);
        *text = times([1.0, 0.0, 0.0, 1.0, along, 0.0], *text);
        let end = times(*text, state.ctm);
        let [_, _, c, d, x, y] = begin;
        let size = state.size.abs() * c.hypot(d);
        let Some(letters) = font.letters(codes) else {
            self.budget.unknown += 1;
            return;
        };
        if [x, y, end[4], size].iter().all(|n| n.is_finite()) && !letters.is_empty() {
            self.out.pieces.push(Piece { x, y, right: end[4], size, text: letters });
        }
    }

    /// A picture, or a form with text of its own.
    fn object(&mut self, name: &[u8], resources: &[&'d Dictionary], ctm: Matrix, depth: usize) {
        let document = self.document;
        let stream = resources.iter().find_map(|resources| {
            let objects = resources.get_deref(b"XObject", document).ok()?.as_dict().ok()?;
            objects.get_deref(name, document).ok()?.as_stream().ok()
        });
        let Some(stream) = stream else { return };
        match stream.dict.get(b"Subtype").and_then(Object::as_name) {
            Ok(b"Image") => self.out.pictures += 1,
            Ok(b"Form") if depth < DEEPEST => self.form(stream, resources, ctm, depth),
            _ => {}
        }
    }

    fn form(&mut self, form: &'d Stream, resources: &[&'d Dictionary], ctm: Matrix, depth: usize) {
        let content = if form.is_compressed() {
            form.decompressed_content_with_limit(self.budget.unpackable())
        } else {
            Ok(form.content.clone())
        };
        let Ok(content) = content else {
            self.budget.exceed();
            return;
        };
        // Each use costs its size, so a form used in forms cannot multiply.
        if !self.budget.form(content.len()) {
            return;
        }
        let mut own: Vec<&Dictionary> = Vec::new();
        own.extend(form.dict.get_deref(b"Resources", self.document).and_then(Object::as_dict).ok());
        own.extend(resources.iter().take(DEEPEST));
        let matrix: Option<Matrix> =
            form.dict.get_deref(b"Matrix", self.document).and_then(Object::as_array).ok().and_then(|m| {
                let numbers: Vec<f64> = m.iter().filter_map(|n| n.as_float().ok()).map(f64::from).collect();
                numbers.try_into().ok()
            });
        self.stream(&content, &own, times(matrix.unwrap_or(IDENTITY), ctm), depth + 1);
    }
}
