//! Where the working out stands, above pages that show results.

use maud::{Markup, html};
use troth_app::jobs::Progress;

/// Nothing while all is done; else what is under way, and what went wrong.
pub(crate) fn progress(progress: &Progress) -> Markup {
    html! {
        @if progress.unfinished > 0 {
            div.job role="status" {
                p {
                    b { "Results are being worked out." }
                    " "
                    span.num { (parts(progress.unfinished)) } " to come. Load this page again in a moment."
                }
                progress aria-label="Results being worked out" {}
            }
        }
        @if !progress.failed.is_empty() {
            div."banner"."problem"."gap-m" role="alert" {
                h2 { "Something could not be worked out" }
                @for reason in &progress.failed { p { (reason) } }
                p { "What was worked out before is still shown." }
            }
        }
    }
}

fn parts(number: usize) -> String {
    if number == 1 { "1 part is".to_owned() } else { format!("{number} parts are") }
}
