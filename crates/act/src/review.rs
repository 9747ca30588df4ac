//! Reviewing apart from each other, and deciding together what comes next.

use serde::Serialize;
use troth_network::OrganisationId;

use crate::action::{Action, Next, NextSize, Review, ReviewVerdict};
use crate::agree::ActionError;

/// One side's review as somebody may see it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum ReviewView<'a> {
    /// Not written.
    NotYet,
    /// Written, and sealed until the other side has written its own.
    Sealed,
    /// Open.
    Shown(&'a Review),
}

/// Both reviews as somebody may see them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct VisibleReviews<'a> {
    /// Of `pair.a()`.
    pub a: ReviewView<'a>,
    /// Of `pair.b()`.
    pub b: ReviewView<'a>,
}

/// The reviews as `viewer` may see them; `None` is anybody else. A side sees its own; until both have written,
/// nobody sees the other's.
pub fn visible_reviews(action: &Action, viewer: Option<OrganisationId>) -> VisibleReviews<'_> {
    let both = action.a.review.is_some() && action.b.review.is_some();
    let [a, b] = action.sides().map(|(organisation, side)| match &side.review {
        None => ReviewView::NotYet,
        Some(review) if both || viewer == Some(organisation) => ReviewView::Shown(review),
        Some(_) => ReviewView::Sealed,
    });
    VisibleReviews { a, b }
}

/// The action with the review of `side`. A review may come before the day of the small win, and is not changed
/// once written.
///
/// # Errors
/// [`ActionError::NotASide`], [`ActionError::NotAgreed`], [`ActionError::AlreadyReviewed`],
/// [`ActionError::NoWords`].
pub fn review(mut action: Action, side: OrganisationId, review: Review) -> Result<Action, ActionError> {
    let agreed = action.a.accepted && action.b.accepted;
    let (a, b) = (action.pair.a(), action.pair.b());
    let own = if side == a {
        &mut action.a
    } else if side == b {
        &mut action.b
    } else {
        return Err(ActionError::NotASide { organisation: side });
    };
    if !agreed {
        return Err(ActionError::NotAgreed);
    }
    if own.review.is_some() {
        return Err(ActionError::AlreadyReviewed);
    }
    if review.words.trim().is_empty() {
        return Err(ActionError::NoWords);
    }
    own.review = Some(review);
    Ok(action)
}

/// What each side says, once both have reviewed.
fn verdicts(action: &Action) -> Option<(ReviewVerdict, ReviewVerdict)> {
    Some((action.a.review.as_ref()?.verdict, action.b.review.as_ref()?.verdict))
}

/// What both say, in a sentence: "Both say it was met." or "The council says partly met, the hospital says met."
/// `name` gives an organisation's name as it stands inside a sentence. `None` until both have reviewed.
pub fn outcome(action: &Action, name: impl Fn(OrganisationId) -> String) -> Option<String> {
    let (a, b) = verdicts(action)?;
    if a == b {
        return Some(format!("Both say it was {}.", a.words()));
    }
    let (first, second) = (name(action.pair.a()), name(action.pair.b()));
    Some(format!("{} says {}, {second} says {}.", capitalised(&first), a.words(), b.words()))
}

