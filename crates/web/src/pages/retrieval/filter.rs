//! The form that asks for passages; its answers stand in the address.

use maud::{Markup, html};
use troth_app::interviews::Retrieval;
use troth_network::RoleLevel;
use troth_report::words::capital;
use troth_say::retrieval::{NEARBY, Query};
use troth_say::{About, CodeKey, Codebook, DocumentKind, Polarity};

use super::board::By;
use crate::components::forms::Choice;

/// The form.
pub(super) fn form(path: &str, data: &Retrieval, query: &Query, by: By) -> Markup {
    let codes = codes(&data.codebook);
    let text = |value: Option<&String>| value.cloned().unwrap_or_default();
    let id = |value: Option<String>| value.unwrap_or_default();
    let sectors: Vec<Choice> = data.names.sectors().iter().map(|s| Choice::new(&s.0, s.words())).collect();
    let organisations: Vec<Choice> =
        data.names.0.iter().map(|o| Choice::new(o.id.to_string(), &o.name)).collect();
    let levels: Vec<Choice> = [RoleLevel::Operational, RoleLevel::Tactical, RoleLevel::Strategic]
        .map(|level| Choice::new(level.id(), capital(level.words())))
        .to_vec();
    let kinds: Vec<Choice> =
        DocumentKind::ALL.iter().map(|kind| Choice::new(kind.id(), capital(kind.words()))).collect();
    let polarities: Vec<Choice> =
        Polarity::ALL.iter().map(|p| Choice::new(p.id(), capital(p.words()))).collect();
    let texts: Vec<Choice> =
        data.texts.iter().map(|t| Choice::new(t.transcript.id.to_string(), &t.transcript.title)).collect();
    let same = |list: Vec<String>| list.into_iter().map(|s| Choice::new(&s, &s)).collect::<Vec<_>>();
    let speakers = same(data.speakers());
    let coders: Vec<Choice> = data.coders().iter().map(|id| Choice::new(id, data.coder(id))).collect();
    let about = id(query.about.as_ref().map(|about| match about {
        About::Organisation(id) => format!("organisation:{id}"),
        About::Sector(sector) => format!("sector:{sector}"),
    }));
    let key = |code: Option<&CodeKey>| id(code.map(|code| code.as_str().to_owned()));
    let more = uses_more(query);
    html! {
        form method="get" action=(path) {
            div.filter {
                (select("code", "code", "Code", "Any code", &codes, &key(query.codes.first())))
                @for (at, code) in query.codes.iter().enumerate().skip(1) {
                    (select("code", &format!("code-{at}"), "Or code", "None", &codes, code.as_str()))
                }
                @if !query.codes.is_empty() { (select("code", "code-more", "Or code", "None", &codes, "")) }
                (select("polarity", "polarity", "Told as", "Any", &polarities, &id(query.polarity.map(|p| p.id().to_owned()))))
                (select("about", "about", "About", "Anybody", &whom(data), &about))
                (input("text", "The words hold", &text(query.text.as_ref())))
                (select("by", "by", "Grouped by", "", &[Choice::new("code", "Code"), Choice::new("speaker", "Speaker")], by.id()))
                div."nhsuk-checkboxes" {
                    div."nhsuk-checkboxes__item" {
                        input."nhsuk-checkboxes__input" type="checkbox" id="below" name="below" value="yes" checked[query.below];
                        label."nhsuk-label"."nhsuk-checkboxes__label" for="below" { "Codes below the named ones too" }
                    }
                }
                button."btn"."slim" type="submit" { "Find passages" }
            }
            details.more open[more] {
                summary { "Who says it, where, and beside what" }
                div.filter {
                    (select("speaker", "speaker", "Speaker", "Anybody", &speakers, &text(query.speaker.as_ref())))
                    (select("organisation", "organisation", "Speaking for", "Any organisation", &organisations, &id(query.organisation.map(|o| o.to_string()))))
                    (select("sector", "sector", "Kind of organisation", "Any kind", &sectors, &id(query.sector.as_ref().map(|s| s.0.clone()))))
                    (select("level", "level", "Level", "Any level", &levels, &id(query.role_level.map(|l| l.id().to_owned()))))
                    (select("transcript", "transcript", "Text", "Any text", &texts, &id(query.transcript.map(|t| t.to_string()))))
                    (select("kind", "kind", "Kind of text", "Any kind", &kinds, &id(query.kind.map(|k| k.id().to_owned()))))
                    @if coders.len() > 1 || query.coder.is_some() {
                        (select("coder", "coder", "Coder", "Anybody", &coders, &text(query.coder.as_ref())))
                    }
                    (select("overlaps", "overlaps", "Overlaps with", "Nothing asked", &codes, &key(query.overlaps.as_ref())))
                    (select("near", "near", "Near to", "Nothing asked", &codes, &key(query.near.as_ref().map(|n| &n.code))))
                    (input("within", "Near: at most so many characters away", &query.near.as_ref().map_or(NEARBY, |n| n.within).to_string()))
                    button."btn"."slim" type="submit" { "Find passages" }
                }
            }
        }
    }
}

