//! Which relationships cannot be expected on both sides, and why.

use super::net::{Net, State};
use super::problem::Problem;

/// A relationship without a chance of being shown on both sides.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct GivenUp {
    /// Place of the candidate.
    pub candidate: usize,
    /// Whether it can still be shown on one side.
    pub one_side: bool,
    /// Why it is not asked about on both sides.
    pub reason: Reason,
}

/// Why a relationship is given up. Organisations are named by place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reason {
    /// Both are one organisation.
    Own,
    /// They are units of one organisation, or one is part of the other.
    SameParent,
    /// It counts nothing.
    CountsNothing,
    /// This organisation has fewer people than are needed.
    TooFewPeople {
        /// The organisation.
        organisation: usize,
        /// People who can be asked.
        people: usize,
        /// People needed besides those whose answers are certain.
        needed: usize,
    },
    /// Nobody of this organisation is expected to answer.
    NobodyAnswers {
        /// The organisation.
        organisation: usize,
    },
    /// Everybody of this organisation would have to be asked and more, for the least chance that was named.
    TooUnlikely {
        /// The organisation.
        organisation: usize,
    },
    /// The people are needed for relationships that count more or are likelier to be shown.
    NoRoom {
        /// The organisation with least room left beside what would be needed.
        organisation: usize,
    },
}

/// Every relationship that is given up, by place.
pub(super) fn given_up(problem: &Problem, net: &Net, state: &State) -> Vec<GivenUp> {
    let mut given_up = Vec::new();
    let mut edges = net.edges.iter().enumerate().peekable();
    for (candidate, c) in problem.candidates().iter().enumerate() {
        let edge = edges.next_if(|(_, edge)| edge.candidate == candidate);
        let Some((place, edge)) = edge else {
            let reason = if c.a == c.b {
                Reason::Own
            } else if problem.kin(c.a, c.b) {
                Reason::SameParent
            } else {
                Reason::CountsNothing
            };
            given_up.push(GivenUp { candidate, one_side: false, reason });
            continue;
        };
        let (l, m) = state.choice[place];
        let chances = [edge.forth.chance[l], edge.back.chance[m]];
        if chances.iter().all(|chance| *chance > 0.0) {
            continue;
        }
        let sides = [(c.a, c.forth, &edge.forth), (c.b, c.back, &edge.back)];
        let without = sides.iter().find(|(.., levels)| levels.chance.iter().all(|chance| *chance <= 0.0));
        let reason = if let Some((organisation, side, _)) = without {
            let (organisation, of) = (*organisation, &problem.organisations()[*organisation]);
            let needed = problem.rules().floor.saturating_sub(side.certain);
            if of.staff < needed {
                Reason::TooFewPeople { organisation, people: of.staff, needed }
            } else if of.share <= 0.0 {
                Reason::NobodyAnswers { organisation }
            } else {
                Reason::TooUnlikely { organisation }
            }
        } else {
            // Of the sides that would still need people, the one with less room.
            let short = sides.iter().zip(chances).filter(|(_, chance)| *chance <= 0.0);
            let organisation =
                short.map(|((organisation, ..), _)| *organisation).min_by_key(|o| state.free[*o]);
            Reason::NoRoom { organisation: organisation.unwrap_or(c.a) }
        };
        given_up.push(GivenUp { candidate, one_side: chances.iter().any(|c| *c > 0.0), reason });
    }
    given_up
}
