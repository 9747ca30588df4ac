//! What is not shown of a question, and why: withheld directions by their reason, and those that nobody rated.

use std::collections::BTreeMap;

use maud::{Markup, html};
use troth_lens::DirectionState;

use super::rows::PairRow;
use super::types::Section;

/// Most directions of one reason that are named one by one.
const NAMED: usize = 2000;

/// Directions that share a reason: who about whom.
type Listed<'s> = BTreeMap<&'s str, Vec<&'s str>>;

/// Withheld directions of one reason.
struct Reason<'s> {
    would_help: &'s str,
    directions: Listed<'s>,
}

/// What is left out of `section`.
pub(super) fn list(section: &Section, rows: &[PairRow<'_>]) -> Markup {
    let (mut withheld, mut unrated): (BTreeMap<&str, Reason<'_>>, Listed<'_>) = Default::default();
    let mut shown = 0;
    for row in rows {
        let (first, second) = (row.first.name.as_str(), row.second.name.as_str());
        for (from, to, state) in [(first, second, row.forth), (second, first, row.back)] {
            match state {
                Some(DirectionState::Shown { .. }) => shown += 1,
                Some(DirectionState::Withheld { reason, would_help, .. }) => {
                    let of = withheld
                        .entry(reason)
                        .or_insert_with(|| Reason { would_help, directions: Listed::new() });
                    of.directions.entry(from).or_default().push(to);
                }
                Some(DirectionState::NotRated) | None => unrated.entry(from).or_default().push(to),
            }
        }
    }
    let silent = number(&unrated);
    let hidden: usize = withheld.values().map(|reason| number(&reason.directions)).sum();
    html! {
        p.num {
            "Of " (directions(shown + hidden + silent)) " between organisations of which at least one has answered about \
            the other, " b { (shown) " are shown" } ", " b { (hidden) " are withheld" } " and " b { (silent) " were not rated" } "."
        }
        @for (reason, of) in &withheld {
            div.hatch {
                b { "Withheld: " (directions(number(&of.directions))) }
                p { (reason) " What would help: " (of.would_help) }
                (who(&of.directions))
            }
        }
        @if !unrated.is_empty() {
            div.silent {
                b { "Not rated: " (directions(silent)) }
                p {
                    "These organisations were rated by the other one and have not rated it. The side is left empty: it is never \
                     filled in from the other."
                }
                (who(&unrated))
            }
        }
        @if section.variables.len() > 1 {
            p."gap-s" { "Answers to the " (section.variables.len()) " variables were averaged for each person before anything else." }
        }
    }
}

fn number(listed: &Listed<'_>) -> usize {
    listed.values().map(Vec::len).sum()
}

fn directions(many: usize) -> String {
    if many == 1 { "1 direction".to_owned() } else { format!("{many} directions") }
}

fn who(listed: &Listed<'_>) -> Markup {
    if number(listed) > NAMED {
        return html! { p."small"."quiet" { "Too many to be named here." } };
    }
    html! {
        ul.who {
            @for (from, to) in listed { li { b { (from) } " about " (to.join(", ")) } }
        }
    }
}
