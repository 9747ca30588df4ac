//! How far coders agree: a first line that says no more than the ranges allow, a table, and what stands behind it.

use std::collections::BTreeSet;

use maud::{Markup, html};
use troth_app::interviews::doubling::{AgreementFigures, CodeFigures, Differences, DoublingView, Figure, On};
use troth_lens::Sureness;
use troth_lens::sentence::Finding;

use crate::components::forms::{Choice, Draft, Field, Typed, checkbox, select};
use crate::components::words::{counted, listed};
use crate::components::worked_out::{Explanation, Method};

/// From where on alpha is taken as agreement: the lower of Krippendorff's two conventions (2019, ch. 12).
const ALIKE: f64 = 0.667;

/// What the range of alpha allows to say of a code.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Told {
    /// The whole range lies above the convention.
    Alike,
    /// The whole range lies below it.
    Apart,
    /// It reaches over it, or there is none.
    Cannot,
}

fn told(code: &CodeFigures) -> Told {
    match code.alpha.range {
        Some((low, _)) if low >= ALIKE => Told::Alike,
        Some((_, high)) if high < ALIKE => Told::Apart,
        _ => Told::Cannot,
    }
}

/// The first line.
pub(super) fn finding_of(figures: Option<&AgreementFigures>, view: &DoublingView) -> Finding {
    let Some(figures) = figures else {
        let says = if view.texts.is_empty() {
            "No text is coded by two people yet."
        } else {
            "Two people are coding; how far they agree is shown when all have finished a text."
        };
        let sure = "Cannot tell.".to_owned();
        return Finding { says: says.to_owned(), sure, sureness: Sureness::CannotTell };
    };
    let count = |wanted: Told| figures.codes.iter().filter(|code| told(code) == wanted).count();
    let (alike, apart, cannot) = (count(Told::Alike), count(Told::Apart), count(Told::Cannot));
    let all = figures.codes.len();
    let says = if all == 0 {
        "The coders marked nothing in these texts.".to_owned()
    } else if cannot == 1 && all == 1 {
        "It cannot be told whether the coders use the one code alike.".to_owned()
    } else if cannot == all {
        format!(
            "For none of the {} can it be told whether the coders use it alike.",
            counted(all, "code", "codes")
        )
    } else {
        let mut parts = Vec::new();
        if alike > 0 {
            parts.push(format!("{alike} alike"));
        }
        if apart > 0 {
            parts.push(format!("{apart} not alike"));
        }
        let rest = if cannot > 0 { format!("; for {cannot} it cannot be told") } else { String::new() };
        format!("Of {}, the coders use {}{rest}.", counted(all, "code", "codes"), listed(&parts))
    };
    let sureness = if cannot == all { Sureness::CannotTell } else { Sureness::FairlySure };
    let mut sure =
        format!("This follows the ranges, from {}.", counted(figures.texts.len(), "text", "texts"));
    if !figures.seen.is_empty() {
        sure.push_str(" Not all of it was blind: ");
        sure.push_str(&listed(&figures.seen));
        sure.push_str(" was opened again after the others\u{2019} work could be seen.");
    }
    Finding { says, sure, sureness }
}

/// Options, table and explanation.
pub(super) fn section(here: &str, figures: &AgreementFigures, found: &Differences) -> Markup {
    let places = found.same + found.disputed.len();
    html! {
        section aria-labelledby="figures" {
            h2 #figures { "How far they agree" }
            p {
                "Of " (counted(places, "place", "places")) " that somebody marked, " (found.same) (if found.same == 1 { " is" } else { " are" }) " marked alike: the same \
                 words, told the same way, of the same organisation or kind."
            }
            (options(here, figures))
            @if !figures.codes.is_empty() {
                (table(figures))
                (notes(figures))
                (whole(figures))
                p.under { a href=(address(&format!("{here}.csv"), figures)) { "Download as CSV" } }
                (worked(figures))
            }
        }
    }
}

fn address(path: &str, figures: &AgreementFigures) -> String {
    let on = if figures.asked.on == On::Characters { "characters" } else { "segments" };
    let uncoded = if figures.asked.uncoded { "in" } else { "out" };
    let ranges = if figures.asked.ranges { "yes" } else { "" };
    crate::urls::with(path, &[("on", on), ("uncoded", uncoded), ("ranges", ranges)])
}

