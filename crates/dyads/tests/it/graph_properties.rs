//! What must hold for the graph measures of any input.

use proptest::prelude::*;
use rustworkx_core::centrality::closeness_centrality;
use rustworkx_core::petgraph::graph::{DiGraph, UnGraph};
use rustworkx_core::transitivity::graph_transitivity;
use serde_json::Value;
use troth_dyads::graph::{Figure, MeasureOptions, Measures, Tie, TieRule, measures, of_ratings};
use troth_dyads::{AnswerKind, FitOptions, Observation, fit};

const NAMES: [&str; 12] = ["a", "b", "c", "d", "e", "f", "g", "h", "i", "j", "k", "l"];

type Row = (usize, usize, f64);

/// Anything that could come out of a file, mostly nonsense.
fn junk() -> impl Strategy<Value = (Vec<usize>, Vec<Row>, MeasureOptions)> {
    let value = prop_oneof![
        6 => (0_i32..4).prop_map(f64::from),
        2 => -1e99..1e99,
        1 => prop_oneof![Just(1e-300), Just(-0.0), Just(5e-324), Just(1e100), Just(0.1 + 0.2)],
        1 => any::<f64>(),
    ];
    let calm = prop_oneof![(0_i32..4).prop_map(f64::from), -1e99..1e99];
    let rows = |value: BoxedStrategy<f64>| proptest::collection::vec((0..9_usize, 0..9_usize, value), 0..90);
    let rule = prop_oneof![Just(TieRule::ZeroOrMedian), (-2.0..4.0).prop_map(TieRule::Above)];
    let options = (rule, proptest::option::of(0.0..1.0), 0.0..1.0).prop_map(
        |(rule, least_coverage, least_own_coverage)| MeasureOptions {
            rule,
            least_coverage,
            least_own_coverage,
        },
    );
    let nodes = proptest::collection::vec(0..12_usize, 0..12);
    (nodes, prop_oneof![rows(value.boxed()), rows(calm.boxed())], options)
}

/// Everything known among `n`, ties as the bits say.
fn network() -> impl Strategy<Value = (usize, Vec<Row>)> {
    (2..9_usize, 0.05..0.95).prop_flat_map(|(n, density)| {
        proptest::collection::vec(proptest::bool::weighted(density), n * n).prop_map(move |bits| {
            let cell = |k: usize, bit: bool| (k / n, k % n, f64::from(bit));
            (
                n,
                bits.into_iter()
                    .enumerate()
                    .map(|(k, bit)| cell(k, bit))
                    .filter(|(i, j, _)| i != j)
                    .collect(),
            )
        })
    })
}

fn named(rows: &[Row]) -> Vec<Tie<'static>> {
    rows.iter().map(|(i, j, value)| Tie { from: NAMES[*i], to: NAMES[*j], value: *value }).collect()
}

fn made(n: usize, rows: &[Row]) -> Measures {
    let options = MeasureOptions { rule: TieRule::Above(0.0), ..MeasureOptions::default() };
    measures(&NAMES[..n], &named(rows), &options).unwrap()
}

/// A number that is not finite becomes null in JSON, and nothing else does.
fn finite(v: &Value) -> bool {
    match v {
        Value::Null => false,
        Value::Array(list) => list.iter().all(finite),
        Value::Object(map) => map.values().all(finite),
        _ => true,
    }
}

