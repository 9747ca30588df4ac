//! What all coefficients are made of: counts of codes, of equal codes and of pairs of coders.

use super::codings::Codings;

/// Counts of one pair of coders, over units that both coded.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct PairTally {
    /// Units.
    pub(super) n: f64,
    /// Units with the same code.
    pub(super) same: f64,
    /// How often the first and the second coder gave each code.
    pub(super) given: [Vec<f64>; 2],
}

/// Counts of all units. Whole numbers, so no order of units or threads changes them.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Tally {
    pub(super) coders: usize,
    pub(super) categories: usize,
    /// Units with so many codes, from 0 to the number of coders.
    pub(super) units: Vec<f64>,
    /// Ordered pairs of equal codes within units with so many codes.
    pub(super) same: Vec<f64>,
    /// How often each category was given in units with so many codes.
    pub(super) given: Vec<Vec<f64>>,
    /// How often each coder gave each category.
    pub(super) by_coder: Vec<Vec<f64>>,
    /// First coder with second, third …, second with third ….
    pub(super) pairs: Vec<PairTally>,
}

impl Tally {
    /// Counts with other weights than those of the codings, one for each pattern.
    pub(super) fn of(codings: &Codings, weights: &[u64]) -> Self {
        let (coders, categories) = (codings.coders(), codings.categories());
        let none = vec![0.0; categories];
        let pair = PairTally { given: [none.clone(), none.clone()], ..PairTally::default() };
        let mut tally = Self {
            coders,
            categories,
            units: vec![0.0; coders + 1],
            same: vec![0.0; coders + 1],
            given: vec![none.clone(); coders + 1],
            by_coder: vec![none; coders],
            pairs: vec![pair; coders * (coders - 1) / 2],
        };
        for (pattern, weight) in codings.each().zip(weights).filter(|(_, w)| **w > 0) {
            tally.add(pattern, *weight as f64);
        }
        tally
    }

    fn add(&mut self, pattern: &[u16], w: f64) {
        let m = pattern.iter().filter(|c| **c > 0).count();
        self.units[m] += w;
        let (mut place, mut same) = (0, 0.0);
        for (i, first) in pattern.iter().enumerate() {
            let Some(a) = usize::from(*first).checked_sub(1) else {
                place += pattern.len() - i - 1;
                continue;
            };
            self.given[m][a] += w;
            self.by_coder[i][a] += w;
            for second in &pattern[i + 1..] {
                let pair = &mut self.pairs[place];
                place += 1;
                let Some(b) = usize::from(*second).checked_sub(1) else { continue };
                pair.n += w;
                pair.given[0][a] += w;
                pair.given[1][b] += w;
                if a == b {
                    pair.same += w;
                    same += 2.0;
                }
            }
        }
        self.same[m] += w * same;
    }

    /// Units that at least two coders coded.
    pub(super) fn pairable(&self) -> f64 {
        self.units.iter().skip(2).sum()
    }

    /// Sum over all units with at least two codes of a count divided by some function of the number of codes.
    pub(super) fn over(&self, by: impl Fn(f64) -> f64) -> f64 {
        self.same.iter().enumerate().skip(2).map(|(m, s)| s / by(m as f64)).sum()
    }

    /// How often each category was given in units with at least two codes.
    pub(super) fn given_pairable(&self) -> Vec<f64> {
        (0..self.categories).map(|c| self.given.iter().skip(2).map(|g| g[c]).sum()).collect()
    }

    /// Share of each category: the mean over coded units of its share in the unit.
    pub(super) fn shares(&self) -> Vec<f64> {
        let units: f64 = self.units.iter().skip(1).sum();
        let share = |c: usize| -> f64 {
            self.given.iter().enumerate().skip(1).map(|(m, g)| g[c] / m as f64).sum::<f64>() / units
        };
        (0..self.categories).map(share).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn three_units_by_hand() {
        let cells =
            [Some(0), Some(0), Some(1), Some(1), None, Some(1), None, Some(0), None].map(|c: Option<u16>| c);
        let codings = Codings::from_cells(2, 3, &cells).unwrap();
        let tally = Tally::of(&codings, codings.weights());
        assert_eq!(tally.units, [0.0, 1.0, 1.0, 1.0]);
        assert_eq!(tally.same, [0.0, 0.0, 2.0, 2.0]);
        assert_eq!(tally.given_pairable(), [2.0, 3.0]);
        assert_eq!(tally.by_coder, [vec![1.0, 1.0], vec![2.0, 0.0], vec![0.0, 2.0]]);
        let pairs: Vec<_> = tally.pairs.iter().map(|p| (p.n, p.same)).collect();
        assert_eq!(pairs, [(1.0, 1.0), (2.0, 1.0), (1.0, 0.0)]);
        assert_eq!(tally.pairs[1].given, [vec![1.0, 1.0], vec![0.0, 2.0]]);
        // Unit shares (2/3, 1/3), (0, 1), (1, 0).
        assert!((tally.shares()[0] - 5.0 / 9.0).abs() < 1e-15);
    }
}
