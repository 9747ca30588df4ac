//! Nothing is better than what is said to be best, and nothing exceeds the bound: against going through everything.

use proptest::prelude::*;
use troth_rate::assign::{Problem, Side, at_least, bound_at, solve};

use super::drawn::problems;

/// The worth of the best assignment, by trying every number of people for every side.
fn by_hand(problem: &Problem) -> f64 {
    let room = problem.organisations().iter().map(|o| o.staff * problem.rules().most).collect();
    let mut room: Vec<usize> = room;
    go(problem, 0, &mut room)
}

/// Every number that may be asked about a side, with the chance.
fn numbers(problem: &Problem, from: usize, side: Side) -> Vec<(usize, f64)> {
    let (organisation, rules) = (&problem.organisations()[from], problem.rules());
    let missing = rules.floor.saturating_sub(side.certain);
    if side.representative || missing == 0 {
        return vec![(0, 1.0)];
    }
    let chance = |n| at_least(missing, n, organisation.share);
    let mut numbers = vec![(0, 0.0)];
    for n in 1..=organisation.staff {
        if chance(n) > 0.0 && chance(n) >= rules.least_chance {
            numbers.push((n, chance(n)));
        }
        if chance(n) >= rules.enough {
            break;
        }
    }
    numbers
}

fn related(problem: &Problem, i: usize, j: usize) -> bool {
    let parent = |k: usize| problem.organisations()[k].parent;
    let top = |k: usize| parent(k).unwrap_or(k);
    // Parents are the first organisation here, which may be said to be part of itself.
    i == j
        || parent(i) == Some(j)
        || parent(j) == Some(i)
        || (parent(i).is_some() && top(i) == top(j) && parent(j).is_some())
}

fn go(problem: &Problem, at: usize, room: &mut [usize]) -> f64 {
    let Some(c) = problem.candidates().get(at) else { return 0.0 };
    if related(problem, c.a, c.b) {
        return go(problem, at + 1, room);
    }
    let one_side = problem.rules().one_side;
    let mut best = 0.0_f64;
    for (n, p) in numbers(problem, c.a, c.forth) {
        for (m, q) in numbers(problem, c.b, c.back) {
            if n > room[c.a] || m > room[c.b] {
                continue;
            }
            room[c.a] -= n;
            room[c.b] -= m;
            let worth = c.weight * (p * q + one_side * (p * (1.0 - q) + q * (1.0 - p)));
            best = best.max(worth + go(problem, at + 1, room));
            room[c.a] += n;
            room[c.b] += m;
        }
    }
    best
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, ..ProptestConfig::default() })]

    #[test]
    fn small_problems_are_solved_to_the_best_there_is(problem in problems(2..5, 0..9, 1..3)) {
        prop_assume!(problem.candidates().len() <= 3);
        let (solution, best) = (solve(&problem), by_hand(&problem));
        prop_assert!(solution.worth <= best + 1e-9, "{} of at most {best}", solution.worth);
        prop_assert!(solution.bound.value >= best - 1e-9, "bound {} below {best}", solution.bound.value);
        prop_assert!(bound_at(&problem, &solution.bound.prices) >= best - 1e-9);
        prop_assert!(solution.is_best(), "{:?}", solution.bound);
        prop_assert!((solution.worth - best).abs() < 1e-6 * best.max(1.0), "{} of {best}", solution.worth);
    }

    #[test]
    fn any_prices_prove_a_bound(problem in problems(2..5, 0..9, 1..3), prices in proptest::collection::vec(-0.1_f64..0.5, 0..6)) {
        prop_assume!(problem.candidates().len() <= 3);
        let (bound, best) = (bound_at(&problem, &prices), by_hand(&problem));
        prop_assert!(bound >= best - 1e-9, "{bound} below {best}");
    }
}
