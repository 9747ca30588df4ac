//! The button that leads to the sign-in of one's organisation, where the server was started with one.

use maud::{Markup, html};

use crate::site::Site;

/// Sends a form to `action`; `label` stands before the provider's name, `next` is the page to go on to. Nothing where
/// there is no provider.
pub(crate) fn elsewhere(site: &Site, action: &str, label: &str, next: &str) -> Markup {
    html! {
        @if let Some(name) = site.options.provider_name() {
            form."gap-m" method="post" action=(action) {
                input type="hidden" name="next" value=(next);
                button.btn."second" { (label) " " (name) }
            }
        }
    }
}
