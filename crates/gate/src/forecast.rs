//! A forecast before fieldwork: how many relationships can be shown on no, one and both sides, given who is asked about
//! whom and the share that is expected to answer. It knows nobody's answer, only how many are asked.
//!
//! A direction is shown by its staff if at least the floor of those asked answer: the upper tail of a binomial
//! distribution (Johnson, Kemp and Kotz, Univariate Discrete Distributions, 3rd ed. 2005, chapter 3), people answering
//! independently of each other. Pools of similar organisations depend on each other in too many ways for a probability:
//! they are planned by [`CellPlan::planned`] with as many answers as are expected.

mod binomial;
mod helps;

use std::collections::{BTreeMap, BTreeSet};

use troth_network::{AnswerRole, Direction, OrganisationId, Pair, VisibleTo};

use crate::audience::{Audience, Floor};
use crate::cells::{AnswerRef, CellPlan, Kin, Planning};
use crate::rules::Rules;
use crate::sight::{Sight, Visibility};

pub use helps::Help;

/// A share of the people asked, from 0 to 1.
#[derive(Debug, Clone, Copy, PartialEq, PartialOrd)]
pub struct Share(f64);

impl Share {
    /// Everybody.
    pub const ALL: Self = Self(1.0);

    /// A share; nothing if it lies outside 0 to 1 or is no number.
    pub fn new(share: f64) -> Option<Self> {
        (0.0..=1.0).contains(&share).then_some(Self(share))
    }

    /// From 0 to 1.
    pub const fn value(self) -> f64 {
        self.0
    }
}

/// Who is expected to answer.
#[derive(Debug, Clone, PartialEq)]
pub struct Shares {
    /// Of every organisation that is not named.
    pub all: Share,
    /// Of single organisations.
    pub of: BTreeMap<OrganisationId, Share>,
}

impl Shares {
    /// The same share of every organisation.
    pub const fn one(all: Share) -> Self {
        Self { all, of: BTreeMap::new() }
    }

    fn get(&self, organisation: OrganisationId) -> Share {
        self.of.get(&organisation).copied().unwrap_or(self.all)
    }
}

/// Who is asked about one direction.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Asked {
    /// Who about whom.
    pub direction: Direction,
    /// How many staff are asked.
    pub staff: usize,
    /// What the representative allows, if one answers.
    pub representative: Option<VisibleTo>,
}

/// Whom a survey would ask, and for whom its results would be made.
#[derive(Debug, Clone, Copy)]
pub struct Design<'a> {
    /// The directions asked; of one that stands twice the last counts, and nobody is asked about their own organisation.
    pub asked: &'a [Asked],
    /// What organisations are like, for pools.
    pub kin: &'a BTreeMap<OrganisationId, Kin>,
    /// For whom.
    pub audience: &'a Audience,
    /// Smallest number of staff behind a cell, where it is higher than the audience's own.
    pub floor: Floor,
}

/// What can be expected of one direction.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Side {
    /// How many staff are asked.
    pub asked: usize,
    /// Probability that enough staff answer to show them by themselves.
    pub by_staff: f64,
    /// Whether the representative's answer can be shown in their place.
    pub by_representative: bool,
    /// Whether it would be part of a pool of similar organisations if just the expected number answered, rounded down.
    /// A pool is no side of a relationship.
    pub pooled: bool,
}

impl Side {
    /// Probability that the direction is shown by itself, by staff or representative.
    pub fn shown(&self) -> f64 {
        if self.by_representative { 1.0 } else { self.by_staff }
    }
}

/// What can be expected of one relationship. The two sides are answered by different people.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct PairForecast {
    /// The two organisations.
    pub pair: Pair,
    /// What the first says of the second.
    pub forth: Side,
    /// What the second says of the first.
    pub back: Side,
}

impl PairForecast {
    /// Probabilities that it is shown on no, one and both sides.
    pub fn sides(&self) -> Sides {
        let (forth, back) = (self.forth.shown(), self.back.shown());
        let (both, none) = (forth * back, (1.0 - forth) * (1.0 - back));
        Sides { none, one: forth * (1.0 - back) + back * (1.0 - forth), both }
    }
}

/// Relationships shown on no, one and both sides: numbers expected, or probabilities.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Sides {
    /// On neither side.
    pub none: f64,
    /// On one side.
    pub one: f64,
    /// On both sides.
    pub both: f64,
}

