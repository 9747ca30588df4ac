//! Where coders differ: what is laid side by side and decided.

use std::cmp::Reverse;
use std::ops::Range;

use serde::Serialize;

use super::corpus::{Corpus, Text};
use super::stretches::{Walk, stretches};

/// A stretch that some of those who saw it marked with a code and others did not.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Difference {
    /// The text, by its place in what the corpus was made of.
    pub text: usize,
    /// The code.
    pub code: String,
    /// Code points, the end exclusive.
    pub range: Range<usize>,
    /// Who marked it, in alphabetical order.
    pub coded: Vec<String>,
    /// Who saw it and did not.
    pub not_coded: Vec<String>,
}

/// All differences, the longest first; those of one length in the order of texts, places and codes. Neighbouring
/// stretches on which the same coders differ are one.
#[must_use]
pub fn differences(corpus: &Corpus) -> Vec<Difference> {
    let mut out = Vec::new();
    for (place, text) in corpus.texts().iter().enumerate() {
        for (code, name) in corpus.codes().iter().enumerate() {
            for (range, marked) in differing(text, code) {
                let who = |wanted| {
                    let coders = corpus.coders().iter().zip(&marked);
                    coders.filter(|(_, m)| **m == Some(wanted)).map(|(c, _)| c.clone()).collect()
                };
                let (coded, not_coded) = (who(true), who(false));
                out.push(Difference { text: place, code: name.clone(), range, coded, not_coded });
            }
        }
    }
    out.sort_by_key(|d| (Reverse(d.range.len()), d.text, d.range.start));
    out
}

type Marked = Vec<Option<bool>>;

fn differing(text: &Text, code: usize) -> Vec<(Range<usize>, Marked)> {
    let units = || text.marked.iter().map(move |m| m.as_ref().and_then(|m| m.get(code)));
    let mut walks: Vec<_> = units().map(|u| u.map(|u| Walk::along(u))).collect();
    let mut out: Vec<(Range<usize>, Marked)> = Vec::new();
    for stretch in stretches(text.length, units().flatten()) {
        let marked: Marked =
            walks.iter_mut().map(|w| w.as_mut().map(|w| w.at(stretch.start).is_some())).collect();
        if !(marked.contains(&Some(true)) && marked.contains(&Some(false))) {
            continue;
        }
        match out.last_mut() {
            Some((last, same)) if last.end == stretch.start && *same == marked => last.end = stretch.end,
            _ => out.push((stretch, marked)),
        }
    }
    out
}
