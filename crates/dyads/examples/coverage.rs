//! Simulates networks and writes how often the intervals hold the truth: `make study`.
//!
//! Arguments: number of networks per size, draws of the bootstrap, networks whose components are profiled, sizes such
//! as `8x3` (organisations × respondents), or `8x3m` to predict from the means of cells, as pages do. Answers are left
//! out one by one, so that colleagues answer about different partners.

use std::io::Write;

use rayon::prelude::*;
use troth_dyads::{FitOptions, IntervalMethod, fit};

#[path = "../benches/simulated.rs"]
mod simulated;

use simulated::{KINDS, Share, TRUTH, components, draw, effects};

/// Share of answers left out.
const MISSING: f64 = 0.3;

fn main() {
    let given: Vec<String> = std::env::args().skip(1).collect();
    let number = |k: usize, other: usize| given.get(k).and_then(|x| x.parse().ok()).unwrap_or(other);
    let (networks, replicates, profiled) = (number(0, 2000), number(1, 200), number(2, 2000));
    for (n, people, by_means) in given.iter().skip(3).filter_map(|s| read(s)) {
        size((n, people, by_means), networks, replicates, profiled);
    }
}

/// Organisations, respondents, and whether figures are predicted from the means of cells.
fn read(size: &str) -> Option<(usize, usize, bool)> {
    let (n, people) = size.split_once('x')?;
    let by_means = people.ends_with('m');
    Some((n.parse().ok()?, people.trim_end_matches('m').parse().ok()?, by_means))
}

fn size((n, people, by_means): (usize, usize, bool), networks: usize, replicates: usize, profiled: usize) {
    let all: Vec<_> = (0..networks)
        .into_par_iter()
        .filter_map(|k| {
            let drawn = draw(n, people, MISSING, (1_000_000 * n + 100_000 * people + k) as u64);
            // From 20 organisations on `fast` and `full` differ in the components only.
            let intervals = if n < 20 || k < profiled { IntervalMethod::Full } else { IntervalMethod::Fast };
            let options = FitOptions { replicates, by_means, ..FitOptions::with(intervals) };
            let outcome = fit(&drawn.ratings, &options);
            let fitted = outcome.fitted()?;
            let edge = !fitted.boundary.is_empty();
            let of_components = (intervals == IntervalMethod::Full).then(|| components(fitted));
            Some((effects(fitted, &drawn), of_components, edge))
        })
        .collect();
    let mut of_effects = [Share::default(); 6];
    let mut of_components = [Share::default(); 9];
    let mut edges = 0;
    for (e, c, edge) in &all {
        of_effects.iter_mut().zip(e).for_each(|(x, y)| x.add(y));
        of_components.iter_mut().zip(c.iter().flatten()).for_each(|(x, y)| x.add(y));
        edges += usize::from(*edge);
    }
    print(&format!(
        "\n{n} organisations, {people} respondents{}: {} of {networks} networks fitted, {edges} at an edge",
        if by_means { ", from means of cells" } else { "" },
        all.len()
    ));
    for (name, share) in KINDS.iter().zip(&of_effects) {
        line(name, share);
    }
    for ((name, _), share) in TRUTH.iter().zip(&of_components) {
        line(name, share);
    }
}

fn line(name: &str, share: &Share) {
    print(&format!(
        "| {name} | {:.1} | {:.1} | {:.3} | {} |",
        share.percent(),
        share.error(),
        share.width / share.of as f64,
        share.none
    ));
}

/// A line on standard output; a closed pipe ends the study.
fn print(line: &str) {
    if writeln!(std::io::stdout(), "{line}").is_err() {
        std::process::exit(1);
    }
}
