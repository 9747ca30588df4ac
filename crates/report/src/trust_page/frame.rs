//! What stands around the sections: title, for whom the page is, contents, method, notice.

use maud::{DOCTYPE, Markup, PreEscaped, html};

use super::section::{section, title};
use super::types::{About, Body};
use super::{Made, method};
use crate::words::NOTICE;

const STYLE: &str = include_str!("style.css");
/// Nothing may be asked of anybody, whatever stands in the page.
const POLICY: &str = "default-src 'none'; style-src 'unsafe-inline'; img-src data:";

pub(super) fn page(made: &Made, about: &About) -> Markup {
    let body = made.body();
    let custodian = made.is_custodian();
    html! {
        (DOCTYPE)
        html lang="en-GB" {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta http-equiv="Content-Security-Policy" content=(POLICY);
                meta name="referrer" content="no-referrer";
                meta name="robots" content="noindex";
                meta name="color-scheme" content="light";
                title {
                    @if custodian { "Custodian only, unsuppressed: " }
                    "Trust, both sides \u{2013} " (about.file)
                }
                link rel="icon" href="data:,";
                style { (PreEscaped(STYLE)) }
            }
            body {
                a.skip href="#main" { "Skip to main content" }
                @if custodian { (label()) }
                header.top {
                    div."wrap"."top-in" {
                        span.wordmark { "Troth" }
                        p.where { strong { (about.file) } br; (readers(made)) ", " (about.day) }
                    }
                }
                main #main .wrap tabindex="-1" {
                    h1 { "Trust, both sides" }
                    p.never { (NOTICE) "." }
                    (purpose(made, body))
                    (contents(body))
                    @for (k, one) in body.sections.iter().enumerate() { (section(one, &format!("q{}", k + 1))) }
                    (rest(made, body))
                    (method::text(custodian))
                    (about_page(made, about))
                }
                footer.foot { div.wrap { (crate::notice()) } }
            }
        }
    }
}

fn label() -> Markup {
    html! {
        aside.custodian aria-label="For whom this page is" {
            div.wrap {
                b { "Custodian only, unsuppressed." }
                " Made from every usable row of the file, single answers among them. It did not pass the gate. It is for whoever may \
                 read the answers themselves: do not pass it on."
            }
        }
    }
}

const fn readers(made: &Made) -> &'static str {
    if made.is_custodian() {
        "Made for the custodian alone, unsuppressed"
    } else {
        "Made for the agreed audience"
    }
}

fn purpose(made: &Made, body: &Body) -> Markup {
    html! {
        @if made.is_custodian() {
            p.lede {
                "Everything that can be told from the file, with the numbers of answers. Small groups and single answers are not \
                 hidden, whatever the people who gave them were promised."
            }
        } @else {
            p.lede {
                b { "Made for the agreed audience" } ": the partners, as agreed before the survey. It holds what they may see and nothing \
                else: staff answers only where at least five people of an organisation answered about the same partner, a \
                representative\u{2019}s answer only where that person allowed it."
            }
            p.lede {
                "Organisations stand under the ids of the file. "
                b { "Whoever passes this page on confirms that the organisations agreed to be named." }
            }
            @if body.networks > 1 {
                p.lede {
                    "The file holds " (body.networks) " partnerships, each with an audience of its own. Pass the page on only to those \
                     who may see all of them."
                }
            }
        }
        p.lede {
            "A value from one organisation about another is how the first experiences working with the second. It is never filled in \
             from the other side."
        }
    }
}

fn contents(body: &Body) -> Markup {
    html! {
        @if body.sections.len() > 1 {
            nav.contents aria-labelledby="contents-h" {
                h2 #contents-h { "Contents" }
                ol {
                    @for (k, one) in body.sections.iter().enumerate() { li { a href={ "#q" (k + 1) } { (title(one)) } } }
                }
                p { a href="#method" { "How this was worked out" } " \u{b7} " a href="#about" { "About this page" } }
            }
        }
    }
}

/// What of the file is in no section.
fn rest(made: &Made, body: &Body) -> Markup {
    html! {
        @if body.sections.is_empty() {
            div.empty {
                h2 { "Nothing to show" }
                p {
                    @if made.is_custodian() {
                        "No question of the file has answers."
                    } @else {
                        "No question of the file has answers that this page could be made from."
                    }
                }
            }
        }
        @if !body.left_out.is_empty() {
            section aria-labelledby="left-out-h" {
                h2 #left-out-h { "Left out of the whole page, and why" }
                ul.bullets { @for sentence in &body.left_out { li { (sentence) } } }
            }
        }
    }
}

fn about_page(made: &Made, about: &About) -> Markup {
    html! {
        section #about aria-labelledby="about-h" {
            h2 #about-h { "About this page" }
            dl.counts {
                div { dt { "Made from" } dd { (about.file) } }
                div { dt { "Made on" } dd { (about.day) } }
                div { dt { "For" } dd {
                    @if made.is_custodian() {
                        "the custodian, unsuppressed, not gated"
                    } @else {
                        "the agreed audience" @if made.is_released() { ", released through the gate" }
                    }
                } }
                div { dt { "Made by" } dd { "Troth " (about.version) ", troth trust" } }
                div { dt { "Seed" } dd.num { (seed(made.body(), about)) } }
            }
            p."small"."quiet"."gap-s" {
                "The same file, version and seed give the same page but for the day. The page is one file: it holds no script and asks \
                 nothing of any other computer."
            }
        }
    }
}

/// The seed that the releases record; where none does, the one that was given, and that nothing was drawn.
fn seed(body: &Body, about: &About) -> String {
    match body.sections.iter().find_map(|section| section.intervals.seed) {
        Some(seed) => seed.to_string(),
        None => format!("{}; nothing was drawn at random", about.seed),
    }
}
