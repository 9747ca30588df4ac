//! Words and phrases by how many speakers use them: an aid for finding codes, no result.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use super::Source;

/// Words of the language and of speaking that say nothing by themselves; without apostrophes.
const STOP_WORDS: &str = "a about after again all also always am an and any anyway are arent as at be because been \
    before being but by can cant could couldnt did didnt do does doesnt doing done dont down each either em er erm \
    etc even ever every few for from get gets getting go goes going gone got had has have havent having he hed her \
    here hers hes him his how i id if ill im in into is isnt it its itll ive just kind know like lot lots maybe me \
    mean might more most much must my no nor not now of off oh ok okay on once one only or other our ours out over \
    own perhaps probably quite rather really said same say says she shed shes should shouldnt so some something sort \
    still such than that thats the their theirs them then there theres these they theyd theyll theyre theyve thing \
    things think this those through to too two uh um up us very was wasnt we wed well were werent weve what whatever \
    when where whether which while who whom whose why will with without wont would wouldnt yeah yes yet you youd \
    youll your youre yours youve";

/// A word in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Token {
    /// In small letters and without apostrophes, as it is compared: `dont`.
    pub word: String,
    /// Where it stands, in bytes.
    pub bytes: Range<usize>,
}

/// The words of a text: letters and digits in one run, an apostrophe inside included.
pub fn tokens(text: &str) -> Vec<Token> {
    let is_apostrophe = |c: char| matches!(c, '\'' | '\u{2019}' | '\u{2bc}');
    let mut found: Vec<Token> = Vec::new();
    let mut letters = text.char_indices().peekable();
    let mut open: Option<Token> = None;
    while let Some((at, c)) = letters.next() {
        if c.is_alphanumeric() {
            let token = open.get_or_insert_with(|| Token { word: String::new(), bytes: at..at });
            token.word.extend(c.to_lowercase());
            token.bytes.end = at + c.len_utf8();
        } else if !(is_apostrophe(c) && letters.peek().is_some_and(|(_, next)| next.is_alphanumeric())) {
            found.extend(open.take());
        }
    }
    found.extend(open);
    found
}

/// Words somebody said.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Spoken<'a> {
    /// Who.
    pub source: Source,
    /// The words.
    pub words: &'a str,
}

/// A word or phrase.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Term {
    /// In small letters.
    pub words: String,
    /// How many say it.
    pub speakers: usize,
    /// How often it is said.
    pub times: usize,
}

/// Phrases of `length` words (1: words) without stop words in them, at most `most`: most speakers first, then most
/// often said, then by alphabet. A phrase runs over no punctuation but hyphens.
pub fn word_frequency(spoken: &[Spoken<'_>], length: usize, most: usize) -> Vec<Term> {
    let stop: BTreeSet<&str> = STOP_WORDS.split_whitespace().collect();
    let mut seen: BTreeMap<String, (BTreeSet<&Source>, usize)> = BTreeMap::new();
    for Spoken { source, words } in spoken {
        let tokens = tokens(words);
        for phrase in tokens.windows(length.max(1)) {
            let joined = phrase.windows(2).all(|pair| {
                let between = words.get(pair[0].bytes.end..pair[1].bytes.start).unwrap_or_default();
                between.chars().all(|c| c.is_whitespace() || c == '-')
            });
            let says_nothing = |word: &str| stop.contains(word) || word.chars().count() < 2;
            if !joined || phrase.iter().any(|token| says_nothing(&token.word)) {
                continue;
            }
            let shown: Vec<String> = phrase
                .iter()
                .map(|token| words.get(token.bytes.clone()).unwrap_or_default())
                .map(|word| word.to_lowercase().replace(['\u{2019}', '\u{2bc}'], "'"))
                .collect();
            let (sources, times) = seen.entry(shown.join(" ")).or_default();
            sources.insert(source);
            *times += 1;
        }
    }
    let mut terms: Vec<Term> = seen
        .into_iter()
        .map(|(words, (sources, times))| Term { words, speakers: sources.len(), times })
        .collect();
    terms.sort_by_key(|term| std::cmp::Reverse((term.speakers, term.times)));
    terms.truncate(most);
    terms
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use troth_network::TranscriptId;
    use uuid::Uuid;

    use super::*;

    fn by(label: &str, words: &'static str) -> Spoken<'static> {
        let transcript = TranscriptId(Uuid::from_u128(1));
        Spoken { source: Source { transcript, label: Some(label.into()) }, words }
    }

    fn told(terms: &[Term]) -> Vec<(&str, usize, usize)> {
        terms.iter().map(|t| (t.words.as_str(), t.speakers, t.times)).collect()
    }

    #[test]
    fn words_are_those_of_most_speakers_first() {
        let said = [
            by("Ann", "The transport! Transport, transport. We don\u{2019}t know the ward."),
            by("Bo", "It's about the ward\u{2019}s discharge lounge; the discharge-lounge."),
            by("Cy", "The Ward and a ward."),
        ];
        let words = word_frequency(&said, 1, 4);
        assert_eq!(told(&words)[0], ("ward", 2, 3));
        assert_eq!(told(&words)[1], ("transport", 1, 3));
        let phrases = word_frequency(&said, 2, 9);
        assert_eq!(told(&phrases)[0], ("discharge lounge", 1, 2));
        assert!(phrases.iter().all(|p| p.words != "transport transport"), "no phrase over punctuation");
        assert_eq!(told(&phrases)[1], ("ward's discharge", 1, 1));
    }

    #[test]
    fn an_apostrophe_inside_a_word_is_part_of_it() {
        let words = |text| tokens(text).into_iter().map(|t| t.word).collect::<Vec<_>>();
        assert_eq!(
            words("Don't 'quote' co-op, 3.5 Zo\u{eb}\u{2019}s"),
            ["dont", "quote", "co", "op", "3", "5", "zo\u{eb}s"]
        );
        assert_eq!(words(" ,. "), [""; 0]);
    }

    proptest! {
        #[test]
        fn tokens_are_where_they_say(text in "(?s).{0,60}") {
            let found = tokens(&text);
            prop_assert!(found.windows(2).all(|pair| pair[0].bytes.end < pair[1].bytes.start));
            for token in found {
                let here = &text[token.bytes.clone()];
                let bare: String =
                    here.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect();
                prop_assert_eq!(bare, token.word);
            }
        }
    }
}
