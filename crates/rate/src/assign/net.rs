//! The problem as a net: relationships with their levels, organisations with the questions they have room for.

use rand::SeedableRng;
use rand::seq::SliceRandom;
use rand_chacha::ChaCha8Rng;

use super::choices::Levels;
use super::problem::{Problem, Rules};
use super::solution::Expected;

/// A place in the levels of either side.
pub(super) type Choice = (usize, usize);

/// A relationship that may be asked about.
#[derive(Debug, Clone)]
pub(super) struct Edge {
    /// Place of the candidate.
    pub(super) candidate: usize,
    /// The two organisations.
    pub(super) ends: [usize; 2],
    pub(super) weight: f64,
    pub(super) forth: Levels,
    pub(super) back: Levels,
    one_side: f64,
}

impl Edge {
    /// What a choice is worth: w · (P(both) + ω · P(one)).
    pub(super) fn value(&self, (l, m): Choice) -> f64 {
        let (forth, back) = (self.forth.chance[l], self.back.chance[m]);
        let both = forth * back;
        self.weight * (both + self.one_side * (forth + back - 2.0 * both))
    }

    /// How many people a choice asks on either side.
    pub(super) fn asks(&self, (l, m): Choice) -> [usize; 2] {
        [self.forth.asked[l], self.back.asked[m]]
    }

    /// Every choice from this one upwards on both sides.
    pub(super) fn upwards(&self, (l, m): Choice) -> impl Iterator<Item = Choice> + '_ {
        (l..self.forth.asked.len()).flat_map(move |l| (m..self.back.asked.len()).map(move |m| (l, m)))
    }
}

/// Relationships and room.
#[derive(Debug, Clone)]
pub(super) struct Net {
    pub(super) edges: Vec<Edge>,
    /// Questions about partners that the people of each organisation can answer together.
    pub(super) room: Vec<usize>,
    /// The relationships of each organisation.
    pub(super) at: Vec<Vec<usize>>,
    /// Relationships in the order in which those that are alike are taken.
    pub(super) order: Vec<usize>,
}

impl Net {
    /// The net of a problem, without what is never asked about and what can never be shown.
    pub(super) fn of(problem: &Problem) -> Self {
        let people = |place: usize| problem.people(place);
        Self::with(problem, 0..problem.candidates().len(), problem.rules(), &people)
    }

    /// The net of some candidates, with these rules and other people (how many, and the share that answers).
    pub(super) fn with(
        problem: &Problem,
        candidates: impl Iterator<Item = usize>,
        rules: &Rules,
        people: &dyn Fn(usize) -> (usize, f64),
    ) -> Self {
        let organisations = problem.organisations().len();
        let mut edges = Vec::new();
        let mut at = vec![Vec::new(); organisations];
        for candidate in candidates {
            let c = &problem.candidates()[candidate];
            if problem.kin(c.a, c.b) || c.weight <= 0.0 {
                continue;
            }
            let levels = |place: usize, side| {
                let (staff, share) = people(place);
                Levels::of(side, staff, share, rules)
            };
            let (forth, back) = (levels(c.a, c.forth), levels(c.b, c.back));
            for place in [c.a, c.b] {
                at[place].push(edges.len());
            }
            let (ends, weight, one_side) = ([c.a, c.b], c.weight, rules.one_side);
            edges.push(Edge { candidate, ends, weight, forth, back, one_side });
        }
        let mut order: Vec<usize> = (0..edges.len()).collect();
        order.shuffle(&mut ChaCha8Rng::seed_from_u64(rules.seed));
        let room = (0..organisations).map(|place| people(place).0 * rules.most).collect();
        Self { edges, room, at, order }
    }

    /// Whether numbers were left out on a side with very many.
    pub(super) fn thinned(&self) -> bool {
        self.edges.iter().any(|e| e.forth.thinned || e.back.thinned)
    }
}

/// A choice for every relationship, within the room.
#[derive(Debug, Clone)]
pub(super) struct State {
    pub(super) choice: Vec<Choice>,
    pub(super) free: Vec<usize>,
}

impl State {
    /// Nobody is asked.
    pub(super) fn empty(net: &Net) -> Self {
        Self { choice: vec![(0, 0); net.edges.len()], free: net.room.clone() }
    }

    /// As many asked as are said for each relationship, or the next lower number that is a level. `free` is the room
    /// that others leave to these.
    pub(super) fn of(net: &Net, asked: impl Fn(&Edge) -> [usize; 2], free: Vec<usize>) -> Self {
        let mut state = Self { choice: vec![(0, 0); net.edges.len()], free };
        for (place, edge) in net.edges.iter().enumerate() {
            let [forth, back] = asked(edge);
            let level = |levels: &Levels, asked| levels.asked.partition_point(|n| *n <= asked) - 1;
            state.put(net, place, (level(&edge.forth, forth), level(&edge.back, back)));
        }
        state
    }

    /// What can be expected of the relationships.
    pub(super) fn expected(&self, net: &Net) -> Expected {
        let mut expected = Expected::default();
        for (edge, (l, m)) in net.edges.iter().zip(&self.choice) {
            expected.add(edge.forth.chance[*l], edge.back.chance[*m]);
        }
        expected
    }

    /// What all choices are worth together.
    pub(super) fn value(&self, net: &Net) -> f64 {
        net.edges.iter().zip(&self.choice).map(|(edge, choice)| edge.value(*choice)).sum()
    }

    /// Whether there is room for another choice in place of the present one.
    pub(super) fn fits(&self, net: &Net, edge: usize, choice: Choice) -> bool {
        let this = &net.edges[edge];
        let (now, then) = (this.asks(self.choice[edge]), this.asks(choice));
        (0..2).all(|s| then[s] <= now[s] + self.free[this.ends[s]])
    }

    /// Puts another choice in place of the present one, for which there has to be room.
    pub(super) fn put(&mut self, net: &Net, edge: usize, choice: Choice) {
        let this = &net.edges[edge];
        let (now, then) = (this.asks(self.choice[edge]), this.asks(choice));
        for s in 0..2 {
            let free = &mut self.free[this.ends[s]];
            debug_assert!(then[s] <= now[s] + *free, "there is room");
            *free = (*free + now[s]).saturating_sub(then[s]);
        }
        self.choice[edge] = choice;
    }
}