/// Whether something is asked that stands in the folded part.
fn uses_more(query: &Query) -> bool {
    let plain = Query {
        codes: query.codes.clone(),
        below: query.below,
        polarity: query.polarity,
        about: query.about.clone(),
        text: query.text.clone(),
        ..Query::default()
    };
    *query != plain
}

/// The codes in use as a list to choose from.
pub(super) fn codes(codebook: &Codebook) -> Vec<Choice> {
    let kind = |code: &CodeKey| codebook.above(code).last().map_or(code.kind(), |top| top.key.kind());
    let tree = codebook.tree();
    let choice =
        |code: &CodeKey| Choice::new(code.as_str(), codebook.full_name(code)).under(kind(code).words());
    tree.iter().map(|(_, code)| choice(&code.key)).collect()
}

fn whom(data: &Retrieval) -> Vec<Choice> {
    let sectors = data.names.sectors();
    let sectors =
        sectors.iter().map(|s| Choice::new(format!("sector:{s}"), s.words()).under("Kinds of organisations"));
    let organisations = data
        .names
        .0
        .iter()
        .map(|o| Choice::new(format!("organisation:{}", o.id), &o.name).under("Organisations"));
    sectors.chain(organisations).collect()
}

/// A list of a filter; no words for no choice: there is always one. What was asked stays on the list even if it is none
/// of the choices.
pub(super) fn select(name: &str, id: &str, label: &str, any: &str, list: &[Choice], chosen: &str) -> Markup {
    let stray = !chosen.is_empty() && !list.iter().any(|c| c.value == chosen);
    let option = |choice: &Choice| {
        html! { option value=(choice.value) selected[choice.value == chosen] { (choice.label) } }
    };
    html! {
        div."nhsuk-form-group" {
            label."nhsuk-label" for=(id) { (label) }
            select."nhsuk-select" id=(id) name=(name) {
                @if !any.is_empty() { option value="" { (any) } }
                @if stray { option value=(chosen) selected { (chosen) } }
                @for run in list.chunk_by(|a, b| a.group == b.group) {
                    @match run.first().and_then(|c| c.group.as_deref()) {
                        Some(group) => optgroup label=(group) { @for choice in run { (option(choice)) } },
                        None => { @for choice in run { (option(choice)) } }
                    }
                }
            }
        }
    }
}

/// One line of a filter.
pub(super) fn input(name: &str, label: &str, value: &str) -> Markup {
    html! {
        div."nhsuk-form-group" {
            label."nhsuk-label" for=(name) { (label) }
            input."nhsuk-input" type="text" id=(name) name=(name) value=(value) autocomplete="off";
        }
    }
}