fn same(ours: &[Figure<f64>], theirs: &[Figure<f64>], order: &[usize]) -> bool {
    order.iter().enumerate().all(|(old, new)| match (&ours[old], &theirs[*new]) {
        (Figure::Known { value: a }, Figure::Known { value: b }) => (a - b).abs() < 1e-9,
        (a, b) => a == b,
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(128))]

    #[test]
    fn nothing_makes_it_panic_or_gives_what_is_no_number((nodes, rows, options) in junk()) {
        let nodes: Vec<&str> = nodes.iter().map(|k| NAMES[*k]).collect();
        match measures(&nodes, &named(&rows), &options) {
            Ok(m) => {
                prop_assert!(finite(&serde_json::to_value(&m).unwrap()));
                let n = m.nodes.len() as u64;
                let triads = n * n.saturating_sub(1) * n.saturating_sub(2) / 6;
                prop_assert_eq!(m.triads.counts.iter().sum::<u64>(), triads);
                if let Some(reason) = m.paths.reason() {
                    prop_assert!(reason.to_string().ends_with('.'));
                }
            }
            Err(refusal) => prop_assert!(refusal.to_string().ends_with('.')),
        }
    }

    #[test]
    fn the_order_of_rows_changes_no_bit((nodes, rows, options) in junk(), turn in 0..90_usize) {
        let nodes: Vec<&str> = nodes.iter().map(|k| NAMES[*k]).collect();
        let mut turned: Vec<Row> = rows.iter().copied().filter(|r| r.2.is_finite()).collect();
        let straight = measures(&nodes, &named(&turned), &options);
        turned.reverse();
        let by = turn % turned.len().max(1);
        turned.rotate_left(by);
        match (straight, measures(&nodes, &named(&turned), &options)) {
            (Ok(one), Ok(two)) => {
                prop_assert_eq!(serde_json::to_string(&one).unwrap(), serde_json::to_string(&two).unwrap());
            }
            (one, two) => prop_assert!(one.is_err() && two.is_err()),
        }
    }

    #[test]
    fn names_do_not_matter((n, rows) in network(), turn in 1..8_usize) {
        let order: Vec<usize> = (0..n).map(|k| (k * (n - 1) + turn) % n).collect();
        let renamed: Vec<Row> = rows.iter().map(|(i, j, v)| (order[*i], order[*j], *v)).collect();
        let (one, two) = (made(n, &rows), made(n, &renamed));
        prop_assert_eq!(one.triads, two.triads);
        prop_assert_eq!(&one.pairs, &two.pairs);
        let (p, q) = (one.paths.value().unwrap(), two.paths.value().unwrap());
        prop_assert!(same(&p.betweenness.directed, &q.betweenness.directed, &order));
        prop_assert!(same(&p.closeness.harmonic_outgoing, &q.closeness.harmonic_outgoing, &order));
        prop_assert!(same(&p.standing.eigenvector_incoming, &q.standing.eigenvector_incoming, &order));
        prop_assert!(same(&p.standing.eigenvector_undirected, &q.standing.eigenvector_undirected, &order));
        prop_assert!(same(&p.standing.hubs, &q.standing.hubs, &order));
        prop_assert!((0..n).all(|k| p.cores.undirected[k] == q.cores.undirected[order[k]]));
    }

    #[test]
    fn turning_all_ties_round_swaps_from_and_to((n, rows) in network()) {
        let turned: Vec<Row> = rows.iter().map(|(i, j, v)| (*j, *i, *v)).collect();
        let (one, two) = (made(n, &rows), made(n, &turned));
        prop_assert_eq!(&one.degrees.outgoing, &two.degrees.incoming);
        prop_assert_eq!(&one.degree_centralisation.outgoing, &two.degree_centralisation.incoming);
        let mut swapped = two.triads.counts;
        for (down, up) in [(3, 4), (6, 7), (11, 12)] {
            swapped.swap(down, up);
        }
        prop_assert_eq!(one.triads.counts, swapped);
        prop_assert_eq!(&one.transitivity.global, &two.transitivity.global);
        let (p, q) = (one.paths.value().unwrap(), two.paths.value().unwrap());
        let straight: Vec<usize> = (0..n).collect();
        prop_assert!(same(&p.betweenness.directed, &q.betweenness.directed, &straight));
        prop_assert!(same(&p.standing.hubs, &q.standing.authorities, &straight));
        let outgoing: Vec<f64> = p.closeness.harmonic_outgoing.iter().map(|c| *c.value().unwrap()).collect();
        prop_assert_eq!(&outgoing, &q.closeness.harmonic_incoming);
        prop_assert_eq!(&p.distances, &q.distances);
        let cores: Vec<usize> = p.cores.outgoing.iter().map(|c| *c.value().unwrap()).collect();
        prop_assert_eq!(&cores, &q.cores.incoming);
    }

    /// Where rustworkx has a measure that is made here from other counts, both say the same.
    #[test]
    fn rustworkx_says_the_same((n, rows) in network()) {
        let m = made(n, &rows);
        let (mut ties, mut joined) = (DiGraph::<(), ()>::new(), UnGraph::<(), ()>::new_undirected());
        for _ in 0..n {
            ties.add_node(());
            joined.add_node(());
        }
        for (i, j, _) in rows.iter().filter(|r| r.2 > 0.0) {
            ties.add_edge((*i as u32).into(), (*j as u32).into(), ());
            joined.update_edge((*i as u32).into(), (*j as u32).into(), ());
        }
        prop_assert_eq!(m.transitivity.global.value().copied().unwrap_or(0.0), graph_transitivity(&joined));
        let closeness = closeness_centrality(&ties, false, usize::MAX);
        for (k, theirs) in closeness.into_iter().enumerate() {
            // Theirs is the number within reach / the sum of distances towards the organisation.
            let ours = &m.paths.value().unwrap().closeness.reachable_incoming[k];
            let reach = theirs.unwrap() / ours.value().copied().unwrap_or(1.0);
            prop_assert!((reach - reach.round()).abs() < 1e-9 && (ours.value().is_some() || theirs == Some(0.0)));
        }
    }
}

