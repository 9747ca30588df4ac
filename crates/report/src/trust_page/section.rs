//! One question in one round of one partnership, from the finding to what was left out.

use maud::{Markup, html};
use troth_lens::{Ease, Estimates, FitStatus, NetworkFit, Wording};

use super::rows::{PairRow, is_shown, organisations, pairs};
use super::types::Section;
use super::{left_out, matrix, pairs as dumbbells, reciprocity, ring, spread, twin};
use crate::half::{Look, swatch};
use crate::words;

/// Most organisations on a map, and most in a square.
const ON_A_MAP: usize = 24;
const IN_A_SQUARE: usize = 60;
/// Most pairs whose two sides are drawn, and most that are listed.
const DRAWN: usize = 300;
const LISTED: usize = 5000;

/// What a section is called in the contents and above it.
pub(super) fn title(section: &Section) -> String {
    let mut parts = vec![section.question.clone()];
    parts.extend(section.network.clone());
    parts.extend(section.wave.as_ref().map(|wave| format!("round {wave}")));
    parts.join(" \u{b7} ")
}

/// The section; `id` is its place on the page.
pub(super) fn section(section: &Section, id: &str) -> Markup {
    let rows = pairs(section);
    let shown = rows.iter().any(|row| is_shown(row.forth) || is_shown(row.back));
    html! {
        section #(id) aria-labelledby={ (id) "-h" } {
            @if section.network.is_some() || section.wave.is_some() {
                p.eyebrow {
                    @if let Some(network) = &section.network { "Partnership " (network) }
                    @if section.network.is_some() && section.wave.is_some() { " \u{b7} " }
                    @if let Some(wave) = &section.wave { "Survey round " (wave) }
                }
            }
            h2 id={ (id) "-h" } { (section.question) }
            p."small"."quiet"."lede" {
                @if section.variables.len() == 1 { "Variable " } @else { "Variables " }
                (section.variables.join(", ")) ". " (section.scale)
            }
            div.finding {
                p { strong { (section.finding.says) } }
                p.sure { (section.finding.sure) }
            }
            @if shown { (figures(section, &rows, id)) }
            h3 { "What was left out, and why" }
            (left_out::list(section, &rows))
            h3 { "How many stand behind this, and how sure it is" }
            (basis(section))
        }
    }
}

fn figures(section: &Section, rows: &[PairRow<'_>], id: &str) -> Markup {
    html! {
        h3 { "Map" }
        (map(section, rows))
        h3 { "Both sides of every pair" }
        @if rows.len() <= DRAWN {
            (dumbbells::figure(id, section.wording, rows))
        } @else {
            p { "With more than " (DRAWN) " pairs the figure would be too long to be read. The table has them." }
        }
        @if rows.len() <= LISTED {
            (twin::table(section, rows))
            p."small"."quiet"."gap-s" {
                "Numbers run from 0 to 100. " (ends(section)) " The range in brackets is meant to hold the true value 95 times in \
                 100; the words cover the whole range, the colour follows the middle. \u{201c}First about second\u{201d} is how \
                 the first experiences working with the second. "
                @if is_drawn_toward_the_mean(section) {
                    "What few people say is drawn toward the mean, so that one person\u{2019}s answer is not shown as it was given. "
                }
                "Nobody is ranked."
            }
        } @else {
            p { "More than " (LISTED) " pairs are not listed here." }
        }
        h3 { "Where the differences come from" }
        @match &section.estimates {
            Estimates::Fitted(fit) => (fitted(section, fit)),
            Estimates::NotShown { reason, would_help } => p { (reason) " " (would_help) },
        }
    }
}

fn ends(section: &Section) -> &'static str {
    match section.wording {
        Wording::Ease => "0 means impossible to rely on, 100 can always rely on.",
        Wording::Score if section.reading.concept.starts_with("narrative:") => {
            "This is about something uneven: 0 means most uneven, 100 even."
        }
        Wording::Score => "0 is the lowest and 100 the highest score.",
    }
}

