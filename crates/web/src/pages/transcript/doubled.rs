//! What the page of a text says where it is coded double: who codes it, as whom the viewer does, and whose work is shown.

use maud::{Markup, html};
use troth_app::AppError;
use troth_app::interviews::TranscriptView;
use troth_gate::{CustodianOnly, Viewer};
use troth_network::Network;
use troth_say::Part;

use crate::components::forms::urls;

/// The page with the work of one coder alone, where somebody asks for that and everybody's is to be seen.
///
/// # Errors
/// If the viewer is not the custodian.
pub(super) fn only(
    view: &CustodianOnly<TranscriptView>,
    coder: Option<&str>,
    viewer: &Viewer,
) -> Result<Option<CustodianOnly<TranscriptView>>, AppError> {
    let Some(coder) = coder else { return Ok(None) };
    let mut one = view.value().clone();
    one.codings.retain(|coding| coding.coder == coder);
    one.claims.retain(|claim| claim.coder == coder);
    Ok(Some(CustodianOnly::open(one, viewer)?))
}

/// Nothing where the text is not coded double.
pub(super) fn banner(network: &Network, view: &TranscriptView) -> Markup {
    if view.doubled.iter().all(|state| state.part == Part::Main) {
        return html! {};
    }
    let here = urls::transcript(network, view.stored.transcript.id);
    let lent = view.doubled.iter().find(|state| state.acting && state.lent);
    let by = |coder: &str| crate::urls::with(&here, &[("coder", coder)]);
    html! {
        div."banner" {
            @if view.blind {
                p {
                    "This text is coded by two people. You see your own work alone until all have finished. "
                    a href=(urls::agreement(network)) { "Who codes it" }
                }
            } @else {
                p {
                    "This text was coded by two people, and all have finished. "
                    a href=(urls::agreement(network)) { "How far they agree, and what counts" }
                }
                p {
                    "Show the work of " a href=(here) { "all" }
                    @for state in &view.doubled { ", " a href=(by(&state.coder)) { (state.name) } }
                }
            }
            @if !view.can_code() {
                p { "Nothing can be coded here now: your part is finished, or you were not asked." }
            }
            @if let Some(state) = lent {
                p { "You code it as " b { (state.name) } ", to whom you lend the keyboard." }
                form method="post" action={ (urls::agreement(network)) "/lend" } {
                    input type="hidden" name="text" value=(view.stored.transcript.id);
                    input type="hidden" name="coder" value="";
                    p."gap-s" { button.btn."second"."slim" { "Code in your own name again" } }
                }
            }
        }
    }
}
