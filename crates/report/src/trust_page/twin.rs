//! The table that says what the map and the dumbbells say.

use maud::{Markup, html};
use troth_lens::DirectionState;
use troth_network::Direction;

use super::rows::PairRow;
use super::types::Section;
use crate::half::{Look, swatch};
use crate::words::{self, NOT_ASKED, difference};

/// A table longer than this is folded away on a screen until it is asked for.
const OPEN: usize = 60;

/// The table of all pairs.
pub(super) fn table(section: &Section, rows: &[PairRow<'_>]) -> Markup {
    let caption = match rows.len() {
        1 => "The same as a table: 1 pair".to_owned(),
        many => format!("The same as a table: {many} pairs, in alphabetical order"),
    };
    if rows.len() <= OPEN {
        return whole(section, rows, &caption);
    }
    html! { details { summary { (caption) } (whole(section, rows, &caption)) } }
}

fn whole(section: &Section, rows: &[PairRow<'_>], caption: &str) -> Markup {
    html! {
        table.stack.twin {
            caption { (caption) }
            thead {
                tr {
                    th scope="col" { "The two organisations" }
                    th scope="col" { "First about second" }
                    th scope="col" { "Second about first" }
                    th scope="col" { "Difference" }
                    th scope="col" { "Both together" }
                }
            }
            tbody.num {
                @for row in rows { (line(section, row)) }
            }
        }
    }
}

fn line(section: &Section, row: &PairRow<'_>) -> Markup {
    let (first, second) = (row.first.name.as_str(), row.second.name.as_str());
    let apart = difference(first, second, row.forth, row.back, row.gap.as_ref());
    html! {
        tr {
            th scope="row" { (first) " and " (second) }
            td data-l={ (first) " about " (second) } { (side(section, row.there(), row.forth)) }
            td data-l={ (second) " about " (first) } { (side(section, row.there().reversed(), row.back)) }
            td data-l="Difference" {
                (apart.says)
                @if !apart.range.is_empty() { " " span.nw { (apart.range) } }
                @if !apart.note.is_empty() { br; span."small"."quiet" { (words::capital(apart.note)) } }
            }
            td data-l="Both together" {
                @match row.level {
                    Some(level) => span.nw { (words::with_range(level)) },
                    None => "\u{2013}",
                }
            }
        }
    }
}

fn side(section: &Section, direction: Direction, state: Option<&DirectionState>) -> Markup {
    let Some(state) = state else { return html! { (NOT_ASKED) } };
    html! {
        (swatch(Look::of(state), 44, 12)) " " (words::state_in(section.wording, state))
        @if let Some(value) = state.value() {
            br;
            b { (words::estimate(value)) } " "
            @if value.interval().is_some() { span.nw { (words::range(value)) } " " }
            @if let Some(who) = who(section, direction, state) { span."small"."quiet" { (who) } }
        }
    }
}

/// Who stands behind a value: a band of people, or for the custodian the number of answers.
fn who(section: &Section, direction: Direction, state: &DirectionState) -> Option<String> {
    match section.answers.get(&direction) {
        Some(1) => Some("1 answer".to_owned()),
        Some(many) => Some(format!("{many} answers")),
        None => words::people(state),
    }
}
