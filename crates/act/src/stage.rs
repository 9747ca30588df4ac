//! Where an action stands, worked out from what is written; nothing of it is stored.

use serde::{Deserialize, Serialize};
use troth_network::{Day, OrganisationId};

use crate::action::Action;

/// Something an action lacks before it is agreed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Missing {
    /// A title.
    Title,
    /// The narrative it works on.
    Narrative,
    /// The measure it uses.
    Measure,
    /// What will have happened.
    SmallWin,
    /// How both will see it.
    SmallWinSeenHow,
    /// By which day.
    SmallWinDate,
    /// What this side expects.
    Expectation(OrganisationId),
    /// The risk this side takes.
    Risk(OrganisationId),
    /// Who answers for it on this side.
    Owner(OrganisationId),
    /// This side's acceptance of what is written.
    Acceptance(OrganisationId),
}

impl Missing {
    /// In words, to follow "Still missing: "; `name` gives an organisation's name on screen.
    pub fn words(self, name: impl Fn(OrganisationId) -> String) -> String {
        match self {
            Self::Title => "a title".to_owned(),
            Self::Narrative => "what it is about".to_owned(),
            Self::Measure => "the measure".to_owned(),
            Self::SmallWin => "the small win".to_owned(),
            Self::SmallWinDate => "the date of the small win".to_owned(),
            Self::SmallWinSeenHow => "how the small win will be seen".to_owned(),
            Self::Expectation(side) => format!("the expectation of {}", name(side)),
            Self::Risk(side) => format!("the risk for {}", name(side)),
            Self::Owner(side) => format!("who answers for it at {}", name(side)),
            Self::Acceptance(side) => format!("the acceptance of {}", name(side)),
        }
    }
}

/// Where an action stands.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Stage {
    /// Something is missing, the acceptance of both included.
    Draft(Vec<Missing>),
    /// All is written and one side has accepted; this one has not.
    WaitingForOneSide(OrganisationId),
    /// Both have accepted; the day of the small win is still to come.
    Agreed,
    /// The day of the small win has come; neither has reviewed.
    DueForReview,
    /// One side has reviewed; this one has not.
    WaitingForReview(OrganisationId),
    /// Both have reviewed; what comes next is not decided.
    ReviewedByBoth,
    /// What comes next is decided.
    Closed,
}

impl Stage {
    /// In words; `name` gives an organisation's name on screen.
    pub fn words(&self, name: impl Fn(OrganisationId) -> String) -> String {
        match self {
            Self::Draft(_) => "Being written".to_owned(),
            Self::WaitingForOneSide(side) => format!("Waiting for {} to accept", name(*side)),
            Self::Agreed => "Agreed".to_owned(),
            Self::DueForReview => "Due for review".to_owned(),
            Self::WaitingForReview(side) => format!("Waiting for {} to review", name(*side)),
            Self::ReviewedByBoth => "Reviewed by both".to_owned(),
            Self::Closed => "Closed".to_owned(),
        }
    }
}

/// What an action lacks apart from acceptances.
pub fn unwritten(action: &Action) -> Vec<Missing> {
    let win = &action.small_win;
    let blank = |text: &str| text.trim().is_empty();
    let mut missing: Vec<Missing> = [
        (blank(&action.title), Missing::Title),
        (blank(&action.narrative), Missing::Narrative),
        (blank(&action.measure), Missing::Measure),
        (blank(&win.what), Missing::SmallWin),
        (blank(&win.seen_how), Missing::SmallWinSeenHow),
        (win.by.is_none(), Missing::SmallWinDate),
    ]
    .into_iter()
    .filter_map(|(lacks, what)| lacks.then_some(what))
    .collect();
    for (organisation, side) in action.sides() {
        missing.extend(blank(&side.expectation).then_some(Missing::Expectation(organisation)));
        missing.extend(blank(&side.risk).then_some(Missing::Risk(organisation)));
        missing.extend(side.owner.is_none().then_some(Missing::Owner(organisation)));
    }
    missing
}

/// Where `action` stands on the day `today`. The day of the small win itself is due.
pub fn stage(action: &Action, today: Day) -> Stage {
    let (a, b) = (action.pair.a(), action.pair.b());
    let mut missing = unwritten(action);
    if !missing.is_empty() || (!action.a.accepted && !action.b.accepted) {
        for (organisation, side) in action.sides() {
            missing.extend((!side.accepted).then_some(Missing::Acceptance(organisation)));
        }
        return Stage::Draft(missing);
    }
    match (action.a.accepted, action.b.accepted) {
        (true, false) => return Stage::WaitingForOneSide(b),
        (false, true) => return Stage::WaitingForOneSide(a),
        _ => {}
    }
    match (&action.a.review, &action.b.review) {
        (Some(_), Some(_)) if action.follows.is_some() => Stage::Closed,
        (Some(_), Some(_)) => Stage::ReviewedByBoth,
        (Some(_), None) => Stage::WaitingForReview(b),
        (None, Some(_)) => Stage::WaitingForReview(a),
        (None, None) if action.small_win.by.is_some_and(|by| by <= today) => Stage::DueForReview,
        (None, None) => Stage::Agreed,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::action::{Next, NextSize, ReviewVerdict};
    use crate::example::{HOSPITAL, VOLUNTEERS, day, review, written};

    #[test]
    fn an_action_goes_through_its_stages() {
        let (before, due) = (day("2026-10-01"), day("2026-10-20"));
        let mut action = written();
        let open = vec![Missing::Acceptance(HOSPITAL), Missing::Acceptance(VOLUNTEERS)];
        assert_eq!(stage(&action, before), Stage::Draft(open));
        action.b.accepted = true;
        assert_eq!(stage(&action, before), Stage::WaitingForOneSide(HOSPITAL));
        action.a.accepted = true;
        assert_eq!(stage(&action, before), Stage::Agreed);
        assert_eq!(stage(&action, due), Stage::DueForReview);
        action.a.review = Some(review(ReviewVerdict::Met));
        assert_eq!(stage(&action, due), Stage::WaitingForReview(VOLUNTEERS));
        action.b.review = Some(review(ReviewVerdict::Partly));
        assert_eq!(stage(&action, due), Stage::ReviewedByBoth);
        action.follows = Some(Next { size: NextSize::Same, words: "Weekends too.".into() });
        assert_eq!(stage(&action, due), Stage::Closed);
    }

    #[test]
    fn a_draft_says_what_is_missing_and_on_which_side() {
        let mut action = written();
        action.small_win.by = None;
        action.b.risk = "  ".into();
        action.a.owner = None;
        action.a.accepted = true;
        let Stage::Draft(missing) = stage(&action, day("2026-10-01")) else { panic!("a draft") };
        assert_eq!(
            missing,
            [
                Missing::SmallWinDate,
                Missing::Owner(HOSPITAL),
                Missing::Risk(VOLUNTEERS),
                Missing::Acceptance(VOLUNTEERS)
            ]
        );
        assert_eq!(missing[2].words(|_| "the volunteers".into()), "the risk for the volunteers");
    }
}
