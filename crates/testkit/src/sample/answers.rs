//! The answers of one round: the truth, a person's habit, chance, and rounding to whole numbers.

use std::collections::BTreeMap;

use serde::Serialize;

use super::effects::{COMPONENTS, Truth, profile};
use super::noise::Noise;
use super::panel::{Respondent, panel};
use super::roster::{Network, Rater};
use super::story::told;
use super::variables::{SCALE_MAX, SCALE_MIN, VARIABLES, Variable};

/// How often a single item is left open.
const ITEM_OPEN: f64 = 0.02;
/// How often a member of staff skips a whole partner.
const PARTNER_SKIPPED: f64 = 0.015;
/// Up to which pseudonym a seldom answered question is answered.
const SELDOM_UP_TO: usize = 3;

/// One row of a ratings file, in the order of its columns.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Answer {
    /// Survey round.
    pub wave: u8,
    /// The organisation that rates.
    pub rater: &'static str,
    /// The member of staff, or empty for the representative.
    pub respondent: String,
    /// The organisation that is rated.
    pub target: &'static str,
    /// The survey variable.
    pub variable: &'static str,
    /// The answer.
    pub value: i32,
    /// `representative` or `staff`.
    pub role: &'static str,
    /// What a representative allowed: `totals`, `pooled`, `partner` or `audience`; empty for staff.
    pub visible_to: &'static str,
    /// The lowest answer on offer.
    pub scale_min: i32,
    /// The highest answer on offer.
    pub scale_max: i32,
}

/// All answers of a round, rater by rater: the representative first, then staff.
#[must_use]
pub fn answers(network: &Network, truth: &Truth, wave: u8) -> Vec<Answer> {
    let mut all = Vec::new();
    for rater in network.raters {
        let mut round = Round {
            network,
            truth,
            wave,
            rater,
            chance: Noise::named(network.id, &format!("{wave} {}", rater.id)),
        };
        if network.represented(wave, rater.id) {
            round.representative(&mut all);
        }
        for person in panel(network, rater, wave) {
            round.member_of_staff(&person, &mut all);
        }
    }
    all
}

struct Round<'a> {
    network: &'a Network,
    truth: &'a Truth,
    wave: u8,
    rater: &'a Rater,
    chance: Noise,
}

impl Round<'_> {
    fn representative(&mut self, all: &mut Vec<Answer>) {
        let habits = self.habits(0);
        let mut wishes = Noise::named(self.network.id, &format!("wish {}", self.rater.id));
        for (target, _) in self.rater.partners {
            let visible_to = wish(self.network, self.rater.id, target, &mut wishes);
            for (at, variable) in VARIABLES.iter().enumerate() {
                if let Some(value) = self.value(at, variable, target, habits[at], 0.0) {
                    all.push(self.answer("", target, variable, value, "representative", visible_to));
                }
            }
        }
    }

    fn member_of_staff(&mut self, person: &Respondent, all: &mut Vec<Answer>) {
        let habits = self.habits(person.number);
        for partner in &person.partners {
            let (target, _) = self.rater.partners[*partner];
            if self.chance.uniform() < PARTNER_SKIPPED {
                continue;
            }
            for (at, variable) in VARIABLES.iter().enumerate().filter(|(_, variable)| variable.staff) {
                let seldom = self.network.seldom.contains(&(self.rater.id, target, variable.id));
                let drawn = self.value(at, variable, target, habits[at], COMPONENTS.staff_shift);
                if let Some(value) = drawn.filter(|_| !seldom || person.number <= SELDOM_UP_TO) {
                    all.push(self.answer(&person.id, target, variable, value, "staff", ""));
                }
            }
        }
    }

    /// A person's habits, the same in both rounds: number 0 is the representative.
    fn habits(&self, number: usize) -> Vec<f64> {
        let mut noise = Noise::named(self.network.id, &format!("u {} {number}", self.rater.id));
        profile(&mut noise, 0.0).into_iter().map(|(habit, _)| COMPONENTS.respondent * habit).collect()
    }

    fn value(
        &mut self,
        at: usize,
        variable: &Variable,
        target: &'static str,
        habit: f64,
        shift: f64,
    ) -> Option<i32> {
        let open = self.chance.uniform() < ITEM_OPEN;
        let rest = COMPONENTS.residual * self.chance.normal();
        let truth = self.truth.get(&(self.wave, at, self.rater.id, target)).map(|truth| truth.value);
        let felt = truth.unwrap_or(variable.mean) + shift + habit + rest;
        (!open).then(|| (felt.round() as i32).clamp(SCALE_MIN, SCALE_MAX))
    }

    fn answer(
        &self,
        respondent: &str,
        target: &'static str,
        variable: &Variable,
        value: i32,
        role: &'static str,
        visible_to: &'static str,
    ) -> Answer {
        Answer {
            wave: self.wave,
            rater: self.rater.id,
            respondent: respondent.to_owned(),
            target,
            variable: variable.id,
            value,
            role,
            visible_to,
            scale_min: SCALE_MIN,
            scale_max: SCALE_MAX,
        }
    }
}

/// Whom a representative lets see the answer about a partner, the same in both rounds. Where overall reliance
/// belongs to a planted story the agreed audience may see it, so that the demonstration can show the story.
pub(super) fn wish(network: &Network, rater: &str, target: &str, wishes: &mut Noise) -> &'static str {
    let drawn = wishes.uniform();
    if told(network.id, 1, "reliance_organisation", rater, target).is_some() || drawn < 0.6 {
        "audience"
    } else if drawn < 0.76 {
        "partner"
    } else if drawn < 0.91 {
        "pooled"
    } else {
        "totals"
    }
}

/// How many members of staff answered each direction about a variable.
#[must_use]
pub fn staff_answers(answers: &[Answer], variable: &str) -> BTreeMap<(&'static str, &'static str), usize> {
    let mut counts = BTreeMap::new();
    for answer in answers.iter().filter(|answer| answer.role == "staff" && answer.variable == variable) {
        *counts.entry((answer.rater, answer.target)).or_insert(0) += 1;
    }
    counts
}