fn options(here: &str, figures: &AgreementFigures) -> Markup {
    let on = if figures.asked.on == On::Characters { "characters" } else { "segments" };
    let uncoded = if figures.asked.uncoded { "in" } else { "out" };
    let draft = Draft::of(Typed::default().with("on", on).with("uncoded", uncoded));
    let ons = [
        Choice::new("segments", "Turns: each counts once"),
        Choice::new("characters", "Characters: long passages weigh more"),
    ];
    let uncodeds = [Choice::new("in", "Counts too"), Choice::new("out", "Is left out")];
    html! {
        form."beside" method="get" action=(here) {
            (select(&draft, Field::new("on", "Compare on"), None, &ons))
            (select(&draft, Field::new("uncoded", "Turns and words that nobody marked"), None, &uncodeds))
            @if figures.draws.is_none() {
                (checkbox(&draft, Field::new("ranges", "Work out ranges too").hint("For so much text this may take a minute")))
            }
            div { button.btn."second"."slim" { "Compare" } }
        }
    }
}

fn table(figures: &AgreementFigures) -> Markup {
    let unit = if figures.asked.on == On::Characters { "Characters" } else { "Turns" };
    let kappa = if figures.coders == 2 { "Cohen\u{2019}s \u{3ba}" } else { "Conger\u{2019}s \u{3ba}" };
    html! {
        div.scroll-x tabindex="0" role="region" aria-label="Agreement by code" data-numbers="agreement" {
            table.stack {
                caption { "Agreement by code, with 95 % ranges" }
                thead {
                    tr {
                        th scope="col" { "Code" }
                        th.r scope="col" { (unit) }
                        th.r scope="col" { "Alike" }
                        th.r scope="col" { (kappa) }
                        th.r scope="col" { "Krippendorff\u{2019}s \u{3b1}" }
                        th.r scope="col" { "Gwet\u{2019}s AC1" }
                        th.r scope="col" { "u-\u{3b1}" }
                    }
                }
                tbody {
                    @for code in &figures.codes {
                        tr {
                            th scope="row" { (code.name) }
                            td.r data-l=(unit) { (code.percent.n) }
                            td.r data-l="Alike" { (cell(&code.percent, true)) }
                            td.r data-l=(kappa) { (cell(&code.kappa, false)) }
                            td.r data-l="Krippendorff\u{2019}s \u{3b1}" { (cell(&code.alpha, false)) }
                            td.r data-l="Gwet\u{2019}s AC1" { (cell(&code.ac1, false)) }
                            td.r data-l="u-\u{3b1}" { (cell(&code.unitized, false)) }
                        }
                    }
                }
            }
        }
    }
}

/// A figure with its range. One that is not defined is said to be so, never 0 or 1.
fn cell(figure: &Figure, percent: bool) -> Markup {
    let number = |value: f64| {
        if percent {
            format!("{:.0} %", value * 100.0)
        } else {
            format!("{value:.2}").replace('-', "\u{2212}")
        }
    };
    html! {
        @match figure.value {
            Some(value) => {
                (number(value))
                br;
                small."quiet" {
                    @match figure.range {
                        Some((low, high)) => { (number(low)) " to " (number(high)) },
                        None => "no range",
                    }
                }
            },
            None => {
                "undefined"
                br;
                small."quiet" { (short(figure.why.as_deref().unwrap_or_default())) }
            },
        }
    }
}

/// Why a figure is not defined, in few words.
fn short(why: &str) -> &str {
    if why.starts_with("only one code was ever given") {
        "all treated alike: nothing to tell apart"
    } else {
        why
    }
}

/// Why some figures have no range, each reason once.
fn notes(figures: &AgreementFigures) -> Markup {
    let of = |c: &CodeFigures| [&c.percent, &c.kappa, &c.alpha, &c.ac1, &c.unitized].map(Clone::clone);
    let whole = figures.whole.iter().flat_map(|w| [&w.binary, &w.nominal, &w.coding].map(Clone::clone));
    let all = figures.codes.iter().flat_map(of).chain(whole);
    let reasons: BTreeSet<String> = all.filter(|f| f.value.is_some()).filter_map(|f| f.why).collect();
    html! {
        @if !reasons.is_empty() {
            p."small" { "Why some figures have no range:" }
            ul."small" { @for reason in reasons { li { (reason) } } }
        }
    }
}

fn whole(figures: &AgreementFigures) -> Markup {
    html! {
        h3."gap-l" { "All codes together" }
        @match &figures.whole {
            Ok(whole) => {
                dl.sl data-numbers="agreement" {
                    @for (question, name, figure) in [
                        ("Do they mark the same text?", "u-\u{3b1}, binary", &whole.binary),
                        ("The same text with the same code?", "u-\u{3b1}, nominal", &whole.nominal),
                        ("The same code where both marked something?", "cu-\u{3b1}", &whole.coding),
                    ] {
                        div { dt { (question) } dd { (name) ": " (cell(figure, false)) } }
                    }
                }
                @if !whole.together.is_empty() {
                    details."small" {
                        summary { "Codes given to the same words" }
                        p { "Words with several codes count as alike only where both coders gave all of them: each of these \
                             combinations is taken as a code of its own." }
                        ul { @for codes in &whole.together { li { (codes) } } }
                    }
                }
            },
            Err(why) => p { (why) },
        }
    }
}

