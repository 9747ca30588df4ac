//! Texts with their ranges, checked once, with coders and codes as numbers.

use std::collections::BTreeSet;
use std::ops::Range;

use troth_dyads::agreement::{Reason, What};

use super::input::{CodedText, Ranges, SpanError};

/// What one coder marked in one text with one code: units in order. Ranges that overlap are one unit; ranges that only
/// touch stay two, since their border was meant.
pub(super) type Units = Vec<Range<usize>>;

/// One text, checked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Text {
    pub(super) name: String,
    pub(super) length: usize,
    pub(super) segments: Vec<Range<usize>>,
    /// For each coder of the corpus: none if the coder did not see the text, else units by code.
    pub(super) marked: Vec<Option<Vec<Units>>>,
    /// The characters that any coder marked with any of the codes, as ranges in order that do not touch.
    pub(super) coded: Units,
}

/// Texts that are compared together.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Corpus {
    coders: Vec<String>,
    codes: Vec<String>,
    texts: Vec<Text>,
}

impl Corpus {
    /// Checks texts. `codes`: which codes are compared, others are ignored; none for all that were used.
    ///
    /// # Errors
    /// [`SpanError::Range`] and [`SpanError::Segment`]; [`SpanError::Reason`] with fewer than two coders in all.
    ///
    /// ```
    /// use std::collections::BTreeMap;
    /// use troth_say::agreement::{CodedText, Corpus};
    /// let marked = |from, to| BTreeMap::from([("delay".to_owned(), vec![from..to])]);
    /// let coders = BTreeMap::from([("ann".to_owned(), marked(0, 9)), ("bo".to_owned(), marked(3, 9))]);
    /// let text = CodedText { name: "one".to_owned(), length: 20, segments: vec![0..10, 10..20], coders };
    /// let corpus = Corpus::new(&[text], None).unwrap();
    /// assert_eq!((corpus.coders(), corpus.codes()), (["ann", "bo"].map(str::to_owned).as_slice(), ["delay".to_owned()].as_slice()));
    /// ```
    pub fn new(texts: &[CodedText], codes: Option<&[String]>) -> Result<Self, SpanError> {
        let coders: BTreeSet<&String> = texts.iter().flat_map(|t| t.coders.keys()).collect();
        if coders.len() < 2 {
            return Err(Reason::TooFew { what: What::Raters, found: coders.len(), needed: 2 }.into());
        }
        let used = || texts.iter().flat_map(|t| t.coders.values()).flat_map(Ranges::keys);
        let codes: BTreeSet<&String> = codes.map_or_else(|| used().collect(), |c| c.iter().collect());
        let texts = texts.iter().map(|t| checked(t, &coders, &codes)).collect::<Result<_, _>>()?;
        let owned = |names: BTreeSet<&String>| names.into_iter().cloned().collect();
        Ok(Self { coders: owned(coders), codes: owned(codes), texts })
    }

    /// Everybody who saw any of the texts, in alphabetical order.
    #[must_use]
    pub fn coders(&self) -> &[String] {
        &self.coders
    }

    /// The codes that are compared, in alphabetical order.
    #[must_use]
    pub fn codes(&self) -> &[String] {
        &self.codes
    }

    pub(super) fn texts(&self) -> &[Text] {
        &self.texts
    }
}

