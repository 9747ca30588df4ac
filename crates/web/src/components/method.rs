//! How the numbers on a page were worked out: the one place for method words.

use maud::{Markup, html};
use troth_lens::FitStatus;

/// "How this was worked out", closed until asked for.
pub(crate) fn how(body: &Markup) -> Markup {
    html! {
        details {
            summary { "How this was worked out" }
            div."inset"."small" { (body) }
        }
    }
}

/// How two-sided values come about, and what is to be borne in mind with this question.
pub(crate) fn survey(status: Option<&FitStatus>, warnings: &[String]) -> Markup {
    html! {
        p {
            "Every direction has an estimate of its own, with a pull toward the mean of the partnership that is \
             larger where fewer people answered (a social relations model by restricted maximum likelihood, with \
             several people for each organisation). A direction that nobody rated is left empty: it is never filled \
             in from the other side. Where both sides answered, all answers of the partnership steady the estimate, \
             those of the other side among them. \
             The difference comes from both directions together, so its range is not the sum of two ranges. Ranges \
             are meant to hold the true value 95 times in 100; with fewer than 20 organisations they hold it somewhat \
             less often."
        }
        p."gap-s" {
            "At least five people stand behind every pooled value. Answers of a group that is too small to be shown \
             enter no estimate. Where one person answers for an organisation, that person chose who may see it."
        }
        @match status {
            None | Some(FitStatus::Nothing) => p."gap-s" { "For this question there is nothing to estimate yet." },
            Some(FitStatus::Fitted { fragile: true }) => p."gap-s" {
                "Fewer than six organisations took part: the estimates are fragile."
            },
            Some(FitStatus::Fitted { fragile: false }) => {},
            Some(FitStatus::RawOnly { reason }) => p."gap-s" {
                "No model was used: " (reason) " What is shown are the answers as they are."
            },
            Some(FitStatus::Refused { reason }) => p."gap-s" { "No model was used: " (reason) },
        }
        @if !warnings.is_empty() {
            p."gap-s" { "Remarks for a researcher:" }
            ul { @for warning in warnings { li { (warning) } } }
        }
        p."gap-s" {
            "The five words for a level and the four for how sure it is have cut-offs of our own: 20, 40, 60 and 80 \
             points; ranges of 15, 25 and 50 points, for differences 20, 35 and 60."
        }
    }
}
