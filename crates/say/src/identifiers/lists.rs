//! Lists of words, written for this purpose.

use std::collections::BTreeSet;
use std::sync::LazyLock;

/// Given names common in the United Kingdom and Ireland that are not words as well.
static GIVEN: LazyLock<BTreeSet<&str>> = LazyLock::new(|| set(include_str!("lists/given.txt")));
/// Given names that are words as well, such as Grace or Mark.
static GIVEN_WORDS: LazyLock<BTreeSet<&str>> = LazyLock::new(|| set(include_str!("lists/given_words.txt")));
/// What is written with a capital without being a name, and the commonest words of talk.
static COMMON: LazyLock<BTreeSet<&str>> = LazyLock::new(|| set(include_str!("lists/common.txt")));

fn set(list: &'static str) -> BTreeSet<&'static str> {
    list.split_whitespace().collect()
}

/// Whether a word in lower case is a given name and nothing else.
pub(super) fn is_given(word: &str) -> bool {
    GIVEN.contains(word) && !GIVEN_WORDS.contains(word)
}

/// Whether a word in lower case is a given name and a word.
pub(super) fn is_given_word(word: &str) -> bool {
    GIVEN_WORDS.contains(word)
}

/// Whether a word in lower case is no name, although it may have a capital.
pub(super) fn is_common(word: &str) -> bool {
    COMMON.contains(word)
}

/// Towns and counties, in lower case.
pub(super) fn towns() -> impl Iterator<Item = &'static str> {
    include_str!("lists/towns.txt").trim().split(',')
}

/// Months in lower case, also shortened.
pub(super) const MONTHS: [&str; 24] = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
    "jan",
    "feb",
    "mar",
    "apr",
    "jun",
    "jul",
    "aug",
    "sep",
    "sept",
    "oct",
    "nov",
    "dec",
];
