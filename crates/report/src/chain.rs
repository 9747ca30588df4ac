//! The chain of one narrative: what is uneven → which trust → which joint work, with both sides' values where
//! they are shown.

use maud::{Markup, html};
use troth_gate::Released;
use troth_lens::{ArrowSays, DirectionState, Named};
use troth_network::CountBand;

use crate::palette::{EDGE, INK};
use crate::words;

/// Which arrow of the figure.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Arrow {
    /// From what is uneven to trust.
    ToTrust,
    /// From trust to joint work.
    ToWork,
}

/// What an arrow says over the whole partnership. Never "causes".
const fn words_of(arrow: Arrow, says: ArrowSays) -> &'static str {
    match (says, arrow) {
        (ArrowSays::NotMeasured, _) => "not measured yet",
        (ArrowSays::CannotTell, _) => "cannot tell",
        (ArrowSays::Some, _) => "some go together",
        (ArrowSays::Opposite, Arrow::ToTrust) => "less where more uneven",
        (ArrowSays::Same, Arrow::ToTrust) => "more where more uneven",
        (ArrowSays::Same, Arrow::ToWork) => "better where trust is higher",
        (ArrowSays::Opposite, Arrow::ToWork) => "worse where trust is higher",
    }
}

/// One thing in a box: its words and what both sides say.
#[derive(Debug, Clone, PartialEq)]
pub struct Item {
    /// In plain words.
    pub label: String,
    /// Left about right; `None` if this was not asked.
    pub left: Option<DirectionState>,
    /// Right about left.
    pub right: Option<DirectionState>,
    /// A word instead of values, such as "Strands differ: no single value"; empty mostly.
    pub note: String,
}

/// The chain of one narrative in one relationship.
#[derive(Debug, Clone, PartialEq)]
pub struct Chain {
    /// The page's left organisation.
    pub left: Named,
    /// The right one.
    pub right: Named,
    /// The narrative's label.
    pub narrative: String,
    /// What is uneven.
    pub uneven: Item,
    /// Between what is uneven and trust.
    pub to_trust: ArrowSays,
    /// Trust aspects it wears down.
    pub trust: Vec<Item>,
    /// Between trust and joint work.
    pub to_work: ArrowSays,
    /// Joint work it harms.
    pub work: Vec<Item>,
}

/// Draws the chain.
pub fn figure(chain: &Released<Chain>) -> Markup {
    let chain = chain.value();
    let names = (chain.left.name.as_str(), chain.right.name.as_str());
    html! {
        ol.chain aria-label={ "From what is uneven to what it harms: " (chain.narrative) } {
            (block("What is uneven (100 is most)", std::slice::from_ref(&chain.uneven), names))
            (arrow(Arrow::ToTrust, chain.to_trust))
            (block("Which trust", &chain.trust, names))
            (arrow(Arrow::ToWork, chain.to_work))
            (block("Which joint work", &chain.work, names))
        }
    }
}

fn block(head: &str, items: &[Item], names: (&str, &str)) -> Markup {
    html! {
        li.b {
            span.k { (head) }
            @for item in items {
                b { (item.label) }
                (values(item, names))
            }
        }
    }
}

fn values(item: &Item, (left, right): (&str, &str)) -> Markup {
    let asked = item.left.is_some() || item.right.is_some();
    html! {
        @if !item.note.is_empty() { span.v { (item.note) } }
        @if asked {
            span."v"."num" {
                (left) ": " span.nw { (side(item.left.as_ref())) } br;
                (right) ": " span.nw { (side(item.right.as_ref())) }
            }
        } @else if item.note.is_empty() {
            span.v { "Not measured yet" }
        }
    }
}

fn side(state: Option<&DirectionState>) -> String {
    match state.and_then(DirectionState::value) {
        Some(value) if value.people == Some(CountBand::One) => {
            format!("{}, 1 person", words::with_range(value))
        }
        Some(value) => words::with_range(value),
        None => words::state_or_not_asked(state).to_lowercase(),
    }
}

/// Grey dashes where nothing can be told, a line where something can.
fn arrow(arrow: Arrow, says: ArrowSays) -> Markup {
    let open = matches!(says, ArrowSays::NotMeasured | ArrowSays::CannotTell);
    let colour = if open { EDGE } else { INK };
    html! {
        li."arr".g[open] {
            svg width="64" height="16" aria-hidden="true" focusable="false" {
                path d="M0 8H52" stroke=(colour) stroke-width="2" stroke-dasharray=[open.then_some("5 4")] {}
                path d="M51 2 62 8 51 14Z" fill=(colour) {}
            }
            span { (words_of(arrow, says)) }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::example::{named, released, shown, withheld};

    fn item(label: &str, left: Option<DirectionState>, right: Option<DirectionState>) -> Item {
        Item { label: label.into(), left, right, note: String::new() }
    }

    #[test]
    fn the_chain_shows_both_sides_and_says_what_is_not_measured() {
        let chain = released(Chain {
            left: named(1, "Council"),
            right: named(2, "Hospital"),
            narrative: "Roles: who does what".into(),
            uneven: item("Who does what is unclear", Some(shown(0.72, 0.63, 0.81)), Some(withheld())),
            to_trust: ArrowSays::NotMeasured,
            trust: vec![item("Looks after our interest too", Some(shown(0.34, 0.25, 0.43)), None)],
            to_work: ArrowSays::NotMeasured,
            work: vec![item("Services joined up", None, None)],
        });
        let html = figure(&chain).into_string();
        assert!(html.contains("Council: <span class=\"nw\">72 (63 to 81)</span><br>Hospital: "));
        assert!(
            html.contains("not enough answers")
                && html.contains(">not asked<")
                && html.contains("Not measured yet")
        );
        assert_eq!(html.matches("not measured yet").count(), 2);
        assert!(!html.contains("cause") && !html.contains("style="));
    }
    #[test]
    fn an_arrow_says_what_goes_together_and_never_why() {
        let says = [ArrowSays::CannotTell, ArrowSays::Same, ArrowSays::Opposite, ArrowSays::Some];
        for one in says {
            for which in [Arrow::ToTrust, Arrow::ToWork] {
                let html = arrow(which, one).into_string();
                assert_eq!(html.contains("stroke-dasharray"), one == ArrowSays::CannotTell, "{html}");
                assert!(!html.contains("cause") && !html.contains("lead") && !html.contains("measured"));
            }
        }
    }
}