#[test]
fn threads_change_no_bit() {
    let mut state = 1_u64;
    let names: Vec<String> = (0..90).map(|i| i.to_string()).collect();
    let mut ties = Vec::new();
    for from in &names {
        for to in names.iter().filter(|to| *to != from) {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            if state >> 60 > 0 {
                ties.push(Tie { from, to, value: ((state >> 33) % 7) as f64 });
            }
        }
    }
    let with = |threads: usize| {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
        let m = pool.install(|| measures(&[], &ties, &MeasureOptions::default())).unwrap();
        assert!(m.paths.value().is_some());
        serde_json::to_string(&m).unwrap()
    };
    let one = with(1);
    assert_eq!(one, with(2));
    assert_eq!(one, with(7));
}

#[test]
fn ratings_of_two_groups() {
    let rating = |group: &str, rater: &str, target: &str, respondent: &str, value: f64| Observation {
        group: group.to_owned(),
        rater: rater.to_owned(),
        target: target.to_owned(),
        respondent: Some(respondent.to_owned()),
        kind: AnswerKind::Staff,
        value,
    };
    let rows = [
        rating("south", "a", "b", "1", 4.0),
        rating("south", "a", "b", "2", 2.0),
        rating("south", "b", "a", "1", 5.0),
        rating("south", "a", "c", "1", 1.0),
        rating("north", "x", "y", "1", 0.0),
        rating("north", "x", "x", "1", 9.0),
        rating("north", "y", "x", "1", 2.0),
    ];
    let raw = fit(&rows, &FitOptions::default()).raw().clone();
    let groups = of_ratings(&raw, &MeasureOptions::default()).unwrap();
    assert_eq!(groups.iter().map(|g| g.group.as_str()).collect::<Vec<_>>(), ["north", "south"]);
    let (north, south) = (&groups[0].measures, &groups[1].measures);
    assert_eq!(north.nodes, ["x", "y"]);
    assert_eq!((north.ties, north.tie.above), (1, 0.0), "0 is an answer, and no tie");
    assert_eq!(south.nodes, ["a", "b", "c"]);
    // Means 3, 5 and 1: above their median of 3 there is one.
    assert_eq!((south.ties, south.tie.above), (1, 3.0));
    assert_eq!(south.degrees.outgoing_strength, [4.0, 5.0, 0.0]);
    assert_eq!(south.coverage.share.value(), Some(&0.5), "3 of 6 directions, one rated by two people");
    assert_eq!(south.coverage.silent, 1);
    assert_eq!(raw.graph.rated_directions, 5, "the counts over all groups stay as they were");
}
