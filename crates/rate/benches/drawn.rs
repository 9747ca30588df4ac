//! Networks that are drawn, for the benchmark and the study of who is asked about whom.

use rand::seq::SliceRandom;
use rand::{RngExt, SeedableRng};
use rand_chacha::ChaCha8Rng;
use troth_rate::assign::{AssignError, Candidate, Organisation, Problem, Rules};

/// What a drawn network is like.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Network {
    /// Organisations.
    pub(crate) organisations: usize,
    /// People who can be asked in the middle one: others have from half to one and a half times as many.
    pub(crate) staff: usize,
    /// Partners of each organisation, about.
    pub(crate) partners: usize,
    /// Most partners of a respondent.
    pub(crate) most: usize,
    /// Share that answers; of each organisation 0.1 more or less.
    pub(crate) share: f64,
}

impl Network {
    /// One network of this kind. Near organisations are likelier partners; one relationship in four counts twice.
    pub(crate) fn draw(&self, seed: u64) -> Result<Problem, AssignError> {
        let mut rng = ChaCha8Rng::seed_from_u64(seed);
        let half = self.staff / 2;
        let organisations = (0..self.organisations)
            .map(|_| {
                let staff = rng.random_range(self.staff - half..=self.staff + half);
                Organisation::of(staff, (self.share + rng.random_range(-0.1..0.1)).clamp(0.0, 1.0))
            })
            .collect();
        let within = (2 * self.partners).min(self.organisations.saturating_sub(1) / 2);
        let mut pairs: Vec<(usize, usize)> = (0..self.organisations)
            .flat_map(|a| (1..=within).map(move |step| (a, step)))
            .map(|(a, step)| (a, (a + step) % self.organisations))
            .collect();
        pairs.shuffle(&mut rng);
        pairs.truncate(self.organisations * self.partners / 2);
        let weigh = |(a, b)| {
            let weight = if rng.random_bool(0.25) { 2.0 } else { 1.0 };
            Candidate { weight, ..Candidate::of(a, b) }
        };
        let rules = Rules { most: self.most, seed, ..Rules::default() };
        Problem::new(organisations, pairs.into_iter().map(weigh).collect(), rules)
    }
}
