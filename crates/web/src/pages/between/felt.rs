//! What each side thinks the other would say of relying on it, beside what the other says and what it says itself.

use maud::{Markup, html};
use troth_app::views::beside::FeltBeside;
use troth_lens::Contrast;
use troth_report::contrast::told;
use troth_report::words::capital;

use super::person::shown;
use super::{Seen, worked_beside};
use crate::components::words::inside;

/// The section; nothing where nobody was asked this.
pub(super) fn section(seen: &Seen<'_>) -> Markup {
    let Some([forth, back]) = &seen.view.body.value().felt else { return html! {} };
    let (left, right) = (seen.view.left.name.as_str(), seen.view.right.name.as_str());
    let sides = [(left, right, forth), (right, left, back)];
    html! {
        section aria-labelledby="felt" {
            h2 #felt { "What each thinks the other would say" }
            p.lede data-numbers="felt" {
                @for (from, to, side) in sides { (said(from, to, side)) " " }
            }
            div data-numbers="felt" { (table(&sides)) }
            (worked_beside::felt(sides.map(|s| s.2)))
        }
    }
}

/// Whether what is thought is what the other says.
fn said(from: &str, to: &str, side: &FeltBeside) -> String {
    let (from, to) = (capital(from), inside(to));
    let thinks = |word: &str| format!("{from} thinks that {to} relies on it {word} than {to} says.");
    match &side.accuracy {
        c if c.is_higher() => thinks("more"),
        c if c.is_lower() => thinks("less"),
        c if c.is_open() => {
            format!("Whether {} thinks rightly how far {to} relies on it cannot be told.", inside(&from))
        }
        Contrast::NotCompared { reason } => {
            format!("For {} the two are not compared. {reason}", inside(&from))
        }
        _ => format!("What {} thinks and what {to} says are not both shown.", inside(&from)),
    }
}

fn table(sides: &[(&str, &str, &FeltBeside); 2]) -> Markup {
    const HEADS: [&str; 5] = [
        "Thinks the other would say",
        "The other says",
        "Thinks, beside what the other says",
        "Says itself of the other",
        "Thinks, beside what it says itself",
    ];
    html! {
        table.stack {
            caption.vh { "What each side thinks the other would say of relying on it" }
            thead {
                tr {
                    th scope="col" { "Who about whom" }
                    @for head in HEADS { th scope="col" { (head) } }
                }
            }
            tbody.num {
                @for (from, to, side) in sides {
                    tr {
                        th scope="row" { (from) " about " (inside(to)) }
                        td data-l=(HEADS[0]) { (shown(side.felt.as_ref())) }
                        td data-l=(HEADS[1]) { (shown(side.said.as_ref())) }
                        td data-l=(HEADS[2]) { (told(&side.accuracy)) }
                        td data-l=(HEADS[3]) { (shown(side.own.as_ref())) }
                        td data-l=(HEADS[4]) { (told(&side.assumed)) }
                    }
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use troth_network::{Uncertainty, Value};

    use super::*;

    fn side(low: f64, high: f64) -> FeltBeside {
        let uncertainty = Uncertainty::Interval { low, high };
        let value = Value { estimate: f64::midpoint(low, high), uncertainty, people: None };
        let accuracy = Contrast::Known { value, unlike_sources: false };
        FeltBeside { felt: None, said: None, own: None, accuracy, assumed: Contrast::NotBoth }
    }

    #[test]
    fn thinking_too_much_or_too_little_is_said_only_where_the_range_holds_it() {
        let said = |low, high| said("The council", "The hospital", &side(low, high));
        let told = "The council thinks that the hospital relies on it";
        assert_eq!(said(0.04, 0.3), format!("{told} more than the hospital says."));
        assert_eq!(said(-0.3, -0.04), format!("{told} less than the hospital says."));
        assert!(said(-0.1, 0.1).ends_with("cannot be told."));
    }
}
