//! The page between reading a project and storing it.

use maud::{Markup, html};
use troth_app::exchange::{LookedProject, LookedText};
use troth_network::Network;
use troth_report::words::capital;
use troth_say::DocumentKind;

use super::{crumbs, frame};
use crate::components::forms::{Choice, Draft, Field, Typed, checkbox, error_summary, select, urls};
use crate::components::words::counted;
use crate::layout::{Page, page};
use crate::pages::interviews::proposals;
use crate::site::Site;

/// Most names of new codes that are listed.
const LISTED: usize = 30;

/// The form with what is proposed.
pub(super) fn filled(looked: &LookedProject, key: &str) -> Typed {
    let mut form = Typed::default().with("project", key).with("kind", DocumentKind::Interview.id());
    for (at, proposal) in looked.proposals.iter().enumerate() {
        let with = if proposal.sure { proposal.suggestion.as_str() } else { "" };
        form.put(&format!("with-{at}"), with);
    }
    for (at, text) in looked.texts.iter().enumerate() {
        for (voice, _) in text.voices.iter().enumerate().filter(|(_, voice)| !voice.asks.is_empty()) {
            form.put(&format!("asks-{at}-{voice}"), "yes");
        }
    }
    form
}

/// The page.
pub(super) fn render(site: &Site, network: &Network, looked: &LookedProject, draft: &Draft) -> Page {
    page(site, &frame(network, "Look the project through"), body(network, looked, draft))
}

fn body(network: &Network, looked: &LookedProject, draft: &Draft) -> Markup {
    let kinds: Vec<Choice> =
        DocumentKind::ALL.iter().map(|k| Choice::new(k.id(), capital(k.words()))).collect();
    let new = looked.texts.iter().any(|text| text.there.is_none());
    html! {
        (crumbs(network, Some("Look it through")))
        h1 { "Look the project through" }
        (error_summary(draft))
        p.lede {
            "Nothing is saved yet. Decide what stands in the place of names and numbers and what comes in, then bring it in: \
             all of it, or nothing."
        }
        (read(looked))
        form method="post" action={ (urls::exchange(network)) "/bring" } data-guard {
            input type="hidden" name="project" value=(draft.typed.get("project"));
            (found(looked, draft))
            @if !looked.texts.is_empty() {
                section aria-labelledby="texts" {
                    h2 #texts { (counted(looked.texts.len(), "text", "texts")) }
                    @if new {
                        p { "Where speakers work can be said later, on the page of each text. The words of interviewers are never coded." }
                        (select(draft, Field::new("kind", "Kind of the texts, where the file does not say it"), None, &kinds))
                    }
                    div."cards"."two" { @for (at, text) in looked.texts.iter().enumerate() { (one(network, draft, at, text)) } }
                }
            }
            div.acts {
                button.btn { "Bring it in" }
                a href=(urls::exchange(network)) { "Choose another file" }
            }
        }
    }
}

/// How the file was read.
fn read(looked: &LookedProject) -> Markup {
    html! {
        section aria-labelledby="read" {
            h2 #read { (looked.file) }
            ul.bullets { @for line in &looked.remarks { li { (line) } } }
            @if !looked.samples.is_empty() {
                p { "So passages read now. If they are cut in the middle of words, do not bring the file in." }
                @for (title, words) in &looked.samples { blockquote { p { (words) } footer."small"."quiet" { (title) } } }
            }
            p {
                (counted(looked.codes_known, "code is", "codes are")) " in the codebook already, "
                (looked.codes_new.len()) " would be new"
                @if looked.codes_new.is_empty() { "." } @else {
                    ": " (looked.codes_new.iter().take(LISTED).map(String::as_str).collect::<Vec<_>>().join(", "))
                    @if looked.codes_new.len() > LISTED { " and " (looked.codes_new.len() - LISTED) " more" }
                    "."
                }
                @if !looked.coders.is_empty() {
                    " Passages come in under the names of those who coded them: " (looked.coders.join(", ")) "."
                }
            }
        }
    }
}

fn found(looked: &LookedProject, draft: &Draft) -> Markup {
    let (sure, unsure): (Vec<_>, Vec<_>) = looked.proposals.iter().enumerate().partition(|(_, p)| p.sure);
    html! {
        section aria-labelledby="found" {
            h2 #found tabindex="-1" { span #replace tabindex="-1" {} "What points to people" }
            @if looked.proposals.is_empty() {
                p { "No name, number, address or place was found in what is new. Rules cannot know every name: read the texts too." }
            } @else {
                p {
                    "What you write stands in all texts, titles and notes from now on; an empty field leaves the words as \
                     they are. Passages stay on their words. Words of a text, its title and the notes \
                     on its passages go into a key of that text, encrypted and apart; words replaced in codes and claims \
                     are kept nowhere. Rules miss some names and take other words for names."
                }
                @if !sure.is_empty() { (proposals(draft, &sure, "Found")) }
                @if !unsure.is_empty() {
                    details open[unsure.len() <= 12] {
                        summary { (counted(unsure.len(), "word that may be a name", "words that may be names")) ", left as they are unless you say so" }
                        (proposals(draft, &unsure, "May be a name"))
                    }
                }
            }
        }
    }
}

fn one(network: &Network, draft: &Draft, at: usize, text: &LookedText) -> Markup {
    let without = format!("without-{at}");
    html! {
        div.card {
            h3 { (text.title) }
            p."small"."quiet" {
                (counted(text.characters, "character", "characters")) ", "
                (counted(text.passages, "passage", "passages"))
            }
            @if let Some((id, title)) = &text.there {
                p { "Already there as " a href=(urls::transcript(network, id)) { (title) } ": its passages that are new go into it." }
            }
            @for (number, voice) in text.voices.iter().enumerate() {
                @let name = format!("asks-{at}-{number}");
                @let label = format!("{} interviews ({})", voice.label, counted(voice.turns, "turn", "turns"));
                @let why = format!("Probably so: {}", voice.asks.join(", "));
                input type="hidden" name={ "label-" (at) "-" (number) } value=(voice.label);
                @if voice.asks.is_empty() { (checkbox(draft, Field::new(&name, &label))) }
                @else { (checkbox(draft, Field::new(&name, &label).hint(&why))) }
            }
            @if text.there.is_none() && text.voices.is_empty() {
                p."small" { "No speakers were recognised, so this is read as a document." }
            }
            (checkbox(draft, Field::new(&without, "Leave this text out")))
        }
    }
}
