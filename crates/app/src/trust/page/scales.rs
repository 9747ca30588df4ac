//! What 0 and 100 stand for. A declared scale is used as it is. Without one the ends are the lowest and the highest
//! answer of the file, for the custodian; for the agreed audience only if all answers it may see are representatives',
//! who allowed that, because an end is somebody's answer. Else the variable is left out, as pages leave it out.

use std::collections::{BTreeMap, BTreeSet};

use troth_framework::{Lens, Polarity};
use troth_gate::{AnswerRef, Audience, CellPlan};
use troth_network::{AnswerRole, Rating, Scale};

use super::gather::{Gathered, Round};

/// Whose answers the ends of a scale may be read from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Ends {
    /// Everybody's.
    OfAll,
    /// Those that the agreed audience may see one by one.
    OfRepresentatives,
}

/// Gives every rating its scale and takes out those that have none. Returns the variables whose ends come from the
/// answers, and those taken out.
pub(super) fn settle(gathered: &mut Gathered, ends: Ends) -> (BTreeSet<String>, Vec<String>) {
    let mut values: BTreeMap<String, Option<(f64, f64)>> = BTreeMap::new();
    for round in gathered.partnerships.iter().flat_map(|p| &p.rounds) {
        let unscaled: BTreeSet<&str> =
            round.ratings.iter().filter(|r| r.scale.is_none()).map(|r| r.variable.as_str()).collect();
        for variable in unscaled {
            let found = extremes(round, variable, ends);
            let known = values.entry(variable.to_owned()).or_insert(Some((f64::INFINITY, f64::NEG_INFINITY)));
            *known = known
                .zip(found)
                .map(|((low, high), (least, most)): ((f64, f64), _)| (low.min(least), high.max(most)));
        }
    }
    let scales: BTreeMap<String, Option<Scale>> = values
        .into_iter()
        .map(|(variable, ends)| {
            // Answers that are all alike still need two ends.
            let scale =
                ends.and_then(|(low, high)| Scale::new(low, high).or_else(|| Scale::new(low, low + 1.0)));
            (variable, scale)
        })
        .collect();
    for round in gathered.partnerships.iter_mut().flat_map(|p| &mut p.rounds) {
        for rating in round.ratings.iter_mut().filter(|r| r.scale.is_none()) {
            rating.scale = scales.get(&rating.variable).copied().flatten();
        }
        round.ratings.retain(|rating| rating.scale.is_some());
    }
    let (from_answers, without): (Vec<_>, Vec<_>) =
        scales.into_iter().partition(|(_, scale)| scale.is_some());
    (from_answers.into_iter().map(|(v, _)| v).collect(), without.into_iter().map(|(v, _)| v).collect())
}

/// Lowest and highest answer to `variable` in `round` that may be read off; `None` if they may not. Infinite where
/// there is none.
fn extremes(round: &Round, variable: &str, ends: Ends) -> Option<(f64, f64)> {
    let asked: Vec<&Rating> = round.ratings.iter().filter(|r| r.variable == variable).collect();
    let span = |values: &mut dyn Iterator<Item = f64>| {
        values.fold((f64::INFINITY, f64::NEG_INFINITY), |(low, high), v| (low.min(v), high.max(v)))
    };
    if ends == Ends::OfAll {
        return Some(span(&mut asked.iter().map(|r| r.value)));
    }
    let answers: Vec<AnswerRef> = asked
        .iter()
        .map(|r| AnswerRef {
            direction: troth_network::Direction { from: r.rater, to: r.target },
            role: r.role,
            respondent: r.respondent.as_ref().map_or_else(String::new, ToString::to_string),
            visible_to: r.visible_to,
            end: None,
            items: String::new(),
        })
        .collect();
    let plan = CellPlan::of(&answers, &Audience::Agreed, Audience::Agreed.floor(), &[]);
    if plan.cells.iter().any(|cell| cell.source == AnswerRole::Staff) {
        return None;
    }
    Some(span(
        &mut plan.cells.iter().flat_map(|cell| &cell.rows).filter_map(|row| Some(asked.get(*row)?.value)),
    ))
}

/// What 0 and 100 stand for in the file, in a sentence.
pub(super) fn sentence(items: &[troth_lens::Item], lens: &Lens, from_answers: &BTreeSet<String>) -> String {
    let turned = |variable: &str| lens.variable(variable).is_some_and(|v| v.polarity == Polarity::Asymmetry);
    let mut ends: Vec<(String, String, Vec<&str>)> = Vec::new();
    for item in items {
        let (low, high) = (item.least.to_string(), item.most.to_string());
        let (zero, full) = if turned(&item.variable) { (high, low) } else { (low, high) };
        match ends.iter_mut().find(|(z, f, _)| *z == zero && *f == full) {
            Some((_, _, variables)) => variables.push(&item.variable),
            None => ends.push((zero, full, vec![&item.variable])),
        }
    }
    let told = match ends.as_slice() {
        [] => return String::new(),
        [(zero, full, _)] => format!("0 stands for {zero} in the file and 100 for {full}."),
        several => {
            let parts: Vec<String> = several
                .iter()
                .map(|(zero, full, variables)| format!("{zero} and {full} for {}", variables.join(", ")))
                .collect();
            format!("0 and 100 stand for {} in the file.", parts.join("; "))
        }
    };
    if items.iter().any(|item| from_answers.contains(&item.variable)) {
        return format!(
            "{told} No scale is declared (columns scale_min and scale_max), so these are the lowest and the highest \
             answer; high and low are to be read against them."
        );
    }
    told
}
