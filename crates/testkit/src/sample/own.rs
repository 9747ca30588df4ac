//! Answers about the partnership and about oneself, who was asked and finished, and what partners are thought to say of us.
//!
//! All of it is drawn from streams of its own, so that the ratings stay as they are.

use serde::Serialize;

use super::answers::{Answer, wish};
use super::effects::{COMPONENTS, Truth};
use super::noise::Noise;
use super::panel::panel;
use super::roster::{Network, Rater};
use super::variables::{SCALE_MAX, SCALE_MIN, VARIABLES};

/// One row of `own-waveN.csv`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Own {
    /// Survey round.
    pub wave: u8,
    /// The organisation for which it was answered.
    pub rater: &'static str,
    /// The member of staff, or empty for the representative.
    pub respondent: String,
    /// The survey variable.
    pub variable: &'static str,
    /// The answer: a point of a scale, or the value of a choice.
    pub value: i32,
    /// The lowest answer; empty for a choice.
    pub scale_min: Option<i32>,
    /// The highest answer; empty for a choice.
    pub scale_max: Option<i32>,
}

/// One row of `turnout.csv`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Turnout {
    /// Survey round.
    pub wave: u8,
    /// The organisation.
    pub organisation: &'static str,
    /// `representative` or `staff`.
    pub role: &'static str,
    /// How many were asked.
    pub invited: usize,
    /// How many finished.
    pub finished: usize,
}

/// Questions on a scale with their means in round 1, how much they move to round 2, and by how much leaders answer higher
/// than those who work with people; the levels between lie halfway.
const SCALED: [(&str, f64, f64, f64); 10] = [
    ("faith", 3.9, 0.1, 0.6),
    ("progress", 2.8, 0.4, 0.4),
    ("complexity", 3.4, -0.2, -0.3),
    ("engaged_part", 2.9, 0.3, 0.9),
    ("engaged_job", 2.8, 0.3, 0.6),
    ("engaged_safe", 3.3, 0.0, 0.3),
    ("own_rules", 3.4, 0.0, 0.0),
    ("own_change", 3.1, 0.0, 0.3),
    ("own_reporting", 3.6, 0.0, 0.4),
    ("own_planning", 2.9, 0.0, 0.3),
];
/// How often a question is left open.
const OPEN: f64 = 0.04;

/// All own answers of a round, rater by rater: the representative first, then staff.
#[must_use]
pub fn own(network: &Network, wave: u8) -> Vec<Own> {
    let mut all = Vec::new();
    for rater in network.raters {
        // What an organisation has in common, the same in both rounds.
        let mut shared = Noise::named(network.id, &format!("own {}", rater.id));
        let shared: Vec<f64> = SCALED.iter().map(|_| 0.3 * shared.normal()).collect();
        if network.represented(wave, rater.id) {
            one(network, rater, (wave, 0, String::new()), &shared, &mut all);
        }
        for person in panel(network, rater, wave) {
            one(network, rater, (wave, person.number, person.id), &shared, &mut all);
        }
    }
    all
}

fn one(
    network: &Network,
    rater: &Rater,
    (wave, number, respondent): (u8, usize, String),
    shared: &[f64],
    all: &mut Vec<Own>,
) {
    let mut habits = Noise::named(network.id, &format!("self {} {number}", rater.id));
    let mut chance = Noise::named(network.id, &format!("self {wave} {} {number}", rater.id));
    // A representative leads; of staff most work with people.
    let drawn = habits.uniform();
    let level = match number {
        0 if drawn < 0.7 => 3,
        0 => 2,
        _ if drawn < 0.62 => 1,
        _ if drawn < 0.9 => 2,
        _ => 3,
    };
    let years = 1 + (habits.uniform() * 4.0) as i32;
    let elsewhere = if habits.uniform() < 0.35 { 1 } else { 2 };
    let mut put = |variable, value: i32, scaled: bool| {
        let scale = |end| scaled.then_some(end);
        let (scale_min, scale_max) = (scale(SCALE_MIN), scale(SCALE_MAX));
        let respondent = respondent.clone();
        all.push(Own { wave, rater: rater.id, respondent, variable, value, scale_min, scale_max });
    };
    // Whoever feels part of it knows the job and speaks up rather more than others: the three ask about one thing.
    let mut engaged = Noise::named(network.id, &format!("engaged {} {number}", rater.id));
    let engaged = 0.7 * engaged.normal();
    for (at, (variable, mean, change, lead)) in SCALED.iter().enumerate() {
        let common = if variable.starts_with("engaged") { engaged } else { 0.0 };
        let habit = common + 0.5 * habits.normal();
        let (open, rest) = (chance.uniform() < OPEN, 0.6 * chance.normal());
        let later = if wave == 1 { 0.0 } else { *change };
        let felt = mean + later + lead * (f64::from(level) - 1.0) / 2.0 + shared[at] + habit + rest;
        if !open {
            put(variable, (felt.round() as i32).clamp(SCALE_MIN, SCALE_MAX), true);
        }
    }
    put("role_level", level, false);
    put("years", years, false);
    put("other_sector", elsewhere, false);
}

