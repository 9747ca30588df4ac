//! One coder's units in a text, one after the other.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use super::corpus::Units;

/// One coder's units in a text, in order, whatever their code.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Line {
    pub(super) units: Units,
    /// The code of each unit, or the combination of codes, counted from 1.
    pub(super) values: Vec<usize>,
    /// The same stretches where units that share a character are one.
    whole: Units,
}

/// Combinations of codes with the values they stand for. Each code alone is one, in the order of the codes.
#[derive(Debug)]
pub(super) struct Combinations {
    codes: usize,
    more: BTreeMap<Vec<usize>, usize>,
}

impl Combinations {
    pub(super) const fn of(codes: usize) -> Self {
        Self { codes, more: BTreeMap::new() }
    }

    /// How many values there are.
    pub(super) fn values(&self) -> usize {
        self.codes + self.more.len()
    }

    /// Those of more than one code.
    pub(super) fn found(&self) -> Vec<Vec<usize>> {
        self.more.keys().cloned().collect()
    }

    fn value(&mut self, codes: &BTreeSet<usize>) -> usize {
        if let (1, Some(one)) = (codes.len(), codes.first()) {
            return one + 1;
        }
        let next = self.values() + 1;
        *self.more.entry(codes.iter().copied().collect()).or_insert(next)
    }
}

impl Line {
    /// Or the first character with two codes and their places in the corpus.
    pub(super) fn apart(marked: &[Units], codes: &[usize]) -> Result<Self, (usize, usize, usize)> {
        let all = in_order(codes.iter().enumerate().flat_map(|(value, code)| {
            marked.get(*code).into_iter().flatten().map(move |unit| (unit, value))
        }));
        if let Some(w) = all.windows(2).find(|w| w[1].0.start < w[0].0.end) {
            return Err((w[1].0.start, codes[w[0].1], codes[w[1].1]));
        }
        let (units, values): (Units, _) =
            all.into_iter().map(|(unit, value)| (unit.clone(), value + 1)).unzip();
        Ok(Self { whole: units.clone(), units, values })
    }

    /// Units cut wherever another code begins or ends, each with the codes it has.
    pub(super) fn together(marked: &[Units], met: &mut Combinations) -> Self {
        let all = in_order(
            marked.iter().enumerate().flat_map(|(code, units)| units.iter().map(move |u| (u, code))),
        );
        let mut line = Self { units: Vec::new(), values: Vec::new(), whole: Vec::new() };
        let mut rest = all.as_slice();
        while let Some((first, _)) = rest.first() {
            // Units that hang together by shared characters.
            let mut end = first.end;
            let held = rest.iter().take_while(|(unit, _)| {
                let holds = unit.start < end;
                end = if holds { end.max(unit.end) } else { end };
                holds
            });
            let (together, behind) = rest.split_at(held.count());
            line.whole.push(first.start..end);
            line.cut(together, met);
            rest = behind;
        }
        line
    }

    fn cut(&mut self, together: &[(&Range<usize>, usize)], met: &mut Combinations) {
        let cuts: BTreeSet<usize> = together.iter().flat_map(|(unit, _)| [unit.start, unit.end]).collect();
        let cuts: Vec<usize> = cuts.into_iter().collect();
        for piece in cuts.windows(2) {
            let holds = |unit: &Range<usize>| unit.start <= piece[0] && piece[1] <= unit.end;
            let codes = together.iter().filter(|(unit, _)| holds(unit)).map(|(_, code)| *code).collect();
            self.units.push(piece[0]..piece[1]);
            self.values.push(met.value(&codes));
        }
    }

    /// Sum of the squares of the lengths of units, those that share a character being one.
    pub(super) fn squares_whole(&self) -> f64 {
        self.whole.iter().map(|unit| (unit.end - unit.start) as f64).map(|length| length * length).sum()
    }
}

fn in_order<'a>(units: impl Iterator<Item = (&'a Range<usize>, usize)>) -> Vec<(&'a Range<usize>, usize)> {
    let mut all: Vec<_> = units.collect();
    all.sort_by_key(|(unit, value)| (unit.start, unit.end, *value));
    all
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn units_are_cut_where_codes_come_together() {
        let mut met = Combinations::of(2);
        let line = Line::together(&[vec![0..10, 20..25], vec![4..6, 25..30]], &mut met);
        assert_eq!(line.units, [0..4, 4..6, 6..10, 20..25, 25..30]);
        assert_eq!(line.values, [1, 3, 1, 1, 2]);
        assert_eq!(line.whole, [0..10, 20..25, 25..30], "touching is not sharing");
        assert_eq!(met.found(), [[0, 1]]);
    }

    #[test]
    fn without_overlap_nothing_is_cut() {
        let marked = [vec![2..5, 7..9], vec![5..7, 11..12]];
        let together = Line::together(&marked, &mut Combinations::of(2));
        assert_eq!(Line::apart(&marked, &[0, 1]), Ok(together));
        assert_eq!(Line::apart(&[vec![2..5, 8..9], vec![4..7, 9..9]], &[0, 1]), Err((4, 0, 1)));
    }
}
