//! Elimination of one organisation after the other where few know each other, so that large sparse networks cost
//! little more than their dense core.
//!
//! The columns of an organisation (its effects and its people) meet those of another only if one rated the other.
//! Organisations with few partners are eliminated first (minimum degree: Tinney & Walker 1967; George & Liu 1989);
//! what is left when partners become many is inverted as a dense matrix. Back from there, the inverse is made for
//! those entries alone that the likelihood asks for (Takahashi, Fagan & Chin 1973; Erisman & Tinney 1975).

use std::collections::BTreeSet;

use nalgebra::DMatrix;

use crate::design::GroupDesign;
use crate::inverse::invert;

/// Networks with fewer columns than this are quick enough as they are.
const WORTHWHILE: usize = 300;
/// An organisation is eliminated while its partners have at most this many columns.
const PARTNERS: usize = 400;

/// One organisation's columns and those of its partners that are still there.
#[derive(Debug)]
struct Step {
    own: Vec<usize>,
    others: Vec<usize>,
}

/// In which order to eliminate.
#[derive(Debug)]
pub(crate) struct Plan {
    steps: Vec<Step>,
    /// Columns of the dense core.
    core: Vec<usize>,
}

/// An eliminated matrix: per step P = M_vv⁻¹ and W = P M_vN, then the inverse of the core.
#[derive(Debug)]
pub(crate) struct Eliminated {
    steps: Vec<(DMatrix<f64>, DMatrix<f64>)>,
    core: DMatrix<f64>,
}

impl Plan {
    /// None where the dense inverse costs less than twice as much.
    pub(crate) fn new(group: &GroupDesign) -> Option<Self> {
        if group.random < WORTHWHILE {
            return None;
        }
        let n = group.n();
        let mut partners = vec![BTreeSet::new(); n];
        let mut columns: Vec<Vec<usize>> = (0..n).map(|i| vec![i, n + i]).collect();
        let mut seen = vec![false; group.people];
        for pair in &group.pairs {
            for side in &pair.sides {
                partners[side.rater].insert(side.target);
                partners[side.target].insert(side.rater);
                for answer in &group.answers[side.answers.clone()] {
                    if group.random > 2 * n && !std::mem::replace(&mut seen[answer.person], true) {
                        columns[side.rater].push(2 * n + answer.person);
                    }
                }
            }
        }
        let width = |of: &BTreeSet<usize>| of.iter().map(|i| columns[*i].len()).sum::<usize>();
        let all = |of: &BTreeSet<usize>| of.iter().flat_map(|i| columns[*i].iter().copied()).collect();
        let mut left: BTreeSet<usize> = (0..n).collect();
        let mut steps = Vec::new();
        let mut work = 0;
        while let Some(v) = left.iter().copied().min_by_key(|v| (width(&partners[*v]), *v)) {
            let near = std::mem::take(&mut partners[v]);
            if width(&near) > PARTNERS {
                break;
            }
            left.remove(&v);
            for i in &near {
                partners[*i].extend(near.iter().copied().filter(|j| j != i));
                partners[*i].remove(&v);
            }
            let others: Vec<usize> = all(&near);
            work += 2 * columns[v].len() * others.len() * others.len();
            steps.push(Step { own: columns[v].clone(), others });
        }
        let core: Vec<usize> = all(&left);
        (2 * (work + core.len().pow(3)) < group.random.pow(3)).then_some(Self { steps, core })
    }

    /// Replaces those entries of M that belong to an organisation or a pair by those of its inverse; all others become
    /// numbers without meaning. Returns ln|M|. None if M is not positive definite.
    pub(crate) fn invert(&self, m: &mut DMatrix<f64>) -> Option<(f64, Eliminated)> {
        let mut log = 0.0;
        let mut steps = Vec::with_capacity(self.steps.len());
        for step in &self.steps {
            let mut pivot = gather(m, &step.own, &step.own);
            log += invert(&mut pivot)?;
            let across = gather(m, &step.own, &step.others);
            let share = &pivot * &across;
            subtract(m, &step.others, &(across.transpose() * &share));
            steps.push((pivot, share));
        }
        let mut core = gather(m, &self.core, &self.core);
        log += invert(&mut core)?;
        scatter(m, &self.core, &self.core, &core);
        for (step, (pivot, share)) in self.steps.iter().zip(&steps).rev() {
            let near = gather(m, &step.others, &step.others);
            let across = -(share * near);
            scatter(m, &step.own, &step.own, &(pivot - &across * share.transpose()));
            scatter(m, &step.own, &step.others, &across);
            scatter(m, &step.others, &step.own, &across.transpose());
        }
        Some((log, Eliminated { steps, core }))
    }

    /// X ← M⁻¹X.
    pub(crate) fn solve(&self, eliminated: &Eliminated, x: &mut DMatrix<f64>) {
        let every: Vec<usize> = (0..x.ncols()).collect();
        for (step, (_, share)) in self.steps.iter().zip(&eliminated.steps) {
            let own = gather(x, &step.own, &every);
            let change = share.transpose() * own;
            for (c, column) in every.iter().enumerate() {
                step.others.iter().enumerate().for_each(|(r, row)| x[(*row, *column)] -= change[(r, c)]);
            }
        }
        let core = &eliminated.core * gather(x, &self.core, &every);
        scatter(x, &self.core, &every, &core);
        for (step, (pivot, share)) in self.steps.iter().zip(&eliminated.steps).rev() {
            let own = pivot * gather(x, &step.own, &every) - share * gather(x, &step.others, &every);
            scatter(x, &step.own, &every, &own);
        }
    }
}

fn gather(m: &DMatrix<f64>, rows: &[usize], columns: &[usize]) -> DMatrix<f64> {
    DMatrix::from_fn(rows.len(), columns.len(), |r, c| m[(rows[r], columns[c])])
}

fn scatter(m: &mut DMatrix<f64>, rows: &[usize], columns: &[usize], from: &DMatrix<f64>) {
    for (c, column) in columns.iter().enumerate() {
        rows.iter().enumerate().for_each(|(r, row)| m[(*row, *column)] = from[(r, c)]);
    }
}

fn subtract(m: &mut DMatrix<f64>, at: &[usize], what: &DMatrix<f64>) {
    for (c, column) in at.iter().enumerate() {
        at.iter().enumerate().for_each(|(r, row)| m[(*row, *column)] -= what[(r, c)]);
    }
}
