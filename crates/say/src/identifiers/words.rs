//! A text as words, with what the search for names needs to know of each.

/// A word: letters, with apostrophes and hyphens inside.
#[derive(Debug, Clone, Copy)]
pub(super) struct Word<'a> {
    /// Byte at which it begins.
    pub first: usize,
    /// As it stands there, without a possessive `'s`.
    pub word: &'a str,
    /// Whether it begins with a capital.
    pub capital: bool,
    /// Whether it has two letters or more and all are capitals.
    pub upper: bool,
    /// Whether a sentence, line or quotation begins here, so that a capital says nothing.
    pub opens: bool,
    /// Whether only a space parts it from the word before, or a full stop and a space after an abbreviation.
    pub joined: bool,
}

impl Word<'_> {
    /// The byte after the last.
    pub(super) fn last(&self) -> usize {
        self.first + self.word.len()
    }

    /// In lower case, with one kind of apostrophe.
    pub(super) fn lower(&self) -> String {
        lower(self.word)
    }
}

/// Lower case, with one kind of apostrophe.
pub(super) fn lower(word: &str) -> String {
    if word.is_ascii() {
        return word.to_ascii_lowercase();
    }
    word.to_lowercase().replace('’', "'")
}

/// What is shortened with a full stop that ends no sentence.
const SHORTENED: [&str; 12] = ["Dr", "Mr", "Mrs", "Ms", "Prof", "St", "Rev", "Cllr", "Fr", "Sr", "Hon", "Mx"];

/// The words of a text, in order.
pub(super) fn words(text: &str) -> Vec<Word<'_>> {
    let mut words: Vec<Word<'_>> = Vec::new();
    let mut letters = text.char_indices().peekable();
    let mut end_of_last = 0;
    while let Some((first, c)) = letters.next() {
        if !c.is_alphabetic() {
            continue;
        }
        let mut last = first + c.len_utf8();
        while let Some((at, next)) = letters.peek().copied() {
            if next.is_alphabetic() || is_mark(next) {
                last = at + next.len_utf8();
                letters.next();
            } else if matches!(next, '\'' | '’' | '-' | '‐' | '‑')
                && letter_follows(text, at + next.len_utf8())
            {
                letters.next();
            } else {
                break;
            }
        }
        let whole = text.get(first..last).unwrap_or_default();
        let word = ["'s", "’s", "'S", "’S"]
            .iter()
            .find_map(|s| whole.strip_suffix(s))
            .filter(|rest| !rest.is_empty())
            .unwrap_or(whole);
        let gap = text.get(end_of_last..first).unwrap_or_default();
        let before = words.last();
        let shortened = gap == ". "
            && before
                .is_some_and(|w| SHORTENED.contains(&w.word) || (w.capital && w.word.chars().count() == 1));
        words.push(Word {
            first,
            word,
            capital: c.is_uppercase(),
            upper: word.chars().nth(1).is_some() && !word.chars().any(char::is_lowercase) && c.is_uppercase(),
            opens: before.is_none() || (!shortened && opens(gap)),
            joined: gap == " " || gap == "\u{a0}" || shortened,
        });
        end_of_last = last;
    }
    words
}

fn letter_follows(text: &str, at: usize) -> bool {
    text.get(at..).and_then(|rest| rest.chars().next()).is_some_and(char::is_alphabetic)
}

/// Combining marks belong to the letter before.
fn is_mark(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36f}')
}

fn opens(gap: &str) -> bool {
    gap.contains(|c: char| {
        matches!(
            c,
            '.' | '?'
                | '!'
                | '…'
                | ':'
                | ';'
                | '\n'
                | '\t'
                | '"'
                | '“'
                | '”'
                | '‘'
                | '«'
                | '*'
                | '#'
                | '['
                | ']'
                | '>'
                | '–'
                | '—'
                | '/'
                | '•'
        )
    }) || gap.contains(" - ")
        || gap.contains("--")
        || gap.contains(" '")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_know_where_sentences_begin() {
        let told: Vec<(String, bool, bool)> = words("Dr. O’Brien’s ward, Anne-Marie. Then NHS")
            .iter()
            .map(|w| (w.word.to_owned(), w.opens, w.joined))
            .collect();
        let expected = [
            ("Dr", true, false),
            ("O’Brien", false, true),
            ("ward", false, true),
            ("Anne-Marie", false, false),
            ("Then", true, false),
            ("NHS", false, true),
        ];
        assert_eq!(told, expected.map(|(word, opens, joined)| (word.to_owned(), opens, joined)));
    }
}
