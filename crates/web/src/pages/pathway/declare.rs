//! The form in which one organisation says who is responsible for each step.

use maud::{Markup, html};
use troth_app::FieldError;
use troth_app::organisations::Names;
use troth_lens::Named;
use troth_network::StepId;
use troth_record::{Declaration, Responsible, Step};

use crate::components::forms::{Choice, Draft, Field, Typed, select};

/// "Nobody is responsible", as the form sends it. Organisations are sent as `o:` and their id, so that none can be
/// taken for this.
const NOBODY: &str = "nobody";

/// What the organisation has said so far, as the form shows it.
pub(super) fn said_before(by: &Named, declarations: &[Declaration], names: &Names) -> Typed {
    let mut typed = Typed::default().with("as", &by.external_id);
    for said in declarations.iter().filter(|d| d.declared_by == by.id) {
        let value = match said.responsible {
            Responsible::Nobody => Some(NOBODY.to_owned()),
            Responsible::Organisation(id) => names.get(id).map(|o| format!("o:{}", o.external_id)),
        };
        if let Some(value) = value {
            typed.put(&said.step.to_string(), value);
        }
    }
    typed
}

/// What the form says of each step of the pathway; a step left open takes a declaration back.
///
/// # Errors
/// If an organisation is named that is not there.
pub(super) fn read(
    typed: &Typed,
    steps: &[Step],
    names: &Names,
) -> Result<Vec<(StepId, Option<Responsible>)>, Vec<FieldError>> {
    let mut said = Vec::with_capacity(steps.len());
    for step in steps {
        let value = typed.get(&step.id.to_string());
        said.push(match (value, value.strip_prefix("o:")) {
            ("", _) => (step.id, None),
            (NOBODY, _) => (step.id, Some(Responsible::Nobody)),
            (_, Some(id)) if names.by_external(id).is_some() => {
                (step.id, names.by_external(id).map(|o| Responsible::Organisation(o.id)))
            }
            _ => {
                let message = format!("Choose again who is responsible for \u{201c}{}\u{201d}.", step.title);
                return Err(vec![FieldError::new("as", message)]);
            }
        });
    }
    Ok(said)
}

/// Who speaks, then a list for each step. Without a script the first is a page of its own.
pub(super) fn section(
    here: &str,
    steps: &[Step],
    by: Option<&Named>,
    draft: &Draft,
    names: &Names,
    speaks: &[&Named],
) -> Markup {
    let organisations: Vec<Choice> = speaks.iter().map(|o| Choice::new(&o.external_id, &o.name)).collect();
    html! {
        section aria-labelledby="say" {
            h2 #say { "Say who is responsible" }
            @if organisations.is_empty() {
                p.lede { "Add the organisations of the partnership first, under Settings." }
            } @else {
                p.lede { "Each organisation says it for itself, without looking at what others said." }
                form."filter" method="get" action={ (here) "#say" } {
                    (select(draft, Field::new("as", "Which organisation says it"), Some("Choose"), &organisations))
                    button.btn."second"."slim" { "Choose" }
                }
            }
            @if let Some(by) = by { (form(here, steps, by, draft, names)) }
        }
    }
}

fn form(here: &str, steps: &[Step], by: &Named, draft: &Draft, names: &Names) -> Markup {
    let mut choices = vec![
        Choice::new(format!("o:{}", by.external_id), format!("We do ({})", by.name)),
        Choice::new(NOBODY, "Nobody does"),
    ];
    let others = names.0.iter().filter(|o| o.id != by.id);
    choices.extend(others.map(|o| Choice::new(format!("o:{}", o.external_id), &o.name)));
    html! {
        form.form method="post" action=(here) data-guard {
            h3 { "What " (by.name) " says" }
            input type="hidden" name="as" value=(by.external_id);
            @for (step, at) in steps.iter().zip(1..) {
                (select(draft, Field::new(&step.id.to_string(), &format!("{at}. {}", step.title)),
                    Some("Not answered"), &choices))
            }
            button.btn { "Save what " (by.name) " says" }
        }
    }
}
