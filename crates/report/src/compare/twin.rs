//! The comparison as tables: means, differences, spreads and reciprocities.

use maud::{Markup, html};
use troth_gate::Released;
use troth_lens::{Apart, Between, Comparison, Partnership, Standing};
use troth_network::timestamp::day_in_words;

use super::said;
use crate::words::{capital, told, with_range};

/// The table that says what the figure says. `link` is the address of a partnership's map.
pub fn table(comparison: &Released<Comparison>, link: impl Fn(&Partnership) -> String) -> Markup {
    let comparison = comparison.value();
    html! {
        table.stack {
            caption { "The same means as a table, in alphabetical order" }
            thead {
                tr {
                    th scope="col" { "Partnership" }
                    th scope="col" { "Round" }
                    th scope="col" { "Mean" }
                    th scope="col" { "Rests on" }
                }
            }
            tbody.num {
                @for partnership in &comparison.partnerships {
                    tr {
                        th scope="row" { a href=(link(partnership)) { (partnership.name) } }
                        td data-l="Round" { (round(partnership)) }
                        td data-l="Mean" { (mean(comparison, partnership)) }
                        td data-l="Rests on" { (rests_on(&partnership.standing)) }
                    }
                }
            }
        }
    }
}

fn round(partnership: &Partnership) -> String {
    match (&partnership.round, partnership.closed) {
        (None, _) => "None is closed".to_owned(),
        (Some(round), None) => round.clone(),
        (Some(round), Some(day)) => format!("{round}, closed on {}", day_in_words(day)),
    }
}

fn mean(comparison: &Comparison, partnership: &Partnership) -> Markup {
    match &partnership.standing {
        Standing::Shown { fit, .. } => {
            let mean = said::kept_inside(&fit.mean);
            html! {
                b { (with_range(&mean)) } br;
                (capital(&comparison.wording().range(&mean)))
                @if fit.fragile { br; span."small"."quiet" { "Fewer than six organisations: fragile" } }
            }
        }
        Standing::LeftOut { reason, would_help } => html! {
            "Not shown. " (reason)
            @if !would_help.is_empty() { br; span."small"."quiet" { "What would help: " (would_help) } }
        },
    }
}

fn rests_on(standing: &Standing) -> Markup {
    match standing {
        Standing::Shown { counts, .. } => html! {
            (counts.answers.words()) " answers by " (counts.people.words()) " people" br;
            span."small"."quiet" {
                (counts.organisations) " organisations, " (counts.directions) " directions, " (counts.pairs)
                " pairs with both sides"
            }
        },
        Standing::LeftOut { .. } => html! { "\u{2013}" },
    }
}

/// Every two partnerships that are shown, with their difference as far as it can be told.
pub fn differences(comparison: &Released<Comparison>) -> Markup {
    html! {
        table.stack {
            caption { span.vh { "Differences between every two partnerships" } }
            thead {
                tr {
                    th scope="col" { "The two partnerships" }
                    th scope="col" { "Difference of their means" }
                }
            }
            tbody.num {
                @for pair in &comparison.value().between {
                    tr {
                        th scope="row" { (pair.first) " and " (pair.second) }
                        td data-l="Difference of their means" { (apart(pair)) }
                    }
                }
            }
        }
    }
}

fn apart(pair: &Between) -> Markup {
    match &pair.apart {
        Apart::Known(value) => {
            let told = told(&pair.first, &pair.second, value);
            html! {
                (told.says) " " span.nw { (told.range) }
                @if pair.unlike_scales {
                    br; span."small"."quiet" { "Answered on other scales; both put on 0 to 100" }
                }
            }
        }
        Apart::NotCompared { reason } => html! { "Not compared. " (reason) },
    }
}

/// Spreads between organisations, and reciprocities, of every partnership that is shown.
pub fn spreads(comparison: &Released<Comparison>) -> Markup {
    let heads = [
        "As those who rate",
        "As those who are rated",
        "Between relationships",
        "Gives and gets alike",
        "Both directions alike",
    ];
    html! {
        table.stack {
            caption { span.vh { "Spread between organisations, and reciprocity, by partnership" } }
            thead {
                tr {
                    th scope="col" { "Partnership" }
                    @for head in heads { th scope="col" { (head) } }
                }
            }
            tbody.num {
                @for partnership in comparison.value().shown() {
                    @if let Some(fit) = partnership.fit() {
                        @let cells = [
                            said::part(&fit.spread.rater),
                            said::part(&fit.spread.target),
                            said::part(&fit.spread.relationship),
                            said::correlation(&fit.reciprocity.generalised),
                            said::correlation(&fit.reciprocity.dyadic),
                        ];
                        tr {
                            th scope="row" { (partnership.name) }
                            @for (head, cell) in heads.iter().zip(cells) { td data-l=(head) { (capital(&cell)) } }
                        }
                    }
                }
            }
        }
    }
}
