//! The organisation and the person one deals with there: how far each side relies on either.

use maud::{Markup, html};
use troth_app::views::beside::PersonBeside;
use troth_lens::{Contrast, DirectionState};
use troth_report::contrast::told;
use troth_report::words::{capital, state_or_not_asked, with_range};

use super::{Seen, worked_beside};
use crate::components::words::inside;

/// The section; nothing where nobody was asked about a person.
pub(super) fn section(seen: &Seen<'_>) -> Markup {
    let Some([forth, back]) = &seen.view.body.value().person else { return html! {} };
    let (left, right) = (seen.view.left.name.as_str(), seen.view.right.name.as_str());
    let sides = [(left, right, forth), (right, left, back)];
    html! {
        section aria-labelledby="person" {
            h2 #person { "The organisation, and the person they deal with there" }
            p.lede data-numbers="person" {
                @for (from, to, side) in sides { (said(from, to, side)) " " }
            }
            div data-numbers="person" { (table(&sides)) }
            (worked_beside::person(sides.map(|s| s.2)))
        }
    }
}

fn said(from: &str, to: &str, side: &PersonBeside) -> String {
    let (from, to) = (capital(from), inside(to));
    match &side.contrast {
        c if c.is_higher() => format!("{from} relies on the person it deals with more than on {to}."),
        c if c.is_lower() => format!("{from} relies on {to} more than on the person it deals with there."),
        c if c.is_open() => {
            format!(
                "Whether {} relies more on {to} or on the person it deals with there cannot be told.",
                inside(&from)
            )
        }
        Contrast::NotCompared { reason } => {
            format!("For {} the two are not compared. {reason}", inside(&from))
        }
        _ => format!("For {} not both are shown.", inside(&from)),
    }
}

fn table(sides: &[(&str, &str, &PersonBeside); 2]) -> Markup {
    html! {
        table.stack {
            caption.vh { "Reliance on the organisation and on a person there, both sides" }
            thead {
                tr {
                    th scope="col" { "Who about whom" }
                    th scope="col" { "The organisation" }
                    th scope="col" { "The person" }
                    th scope="col" { "The person beside the organisation" }
                }
            }
            tbody.num {
                @for (from, to, side) in sides {
                    tr {
                        th scope="row" { (from) " about " (inside(to)) }
                        td data-l="The organisation" { (shown(side.organisation.as_ref())) }
                        td data-l="The person" { (shown(side.person.as_ref())) }
                        td data-l="The person beside the organisation" { (told(&side.contrast)) }
                    }
                }
            }
        }
    }
}

/// "62 (51 to 73)", or why there is none in a few words.
pub(super) fn shown(state: Option<&DirectionState>) -> String {
    match state.and_then(DirectionState::value) {
        Some(value) => with_range(value),
        None => state_or_not_asked(state),
    }
}

#[cfg(test)]
mod tests {
    use troth_network::{Uncertainty, Value};

    use super::*;

    fn side(low: f64, high: f64) -> PersonBeside {
        let uncertainty = Uncertainty::Interval { low, high };
        let value = Value { estimate: f64::midpoint(low, high), uncertainty, people: None };
        let contrast = Contrast::Known { value, unlike_sources: false };
        PersonBeside { organisation: None, person: None, contrast }
    }

    #[test]
    fn more_on_one_than_on_the_other_is_said_only_where_the_range_holds_it() {
        let said = |low, high| said("The council", "The hospital", &side(low, high));
        assert_eq!(
            said(0.04, 0.3),
            "The council relies on the person it deals with more than on the hospital."
        );
        assert_eq!(
            said(-0.3, -0.04),
            "The council relies on the hospital more than on the person it deals with there."
        );
        assert_eq!(
            said(-0.1, 0.1),
            "Whether the council relies more on the hospital or on the person it deals with there cannot be told."
        );
    }
}
