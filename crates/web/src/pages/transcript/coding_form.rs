//! The form that codes a passage: by marking it, or by its words.

use maud::{Markup, html};
use troth_app::FieldError;
use troth_app::interviews::{NewCoding, Where};
use troth_app::organisations::Names;
use troth_framework::Lens;
use troth_report::words::capital;
use troth_say::{Permission, Polarity, normalise, slice};

use crate::components::forms::{Choice, Draft, Field, Typed, radios, select, textarea};

/// The form before anything was typed: silence means not quoted.
pub(super) fn empty() -> Draft {
    Draft::of(Typed::default().with("permission", Permission::NotQuoted.id()))
}

/// What the form says. `text` is the whole text, to compare marked words with typed ones.
///
/// # Errors
/// What has to be mended before the passage can be looked up.
pub(super) fn read(typed: &Typed, text: &str) -> Result<NewCoding, Vec<FieldError>> {
    let mut errors = Vec::new();
    let polarity = typed.chosen::<Polarity>("polarity", &mut errors);
    let permission = typed.chosen::<Permission>("permission", &mut errors).unwrap_or_default();
    // Forms send line breaks as CRLF; the text has LF.
    let words = normalise(typed.get("quote"));
    let words = words.trim();
    let marked = marked(typed);
    let place = match marked {
        Some((start, end)) if words.is_empty() || slice(text, start, end).map(str::trim) == Some(words) => {
            Where::At(start, end)
        }
        Some(_) => {
            let message = "The words marked in the text and the words written here differ. Empty this field to \
                           take the marked ones.";
            errors.push(FieldError::new("quote", message));
            Where::Words(words.to_owned())
        }
        None if words.is_empty() => {
            errors.push(FieldError::new("quote", "Mark a passage in the text, or write its words here."));
            Where::Words(String::new())
        }
        None => Where::Words(words.to_owned()),
    };
    let (narrative, facet) = match typed.get("narrative").split_once('/') {
        Some((narrative, facet)) => (narrative, Some(facet.to_owned())),
        None => (typed.get("narrative"), None),
    };
    if errors.is_empty() {
        return Ok(NewCoding {
            place,
            narrative: narrative.to_owned(),
            facet,
            polarity,
            about: typed.get("about").to_owned(),
            permission,
            memo: typed.owned("memo"),
        });
    }
    for (field, message) in [
        ("narrative", "Choose what the passage tells of."),
        ("polarity", "Choose whether it is told as a loss, a gain or neither."),
        ("about", "Choose whom the passage is about."),
    ] {
        if typed.filled(field).is_none() {
            errors.push(FieldError::new(field, message));
        }
    }
    Err(errors)
}

fn marked(typed: &Typed) -> Option<(usize, usize)> {
    Some((typed.filled("start")?.parse().ok()?, typed.filled("end")?.parse().ok()?))
}

/// The form.
pub(super) fn form(here: &str, draft: &Draft, names: &Names, lens: &Lens, text: &str) -> Markup {
    let quote = marked(&draft.typed).and_then(|(start, end)| slice(text, start, end)).unwrap_or_default();
    let polarities: Vec<Choice> =
        Polarity::ALL.iter().map(|p| Choice::new(p.id(), capital(p.words()))).collect();
    html! {
        form #coding-form .seltool method="post" action={ (here) "/code" } data-guard {
            h2 { "Code a passage" }
            output data-quote { (quote) }
            input type="hidden" name="start" value=(draft.typed.get("start"));
            input type="hidden" name="end" value=(draft.typed.get("end"));
            (textarea(draft, Field::new("quote", "Words of the passage")
                .hint("Mark them in the text, or copy them here as they stand there"), 3))
            (select(draft, Field::new("narrative", "What it tells of"), Some("Choose"), &stories(lens)))
            (radios(draft, Field::new("polarity", "How it is told"), &polarities))
            (select(draft, Field::new("about", "Whom it is about"), Some("Choose"), &whom(names)))
            (select(draft, Field::new("permission", "What the speaker allows"), None, &permissions()))
            (textarea(draft, Field::new("memo", "Note").hint("Never leaves this page"), 2))
            button.btn."slim" { "Code this passage" }
        }
    }
}

/// Narratives, those with facets with each of them.
fn stories(lens: &Lens) -> Vec<Choice> {
    let mut list = Vec::new();
    for narrative in &lens.narratives {
        let whole = Choice::new(&narrative.id, &narrative.label).under(&narrative.label);
        if narrative.facets.is_empty() {
            list.push(Choice { group: None, ..whole });
            continue;
        }
        list.push(Choice { label: "Not clear which side of it".to_owned(), ..whole });
        list.extend(narrative.facets.iter().map(|facet| {
            Choice::new(format!("{}/{}", narrative.id, facet.id), &facet.label).under(&narrative.label)
        }));
    }
    list
}

fn whom(names: &Names) -> Vec<Choice> {
    let sectors = names.sectors();
    let sectors =
        sectors.iter().map(|s| Choice::new(format!("sector:{s}"), s.words()).under("Kinds of organisations"));
    let organisations = names.0.iter().map(|o| Choice::new(&o.external_id, &o.name).under("Organisations"));
    sectors.chain(organisations).collect()
}

/// What a speaker may allow, from narrow to wide.
pub(super) fn permissions() -> Vec<Choice> {
    Permission::ALL.iter().map(|p| Choice::new(p.id(), capital(p.words()))).collect()
}
