//! Behind the survey's figures: the model, what a question rests on, what was left out, how ranges were made.

use maud::{Markup, html};
use troth_app::views::working::Working;
use troth_lens::{Counts, FitStatus, Intervals};

use crate::components::words::counted;

/// How a direction's value comes about, in words.
pub(crate) fn model(status: Option<&FitStatus>) -> Markup {
    html! {
        @match status {
            Some(FitStatus::Fitted { fragile }) => {
                p {
                    "Each answer is taken apart into what belongs to the whole partnership, to the organisation that \
                     gives it, to the one it is about, to this one relationship, to the person, and a rest. The value of \
                     a direction puts the first four together again. It is drawn toward the mean of the partnership, \
                     the more so the fewer people answered."
                }
                p {
                    "A direction that nobody rated is left empty and never filled in from the other side. Where both \
                     sides answered, all answers of the partnership steady the estimate, those of the other side among \
                     them (a social relations model by restricted maximum likelihood, with several people for each \
                     organisation)."
                }
                @if *fragile { p { "Fewer than six organisations took part: the estimates are fragile." } }
            },
            Some(FitStatus::RawOnly { reason }) => p {
                "No model was used: " (reason) " What is shown are plain means of the answers."
            },
            Some(FitStatus::Refused { reason }) => p { "No model was used, and nothing is shown: " (reason) },
            None | Some(FitStatus::Nothing) => p { "For this question there is nothing to estimate yet." },
        }
    }
}

/// The model as a formula, with its letters in words.
pub(crate) fn formula(status: Option<&FitStatus>) -> Markup {
    html! {
        @match status {
            Some(FitStatus::Fitted { .. }) => {
                p.f { "answer = " (mu()) " + \u{3c1} \u{d7} (staff \u{2212} share of staff) + " (a()) " + " (b()) " + " (g()) " + u + e" }
                p.f { "shown: \u{3b8}" sub { "ij" } " = " (mu()) " + " (a()) " + " (b()) " + " (g()) }
                p {
                    "for i about j: " (mu()) " mean, \u{3c1} staff against representatives, " (a()) " how i rates, " (b())
                    " how j is rated, " (g()) " what is special in how i sees j, u the person, e the rest of one answer. "
                    "Shown as 100 times \u{3b8}, whole numbers."
                }
            },
            Some(FitStatus::RawOnly { .. }) => p.f { "shown = sum of the scores of a direction / their number, times 100" },
            None | Some(FitStatus::Refused { .. } | FitStatus::Nothing) => p { "None was used." },
        }
    }
}

fn mu() -> Markup {
    html! { "\u{3bc}" }
}

fn a() -> Markup {
    html! { "a" sub { "i" } }
}

fn b() -> Markup {
    html! { "b" sub { "j" } }
}

fn g() -> Markup {
    html! { "g" sub { "ij" } }
}

/// The difference of two sides as a formula.
pub(crate) fn difference_formula() -> Markup {
    html! {
        p.f { "difference = \u{3b8}" sub { "ij" } " \u{2212} \u{3b8}" sub { "ji" } }
        p.f { "its variance = v" sub { "ij" } " \u{2212} 2k + v" sub { "ji" } }
        p {
            "for i about j and j about i: v is how far each side may be off, squared, and k how far the two are off \
             together. So its range is not the sum of two ranges."
        }
        p {
            "Each number is rounded by itself after it was worked out: the difference shown can be 1 away from that of \
             the two rounded numbers."
        }
    }
}

/// The level of both sides together as a formula.
pub(crate) fn level_formula() -> Markup {
    html! {
        p.f { "level = (\u{3b8}" sub { "ij" } " + \u{3b8}" sub { "ji" } ") / 2" }
        p.f { "its variance = (v" sub { "ij" } " + 2k + v" sub { "ji" } ") / 4" }
    }
}

/// How many stand behind one question.
pub(crate) fn rests_on(working: Option<&Working>) -> Markup {
    match working {
        None => html! { p { "No answers." } },
        Some(working) => html! { p { (behind(working)) } (banded()) },
    }
}

/// The same for several questions, one line each.
pub(crate) fn rests_on_each(workings: &[Working]) -> Markup {
    html! {
        @if workings.is_empty() {
            p { "No answers." }
        } @else {
            ul { @for working in workings { li { "\u{201c}" (working.question) "\u{201d}: " (behind(working)) } } }
            (banded())
        }
    }
}

fn behind(working: &Working) -> Markup {
    html! {
        @match &working.counts {
            Some(counts) => { (of_counts(counts)) "; " },
            None => "fewer people than may be counted out; ",
        }
        (counted(working.shown, "direction", "directions")) " shown, "
        (counted(working.pairs, "pair", "pairs")) " with both sides shown."
    }
}

/// Answers, people and organisations in bands.
pub(crate) fn of_counts(counts: &Counts) -> String {
    format!(
        "{} answers by {} people in {}",
        counts.answers.words(),
        counts.people.words(),
        counted(counts.organisations, "organisation", "organisations")
    )
}

/// What an answer is, and why counts are not exact.
pub(crate) fn banded() -> Markup {
    html! {
        p {
            "An answer is what one person says of one partner; several items on the same question are averaged first. \
             Answers and people are counted in bands, so that a count cannot tell who answered. Behind each direction \
             stand at least five members of staff, or one representative who allowed it."
        }
    }
}

/// What one question leaves out, and why.
pub(crate) fn left_out(working: Option<&Working>) -> Markup {
    html! {
        @if let Some(working) = working { (list("In the whole partnership:", &kinds(std::slice::from_ref(working)))) }
        (always())
    }
}