/// Without a model, and with one answer for each direction, answers stand as they were given.
fn is_drawn_toward_the_mean(section: &Section) -> bool {
    matches!(&section.estimates, Estimates::Fitted(fit) if !fit.with_error)
}

fn map(section: &Section, rows: &[PairRow<'_>]) -> Markup {
    let many = organisations(rows).len();
    html! {
        div.mapbox {
            @if many <= ON_A_MAP {
                p.read {
                    "Each line has two halves. "
                    b { "The half next to an organisation is what that organisation says" }
                    ": how it experiences working with the one at the other end. Place and distance mean nothing."
                }
                (ring::figure(&section.question, section.wording, rows))
                (legend(section.wording))
            } @else if many <= IN_A_SQUARE {
                p.read {
                    "More organisations than a map can hold, so each direction is a square. "
                    b { "A row is what an organisation says of the others, a column what they say of it" }
                    ": the two sides of a pair mirror each other at the diagonal. Empty: not asked."
                }
                (matrix::figure(&section.question, rows))
                (legend(section.wording))
            } @else {
                p {
                    "With " (many) " organisations no drawing of all pairs can be read. The table has them."
                }
            }
        }
    }
}

fn legend(wording: Wording) -> Markup {
    let word = |ease: Ease| match wording {
        Wording::Ease => ease.words(),
        Wording::Score => ease.score_words(),
    };
    let item = |look: Look, words: String| html! { li { (swatch(look, 48, 14)) span { (words) } } };
    html! {
        ul.key {
            (item(Look::Full(Ease::VeryEasy), format!("{}, 80 to 100", words::capital(word(Ease::VeryEasy)))))
            (item(Look::Full(Ease::Easy), format!("{}, 60 to 79", words::capital(word(Ease::Easy)))))
            (item(Look::Full(Ease::Between), format!("{}, 40 to 59", words::capital(word(Ease::Between)))))
            (item(Look::Full(Ease::Hard), format!("{}, 20 to 39: one cut", words::capital(word(Ease::Hard)))))
            (item(Look::Full(Ease::VeryHard), format!("{}, 0 to 19: two cuts", words::capital(word(Ease::VeryHard)))))
            (item(Look::Pale(Ease::Easy), "Pale: not sure, the range is wider than 25 points or not known".to_owned()))
            (item(Look::Unrated, "Dashed: not rated".to_owned()))
            (item(Look::Withheld, "Hatched: rated, but not to be shown".to_owned()))
        }
    }
}

fn fitted(section: &Section, fit: &NetworkFit) -> Markup {
    html! {
        p.lede {
            "The mean over all directions is " b.num { (words::with_range(&fit.mean)) } ". How far single directions lie from it \
             comes from these parts. Only parts of the whole are shown: no organisation is ranked by the trust it receives."
        }
        (spread::parts(section, fit))
        (reciprocity::both(fit))
        p."small"."quiet"."gap-s" { (section.intervals.of_spread()) }
    }
}

fn basis(section: &Section) -> Markup {
    html! {
        @if !section.counts.is_empty() {
            dl.counts {
                @for (what, number) in &section.counts { div { dt { (what) } dd.num { (number) } } }
            }
        }
        p."gap-s" {
            @match &section.reading.status {
                FitStatus::Fitted { fragile: false } => "The model was fitted.",
                FitStatus::Fitted { fragile: true } => "The model was fitted to fewer than six organisations: one changed answer can \
                                                       turn the results.",
                FitStatus::RawOnly { reason } => { "No model was used: " (reason) " What is shown are the answers as they are." },
                FitStatus::Refused { reason } => { "No model was used: " (reason) },
                FitStatus::Nothing => "There is nothing to estimate from.",
            }
            @if matches!(section.reading.status, FitStatus::Fitted { .. }) {
                " " (section.intervals.of_values(Some(section.reading.organisations.len())))
            }
        }
        @if !section.reading.warnings.is_empty() {
            p."gap-s" { "Remarks for a researcher:" }
            ul.bullets { @for warning in &section.reading.warnings { li { (warning) } } }
        }
    }
}
