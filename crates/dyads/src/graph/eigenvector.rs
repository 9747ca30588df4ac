//! Eigenvector centrality: standing that comes from those who have standing.

use std::convert::Infallible;

use nalgebra::{DMatrix, DVector};
use rustworkx_core::centrality::eigenvector_centrality;
use rustworkx_core::petgraph::algo::kosaraju_scc;
use rustworkx_core::petgraph::graph::NodeIndex;

use super::figure::Absent;
use super::net::directed;
use super::perron::{MOST_DENSE, SAME, SETTLED, noda, rounds};

/// x with x_j · λ = Σ x_i over ties i → j, for the largest eigenvalue λ of the network, largest x = 1 (Bonacich
/// 1972).
///
/// Power iteration alone (rustworkx, igraph) gives *some* vector where the network is not strongly connected.
/// Here the network is first taken apart into its strong components (Frobenius normal form). A component with
/// the largest eigenvalue carries a solution if it leads to no other such component (Rothblum 1975); if exactly
/// one does, the solution is unique: the component's own vector (power iteration, from rustworkx; where that is
/// too slow, [`noda`]), and for what lies behind it the solution of linear equations, component by component.
/// O(rounds · ties + Σ size³) of the components behind.
pub(super) fn eigenvector(out: &[Vec<usize>]) -> Result<Vec<f64>, Absent> {
    if out.iter().all(Vec::is_empty) {
        return Err(Absent::NoTie);
    }
    // petgraph gives the components so that every tie between two of them leads to an earlier one.
    let mut parts: Vec<Vec<usize>> = kosaraju_scc(&directed(out))
        .into_iter()
        .map(|part| part.into_iter().map(NodeIndex::index).collect())
        .collect();
    parts.reverse();
    parts.iter_mut().for_each(|part| part.sort_unstable());
    let own: Vec<(f64, Vec<f64>)> = parts.iter().map(|part| dominant(out, part)).collect::<Result<_, _>>()?;
    let largest = own.iter().map(|(value, _)| *value).fold(0.0, f64::max);
    if largest == 0.0 {
        return Err(Absent::NoCycle);
    }
    let tops: Vec<usize> = (0..parts.len()).filter(|p| own[*p].0 >= largest * (1.0 - SAME)).collect();
    let mut on_top = vec![false; out.len()];
    tops.iter().flat_map(|top| &parts[*top]).for_each(|node| on_top[*node] = true);
    let mut carriers = tops.iter().filter_map(|top| Some((*top, reached(out, &parts[*top], &on_top)?)));
    let (Some((top, reached)), None) = (carriers.next(), carriers.next()) else {
        return Err(Absent::NotUnique);
    };
    let mut incoming = vec![Vec::new(); out.len()];
    out.iter().enumerate().for_each(|(from, to)| to.iter().for_each(|to| incoming[*to].push(from)));
    let mut x = vec![0.0; out.len()];
    for (node, value) in parts[top].iter().zip(&own[top].1) {
        x[*node] = *value;
    }
    for part in parts.iter().skip(top + 1).filter(|part| part.iter().any(|node| reached[*node])) {
        behind(&incoming, part, own[top].0, &mut x).ok_or(Absent::NotUnique)?;
    }
    let most = x.iter().copied().fold(0.0, f64::max);
    if !most.is_finite() || most <= 0.0 {
        return Err(Absent::NotUnique);
    }
    x.iter_mut().for_each(|value| *value /= most);
    Ok(x)
}

/// Largest eigenvalue of a strong component and its vector; 0 for one organisation, which has no tie with
/// itself.
fn dominant(out: &[Vec<usize>], part: &[usize]) -> Result<(f64, Vec<f64>), Absent> {
    if part.len() == 1 {
        return Ok((0.0, vec![1.0]));
    }
    let inside: Vec<Vec<usize>> = part
        .iter()
        .map(|node| out[*node].iter().filter_map(|to| part.binary_search(to).ok()).collect())
        .collect();
    let rounds = rounds(inside.iter().map(Vec::len).sum());
    let graph = directed(&inside);
    let found = eigenvector_centrality(&graph, |_| Ok::<_, Infallible>(1.0), Some(rounds), Some(SETTLED));
    if let Ok(Some(vector)) = found {
        // Σ_j Σ_i a_ij x_i = λ Σ x_j.
        let passed: f64 = vector.iter().zip(&inside).map(|(x, to)| x * to.len() as f64).sum();
        return Ok((passed / vector.iter().sum::<f64>(), vector));
    }
    let dense = (part.len() <= MOST_DENSE).then(|| {
        let mut matrix = DMatrix::zeros(part.len(), part.len());
        for (from, to) in inside.iter().enumerate() {
            to.iter().for_each(|to| matrix[(*to, from)] = 1.0);
        }
        noda(&matrix)
    });
    dense.flatten().ok_or(Absent::NotSettled { rounds })
}

/// Who can be reached from `part`; none if that leads to another component that is on top.
fn reached(out: &[Vec<usize>], part: &[usize], on_top: &[bool]) -> Option<Vec<bool>> {
    let mut reached = vec![false; out.len()];
    part.iter().for_each(|node| reached[*node] = true);
    let mut open = part.to_vec();
    while let Some(node) = open.pop() {
        for &to in &out[node] {
            if !std::mem::replace(&mut reached[to], true) {
                if on_top[to] {
                    return None;
                }
                open.push(to);
            }
        }
    }
    Some(reached)
}

/// Sets x of a component behind the carrying one: (λ − A′) x = what comes in from components before it.
fn behind(incoming: &[Vec<usize>], part: &[usize], value: f64, x: &mut [f64]) -> Option<()> {
    let n = part.len();
    let mut inflow = DVector::zeros(n);
    let mut matrix = DMatrix::from_diagonal_element(n, n, value);
    for (to, node) in part.iter().enumerate() {
        for &from in &incoming[*node] {
            match part.binary_search(&from) {
                Ok(from) => matrix[(to, from)] -= 1.0,
                Err(_) => inflow[to] += x[from],
            }
        }
    }
    let solution = matrix.lu().solve(&inflow)?;
    for (node, value) in part.iter().zip(solution.iter()) {
        // What is truly 0 or above may come out a rounding error below it.
        x[*node] = value.max(0.0);
    }
    Some(())
}
