//! Codes that coders gave to units, counted by pattern.

use std::collections::BTreeMap;

use super::super::reason::{Reason, What};

/// Up to this many possible patterns are counted in a list of all of them (8 MB), which takes no searching.
const LISTED: usize = 1 << 20;

/// Coders squared times categories at most: what is counted for pairs of coders then takes 512 MB or less.
const MOST: usize = 1 << 26;

/// A stretch of units that all coders coded the same way.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Weighted {
    /// One code for each coder, counted from 0; none where the coder did not see it.
    pub codes: Vec<Option<u16>>,
    /// How many units, for a stretch of text its characters.
    pub weight: u64,
}

/// Units by coders, checked and counted.
///
/// A code is a number from 0 to one below the number of categories; none is a coder who did not see the unit, and is
/// never filled in. "Seen and not coded" is a category of its own.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Codings {
    coders: usize,
    categories: usize,
    /// Patterns in ascending order, one after the other, each as long as there are coders; 0 is none, else code + 1.
    cells: Vec<u16>,
    weights: Vec<u64>,
    /// What is drawn for intervals: for each cluster its patterns with their weights. None: single units.
    clusters: Option<Vec<Vec<(usize, u64)>>>,
}

impl Codings {
    /// From units × coders, row after row. Intervals are made by drawing units.
    ///
    /// Cost: one pass; memory for the patterns only.
    ///
    /// # Errors
    /// [`Reason::TooFew`] under two coders, [`Reason::Ragged`] where the last row is not full,
    /// [`Reason::NotACode`] for a code beyond the categories, [`Reason::TooMany`] where coders squared times categories
    /// pass 2²⁶.
    ///
    /// ```
    /// use troth_dyads::agreement::Codings;
    /// let cells = [Some(0), Some(0), Some(1), None, Some(0), Some(0)];
    /// let codings = Codings::from_cells(2, 2, &cells).unwrap();
    /// assert_eq!((codings.units(), codings.patterns()), (3, 2));
    /// ```
    pub fn from_cells(categories: u16, coders: usize, cells: &[Option<u16>]) -> Result<Self, Reason> {
        countable(coders, categories)?;
        let over = cells.len() % coders;
        if over > 0 {
            return Err(Reason::Ragged { row: cells.len() / coders + 1, expected: coders, found: over });
        }
        let base = usize::from(categories) + 1;
        let possible = u32::try_from(coders).ok().and_then(|k| base.checked_pow(k));
        match possible.filter(|p| *p <= LISTED) {
            Some(possible) => Self::listed(categories, coders, cells, possible),
            None => Self::searched(categories, coders, cells),
        }
    }

    /// From rows of one length. Intervals are made by drawing rows.
    ///
    /// # Errors
    /// As [`Codings::from_cells`]; [`Reason::Ragged`] names the first row of another length.
    pub fn from_rows<R: AsRef<[Option<u16>]>>(categories: u16, rows: &[R]) -> Result<Self, Reason> {
        let coders = rows.first().map_or(0, |r| r.as_ref().len());
        if let Some((i, row)) = rows.iter().enumerate().find(|(_, r)| r.as_ref().len() != coders) {
            return Err(Reason::Ragged { row: i + 1, expected: coders, found: row.as_ref().len() });
        }
        let cells: Vec<_> = rows.iter().flat_map(|r| r.as_ref().iter().copied()).collect();
        Self::from_cells(categories, coders, &cells)
    }

