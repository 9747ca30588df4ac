//! The dumbbell as a table.

use maud::{Markup, html};
use troth_gate::Released;
use troth_lens::{DirectionState, Dumbbell};

use crate::words::{self, difference};

/// The table that says what the dumbbell says.
pub fn table(dumbbell: &Released<Dumbbell>) -> Markup {
    let dumbbell = dumbbell.value();
    let (left, right) = (&dumbbell.left.name, &dumbbell.right.name);
    let heads = (format!("{left} about {right}"), format!("{right} about {left}"));
    html! {
        table.stack {
            caption.vh { "Both sides of " (left) " and " (right) }
            thead {
                tr {
                    th scope="col" { "Question" }
                    th scope="col" { (heads.0) }
                    th scope="col" { (heads.1) }
                    th scope="col" { "Difference" }
                }
            }
            tbody.num {
                @for row in &dumbbell.rows {
                    tr {
                        th scope="row" { (row.label) }
                        td data-l=(heads.0) { (side(row.left.as_ref())) }
                        td data-l=(heads.1) { (side(row.right.as_ref())) }
                        td data-l="Difference" {
                            (difference(left, right, row.left.as_ref(), row.right.as_ref(), row.gap.as_ref()).line())
                        }
                    }
                }
            }
        }
    }
}

fn side(state: Option<&DirectionState>) -> String {
    match state {
        Some(shown @ DirectionState::Shown { value, .. }) => {
            let people = words::people(shown).map(|people| format!(", {people}")).unwrap_or_default();
            format!("{}{people}", words::with_range(value))
        }
        Some(DirectionState::Withheld { reason, .. }) => reason.clone(),
        other => words::state_or_not_asked(other),
    }
}
