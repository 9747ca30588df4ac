//! Graph measures of networks small enough to be worked out by hand.

use troth_dyads::graph::{
    Absent, Figure, GraphRefusal, MOST_NODES, MeasureOptions, Measures, TRIAD_CLASSES, ThresholdOrigin, Tie,
    TieRule, least_coverage, measures,
};

/// Everything known between a, b, c …: a tie for each pair of letters, no tie for all other directions.
pub(crate) fn known(nodes: usize, ties: &[&str]) -> Measures {
    let names: Vec<String> = ('a'..).take(nodes).map(String::from).collect();
    let mut all = Vec::new();
    for from in &names {
        for to in names.iter().filter(|to| *to != from) {
            let value = f64::from(ties.contains(&format!("{from}{to}").as_str()));
            all.push(Tie { from, to, value });
        }
    }
    let ids: Vec<&str> = names.iter().map(String::as_str).collect();
    // Not by the median: where everybody has a tie with everybody, no value would be above it.
    let options = MeasureOptions { rule: TieRule::Above(0.0), ..MeasureOptions::default() };
    measures(&ids, &all, &options).unwrap()
}

fn near(ours: f64, expected: f64) {
    assert!((ours - expected).abs() < 1e-12, "{ours}, not {expected}");
}

fn each(ours: &[Figure<f64>], expected: &[f64]) {
    assert_eq!(ours.len(), expected.len());
    for (ours, expected) in ours.iter().zip(expected) {
        near(*ours.value().unwrap(), *expected);
    }
}

/// a → b → c → d.
#[test]
fn a_chain_of_four() {
    let m = known(4, &["ab", "bc", "cd"]);
    let p = m.paths.value().unwrap();
    // b lies between a and c, and a and d; each has one path.
    each(&p.betweenness.directed, &[0.0, 2.0, 2.0, 0.0]);
    each(&p.betweenness.undirected, &[0.0, 2.0, 2.0, 0.0]);
    // Σ (2 − each) = 4 over 3 · 3 · 2.
    near(*p.betweenness.centralisation.value().unwrap(), 4.0 / 18.0);
    each(&p.closeness.harmonic_outgoing, &[11.0 / 6.0, 1.5, 1.0, 0.0]);
    assert_eq!(p.closeness.harmonic_incoming[3], 11.0 / 6.0);
    assert_eq!(p.closeness.reachable_outgoing[0].value(), Some(&(1.0 / 6.0)));
    assert_eq!(p.closeness.reachable_outgoing[3].reason(), Some(&Absent::NoPath));
    // Only a reaches everybody: 3 / 6, and the others count as 0.
    each(&p.closeness.all_outgoing, &[0.5, 0.0, 0.0, 0.0]);
    near(*p.distances.mean.value().unwrap(), 10.0 / 6.0);
    assert_eq!(p.distances.longest.value(), Some(&3));
    assert_eq!(p.components.weak.sizes, [4]);
    assert_eq!(p.components.strong.value().unwrap().sizes, [1, 1, 1, 1]);
    assert_eq!(p.components.cut_points, ["b", "c"]);
    assert_eq!(p.standing.eigenvector_incoming[0].reason(), Some(&Absent::NoCycle));
    assert_eq!(m.transitivity.directed.value(), Some(&0.0));
    assert_eq!(m.triads.counts, [0, 2, 0, 0, 0, 2, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0]);
    assert_eq!(m.density.of_possible.value(), Some(&0.25));
    assert_eq!(m.pairs.reciprocity.of_ties.value(), Some(&0.0));
    assert_eq!(
        m.pairs.reciprocity.of_all_pairs.value(),
        Some(&0.5),
        "three of six pairs are blank both ways"
    );
    assert_eq!(m.pairs.reciprocity.log_ratio.reason(), Some(&Absent::NothingReturned));
}

