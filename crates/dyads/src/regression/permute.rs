//! The permutations and the statistic of each: MRQAP with double semi-partialling.
//!
//! For covariate k its residual beside the other covariates, laid out as a matrix of organisations by organisations,
//! has rows and columns permuted together within each network; the outcome is regressed on the permuted residual and
//! the other covariates, and |t| is compared with that of the data (Dekker, Krackhardt & Snijders 2007,
//! Psychometrika 72(4)). A cell whose permuted partner is missing is dropped in that permutation.

use rand::SeedableRng;
use rand::seq::SliceRandom;
use rand_chacha::ChaCha8Rng;
use rayon::prelude::*;

use super::least_squares::LeastSquares;
use super::options::{MOST, Options, Permutations};
use super::refuse::Refusal;
use super::statistic::Test;
use super::table::{Network, Table};

/// What the permutations found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Counts {
    /// True if every permutation was done once.
    pub(super) exhaustive: bool,
    /// How many were done.
    pub(super) permutations: u64,
    /// Per covariate: permutations with |t| at least that of the data, the unusable ones included.
    pub(super) as_extreme: Vec<u64>,
    /// Per covariate: the same with the degrees of freedom of the data, for where cells are missing.
    pub(super) cautious: Vec<u64>,
    /// Per covariate: permutations in which the coefficient could not be worked out.
    pub(super) unusable: Vec<u64>,
    /// Cells that were there, summed over permutations.
    pub(super) cells: u64,
}

/// Permutes as often as asked.
///
/// # Errors
/// [`Refusal::Permutations`] if that is none or too many.
pub(super) fn permute(table: &Table, fit: &LeastSquares, options: &Options) -> Result<Counts, Refusal> {
    let all = all_permutations(&table.networks);
    let (exhaustive, permutations) = match options.permutations {
        Permutations::AtMost(asked) => {
            if !(1..=MOST).contains(&asked) {
                return Err(Refusal::Permutations { asked, most: MOST });
            }
            if all <= asked { (true, all) } else { (false, asked) }
        }
        Permutations::All if all <= MOST => (true, all),
        Permutations::All => return Err(Refusal::Permutations { asked: all, most: MOST }),
    };
    let test = Test::new(table, fit);
    let p = table.covariates.len();
    let none = || Counts {
        exhaustive,
        permutations: 0,
        as_extreme: vec![0; p],
        cautious: vec![0; p],
        unusable: vec![0; p],
        cells: 0,
    };
    let counted = (0..permutations).into_par_iter().fold(none, |mut counts, index| {
        let networks = &table.networks;
        let orders =
            if exhaustive { numbered(networks, index) } else { drawn(networks, options.seed, index) };
        counts.add(&test, &orders);
        counts
    });
    Ok(counted.reduce(none, |one, other| one.plus(&other)))
}

impl Counts {
    fn add(&mut self, test: &Test<'_>, orders: &[Vec<usize>]) {
        let (cells, found) = test.compare(orders);
        self.permutations += 1;
        self.cells += cells as u64;
        for (k, compared) in found.into_iter().enumerate() {
            // Nothing to compare with is counted against the association, which is on the safe side.
            self.as_extreme[k] += u64::from(compared.is_none_or(|c| c.as_extreme));
            self.cautious[k] += u64::from(compared.is_none_or(|c| c.cautious));
            self.unusable[k] += u64::from(compared.is_none());
        }
    }

    /// Sums of whole numbers: the same in whatever order threads finish.
    fn plus(mut self, other: &Self) -> Self {
        let add = |a: &mut [u64], b: &[u64]| a.iter_mut().zip(b).for_each(|(x, y)| *x += y);
        add(&mut self.as_extreme, &other.as_extreme);
        add(&mut self.cautious, &other.cautious);
        add(&mut self.unusable, &other.unusable);
        self.permutations += other.permutations;
        self.cells += other.cells;
        self
    }
}

/// Π n! over the networks; the largest number if there are more than can be counted.
fn all_permutations(networks: &[Network]) -> u64 {
    networks.iter().fold(1, |all, network| all.saturating_mul(factorial(network.ids.len())))
}

fn factorial(n: usize) -> u64 {
    (1..=n as u64).fold(1, u64::saturating_mul)
}

/// Permutation number `index` of all of them; number 0 leaves everything in place.
pub(super) fn numbered(networks: &[Network], mut index: u64) -> Vec<Vec<usize>> {
    let of_one = |network: &Network| {
        let n = network.ids.len();
        let of_network = factorial(n);
        let mut number = index % of_network;
        index /= of_network;
        let mut left: Vec<usize> = (0..n).collect();
        let mut order = Vec::with_capacity(n);
        for choices in (1..=n).rev() {
            let step = factorial(choices - 1);
            order.push(left.remove((number / step) as usize));
            number %= step;
        }
        order
    };
    networks.iter().map(of_one).collect()
}

/// A permutation drawn from a stream of its own, so that the thread that does it plays no part.
fn drawn(networks: &[Network], seed: u64, index: u64) -> Vec<Vec<usize>> {
    let mut rng = ChaCha8Rng::seed_from_u64(seed);
    rng.set_stream(index);
    let of_one = |network: &Network| {
        let mut order: Vec<usize> = (0..network.ids.len()).collect();
        order.shuffle(&mut rng);
        order
    };
    networks.iter().map(of_one).collect()
}
