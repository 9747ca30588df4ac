//! Writing an action down and agreeing to it, both sides.

use thiserror::Error;
use troth_network::timestamp::day_in_words;
use troth_network::{Day, OrganisationId};

use crate::action::Action;
use crate::stage::{Missing, unwritten};

/// Why an action cannot be kept, accepted, reviewed or followed as asked. Whether an owner works at the
/// organisation is for the caller to check: this crate knows no people.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum ActionError {
    /// The two sides are one organisation.
    #[error("An action needs two organisations. Choose another partner.")]
    OneOrganisation,
    /// It has no title.
    #[error("The action has no title. Say in a few words what the two will do together.")]
    NoTitle,
    /// It names no narrative.
    #[error("The action does not say what it works on. Choose one of the five narratives.")]
    NoNarrative,
    /// It names no measure.
    #[error("The action names no measure. Choose the measure it uses.")]
    NoMeasure,
    /// The small win, or how it will be seen, is not written.
    #[error("The small win is not described. Say what will have happened and how both will see it.")]
    NoSmallWin,
    /// The small win has no date.
    #[error("The small win has no date. Give the day by which both will see it.")]
    NoDate,
    /// The date had passed when the action was written or accepted.
    #[error("The date of the small win, {}, has passed. Give a day that is still to come.", day_in_words(*.by))]
    DateInPast {
        /// The date.
        by: Day,
    },
    /// One side has not written what it expects.
    #[error("One side has not written what it expects. Both expectations are needed.")]
    NoExpectation {
        /// Which side.
        side: OrganisationId,
    },
    /// One side has not written the risk it takes.
    #[error("One side has not written the risk it takes. Both risks are needed.")]
    NoRisk {
        /// Which side.
        side: OrganisationId,
    },
    /// One side has no owner.
    #[error("One side has nobody who answers for the action. Name one person on each side.")]
    NoOwner {
        /// Which side.
        side: OrganisationId,
    },
    /// Somebody else acts on it.
    #[error("This organisation is not part of the action. Only its two sides can do this.")]
    NotASide {
        /// Who.
        organisation: OrganisationId,
    },
    /// Both have accepted, so the words stand.
    #[error("Both sides have accepted this action, so its words stand. Write a new action that follows it.")]
    AlreadyAgreed,
    /// It is reviewed before both have accepted it.
    #[error("The action is not agreed by both sides yet. It can be reviewed after that.")]
    NotAgreed,
    /// This side has reviewed already.
    #[error("This side has written its review already. A review is not changed.")]
    AlreadyReviewed,
    /// A review or a next step has no words.
    #[error("There are no words to it. Write a sentence that says why.")]
    NoWords,
    /// The next step is decided before both have reviewed.
    #[error("Both sides review first; then they decide what comes next.")]
    NotReviewed,
    /// The next step is decided already.
    #[error("The next step has been decided already.")]
    AlreadyDecided,
    /// A bigger step without success on both sides.
    #[error(
        "A bigger step is open only after both sides say that it was met. Choose the same again or a smaller \
         step."
    )]
    TooBig,
}

impl ActionError {
    const fn of(missing: Missing) -> Option<Self> {
        Some(match missing {
            Missing::Title => Self::NoTitle,
            Missing::Narrative => Self::NoNarrative,
            Missing::Measure => Self::NoMeasure,
            Missing::SmallWin | Missing::SmallWinSeenHow => Self::NoSmallWin,
            Missing::SmallWinDate => Self::NoDate,
            Missing::Expectation(side) => Self::NoExpectation { side },
            Missing::Risk(side) => Self::NoRisk { side },
            Missing::Owner(side) => Self::NoOwner { side },
            Missing::Acceptance(_) => return None,
        })
    }
}

/// Whether a draft can be kept: two organisations, and what is written makes sense on the day `today`. What is
/// not written yet is no error here; [`check_ready`] asks for it.
///
/// # Errors
/// Every reason why not, for the form to show at once.
pub fn check_draft(action: &Action, today: Day) -> Result<(), Vec<ActionError>> {
    let one = (action.pair.a() == action.pair.b()).then_some(ActionError::OneOrganisation);
    let past = action.small_win.by.filter(|by| *by < today).map(|by| ActionError::DateInPast { by });
    let errors: Vec<ActionError> = one.into_iter().chain(past).collect();
    if errors.is_empty() { Ok(()) } else { Err(errors) }
}

/// Whether an action can be accepted on the day `today`: a draft that can be kept, and all of it written by
/// both sides.
///
/// # Errors
/// Every reason why not, for the form to show at once.
pub fn check_ready(action: &Action, today: Day) -> Result<(), Vec<ActionError>> {
    let mut errors: Vec<ActionError> = unwritten(action).into_iter().filter_map(ActionError::of).collect();
    errors.dedup();
    errors.extend(check_draft(action, today).err().unwrap_or_default());
    if errors.is_empty() { Ok(()) } else { Err(errors) }
}

