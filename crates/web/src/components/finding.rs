//! The first line of an analysis page.

use maud::{Markup, html};
use troth_gate::Released;
use troth_lens::sentence::Finding;

/// A finding and how sure it is; `extra` stands behind it, such as a link.
pub(crate) fn finding(finding: &Finding, extra: &Markup) -> Markup {
    html! {
        div.finding {
            p { strong { (finding.says) } }
            p.sure { (finding.sure) " " (extra) }
        }
    }
}

/// The first line of a page from a released finding.
pub fn first_line(released: &Released<Finding>) -> Markup {
    finding(released.value(), &html! {})
}
