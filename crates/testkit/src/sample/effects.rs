//! The truth: what each organisation really experiences with each partner, per variable and round.
//!
//! `θ_ij = μ + a_i + b_j + g_ij` with rater and target effects of one organisation correlated, and the two
//! directions of a relationship correlated, as in the social relations model (Kenny and La Voie 1984). A planted
//! story replaces the three effects by its shift.

use std::collections::BTreeMap;

use serde::Serialize;

use super::noise::Noise;
use super::roster::{Network, WAVES};
use super::story::told;
use super::variables::{Chain, VARIABLES, Variable};

/// Standard deviations, in points of the five-point scale, and correlations of what is drawn.
#[derive(Clone, Copy, Debug, Serialize)]
pub struct Components {
    /// Of a_i: how an organisation rates others.
    pub rater: f64,
    /// Of b_j: how an organisation is rated by others.
    pub target: f64,
    /// Correlation of a and b of one organisation.
    pub generalised_reciprocity: f64,
    /// Of g_ij: what is particular to a direction.
    pub relationship: f64,
    /// Correlation of the two directions of a pair.
    pub dyadic_reciprocity: f64,
    /// Of u_r: one respondent's habit of rating high or low.
    pub respondent: f64,
    /// Of e: the rest, before rounding to whole answers.
    pub residual: f64,
    /// What staff answer above (or below) representatives.
    pub staff_shift: f64,
    /// Share of an effect's variance common to all variables.
    pub common_share: f64,
    /// Share of an effect's variance common to the variables of one chain.
    pub chain_share: f64,
    /// Correlation of g between the two rounds.
    pub stability: f64,
}

/// The components behind all three networks.
pub const COMPONENTS: Components = Components {
    rater: 0.22,
    target: 0.22,
    generalised_reciprocity: 0.2,
    relationship: 0.25,
    dyadic_reciprocity: 0.3,
    respondent: 0.3,
    residual: 0.55,
    staff_shift: -0.1,
    common_share: 0.3,
    chain_share: 0.4,
    stability: 0.8,
};

/// Pairs of correlated draws with variance 1, one per variable, sharing what is common and what a chain has.
pub(crate) fn profile(noise: &mut Noise, correlation: f64) -> Vec<(f64, f64)> {
    let own_share = 1.0 - COMPONENTS.common_share - COMPONENTS.chain_share;
    let common = noise.pair(correlation);
    let chains: BTreeMap<Chain, (f64, f64)> =
        Chain::ALL.iter().map(|chain| (*chain, noise.pair(correlation))).collect();
    VARIABLES
        .iter()
        .map(|variable| {
            let chain = chains.get(&variable.chain).copied().unwrap_or_default();
            let own = noise.pair(correlation);
            let mix = |common: f64, chain: f64, own: f64| {
                COMPONENTS.common_share.sqrt() * common
                    + COMPONENTS.chain_share.sqrt() * chain
                    + own_share.sqrt() * own
            };
            (mix(common.0, chain.0, own.0), mix(common.1, chain.1, own.1))
        })
        .collect()
}

/// The true value of a direction for a representative, and the story behind it if one was planted.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct TrueValue {
    /// θ_ij on the five-point scale, before rounding.
    pub value: f64,
    /// The story that set it, with its shift.
    pub story: Option<(&'static str, f64)>,
}

/// All true values of a network: (wave, variable's place, rater, target).
pub type Truth = BTreeMap<(u8, usize, &'static str, &'static str), TrueValue>;

/// Draws the truth of a network. Directions that nobody is asked about have a value too.
#[must_use]
pub fn truth(network: &Network) -> Truth {
    let mut noise = Noise::named(network.id, "organisations");
    let organisations: Vec<(&str, Vec<(f64, f64)>)> = network
        .raters
        .iter()
        .map(|rater| (rater.id, profile(&mut noise, COMPONENTS.generalised_reciprocity)))
        .collect();
    let mut noise = Noise::named(network.id, "relationships");
    let mut truth = Truth::new();
    for (place, (a, of_a)) in organisations.iter().enumerate() {
        for (b, of_b) in organisations.iter().skip(place + 1) {
            let lasting = profile(&mut noise, COMPONENTS.dyadic_reciprocity);
            let fresh = profile(&mut noise, COMPONENTS.dyadic_reciprocity);
            for wave in WAVES {
                for (at, variable) in VARIABLES.iter().enumerate() {
                    let (kept, new) = if wave == 1 {
                        (1.0, 0.0)
                    } else {
                        (COMPONENTS.stability, (1.0 - COMPONENTS.stability * COMPONENTS.stability).sqrt())
                    };
                    let there = kept * lasting[at].0 + new * fresh[at].0;
                    let back = kept * lasting[at].1 + new * fresh[at].1;
                    let mut put = |from, to, rater: f64, target: f64, pair: f64| {
                        let drawn = COMPONENTS.rater * rater
                            + COMPONENTS.target * target
                            + COMPONENTS.relationship * pair;
                        truth.insert((wave, at, from, to), settle(network, wave, variable, from, to, drawn));
                    };
                    put(*a, *b, of_a[at].0, of_b[at].1, there);
                    put(*b, *a, of_b[at].0, of_a[at].1, back);
                }
            }
        }
    }
    truth
}

fn settle(
    network: &Network,
    wave: u8,
    variable: &Variable,
    from: &'static str,
    to: &'static str,
    drawn: f64,
) -> TrueValue {
    match told(network.id, wave, variable.id, from, to) {
        Some((story, shift)) => TrueValue { value: variable.mean + shift, story: Some((story.id, shift)) },
        None => TrueValue { value: variable.mean + drawn, story: None },
    }
}
