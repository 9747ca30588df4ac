//! The page between reading and saving: what stands in the place of names and numbers, and who speaks.

use maud::{Markup, html};
use troth_app::imports::{LookedThrough, Proposal, Voice};
use troth_app::organisations::Names;
use troth_network::{Network, RoleLevel};
use troth_report::words::capital;
use troth_say::slice;

use super::told;
use crate::components::forms::{Choice, Draft, Field, Typed, checkbox, error_summary, select, urls};
use crate::components::words::counted;
use crate::layout::{Frame, Here, Page, page};
use crate::site::Site;

/// What the form before had, with what is proposed.
pub(super) fn filled(typed: &Typed, looked: &LookedThrough) -> Typed {
    let mut form = Typed::default().with("text", looked.text.as_str());
    told::put(&looked.told, &mut form);
    for field in ["title", "kind", "held_on", "file_name"] {
        form.put(field, typed.get(field));
    }
    for (at, proposal) in looked.proposals.iter().enumerate() {
        let with = if proposal.sure { proposal.suggestion.as_str() } else { "" };
        form.put(&format!("with-{at}"), with);
    }
    for (at, voice) in looked.voices.iter().enumerate() {
        if !voice.asks.is_empty() {
            form.put(&format!("asks-{at}"), "yes");
        }
    }
    form
}

/// The page.
pub(super) fn render(
    site: &Site,
    network: &Network,
    looked: &LookedThrough,
    names: &Names,
    draft: &Draft,
    notices: &[String],
) -> Page {
    let frame = Frame {
        network: Some(network),
        here: Here::Interviews,
        title: "Look the text through",
        custodian: true,
        ..Frame::default()
    };
    page(site, &frame, body(network, looked, names, draft, notices))
}

fn body(
    network: &Network,
    looked: &LookedThrough,
    names: &Names,
    draft: &Draft,
    notices: &[String],
) -> Markup {
    let new = format!("{}/new", urls::interviews(network));
    let (sure, unsure): (Vec<_>, Vec<_>) = looked.proposals.iter().enumerate().partition(|(_, p)| p.sure);
    html! {
        nav."crumbs" aria-label="Where you are" {
            a href=(urls::interviews(network)) { "Interviews" } span aria-hidden="true" { "\u{203a}" }
            a href=(new) { "Add an interview" } span aria-hidden="true" { "\u{203a}" } "Look it through"
        }
        h1 { "Look the text through" }
        (error_summary(draft))
        p.lede { "Nothing is saved yet. Decide what stands in the place of names and numbers and say who speaks, then save." }
        @if !notices.is_empty() {
            ul."note" { @for notice in notices { li { (notice) } } }
        }
        form method="post" action={ (new) "/save" } data-guard {
            @for field in ["title", "kind", "held_on", "file_name", "text", "times", "labels"] {
                input type="hidden" name=(field) value=(draft.typed.get(field));
            }
            section aria-labelledby="found" {
                h2 #found tabindex="-1" { span #replace tabindex="-1" {} "What points to people" }
                @if looked.proposals.is_empty() {
                    p { "No name, number, address or place was found. Rules cannot know every name: read the text below." }
                } @else {
                    p { "What you write stands in the text from now on; an empty field leaves the words as they are. The \
                         words themselves go into a key of their own, encrypted and apart from the text. Rules miss \
                         some names and take other words for names: read the text below too." }
                    @if !sure.is_empty() { (proposals(draft, &sure, "Found")) }
                    @if !unsure.is_empty() {
                        details open[unsure.len() <= 12] {
                            summary { (counted(unsure.len(), "word that may be a name", "words that may be names")) ", left as they are unless you say so" }
                            (proposals(draft, &unsure, "May be a name"))
                        }
                    }
                }
            }
            section aria-labelledby="voices" {
                h2 #voices { "Who speaks" }
                @if looked.voices.is_empty() {
                    p { "No speakers were recognised, so this is read as a document. In a transcript each turn begins with \
                         who speaks and a colon, such as: Manager: We ring the ward." }
                } @else {
                    p { (counted(looked.turns.len(), "turn", "turns")) ". What is not known now can be said later on the page of the text." }
                    div."cards"."two" {
                        @for (at, voice) in looked.voices.iter().enumerate() { (speaker(draft, at, voice, names)) }
                    }
                }
            }
            section aria-labelledby="words" {
                h2 #words { "The text" }
                details {
                    summary { "Read it" }
                    div.plaintext tabindex="0" role="region" aria-label="The text as it was read" { (beginning(&looked.text)) }
                }
            }
            div.acts {
                button.btn { "Save this text" }
                a href=(new) { "Start again" }
            }
        }
    }
}

/// What may be replaced, as a table with a field for each.
pub(in crate::pages) fn proposals(draft: &Draft, list: &[(usize, &Proposal)], caption: &str) -> Markup {
    html! {
        table.stack.proposals {
            caption.vh { (caption) }
            thead { tr { th scope="col" { "Words" } th scope="col" { "What they are" } th scope="col" { "What stands there instead" } } }
            tbody {
                @for (at, proposal) in list {
                    @let name = format!("with-{at}");
                    tr {
                        th scope="row" {
                            (proposal.words)
                            @if proposal.places.len() > 1 { span."quiet" { ", " (proposal.places.len()) " times" } }
                            p."small"."quiet" {
                                @if proposal.first.cut_before { "\u{2026}" }
                                (proposal.first.before) b { (proposal.first.passage) } (proposal.first.after)
                                @if proposal.first.cut_after { "\u{2026}" }
                            }
                        }
                        td data-l="What they are" { (capital(proposal.kind.words())) }
                        td data-l="What stands there instead" {
                            input type="hidden" name={ "what-" (at) } value=(proposal.words);
                            input."nhsuk-input" type="text" name=(name) id=(name) value=(draft.typed.get(&name))
                                aria-label={ "Instead of " (proposal.words) } autocomplete="off" placeholder=(proposal.suggestion);
                        }
                    }
                }
            }
        }
    }
}

fn speaker(draft: &Draft, at: usize, voice: &Voice, names: &Names) -> Markup {
    let organisations: Vec<Choice> = names.0.iter().map(|o| Choice::new(&o.external_id, &o.name)).collect();
    let levels: Vec<Choice> = [RoleLevel::Operational, RoleLevel::Tactical, RoleLevel::Strategic]
        .map(|level| Choice::new(level.id(), capital(level.words())))
        .to_vec();
    let (of, level, asks) = (format!("of-{at}"), format!("level-{at}"), format!("asks-{at}"));
    let why = voice.asks.join(", ");
    let field = Field::new(&asks, "This is the interviewer");
    html! {
        div.card {
            h3 { (voice.label) }
            p."small"."quiet" { (counted(voice.turns, "turn", "turns")) }
            input type="hidden" name={ "label-" (at) } value=(voice.label);
            (select(draft, Field::new(&of, "Works for"), Some("Not known"), &organisations))
            (select(draft, Field::new(&level, "Level"), Some("Not known"), &levels))
            @if why.is_empty() { (checkbox(draft, field)) }
            @else {
                @let hint = format!("Probably so: {why}");
                (checkbox(draft, field.hint(&hint)))
            }
        }
    }
}

/// The whole text, or its beginning where it is very long: the page must stay light.
fn beginning(text: &str) -> Markup {
    const SHOWN: usize = 60_000;
    let cut = slice(text, 0, SHOWN);
    html! {
        (cut.unwrap_or(text))
        @if cut.is_some_and(|cut| cut.len() < text.len()) { "\u{2026}" }
    }
}
