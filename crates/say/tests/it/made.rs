//! Texts for tests in few words.

use std::collections::BTreeMap;
use std::ops::Range;

use troth_say::agreement::{CodedText, Corpus};

/// Ranges of one coder: code, first character, the one after the last.
pub(crate) type Marks<'a> = &'a [(&'a str, usize, usize)];

/// A text with segments that end at the given places, the first beginning at 0.
pub(crate) fn text(length: usize, ends: &[usize], coders: &[(&str, Marks<'_>)]) -> CodedText {
    let mut segments: Vec<Range<usize>> = Vec::new();
    for end in ends {
        let start = segments.last().map_or(0, |s| s.end);
        segments.push(start..*end);
    }
    let mut out = CodedText { name: "text".to_owned(), length, segments, coders: BTreeMap::new() };
    for (coder, marks) in coders {
        let ranges = out.coders.entry((*coder).to_owned()).or_default();
        for (code, start, end) in *marks {
            ranges.entry((*code).to_owned()).or_default().push(*start..*end);
        }
    }
    out
}

/// Texts with all codes that were used.
pub(crate) fn corpus(texts: &[CodedText]) -> Corpus {
    Corpus::new(texts, None).unwrap()
}
