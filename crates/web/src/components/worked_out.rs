//! "How this was worked out" behind each group of numbers: the model in words, its formula, what it rests on, what was
//! left out and why, how ranges were made, and the page of the method. The one place for method words.

pub(crate) mod actions;
pub(crate) mod survey;

use maud::{Markup, html};

use crate::urls;

/// A page of `docs/methods`, which the program serves itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Method {
    TwoSidedRatings,
    LevelAndGap,
    Differences,
    Associations,
    WordsAndSureness,
    CellsAndWithholding,
    LevelsAndConvergence,
    Interviews,
    RolesOnThePathway,
    Framework,
    Actions,
    MapLayout,
    ComparingPartnerships,
    AgreementOfCoders,
    AboutThePartnership,
    AnswerQuality,
    RaterAgreement,
    ScaleReliability,
}

impl Method {
    /// All of them.
    #[cfg(test)]
    pub(crate) const ALL: [Self; 18] = [
        Self::TwoSidedRatings,
        Self::LevelAndGap,
        Self::Differences,
        Self::Associations,
        Self::WordsAndSureness,
        Self::CellsAndWithholding,
        Self::LevelsAndConvergence,
        Self::Interviews,
        Self::RolesOnThePathway,
        Self::Framework,
        Self::Actions,
        Self::MapLayout,
        Self::ComparingPartnerships,
        Self::AgreementOfCoders,
        Self::AboutThePartnership,
        Self::AnswerQuality,
        Self::RaterAgreement,
        Self::ScaleReliability,
    ];

    /// Its file without the ending, as it stands in its address.
    pub(crate) const fn page(self) -> &'static str {
        match self {
            Self::TwoSidedRatings => "two-sided-ratings",
            Self::LevelAndGap => "level-and-gap",
            Self::Differences => "differences",
            Self::Associations => "associations",
            Self::WordsAndSureness => "words-and-sureness",
            Self::CellsAndWithholding => "cells-and-withholding",
            Self::LevelsAndConvergence => "levels-and-convergence",
            Self::Interviews => "interviews",
            Self::RolesOnThePathway => "roles-on-the-pathway",
            Self::Framework => "framework",
            Self::Actions => "actions",
            Self::MapLayout => "map-layout",
            Self::ComparingPartnerships => "comparing-partnerships",
            Self::AgreementOfCoders => "agreement-of-coders",
            Self::AboutThePartnership => "about-the-partnership",
            Self::AnswerQuality => "answer-quality",
            Self::RaterAgreement => "rater-agreement",
            Self::ScaleReliability => "scale-reliability",
        }
    }

    const fn label(self) -> &'static str {
        match self {
            Self::TwoSidedRatings => "Two-sided ratings",
            Self::LevelAndGap => "Level and difference",
            Self::Associations => "What goes together",
            Self::Differences => "Change, and two answers beside each other",
            Self::WordsAndSureness => "Words, and how sure",
            Self::CellsAndWithholding => "What is shown and what is withheld",
            Self::LevelsAndConvergence => "Levels, and three strands together",
            Self::Interviews => "Interviews",
            Self::RolesOnThePathway => "Roles on the pathway",
            Self::Framework => "The framework",
            Self::Actions => "Actions",
            Self::MapLayout => "Places on the map",
            Self::ComparingPartnerships => "Comparing partnerships",
            Self::AgreementOfCoders => "Agreement of coders",
            Self::AboutThePartnership => "What people say of the partnership",
            Self::AnswerQuality => "How good the answers are",
            Self::RaterAgreement => "Rater agreement",
            Self::ScaleReliability => "Reliability of a scale",
        }
    }
}

/// What stands behind one group of numbers.
pub(crate) struct Explanation<'a> {
    /// Name of the group: the elements that hold its numbers carry it as `data-numbers`.
    pub(crate) group: &'a str,
    /// What it is about, for those who hear the page: "the map".
    pub(crate) about: &'a str,
    /// The model or rule in words.
    pub(crate) model: Markup,
    /// Its formula, readable as text.
    pub(crate) formula: Markup,
    /// Answers, people, directions, pairs, steps: whatever was counted.
    pub(crate) rests_on: Markup,
    /// What was left out, and why.
    pub(crate) left_out: Markup,
    /// How ranges were made, or why there are none.
    pub(crate) range: Markup,
    /// Where it is written down; the list of all where no page is about it.
    pub(crate) methods: &'a [Method],
}

impl Explanation<'_> {
    /// Closed until asked for.
    pub(crate) fn closed(&self) -> Markup {
        html! {
            details.worked data-explains=(self.group) {
                summary { "How this was worked out" span.vh { ": " (self.about) } }
                dl."how"."small" {
                    (part("In words", &self.model))
                    (part("Formula", &self.formula))
                    (part("Rests on", &self.rests_on))
                    (part("Left out", &self.left_out))
                    (part("Range", &self.range))
                    (part("Written down in", &html! {
                        @if self.methods.is_empty() { a href=(urls::METHODS) { "All methods" } }
                        @for (at, method) in self.methods.iter().enumerate() {
                            @if at > 0 { ", " }
                            a href=(urls::method(method.page())) { (method.label()) }
                        }
                    }))
                }
            }
        }
    }
}

fn part(title: &str, content: &Markup) -> Markup {
    html! { div { dt { (title) } dd { (content) } } }
}
