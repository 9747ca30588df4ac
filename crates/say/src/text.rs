//! Text and positions in it: Unicode code points, first 0, end exclusive.

use std::iter::once;

use thiserror::Error;

use crate::points::Words;

/// The text as it is kept: line ends are LF, byte order marks at the start are gone, nothing else changes.
///
/// Spaces and blank lines stay, so that a passage reads as it stood in the file. Doing it twice changes nothing.
pub fn normalise(raw: &str) -> String {
    raw.trim_start_matches('\u{feff}').replace("\r\n", "\n").replace('\r', "\n")
}

/// The text between two code points; `None` if they are out of order or outside. Cost: one pass up to `end`.
pub fn slice(text: &str, start: usize, end: usize) -> Option<&str> {
    let length = end.checked_sub(start)?;
    let mut bounds = text.char_indices().map(|(byte, _)| byte).chain(once(text.len()));
    let first = bounds.nth(start)?;
    let last = if length == 0 { first } else { bounds.nth(length - 1)? };
    text.get(first..last)
}

/// Both ends moved inward past white space, as a hasty selection needs; unchanged where the range is not in the
/// text.
pub fn tidy<T: Words + ?Sized>(text: &T, start: usize, end: usize) -> (usize, usize) {
    let Some(selected) = text.words(start, end) else { return (start, end) };
    let length = selected.trim().chars().count();
    let lead = selected.chars().count() - selected.trim_start().chars().count();
    (start + lead, start + lead + length)
}

/// Why a quotation could not be placed in a text.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum FindError {
    /// There is nothing to look for.
    #[error("The quotation is empty. Paste the words as they stand in the text.")]
    Empty,
    /// The text does not hold it.
    #[error(
        "The text does not hold \"{quote}\". Compare spelling, quotation marks and line breaks with the text."
    )]
    NotFound {
        /// The quotation.
        quote: String,
    },
    /// The text holds it more than once.
    #[error("The text holds \"{quote}\" more than once. Add the words before or after it.")]
    Several {
        /// The quotation.
        quote: String,
    },
}

/// Where `quote` stands in `text`, if it stands there exactly once (overlapping occurrences count apart).
///
/// # Errors
/// [`FindError`] if the quotation is empty, missing or ambiguous.
pub fn find_once(text: &str, quote: &str) -> Result<(usize, usize), FindError> {
    let Some(first) = quote.chars().next() else { return Err(FindError::Empty) };
    let Some(at) = text.find(quote) else { return Err(FindError::NotFound { quote: quote.to_owned() }) };
    if text.get(at + first.len_utf8()..).is_some_and(|rest| rest.contains(quote)) {
        return Err(FindError::Several { quote: quote.to_owned() });
    }
    let start = text.get(..at).map_or(0, |before| before.chars().count());
    Ok((start, start + quote.chars().count()))
}

/// A passage with the words around it. For the coding page only: the words around it carry no permission.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Excerpt {
    /// Words before, from a word's beginning.
    pub before: String,
    /// The passage.
    pub passage: String,
    /// Words after, to a word's end.
    pub after: String,
    /// Whether more text precedes `before`.
    pub cut_before: bool,
    /// Whether more text follows `after`.
    pub cut_after: bool,
}

/// The passage with up to `context` code points on either side, cut between words where there is a gap to cut
/// at; `None` if the range is not in the text.
pub fn excerpt<T: Words + ?Sized>(text: &T, start: usize, end: usize, context: usize) -> Option<Excerpt> {
    let passage = text.words(start, end)?;
    let (from, length) = (start.saturating_sub(context), text.length());
    let to = end.saturating_add(context).min(length);
    let (mut before, mut after) = (text.words(from, start)?, text.words(end, to)?);
    if from > 0 {
        before = before.split_once(char::is_whitespace).map_or(before, |(_, words)| words);
    }
    if to < length {
        after = after.rsplit_once(char::is_whitespace).map_or(after, |(words, _)| words);
    }
    Some(Excerpt {
        before: before.to_owned(),
        passage: passage.to_owned(),
        after: after.to_owned(),
        cut_before: from > 0,
        cut_after: to < length,
    })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn line_ends_and_marks_are_evened_out_and_spaces_stay() {
        assert_eq!(normalise("\u{feff}Ann:  hello \r\n\rthere\r"), "Ann:  hello \n\nthere\n");
    }

    #[test]
    fn positions_count_code_points() {
        let text = "Zoë 👩🏽‍⚕️ rang.";
        assert_eq!(slice(text, 0, 3), Some("Zoë"));
        assert_eq!(find_once(text, "rang"), Ok((10, 14)));
        assert_eq!(slice(text, 4, text.chars().count() + 1), None);
        assert_eq!(slice(text, 3, 2), None);
        assert_eq!(tidy("a  bc \n", 1, 7), (3, 5));
    }

    #[test]
    fn a_quotation_must_stand_there_once() {
        assert_eq!(find_once("anna", ""), Err(FindError::Empty));
        assert!(matches!(find_once("aaa", "aa"), Err(FindError::Several { .. })));
        assert!(find_once("ward", "lounge").unwrap_err().to_string().contains("does not hold \"lounge\""));
    }

    #[test]
    fn an_excerpt_is_cut_between_words() {
        let text = "We ring the ward, the ward rings the lounge.";
        let (start, end) = find_once(text, "the ward rings").unwrap();
        let cut = excerpt(text, start, end, 8).unwrap();
        assert_eq!((cut.before.as_str(), cut.after.as_str()), ("ward, ", " the"));
        assert!(cut.cut_before && cut.cut_after);
        let whole = excerpt(text, start, end, 100).unwrap();
        assert!(!whole.cut_before && !whole.cut_after);
        assert_eq!(whole.before + &whole.passage + &whole.after, text);
    }

    proptest! {
        #[test]
        fn normalising_twice_changes_nothing(raw in "[\u{feff}\r\n aé👩🏽‍⚕️]{0,40}") {
            let once = normalise(&raw);
            prop_assert_eq!(normalise(&once), once.clone());
            let mark = once.starts_with('\u{feff}');
            prop_assert!(!mark && !once.contains('\r'));
        }

        #[test]
        fn a_slice_is_the_code_points_between(text in "(?s).{0,60}", a in 0_usize..70, b in 0_usize..70) {
            let (start, end) = (a.min(b), a.max(b));
            let points: Vec<char> = text.chars().collect();
            let expected = points.get(start..end).map(|part| part.iter().collect::<String>());
            prop_assert_eq!(slice(&text, start, end).map(str::to_owned), expected);
        }
    }
}
