//! A small invented partnership in which the truth is known: who answered what about whom, on a scale of a few points.

use std::collections::{BTreeMap, BTreeSet};

use rand::RngExt;
use rand_chacha::ChaCha8Rng;
use troth_app::analyse::Score;
use troth_gate::{Kin, Sight, Visibility};
use troth_network::{AnswerRole, Direction, OrganisationId, VisibleTo};

/// One answer, in points from 0.
#[derive(Debug, Clone)]
pub(crate) struct Answer {
    pub(crate) direction: Direction,
    pub(crate) role: AnswerRole,
    pub(crate) respondent: String,
    pub(crate) visible_to: Option<VisibleTo>,
    pub(crate) points: u8,
}

/// Everything that is true, and what the promise says.
#[derive(Debug, Clone)]
pub(crate) struct World {
    /// Highest answer; the lowest is 0.
    pub(crate) most: u8,
    pub(crate) answers: Vec<Answer>,
    pub(crate) kin: BTreeMap<OrganisationId, Kin>,
    pub(crate) sight: Sight,
    /// How many joined, so that each has a name of their own.
    joined: usize,
}

pub(crate) fn organisation(n: usize) -> OrganisationId {
    format!("00000000-0000-0000-0000-{n:012}").parse().unwrap()
}

pub(crate) fn direction(from: usize, to: usize) -> Direction {
    Direction { from: organisation(from), to: organisation(to) }
}

impl World {
    /// Nobody has answered yet; organisations count from 0 and are all of one kind.
    pub(crate) fn empty(organisations: usize, most: u8) -> Self {
        let kin = |n| (organisation(n), Kin { kind: "charity".into(), sector: "voluntary".into() });
        let sight = Sight { visibility: Visibility::Everyone, opened: BTreeSet::new() };
        Self { most, answers: Vec::new(), kin: (0..organisations).map(kin).collect(), sight, joined: 0 }
    }

    /// Staff of `from` who gave these answers about `to`; the k-th of an organisation is the same person for every
    /// target.
    pub(crate) fn staff(&mut self, from: usize, to: usize, points: &[u8]) {
        let all: Vec<(usize, u8)> = points.iter().copied().enumerate().collect();
        self.of_people(from, to, &all);
    }

    /// These people of `from` gave these answers about `to`.
    pub(crate) fn of_people(&mut self, from: usize, to: usize, points: &[(usize, u8)]) {
        for (k, points) in points {
            self.answers.push(Answer {
                direction: direction(from, to),
                role: AnswerRole::Staff,
                respondent: format!("o{from}-{k}"),
                visible_to: None,
                points: *points,
            });
        }
    }

    pub(crate) fn representative(&mut self, from: usize, to: usize, points: u8, visible_to: VisibleTo) {
        self.answers.push(Answer {
            direction: direction(from, to),
            role: AnswerRole::Representative,
            respondent: format!("representative:{}", organisation(from)),
            visible_to: Some(visible_to),
            points,
        });
    }

    /// A partnership of 6 to 12 organisations as they may be: some answer much, some little, some not at all.
    pub(crate) fn random(draw: &mut ChaCha8Rng) -> Self {
        let organisations = draw.random_range(6..=12);
        let mut world = Self::empty(organisations, [3, 4, 4, 6][draw.random_range(0..4_usize)]);
        world.sight.visibility = Visibility::ALL[draw.random_range(0..4_usize)];
        for (n, kin) in world.kin.values_mut().enumerate() {
            kin.kind = ["care home", "charity", "practice", ""][draw.random_range(0..4_usize)].into();
            kin.sector = if n % 3 == 0 { "health" } else { "care" }.into();
        }
        // Some partnerships like each other, and then answers crowd at the top.
        let liking = draw.random_range(0.3..0.95);
        for from in 0..organisations {
            let staff = draw.random_range(0..=8_usize);
            let rates_all = draw.random_range(0.5..1.0);
            for to in (0..organisations).filter(|to| *to != from) {
                if !draw.random_bool(0.75) {
                    continue;
                }
                for k in 0..staff {
                    if draw.random_bool(rates_all) {
                        let answer = world.drawn(draw, liking);
                        world.answers.push(Answer {
                            direction: direction(from, to),
                            role: AnswerRole::Staff,
                            respondent: format!("o{from}-{k}"),
                            visible_to: None,
                            points: answer,
                        });
                    }
                }
                if draw.random_bool(0.4) {
                    let allowed =
                        [VisibleTo::Totals, VisibleTo::Pooled, VisibleTo::Partner, VisibleTo::Audience];
                    let points = world.drawn(draw, liking);
                    world.representative(from, to, points, allowed[draw.random_range(0..4_usize)]);
                }
            }
        }
        world
    }

    fn drawn(&self, draw: &mut ChaCha8Rng, liking: f64) -> u8 {
        (0..self.most).filter(|_| draw.random_bool(liking)).count() as u8
    }

    /// One to six people join a random organisation that has staff.
    pub(crate) fn join(&mut self, draw: &mut ChaCha8Rng) {
        let rated: Vec<Direction> = self.staffed().into_iter().collect();
        if rated.is_empty() {
            return;
        }
        let from = rated[draw.random_range(0..rated.len())].from;
        for _ in 0..draw.random_range(1..=6) {
            self.joined += 1;
            for direction in rated.iter().filter(|d| d.from == from) {
                if draw.random_bool(0.8) {
                    let points = draw.random_range(0..=self.most);
                    self.answers.push(Answer {
                        direction: *direction,
                        role: AnswerRole::Staff,
                        respondent: format!("joiner-{}", self.joined),
                        visible_to: None,
                        points,
                    });
                }
            }
        }
    }

    /// Some organisations are said to be of another kind.
    pub(crate) fn become_other_kinds(&mut self, draw: &mut ChaCha8Rng) {
        for kin in self.kin.values_mut() {
            if draw.random_bool(0.3) {
                kin.kind = ["care home", "charity", "practice"][draw.random_range(0..3_usize)].into();
            }
        }
    }

    /// One to three people have all they said erased.
    pub(crate) fn leave(&mut self, draw: &mut ChaCha8Rng) {
        for _ in 0..draw.random_range(1..=3) {
            let staff: BTreeSet<String> = self.of_staff().map(|a| a.respondent.clone()).collect();
            let Some(gone) = staff.into_iter().nth(draw.random_range(0..20)) else { continue };
            self.answers.retain(|a| a.respondent != gone);
        }
    }

    pub(crate) fn of_staff(&self) -> impl Iterator<Item = &Answer> {
        self.answers.iter().filter(|a| a.role == AnswerRole::Staff)
    }

    fn staffed(&self) -> BTreeSet<Direction> {
        self.of_staff().map(|a| a.direction).collect()
    }

    /// As the job has them.
    pub(crate) fn scores(&self) -> Vec<Score> {
        let score = |answer: &Answer| Score {
            direction: answer.direction,
            role: answer.role,
            respondent: answer.respondent.clone(),
            visible_to: answer.visible_to,
            score: f64::from(answer.points) / f64::from(self.most),
            items: "fairness".into(),
        };
        self.answers.iter().map(score).collect()
    }
}
