//! The check behind the least coverage: how far measures of a network that is known in part go with those of
//! the whole. `docs/methods/graph-measures.md` has the table.

use std::collections::BTreeMap;
use std::io::Write;
use std::path::{Path, PathBuf};

use rand::{RngExt, SeedableRng, seq::SliceRandom};
use rand_chacha::ChaCha8Rng;
use troth_dyads::graph::{Figure, MeasureOptions, Measures, Tie, TieRule, measures};

use crate::graph_reference::{rows, ties};

const SHARES: [f64; 3] = [0.9, 0.8, 0.7];

fn options() -> MeasureOptions {
    MeasureOptions { rule: TieRule::Above(0.0), least_coverage: Some(0.0), least_own_coverage: 0.0 }
}

fn list(figures: &[Figure<f64>]) -> Vec<f64> {
    figures.iter().map(|f| f.value().copied().unwrap_or(0.0)).collect()
}

/// The measures that follow paths, by organisation.
fn followed(m: &Measures) -> Vec<(&'static str, Vec<f64>)> {
    let p = m.paths.value().unwrap();
    vec![
        ("betweenness", list(&p.betweenness.directed)),
        ("undirected betweenness", list(&p.betweenness.undirected)),
        ("harmonic closeness from", list(&p.closeness.harmonic_outgoing)),
        ("harmonic closeness to", p.closeness.harmonic_incoming.clone()),
        ("eigenvector", list(&p.standing.eigenvector_incoming)),
        ("undirected eigenvector", list(&p.standing.eigenvector_undirected)),
        ("core", p.cores.undirected.iter().map(|c| *c.value().unwrap() as f64).collect()),
    ]
}

/// Ranks; values that are equal but for rounding share theirs.
fn ranks(values: &[f64]) -> Vec<f64> {
    values
        .iter()
        .map(|v| {
            let below = values.iter().filter(|w| **w < v - 1e-9).count();
            let equal = values.iter().filter(|w| (*w - v).abs() <= 1e-9).count();
            below as f64 + (equal as f64 - 1.0) / 2.0
        })
        .collect()
}

/// Spearman's rank correlation; 0 where one side does not differ.
fn together(a: &[f64], b: &[f64]) -> f64 {
    let (a, b) = (ranks(a), ranks(b));
    let middle = (a.len() as f64 - 1.0) / 2.0;
    let sum = |x: &[f64], y: &[f64]| x.iter().zip(y).map(|(x, y)| (x - middle) * (y - middle)).sum::<f64>();
    let spread = (sum(&a, &a) * sum(&b, &b)).sqrt();
    if spread == 0.0 { 0.0 } else { sum(&a, &b) / spread }
}

/// What is hidden, and over whom the correlation is taken.
#[derive(Clone, Copy)]
struct Hidden {
    /// All answers of some raters; otherwise single directions.
    raters: bool,
    /// Over those who spoke; otherwise over everybody.
    over_spoken: bool,
}

