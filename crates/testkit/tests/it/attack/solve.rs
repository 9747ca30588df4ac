//! Whether an answer can be another one, by integer programming (microlp: simplex with branch and bound).

use std::collections::{BTreeMap, BTreeSet};

use microlp::{ComparisonOp, Error, OptimizationDirection, Problem, Variable};
use troth_gate::End;

use super::known::Known;

/// What the solver found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Found {
    /// Other answers fit everything that is known.
    Another,
    /// No other answer does: this one can be worked out.
    Fixed,
}

/// Everything that hangs together with `place` through what is known, the answers in `given` aside.
pub(crate) fn component(known: &Known, place: usize, given: &BTreeSet<usize>) -> BTreeSet<usize> {
    let (mut found, mut next) = (BTreeSet::from([place]), vec![place]);
    while let Some(place) = next.pop() {
        let sums =
            known.within.get(&place).into_iter().flatten().map(|k| known.sums[*k].weights.keys().copied());
        let ends = known.ends.iter().filter(|c| c.answers.contains(&place)).map(|c| c.answers.clone());
        let groups = known.some_at_end.iter().filter(|g| g.iter().flatten().any(|p| *p == place));
        let groups = groups.flatten().flatten().copied();
        let beside: BTreeSet<usize> = sums.flatten().chain(ends.flatten()).chain(groups).collect();
        for other in beside {
            if !given.contains(&other) && found.insert(other) {
                next.push(other);
            }
        }
    }
    found
}

/// Looks for other answers of `free`, all else as it is, in which the answer at `place` is another one.
pub(crate) fn another(known: &Known, place: usize, free: &BTreeSet<usize>) -> Result<Found, Error> {
    let truth = i32::from(known.truth[place].1);
    let highest = i32::from(known.highest);
    for (least, most) in [(0, truth - 1), (truth + 1, highest)] {
        if least > most {
            continue;
        }
        match problem(known, place, (least, most), free).solve() {
            Ok(_) => return Ok(Found::Another),
            Err(Error::Infeasible) => {}
            Err(other) => return Err(other),
        }
    }
    Ok(Found::Fixed)
}

fn problem(known: &Known, place: usize, range: (i32, i32), free: &BTreeSet<usize>) -> Problem {
    let mut problem = Problem::new(OptimizationDirection::Minimize);
    let all = (0, i32::from(known.highest));
    let answers: BTreeMap<usize, Variable> = free
        .iter()
        .map(|p| (*p, problem.add_integer_var(0.0, if *p == place { range } else { all })))
        .collect();
    let touched: BTreeSet<usize> =
        free.iter().filter_map(|p| known.within.get(p)).flatten().copied().collect();
    for sum in touched.iter().map(|k| &known.sums[*k]) {
        let (mut terms, mut fixed) = (Vec::new(), 0.0);
        for (p, weight) in &sum.weights {
            match answers.get(p) {
                Some(variable) => terms.push((*variable, *weight)),
                None => fixed += weight * f64::from(known.truth[*p].1),
            }
        }
        problem.add_constraint(terms.clone(), ComparisonOp::Ge, sum.least - fixed);
        problem.add_constraint(terms, ComparisonOp::Le, sum.most - fixed);
    }
    for cell in known.ends.iter().filter(|c| c.answers.iter().any(|p| free.contains(p))) {
        at_end(&mut problem, known, &answers, cell.answers.as_slice(), cell.end);
    }
    for groups in known.some_at_end.iter().filter(|g| g.iter().flatten().any(|p| free.contains(p))) {
        one_at_an_end(&mut problem, known, &answers, groups);
    }
    problem
}

