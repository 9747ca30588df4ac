//! How the numbers of the comparison were worked out.

use maud::{Markup, html};
use troth_framework::Lens;
use troth_lens::{Comparison, Counts, Intervals, Item, Standing};

use crate::components::words::{counted, listed};
use crate::components::worked_out::{Explanation, Method, survey};

/// Those that are shown, by name: what they rest on, how ranges were made, what was asked.
fn shown(comparison: &Comparison) -> impl Iterator<Item = (&str, &Counts, Intervals, &[Item])> {
    comparison.partnerships.iter().filter_map(|p| match &p.standing {
        Standing::Shown { counts, intervals, items, .. } => {
            Some((p.name.as_str(), counts, *intervals, items.as_slice()))
        }
        Standing::LeftOut { .. } => None,
    })
}

fn rests_on(comparison: &Comparison, lens: &Lens) -> Markup {
    html! {
        @if shown(comparison).next().is_none() {
            p { "No answers." }
        } @else {
            ul {
                @for (name, counts, _, items) in shown(comparison) {
                    li {
                        (name) ": " (survey::of_counts(counts)) "; "
                        (counted(counts.directions, "direction", "directions")) ", "
                        (counted(counts.pairs, "pair", "pairs")) " with both sides. Asked: " (asked(items, lens)) "."
                    }
                }
            }
            (survey::banded())
        }
    }
}

/// Items with their scales: "Fair to us (1 to 5)".
fn asked(items: &[Item], lens: &Lens) -> String {
    let item = |item: &Item| {
        let label = lens.variable(&item.variable).map_or(item.variable.as_str(), |v| v.label.as_str());
        format!("\u{201c}{label}\u{201d} ({} to {})", item.least, item.most)
    };
    let items: Vec<String> = items.iter().map(item).collect();
    if items.is_empty() { "nothing".to_owned() } else { listed(&items) }
}

fn left_out(comparison: &Comparison) -> Markup {
    html! {
        ul {
            @for partnership in &comparison.partnerships {
                @if let Standing::LeftOut { reason, .. } = &partnership.standing {
                    li { (partnership.name) ": " (reason) }
                }
            }
            li {
                "Directions that may not be shown to the agreed audience, those that nobody rated, and answers that a \
                 representative gave for totals only: none of them is in a mean yet."
            }
            li { "Answers without a scale, and answers between units of one organisation." }
        }
    }
}

fn ranges(comparison: &Comparison, words: impl Fn(Intervals, &Counts) -> String) -> Markup {
    let mut all: Vec<(String, Vec<&str>)> = Vec::new();
    for (name, counts, intervals, _) in shown(comparison) {
        let said = words(intervals, counts);
        match all.iter_mut().find(|(known, _)| *known == said) {
            Some((_, names)) => names.push(name),
            None => all.push((said, vec![name])),
        }
    }
    html! {
        @if all.is_empty() { p { "None: there is no value." } }
        @for (said, names) in &all { p { (listed(names)) ": " (said) } }
    }
}

fn of_means(comparison: &Comparison) -> Markup {
    ranges(comparison, |intervals, counts| intervals.of_values(Some(counts.organisations)))
}

fn difference_formula() -> Markup {
    html! {
        p.f { "difference = mean" sub { "1" } " \u{2212} mean" sub { "2" } }
        p.f { "it reaches down \u{221a}(below" sub { "1" } "\u{b2} + above" sub { "2" } "\u{b2}) and up \u{221a}(above" sub { "1" } "\u{b2} + below" sub { "2" } "\u{b2})" }
        p {
            "below and above are how far the own range of each mean reaches. Partnerships are independent of each other, so \
             their errors add up in squares. Where ranges are \u{b1} 1.96 standard errors, this is \u{b1} 1.96 \u{b7} \
             \u{221a}(se" sub { "1" } "\u{b2} + se" sub { "2" } "\u{b2})."
        }
    }
}

