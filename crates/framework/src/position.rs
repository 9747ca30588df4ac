//! From a byte in the file to the line and column a person sees.

/// Line and column of a byte offset, both counted from 1; the column counts characters.
///
/// An offset past the end, or inside a character, is taken back to the last character before it.
#[must_use]
pub fn line_and_column(text: &str, offset: usize) -> (usize, usize) {
    let mut end = offset.min(text.len());
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    let before = text.get(..end).unwrap_or_default();
    let line = before.matches('\n').count() + 1;
    let column = before.rsplit('\n').next().unwrap_or_default().chars().count() + 1;
    (line, column)
}

#[cfg(test)]
mod tests {
    use super::line_and_column;

    #[test]
    fn counts_lines_and_characters_from_one() {
        let text = "a\nçé b\nlast";
        assert_eq!(line_and_column(text, 0), (1, 1));
        assert_eq!(line_and_column(text, text.find('b').unwrap()), (2, 4));
        assert_eq!(line_and_column(text, 3), (2, 1), "inside the ç");
        assert_eq!(line_and_column(text, 999), (3, 5), "past the end");
    }
}