type Table = BTreeMap<(usize, &'static str), f64>;

/// Mean rank correlations of partly known with fully known networks, by share known and measure.
fn simulate(
    rng: &mut ChaCha8Rng,
    networks: &[Vec<(String, String, f64)>],
    hidden: Hidden,
    repeats: usize,
) -> Table {
    let mut sums = BTreeMap::new();
    for network in networks {
        let ties = ties(network);
        let whole = measures(&[], &ties, &options()).unwrap();
        let names: Vec<&str> = whole.nodes.iter().map(String::as_str).collect();
        let of_whole = followed(&whole);
        for share in SHARES {
            for _ in 0..repeats {
                let (kept, spoke) = part(rng, &ties, &names, share, hidden.raters);
                let known = measures(&names, &kept, &options()).unwrap();
                let pick = |x: &[f64]| {
                    let counted = x.iter().zip(&spoke).filter(|(_, spoke)| **spoke || !hidden.over_spoken);
                    counted.map(|(x, _)| *x).collect::<Vec<_>>()
                };
                for ((name, of_whole), (_, of_known)) in of_whole.iter().zip(followed(&known)) {
                    let percent = (100.0 * share).round() as usize;
                    *sums.entry((percent, *name)).or_insert(0.0) +=
                        together(&pick(of_whole), &pick(&of_known));
                }
            }
        }
    }
    sums.into_iter().map(|(key, sum)| (key, sum / (repeats * networks.len()) as f64)).collect()
}

/// A share of the directions, or all directions of a share of the raters; and who spoke.
fn part<'a>(
    rng: &mut ChaCha8Rng,
    ties: &[Tie<'a>],
    names: &[&str],
    share: f64,
    silent: bool,
) -> (Vec<Tie<'a>>, Vec<bool>) {
    if !silent {
        let kept = ties.iter().filter(|_| rng.random_bool(share)).copied().collect();
        return (kept, vec![true; names.len()]);
    }
    let mut spoke: Vec<bool> =
        (0..names.len()).map(|k| (k as f64) < (share * names.len() as f64).round()).collect();
    spoke.shuffle(rng);
    let speaks = |id: &str| names.iter().zip(&spoke).any(|(name, spoke)| *name == id && *spoke);
    let kept = ties.iter().filter(|t| speaks(t.from)).copied().collect();
    (kept, spoke)
}

fn say(title: &str, table: &Table) {
    let mut lines = format!("{title}\n");
    for ((share, measure), r) in table {
        lines.push_str(&format!("    {share} % {measure}: {r:.2}\n"));
    }
    std::io::stderr().write_all(lines.as_bytes()).unwrap();
}

/// Directions hidden, raters hidden over those who spoke, and raters hidden over everybody.
fn tables(seed: u64, networks: &[Vec<(String, String, f64)>], size: &str, repeats: usize) -> [Table; 3] {
    let mut rng = ChaCha8Rng::seed_from_u64(seed);
    [
        (false, true, "directions hidden"),
        (true, true, "raters silent"),
        (true, false, "raters silent, over all"),
    ]
    .map(|(raters, over_spoken, title)| {
        let table = simulate(&mut rng, networks, Hidden { raters, over_spoken }, repeats);
        say(&format!("{size} organisations, {title}"), &table);
        table
    })
}

fn all(table: &Table, percent: usize, holds: impl Fn(f64) -> bool) -> bool {
    table.iter().filter(|((share, _), _)| *share == percent).all(|(_, r)| holds(*r))
}

/// Ten organisations: with 80 % some measures go astray, with 90 % none.
#[test]
fn a_small_network_needs_more() {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../samples/reference/knoke_bureaucracies.csv");
    let networks = ["information", "money"].map(|variable| rows(&file, "1", "1", variable));
    let [directions, raters, over_all] = tables(1, &networks, "10", 40);
    for table in [&directions, &raters] {
        assert!(all(table, 90, |r| r > 0.8), "{table:?}");
        assert!(!all(table, 80, |r| r > 0.8), "{table:?}");
    }
    for measure in ["betweenness", "harmonic closeness from"] {
        assert!(over_all[&(80, measure)] < 0.75, "a silent organisation looks as though it led nowhere");
    }
}

/// Nine networks of 30 to 71: with 80 % every measure comes near.
#[test]
fn larger_networks_need_less() {
    let Some(data) = std::env::var_os("TROTH_REFERENCE_DATA").map(PathBuf::from) else {
        let line = "larger networks need less: not run, because TROTH_REFERENCE_DATA does not name the reference data folder\n";
        std::io::stderr().write_all(line.as_bytes()).unwrap();
        return;
    };
    let networks: Vec<_> = [
        ("chemnet_policy_orgs", vec!["pol", "scito", "scifrom", "infrep"]),
        ("amen_lazegalaw", vec!["advice", "friendship", "cowork"]),
        ("crossparker_consulting", vec!["info", "value"]),
    ]
    .into_iter()
    .flat_map(|(set, variables)| variables.into_iter().map(move |variable| (set, variable)))
    .map(|(set, variable)| rows(&data.join("dyads").join(format!("{set}.csv")), "1", "1", variable))
    .collect();
    let [directions, raters, over_all] = tables(2, &networks, "30 to 71", 10);
    assert!(all(&directions, 80, |r| r > 0.9) && all(&raters, 80, |r| r > 0.9));
    for measure in ["betweenness", "harmonic closeness from"] {
        assert!(over_all[&(80, measure)] < 0.75, "a silent organisation looks as though it led nowhere");
    }
}
