//! Krippendorff's alpha for unitizing: do coders mark the same stretches, and with the same code?

use serde::Serialize;
use troth_dyads::agreement::{Agreement, Bootstrap, Reason, What, resampled};

use super::corpus::{Corpus, Text};
use super::input::SpanError;
use super::lines::{Combinations, Line};
use super::stretches::{Walk, stretches};

/// The three coefficients over all texts.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Unitizing {
    /// Texts that at least two coders saw; the others are left out.
    pub texts: usize,
    /// Whether characters are coded the same, where gaps between units are a code too: u-alpha nominal.
    pub nominal: Agreement,
    /// Whether the same characters are marked, with whichever code: u-alpha binary.
    pub binary: Agreement,
    /// Whether the same code is given where two coders marked something: cu-alpha. Its n are the characters that at
    /// least two coders marked.
    pub coding: Agreement,
    /// Share of all pairs of characters that cu-alpha rests on, 0 to 1. None without a text.
    pub coverage: Option<f64>,
}

/// u-alpha nominal and binary and cu-alpha (Krippendorff, Mathet, Bouvry & Widlöcher 2016; Krippendorff 2019, sec. 12.6)
/// over all texts together, as if one followed the other.
///
/// `codes`: which codes, by their place in [`Corpus::codes`]; none for all. One coder's units must not overlap, so codes
/// that overlap are compared one by one. Intervals draw whole texts: units do not stop at segments.
///
/// # Errors
/// [`SpanError::Overlap`].
pub fn unitizing(
    corpus: &Corpus,
    codes: Option<&[usize]>,
    bootstrap: Bootstrap,
) -> Result<Unitizing, SpanError> {
    let all: Vec<usize> = (0..corpus.codes().len()).collect();
    let codes = codes.unwrap_or(&all);
    let texts = seen_twice(corpus).map(|text| Ok((text.length, apart(text, codes, corpus)?)));
    let texts = texts.collect::<Result<Vec<_>, SpanError>>()?;
    figures(&texts, codes.len(), bootstrap)
}

/// The same over all codes where a coder may give several of them to the same words. Those that are given together count
/// as a code of their own, for just the words that have all of them: then characters are coded the same if they have the
/// same codes, all of them. Where no codes overlap, this is [`unitizing`]. Also the combinations that were met, by the
/// places of their codes in [`Corpus::codes`].
///
/// A unit is cut where a combination begins or ends. For u-alpha binary it is not: units that share a character are one
/// there, so that it asks the same as ever.
///
/// # Errors
/// As [`unitizing`], without an overlap.
pub fn unitizing_together(
    corpus: &Corpus,
    bootstrap: Bootstrap,
) -> Result<(Unitizing, Vec<Vec<usize>>), SpanError> {
    let mut met = Combinations::of(corpus.codes().len());
    let mut texts = Vec::new();
    for text in seen_twice(corpus) {
        let coders = text.marked.iter().flatten();
        texts.push((text.length, coders.map(|marked| Line::together(marked, &mut met)).collect()));
    }
    Ok((figures(&texts, met.values(), bootstrap)?, met.found()))
}

/// Texts that at least two coders saw.
fn seen_twice(corpus: &Corpus) -> impl Iterator<Item = &Text> {
    corpus.texts().iter().filter(|t| t.marked.iter().flatten().count() > 1)
}

/// Each coder's units, which must not overlap.
fn apart(text: &Text, codes: &[usize], corpus: &Corpus) -> Result<Vec<Line>, SpanError> {
    let names = corpus.coders().iter().zip(&text.marked);
    names
        .filter_map(|(name, marked)| marked.as_ref().map(|m| (name, m)))
        .map(|(name, marked)| {
            Line::apart(marked, codes).map_err(|(at, first, second)| SpanError::Overlap {
                text: text.name.clone(),
                coder: name.clone(),
                first: corpus.codes()[first].clone(),
                second: corpus.codes()[second].clone(),
                at,
            })
        })
        .collect()
}

/// The figures of texts, each with its length and its coders; `values`: how many codes or combinations there are.
fn figures(
    texts: &[(usize, Vec<Line>)],
    values: usize,
    bootstrap: Bootstrap,
) -> Result<Unitizing, SpanError> {
    let texts: Vec<Sums> =
        texts.iter().map(|(length, coders)| Sums::count(*length, coders, values)).collect();
    let whole = Sums::together(&texts, &vec![1; texts.len()], values);
    let counted = [whole.characters, whole.characters, whole.marked_twice];
    let found = resampled(&vec![1; texts.len()], &counted, bootstrap, |times| {
        Sums::together(&texts, times, values).figures()
    });
    let coverage = (whole.all.pairs > 0.0).then(|| whole.marked.pairs / whole.all.pairs);
    let mut found = found.into_iter();
    let mut next = || found.next().ok_or(SpanError::Reason(NOTHING));
    Ok(Unitizing { texts: texts.len(), nominal: next()?, binary: next()?, coding: next()?, coverage })
}

const NOTHING: Reason = Reason::TooFew { what: What::Units, found: 0, needed: 1 };

const NOTHING_EXPECTED: Reason =
    Reason::Undefined { why: "only one code was ever given, so chance leaves no room for disagreement" };

