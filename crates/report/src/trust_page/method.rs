//! "How this was worked out": the model in words, its formula, what is done with it, and the sources.

use maud::{Markup, html};

/// The text at the end of the page.
pub(super) fn text(custodian: bool) -> Markup {
    html! {
        section #method aria-labelledby="method-h" {
            h2 #method-h { "How this was worked out" }
            h3 { "In words" }
            p {
                "What somebody says of a partner has several reasons. An organisation may see all others more or less favourably; it \
                 may be seen more or less favourably by all others; something may be special between these two; and people of \
                 one organisation differ. The model takes these apart for all directions together. Every direction keeps an \
                 estimate of its own. Where few people answered, it is drawn more strongly toward the mean. A side that did not \
                 answer is left empty and never filled in from the other side; where both answered, all answers steady the \
                 estimate, those of the other side among them."
            }
            h3 { "The formula" }
            p.formula {
                i { "y" } " = " i { "\u{3bc}" } " + " i { "\u{3c1}" } "\u{b7}(staff \u{2212} share of staff) + " i { "a" } sub { "i" } " + " i { "b" }
                sub { "j" } " + " i { "g" } sub { "ij" } " + " i { "u" } sub { "r" } " + " i { "e" }
            }
            (terms())
            p.formula {
                "level = (" i { "\u{3b8}" } sub { "ij" } " + " i { "\u{3b8}" } sub { "ji" } ") / 2 \u{2003} difference = " i { "\u{3b8}" }
                sub { "ij" } " \u{2212} " i { "\u{3b8}" } sub { "ji" } " \u{2003} with " i { "\u{3b8}" } sub { "ij" } " = " i { "\u{3bc}" } " + "
                i { "a" } sub { "i" } " + " i { "b" } sub { "j" } " + " i { "g" } sub { "ij" }
            }
            p {
                "A term is used only where the answers can tell it apart. Variances are estimated by restricted maximum likelihood, \
                 directions by best linear unbiased prediction. The range of a difference comes from the joint covariance of both \
                 sides and is not the sum of two ranges. A variance estimated at 0 is called not distinguishable from 0. Answers \
                 are put on 0 to 100 by the ends of their scale and turned so that more is better; several variables of one \
                 question are averaged for each person first. Estimates hold if answers are missing at random given the model; \
                 silence about a partner one distrusts is not."
            }
            h3 { "Whose answers" }
            @if custodian {
                p {
                    "All usable rows of the file, whoever gave them and whatever a representative allowed. The partnerships of the file are \
                     pooled, as " code { "troth trust" } " does on the screen: each has a mean of its own, all share the spread."
                }
            } @else {
                p {
                    "Each direction is one cell. A cell holds the staff of one organisation, at least five people; if there are fewer, its \
                     representative\u{2019}s answer, where that person allowed the agreed audience to see it; else the direction is \
                     withheld. Staff and representative never share a cell. Estimates rest on the shown cells alone: the rows of a \
                     withheld direction enter no figure of this page. Each partnership is worked out by itself; with fewer than four \
                     organisations left there is no model. Counts of people and answers are given in bands. Earlier pages made from other \
                     versions of the file are not known to this one: comparing two of them can tell what somebody who joined or left \
                     has answered."
                }
            }
            p {
                "The file does not say which organisations are parts of one another, so a ward and another ward of the same hospital \
                 count like any two organisations."
            }
            p {
                "The five words for a level and the words for how sure it is have cut-offs of our own: 20, 40, 60 and 80 points; ranges of \
                 15, 25 and 50 points, for differences 20, 35 and 60."
            }
            h3 { "Sources" }
            (sources())
        }
    }
}

fn terms() -> Markup {
    let term = |sign: Markup, words: &str| html! { div { dt { (sign) } dd { (words) } } };
    html! {
        dl.terms {
            (term(html! { i { "y" } }, "the answer of one person of organisation i about organisation j"))
            (term(html! { i { "\u{3bc}" } }, "the mean"))
            (term(html! { i { "\u{3c1}" } }, "how much higher staff answer than representatives"))
            (term(html! { i { "a" } sub { "i" } ", " i { "b" } sub { "j" } },
                "how i sees all others, how j is seen by all others; of one organisation the two may go together: \
                 generalised reciprocity is their correlation"))
            (term(html! { i { "g" } sub { "ij" } },
                "what is special in i\u{2019}s view of j; it may go with j\u{2019}s view of i: dyadic reciprocity is their correlation"))
            (term(html! { i { "u" } sub { "r" } }, "the level of one person against colleagues"))
            (term(html! { i { "e" } }, "the rest of one answer"))
        }
    }
}

fn sources() -> Markup {
    html! {
        ul.bullets."small" {
            li { "The social relations model: Warner, Kenny & Stoto 1979, Journal of Personality and Social Psychology 37; Kenny & La \
                  Voie 1984, Advances in Experimental Social Psychology 18." }
            li { "As a mixed model with several people for each organisation: Snijders & Kenny 1999, Personal Relationships 6; Nestler \
                  2018, doi 10.3102/1076998617741106." }
            li { "Restricted maximum likelihood: Harville 1977, JASA 72; Searle, Casella & McCulloch 1992, Variance Components. \
                  Variances at 0: Self & Liang 1987, JASA 82." }
            li { "Ranges: profile likelihood, Venzon & Moolgavkar 1988, Applied Statistics 37; parametric bootstrap, Efron & \
                  Tibshirani 1993, An Introduction to the Bootstrap, chapter 12. Which of them was used stands with each question." }
            li { "Two-sided data in general: Kenny, Kashy & Cook 2006, Dyadic Data Analysis, chapter 8." }
        }
    }
}
