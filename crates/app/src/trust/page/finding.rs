//! The first sentence of a question: the clearest difference between two sides, or that none can be told.

use troth_lens::sentence::{Finding, Subject, about_pair, clearest_gap};
use troth_lens::{DirectionState, FitStatus, Named, Sureness, TwoSided};
use troth_network::OrganisationId;

/// The finding of `reading`, never stronger than its intervals.
pub(super) fn finding(
    reading: &TwoSided,
    subject: &Subject,
    label: &str,
    organisations: &[Named],
) -> Finding {
    let name = |id: OrganisationId| organisations.iter().find(|o| o.id == id).map(|o| o.name.as_str());
    if let Some(pair) = clearest_gap(reading)
        && let (Some(a), Some(b)) = (name(pair.a()), name(pair.b()))
    {
        // The side that scores lower comes first: it has something to tell.
        let a_lower = reading.gap_from(pair.a(), pair.b()).is_none_or(|gap| gap.estimate <= 0.0);
        let (first, second) =
            if a_lower { ((pair.a(), a), (pair.b(), b)) } else { ((pair.b(), b), (pair.a(), a)) };
        return about_pair(reading, subject, first, second);
    }
    let any = reading.directions.iter().any(|d| matches!(d.state, DirectionState::Shown { .. }));
    let (says, sure) = match &reading.status {
        _ if !any => (
            format!("No answer about \u{201c}{label}\u{201d} may be shown here."),
            "Cannot tell: see below what was left out and why.".to_owned(),
        ),
        FitStatus::Nothing => (
            format!("There are no answers about \u{201c}{label}\u{201d}."),
            "Cannot tell: there is nothing to work out.".to_owned(),
        ),
        FitStatus::RawOnly { reason } | FitStatus::Refused { reason } => {
            (format!("\u{201c}{label}\u{201d} could not be compared across organisations."), reason.clone())
        }
        FitStatus::Fitted { .. } => (
            format!("On \u{201c}{label}\u{201d} no pair looks clearly different from its two sides."),
            "Cannot tell: every difference may be zero, its range is not known, or only one side is known."
                .to_owned(),
        ),
    };
    Finding { says, sure, sureness: Sureness::CannotTell }
}
