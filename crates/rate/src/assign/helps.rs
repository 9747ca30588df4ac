//! What would help most: more people of one organisation, one more partner for each respondent, or more who answer.

use super::exchange::exchange;
use super::fill::fill;
use super::net::{Edge, Net, State};
use super::problem::Problem;
use super::renew::renew;
use super::solution::Solution;

/// How many more people are tried.
pub const MOST_MORE: usize = 3;
/// By how much a share is raised: ten of a hundred.
pub const MORE_ANSWER: f64 = 0.1;
/// How often the neighbourhood of one organisation is put together anew.
const TIMES: usize = 20;
/// Rounds of exchanges.
const ROUNDS: usize = 5;

/// What is gained at least: everybody else can be asked as before, and what is close by is arranged anew. Never below 0.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Gain {
    /// In the measure of [`Solution::worth`].
    pub worth: f64,
    /// Relationships more that are expected on both sides. Where weights differ, this can be less than nothing.
    pub both: f64,
}

/// What more people of one organisation would add.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct MorePeople {
    /// Place of the organisation.
    pub organisation: usize,
    /// With one, two and three people more.
    pub people: [Gain; MOST_MORE],
    /// If ten more of a hundred of its people answered.
    pub share: Gain,
}

impl MorePeople {
    /// How many people more are best used, from 1 to 3, with what they add: the most for each of them, and the fewest of
    /// those that are alike.
    pub fn best(&self) -> (usize, Gain) {
        let mut best = (1, self.people[0]);
        for (people, gain) in (2_u32..).zip(&self.people[1..]) {
            let each = gain.worth / f64::from(people);
            if each > best.1.worth / f64::from(u32::try_from(best.0).unwrap_or(1)) + 1e-9 {
                best = (people as usize, *gain);
            }
        }
        best
    }
}

/// What would help.
#[derive(Debug, Clone, PartialEq)]
pub struct Helps {
    /// Every organisation with a relationship to ask about, the one whose best use adds most first.
    pub organisations: Vec<MorePeople>,
    /// If everybody could be asked about one more partner.
    pub one_more_partner: Gain,
    /// If ten more of a hundred people answered everywhere.
    pub share: Gain,
}

/// Works out what would help, from a solution of this problem.
pub fn helps(problem: &Problem, solution: &Solution) -> Helps {
    let rules = problem.rules();
    let before = Before::of(problem, solution);
    let as_now = |place: usize| problem.people(place);
    let higher = |share: f64| (share + MORE_ANSWER).min(1.0);
    let everywhere = |place: usize| (as_now(place).0, higher(as_now(place).1));
    let wider = super::problem::Rules { most: rules.most + 1, ..*rules };
    let all: Vec<usize> = (0..problem.candidates().len()).collect();
    let mut organisations: Vec<MorePeople> = (0..problem.organisations().len())
        .filter(|place| !before.at[*place].is_empty())
        .map(|organisation| {
            let near = &before.at[organisation];
            let more = |people: usize, raised: bool| {
                let changed = |place: usize| {
                    let (staff, share) = as_now(place);
                    if place != organisation {
                        return (staff, share);
                    }
                    (staff + people, if raised { higher(share) } else { share })
                };
                before.gain(near, rules, &changed, TIMES)
            };
            let mut people = [more(1, false), more(2, false), more(3, false)];
            // Whoever is not needed need not be asked.
            for k in 1..MOST_MORE {
                if people[k].worth < people[k - 1].worth {
                    people[k] = people[k - 1];
                }
            }
            MorePeople { organisation, people, share: more(0, true) }
        })
        .collect();
    organisations.sort_by(|x, y| y.best().1.worth.total_cmp(&x.best().1.worth));
    Helps {
        organisations,
        one_more_partner: before.gain(&all, &wider, &as_now, all.len().min(2000)),
        share: before.gain(&all, rules, &everywhere, all.len().min(2000)),
    }
}

/// The solution that everything is compared with.
struct Before<'a> {
    problem: &'a Problem,
    /// People asked on either side of every candidate.
    asked: Vec<[usize; 2]>,
    /// Questions asked at each organisation.
    used: Vec<usize>,
    /// Candidates of each organisation.
    at: Vec<Vec<usize>>,
    prices: &'a [f64],
}

impl<'a> Before<'a> {
    fn of(problem: &'a Problem, solution: &'a Solution) -> Self {
        let mut asked = vec![[0, 0]; problem.candidates().len()];
        let mut used = vec![0; problem.organisations().len()];
        for cell in &solution.cells {
            let side = usize::from(problem.candidates()[cell.candidate].a != cell.from);
            asked[cell.candidate][side] = cell.asked;
            used[cell.from] += cell.asked;
        }
        let mut at = vec![Vec::new(); problem.organisations().len()];
        for (place, c) in problem.candidates().iter().enumerate() {
            if !problem.kin(c.a, c.b) {
                at[c.a].push(place);
                at[c.b].push(place);
            }
        }
        Self { problem, asked, used, at, prices: &solution.bound.prices }
    }

    /// What is gained by other rules and people if these candidates are arranged anew.
    fn gain(
        &self,
        candidates: &[usize],
        rules: &super::problem::Rules,
        people: &dyn Fn(usize) -> (usize, f64),
        times: usize,
    ) -> Gain {
        let asked = |edge: &Edge| self.asked[edge.candidate];
        let as_now = |place: usize| self.problem.people(place);
        let old = Net::with(self.problem, candidates.iter().copied(), self.problem.rules(), &as_now);
        let new = Net::with(self.problem, candidates.iter().copied(), rules, people);
        // The room without what other candidates take; what these take themselves is put in again.
        let room = |net: &Net| {
            let mut free: Vec<usize> =
                net.room.iter().zip(&self.used).map(|(room, used)| room.saturating_sub(*used)).collect();
            for edge in &net.edges {
                for (end, asked) in edge.ends.iter().zip(asked(edge)) {
                    free[*end] += asked;
                }
            }
            free
        };
        let before = State::of(&old, asked, room(&old));
        let mut state = State::of(&new, asked, room(&new));
        fill(&new, &mut state, self.prices, &new.order);
        exchange(&new, &mut state, self.prices, ROUNDS);
        renew(&new, &mut state, self.prices, rules.seed, times);
        let worth = state.value(&new) - before.value(&old);
        if worth <= 0.0 {
            return Gain::default();
        }
        Gain { worth, both: state.expected(&new).both - before.expected(&old).both }
    }
}