    /// From clusters of weighted stretches, as segments of a text are. Intervals are made by drawing clusters, since
    /// units of one cluster are no independent evidence. Stretches of weight 0 and empty clusters do not count.
    ///
    /// # Errors
    /// As [`Codings::from_rows`]; rows are counted through all clusters.
    pub fn from_clusters<C: AsRef<[Weighted]>>(
        categories: u16,
        coders: usize,
        clusters: &[C],
    ) -> Result<Self, Reason> {
        countable(coders, categories)?;
        let mut found: BTreeMap<Vec<u16>, u64> = BTreeMap::new();
        let mut rows = Vec::new();
        for (row, stretch) in clusters.iter().flat_map(AsRef::as_ref).enumerate() {
            if stretch.codes.len() != coders {
                let found = stretch.codes.len();
                return Err(Reason::Ragged { row: row + 1, expected: coders, found });
            }
            let codes = stretch.codes.iter().enumerate();
            let pattern: Vec<u16> =
                codes.map(|(j, c)| cell(*c, categories, row, j)).collect::<Result<_, _>>()?;
            if stretch.weight > 0 {
                let total = found.entry(pattern.clone()).or_default();
                *total = total.saturating_add(stretch.weight);
            }
            rows.push((pattern, stretch.weight));
        }
        let places: BTreeMap<&Vec<u16>, usize> = found.keys().zip(0..).collect();
        let mut rows = rows.iter();
        let clusters = clusters
            .iter()
            .map(|cluster| {
                let mut of: BTreeMap<usize, u64> = BTreeMap::new();
                for (pattern, weight) in rows.by_ref().take(cluster.as_ref().len()) {
                    if let Some(place) = places.get(pattern) {
                        let total = of.entry(*place).or_default();
                        *total = total.saturating_add(*weight);
                    }
                }
                of.into_iter().filter(|(_, weight)| *weight > 0).collect::<Vec<_>>()
            })
            .filter(|cluster| !cluster.is_empty())
            .collect();
        let weights = found.values().copied().collect();
        let cells = found.into_keys().flatten().collect();
        Ok(Self { coders, categories: categories.into(), cells, weights, clusters: Some(clusters) })
    }

    /// Patterns as numbers of a list, the first coder's code the highest digit, so that the list is in order.
    fn listed(
        categories: u16,
        coders: usize,
        cells: &[Option<u16>],
        possible: usize,
    ) -> Result<Self, Reason> {
        let base = usize::from(categories) + 1;
        let mut counts = vec![0_u64; possible];
        for (row, codes) in cells.chunks_exact(coders).enumerate() {
            let mut place = 0;
            let mut highest = 0;
            for code in codes {
                let digit = code.map_or(0, |c| usize::from(c) + 1);
                highest = highest.max(digit);
                place = place * base + digit;
            }
            match counts.get_mut(place) {
                Some(count) if highest < base => *count += 1,
                _ => return Err(first_bad(codes, categories, row)),
            }
        }
        let (mut patterns, mut weights) = (Vec::new(), Vec::new());
        for (place, count) in counts.into_iter().enumerate().filter(|(_, count)| *count > 0) {
            let start = patterns.len();
            let mut rest = place;
            for _ in 0..coders {
                patterns.push(u16::try_from(rest % base).unwrap_or(u16::MAX));
                rest /= base;
            }
            patterns[start..].reverse();
            weights.push(count);
        }
        Ok(Self { coders, categories: categories.into(), cells: patterns, weights, clusters: None })
    }

    /// Where there are too many possible patterns for a list.
    fn searched(categories: u16, coders: usize, cells: &[Option<u16>]) -> Result<Self, Reason> {
        let mut found: BTreeMap<Vec<u16>, u64> = BTreeMap::new();
        let mut pattern = vec![0; coders];
        for (row, codes) in cells.chunks_exact(coders).enumerate() {
            for (j, (slot, code)) in pattern.iter_mut().zip(codes).enumerate() {
                *slot = cell(*code, categories, row, j)?;
            }
            if let Some(count) = found.get_mut(&pattern) {
                *count += 1;
            } else {
                found.insert(pattern.clone(), 1);
            }
        }
        let weights = found.values().copied().collect();
        let cells = found.into_keys().flatten().collect();
        Ok(Self { coders, categories: categories.into(), cells, weights, clusters: None })
    }

    /// Number of coders.
    #[must_use]
    pub const fn coders(&self) -> usize {
        self.coders
    }

    /// Number of categories that a coder could choose from, used or not.
    #[must_use]
    pub const fn categories(&self) -> usize {
        self.categories
    }

    /// Units, those that nobody coded included.
    #[must_use]
    pub fn units(&self) -> u64 {
        self.weights.iter().fold(0, |sum, w| sum.saturating_add(*w))
    }

    /// Different patterns of codes that occur.
    #[must_use]
    pub const fn patterns(&self) -> usize {
        self.weights.len()
    }

    /// How many things intervals are made by drawing from: clusters, or units.
    #[must_use]
    pub fn to_draw(&self) -> u64 {
        self.clusters.as_ref().map_or_else(|| self.units(), |c| c.len() as u64)
    }

    /// Each pattern, 0 for none and code + 1, in ascending order.
    pub(super) fn each(&self) -> impl Iterator<Item = &[u16]> {
        self.cells.chunks_exact(self.coders)
    }

