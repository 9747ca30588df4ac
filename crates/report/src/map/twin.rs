//! The map as a table: the same relationships, in alphabetical order.

use maud::{Markup, html};
use troth_gate::Released;
use troth_lens::{DirectionState, MapEdge, MapPicture, Wording};

use crate::half::{Look, swatch};
use crate::words::{self, difference};

/// The table that says what the map says. `link` is the address of a relationship's page.
pub fn table(picture: &Released<MapPicture>, link: impl Fn(&MapEdge) -> String) -> Markup {
    let picture = picture.value();
    let number = match picture.edges.len() {
        1 => "1 relationship".to_owned(),
        many => format!("{many} relationships, in alphabetical order"),
    };
    html! {
        table.stack {
            caption { "The same map as a table: " (number) }
            thead {
                tr {
                    th scope="col" { "The two organisations" }
                    th scope="col" { "First about second" }
                    th scope="col" { "Second about first" }
                    th scope="col" { "Difference" }
                }
            }
            tbody.num {
                @for edge in &picture.edges {
                    (row(picture.wording(), edge, &link(edge)))
                }
            }
        }
    }
}

fn row(wording: Wording, edge: &MapEdge, href: &str) -> Markup {
    let (first, second) = (&edge.first.name, &edge.second.name);
    let apart = difference(first, second, Some(&edge.forth), Some(&edge.back), edge.gap.as_ref());
    html! {
        tr {
            th scope="row" { a href=(href) { (first) " and " (second) } }
            td data-l={ (first) " about " (second) } { (side(wording, &edge.forth)) }
            td data-l={ (second) " about " (first) } { (side(wording, &edge.back)) }
            td data-l="Difference" {
                (apart.says)
                @if !apart.range.is_empty() { " " span.nw { (apart.range) } }
                @if !apart.note.is_empty() { br; span.small.quiet { (words::capital(apart.note)) } }
            }
        }
    }
}

fn side(wording: Wording, state: &DirectionState) -> Markup {
    html! {
        (swatch(Look::of(state), 44, 12)) " " (words::state_in(wording, state))
        @if let Some(value) = state.value() {
            br;
            b { (words::estimate(value)) } " "
            @if value.interval().is_some() { span.nw { (words::range(value)) } " " }
            @if let Some(people) = words::people(state) { span.small.quiet { (people) } }
        }
    }
}