/// Behind the first sentence.
pub(super) fn finding(comparison: &Comparison, lens: &Lens) -> Markup {
    Explanation {
        group: "finding",
        about: "the first sentence",
        model: html! {
            p {
                "Two partnerships are said to differ only where the range of the difference of their means leaves out 0. How \
                 sure it is follows the width of that range: sure to 20 points, fairly sure to 35, else not sure. Ranges \
                 are not widened for there being several pairs."
            }
        },
        formula: difference_formula(),
        rests_on: rests_on(comparison, lens),
        left_out: left_out(comparison),
        range: of_means(comparison),
        methods: &[Method::ComparingPartnerships, Method::WordsAndSureness],
    }
    .closed()
}

/// Behind the figure and its table.
pub(super) fn means(comparison: &Comparison, lens: &Lens) -> Markup {
    Explanation {
        group: "means",
        about: "the means",
        model: html! {
            p {
                "For each partnership by itself, each answer is taken apart into the partnership\u{2019}s mean, what belongs to the \
                 organisation that gives it, to the one it is about, to the relationship, to the person, and a rest (a \
                 social relations model by restricted maximum likelihood). The mean is over relationships at the average \
                 mix of staff and representatives, so an organisation with many respondents does not outweigh the others. \
                 Answers are put on 0 to 100 first."
            }
        },
        formula: html! {
            p.f {
                "(\u{3bc}, \u{3c1}) = (X\u{2032}V" sup { "\u{2212}1" } "X)" sup { "\u{2212}1" } " X\u{2032}V" sup { "\u{2212}1" } "y"
            }
            p {
                "y are the answers, V how they vary together by the model, X a column of ones and one for staff against \
                 representatives: the weighted mean \u{3bc}, in which answers that repeat each other count less."
            }
        },
        rests_on: rests_on(comparison, lens),
        left_out: left_out(comparison),
        range: html! { (of_means(comparison)) p { "Cut off at 0 and 100." } },
        methods: &[Method::ComparingPartnerships, Method::TwoSidedRatings, Method::CellsAndWithholding],
    }
    .closed()
}

/// Behind the differences.
pub(super) fn differences(comparison: &Comparison, lens: &Lens) -> Markup {
    Explanation {
        group: "differences",
        about: "the differences",
        model: html! {
            p {
                "The means of two partnerships are compared only where both were asked the same items. Where the scales were \
                 others, both are put on 0 to 100, and that is said: two scales are answered alike only roughly."
            }
        },
        formula: difference_formula(),
        rests_on: rests_on(comparison, lens),
        left_out: left_out(comparison),
        range: of_means(comparison),
        methods: &[Method::ComparingPartnerships],
    }
    .closed()
}

/// Behind spreads and reciprocities.
pub(super) fn spreads(comparison: &Comparison, lens: &Lens) -> Markup {
    let with_error = comparison.shown().any(|p| p.fit().is_some_and(|fit| fit.with_error));
    Explanation {
        group: "spreads",
        about: "spreads and reciprocities",
        model: html! {
            p {
                "Spreads are the standard deviations of the model\u{2019}s parts, in points out of 100: of organisations as those who \
                 rate, as those who are rated, and of what is special in one direction beyond both. \u{201c}Gives and gets \
                 alike\u{201d} is whether those who rate others highly are rated highly (generalised reciprocity); \u{201c}both \
                 directions alike\u{201d} whether something special one way goes with something special the other way (dyadic \
                 reciprocity). Both lie between \u{2212}1 and 1; 0 is none."
            }
            p { "Spreads of other scales or items are not comparable, and no difference of spreads is told." }
            @if with_error {
                p {
                    "In a partnership with one answer for each direction, the spread between relationships holds the error of single \
                     answers too, and dyadic reciprocity is drawn toward 0 by it."
                }
            }
        },
        formula: html! {
            p.f { "spread = \u{221a}variance of a, of b, of g" }
            p.f { "generalised = cov(a" sub { "i" } ", b" sub { "i" } ") / \u{221a}(var a \u{d7} var b)" }
            p.f { "dyadic = cov(g" sub { "ij" } ", g" sub { "ji" } ") / var g" }
        },
        rests_on: rests_on(comparison, lens),
        left_out: left_out(comparison),
        range: ranges(comparison, |intervals, _| intervals.of_spread()),
        methods: &[Method::ComparingPartnerships, Method::TwoSidedRatings],
    }
    .closed()
}
