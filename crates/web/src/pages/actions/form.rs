//! The fields of an action: the measure, and what both sides write, side by side.

use maud::{Markup, html};
use troth_act::SmallWin;
use troth_app::actions::{ActionForm, SideForm};
use troth_app::{App, FieldError};
use troth_lens::Named;
use troth_network::{ActionId, Network, OrganisationId, Person, PersonId};

use super::measures;
use crate::components::forms::{
    Choice, Draft, Field, Typed, date_input, select, text_input, textarea, urls as form_urls,
};

/// The two sides, in the order of the form, and the people who may answer for them.
pub(crate) struct Sides<'a> {
    /// On the left.
    pub(crate) left: &'a Named,
    /// On the right.
    pub(crate) right: &'a Named,
    /// Everybody known by name.
    pub(crate) people: &'a [Person],
}

/// Names of the fields of one side.
struct Names {
    expectation: &'static str,
    risk: &'static str,
    owner: &'static str,
}

const LEFT: Names = Names { expectation: "left_expectation", risk: "left_risk", owner: "left_owner" };
const RIGHT: Names = Names { expectation: "right_expectation", risk: "right_risk", owner: "right_owner" };

/// Words on screen for what may have to be kept when somebody else saved first.
pub(crate) const LABELS: &[(&str, &str)] = &[
    ("title", "Title"),
    ("left_expectation", "What the first side expects"),
    ("right_expectation", "What the second side expects"),
    ("left_risk", "The risk of the first side"),
    ("right_risk", "The risk of the second side"),
    ("win_what", "What will have happened"),
    ("win_by", "By which day"),
    ("win_seen", "How both will see it"),
    ("words", "Words"),
];

/// What the form says.
///
/// # Errors
/// If a date or a choice cannot be read.
pub(crate) fn read(
    typed: &Typed,
    left: OrganisationId,
    right: OrganisationId,
) -> Result<ActionForm, Vec<FieldError>> {
    let mut errors = Vec::new();
    let mut side = |names: &Names| SideForm {
        expectation: typed.get(names.expectation).to_owned(),
        risk: typed.get(names.risk).to_owned(),
        owner: typed.chosen::<PersonId>(names.owner, &mut errors),
    };
    let (left_side, right_side) = (side(&LEFT), side(&RIGHT));
    let previous = typed.chosen::<ActionId>("previous", &mut errors);
    let by = typed.day("win_by", &mut errors);
    if !errors.is_empty() {
        return Err(errors);
    }
    Ok(ActionForm {
        left,
        right,
        narrative: typed.get("narrative").to_owned(),
        measure: typed.get("measure").to_owned(),
        title: typed.get("title").to_owned(),
        left_side,
        right_side,
        small_win: SmallWin {
            what: typed.get("win_what").trim().to_owned(),
            by,
            seen_how: typed.get("win_seen").trim().to_owned(),
        },
        previous,
    })
}

/// Says before anything is typed that nobody can answer for a side yet.
pub(crate) fn warnings(network: &Network, sides: &Sides<'_>) -> Markup {
    let without: Vec<&Named> = [sides.left, sides.right]
        .into_iter()
        .filter(|s| sides.people.iter().all(|p| p.organisation != s.id))
        .collect();
    html! {
        @for side in without {
            div.banner {
                p {
                    "Nobody at " (side.name) " is known by name yet, so nobody can answer for its part. "
                    a href=(form_urls::settings_people(network)) { "Add somebody first" } "."
                }
            }
        }
    }
}

/// All fields apart from who the two are.
pub(crate) fn fields(draft: &Draft, app: &App, sides: &Sides<'_>, narrative: &str) -> Markup {
    html! {
        (measures::choice(draft, app, narrative))
        (text_input(draft, Field::new("title", "Title").hint("What the two will do together, in a few words")))
        h2."gap-l" { "What both write" }
        div.both {
            (side(draft, sides.left, sides.people, &LEFT))
            (side(draft, sides.right, sides.people, &RIGHT))
        }
        h2."gap-l" { "A small win" }
        p.lede { "The first thing that can succeed. Modest is better: a step that fails costs trust." }
        (textarea(draft, Field::new("win_what", "What will have happened"), 2))
        (date_input(draft, Field::new("win_by", "By which day")))
        (textarea(draft, Field::new("win_seen", "How both will see it")
            .hint("Such as: counted in the call\u{2019}s notebook"), 2))
    }
}

fn side(draft: &Draft, side: &Named, people: &[Person], names: &Names) -> Markup {
    let owners: Vec<Choice> = people
        .iter()
        .filter(|p| p.organisation == side.id)
        .map(|p| Choice::new(p.id.to_string(), &p.name))
        .collect();
    html! {
        fieldset."nhsuk-fieldset" {
            legend."nhsuk-fieldset__legend"."nhsuk-fieldset__legend--s" { (side.name) }
            (textarea(draft, Field::new(names.expectation, "What it expects of the other")
                .hint("In its own words: when will it know that this was worth it?"), 3))
            (textarea(draft, Field::new(names.risk, "The risk it takes")
                .hint("What it may lose if the other does not keep to it"), 3))
            (select(draft, Field::new(names.owner, "Who answers for it"), Some("Choose"), &owners))
        }
    }
}
