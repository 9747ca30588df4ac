//! Which questions a file asks: variables of the framework by what they measure, as on every page; each of the others
//! by itself.

use std::collections::BTreeSet;

use troth_framework::{Concept, Lens, Polarity, Strength, Variable};
use troth_lens::Wording;
use troth_lens::sentence::Subject;
use troth_network::Rating;

use crate::views::{RELIANCE, question, subject};

/// Begins the id of a question that only the file knows; the framework has no id with a colon.
const OF_FILE: &str = "file:";

/// The framework with every variable of `ratings` in it: one that it does not know becomes a question of its own.
pub(super) fn extended<'r>(lens: &Lens, ratings: impl Iterator<Item = &'r Rating>) -> Lens {
    let mut lens = lens.clone();
    let variables: BTreeSet<&str> = ratings.map(|r| r.variable.as_str()).collect();
    let unknown: Vec<&str> = variables.into_iter().filter(|v| lens.variable(v).is_none()).collect();
    lens.variables.extend(unknown.into_iter().map(|id| Variable {
        id: id.to_owned(),
        label: id.to_owned(),
        maps_to: Concept::Construct(format!("{OF_FILE}{id}")),
        facet: None,
        polarity: Polarity::Trust,
        wording: String::new(),
        cite: Vec::new(),
        mark: Strength::Assumption,
    }));
    lens
}

/// The variable of a question that only the file knows.
fn of_file(concept: &Concept) -> Option<&str> {
    match concept {
        Concept::Construct(id) => id.strip_prefix(OF_FILE),
        _ => None,
    }
}

/// The question in plain words.
pub(super) fn label(lens: &Lens, concept: &Concept) -> String {
    of_file(concept).map_or_else(|| question(lens, &concept.to_string()), str::to_owned)
}

/// The question as a sentence speaks of it.
pub(super) fn as_subject(lens: &Lens, concept: &Concept) -> Subject {
    match of_file(concept) {
        Some(variable) => Subject::Question(variable.to_owned()),
        None => subject(lens, &concept.to_string()),
    }
}

/// In which words its levels are told.
pub(super) fn wording(concept: &Concept) -> Wording {
    if concept.to_string() == RELIANCE { Wording::Ease } else { Wording::Score }
}

/// Its place: reliance, aspects, narratives, outcomes, the rest of the framework, then what only the file knows.
pub(super) fn rank(lens: &Lens, concept: &Concept) -> (usize, usize, String) {
    let at = |place: Option<usize>| place.unwrap_or(usize::MAX);
    let (group, place) = match concept {
        _ if concept.to_string() == RELIANCE => (0, 0),
        Concept::Aspect(id) => (1, at(lens.aspects.iter().position(|a| a.id == *id))),
        Concept::Narrative(id) => (2, at(lens.narratives.iter().position(|n| n.id == *id))),
        Concept::Outcome(id) => (3, at(lens.outcomes.iter().position(|o| o.id == *id))),
        Concept::Construct(id) => {
            lens.constructs.iter().position(|c| c.id == *id).map_or((5, 0), |place| (4, place))
        }
    };
    (group, place, concept.to_string())
}
