//! The form that codes a passage, by marking it or by its words, and that changes a coding.

use maud::{Markup, html};
use troth_app::FieldError;
use troth_app::interviews::{NewCoding, TranscriptView, Where};
use troth_app::organisations::Names;
use troth_network::RoleLevel;
use troth_report::words::capital;
use troth_say::{
    About, CodeKind, Codebook, Coding, Permission, Points, Polarity, Speaker, Stated, normalise,
};

use crate::components::forms::{Choice, Draft, Field, Typed, radios, select, text_input, textarea};

/// The form before anything was typed: silence means not quoted.
pub(super) fn empty() -> Draft {
    Draft::of(Typed::default().with("permission", Permission::NotQuoted.id()))
}

/// The form filled with a coding that is to be changed.
pub(super) fn of(view: &TranscriptView, coding: &Coding, names: &Names) -> Draft {
    let about = match &coding.about {
        Some(About::Organisation(id)) => names.get(*id).map_or_else(String::new, |o| o.external_id.clone()),
        Some(About::Sector(sector)) => format!("sector:{sector}"),
        None => String::new(),
    };
    let stated = coding.stated.organisation.and_then(|id| names.get(id));
    Draft::of(
        Typed::default()
            .with("coding", coding.id.to_string())
            .with("start", coding.start.to_string())
            .with("end", coding.end.to_string())
            .with("code", view.codebook.full_name(&view.codebook.resolve(coding.id, &coding.code)))
            .with("polarity", coding.polarity.map_or("", Polarity::id))
            .with("about", about)
            .with("permission", coding.permission.id())
            .with("said_by", coding.stated.label.clone().unwrap_or_default())
            .with("said_for", stated.map_or("", |o| o.external_id.as_str()))
            .with("said_level", coding.stated.role_level.map_or("", RoleLevel::id))
            .with("memo", coding.memo.clone().unwrap_or_default()),
    )
}

/// Where the form says the passage is. `text` is the whole text, to compare marked words with typed ones.
pub(super) fn place(typed: &Typed, text: &Points<'_>, errors: &mut Vec<FieldError>) -> Where {
    // Forms send line breaks as CRLF; the text has LF.
    let words = normalise(typed.get("quote"));
    let words = words.trim();
    match marked(typed) {
        Some((start, end)) if words.is_empty() || text.slice(start, end).map(str::trim) == Some(words) => {
            Where::At(start, end)
        }
        Some(_) => {
            let message = "The words marked in the text and the words written here differ. Empty this field to \
                           take the marked ones.";
            errors.push(FieldError::new("quote", message));
            Where::Words(words.to_owned())
        }
        None => {
            if words.is_empty() {
                let message = "Mark a passage in the text, or write its words here.";
                errors.push(FieldError::new("quote", message));
            }
            Where::Words(words.to_owned())
        }
    }
}

/// What the form says.
///
/// # Errors
/// What has to be mended before the passage can be looked up.
pub(super) fn read(typed: &Typed, text: &Points<'_>, names: &Names) -> Result<NewCoding, Vec<FieldError>> {
    let mut errors = Vec::new();
    let polarity = typed.chosen::<Polarity>("polarity", &mut errors);
    let permission = typed.chosen::<Permission>("permission", &mut errors).unwrap_or_default();
    let role_level = typed.chosen::<RoleLevel>("said_level", &mut errors);
    let organisation = typed.filled("said_for").and_then(|id| {
        let found = names.by_external(id).map(|o| o.id);
        if found.is_none() {
            errors.push(FieldError::new("said_for", "Choose an organisation of the list."));
        }
        found
    });
    let place = place(typed, text, &mut errors);
    if typed.filled("code").is_none() {
        errors.push(FieldError::new("code", "Choose a code: type its two letters or its name."));
    }
    if !errors.is_empty() {
        return Err(errors);
    }
    Ok(NewCoding {
        place,
        code: typed.get("code").to_owned(),
        polarity,
        about: typed.get("about").to_owned(),
        stated: Stated { label: typed.owned("said_by"), organisation, role_level },
        permission,
        memo: typed.owned("memo"),
    })
}

fn marked(typed: &Typed) -> Option<(usize, usize)> {
    Some((typed.filled("start")?.parse().ok()?, typed.filled("end")?.parse().ok()?))
}

