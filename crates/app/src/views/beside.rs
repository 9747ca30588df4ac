//! Two answers of one relationship beside each other: reliance on the organisation and on a person there, and what one
//! side thinks the other would say beside what it says. A function of released evidence.

use troth_lens::two_sided::DirectionState;
use troth_lens::{Contrast, Item};
use troth_network::Direction;

use super::{CONTACT, FELT, RELIANCE};
use crate::results::Evidence;

/// One side: how far it relies on the organisation, and on the person it deals with there.
#[derive(Debug, Clone, PartialEq)]
pub struct PersonBeside {
    /// Reliance on the organisation; `None` if this was not asked.
    pub organisation: Option<DirectionState>,
    /// Reliance on the person.
    pub person: Option<DirectionState>,
    /// The person less the organisation.
    pub contrast: Contrast,
}

/// One side: how far it thinks the other relies on it.
#[derive(Debug, Clone, PartialEq)]
pub struct FeltBeside {
    /// What it thinks the other would say; `None` if this was not asked.
    pub felt: Option<DirectionState>,
    /// What the other says: its reliance on this side.
    pub said: Option<DirectionState>,
    /// What it says itself: its own reliance on the other.
    pub own: Option<DirectionState>,
    /// What it thinks less what the other says.
    pub accuracy: Contrast,
    /// What it thinks less what it says itself.
    pub assumed: Contrast,
}

/// Left's side and right's side; `None` where neither was asked.
pub type Sides<T> = Option<[T; 2]>;

/// Reliance on the organisation and on a person there, `forth` being left about right.
pub(crate) fn person(evidence: &Evidence, forth: Direction) -> Sides<PersonBeside> {
    let sides = [forth, forth.reversed()].map(|direction| {
        let (organisation, person) =
            (side(evidence, RELIANCE, direction), side(evidence, CONTACT, direction));
        let contrast = contrast(evidence, (CONTACT, person.as_ref()), (RELIANCE, organisation.as_ref()));
        PersonBeside { organisation, person, contrast }
    });
    sides.iter().any(|s| s.person.is_some()).then_some(sides)
}

/// What each side thinks the other would say, `forth` being left about right.
pub(crate) fn felt(evidence: &Evidence, forth: Direction) -> Sides<FeltBeside> {
    let sides = [forth, forth.reversed()].map(|direction| {
        let felt = side(evidence, FELT, direction);
        let said = side(evidence, RELIANCE, direction.reversed());
        let own = side(evidence, RELIANCE, direction);
        let less = |other: &Option<DirectionState>| {
            contrast(evidence, (FELT, felt.as_ref()), (RELIANCE, other.as_ref()))
        };
        FeltBeside { accuracy: less(&said), assumed: less(&own), felt, said, own }
    });
    sides.iter().any(|s| s.felt.is_some()).then_some(sides)
}

fn side(evidence: &Evidence, concept: &str, direction: Direction) -> Option<DirectionState> {
    evidence.rating(concept).and_then(|reading| reading.direction(direction)).cloned()
}

/// First less second, where both questions were answered on scales of the same ends.
fn contrast(
    evidence: &Evidence,
    (first, a): (&str, Option<&DirectionState>),
    (second, b): (&str, Option<&DirectionState>),
) -> Contrast {
    let ends = |concept| evidence.total(concept).map(|t| ends(&t.items)).unwrap_or_default();
    if ends(first) != ends(second) {
        let reason = "The two questions were answered on different scales.".to_owned();
        return Contrast::NotCompared { reason };
    }
    Contrast::of(a, b)
}

/// The ends of every scale behind a question, each once.
fn ends(items: &[Item]) -> Vec<(f64, f64)> {
    let mut ends: Vec<(f64, f64)> = items.iter().map(|item| (item.least, item.most)).collect();
    ends.sort_by(|x, y| x.0.total_cmp(&y.0).then(x.1.total_cmp(&y.1)));
    ends.dedup();
    ends
}
