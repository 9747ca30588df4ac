//! A direction i→j and a pair {i, j}. One is never stored or computed from the other's opposite side.

use serde::{Deserialize, Serialize};

use crate::ids::OrganisationId;

/// How `from` experiences working with `to`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Direction {
    /// Who rates.
    pub from: OrganisationId,
    /// Who is rated.
    pub to: OrganisationId,
}

impl Direction {
    /// The other side.
    pub const fn reversed(self) -> Self {
        Self { from: self.to, to: self.from }
    }

    /// The pair both sides belong to.
    pub fn pair(self) -> Pair {
        Pair::of(self.from, self.to)
    }
}

/// Two organisations, in the order of their ids.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Pair {
    a: OrganisationId,
    b: OrganisationId,
}

impl Pair {
    /// The pair of two organisations, whichever is named first.
    pub fn of(one: OrganisationId, other: OrganisationId) -> Self {
        if one <= other { Self { a: one, b: other } } else { Self { a: other, b: one } }
    }

    /// The organisation with the lower id.
    pub const fn a(self) -> OrganisationId {
        self.a
    }

    /// The organisation with the higher id.
    pub const fn b(self) -> OrganisationId {
        self.b
    }

    /// a→b.
    pub const fn forth(self) -> Direction {
        Direction { from: self.a, to: self.b }
    }

    /// b→a.
    pub const fn back(self) -> Direction {
        Direction { from: self.b, to: self.a }
    }

    /// Whether `organisation` is one of the two.
    pub fn has(self, organisation: OrganisationId) -> bool {
        self.a == organisation || self.b == organisation
    }

    /// The one that is not `organisation`; `None` if it is neither.
    pub fn other(self, organisation: OrganisationId) -> Option<OrganisationId> {
        if self.a == organisation {
            Some(self.b)
        } else if self.b == organisation {
            Some(self.a)
        } else {
            None
        }
    }
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;

    #[test]
    fn a_pair_is_the_same_from_both_ends() {
        let (x, y) = (OrganisationId(Uuid::from_u128(1)), OrganisationId(Uuid::from_u128(2)));
        assert_eq!(Pair::of(x, y), Pair::of(y, x));
        assert_eq!(Pair::of(y, x).forth().reversed(), Pair::of(x, y).back());
        assert_eq!(Pair::of(x, y).other(x), Some(y));
    }
}
