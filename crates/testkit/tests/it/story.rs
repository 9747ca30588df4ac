//! The planted stories show in the plain means of the answers, before any model.

use super::read::rows;

/// The mean answer of staff of one organisation about another, in points of 100.
fn points(network: &str, wave: u8, variable: &str, rater: &str, target: &str) -> f64 {
    let values: Vec<f64> = rows(&format!("{network}/ratings-wave{wave}.csv"))
        .into_iter()
        .filter(|row| row["role"] == "staff" && row["rater"] == rater && row["target"] == target)
        .filter(|row| row["variable"] == variable)
        .map(|row| row["value"].parse().expect("a number"))
        .collect();
    assert!(values.len() >= 5, "{network} {rater} {target} {variable}: {}", values.len());
    (values.iter().sum::<f64>() / values.len() as f64 - 1.0) * 25.0
}

#[test]
fn the_council_rates_the_hospital_some_forty_points_lower_than_it_is_rated() {
    for wave in [1, 2] {
        for variable in ["reliance_organisation", "fairness"] {
            let there = points("alder-vale", wave, variable, "council-asc", "acute");
            let back = points("alder-vale", wave, variable, "acute", "council-asc");
            assert!((28.0..=54.0).contains(&(back - there)), "{wave} {variable} {there} {back}");
        }
    }
}

#[test]
fn the_same_difference_is_smaller_in_the_other_networks() {
    for (network, least, most) in [("brook-edge", 8.0, 28.0), ("castle-green", -2.0, 20.0)] {
        let there = points(network, 2, "fairness", "council-asc", "acute");
        let back = points(network, 2, "fairness", "acute", "council-asc");
        assert!((least..=most).contains(&(back - there)), "{network} {there} {back}");
    }
}

#[test]
fn the_voluntary_sector_recognises_more_than_it_is_recognised() {
    for wave in [1, 2] {
        for partner in ["acute", "gp"] {
            let received = points("alder-vale", wave, "expertise_recognised", partner, "voluntary-action");
            let given = points("alder-vale", wave, "expertise_recognised", "voluntary-action", partner);
            assert!(received < 40.0 && given > 55.0, "{wave} {partner} {received} {given}");
        }
    }
}

#[test]
fn discharge_team_and_reablement_rate_each_other_better_after_the_small_win() {
    for (rater, target) in [("idt", "reablement"), ("reablement", "idt")] {
        for variable in ["reliance_organisation", "roles_clear", "mutuality", "predictability"] {
            let before = points("alder-vale", 1, variable, rater, target);
            let after = points("alder-vale", 2, variable, rater, target);
            assert!(after - before > 12.0, "{rater} {variable} {before} {after}");
        }
    }
}

#[test]
fn health_and_social_care_rate_each_others_skill_highly() {
    for variable in ["expertise_known", "expertise_recognised"] {
        for (rater, target) in [("council-asc", "acute"), ("acute", "council-asc"), ("idt", "reablement")] {
            let points = points("alder-vale", 2, variable, rater, target);
            assert!(points > 65.0, "{variable} {rater} {points}");
        }
    }
}
