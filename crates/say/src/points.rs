//! Cutting a long text many times without going through all of it each time: a text of a million characters has a
//! thousand passages.

use std::borrow::Cow;

/// Code points between two noted places.
const STRIDE: usize = 256;

/// Something that words are cut from by code points, first 0, end exclusive.
pub trait Words {
    /// The words between two code points; `None` if they are out of order or outside.
    fn words(&self, start: usize, end: usize) -> Option<&str>;
    /// Code points in all.
    fn length(&self) -> usize;
}

impl Words for str {
    fn words(&self, start: usize, end: usize) -> Option<&str> {
        crate::text::slice(self, start, end)
    }

    fn length(&self) -> usize {
        self.chars().count()
    }
}

impl Words for String {
    fn words(&self, start: usize, end: usize) -> Option<&str> {
        self.as_str().words(start, end)
    }

    fn length(&self) -> usize {
        self.as_str().length()
    }
}

impl Words for Points<'_> {
    fn words(&self, start: usize, end: usize) -> Option<&str> {
        self.slice(start, end)
    }

    fn length(&self) -> usize {
        self.marks.length
    }
}

/// Where every 256th code point of a text begins, apart from the text: to be kept beside it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Marks {
    bytes: Vec<usize>,
    length: usize,
}

impl Marks {
    /// Goes through the text once.
    pub fn of(text: &str) -> Self {
        let (mut bytes, mut length) = (Vec::with_capacity(text.len() / STRIDE + 1), 0);
        for (byte, _) in text.char_indices() {
            if length % STRIDE == 0 {
                bytes.push(byte);
            }
            length += 1;
        }
        Self { bytes, length }
    }
}

/// A text whose stretches are asked for by code points.
#[derive(Debug, Clone)]
pub struct Points<'t> {
    text: &'t str,
    marks: Cow<'t, Marks>,
}

impl<'t> Points<'t> {
    /// Goes through the text once.
    pub fn of(text: &'t str) -> Self {
        Self { text, marks: Cow::Owned(Marks::of(text)) }
    }

    /// The same with marks that were kept. They have to be those of this text; with others the words are wrong, or none.
    pub const fn with(text: &'t str, marks: &'t Marks) -> Self {
        Self { text, marks: Cow::Borrowed(marks) }
    }

    /// The words between two code points, as [`slice`](crate::slice) gives them. Cost: a few hundred code points.
    pub fn slice(&self, start: usize, end: usize) -> Option<&'t str> {
        let first = self.byte(start)?;
        let length = end.checked_sub(start)?;
        // Long stretches are rare; for them the end is looked up as well.
        if length > STRIDE {
            return self.text.get(first..self.byte(end)?);
        }
        let rest = self.text.get(first..)?;
        rest.get(..nth(rest, length)?)
    }

    /// The byte at which a code point begins; the length in bytes for the one after the last.
    fn byte(&self, at: usize) -> Option<usize> {
        if at == self.marks.length {
            return Some(self.text.len());
        }
        let mark = *self.marks.bytes.get(at / STRIDE)?;
        Some(mark + nth(self.text.get(mark..)?, at % STRIDE)?)
    }
}

/// The byte at which the code point `at` begins, the end of `text` included.
fn nth(text: &str, at: usize) -> Option<usize> {
    text.char_indices().map(|(byte, _)| byte).chain(std::iter::once(text.len())).nth(at)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::text::slice;

    proptest! {
        #[test]
        fn it_gives_what_going_through_the_text_gives(
            parts in proptest::collection::vec("[aé👍\n]{0,200}", 0..6), a in 0_usize..1_300, b in 0_usize..1_300,
        ) {
            let text = parts.concat();
            let marks = Marks::of(&text);
            prop_assert_eq!(Points::of(&text).slice(a, b), slice(&text, a, b));
            prop_assert_eq!(Points::with(&text, &marks).slice(a, b), slice(&text, a, b));
            prop_assert_eq!(Words::length(&Points::of(&text)), text.chars().count());
        }
    }

    #[test]
    fn ends_at_a_stride_are_found() {
        for length in [0, 1, STRIDE - 1, STRIDE, STRIDE + 1, 2 * STRIDE] {
            let text = "👍".repeat(length);
            let points = Points::of(&text);
            for (start, end) in [(0, length), (length, length), (0, length + 1), (length + 1, length + 1)] {
                assert_eq!(points.slice(start, end), slice(&text, start, end), "{length}: {start} {end}");
            }
        }
    }
}
