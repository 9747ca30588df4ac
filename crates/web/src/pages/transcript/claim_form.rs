//! The form that adds a claim: what somebody says leads to what.

use maud::{Markup, html};
use troth_app::FieldError;
use troth_app::interviews::{NewClaim, TranscriptView};
use troth_say::{ClaimSign, Permission, Points};

use super::coding_form::{code_field, permissions, place};
use crate::components::forms::{Choice, Draft, Field, Typed, radios, select, text_input, textarea};

/// The prefix of the form's field ids, so that they differ from those of the coding form.
pub(super) const PREFIX: &str = "claim-";

/// The form before anything was typed.
pub(super) fn empty() -> Draft {
    Draft::of(Typed::default().with("permission", Permission::NotQuoted.id())).under(PREFIX)
}

/// What the form says.
///
/// # Errors
/// What has to be mended before the passage can be looked up.
pub(super) fn read(typed: &Typed, text: &Points<'_>) -> Result<NewClaim, Vec<FieldError>> {
    let mut errors = Vec::new();
    let sign = typed.chosen::<ClaimSign>("sign", &mut errors);
    let permission = typed.chosen::<Permission>("permission", &mut errors).unwrap_or_default();
    let place = place(typed, text, &mut errors);
    if !errors.is_empty() {
        return Err(errors);
    }
    Ok(NewClaim {
        place,
        cause: typed.get("cause").to_owned(),
        sign,
        effect: typed.get("effect").to_owned(),
        condition: typed.owned("condition"),
        permission,
        memo: typed.owned("memo"),
    })
}

/// The form, folded away until it is wanted.
pub(super) fn form(here: &str, draft: &Draft, view: &TranscriptView) -> Markup {
    let signs: Vec<Choice> =
        ClaimSign::ALL.iter().map(|s| Choice::new(s.id(), s.words().to_owned())).collect();
    html! {
        details."gap-l" open[!draft.errors.is_empty()] {
            summary { "Add a claim: what leads to what" }
            form #claim-form .seltool method="post" action={ (here) "/claim" } data-guard {
                p."small" { "Two codes joined by what somebody says: one leads to more or to less of the other. Mark \
                             the words in the text, or copy them here." }
                input type="hidden" name="start" value=(draft.typed.get("start"));
                input type="hidden" name="end" value=(draft.typed.get("end"));
                (textarea(draft, Field::new("quote", "Words of the passage"), 2))
                (code_field(draft, "cause", "What leads to it", &view.codebook))
                (radios(draft, Field::new("sign", "Which way"), &signs))
                (code_field(draft, "effect", "What it leads to", &view.codebook))
                (text_input(draft, Field::new("condition", "When it holds").hint("Such as: at weekends")))
                (select(draft, Field::new("permission", "What the speaker allows"), None, &permissions()))
                (textarea(draft, Field::new("memo", "Note"), 2))
                button.btn."slim" { "Add this claim" }
            }
        }
    }
}
