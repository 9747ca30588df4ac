//! What can be written about a code, as a form.

use maud::{Markup, html};
use troth_app::FieldError;
use troth_app::interviews::CodebookView;
use troth_network::Network;
use troth_report::words::capital;
use troth_say::{COLOURS, Code, CodeKey, CodeKind, CodeState, Codebook, Wording};

use crate::components::forms::{Choice, Draft, Field, Typed, select, text_input, textarea, urls};

/// Names of the colours, in the order of the palette.
const COLOUR_NAMES: [&str; COLOURS as usize] =
    ["Plum", "Teal", "Brown", "Blue", "Green", "Ochre", "Rose", "Grey"];

/// The number of the last change on the page that the form stands on.
pub(super) fn seen(typed: &Typed) -> i64 {
    typed.get("seen").parse().unwrap_or(-1)
}

/// What is written about the code.
///
/// # Errors
/// What is not on a list.
pub(super) fn wording(typed: &Typed) -> Result<Wording, Vec<FieldError>> {
    let mut errors = Vec::new();
    let state = typed.chosen::<CodeState>("state", &mut errors).unwrap_or_default();
    let colour = typed.chosen::<u8>("colour", &mut errors).unwrap_or(COLOURS - 1);
    if !errors.is_empty() {
        return Err(errors);
    }
    let text = |field: &str| typed.get(field).replace("\r\n", "\n");
    Ok(Wording {
        name: text("name"),
        definition: text("definition"),
        hallmark: text("hallmark"),
        example: text("example"),
        memo: text("memo"),
        letters: text("letters"),
        colour,
        state,
    })
}

/// The code above, if one was chosen.
///
/// # Errors
/// If it is no code's key.
pub(super) fn parent(typed: &Typed) -> Result<Option<CodeKey>, Vec<FieldError>> {
    code(typed, "parent")
}

/// A code chosen in a list.
///
/// # Errors
/// If it is no code's key.
pub(super) fn code(typed: &Typed, field: &'static str) -> Result<Option<CodeKey>, Vec<FieldError>> {
    let mut errors = Vec::new();
    let code = typed.chosen::<CodeKey>(field, &mut errors);
    if errors.is_empty() { Ok(code) } else { Err(errors) }
}

/// The codes in use as a list to choose from, without one and those below it.
pub(super) fn codes(codebook: &Codebook, without: Option<&CodeKey>) -> Vec<Choice> {
    codebook
        .tree()
        .into_iter()
        .filter(|(_, code)| without.is_none_or(|key| !codebook.is_within(&code.key, key)))
        .map(|(_, code)| {
            let top = codebook.above(&code.key).last().map_or(code.key.kind(), |top| top.key.kind());
            Choice::new(code.key.as_str(), codebook.full_name(&code.key)).under(top.words())
        })
        .collect()
}

/// The fields of a code; of a framework's only those that are a partnership's own.
pub(super) fn fields(draft: &Draft, framework: bool) -> Markup {
    let colours: Vec<Choice> =
        COLOUR_NAMES.iter().enumerate().map(|(at, name)| Choice::new(at.to_string(), *name)).collect();
    let states: Vec<Choice> =
        CodeState::ALL.iter().map(|s| Choice::new(s.id(), capital(s.words()))).collect();
    html! {
        @if framework {
            @for field in ["name", "definition", "hallmark", "state"] {
                input type="hidden" name=(field) value=(draft.typed.get(field));
            }
        } @else {
            (text_input(draft, Field::new("name", "Name").hint("What its passages have in common, in a few words")))
            (textarea(draft, Field::new("definition", "What it means"), 3))
            (textarea(draft, Field::new("hallmark", "How to tell it from others"), 2))
        }
        (textarea(draft, Field::new("example", "Example"), 2))
        (text_input(draft, Field::new("letters", "Two letters").hint("To choose it from the keyboard; left empty, Troth finds two")))
        (select(draft, Field::new("colour", "Colour"), None, &colours))
        @if !framework { (select(draft, Field::new("state", "How far it is worked out"), None, &states)) }
        (textarea(draft, Field::new("memo", "Thoughts about it"), 2))
    }
}

/// The form that makes a new code.
pub(super) fn new_code(network: &Network, view: &CodebookView, draft: &Draft) -> Markup {
    html! {
        section aria-labelledby="new" {
            h2 #new { "A new code" }
            form.form method="post" action=(urls::codebook(network)) data-guard {
                input type="hidden" name="seen" value=(view.last);
                (select(draft, Field::new("parent", "Below"), Some("Nothing: it stands by itself"), &codes(&view.codebook, None)))
                (fields(draft, false))
                button.btn { "Make this code" }
            }
        }
    }
}

/// A form filled with what is written about a code.
pub(super) fn of(code: &Code) -> Draft {
    let wording = &code.wording;
    Draft::of(
        Typed::default()
            .with("name", wording.name.as_str())
            .with("definition", wording.definition.as_str())
            .with("hallmark", wording.hallmark.as_str())
            .with("example", wording.example.as_str())
            .with("memo", wording.memo.as_str())
            .with("letters", wording.letters.as_str())
            .with("colour", wording.colour.to_string())
            .with("state", wording.state.id()),
    )
}

/// Whether a code is the framework's.
pub(super) fn is_frameworks(code: &Code) -> bool {
    code.key.kind() != CodeKind::Own
}
