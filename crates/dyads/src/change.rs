//! Change between two waves: what the same people answered differently about the same organisations.
//!
//! The answers of the earlier wave are taken from those of the later one, person by person, and the model of two-sided
//! ratings is fitted to the differences. So a change has an interval of its own, needs no guess of how strongly two
//! waves go together, and is not moved by people who joined or left (change scores: Kenny, Kashy & Cook 2006, ch.
//! 13). Answers given in one wave only are counted, not used.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::clean::clean;
use crate::fit::fit;
use crate::observation::{AnswerKind, FitOptions, Observation};
use crate::result::Outcome;

/// Change between two waves.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Change {
    /// The model of the differences, later less earlier: its means are the mean changes, its θ the change of a
    /// direction, its gap how much more one side changed than the other.
    pub outcome: Outcome,
    /// Answers of the same person about the same organisation in both waves.
    pub matched: usize,
    /// Answers of the earlier wave without a later one.
    pub only_earlier: usize,
    /// Answers of the later wave without an earlier one.
    pub only_later: usize,
}

type Key<'a> = (&'a str, &'a str, &'a str, Option<&'a str>, AnswerKind);

fn key(o: &Observation) -> Key<'_> {
    (&o.group, &o.rater, &o.target, o.respondent.as_deref(), o.kind)
}

/// Fits the change from `earlier` to `later`, two waves of the same variable on the same scale.
///
/// People are matched by group, rater, respondent and role. Answers without `respondent` are matched as the
/// representative's, or as the one unnamed member of staff's; whether it was the same person is for the caller to
/// know. Where one of the waves cannot be read (answers that contradict each other), that wave's refusal comes back.
#[must_use]
pub fn change(earlier: &[Observation], later: &[Observation], options: &FitOptions) -> Change {
    for wave in [earlier, later] {
        if clean(wave).refusal.is_some() {
            return Change { outcome: fit(wave, options), matched: 0, only_earlier: 0, only_later: 0 };
        }
    }
    let before: BTreeMap<Key<'_>, f64> = usable(earlier).map(|o| (key(o), o.value)).collect();
    let after: BTreeMap<Key<'_>, &Observation> = usable(later).map(|o| (key(o), o)).collect();
    // Subtraction leaves differences in the last digit where there are none; they must not pass for a spread.
    let largest =
        before.values().chain(after.values().map(|o| &o.value)).fold(0.0, |m: f64, v| m.max(v.abs()));
    let grain = largest * 1e-13;
    let rounded = |v: f64| if grain > 0.0 { (v / grain).round() * grain } else { v };
    let differences: Vec<Observation> = after
        .iter()
        .filter_map(|(k, o)| Some(Observation { value: rounded(o.value - before.get(k)?), ..(*o).clone() }))
        .collect();
    let matched = differences.len();
    Change {
        outcome: fit(&differences, options),
        matched,
        only_earlier: before.len() - matched,
        only_later: after.len() - matched,
    }
}

fn usable(wave: &[Observation]) -> impl Iterator<Item = &Observation> {
    wave.iter().filter(|o| o.rater != o.target)
}
