//! Byte offsets of code points, for cutting a long text many times.

/// A text whose stretches are asked for by code points.
pub(super) struct Points<'a> {
    text: &'a str,
    offsets: Vec<usize>,
}

impl<'a> Points<'a> {
    /// One pass over the text.
    pub(super) fn of(text: &'a str) -> Self {
        Self { text, offsets: text.char_indices().map(|(at, _)| at).chain([text.len()]).collect() }
    }

    /// The words between two code points; nothing if they are not in the text.
    pub(super) fn slice(&self, start: usize, end: usize) -> &'a str {
        let ends = self.offsets.get(start).zip(self.offsets.get(end));
        ends.and_then(|(a, b)| self.text.get(*a..*b)).unwrap_or_default()
    }
}
