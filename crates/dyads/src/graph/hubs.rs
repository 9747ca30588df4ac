//! Hubs and authorities: who rates those that are rated well, and the other way round.

use nalgebra::DMatrix;

use super::bits::common;
use super::figure::Absent;
use super::net::Net;
use super::perron::{MOST_DENSE, SAME, SETTLED, noda, rounds};

/// Kleinberg 1999: the first pair of singular vectors of the matrix of ties, largest entries 1. Raters fall
/// into parts that rate nobody in common; the pair is unique if one part alone has the largest singular value.
/// O(rounds · ties).
pub(super) fn hubs_and_authorities(net: &Net) -> Result<(Vec<f64>, Vec<f64>), Absent> {
    let (part_of, parts) = co_rated(net);
    if parts == 0 {
        return Err(Absent::NoTie);
    }
    let rounds = rounds(net.ties);
    let mut hubs: Vec<f64> = net.out.iter().map(|to| if to.is_empty() { 0.0 } else { 1.0 }).collect();
    let mut values = vec![0.0; parts];
    let mut settled = false;
    for _ in 0..rounds {
        let before = hubs.clone();
        values = step(net, &mut hubs, &part_of, parts);
        let change: f64 = before.iter().zip(&hubs).map(|(a, b)| (a - b).abs()).sum();
        settled = change <= SETTLED * net.n as f64;
        if settled {
            break;
        }
    }
    if !settled {
        values = (0..parts)
            .map(|part| densely(net, &mut hubs, &part_of, part))
            .collect::<Option<_>>()
            .ok_or(Absent::NotSettled { rounds })?;
    }
    let largest = values.iter().copied().fold(0.0, f64::max);
    let mut tops = (0..parts).filter(|p| values[*p] >= largest * (1.0 - SAME));
    let (Some(top), None) = (tops.next(), tops.next()) else {
        return Err(Absent::NotUnique);
    };
    for (hub, part) in hubs.iter_mut().zip(&part_of) {
        if *part != Some(top) {
            *hub = 0.0;
        }
    }
    let authorities = authorities(net, &hubs);
    Ok((scaled(hubs), scaled(authorities)))
}

/// One round, each part for itself: authorities from hubs, hubs from authorities, length 1. Gives each part's
/// squared singular value.
fn step(net: &Net, hubs: &mut [f64], part_of: &[Option<usize>], parts: usize) -> Vec<f64> {
    let authorities = authorities(net, hubs);
    let (mut next, mut squares, mut last) = (vec![0.0; net.n], vec![0.0; parts], vec![0.0; parts]);
    for (i, to) in net.out.iter().enumerate() {
        let Some(part) = part_of[i] else { continue };
        next[i] = to.iter().map(|j| authorities[*j]).sum::<f64>();
        squares[part] += next[i] * next[i];
        last[part] += hubs[i] * hubs[i];
    }
    for (i, hub) in hubs.iter_mut().enumerate() {
        let Some(part) = part_of[i] else { continue };
        *hub = next[i] / squares[part].sqrt();
    }
    squares.iter().zip(&last).map(|(square, last)| (square / last).sqrt()).collect()
}

/// One part where the rounds did not settle, from the matrix of how many each two raters have both rated.
fn densely(net: &Net, hubs: &mut [f64], part_of: &[Option<usize>], part: usize) -> Option<f64> {
    let raters: Vec<usize> = (0..net.n).filter(|i| part_of[*i] == Some(part)).collect();
    if raters.len() > MOST_DENSE {
        return None;
    }
    let both = |a: usize, b: usize| common(net.tie.row(raters[a]), net.tie.row(raters[b])) as f64;
    let (value, vector) = noda(&DMatrix::from_fn(raters.len(), raters.len(), both))?;
    for (rater, hub) in raters.iter().zip(vector) {
        hubs[*rater] = hub;
    }
    Some(value)
}

fn authorities(net: &Net, hubs: &[f64]) -> Vec<f64> {
    net.incoming.iter().map(|from| from.iter().map(|i| hubs[*i]).sum()).collect()
}

fn scaled(mut x: Vec<f64>) -> Vec<f64> {
    let most = x.iter().copied().fold(0.0, f64::max);
    x.iter_mut().for_each(|value| *value /= most);
    x
}

/// Parts of raters who are joined by having a tie to the same organisation: part of each rater, number of
/// parts.
fn co_rated(net: &Net) -> (Vec<Option<usize>>, usize) {
    let mut part_of = vec![None; net.n];
    let mut seen = vec![false; net.n];
    let mut parts = 0;
    for start in (0..net.n).filter(|i| !net.out[*i].is_empty()) {
        if part_of[start].is_some() {
            continue;
        }
        let mut open = vec![start];
        while let Some(rater) = open.pop() {
            part_of[rater] = Some(parts);
            for &rated in &net.out[rater] {
                if !std::mem::replace(&mut seen[rated], true) {
                    open.extend(net.incoming[rated].iter().filter(|i| part_of[**i].is_none()));
                }
            }
        }
        parts += 1;
    }
    (part_of, parts)
}