/// a, b and c choose each other; c chooses d; nobody chooses e.
#[test]
fn standing_behind_the_part_that_carries_it() {
    let m = known(5, &["ab", "ba", "ac", "ca", "bc", "cb", "cd"]);
    let s = &m.paths.value().unwrap().standing;
    // λ = 2 inside the three, so d has half of what c has.
    each(&s.eigenvector_incoming, &[1.0, 1.0, 1.0, 0.5, 0.0]);
    // Raters a, b, c share all they rate; B B′ = [[2,1,1],[1,2,1],[1,1,3]], checked by its equation.
    let hub: Vec<f64> = s.hubs.iter().map(|h| *h.value().unwrap()).collect();
    let value = (2.0 * hub[0] + hub[1] + hub[2]) / hub[0];
    near(hub[0] + hub[1] + 3.0 * hub[2], value * hub[2]);
    assert_eq!(hub[2], 1.0);
    near(s.page_rank.iter().sum(), 1.0);
    // Two mutual pairs, the first leading to the second: all standing flows on.
    let m = known(4, &["ab", "ba", "bc", "cd", "dc"]);
    each(&m.paths.value().unwrap().standing.eigenvector_incoming, &[0.0, 0.0, 1.0, 1.0]);
    // Two that do not: nothing says which counts for more.
    let m = known(4, &["ab", "ba", "cd", "dc"]);
    let p = m.paths.value().unwrap();
    for absent in [&p.standing.eigenvector_incoming, &p.standing.eigenvector_undirected, &p.standing.hubs] {
        assert!(absent.iter().all(|x| x.reason() == Some(&Absent::NotUnique)));
    }
    assert_eq!(p.components.weak.sizes, [2, 2]);
    assert_eq!(p.components.weak.part_of, [0, 0, 1, 1]);
}

#[test]
fn every_kind_of_triad() {
    let drawn = [
        "",
        "ab",
        "ab ba",
        "ba bc",
        "ab cb",
        "ab bc",
        "ab ba cb",
        "ab ba bc",
        "ab bc ac",
        "ab bc ca",
        "ab ba bc cb",
        "ba bc ac ca",
        "ab cb ac ca",
        "ab bc ac ca",
        "ab ba bc cb ac",
        "ab ba bc cb ac ca",
    ];
    for (place, ties) in drawn.iter().enumerate() {
        let m = known(3, &ties.split_whitespace().collect::<Vec<_>>());
        let mut expected = [0; 16];
        expected[place] = 1;
        assert_eq!(m.triads.counts, expected, "{}", TRIAD_CLASSES[place]);
    }
}

#[test]
fn cores_in_their_definitions() {
    // A mutual triangle a, b, c; d is chosen by a and chooses a.
    let m = known(4, &["ab", "ba", "ac", "ca", "bc", "cb", "ad", "da"]);
    let c = &m.paths.value().unwrap().cores;
    let of = |cores: &[Figure<usize>]| cores.iter().map(|c| *c.value().unwrap()).collect::<Vec<_>>();
    assert_eq!(of(&c.undirected), [2, 2, 2, 1]);
    assert_eq!(of(&c.all), [4, 4, 4, 2], "a mutual pair counts twice");
    assert_eq!(c.incoming, [2, 2, 2, 1]);
    assert_eq!(of(&c.outgoing), [2, 2, 2, 1]);
}

#[test]
fn what_counts_as_a_tie() {
    let rate = |values: [f64; 4]| {
        let [ab, ba, bc, cb] = values;
        let ties = [("a", "b", ab), ("b", "a", ba), ("b", "c", bc), ("c", "b", cb)]
            .map(|(from, to, value)| Tie { from, to, value });
        let default = measures(&[], &ties, &MeasureOptions::default()).unwrap();
        let options = MeasureOptions { rule: TieRule::Above(3.0), ..MeasureOptions::default() };
        (default, measures(&[], &ties, &options).unwrap())
    };
    let (positive, above) = rate([2.0, 4.0, 5.0, 1.0]);
    assert_eq!((positive.tie.above, positive.tie.origin), (3.0, ThresholdOrigin::Median));
    assert_eq!((above.tie.origin, above.ties), (ThresholdOrigin::Given, 2));
    let (zero, _) = rate([2.0, 4.0, 5.0, 0.0]);
    assert_eq!((zero.tie.above, zero.tie.origin, zero.ties), (0.0, ThresholdOrigin::Zero, 3));
    let (equal, _) = rate([4.0; 4]);
    assert_eq!(equal.ties, 0, "nothing is above the median where all values are equal");
    assert_eq!(equal.density.of_rated.value(), Some(&0.0));
    assert_eq!(equal.value_symmetry.correlation.reason(), Some(&Absent::FewPairs { pairs: 2 }));
}

