//! Both sides of every pair on one axis, drawn as the dumbbell draws them: ● is the organisation named first about the
//! second, ◆ the second about the first, each with its range; beside them the difference with its own.

use maud::{Markup, html};
use troth_lens::{DirectionState, Wording};

use super::rows::PairRow;
use crate::dumbbell::row::{apart, picture};
use crate::dumbbell::{head, key};
use crate::words::{both_aloud, difference};

/// The figure. `id` begins the id inside, so that several figures can stand on one page.
pub(super) fn figure(id: &str, wording: Wording, rows: &[PairRow<'_>]) -> Markup {
    let hatching = format!("{id}-hatch");
    html! {
        div.dbx {
            (key("First about second", "Second about first", "Withheld", &hatching))
            (head("The two organisations", wording, "Difference"))
            div role="list" {
                @for row in rows { (drawn(&hatching, wording, row)) }
            }
        }
    }
}

fn drawn(hatching: &str, wording: Wording, row: &PairRow<'_>) -> Markup {
    let (first, second) = (row.first.name.as_str(), row.second.name.as_str());
    // A file does not say who was asked: a side without an answer is not rated.
    let side = |state| {
        Some(match state {
            Some(state) => state,
            None => &DirectionState::NotRated,
        })
    };
    let says = both_aloud(wording, first, second, row.forth, row.back);
    html! {
        div.drow role="listitem" {
            div.dl { b { (first) } " and " b { (second) } }
            div.dt { (picture(side(row.forth), side(row.back), hatching, &says)) }
            (apart(&difference(first, second, row.forth, row.back, row.gap.as_ref())))
        }
    }
}
