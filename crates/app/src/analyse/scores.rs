//! From raw answers to scores: put on 0–1, turned so that 1 is good, and averaged over the items that one
//! respondent answered about one partner for one concept of the framework.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;
use troth_framework::{Concept, Lens};
use troth_lens::Named;
use troth_network::{AnswerRole, Direction, OrganisationId, Rating, VisibleTo};

/// What one respondent says of one partner on one concept.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Score {
    /// Who about whom.
    pub direction: Direction,
    /// Staff or representative.
    pub role: AnswerRole,
    /// Opaque id of the respondent.
    pub respondent: String,
    /// The narrowest permission among a representative's items; `None` for staff.
    pub visible_to: Option<VisibleTo>,
    /// Mean of the items, 0–1, 1 is good.
    pub score: f64,
    /// The variables that were averaged.
    pub items: String,
}

/// Items of one concept by who answered about whom, with the narrowest permission.
type Answers<'r> = BTreeMap<(Direction, AnswerRole, String), (Option<VisibleTo>, Vec<(&'r str, f64)>)>;

/// Scores per concept, in a fixed order. Answers without a scale, to unknown variables, and between units of
/// one parent (or a unit and its parent) are left out.
pub(crate) fn by_concept(
    ratings: &[Rating],
    lens: &Lens,
    organisations: &[Named],
) -> BTreeMap<Concept, Vec<Score>> {
    let family: BTreeMap<OrganisationId, OrganisationId> =
        organisations.iter().map(|o| (o.id, o.parent.unwrap_or(o.id))).collect();
    let mut items: BTreeMap<Concept, Answers<'_>> = BTreeMap::new();
    for rating in ratings {
        let (Some(variable), Some(scale)) = (lens.variable(&rating.variable), rating.scale) else { continue };
        if family.get(&rating.rater) == family.get(&rating.target) {
            continue;
        }
        let direction = Direction { from: rating.rater, to: rating.target };
        let respondent = match &rating.respondent {
            Some(key) => key.0.clone(),
            None => format!("representative:{}", rating.rater),
        };
        let entry = items
            .entry(variable.maps_to.clone())
            .or_default()
            .entry((direction, rating.role, respondent))
            .or_insert((rating.visible_to, Vec::new()));
        entry.0 = entry.0.min(rating.visible_to);
        entry.1.push((rating.variable.as_str(), variable.polarity.good(scale.to_unit(rating.value))));
    }
    items
        .into_iter()
        .map(|(concept, answers)| {
            let scores = answers
                .into_iter()
                .map(|((direction, role, respondent), (visible_to, mut values))| {
                    values.sort_by(|x, y| x.0.cmp(y.0));
                    let items: Vec<&str> = values.iter().map(|(variable, _)| *variable).collect();
                    let score = mean(&values.iter().map(|(_, value)| *value).collect::<Vec<f64>>());
                    Score { direction, role, respondent, visible_to, score, items: items.join(" ") }
                })
                .collect();
            (concept, scores)
        })
        .collect()
}

/// Drops scores about organisations that have not accepted being rated by name; returns the directions
/// dropped.
pub(crate) fn drop_unaccepted(
    scores: &mut Vec<Score>,
    accepted: &BTreeSet<OrganisationId>,
) -> BTreeSet<Direction> {
    let mut dropped = BTreeSet::new();
    scores.retain(|score| {
        let keep = accepted.contains(&score.direction.to);
        if !keep {
            dropped.insert(score.direction);
        }
        keep
    });
    dropped
}

fn mean(values: &[f64]) -> f64 {
    #[expect(clippy::cast_precision_loss, reason = "a respondent answers a handful of items")]
    let n = values.len().max(1) as f64;
    values.iter().sum::<f64>() / n
}
