//! The steps that both declared, with what each said.

use maud::{Markup, html};
use troth_network::{OrganisationId, StepId};
use troth_record::{Responsible, RolesReading, StepState};

use super::Seen;
use crate::components::words::counted;

/// The steps as a table, closed until asked for.
pub(super) fn of(seen: &Seen<'_>, reading: &RolesReading) -> Markup {
    let (left, right) = (&seen.view.left, &seen.view.right);
    let turned = reading.pair.a() != left.id;
    html! {
        @if !reading.findings.is_empty() {
            details {
                summary { "Step by step: " (counted(reading.findings.len(), "shared step", "shared steps")) }
                table.stack {
                    caption { span.vh { "Who is responsible for each step, as each of the two says" } }
                    thead {
                        tr {
                            th scope="col" { "Step" }
                            th scope="col" { (left.name) " says" }
                            th scope="col" { (right.name) " says" }
                            th scope="col" { "Together" }
                        }
                    }
                    tbody {
                        @for found in &reading.findings {
                            @let (ours, theirs) = if turned { (found.b_says, found.a_says) } else { (found.a_says, found.b_says) };
                            tr {
                                th scope="row" { (title(seen, found.step)) }
                                td data-l={ (left.name) " says" } { (named(seen, left.id, ours)) }
                                td data-l={ (right.name) " says" } { (named(seen, right.id, theirs)) }
                                td data-l="Together" { span class={ "mark " (style(found.state)) } { (words(seen, found.state)) } }
                            }
                        }
                    }
                }
                @if !reading.unanswered.is_empty() {
                    p."small"."quiet"."gap-s" {
                        (counted(reading.unanswered.len(), "more step has", "more steps have"))
                        " been answered by one of the two only. Not answered is never read as \u{201c}nobody\u{201d}."
                    }
                }
            }
        }
    }
}

fn title(seen: &Seen<'_>, step: StepId) -> String {
    seen.steps.get(&step).cloned().unwrap_or_else(|| "A step that is no longer there".to_owned())
}

fn named(seen: &Seen<'_>, own: OrganisationId, says: Responsible) -> String {
    match says {
        Responsible::Nobody => "Nobody".to_owned(),
        Responsible::Organisation(id) if id == own => "We do".to_owned(),
        Responsible::Organisation(id) => seen.names.name(id),
    }
}

fn words(seen: &Seen<'_>, state: StepState) -> String {
    match state {
        StepState::MisreadBy(id) => format!("Misread by {}", seen.names.name(id)),
        other => troth_report::words::capital(other.words()),
    }
}

const fn style(state: StepState) -> &'static str {
    match state {
        StepState::Clear => "clear",
        StepState::Contested => "contested",
        StepState::Orphaned => "orphaned",
        StepState::MisreadBy(_) => "misread",
    }
}
