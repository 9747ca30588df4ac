//! How far each audience sees, as promised before the round.

use std::collections::BTreeSet;
use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};
use troth_network::{Direction, OrganisationId, Pair};

use crate::audience::Audience;

/// What partners see of the survey, from narrow to wide. The agreed audience, which the promise names, sees every
/// direction that may be shown at all.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Visibility {
    /// Totals of the whole partnership.
    #[default]
    Totals,
    /// Totals, and what others say of the partner's own organisation.
    Received,
    /// Totals, what others say of it, and both directions of pairs that both organisations opened.
    Opened,
    /// Everything that the agreed audience sees: partners belong to it.
    Everyone,
}

impl Visibility {
    /// All, from narrow to wide.
    pub const ALL: [Self; 4] = [Self::Totals, Self::Received, Self::Opened, Self::Everyone];

    /// As the database holds it.
    pub const fn id(self) -> &'static str {
        match self {
            Self::Totals => "totals",
            Self::Received => "received",
            Self::Opened => "opened",
            Self::Everyone => "everyone",
        }
    }
}

impl fmt::Display for Visibility {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.id())
    }
}

impl FromStr for Visibility {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let found = Self::ALL.into_iter().find(|v| v.id() == text);
        found.ok_or_else(|| format!("\"{text}\" is not a promise. Use totals, received, opened or everyone."))
    }
}

/// What may be looked at in one round.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Sight {
    /// What partners see.
    pub visibility: Visibility,
    /// Pairs that both organisations opened.
    pub opened: BTreeSet<Pair>,
}

impl Sight {
    /// Whether `audience` may look at a direction at all; the rules on cells come on top of it.
    pub fn admits(&self, audience: &Audience, direction: Direction) -> bool {
        let Audience::Partner(partner) = audience else { return true };
        let received = direction.to == *partner;
        let own = received || direction.from == *partner;
        match self.visibility {
            Visibility::Totals => false,
            Visibility::Received => received,
            Visibility::Opened => received || (own && self.opened.contains(&direction.pair())),
            Visibility::Everyone => true,
        }
    }

    /// What of it bears on `audience`: pairs that others opened change nothing for a partner, and no pair that is opened
    /// changes anything for anybody else.
    #[must_use]
    pub fn seen_by(&self, audience: &Audience) -> Self {
        let opened = match audience {
            Audience::Partner(own) => self.opened.iter().copied().filter(|pair| pair.has(*own)).collect(),
            Audience::Agreed | Audience::Public => BTreeSet::new(),
        };
        Self { visibility: self.visibility, opened }
    }

    /// The audience to which somebody of `partner` belongs under this promise.
    pub const fn audience_of(&self, partner: OrganisationId) -> Audience {
        match self.visibility {
            Visibility::Everyone => Audience::Agreed,
            Visibility::Totals | Visibility::Received | Visibility::Opened => Audience::Partner(partner),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn organisation(n: u128) -> OrganisationId {
        format!("00000000-0000-0000-0000-{n:012}").parse().unwrap()
    }

    fn direction(from: u128, to: u128) -> Direction {
        Direction { from: organisation(from), to: organisation(to) }
    }

    #[test]
    fn each_promise_admits_what_it_says_and_no_more() {
        let first = Audience::Partner(organisation(1));
        let opened = BTreeSet::from([direction(1, 2).pair(), direction(2, 3).pair()]);
        let seen = |visibility| {
            let sight = Sight { visibility, opened: opened.clone() };
            [(2, 1), (3, 1), (1, 2), (1, 3), (2, 3)].map(|(i, j)| sight.admits(&first, direction(i, j)))
        };
        assert_eq!(seen(Visibility::Totals), [false; 5]);
        assert_eq!(seen(Visibility::Received), [true, true, false, false, false]);
        assert_eq!(seen(Visibility::Opened), [true, true, true, false, false], "another's pair stays shut");
        assert_eq!(seen(Visibility::Everyone), [true; 5]);
    }

    #[test]
    fn pairs_that_others_opened_bear_on_nobody_else() {
        let (own, others) = (direction(1, 2).pair(), direction(2, 3).pair());
        let sight = Sight { visibility: Visibility::Opened, opened: BTreeSet::from([own, others]) };
        let of = |n| sight.seen_by(&Audience::Partner(organisation(n))).opened;
        assert_eq!(of(1), BTreeSet::from([own]));
        assert_eq!(of(2), BTreeSet::from([own, others]));
        assert!(of(4).is_empty() && sight.seen_by(&Audience::Agreed).opened.is_empty());
    }

    #[test]
    fn the_agreed_audience_sees_all_and_partners_belong_to_it_only_if_promised() {
        let sight = Sight::default();
        assert!(sight.admits(&Audience::Agreed, direction(2, 3)));
        assert_eq!(sight.audience_of(organisation(1)), Audience::Partner(organisation(1)));
        let everyone = Sight { visibility: Visibility::Everyone, ..Sight::default() };
        assert_eq!(everyone.audience_of(organisation(1)), Audience::Agreed);
    }

    #[test]
    fn promises_go_back_and_forth() {
        for promise in Visibility::ALL {
            assert_eq!(promise.to_string().parse(), Ok(promise));
        }
        assert!("all".parse::<Visibility>().is_err());
    }
}