fn worked(figures: &AgreementFigures) -> Markup {
    let draws = match figures.draws {
        Some(draws) => html! {
            p { "95 %, by drawing turns with replacement " (draws) " times; for u-\u{3b1} and cu-\u{3b1} whole texts are drawn, \
                 and from fewer than 20 no range is given. With few turns and a rare code the ranges are too narrow." }
        },
        None => html! { p { "Not worked out: for so much text it takes long, and was not asked for." } },
    };
    Explanation {
        group: "agreement",
        about: "agreement of coders",
        model: html! {
            p { "\u{201c}Alike\u{201d} is the share of " (if figures.asked.on == On::Characters { "characters" } else { "turns" })
                " on which two coders both used the code or both did not. The other figures take off what would be alike by \
                 chance, and differ in what they take for chance. 1 is complete agreement, 0 is what chance gives." }
            p { "The first line calls a code used alike where the whole range of Krippendorff\u{2019}s \u{3b1} lies at 0.667 or \
                 above, not alike where it lies below. 0.667 is a convention, no proof." }
            p { "A turn counts as marked from one character on. u-\u{3b1} asks where passages begin and end." }
        },
        formula: html! { p.f { "(observed \u{2212} by chance) / (1 \u{2212} by chance)" } },
        rests_on: html! {
            p { (counted(figures.coders, "coder", "coders")) ", "
                (counted(figures.texts.len(), "text", "texts")) ": " (listed(&figures.texts)) "." }
        },
        left_out: html! {
            p { "Texts that not everybody has finished; what an interviewer says and names of speakers, which get no code"
                @if !figures.asked.uncoded { "; text that nobody marked with any code" } "." }
        },
        range: draws,
        methods: &[Method::AgreementOfCoders],
    }
    .closed()
}

#[cfg(test)]
mod tests {
    use super::*;
    use troth_app::interviews::doubling::Asked;

    fn figure(value: Option<f64>, range: Option<(f64, f64)>) -> Figure {
        Figure { n: 40, value, range, why: range.is_none().then(|| "there are few".to_owned()) }
    }

    fn code(range: Option<(f64, f64)>) -> CodeFigures {
        let alpha = figure(Some(0.7), range);
        CodeFigures {
            code: troth_say::CodeKey::narrative("roles", None),
            name: "Roles".into(),
            percent: alpha.clone(),
            kappa: alpha.clone(),
            alpha,
            ac1: figure(None, None),
            unitized: figure(Some(-0.1), None),
        }
    }

    fn said(ranges: &[Option<(f64, f64)>]) -> Finding {
        let figures = AgreementFigures {
            asked: Asked::default(),
            texts: vec!["Talk".into()],
            coders: 2,
            codes: ranges.iter().map(|range| code(*range)).collect(),
            whole: Err("They overlap.".into()),
            draws: Some(1000),
            seen: Vec::new(),
        };
        let view = DoublingView { texts: Vec::new(), all: Vec::new(), possible: Vec::new(), by_name: true };
        finding_of(Some(&figures), &view)
    }

    #[test]
    fn the_first_line_never_says_more_than_the_ranges() {
        let (high, low, wide) = (Some((0.7, 0.9)), Some((0.1, 0.6)), Some((0.5, 0.9)));
        assert_eq!(
            said(&[high, low, wide, None]).says,
            "Of 4 codes, the coders use 1 alike and 1 not alike; for 2 it cannot be told."
        );
        assert_eq!(said(&[high, high]).says, "Of 2 codes, the coders use 2 alike.");
        let nothing = said(&[wide, None]);
        assert!(nothing.says.starts_with("For none of the 2 codes can"), "{}", nothing.says);
        assert_eq!(nothing.sureness, Sureness::CannotTell);
    }

    #[test]
    fn what_is_not_defined_is_neither_0_nor_1() {
        let none = Figure { why: Some("only one code was ever given, so".into()), ..figure(None, None) };
        let html = cell(&none, false).into_string();
        assert!(html.contains("undefined") && html.contains("nothing to tell apart") && !html.contains("0."));
        assert!(cell(&figure(Some(-0.1), None), false).into_string().contains("\u{2212}0.10"));
        assert!(cell(&figure(Some(0.854), Some((0.8, 0.9))), true).into_string().contains("80 % to 90 %"));
    }
}
