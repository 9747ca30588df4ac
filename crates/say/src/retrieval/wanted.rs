//! What somebody types to search texts, and where it stands in them.

use std::ops::Range;

use super::tokens;

/// Words that have to follow each other.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Phrase {
    /// In small letters, as [`tokens`] cuts them; one at least.
    pub words: Vec<String>,
    /// Whether the last may go on.
    pub goes_on: bool,
}

/// What is searched for; all of it has to stand in the same turn.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Wanted(Vec<Phrase>);

impl Wanted {
    /// Reads what somebody typed: words, `"words in a row"`, `begin*`. Nothing can be typed wrongly; a quotation mark
    /// without its fellow reaches to the end, and signs between words are passed over.
    pub fn of(typed: &str) -> Self {
        let is_mark = |c: char| matches!(c, '"' | '\u{201c}' | '\u{201d}');
        let mut phrases: Vec<Phrase> = Vec::new();
        for (at, part) in typed.split(is_mark).enumerate() {
            let pieces = if at % 2 == 1 { vec![part] } else { part.split_whitespace().collect() };
            phrases.extend(pieces.into_iter().filter_map(phrase));
        }
        phrases.dedup();
        Self(phrases)
    }

    /// What has to be found.
    pub fn phrases(&self) -> &[Phrase] {
        &self.0
    }

    /// Whether nothing is searched for.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Where words that are searched for stand in a text, in bytes, in order and apart from each other.
    pub fn places(&self, text: &str) -> Vec<Range<usize>> {
        let tokens = tokens(text);
        let mut found: Vec<Range<usize>> = Vec::new();
        for phrase in &self.0 {
            let stand = tokens.windows(phrase.words.len()).filter(|here| phrase.stands(here));
            found.extend(stand.map(|here| here[0].bytes.start..here[here.len() - 1].bytes.end));
        }
        found.sort_by_key(|place| (place.start, place.end));
        let mut apart: Vec<Range<usize>> = Vec::new();
        for place in found {
            match apart.last_mut() {
                Some(last) if place.start < last.end => last.end = last.end.max(place.end),
                _ => apart.push(place),
            }
        }
        apart
    }
}

impl Phrase {
    fn stands(&self, here: &[super::Token]) -> bool {
        let last = self.words.len() - 1;
        here.iter().zip(&self.words).enumerate().all(|(at, (token, word))| {
            if at == last && self.goes_on { token.word.starts_with(word) } else { token.word == *word }
        })
    }
}

fn phrase(typed: &str) -> Option<Phrase> {
    let words: Vec<String> = tokens(typed).into_iter().map(|token| token.word).collect();
    let goes_on = typed.trim_end().ends_with('*');
    (!words.is_empty()).then_some(Phrase { words, goes_on })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn read(typed: &str) -> Vec<(String, bool)> {
        Wanted::of(typed).phrases().iter().map(|p| (p.words.join(" "), p.goes_on)).collect()
    }

    #[test]
    fn words_phrases_and_beginnings_are_told_apart() {
        let phrase = |words: &str, goes_on| (words.to_owned(), goes_on);
        assert_eq!(read("Ward \"nobody  books\""), [phrase("ward", false), phrase("nobody books", false)]);
        assert_eq!(read("discharg* co-op"), [phrase("discharg", true), phrase("co op", false)]);
        assert_eq!(
            read("\u{201c}who pays\u{201d} don\u{2019}t"),
            [phrase("who pays", false), phrase("dont", false)]
        );
        assert_eq!(read("\" * ) NEAR( - ' \""), [phrase("near", false)]);
        assert!(Wanted::of(" \"* ").is_empty());
    }

    #[test]
    fn places_are_where_the_words_stand() {
        let text = "Nobody books. We don\u{2019}t book; nobody does.";
        let marked = |typed: &str| {
            let places = Wanted::of(typed).places(text);
            places.into_iter().map(|place| text[place].to_owned()).collect::<Vec<_>>()
        };
        assert_eq!(marked("nobody"), ["Nobody", "nobody"]);
        assert_eq!(marked("book*"), ["books", "book"]);
        assert_eq!(marked("\"we don't\""), ["We don\u{2019}t"]);
        assert_eq!(marked("\"nobody books\" book*"), ["Nobody books", "book"]);
    }

    proptest! {
        #[test]
        fn whatever_is_typed_is_read_and_its_places_lie_in_the_text(typed in "(?s).{0,30}", text in "(?s).{0,60}") {
            let wanted = Wanted::of(&typed);
            for place in wanted.places(&text) {
                prop_assert!(text.get(place.clone()).is_some_and(|words| !words.is_empty()));
            }
            for word in wanted.phrases().iter().flat_map(|p| &p.words) {
                prop_assert!(!word.is_empty() && !word.contains(['\'', '"', ' ', '*', ':', '(']));
            }
        }
    }
}
