//! What stands in the place of a result that the gate keeps back as a whole: that it is withheld, and why. It holds no
//! number.

use troth_gate::CellPlan;
use troth_lens::two_sided::DirectionState;
use troth_lens::{Estimates, FitStatus, Intervals, NetworkTotals, TwoSided};

/// What may help; the next working out decides anew.
const WOULD_HELP: &str = "Work the results out again; if it stays so, the next survey round.";

/// In the place of a reading: those directions that may be looked at, none of them with a value.
pub(super) fn reading(mut of: TwoSided, reason: &str, plan: &CellPlan) -> TwoSided {
    of.directions.retain(|d| plan.admits(d.direction) || plan.admits(d.direction.reversed()));
    for direction in &mut of.directions {
        match &mut direction.state {
            DirectionState::NotRated => {}
            DirectionState::Withheld { pooled, .. } => *pooled = None,
            state @ DirectionState::Shown { .. } => {
                *state = DirectionState::Withheld {
                    reason: reason.to_owned(),
                    would_help: WOULD_HELP.to_owned(),
                    pooled: None,
                };
            }
        }
    }
    TwoSided {
        status: FitStatus::Refused { reason: reason.to_owned() },
        mean: None,
        organisations: Vec::new(),
        pairs: Vec::new(),
        warnings: Vec::new(),
        ..of
    }
}

/// In the place of totals.
pub(super) fn totals(of: NetworkTotals, reason: &str, _: &CellPlan) -> NetworkTotals {
    NetworkTotals {
        counts: None,
        intervals: Intervals::default(),
        estimates: Estimates::NotShown { reason: reason.to_owned(), would_help: WOULD_HELP.to_owned() },
        ..of
    }
}