impl std::iter::Sum for Sides {
    fn sum<I: Iterator<Item = Self>>(all: I) -> Self {
        all.fold(Self::default(), |sum, next| Self {
            none: sum.none + next.none,
            one: sum.one + next.one,
            both: sum.both + next.both,
        })
    }
}

/// What can be expected of a survey.
#[derive(Debug, Clone, PartialEq)]
pub struct Forecast {
    /// Smallest number of staff behind a direction.
    pub floor: usize,
    /// Every relationship with a direction asked, by ids.
    pub pairs: Vec<PairForecast>,
    /// Expected numbers of relationships. Right however the answers of colleagues about several partners go together.
    pub expected: Sides,
    /// The numbers if everybody answers.
    pub everybody: Sides,
    /// How much one or two more people of each organisation would add, best first.
    pub helps: Vec<Help>,
}

/// What can be expected of `design` if these `shares` answer. Nothing is taken to have been shown before.
pub fn forecast(design: &Design<'_>, shares: &Shares) -> Forecast {
    let work = Work::of(design);
    let pairs = work.pairs(shares);
    let everybody = work.pairs(&Shares::one(Share::ALL)).iter().map(PairForecast::sides).sum();
    let expected = pairs.iter().map(PairForecast::sides).sum();
    Forecast { floor: work.floor(), helps: work.helps(shares), pairs, expected, everybody }
}

/// A design with its directions in order.
struct Work<'a> {
    design: Design<'a>,
    asked: BTreeMap<Direction, Asked>,
    sight: Sight,
}

impl<'a> Work<'a> {
    fn of(design: &Design<'a>) -> Self {
        let others = design.asked.iter().filter(|a| a.direction.from != a.direction.to);
        let sight = Sight { visibility: Visibility::Everyone, opened: BTreeSet::new() };
        Self { design: *design, asked: others.map(|a| (a.direction, *a)).collect(), sight }
    }

    fn planning(&self) -> Planning<'_> {
        Planning {
            audience: self.design.audience,
            floor: self.design.floor,
            earlier: &[],
            kin: self.design.kin,
            sight: &self.sight,
            rules: Rules::default(),
        }
    }

    fn floor(&self) -> usize {
        self.planning().floor().people()
    }

    fn pairs(&self, shares: &Shares) -> Vec<PairForecast> {
        let pooled = self.pooled(shares);
        let pairs: BTreeSet<Pair> = self.asked.keys().map(|d| d.pair()).collect();
        let side = |direction: Direction| {
            self.asked.get(&direction).map_or_else(Side::default, |asked| Side {
                pooled: pooled.contains(&direction),
                ..self.side(asked, shares, 0)
            })
        };
        let of = |pair: Pair| PairForecast { pair, forth: side(pair.forth()), back: side(pair.back()) };
        pairs.into_iter().map(of).collect()
    }

    /// What can be expected of a direction if `more` staff are asked, pools apart.
    fn side(&self, asked: &Asked, shares: &Shares, more: usize) -> Side {
        let people = asked.staff + more;
        let share = shares.get(asked.direction.from).value();
        Side {
            asked: people,
            by_staff: binomial::at_least(self.floor(), people, share),
            by_representative: asked.representative.is_some()
                && self.planning().allows(asked.representative, asked.direction),
            pooled: false,
        }
    }

    /// Directions that stand in a pool if the expected number of people, rounded down, answer about each.
    fn pooled(&self, shares: &Shares) -> BTreeSet<Direction> {
        let floor = self.floor();
        let mut answers = Vec::new();
        for (direction, asked) in &self.asked {
            let answer = |role, respondent, visible_to| AnswerRef {
                direction: *direction,
                role,
                respondent,
                visible_to,
                end: None,
                items: String::new(),
            };
            let staff = binomial::expected(asked.staff, shares.get(direction.from).value());
            // What is shown by itself stands in no pool.
            if staff >= floor || self.side(asked, shares, 0).by_representative {
                continue;
            }
            answers.extend(
                (0..staff).map(|n| answer(AnswerRole::Staff, format!("{}/{n}", direction.from), None)),
            );
            if asked.representative.is_some() {
                let name = format!("{}/representative", direction.from);
                answers.push(answer(AnswerRole::Representative, name, asked.representative));
            }
        }
        let plan = CellPlan::planned(&answers, &self.planning());
        plan.pools.into_iter().flat_map(|pool| pool.directions).collect()
    }
}

#[cfg(test)]
mod tests;