#[test]
fn unknown_is_not_no() {
    // b and c are silent; a chose both.
    let ties = ["b", "c"].map(|to| Tie { from: "a", to, value: 1.0 });
    let m = measures(&[], &ties, &MeasureOptions { rule: TieRule::Above(0.5), ..MeasureOptions::default() })
        .unwrap();
    assert_eq!(m.coverage.share.value(), Some(&(1.0 / 3.0)));
    assert_eq!(m.coverage.silent, 2);
    assert_eq!(m.density.of_possible.value(), Some(&(1.0 / 3.0)));
    assert_eq!(m.density.of_rated.value(), Some(&1.0), "every rated direction is a tie");
    assert_eq!(m.pairs.reciprocity.of_ties.value(), Some(&0.0), "as other programs count");
    assert_eq!(
        m.pairs_rated.reciprocity.of_ties.reason(),
        Some(&Absent::NoPairRated),
        "nobody could return it"
    );
    assert_eq!(m.degrees.rated, [2, 0, 0]);
    let sentence = m.paths.reason().unwrap().to_string();
    assert!(sentence.contains("Only 2 of 6 directions") && sentence.contains("below 90 %"), "{sentence}");
}

/// 21 organisations all rate each other, but the last rates nobody: 400 of 420 directions are known.
#[test]
fn nothing_is_said_of_what_leads_on_from_a_silent_organisation() {
    let names: Vec<String> = (0..21).map(|i| format!("{i:02}")).collect();
    let mut ties = Vec::new();
    for from in &names[..20] {
        for (number, to) in names.iter().enumerate().filter(|(_, to)| *to != from) {
            ties.push(Tie { from, to, value: f64::from(number % 2 == 0) });
        }
    }
    let m = measures(&[], &ties, &MeasureOptions::default()).unwrap();
    let p = m.paths.value().unwrap();
    let own = Absent::OwnCoverage { rated: 0, others: 20 };
    assert_eq!(p.betweenness.directed[20].reason(), Some(&own));
    assert_eq!(p.closeness.harmonic_outgoing[20].reason(), Some(&own));
    assert_eq!(p.cores.undirected[20].reason(), Some(&own));
    assert_eq!(p.standing.hubs[20].reason(), Some(&own));
    assert_eq!(p.components.strong.reason(), Some(&Absent::SomeUnknown { organisations: 1 }));
    assert!(p.betweenness.directed[..20].iter().all(|b| b.value().is_some()));
    assert!(p.closeness.harmonic_incoming[20] > 0.0, "what leads to it is known");
    let asked = MeasureOptions { least_own_coverage: 0.0, ..MeasureOptions::default() };
    let all = measures(&[], &ties, &asked).unwrap();
    assert!(all.paths.value().unwrap().components.strong.value().is_some());
}

#[test]
fn the_least_coverage_goes_by_size() {
    assert_eq!((least_coverage(19), least_coverage(20)), (0.9, 0.8));
    let names: Vec<String> = (0..20).map(|i| i.to_string()).collect();
    let complete = |nodes: usize| {
        let mut ties = Vec::new();
        for from in &names[..nodes] {
            for to in names[..nodes].iter().filter(|to| *to != from) {
                ties.push(Tie { from, to, value: 1.0 });
            }
        }
        ties
    };
    let shown = |ties: &[Tie], options: &MeasureOptions| {
        measures(&[], ties, options).unwrap().paths.value().is_some()
    };
    let default = MeasureOptions::default();
    // 380 directions of 20: 304 are exactly 80 %. 90 directions of 10: 81 are exactly 90 %.
    assert!(shown(&complete(20)[..304], &default) && !shown(&complete(20)[..303], &default));
    assert!(shown(&complete(10)[..81], &default) && !shown(&complete(10)[..80], &default));
    let asked = MeasureOptions { least_coverage: Some(0.5), ..default };
    assert!(shown(&complete(10)[..45], &asked) && !shown(&complete(10)[..44], &asked));
}

