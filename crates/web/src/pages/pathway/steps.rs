//! The steps of a pathway in order, with who says what.

use maud::{Markup, html};
use troth_app::organisations::Names;
use troth_gate::{FactsReading, Released};
use troth_network::{OrganisationId, Pair};
use troth_record::{Step, StepOverview, StepState};

use crate::components::words::listed;

/// All steps; what was not read yet is shown by its title alone.
pub(super) fn steps(steps: &[Step], facts: &Released<FactsReading>, names: &Names) -> Markup {
    let facts = facts.value();
    html! {
        section aria-labelledby="steps" {
            h2 #steps { "Steps" }
            ol.steps {
                @for step in steps {
                    @let overview = facts.pathways.iter().flat_map(|p| &p.overview).find(|o| o.step == step.id);
                    @match overview {
                        Some(overview) => (one(step, overview, facts, names)),
                        None => li.step { h3 { (step.title) } p."quiet" { "Nothing worked out yet." } },
                    }
                }
            }
        }
    }
}

fn one(step: &Step, overview: &StepOverview, facts: &FactsReading, names: &Names) -> Markup {
    let states: Vec<(Pair, StepState)> = facts
        .roles
        .iter()
        .flat_map(|r| r.findings.iter().filter(|f| f.step == step.id).map(|f| (r.pair, f.state)))
        .collect();
    let marks: Vec<(&str, &str, Vec<Pair>)> = [
        ("contested", "Claimed by both"),
        ("orphaned", "Claimed by neither"),
        ("misread", "Misread"),
        ("clear", "Clear"),
    ]
    .into_iter()
    .map(|(class, words)| {
        (class, words, states.iter().filter(|(_, s)| class_of(*s) == class).map(|(pair, _)| *pair).collect())
    })
    .filter(|(_, _, pairs): &(_, _, Vec<Pair>)| !pairs.is_empty())
    .collect();
    let worst = marks.first().map_or("", |(class, _, _)| class);
    html! {
        li class={ "step " (worst) } {
            header {
                h3 { (step.title) }
                @if let Some((class, words, _)) = marks.first() { span class={ "mark " (class) } { (words) } }
            }
            p { (overview.sentence()) }
            (claims(overview, names))
            @if marks.iter().any(|(class, _, _)| *class != "clear") {
                details {
                    summary { "Between which organisations" }
                    @for (_, words, pairs) in &marks {
                        @let pairs: Vec<String> = pairs.iter().map(|p| both(*p, names)).collect();
                        p.small { b { (words) ": " } (pairs.join("; ")) }
                    }
                }
            }
        }
    }
}

const fn class_of(state: StepState) -> &'static str {
    match state {
        StepState::Contested => "contested",
        StepState::Orphaned => "orphaned",
        StepState::MisreadBy(_) => "misread",
        StepState::Clear => "clear",
    }
}

fn both(pair: Pair, names: &Names) -> String {
    let mut both = [names.name(pair.a()), names.name(pair.b())];
    both.sort();
    listed(&both)
}

fn claims(overview: &StepOverview, names: &Names) -> Markup {
    let name = |id: &OrganisationId| names.name(*id);
    let mut said: Vec<(String, String)> = overview
        .claimed_by
        .iter()
        .map(|by| (name(by), "\u{201c}we do\u{201d}".to_owned()))
        .chain(overview.names_another.iter().map(|(by, named)| (name(by), format!("names {}", name(named)))))
        .chain(overview.says_nobody.iter().map(|by| (name(by), "\u{201c}nobody does\u{201d}".to_owned())))
        .collect();
    said.sort();
    let mut unanswered: Vec<String> = overview.unanswered.iter().map(name).collect();
    unanswered.sort();
    html! {
        ul.claims { @for (by, what) in &said { li { (by) ": " (what) } } }
        @if !unanswered.is_empty() {
            details {
                summary { "Who has not answered" }
                p.small { "Answered on other steps, not on this one: " (listed(&unanswered)) "." }
            }
        }
    }
}
