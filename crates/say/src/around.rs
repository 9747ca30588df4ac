//! A passage with the sentence before and the sentence after it, out of the speaker's own turn and no other: what
//! somebody who was interviewed needs to know their words again, without the words of anybody else.

use crate::passage::turn_at;
use crate::points::Words;
use crate::turns::Turn;

/// A passage in its turn.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Around {
    /// The sentence before, or what there is of it; empty at the beginning of a turn.
    pub before: String,
    /// The passage.
    pub passage: String,
    /// The sentence after; empty at the end of a turn.
    pub after: String,
}

/// The passage between two code points with what surrounds it in the turn of the speaker `label`; `None` if it does not
/// lie within one turn of theirs.
pub fn around<T: Words + ?Sized>(
    text: &T,
    turns: &[Turn],
    label: &str,
    start: usize,
    end: usize,
) -> Option<Around> {
    let turn = turn_at(turns, start, end).filter(|turn| turn.speaker.as_deref() == Some(label))?;
    Some(Around {
        before: last_sentence(text.words(turn.start, start)?).to_owned(),
        passage: text.words(start, end).filter(|words| !words.is_empty())?.to_owned(),
        after: first_sentence(text.words(end, turn.end)?).to_owned(),
    })
}

const fn ends(letter: char) -> bool {
    matches!(letter, '.' | '!' | '?' | '\u{2026}')
}

/// Byte places after which a new sentence begins: a sign that ends one (with closing quotes) and then a space.
fn breaks(text: &str) -> impl Iterator<Item = usize> {
    text.char_indices().filter(|(_, c)| c.is_whitespace()).filter_map(|(at, _)| {
        let said = text.get(..at)?.trim_end_matches(['"', '\'', '\u{201d}', '\u{2019}', ')']);
        said.ends_with(ends).then_some(at)
    })
}

fn last_sentence(text: &str) -> &str {
    let whole = text.trim_end();
    let begin = breaks(whole).last().unwrap_or(0);
    whole.get(begin..).unwrap_or_default().trim_start()
}

fn first_sentence(text: &str) -> &str {
    let rest = text.trim_end();
    let end =
        breaks(rest).find(|at| rest.get(..*at).is_some_and(|said| said.chars().any(char::is_alphanumeric)));
    rest.get(..end.unwrap_or(rest.len())).unwrap_or_default().trim_start()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::find_once;
    use crate::turns::recognise_turns;

    const TEXT: &str = "Ann: Hello.\nBen: They never ring us. Ask Ann.\nAnn: It was a Monday. Nobody rang us! We waited \u{1f44d} \
                        long. Then it was Tuesday. That was all.\nBen: Sorry.";

    fn found(words: &str) -> Option<Around> {
        let (start, end) = find_once(TEXT, words).unwrap();
        around(TEXT, &recognise_turns(TEXT, &[]), "Ann", start, end)
    }

    #[test]
    fn one_sentence_before_and_after_and_no_words_of_others() {
        let mid = found("We waited \u{1f44d} long.").unwrap();
        assert_eq!((mid.before.as_str(), mid.after.as_str()), ("Nobody rang us!", "Then it was Tuesday."));
        let first = found("It was a Monday.").unwrap();
        assert_eq!((first.before.as_str(), first.after.as_str()), ("", "Nobody rang us!"));
        let last = found("That was all.").unwrap();
        assert_eq!((last.before.as_str(), last.after.as_str()), ("Then it was Tuesday.", ""));
        assert_eq!(found("They never ring us."), None);
    }

    #[test]
    fn a_passage_within_a_sentence_has_the_rest_of_it_around() {
        let part = found("waited \u{1f44d}").unwrap();
        assert_eq!((part.before.as_str(), part.after.as_str()), ("We", "long."));
    }
}