/// The form.
pub(super) fn form(here: &str, draft: &Draft, names: &Names, view: &TranscriptView) -> Markup {
    let text = view.stored.points();
    let quote = marked(&draft.typed).and_then(|(start, end)| text.slice(start, end)).unwrap_or_default();
    let changes = draft.typed.filled("coding");
    let polarities: Vec<Choice> = std::iter::once(Choice::new("", "Not said"))
        .chain(Polarity::ALL.iter().map(|p| Choice::new(p.id(), short(*p))))
        .collect();
    let action = if changes.is_some() { "/recode" } else { "/code" };
    html! {
        form #coding-form .seltool method="post" action={ (here) (action) } data-guard data-quick[changes.is_none()] {
            h2 { (if changes.is_some() { "Change this coding" } else { "Code a passage" }) }
            output data-quote { (quote) }
            p."small"."quiet" data-said aria-live="polite" {}
            @if let Some(id) = changes { input type="hidden" name="coding" value=(id); }
            input type="hidden" name="start" value=(draft.typed.get("start"));
            input type="hidden" name="end" value=(draft.typed.get("end"));
            div data-without-script {
                (textarea(draft, Field::new("quote", "Words of the passage")
                    .hint("Mark them in the text, or copy them here as they stand there"), 2))
            }
            (code_field(draft, "code", "Code", &view.codebook))
            (radios(draft, Field::new("polarity", "How it is told"), &polarities))
            (select(draft, Field::new("about", "Whom it is about"), Some("Not said"), &whom(names)))
            (more(draft, names, &view.stored.speakers, changes.is_none()))
            div.acts {
                button.btn."slim" { (if changes.is_some() { "Save" } else { "Code this passage" }) }
                @if changes.is_some() { a href=(here) { "Leave as it is" } }
            }
        }
    }
}

/// A word for each way of telling, under "How it is told".
const fn short(polarity: Polarity) -> &'static str {
    match polarity {
        Polarity::Loss => "As a loss",
        Polarity::Gain => "As a gain",
        Polarity::Neutral => "As neither",
    }
}

/// A field for a code: two letters, a name, or one of the list.
pub(super) fn code_field(draft: &Draft, name: &str, label: &str, codebook: &Codebook) -> Markup {
    let field = Field::new(name, label).hint("Two letters, or the beginning of its name").suggesting("codes");
    html! {
        (text_input(draft, field))
        // The list is there once, drawn with the first field that uses it.
        @if name == "code" { (codes(codebook)) }
    }
}

fn codes(codebook: &Codebook) -> Markup {
    html! {
        datalist #codes {
            @for (_, code) in codebook.tree() {
                option value=(codebook.full_name(&code.key)) data-letters=(code.wording.letters) {
                    (code.wording.letters)
                    @if code.key.kind() == CodeKind::Own { ", own" }
                }
            }
        }
    }
}

fn more(draft: &Draft, names: &Names, speakers: &[Speaker], new: bool) -> Markup {
    let organisations: Vec<Choice> = names.0.iter().map(|o| Choice::new(&o.external_id, &o.name)).collect();
    let levels: Vec<Choice> = [RoleLevel::Operational, RoleLevel::Tactical, RoleLevel::Strategic]
        .map(|level| Choice::new(level.id(), capital(level.words())))
        .to_vec();
    let hint = match speakers {
        [] => "Nobody was recognised as speaker of this text",
        _ => "Only where it is not the speaker of the turn",
    };
    let used = ["said_by", "said_for", "said_level", "memo"].iter().any(|f| draft.typed.filled(f).is_some());
    let wrong = ["said_for", "said_level", "permission"].iter().any(|f| draft.error(f).is_some());
    html! {
        details open[used || wrong] {
            summary { "Whose words, permission, note" }
            (text_input(draft, Field::new("said_by", "Whose words").hint(hint)))
            (select(draft, Field::new("said_for", "Speaking for"), Some("As in the text"), &organisations))
            (select(draft, Field::new("said_level", "Level"), Some("As in the text"), &levels))
            @if new { (select(draft, Field::new("permission", "What the speaker allows"), None, &permissions())) }
            (textarea(draft, Field::new("memo", "Note").hint("Never leaves the custodian\u{2019}s pages"), 2))
        }
    }
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