#[test]
fn next_to_nothing() {
    let default = MeasureOptions::default();
    let none = measures(&[], &[], &default).unwrap();
    assert_eq!(none.paths.reason(), Some(&Absent::TooFewNodes { least: 2, nodes: 0 }));
    assert_eq!(none.density.of_rated.reason(), Some(&Absent::NothingRated));
    assert_eq!(
        none.degree_centralisation.incoming.reason(),
        Some(&Absent::TooFewNodes { least: 2, nodes: 0 })
    );
    assert_eq!(none.triads.counts, [0; 16]);
    // One organisation that rates itself.
    let one = measures(&[], &[Tie { from: "a", to: "a", value: 1.0 }], &default).unwrap();
    assert_eq!((one.nodes.len(), one.coverage.about_self, one.coverage.rated), (1, 1, 0));
    assert_eq!(one.paths.reason(), Some(&Absent::TooFewNodes { least: 2, nodes: 1 }));
    // Three that are known to have no tie.
    let empty = known(3, &[]);
    let p = empty.paths.value().unwrap();
    assert_eq!(p.distances.mean.reason(), Some(&Absent::NoPath));
    assert_eq!(p.standing.eigenvector_undirected[0].reason(), Some(&Absent::NoTie));
    assert_eq!(p.standing.page_rank, [1.0 / 3.0; 3]);
    assert_eq!(empty.transitivity.global.reason(), Some(&Absent::NoTriple));
    assert_eq!(empty.transitivity.directed.reason(), Some(&Absent::NoTwoPath));
    assert_eq!(
        empty.pairs.reciprocity.of_all_pairs.value(),
        Some(&1.0),
        "blank both ways is alike both ways"
    );
    // Two organisations: nobody to lie between.
    let two = known(2, &["ab"]);
    let share = &two.paths.value().unwrap().betweenness.directed_share;
    assert_eq!(share[0].reason(), Some(&Absent::TooFewNodes { least: 3, nodes: 2 }));
}

#[test]
fn repeats_are_averaged() {
    let ties = [4.0, 1.0].map(|value| Tie { from: "a", to: "b", value });
    let m = measures(&["b", "a", "b"], &ties, &MeasureOptions::default()).unwrap();
    assert_eq!(m.nodes, ["b", "a"], "in the order given, once each");
    assert_eq!((m.coverage.rated, m.coverage.repeated), (1, 1));
    assert_eq!(m.degrees.outgoing_strength, [0.0, 2.5]);
}

#[test]
fn what_cannot_be_used_is_refused_with_a_sentence() {
    let bad = Tie { from: "a", to: "b", value: f64::NAN };
    let refusal = measures(&[], &[bad], &MeasureOptions::default()).unwrap_err();
    assert_eq!(
        refusal.to_string(),
        "The rating of b by a is NaN, which is not a usable number; leave it out instead."
    );
    let rule = MeasureOptions { rule: TieRule::Above(f64::INFINITY), ..MeasureOptions::default() };
    assert!(matches!(measures(&[], &[], &rule), Err(GraphRefusal::NotANumber { .. })));
    let least = MeasureOptions { least_coverage: Some(f64::NAN), ..MeasureOptions::default() };
    assert!(matches!(measures(&[], &[], &least), Err(GraphRefusal::NotANumber { .. })));
    let names: Vec<String> = (0..=MOST_NODES).map(|i| i.to_string()).collect();
    let ids: Vec<&str> = names.iter().map(String::as_str).collect();
    let refusal = measures(&ids, &[], &MeasureOptions::default()).unwrap_err();
    assert_eq!(refusal, GraphRefusal::TooManyNodes { nodes: MOST_NODES + 1 });
    assert!(refusal.to_string().ends_with("Split the file into its networks."));
}