fn capitalised(words: &str) -> String {
    let mut letters = words.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

/// The sizes that are open for the next step: a bigger one only after both say met; none until both have
/// reviewed, or once it is decided.
pub fn open_sizes(action: &Action) -> Vec<NextSize> {
    match verdicts(action) {
        None => Vec::new(),
        Some(_) if action.follows.is_some() => Vec::new(),
        Some((ReviewVerdict::Met, ReviewVerdict::Met)) => NextSize::ALL.to_vec(),
        Some(_) => vec![NextSize::Same, NextSize::Smaller, NextSize::Stop],
    }
}

/// The size to offer first: bigger after success, the same after "partly", smaller after "not met" on either
/// side. A proposal; both decide. `None` until both have reviewed.
pub fn proposed_size(action: &Action) -> Option<NextSize> {
    let (a, b) = verdicts(action)?;
    Some(match a.max(b) {
        ReviewVerdict::Met => NextSize::Bigger,
        ReviewVerdict::Partly => NextSize::Same,
        ReviewVerdict::NotMet => NextSize::Smaller,
    })
}

/// The action with what both decided to do next; this closes it. Unless both said met, the decision needs words.
///
/// # Errors
/// [`ActionError::NotReviewed`], [`ActionError::AlreadyDecided`], [`ActionError::TooBig`],
/// [`ActionError::NoWords`].
pub fn decide_next(mut action: Action, next: Next) -> Result<Action, ActionError> {
    let Some(verdicts) = verdicts(&action) else { return Err(ActionError::NotReviewed) };
    if action.follows.is_some() {
        return Err(ActionError::AlreadyDecided);
    }
    if !open_sizes(&action).contains(&next.size) {
        return Err(ActionError::TooBig);
    }
    if verdicts != (ReviewVerdict::Met, ReviewVerdict::Met) && next.words.trim().is_empty() {
        return Err(ActionError::NoWords);
    }
    action.follows = Some(next);
    Ok(action)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::agree::accept;
    use crate::example::{HOSPITAL, VOLUNTEERS, day, review as written_review, written};

    fn agreed() -> Action {
        let today = day("2026-09-02");
        accept(accept(written(), HOSPITAL, today).unwrap(), VOLUNTEERS, today).unwrap()
    }

    fn reviewed(a: ReviewVerdict, b: ReviewVerdict) -> Action {
        let action = review(agreed(), HOSPITAL, written_review(a)).unwrap();
        review(action, VOLUNTEERS, written_review(b)).unwrap()
    }

    fn next(size: NextSize, words: &str) -> Next {
        Next { size, words: words.into() }
    }

    #[test]
    fn a_review_stays_sealed_until_both_have_written() {
        let one = review(agreed(), HOSPITAL, written_review(ReviewVerdict::NotMet)).unwrap();
        let sealed = VisibleReviews { a: ReviewView::Sealed, b: ReviewView::NotYet };
        assert_eq!(visible_reviews(&one, Some(VOLUNTEERS)), sealed);
        assert_eq!(visible_reviews(&one, None), sealed);
        assert!(matches!(visible_reviews(&one, Some(HOSPITAL)).a, ReviewView::Shown(_)));
        assert_eq!(outcome(&one, |_| String::new()), None);
        let both = review(one, VOLUNTEERS, written_review(ReviewVerdict::Met)).unwrap();
        assert!(matches!(visible_reviews(&both, None).a, ReviewView::Shown(_)));
    }

    #[test]
    fn a_review_needs_an_agreed_action_words_and_is_written_once() {
        let met = || written_review(ReviewVerdict::Met);
        assert_eq!(review(written(), HOSPITAL, met()), Err(ActionError::NotAgreed));
        let wordless = Review { words: " ".into(), ..met() };
        assert_eq!(review(agreed(), HOSPITAL, wordless), Err(ActionError::NoWords));
        let once = review(agreed(), HOSPITAL, met()).unwrap();
        assert_eq!(review(once, HOSPITAL, met()), Err(ActionError::AlreadyReviewed));
    }

    #[test]
    fn the_outcome_says_what_each_side_says() {
        let name = |id| if id == HOSPITAL { "the hospital".to_owned() } else { "the council".to_owned() };
        let said = |a, b| outcome(&reviewed(a, b), name).unwrap();
        assert_eq!(said(ReviewVerdict::Met, ReviewVerdict::Met), "Both say it was met.");
        assert_eq!(said(ReviewVerdict::NotMet, ReviewVerdict::NotMet), "Both say it was not met.");
        assert_eq!(
            said(ReviewVerdict::Partly, ReviewVerdict::Met),
            "The hospital says partly met, the council says met."
        );
    }

    #[test]
    fn a_bigger_step_is_open_only_after_both_say_met() {
        for a in ReviewVerdict::ALL {
            for b in ReviewVerdict::ALL {
                let both_met = (a, b) == (ReviewVerdict::Met, ReviewVerdict::Met);
                let action = reviewed(a, b);
                assert_eq!(open_sizes(&action).contains(&NextSize::Bigger), both_met);
                assert_eq!(proposed_size(&action) == Some(NextSize::Bigger), both_met);
                assert_eq!(decide_next(action, next(NextSize::Bigger, "Go on.")).is_ok(), both_met);
            }
        }
        let early = review(agreed(), HOSPITAL, written_review(ReviewVerdict::Met)).unwrap();
        assert_eq!(decide_next(early, next(NextSize::Stop, "Over.")), Err(ActionError::NotReviewed));
    }

    #[test]
    fn after_partly_the_same_again_needs_words() {
        let partly = || reviewed(ReviewVerdict::Partly, ReviewVerdict::Met);
        assert_eq!(proposed_size(&partly()), Some(NextSize::Same));
        assert_eq!(decide_next(partly(), next(NextSize::Same, "")), Err(ActionError::NoWords));
        let closed = decide_next(partly(), next(NextSize::Same, "Weekends too.")).unwrap();
        assert!(open_sizes(&closed).is_empty());
        assert_eq!(decide_next(closed, next(NextSize::Stop, "x")), Err(ActionError::AlreadyDecided));
    }
}
