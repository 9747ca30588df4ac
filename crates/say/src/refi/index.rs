//! Stretches of a long text without going through all of it each time: a project has a thousand selections in a text
//! of a million characters.

/// Code points between two noted places.
const STRIDE: usize = 256;

/// A text with the byte of every 256th code point.
pub(crate) struct Index<'t> {
    text: &'t str,
    marks: Vec<usize>,
}

impl<'t> Index<'t> {
    /// Goes through the text once.
    pub(crate) fn new(text: &'t str) -> Self {
        Self { text, marks: text.char_indices().step_by(STRIDE).map(|(byte, _)| byte).collect() }
    }

    /// The text between two code points, as [`slice`](crate::slice) gives it.
    pub(crate) fn slice(&self, start: usize, end: usize) -> Option<&'t str> {
        let length = end.checked_sub(start)?;
        let rest = self.text.get(self.byte(start)?..)?;
        // Long stretches are rare; for them the end is looked up as well.
        if length > STRIDE {
            return self.text.get(self.byte(start)?..self.byte(end)?);
        }
        let mut bounds = rest.char_indices().map(|(byte, _)| byte).chain(std::iter::once(rest.len()));
        rest.get(..bounds.nth(length)?)
    }

    fn byte(&self, at: usize) -> Option<usize> {
        let Some(mark) = self.marks.get(at / STRIDE).copied() else {
            // The end of a text whose length is a multiple of the stride, the empty one among them.
            let whole = at == self.marks.len() * STRIDE && self.last_is_full();
            return whole.then_some(self.text.len());
        };
        let rest = self.text.get(mark..)?;
        let mut bounds = rest.char_indices().map(|(byte, _)| byte).chain(std::iter::once(rest.len()));
        bounds.nth(at % STRIDE).map(|byte| mark + byte)
    }

    fn last_is_full(&self) -> bool {
        self.marks
            .last()
            .is_none_or(|mark| self.text.get(*mark..).is_some_and(|rest| rest.chars().count() == STRIDE))
    }
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
            prop_assert_eq!(Index::new(&text).slice(a, b), slice(&text, a, b));
        }
    }

    #[test]
    fn ends_at_a_stride_are_found() {
        for length in [0, 1, STRIDE - 1, STRIDE, STRIDE + 1, 2 * STRIDE] {
            let text = "👍".repeat(length);
            let index = Index::new(&text);
            for (start, end) in [(0, length), (length, length), (0, length + 1), (length + 1, length + 1)] {
                assert_eq!(index.slice(start, end), slice(&text, start, end), "{length}: {start} {end}");
            }
        }
    }
}