/// What several questions leave out together, and why.
pub(crate) fn left_out_of_each(workings: &[Working]) -> Markup {
    html! { (list("In the whole partnership, over all these questions:", &kinds(workings))) (always()) }
}

/// Reasons with the number of directions, over all questions.
fn kinds(workings: &[Working]) -> Vec<(String, usize)> {
    let mut kinds: Vec<(String, usize)> = Vec::new();
    let unrated = "Not rated. Nothing is filled in from the other side.".to_owned();
    let all = workings.iter().flat_map(|w| {
        let own = (w.not_rated > 0).then(|| (unrated.clone(), w.not_rated));
        own.into_iter().chain(w.withheld.iter().cloned())
    });
    for (reason, number) in all {
        match kinds.iter_mut().find(|(known, _)| *known == reason) {
            Some((_, sum)) => *sum += number,
            None => kinds.push((reason, number)),
        }
    }
    kinds.sort();
    kinds
}

fn list(intro: &str, kinds: &[(String, usize)]) -> Markup {
    html! {
        @if kinds.is_empty() {
            p { "No direction: all that somebody answered about are shown." }
        } @else {
            p { (intro) }
            ul {
                @for (reason, number) in kinds {
                    li { (counted(*number, "direction", "directions")) ": " (reason) }
                }
            }
        }
    }
}

fn always() -> Markup {
    html! {
        p {
            "What is left out enters no estimate. Nor do answers without a scale, answers between units of one \
             organisation, and answers about an organisation that has not accepted being rated by name."
        }
    }
}

/// How ranges of one question were made.
pub(crate) fn range(working: Option<&Working>) -> Markup {
    match working {
        None => html! { p { "None: there is no value." } },
        Some(working) => made(&working.status, working.intervals, working.counts.map(|c| c.organisations)),
    }
}

/// How ranges of several questions were made; each way once.
pub(crate) fn range_of_each(workings: &[Working]) -> Markup {
    let mut seen: Vec<String> = workings
        .iter()
        .map(|w| made(&w.status, w.intervals, w.counts.map(|c| c.organisations)).into_string())
        .collect();
    seen.sort();
    seen.dedup();
    html! {
        @if seen.is_empty() { p { "None: there is no value." } }
        @for words in seen { (maud::PreEscaped(words)) }
    }
}

fn made(status: &FitStatus, intervals: Intervals, organisations: Option<usize>) -> Markup {
    html! {
        @match status {
            FitStatus::Fitted { .. } => p {
                (intervals.of_values(organisations)) " Values are cut off at 0 and 100, differences at \u{2212}100 and 100."
            },
            FitStatus::RawOnly { .. } => p { "None: without a model it is not known how far a plain mean may be off." },
            FitStatus::Refused { .. } | FitStatus::Nothing => p { "None: there is no value." },
        }
    }
}

/// Remarks on the fits for a researcher, each once.
pub(crate) fn remarks(workings: &[Working]) -> Markup {
    let mut remarks: Vec<&String> = workings.iter().flat_map(|w| &w.warnings).collect();
    remarks.sort();
    remarks.dedup();
    html! {
        @if !remarks.is_empty() {
            p { "Remarks for a researcher:" }
            ul { @for remark in remarks { li { (remark) } } }
        }
    }
}

/// The cut-offs of the words for a level and for how sure it is.
pub(crate) fn words() -> Markup {
    html! {
        p {
            "The five words for a level change at 20, 40, 60 and 80 points and cover the whole range; how sure follows \
             the width of the range: sure to 15 points, fairly sure to 25, not sure to 50, and for differences 20, 35 \
             and 60. The cut-offs are our own."
        }
    }
}

#[cfg(test)]
mod tests {
    use troth_lens::{IntervalMethod, Tens};

    use super::*;

    fn working(question: &str, people: Option<usize>) -> Working {
        Working {
            question: question.to_owned(),
            status: FitStatus::Fitted { fragile: false },
            counts: people.and_then(Tens::of).map(|people| Counts {
                people,
                answers: Tens::of(212).unwrap(),
                organisations: 9,
                directions: 31,
                pairs: 13,
            }),
            shown: 31,
            not_rated: 4,
            withheld: vec![("Not enough answers: few.".into(), 3)],
            pairs: 13,
            intervals: Intervals { method: IntervalMethod::Fast, ..Intervals::default() },
            warnings: Vec::new(),
        }
    }

    #[test]
    fn what_it_rests_on_is_told_in_bands_or_not_at_all() {
        let told = rests_on(Some(&working("Fair", Some(64)))).into_string();
        assert!(
            told.contains("210 to 219 answers by 60 to 69 people in 9 organisations; 31 directions shown")
        );
        let few = rests_on(Some(&working("Fair", Some(4)))).into_string();
        assert!(few.contains("fewer people than may be counted out") && !few.contains("212"), "{few}");
    }

    #[test]
    fn what_was_left_out_is_counted_with_its_reason() {
        let both = [working("Fair", Some(64)), working("Able", Some(64))];
        let told = left_out_of_each(&both).into_string();
        assert!(
            told.contains("8 directions: Not rated.") && told.contains("6 directions: Not enough answers")
        );
    }

    #[test]
    fn the_words_on_ranges_follow_the_method_of_the_release() {
        let mut one = working("Fair", Some(64));
        assert!(range(Some(&one)).into_string().contains("1.96 standard errors"));
        one.intervals = Intervals { method: IntervalMethod::Full, seed: Some(42), draws: Some(400) };
        let told = range(Some(&one)).into_string();
        assert!(
            told.contains("bootstrap")
                && told.contains("seed, 42")
                && !told.contains("taken as known. Nothing"),
            "{told}"
        );
        one.status = FitStatus::RawOnly { reason: "three.".into() };
        assert!(range(Some(&one)).into_string().contains("None"));
    }
}