/// Coincidences, summed up: what is observed and what is expected.
#[derive(Debug, Clone, Default)]
struct Coincidences {
    /// All of them.
    pairs: f64,
    /// Those of equal values.
    same: f64,
    /// By value.
    of: Vec<f64>,
    /// Sum over units of the square of what each brings in: a unit cannot be compared with itself.
    own: f64,
}

impl Coincidences {
    fn add(&mut self, other: &Self, times: f64) {
        self.pairs += times * other.pairs;
        self.same += times * other.same;
        self.own += times * other.own;
        for (sum, of) in self.of.iter_mut().zip(&other.of) {
            *sum += times * of;
        }
    }

    /// 1 − observed/expected disagreement; expected is pairs·(pairs² − Σ of²)/(pairs² − own).
    fn alpha(&self) -> Result<f64, Reason> {
        let all = self.pairs;
        if all <= 0.0 {
            return Err(NOTHING);
        }
        if self.of.iter().filter(|c| **c > 0.0).count() < 2 {
            return Err(NOTHING_EXPECTED);
        }
        let different: f64 = self.of.iter().map(|c| c * (all - c)).sum();
        Ok(1.0 - (all - self.same) * (all * all - self.own) / (all * different))
    }
}

/// What one text, or several, brings in.
#[derive(Debug, Clone, Default)]
struct Sums {
    characters: u64,
    marked_twice: u64,
    /// Of gaps, value 0, and codes.
    all: Coincidences,
    /// Equal in being a gap or none.
    binary_same: f64,
    /// As `all.own`, where units that share a character are one.
    binary_own: f64,
    /// Where both of a pair are marked; value 0 does not occur.
    marked: Coincidences,
}

impl Sums {
    fn empty(codes: usize) -> Self {
        let none = Coincidences { of: vec![0.0; codes + 1], ..Coincidences::default() };
        Self { all: none.clone(), marked: none, ..Self::default() }
    }

    fn together(texts: &[Self], times: &[u64], codes: usize) -> Self {
        let mut sums = Self::empty(codes);
        for (text, times) in texts.iter().zip(times).filter(|(_, times)| **times > 0) {
            sums.characters = sums.characters.saturating_add(text.characters);
            sums.marked_twice = sums.marked_twice.saturating_add(text.marked_twice);
            sums.binary_same += *times as f64 * text.binary_same;
            sums.binary_own += *times as f64 * text.binary_own;
            sums.all.add(&text.all, *times as f64);
            sums.marked.add(&text.marked, *times as f64);
        }
        sums
    }

    fn count(length: usize, coders: &[Line], codes: usize) -> Self {
        let mut sums = Self::empty(codes);
        let others = (coders.len() - 1) as f64;
        let mut walks: Vec<_> = coders.iter().map(|c| Walk::along(&c.units)).collect();
        // What each unit brings into pairs of marked characters.
        let mut brought: Vec<Vec<f64>> = coders.iter().map(|c| vec![0.0; c.units.len()]).collect();
        let mut of = vec![0.0; codes + 1];
        for stretch in stretches(length, coders.iter().map(|c| &c.units)) {
            let characters = stretch.end - stretch.start;
            let w = characters as f64;
            let units: Vec<_> = walks.iter_mut().map(|walk| walk.at(stretch.start)).collect();
            of.fill(0.0);
            for (coder, unit) in coders.iter().zip(&units) {
                of[unit.map_or(0, |u| coder.values[u])] += 1.0;
            }
            let (gaps, marked) = (of[0], coders.len() as f64 - of[0]);
            let equal = |of: &[f64]| of.iter().map(|r| r * (r - 1.0)).sum::<f64>() * w / others;
            sums.characters += characters as u64;
            sums.all.pairs += w * coders.len() as f64;
            sums.all.same += equal(&of);
            sums.all.own += w * gaps;
            sums.binary_own += w * gaps;
            sums.binary_same += equal(&[gaps, marked]);
            let with_others = w * (marked - 1.0) / others;
            for (value, count) in of.iter().enumerate() {
                sums.all.of[value] += w * count;
                if value > 0 {
                    sums.marked.of[value] += count * with_others;
                }
            }
            if marked > 1.0 {
                sums.marked_twice += characters as u64;
                sums.marked.pairs += marked * with_others;
                sums.marked.same += equal(&of[1..]);
                for (brought, unit) in brought.iter_mut().zip(units) {
                    if let Some(u) = unit {
                        brought[u] += with_others;
                    }
                }
            }
        }
        let lengths = coders.iter().flat_map(|c| &c.units).map(|u| (u.end - u.start) as f64);
        sums.all.own += lengths.map(|l| l * l).sum::<f64>();
        sums.binary_own += coders.iter().map(Line::squares_whole).sum::<f64>();
        sums.marked.own = brought.iter().flatten().map(|b| b * b).sum();
        sums
    }

    /// u-alpha nominal, u-alpha binary, cu-alpha.
    fn figures(&self) -> Vec<Result<f64, Reason>> {
        let gaps = self.all.of.first().copied().unwrap_or(0.0);
        let binary = Coincidences {
            same: self.binary_same,
            own: self.binary_own,
            of: vec![gaps, self.all.pairs - gaps],
            ..self.all.clone()
        };
        vec![self.all.alpha(), binary.alpha(), self.marked.alpha()]
    }
}
