//! The chain of one story: what is uneven, which trust it wears down, which joint work it harms.

use maud::{Markup, html};
use troth_app::views::relationship::NarrativeBlock;
use troth_lens::two_sided::Pooled;
use troth_lens::{ArrowSays, DirectionState, DumbbellRow};
use troth_network::{Uncertainty, Value};
use troth_report::association::told;
use troth_report::chain::{Chain, Item, figure};

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
        to_trust: ArrowSays::of(&block.arrows.to_trust),
        trust: block.aspects.iter().map(item).collect(),
        to_work: ArrowSays::of(&block.arrows.to_work),
        work: block.outcomes.iter().map(item).collect(),
    });
    figure(&chain)
}

/// What stands behind its two arrows; closed until asked for.
pub(super) fn arrows(block: &NarrativeBlock, label: &str) -> Markup {
    let of =
        |all: &[troth_lens::Association]| html! { ul.bullets { @for one in all { li { (told(one)) } } } };
    html! {
        details {
            summary { "What goes together over the whole partnership" span.vh { ": " (label) } }
            h4 { "What is uneven, and trust" }
            (of(&block.arrows.to_trust))
            h4 { "Trust, and joint work" }
            (of(&block.arrows.to_work))
            p."small"."quiet" {
                "Going together is no cause: each may follow from the other, or both from something that was not asked. From \
                 \u{2212}1 (the opposite order) to 1 (the same order)."
            }
        }
    }
}

fn item(row: &DumbbellRow) -> Item {
    Item { label: row.label.clone(), left: row.left.clone(), right: row.right.clone(), note: String::new() }
}

/// A score of 0 to 1 as unevenness: 1 minus the score, its range turned with it.
pub(super) fn turned(state: &DirectionState) -> DirectionState {
    match state {
        DirectionState::Shown { value, source } => {
            DirectionState::Shown { value: turned_value(value), source: *source }
        }
        DirectionState::Withheld { reason, would_help, pooled: Some(pooled) } => DirectionState::Withheld {
            reason: reason.clone(),
            would_help: would_help.clone(),
            pooled: Some(Box::new(Pooled { value: turned_value(&pooled.value), ..(**pooled).clone() })),
        },
        other => other.clone(),
    }
}

fn turned_value(value: &Value) -> Value {
    let uncertainty = match &value.uncertainty {
        Uncertainty::Interval { low, high } => Uncertainty::Interval { low: 1.0 - high, high: 1.0 - low },
        other => other.clone(),
    };
    Value { estimate: 1.0 - value.estimate, uncertainty, people: value.people }
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

    #[test]
    fn what_similar_organisations_say_together_is_turned_too() {
        let uncertainty = Uncertainty::NotQuantified { reason: "Few".to_owned() };
        let value = Value { estimate: 0.25, uncertainty, people: None };
        let pooled = Pooled { of: "ward".to_owned(), organisations: 3, value, source: AnswerSource::Staff };
        let (reason, would_help) = ("Few".to_owned(), "More".to_owned());
        let state = DirectionState::Withheld { reason, would_help, pooled: Some(Box::new(pooled)) };
        let DirectionState::Withheld { pooled: Some(pooled), .. } = turned(&state) else {
            panic!("it stays withheld")
        };
        assert_eq!((pooled.value.estimate, pooled.organisations), (0.75, 3));
    }
}
