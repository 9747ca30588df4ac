//! The framework as a figure: what is uneven, which trust it wears down, which joint work it harms. It is the
//! literature and concerns nobody, so no gate stands before it.

mod draw;

use maud::{Markup, html};
use troth_framework::{Arrow, Drawn, Lens};

/// Draws the framework twice, wide and upright; the page's styles show one of them.
pub fn figure(lens: &Lens) -> Markup {
    html! {
        (draw::drawn(lens, draw::Form::WIDE))
        (draw::drawn(lens, draw::Form::UPRIGHT))
    }
}

/// What the arrows mean.
pub fn legend() -> Markup {
    html! {
        ul.dkey {
            li { (draw::sample(Drawn::Figure)) "Drawn in the paper\u{2019}s figure" }
            li { (draw::sample(Drawn::Text)) "Told in its text, or not yet verified against the figure" }
            li { (draw::sample(Drawn::Both)) "In both" }
        }
    }
}

/// The table that says what the figure says, with the sources.
pub fn table(lens: &Lens) -> Markup {
    html! {
        table.stack {
            caption { "The same figure as a table" }
            thead {
                tr {
                    th scope="col" { "What is uneven" }
                    th scope="col" { "Which trust it wears down" }
                    th scope="col" { "Which joint work it harms" }
                }
            }
            tbody {
                @for narrative in &lens.narratives {
                    tr {
                        th scope="row" { (narrative.label) }
                        td data-l="Which trust it wears down" {
                            (arrows(lens, &narrative.erodes, |id| lens.aspect(id).map(|a| a.label.as_str())))
                        }
                        td data-l="Which joint work it harms" {
                            (arrows(lens, &narrative.harms, |id| lens.outcome(id).map(|o| o.label.as_str())))
                        }
                    }
                }
            }
        }
    }
}

fn arrows<'a>(lens: &Lens, arrows: &'a [Arrow], label: impl Fn(&'a str) -> Option<&'a str>) -> Markup {
    html! {
        @for (i, arrow) in arrows.iter().enumerate() {
            @if i > 0 { br; }
            (label(&arrow.to).unwrap_or(&arrow.to)) " "
            span.small.quiet { "(" (drawn_words(arrow.drawn)) ", " (lens.cited(&arrow.cite).join("; ")) ")" }
        }
    }
}

const fn drawn_words(drawn: Drawn) -> &'static str {
    match drawn {
        Drawn::Figure => "figure",
        Drawn::Text => "text",
        Drawn::Both => "figure and text",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_entry_is_in_the_figure_and_in_the_table() {
        let lens = Lens::built_in();
        let (svg, html) = (figure(lens).into_string(), table(lens).into_string());
        for narrative in &lens.narratives {
            assert!(svg.contains(&narrative.short_label) && html.contains(&narrative.label));
        }
        for outcome in &lens.outcomes {
            assert!(html.contains(&outcome.label));
        }
    }

    #[test]
    fn arrows_of_the_text_are_dashed_and_those_of_the_figure_solid() {
        let svg = figure(Lens::built_in()).into_string();
        assert!(svg.contains("class=\"arrow text\"") && svg.contains("class=\"arrow\""));
        assert!(!svg.contains("style=") && !svg.contains("http"));
        assert_eq!(svg, figure(Lens::built_in()).into_string());
    }
}
