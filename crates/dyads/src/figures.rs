//! The lists of a fit: means, organisations, directions, pairs.

use crate::bootstrap::Kind;
use crate::design::{Design, GroupDesign};
use crate::estimates::{Known, Maker};
use crate::likelihood::Likelihood;
use crate::raw::Raw;
use crate::result::{Coefficient, DirectionEstimate, Estimate, GroupMean, OrganisationEffect, PairEstimate};
use crate::written::Solved;

/// What the lists are made from.
pub(crate) struct Figures<'f> {
    pub(crate) maker: Maker,
    pub(crate) design: &'f Design,
    /// At the best components.
    pub(crate) best: &'f Solved,
    /// At the components that intervals are made from.
    pub(crate) wide: &'f Solved,
}

impl Figures<'_> {
    /// Column `at` of group k.
    fn known(&self, k: usize, at: usize) -> Known {
        let (best, wide) = (&self.best.solutions[k], &self.wide.solutions[k]);
        Known {
            value: best.gamma[at],
            variance: best.covariance.at(at, at),
            wide: wide.covariance.at(at, at),
            centre: wide.gamma[at],
        }
    }

    /// Mean per group, staff shift, coefficients of covariates.
    pub(crate) fn fixed_effects(
        &self,
        likelihood: &Likelihood<'_>,
    ) -> (Vec<GroupMean>, Option<Estimate>, Vec<Coefficient>) {
        let first = |group: &GroupDesign| likelihood.mean_column(self.design, group);
        let groups = self.design.groups.iter().enumerate();
        let means = groups
            .map(|(k, group)| GroupMean {
                group: group.name.clone(),
                mean: self.maker.mean(self.known(k, first(group))),
            })
            .collect();
        let Some(group) = self.design.groups.first() else { return (means, None, Vec::new()) };
        let shared = first(group) + 1;
        let staff = self.design.terms.staff;
        let shift = staff.then(|| self.maker.effect(Kind::Fixed, self.known(0, shared)));
        let of_covariate = |(k, c): (usize, &crate::covariates::Standard)| Coefficient {
            name: c.name.clone(),
            estimate: self.maker.coefficient(self.known(0, shared + usize::from(staff) + k), c.deviation),
        };
        (means, shift, self.design.covariates.iter().enumerate().map(of_covariate).collect())
    }

    /// Effects of organisations, in the order of `raw`.
    pub(crate) fn organisations(&self, raw: &Raw) -> Vec<OrganisationEffect> {
        let effects = self.design.groups.iter().enumerate().flat_map(|(k, group)| {
            let n = group.n();
            (0..n).map(move |i| {
                let rater = self.maker.effect(Kind::Rater, self.known(k, i));
                (rater, self.maker.effect(Kind::Target, self.known(k, n + i)))
            })
        });
        raw.by_organisation
            .iter()
            .zip(effects)
            .map(|(o, (rater, target))| OrganisationEffect {
                group: o.group.clone(),
                id: o.id.clone(),
                as_rater: (o.rated > 0).then_some(rater),
                as_target: (o.rated_by > 0).then_some(target),
                rated: o.rated,
                rated_by: o.rated_by,
            })
            .collect()
    }

    /// Rated directions in the order of `raw`, and pairs rated from both sides.
    pub(crate) fn directions_and_pairs(&self, raw: &Raw) -> (Vec<DirectionEstimate>, Vec<PairEstimate>) {
        let mut thetas: Vec<Option<Estimate>> = vec![None; raw.by_direction.len()];
        let mut pairs = Vec::with_capacity(raw.pairs_both_sides);
        let mut before = 0;
        for (k, group) in self.design.groups.iter().enumerate() {
            let predicted = self.best.predicted[k].iter().zip(&self.wide.predicted[k]);
            for (pair, (best, wide)) in group.pairs.iter().zip(predicted) {
                for (d, side) in pair.sides.iter().enumerate() {
                    thetas[before + side.position] = Some(self.maker.direction(best, wide, d));
                }
                if let [first, _] = pair.sides.as_slice() {
                    pairs.push(PairEstimate {
                        group: group.name.clone(),
                        a: group.ids[first.rater].clone(),
                        b: group.ids[first.target].clone(),
                        level: self.maker.level(best, wide),
                        gap: self.maker.gap(best, wide),
                        covariance: self.maker.covariance(best),
                    });
                }
            }
            before += group.pairs.iter().map(|p| p.sides.len()).sum::<usize>();
        }
        // Both lists are sorted by group, rater and target.
        let directions = raw
            .by_direction
            .iter()
            .zip(thetas)
            .filter_map(|(d, theta)| {
                let theta = theta?;
                let (group, from, to) = (d.group.clone(), d.from.clone(), d.to.clone());
                Some(DirectionEstimate { group, from, to, theta, n: d.n, observed_mean: d.observed_mean })
            })
            .collect();
        (directions, pairs)
    }
}