/// How many of a cell lie at an end, as variables and a number for those that are given.
fn lying(
    problem: &mut Problem,
    known: &Known,
    answers: &BTreeMap<usize, Variable>,
    (cell, of): (&[usize], End),
) -> (Vec<(Variable, f64)>, f64) {
    let highest = f64::from(known.highest);
    let (mut lies, mut fixed) = (Vec::new(), 0.0);
    for p in cell {
        let points = known.truth[*p].1;
        let Some(answer) = answers.get(p) else {
            let at = if of == End::Top { known.highest } else { 0 };
            fixed += f64::from(u8::from(points == at));
            continue;
        };
        let there = problem.add_binary_var(0.0);
        if of == End::Top {
            // There: answer = highest. Not there: answer ≤ highest − 1.
            problem.add_constraint([(*answer, 1.0), (there, -highest)], ComparisonOp::Ge, 0.0);
            problem.add_constraint([(*answer, 1.0), (there, -1.0)], ComparisonOp::Le, highest - 1.0);
        } else {
            problem.add_constraint([(*answer, 1.0), (there, highest)], ComparisonOp::Le, highest);
            problem.add_constraint([(*answer, 1.0), (there, 1.0)], ComparisonOp::Ge, 1.0);
        }
        lies.push((there, 1.0));
    }
    (lies, fixed)
}

/// How many have to give an end for a cell of so many to be at it.
fn needed(cell: &[usize]) -> f64 {
    cell.len().saturating_sub(2).max(1) as f64
}

/// One of these groups, at least, is at an end: one more yes or no for each group and end.
fn one_at_an_end(
    problem: &mut Problem,
    known: &Known,
    answers: &BTreeMap<usize, Variable>,
    groups: &[Vec<usize>],
) {
    let mut any = Vec::new();
    for group in groups {
        for of in [End::Bottom, End::Top] {
            let (mut lies, fixed) = lying(problem, known, answers, (group, of));
            let is = problem.add_binary_var(0.0);
            lies.push((is, -needed(group)));
            problem.add_constraint(lies, ComparisonOp::Ge, -fixed);
            any.push((is, 1.0));
        }
    }
    problem.add_constraint(any, ComparisonOp::Ge, 1.0);
}

/// Which end a cell is at, with one more yes or no for each answer and end: whether it lies there.
fn at_end(
    problem: &mut Problem,
    known: &Known,
    answers: &BTreeMap<usize, Variable>,
    cell: &[usize],
    end: Option<End>,
) {
    for of in [End::Bottom, End::Top] {
        let (lies, fixed) = lying(problem, known, answers, (cell, of));
        let enough = needed(cell) - fixed;
        if end == Some(of) {
            problem.add_constraint(lies, ComparisonOp::Ge, enough);
        } else if end.is_none() {
            problem.add_constraint(lies, ComparisonOp::Le, enough - 1.0);
        }
    }
}

/// Answers in points, of people about one organisation.
fn answers(highest: u8, points: &[u8]) -> Known {
    let mut known = Known::new(highest);
    for (person, points) in points.iter().enumerate() {
        known.place((person.to_string(), "one".into()), *points);
    }
    known
}

#[test]
fn that_one_of_two_groups_is_at_an_end_can_tell_an_answer() {
    let mut known = answers(4, &[4, 4, 4, 1, 2, 1, 2, 3, 2, 1]);
    let only_first = BTreeSet::from([0]);
    assert_eq!(another(&known, 0, &only_first).unwrap(), Found::Another);
    known.some_group(vec![(0..5).collect(), (5..10).collect()]);
    assert_eq!(another(&known, 0, &only_first).unwrap(), Found::Fixed, "three of five have to be there");
    assert!(!known.allows(&[(0, 3)]) && known.allows(&[(0, 1), (3, 4)]));
    let two = BTreeSet::from([0, 3]);
    assert_eq!(another(&known, 0, &two).unwrap(), Found::Another, "or another one is");
}

#[test]
fn that_a_group_is_at_no_end_can_tell_an_answer() {
    let mut known = answers(1, &[0, 1, 1, 1, 0, 0]);
    let first = BTreeSet::from([0]);
    assert_eq!(another(&known, 0, &first).unwrap(), Found::Another);
    known.group((0..6).collect(), None);
    assert_eq!(another(&known, 0, &first).unwrap(), Found::Fixed, "a fourth of six would be an end");
    assert!(!known.allows(&[(0, 1)]) && known.allows(&[(0, 1), (1, 0)]));
}
