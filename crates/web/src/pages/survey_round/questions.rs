//! All questions of a questionnaire, in the order of asking, to be read before anybody is asked.

use axum::extract::Path;
use maud::{Markup, html};
use troth_network::Network;
use troth_rate::instrument::{Form, Instrument, Item, Kind, Who};

use super::{Round, framed};
use crate::components::forms::urls;
use crate::error::PageError;
use crate::layout::Page;
use crate::site::Site;

const TITLE: &str = "All questions";
const LANGUAGE: &str = "en";

/// Those that come with Troth.
pub(super) async fn built_in(site: Site, Path(network): Path<String>) -> Result<Page, PageError> {
    let network = site.app.network(&network).await?;
    let crumbs = html! {
        nav."crumbs" aria-label="Where you are" {
            a href=(urls::survey(&network)) { "Survey" } span aria-hidden="true" { "\u{203a}" } (TITLE)
        }
    };
    Ok(render(&site, &network, Instrument::built_in(), &crumbs))
}

/// Those of a round.
pub(super) async fn of_round(
    site: Site,
    Path((network, round)): Path<(String, String)>,
) -> Result<Page, PageError> {
    let round = Round::of(&site, &network, &round).await?;
    Ok(render(&site, &round.network, &round.view.instrument, &round.crumbs(TITLE)))
}

fn render(site: &Site, network: &Network, instrument: &Instrument, crumbs: &Markup) -> Page {
    let head = &instrument.head;
    let language = instrument.languages.iter().find(|l| l.id == LANGUAGE).or(instrument.languages.first());
    let language = language.map_or(LANGUAGE, |language| language.id.as_str());
    let languages: Vec<&str> = instrument.languages.iter().map(|language| language.id.as_str()).collect();
    let body = html! {
        (crumbs)
        h1 { (TITLE) }
        p.lede {
            (head.title.get(language)) ", version " (head.version) ": " (head.status.words()) ". " (head.source)
        }
        p."small"."quiet"."gap-s" { "Languages: " (languages.join(", ")) ". " (head.licence) }
        @for section in &instrument.sections {
            section aria-labelledby={ "part-" (section.id) } lang=(language) {
                h2 id={ "part-" (section.id) } { (named(instrument, section.title.get(language), language)) }
                @if let Some(lead) = &section.lead { p { (named(instrument, lead.get(language), language)) } }
                @if instrument.repeats(&section.id) { p."small"."quiet" { "Asked about each partner." } }
                ol."bullets"."gap-s" {
                    @for item in instrument.items_of(&section.id) { (one(instrument, item, language)) }
                }
            }
        }
    };
    framed(site, network, TITLE, &body)
}

fn one(instrument: &Instrument, item: &Item, language: &str) -> Markup {
    let points = instrument.scale_of(item).map(|scale| scale.points.as_slice()).unwrap_or_default();
    let mut answers: Vec<&str> = points.iter().map(|point| point.label.get(language)).collect();
    answers.extend(instrument.cant_say_of(item).map(|words| words.get(language)));
    let how = match item.kind {
        Kind::Text => "In own words".to_owned(),
        Kind::Number => "A number".to_owned(),
        _ => answers.join(" \u{b7} "),
    };
    let notes = [
        match item.who {
            Who::Everyone => None,
            Who::Representative => Some("representatives only"),
            Who::Staff => Some("staff only"),
        },
        (item.form == Form::Long).then_some("long form only"),
        item.rotate.as_ref().map(|_| "takes turns with others"),
        item.show_if.as_ref().map(|_| "depends on an earlier answer"),
    ];
    let notes: Vec<&str> = notes.into_iter().flatten().collect();
    html! {
        li {
            (named(instrument, item.wording.get(language), language))
            @if let Some(help) = &item.help { p."small" { (help.get(language)) } }
            p."small"."quiet" { (how) @if !notes.is_empty() { " (" (notes.join("; ")) ")" } }
        }
    }
}

/// The words with something in the place of names that differ from person to person.
fn named(instrument: &Instrument, words: &str, language: &str) -> String {
    words
        .replace("{partner}", "[the partner]")
        .replace("{contact}", instrument.head.contact.get(language))
        .replace("{service}", "[a service]")
}