fn checked(
    text: &CodedText,
    coders: &BTreeSet<&String>,
    codes: &BTreeSet<&String>,
) -> Result<Text, SpanError> {
    let length = text.length;
    let mut before = 0;
    for (place, segment) in text.segments.iter().enumerate() {
        let Range { start, end } = *segment;
        if start >= end || start < before || end > length {
            let text = text.name.clone();
            return Err(SpanError::Segment { text, segment: place + 1, start, end, length });
        }
        before = end;
    }
    let bad = text.coders.iter().find_map(|(coder, ranges)| {
        ranges.iter().find_map(|(code, of)| {
            let range = of.iter().find(|r| r.start >= r.end || r.end > length)?;
            let (text, coder, code) = (text.name.clone(), coder.clone(), code.clone());
            Some(SpanError::Range { text, coder, code, start: range.start, end: range.end, length })
        })
    });
    if let Some(bad) = bad {
        return Err(bad);
    }
    let of_code = |ranges: &Ranges, code: &String| ranges.get(code).map_or_else(Vec::new, |r| units(r));
    let marked: Vec<Option<Vec<Units>>> = coders
        .iter()
        .map(|coder| {
            let ranges = text.coders.get(*coder)?;
            Some(codes.iter().map(|code| of_code(ranges, code)).collect())
        })
        .collect();
    let coded = joined(marked.iter().flatten().flatten().flatten());
    Ok(Text { name: text.name.clone(), length, segments: text.segments.clone(), marked, coded })
}

/// Ranges in order, those that share a character joined.
fn units(ranges: &[Range<usize>]) -> Units {
    let mut sorted = ranges.to_vec();
    sorted.sort_by_key(|r| (r.start, r.end));
    let mut out: Units = Vec::with_capacity(sorted.len());
    for range in sorted {
        match out.last_mut() {
            Some(last) if range.start < last.end => last.end = last.end.max(range.end),
            _ => out.push(range),
        }
    }
    out
}

/// Ranges in order, those that share a character or touch joined.
fn joined<'a>(ranges: impl Iterator<Item = &'a Range<usize>>) -> Units {
    let mut out: Units = Vec::new();
    for range in units(&ranges.cloned().collect::<Vec<_>>()) {
        match out.last_mut() {
            Some(last) if range.start == last.end => last.end = range.end,
            _ => out.push(range),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;

    #[test]
    fn overlaps_are_joined_and_borders_kept() {
        assert_eq!(units(&[5..8, 0..3, 3..5, 2..3, 6..7, 7..9]), [0..3, 3..5, 5..9]);
        assert!(units(&[]).is_empty());
    }

    fn text(length: usize, segments: Vec<Range<usize>>, ranges: &[(&str, Range<usize>)]) -> CodedText {
        let mut marked = Ranges::new();
        for (code, range) in ranges {
            marked.entry((*code).to_owned()).or_default().push(range.clone());
        }
        let coders = BTreeMap::from([("ann".to_owned(), marked), ("bo".to_owned(), Ranges::new())]);
        CodedText { name: "t".to_owned(), length, segments, coders }
    }

    #[test]
    fn what_does_not_fit_the_text_is_named() {
        for range in [Range { start: 3, end: 3 }, Range { start: 4, end: 2 }, Range { start: 8, end: 11 }] {
            let error = Corpus::new(&[text(10, vec![], &[("a", range)])], None).unwrap_err();
            assert!(error.to_string().contains("In \"t\" ann marked \"a\" from"), "{error}");
        }
        for segments in [vec![0..5, 4..10], vec![0..5, 5..11], vec![Range { start: 2, end: 2 }]] {
            let error = Corpus::new(&[text(10, segments, &[])], None).unwrap_err();
            assert!(matches!(error, SpanError::Segment { .. }), "{error}");
        }
        let mut alone = text(10, vec![], &[]);
        alone.coders.remove("bo");
        assert!(matches!(Corpus::new(&[alone], None), Err(SpanError::Reason(Reason::TooFew { .. }))));
    }

    #[test]
    fn codes_that_are_not_asked_for_are_ignored() {
        let texts = [text(10, vec![], &[("a", 0..3), ("b", 2..6)])];
        let corpus = Corpus::new(&texts, Some(&["b".to_owned(), "c".to_owned()])).unwrap();
        assert_eq!(corpus.codes(), ["b", "c"]);
        assert_eq!(corpus.texts()[0].coded.first(), Some(&(2..6)));
        let all = Corpus::new(&texts, None).unwrap().texts()[0].coded.clone();
        assert_eq!((all.len(), all.first()), (1, Some(&(0..6))));
    }
}