/// The action accepted by `side`; agreed on `today` if the other side had accepted already.
///
/// # Errors
/// [`ActionError::NotASide`], [`ActionError::AlreadyAgreed`], or what [`check_ready`] finds.
pub fn accept(mut action: Action, side: OrganisationId, today: Day) -> Result<Action, Vec<ActionError>> {
    if !action.pair.has(side) {
        return Err(vec![ActionError::NotASide { organisation: side }]);
    }
    if action.a.accepted && action.b.accepted {
        return Err(vec![ActionError::AlreadyAgreed]);
    }
    check_ready(&action, today)?;
    if side == action.pair.a() {
        action.a.accepted = true;
    } else {
        action.b.accepted = true;
    }
    if action.a.accepted && action.b.accepted {
        action.agreed_on = Some(today);
    }
    Ok(action)
}

/// `after` as it is to be kept in place of `before`: a change of any word takes back an acceptance given before
/// it, so that nobody has accepted what they did not read. Acceptances, reviews and the next step are never taken
/// from `after`: [`accept`], [`review`](fn@crate::review) and [`decide_next`](crate::decide_next) set those.
///
/// # Errors
/// [`ActionError::AlreadyAgreed`] once both have accepted, and what [`check_draft`] finds.
pub fn revise(before: &Action, mut after: Action, today: Day) -> Result<Action, Vec<ActionError>> {
    if before.a.accepted && before.b.accepted {
        return Err(vec![ActionError::AlreadyAgreed]);
    }
    (after.id, after.network, after.pair) = (before.id, before.network, before.pair);
    (after.created, after.agreed_on) = (before.created, None);
    after.follows.clone_from(&before.follows);
    for (new, old) in [(&mut after.a, &before.a), (&mut after.b, &before.b)] {
        new.accepted = old.accepted;
        new.review.clone_from(&old.review);
    }
    if after == *before {
        return Ok(after);
    }
    (after.a.accepted, after.b.accepted) = (false, false);
    check_draft(&after, today)?;
    Ok(after)
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;
    use crate::action::Side;
    use crate::example::{HOSPITAL, VOLUNTEERS, day, written};

    #[test]
    fn both_accept_and_the_second_makes_it_agreed() {
        let (first, second) = (day("2026-09-02"), day("2026-09-05"));
        let action = accept(written(), HOSPITAL, first).unwrap();
        assert_eq!(action.agreed_on, None);
        let action = accept(action, VOLUNTEERS, second).unwrap();
        assert_eq!(action.agreed_on, Some(second));
        assert_eq!(accept(action, HOSPITAL, second), Err(vec![ActionError::AlreadyAgreed]));
        let stranger = OrganisationId(Uuid::from_u128(9));
        assert_eq!(
            accept(written(), stranger, first),
            Err(vec![ActionError::NotASide { organisation: stranger }])
        );
    }

    #[test]
    fn nothing_is_accepted_that_one_side_has_not_written() {
        let mut action = written();
        action.b = Side::default();
        action.small_win.by = None;
        let errors = accept(action, HOSPITAL, day("2026-09-02")).unwrap_err();
        assert_eq!(
            errors,
            [
                ActionError::NoDate,
                ActionError::NoExpectation { side: VOLUNTEERS },
                ActionError::NoRisk { side: VOLUNTEERS },
                ActionError::NoOwner { side: VOLUNTEERS },
            ]
        );
    }

    #[test]
    fn a_date_that_has_passed_is_refused_in_a_sentence() {
        let errors = check_draft(&written(), day("2026-10-21")).unwrap_err();
        assert_eq!(
            errors[0].to_string(),
            "The date of the small win, 20 October 2026, has passed. Give a day that is still to come."
        );
        assert_eq!(check_draft(&written(), day("2026-10-20")), Ok(()));
    }

    #[test]
    fn changed_words_take_back_the_acceptance() {
        let today = day("2026-09-02");
        let before = accept(written(), HOSPITAL, today).unwrap();
        assert!(revise(&before, written(), today).unwrap().a.accepted);
        let mut after = before.clone();
        after.b.expectation = "Two names to ring.".into();
        after.b.accepted = true;
        let kept = revise(&before, after, today).unwrap();
        assert!(!kept.a.accepted && !kept.b.accepted);
        let agreed = accept(before, VOLUNTEERS, today).unwrap();
        assert_eq!(revise(&agreed, written(), today), Err(vec![ActionError::AlreadyAgreed]));
    }

    #[test]
    fn an_action_is_between_two() {
        let mut action = written();
        action.pair = troth_network::Pair::of(HOSPITAL, HOSPITAL);
        assert_eq!(check_draft(&action, day("2026-09-02")), Err(vec![ActionError::OneOrganisation]));
    }
}