    /// How many units have each pattern.
    pub(super) fn weights(&self) -> &[u64] {
        &self.weights
    }

    /// The clusters, if units are not drawn one by one.
    pub(super) fn clusters(&self) -> Option<&[Vec<(usize, u64)>]> {
        self.clusters.as_deref()
    }
}

/// Two coders at least, and no more codes and coders than can be counted.
fn countable(coders: usize, categories: u16) -> Result<(), Reason> {
    if coders < 2 {
        return Err(Reason::TooFew { what: What::Raters, found: coders, needed: 2 });
    }
    let most = MOST / coders.saturating_mul(coders);
    if usize::from(categories) > most {
        return Err(Reason::TooMany { what: What::Categories, found: categories.into(), most });
    }
    Ok(())
}

/// A code as it is kept. Row and column are counted from 0.
fn cell(code: Option<u16>, categories: u16, row: usize, column: usize) -> Result<u16, Reason> {
    match code {
        None => Ok(0),
        Some(found) if found < categories => Ok(found + 1),
        Some(found) => Err(Reason::NotACode { row: row + 1, column: column + 1, found, categories }),
    }
}

/// Names the first code of a row that is not a category.
fn first_bad(codes: &[Option<u16>], categories: u16, row: usize) -> Reason {
    let bad = codes.iter().enumerate().find_map(|(j, c)| cell(*c, categories, row, j).err());
    bad.unwrap_or(Reason::NotACode { row: row + 1, column: 1, found: 0, categories })
}

#[cfg(test)]
mod tests {
    use super::*;

    const CELLS: [Option<u16>; 9] =
        [Some(0), Some(1), None, Some(2), Some(2), Some(2), Some(0), Some(1), None];

    #[test]
    fn a_list_and_a_search_find_the_same_patterns() {
        let listed = Codings::from_cells(3, 3, &CELLS).unwrap();
        assert_eq!(listed, Codings::searched(3, 3, &CELLS).unwrap());
        assert_eq!(listed.each().collect::<Vec<_>>(), [[1, 2, 0], [3, 3, 3]]);
        assert_eq!((listed.weights(), listed.units(), listed.to_draw()), ([2, 1].as_slice(), 3, 3));
        let many: Vec<_> = (0..40).map(|k| Some(k % 3)).collect();
        assert_eq!(Codings::from_cells(3, 20, &many).unwrap().patterns(), 2, "too many for a list");
    }

    #[test]
    fn clusters_keep_what_is_theirs() {
        let stretch = |codes: [u16; 2], weight| Weighted { codes: codes.map(Some).to_vec(), weight };
        let clusters = [
            vec![stretch([1, 1], 5), stretch([0, 1], 2), stretch([1, 1], 1)],
            vec![stretch([0, 0], 0)],
            vec![stretch([0, 1], 3)],
        ];
        let codings = Codings::from_clusters(2, 2, &clusters).unwrap();
        assert_eq!((codings.units(), codings.patterns(), codings.to_draw()), (11, 2, 2));
        assert_eq!(codings.clusters().unwrap(), [vec![(0, 2), (1, 6)], vec![(0, 3)]]);
    }

    #[test]
    fn what_cannot_be_counted_is_named() {
        let bad = Reason::NotACode { row: 2, column: 1, found: 2, categories: 2 };
        assert_eq!(Codings::from_cells(2, 3, &CELLS), Err(bad.clone()));
        assert_eq!(Codings::searched(2, 3, &CELLS), Err(bad));
        assert!(matches!(
            Codings::from_cells(3, 2, &CELLS),
            Err(Reason::Ragged { row: 5, expected: 2, found: 1 })
        ));
        assert!(matches!(Codings::from_cells(3, 1, &CELLS), Err(Reason::TooFew { .. })));
        assert!(matches!(Codings::from_cells(3, 0, &[]), Err(Reason::TooFew { .. })));
        assert!(matches!(Codings::from_cells(3, 5000, &[]), Err(Reason::TooMany { most: 2, .. })));
        assert!(matches!(Codings::from_cells(1, usize::MAX, &[]), Err(Reason::TooMany { .. })));
        let rows = [vec![Some(0), None], vec![Some(0)]];
        assert!(matches!(Codings::from_rows(1, &rows), Err(Reason::Ragged { row: 2, .. })));
        assert_eq!(Codings::from_cells(u16::MAX, 2, &[Some(u16::MAX - 1), None]).unwrap().units(), 1);
    }
}
