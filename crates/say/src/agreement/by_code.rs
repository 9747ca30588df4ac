//! Agreement on each code, character by character and segment by segment.

use std::iter::once;
use std::ops::Range;

use serde::Serialize;
use troth_dyads::agreement::{Bootstrap, CoderAgreement, Codings, Weighted, coder_agreement};

use super::corpus::{Corpus, Text};
use super::input::SpanError;
use super::stretches::{Walk, stretches};

/// Whether text counts that nobody coded with any of the codes.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Uncoded {
    /// It counts: not coding is a decision too.
    #[default]
    In,
    /// Only characters, or segments, that at least one coder marked with at least one of the codes.
    Out,
}

/// What is drawn for intervals. Single characters never are: neighbours are no independent evidence.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Draw {
    /// Segments; for characters, what lies between two segments too.
    #[default]
    Segments,
    /// Texts, where segments of one text go together.
    Texts,
}

/// How to compare.
#[derive(Debug, Clone, Copy, Default, PartialEq, Serialize)]
pub struct Options {
    /// Whether text counts that nobody coded.
    pub uncoded: Uncoded,
    /// Share of its characters from which on a segment counts as coded, 0 to 1. At 0 one character is enough.
    pub least_share: f64,
    /// What is drawn for intervals.
    pub draw: Draw,
    /// How often, and from which seed.
    pub bootstrap: Bootstrap,
}

/// Agreement on one code. Category 1 is coded, 0 is seen and not coded.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct CodeAgreement {
    /// The code.
    pub code: String,
    /// On characters: each counts once.
    pub characters: CoderAgreement,
    /// On segments: each counts once, whatever its length.
    pub segments: CoderAgreement,
}

/// Agreement on each code of the corpus, in its order. Coders as in [`Corpus::coders`]; a coder who did not see a text
/// is missing there.
///
/// # Errors
/// [`SpanError::Share`].
pub fn by_code(corpus: &Corpus, options: &Options) -> Result<Vec<CodeAgreement>, SpanError> {
    let share = options.least_share;
    if !(0.0..=1.0).contains(&share) {
        return Err(SpanError::Share { share });
    }
    let agreement = |clusters: Vec<Vec<Weighted>>| -> Result<CoderAgreement, SpanError> {
        let codings = Codings::from_clusters(2, corpus.coders().len(), &clusters)?;
        Ok(coder_agreement(&codings, options.bootstrap))
    };
    let of = |(code, name): (usize, &String)| {
        let texts = || corpus.texts().iter();
        Ok(CodeAgreement {
            code: name.clone(),
            characters: agreement(texts().flat_map(|t| characters(t, code, options)).collect())?,
            segments: agreement(texts().flat_map(|t| segments(t, code, options)).collect())?,
        })
    };
    corpus.codes().iter().enumerate().map(of).collect()
}

/// Stretches of one text with their lengths, in clusters.
fn characters(text: &Text, code: usize, options: &Options) -> Vec<Vec<Weighted>> {
    let marked = || text.marked.iter().map(move |m| m.as_ref().and_then(|m| m.get(code)));
    let lists = marked().flatten().chain(once(&text.coded)).chain(once(&text.segments));
    let mut walks: Vec<Option<Walk<'_>>> = marked().map(|units| units.map(|u| Walk::along(u))).collect();
    let (mut in_coded, mut in_segment) = (Walk::along(&text.coded), Walk::along(&text.segments));
    let mut out: Vec<Vec<Weighted>> = Vec::new();
    let mut before = None;
    for stretch in stretches(text.length, lists) {
        let place = in_segment.at(stretch.start);
        if out.is_empty() || (options.draw == Draw::Segments && before != Some(place)) {
            out.push(Vec::new());
        }
        before = Some(place);
        let is_coded = in_coded.at(stretch.start).is_some();
        let codes = walks.iter_mut().map(|w| w.as_mut().map(|w| u16::from(w.at(stretch.start).is_some())));
        let codes = codes.collect();
        if let Some(cluster) = out.last_mut().filter(|_| is_coded || options.uncoded == Uncoded::In) {
            cluster.push(Weighted { codes, weight: (stretch.end - stretch.start) as u64 });
        }
    }
    out
}

/// Segments of one text, in clusters.
fn segments(text: &Text, code: usize, options: &Options) -> Vec<Vec<Weighted>> {
    let covered: Vec<Option<Vec<usize>>> = text
        .marked
        .iter()
        .map(|m| m.as_ref().and_then(|m| m.get(code)).map(|units| overlap(&text.segments, units)))
        .collect();
    let any = overlap(&text.segments, &text.coded);
    let rows = text
        .segments
        .iter()
        .zip(any)
        .enumerate()
        .filter(|(_, (_, any))| options.uncoded == Uncoded::In || *any > 0);
    let rows = rows.map(|(place, (segment, _))| {
        let length = (segment.end - segment.start) as f64;
        let enough = |n: usize| n > 0 && n as f64 >= options.least_share * length;
        let of = |covered: &Option<Vec<usize>>| {
            covered.as_ref().and_then(|c| c.get(place)).map(|n| u16::from(enough(*n)))
        };
        Weighted { codes: covered.iter().map(of).collect(), weight: 1 }
    });
    match options.draw {
        Draw::Segments => rows.map(|row| vec![row]).collect(),
        Draw::Texts => vec![rows.collect()],
    }
}

/// How many characters of each segment the units hold. Both in order and without overlap.
fn overlap(segments: &[Range<usize>], units: &[Range<usize>]) -> Vec<usize> {
    let mut first = 0;
    let mut of = |segment: &Range<usize>| {
        while units.get(first).is_some_and(|u| u.end <= segment.start) {
            first += 1;
        }
        let inside = units.iter().skip(first).take_while(|u| u.start < segment.end);
        inside.map(|u| u.end.min(segment.end) - u.start.max(segment.start)).sum()
    };
    segments.iter().map(&mut of).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn characters_of_segments_that_units_hold() {
        let (segments, units) = ([0..4, 4..10, 12..20], [1..3, 3..6, 8..13, 19..30]);
        assert_eq!(overlap(&segments, &units), [3, 4, 2]);
        assert_eq!(overlap(&segments, &[]), [0, 0, 0]);
    }
}
