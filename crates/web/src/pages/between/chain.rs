//! The chain of one story: what is uneven, which trust it wears down, which joint work it harms.

use maud::Markup;
use troth_app::views::relationship::NarrativeBlock;
use troth_lens::{DirectionState, DumbbellRow};
use troth_network::{Uncertainty, Value};
use troth_report::chain::{Arrow, Chain, Item, figure};

use super::Seen;

/// The figure of one story.
pub(super) fn of(seen: &Seen<'_>, block: &NarrativeBlock, label: &str) -> Markup {
    let (left, right) = (seen.view.left.clone(), seen.view.right.clone());
    let chain = seen.view.body.view(|_| Chain {
        left,
        right,
        narrative: label.to_owned(),
        uneven: Item {
            label: block.uneven.label.clone(),
            left: block.uneven.left.as_ref().map(turned),
            right: block.uneven.right.as_ref().map(turned),
            note: String::new(),
        },
        to_trust: Arrow::NotMeasured,
        trust: block.aspects.iter().map(item).collect(),
        to_work: Arrow::NotMeasured,
        work: block.outcomes.iter().map(item).collect(),
    });
    figure(&chain)
}

fn item(row: &DumbbellRow) -> Item {
    Item { label: row.label.clone(), left: row.left.clone(), right: row.right.clone(), note: String::new() }
}

/// A score of 0 to 1 as unevenness: 1 minus the score, its range turned with it.
pub(super) fn turned(state: &DirectionState) -> DirectionState {
    match state {
        DirectionState::Shown { value, source } => {
            let uncertainty = match &value.uncertainty {
                Uncertainty::Interval { low, high } => {
                    Uncertainty::Interval { low: 1.0 - high, high: 1.0 - low }
                }
                other => other.clone(),
            };
            let value = Value { estimate: 1.0 - value.estimate, uncertainty, people: value.people };
            DirectionState::Shown { value, source: *source }
        }
        other => other.clone(),
    }
}

#[cfg(test)]
mod tests {
    use troth_lens::AnswerSource;

    use super::*;

    #[test]
    fn the_range_is_turned_with_the_score() {
        let value = Value {
            estimate: 0.25,
            uncertainty: Uncertainty::Interval { low: 0.125, high: 0.5 },
            people: None,
        };
        let state = DirectionState::Shown { value, source: AnswerSource::Staff };
        let value = turned(&state).value().cloned().unwrap();
        assert_eq!((value.estimate, value.interval()), (0.75, Some((0.5, 0.875))));
        assert_eq!(turned(&DirectionState::NotRated), DirectionState::NotRated);
    }
}