/// Who was asked and who finished in both rounds.
#[must_use]
pub fn turnout(network: &Network) -> Vec<Turnout> {
    let mut all = Vec::new();
    for wave in super::roster::WAVES {
        for rater in network.raters {
            let finished = usize::from(network.represented(wave, rater.id));
            all.push(Turnout { wave, organisation: rater.id, role: "representative", invited: 1, finished });
            let finished = panel(network, rater, wave).len();
            if finished > 0 {
                let mut noise = Noise::named(network.id, &format!("turnout {wave} {}", rater.id));
                let silent = (finished as f64 * (0.2 + 0.5 * noise.uniform())).round() as usize;
                let invited = finished + silent;
                all.push(Turnout { wave, organisation: rater.id, role: "staff", invited, finished });
            }
        }
    }
    all
}

/// What raters think that partners would say of them, as rows of ratings: near what they say themselves, and a good deal
/// less near what is true.
#[must_use]
pub fn felt(network: &Network, truth: &Truth, wave: u8) -> Vec<Answer> {
    let mut all = Vec::new();
    let reliance = VARIABLES.iter().position(|v| v.id == "reliance_organisation").unwrap_or_default();
    let value = |rater, target| truth.get(&(wave, reliance, rater, target)).map(|found| found.value);
    for rater in network.raters {
        let mut chance = Noise::named(network.id, &format!("felt {wave} {}", rater.id));
        let mut wishes = Noise::named(network.id, &format!("wish {}", rater.id));
        let mut guess = |target: &'static str, habit: f64| {
            let mean = VARIABLES[reliance].mean;
            let (own, other) =
                (value(rater.id, target).unwrap_or(mean), value(target, rater.id).unwrap_or(mean));
            let felt = 0.65 * own + 0.25 * other + 0.1 * mean + habit + 0.6 * chance.normal();
            (felt.round() as i32).clamp(SCALE_MIN, SCALE_MAX)
        };
        let row = |respondent: String, target, value, role, visible_to| Answer {
            wave,
            rater: rater.id,
            respondent,
            target,
            variable: "felt_trust",
            value,
            role,
            visible_to,
            scale_min: SCALE_MIN,
            scale_max: SCALE_MAX,
        };
        for (target, _) in rater.partners {
            let visible_to = wish(network, rater.id, target, &mut wishes);
            if network.represented(wave, rater.id) {
                let value = guess(target, 0.0);
                all.push(row(String::new(), target, value, "representative", visible_to));
            }
        }
        for person in panel(network, rater, wave) {
            let mut habits = Noise::named(network.id, &format!("felt {} {}", rater.id, person.number));
            let habit = COMPONENTS.respondent * habits.normal();
            for partner in &person.partners {
                let (target, _) = rater.partners[*partner];
                let value = guess(target, habit);
                all.push(row(person.id.clone(), target, value, "staff", ""));
            }
        }
    }
    all
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sample::effects::truth;
    use crate::sample::networks;

    #[test]
    fn leaders_have_more_faith_than_those_who_work_with_people() {
        let all: Vec<Own> = networks().iter().flat_map(|network| own(network, 2)).collect();
        let level = |answer: &Own| {
            let same = |o: &&Own| (o.rater, &o.respondent) == (answer.rater, &answer.respondent);
            all.iter().filter(same).find(|o| o.variable == "role_level").map(|o| o.value)
        };
        let mean = |wanted| {
            let faith = all.iter().filter(|o| o.variable == "faith" && level(o) == Some(wanted));
            let values: Vec<f64> = faith.map(|o| f64::from(o.value)).collect();
            values.iter().sum::<f64>() / values.len() as f64
        };
        assert!(mean(3) > mean(1) + 0.3, "{} {}", mean(3), mean(1));
    }

    #[test]
    fn everybody_who_finished_was_asked_and_guesses_lie_nearer_to_what_one_says_oneself() {
        for network in networks() {
            assert!(turnout(&network).iter().all(|t| t.invited >= t.finished && t.invited > 0));
            let truth = truth(&network);
            let reliance = VARIABLES.iter().position(|v| v.id == "reliance_organisation").unwrap();
            let (mut near, mut far) = (0.0, 0.0);
            for answer in felt(&network, &truth, 2) {
                let value = |a, b| truth.get(&(2, reliance, a, b)).map(|t| t.value);
                let (own, other) = (value(answer.rater, answer.target), value(answer.target, answer.rater));
                if let (Some(own), Some(other)) = (own, other) {
                    near += (f64::from(answer.value) - own).powi(2);
                    far += (f64::from(answer.value) - other).powi(2);
                }
            }
            assert!(near < far, "{}: {near} {far}", network.id);
        }
    }
}
