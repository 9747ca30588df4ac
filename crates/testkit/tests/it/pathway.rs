//! The discharge pathway: who names whom as responsible for which step.

use std::collections::{BTreeMap, BTreeSet};

use super::read::{NETWORKS, columns, ids, rows};

/// Steps declared by both of a pair, and how many of them are contested, orphaned or misread.
type Shared = BTreeMap<(String, String), (usize, BTreeMap<&'static str, usize>)>;

fn kind(a: &str, names: &str, b: &str, other_names: &str) -> Option<&'static str> {
    let misread = |by: &str, says: &str, of: &str, they: &str| says == of && they != of && they != by;
    if names == a && other_names == b {
        Some("contested")
    } else if (names == b && other_names == a) || (names.is_empty() && other_names.is_empty()) {
        Some("orphaned")
    } else if misread(a, names, b, other_names) || misread(b, other_names, a, names) {
        Some("misread")
    } else {
        None
    }
}

fn shared(network: &str) -> Shared {
    let mut steps: BTreeMap<String, BTreeMap<String, String>> = BTreeMap::new();
    for row in rows(&format!("{network}/pathway.csv")) {
        let step = steps.entry(row["step"].clone()).or_default();
        let again = step.insert(row["declared_by"].clone(), row["responsible"].clone());
        assert!(again.is_none(), "{network}: declared twice {row:?}");
    }
    let mut found = Shared::new();
    for declared in steps.values() {
        for (a, names) in declared {
            for (b, other_names) in declared.iter().filter(|(b, _)| a < *b) {
                let entry = found.entry((a.clone(), b.clone())).or_default();
                entry.0 += 1;
                if let Some(kind) = kind(a, names, b, other_names) {
                    *entry.1.entry(kind).or_default() += 1;
                }
            }
        }
    }
    found
}

#[test]
fn twelve_to_sixteen_steps_are_declared_by_known_organisations() {
    for network in NETWORKS {
        let file = format!("{network}/pathway.csv");
        assert_eq!(columns(&file), "pathway,step,title,order,declared_by,responsible");
        let organisations = ids(&format!("{network}/organisations.csv"));
        let mut titles = BTreeSet::new();
        for row in rows(&file) {
            assert!(organisations.contains(&row["declared_by"]), "{row:?}");
            assert!(row["responsible"].is_empty() || organisations.contains(&row["responsible"]), "{row:?}");
            titles.insert((row["step"].clone(), row["title"].clone(), row["order"].clone()));
        }
        let steps: BTreeSet<&String> = titles.iter().map(|(step, _, _)| step).collect();
        assert!(steps.len() == titles.len() && (12..=16).contains(&steps.len()), "{network}");
    }
}

#[test]
fn council_and_hospital_in_alder_vale_have_problems_on_more_than_two_thirds_of_nine_steps() {
    let (steps, problems) = &shared("alder-vale")[&("acute".to_owned(), "council-asc".to_owned())];
    assert_eq!(*steps, 9);
    assert_eq!(*problems, BTreeMap::from([("contested", 2), ("misread", 2), ("orphaned", 3)]));
}

#[test]
fn other_pairs_in_alder_vale_are_clear_on_at_least_two_thirds_of_their_steps() {
    for ((a, b), (steps, problems)) in shared("alder-vale") {
        let count: usize = problems.values().sum();
        let the_pair = a == "acute" && b == "council-asc";
        assert!(the_pair || steps < 3 || count * 3 <= steps, "{a} {b} {problems:?} of {steps}");
    }
}

#[test]
fn the_problem_share_of_council_and_hospital_is_middling_in_brook_edge_and_low_in_castle_green() {
    let count = |network| {
        let (steps, problems) = &shared(network)[&("acute".to_owned(), "council-asc".to_owned())];
        (problems.values().sum::<usize>(), *steps)
    };
    assert_eq!(count("brook-edge"), (2, 5));
    assert_eq!(count("castle-green"), (1, 4));
}
