//! The ratings: made again, counted, and free of unknown ids.

use std::collections::{BTreeMap, BTreeSet};

use troth_testkit::sample::answers::staff_answers;
use troth_testkit::sample::effects::truth;
use troth_testkit::sample::{answers, generate, networks};

use super::read::{NETWORKS, ids, path, rows};

#[test]
fn the_files_are_what_the_generator_makes_byte_for_byte() {
    let files = generate().expect("generated");
    assert_eq!(files.len(), 24);
    for file in files {
        let stored = std::fs::read(path(&file.path)).unwrap_or_default();
        assert!(
            stored == file.bytes,
            "{} differs: cargo run -p troth-testkit --example make_samples -- samples",
            file.path
        );
        assert!(file.bytes.len() < 1_000_000, "{}", file.path);
    }
}

#[test]
fn every_organisation_rates_and_every_id_is_known() {
    for network in NETWORKS {
        let known = ids(&format!("{network}/organisations.csv"));
        let mut raters = BTreeSet::new();
        for wave in [1, 2] {
            for row in rows(&format!("{network}/ratings-wave{wave}.csv")) {
                assert!(known.contains(&row["target"]), "{network} {row:?}");
                assert!((1..=5).contains(&row["value"].parse::<i32>().unwrap_or(0)), "{network} {row:?}");
                assert_eq!(row["wave"], wave.to_string());
                raters.insert(row["rater"].clone());
            }
        }
        assert_eq!(raters, known, "{network}");
    }
}

#[test]
fn representatives_say_who_may_see_each_answer_and_staff_need_not() {
    for network in NETWORKS {
        let mut choices = BTreeSet::new();
        for row in rows(&format!("{network}/ratings-wave2.csv")) {
            match row["role"].as_str() {
                "representative" => {
                    assert_eq!(row["respondent"], "");
                    choices.insert(row["visible_to"].clone());
                }
                "staff" => assert!(!row["respondent"].is_empty() && row["visible_to"].is_empty()),
                other => panic!("{other}"),
            }
        }
        let all = ["audience", "partner", "pooled", "totals"].map(str::to_owned);
        assert_eq!(choices, BTreeSet::from(all), "{network}");
    }
}

#[test]
fn large_organisations_have_eight_to_twenty_staff_and_most_of_their_directions_reach_five() {
    for network in networks() {
        let truth = truth(&network);
        for wave in [1, 2] {
            let all = answers::answers(&network, &truth, wave);
            let mut staff: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
            for answer in all.iter().filter(|answer| answer.role == "staff") {
                staff.entry(answer.rater).or_default().insert(&answer.respondent);
            }
            assert!((5..=7).contains(&staff.len()), "{}", network.id);
            assert!(
                staff.values().all(|people| (8..=20).contains(&people.len())),
                "{} {staff:?}",
                network.id
            );
            let counts = staff_answers(&all, "fairness");
            let full = counts.values().filter(|count| **count >= 5).count();
            assert!(full * 4 >= counts.len() * 3 && full < counts.len(), "{} {wave} {counts:?}", network.id);
        }
    }
}

#[test]
fn most_pairs_are_rated_from_both_sides_some_from_one_and_some_not_at_all() {
    for network in NETWORKS {
        for wave in [1, 2] {
            let directions: BTreeSet<(String, String)> = rows(&format!("{network}/ratings-wave{wave}.csv"))
                .into_iter()
                .map(|row| (row["rater"].clone(), row["target"].clone()))
                .collect();
            let one_sided =
                directions.iter().filter(|(a, b)| !directions.contains(&(b.clone(), a.clone()))).count();
            let both = (directions.len() - one_sided) / 2;
            let organisations = ids(&format!("{network}/organisations.csv")).len();
            assert!((1..=15).contains(&one_sided) && both > 2 * one_sided, "{network} {both} {one_sided}");
            assert!(both + one_sided < organisations * (organisations - 1) / 2, "{network}");
        }
    }
}
