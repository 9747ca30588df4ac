//! Before an action is written: which two organisations, and what they want to work on. A page of its own, so that
//! it works without a script.

use maud::{Markup, html};
use troth_app::organisations::Names;
use troth_framework::Lens;
use troth_network::Network;

use crate::components::forms::{Choice, Draft, Field, error_summary, radios, select};
use crate::urls;

/// The page.
pub(super) fn body(network: &Network, draft: &Draft, names: &Names, lens: &Lens) -> Markup {
    let organisations: Vec<Choice> = names.0.iter().map(|o| Choice::new(&o.external_id, &o.name)).collect();
    let stories: Vec<Choice> =
        lens.narratives.iter().map(|n| Choice::new(&n.id, &n.label).hint(&n.definition)).collect();
    html! {
        nav."crumbs" aria-label="Where you are" {
            a href=(urls::actions(network)) { "Actions" } span aria-hidden="true" { "\u{203a}" } "A new action"
        }
        h1 { "A new action" }
        (error_summary(draft))
        @if organisations.len() < 2 {
            div.empty {
                h2 { "Two organisations are needed" }
                p { "Add the organisations of the partnership first." }
                div.acts {
                    a.btn href=(crate::components::forms::urls::settings_organisations(network)) { "Add organisations" }
                }
            }
        } @else {
            p.lede { "First: who, and what about. The measures to choose from follow from that." }
            form.form method="get" action={ (urls::actions(network)) "/new" } {
                (select(draft, Field::new("left", "One organisation"), Some("Choose"), &organisations))
                (select(draft, Field::new("right", "The other"), Some("Choose"), &organisations))
                (radios(draft, Field::new("narrative", "What to work on"), &stories))
                button.btn { "Continue" }
            }
        }
    }
}
