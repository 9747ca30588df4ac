//! The analysis of a file as a researcher gets it.

use super::*;

fn knoke() -> Vec<u8> {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../../samples/reference/knoke_bureaucracies.csv");
    std::fs::read(path).unwrap()
}

fn of(bytes: &[u8], options: &TrustOptions) -> Result<TrustReport, TrustError> {
    analyse("ratings.csv", bytes, options, |_, _| ())
}

#[test]
fn knoke_and_wood_gives_the_published_components() {
    let options = TrustOptions { variable: Some("information".into()), ..TrustOptions::default() };
    let report = of(&knoke(), &options).unwrap();
    let result = &report.results[0];
    assert_eq!((result.status, result.organisations, result.directions), ("fitted", 10, 90));
    let variance = result.variance.as_ref().unwrap();
    // TripleR 1.5.4 on the same data (samples/reference).
    for (ours, theirs) in [
        (variance.rater.estimate, 0.026_984_126_984),
        (variance.target.estimate, 0.082_539_682_54),
        (variance.relationship.estimate, 0.156_349_206_35),
    ] {
        assert!((ours - theirs).abs() < 1e-5, "{ours} {theirs}");
    }
    assert!(variance.residual.is_none() && result.by_direction[0].low.is_none());
    assert!((result.deviance.unwrap() - 109.354_771_781_8).abs() < 1e-6);
}

#[test]
fn the_json_has_the_promised_keys() {
    let report = of(&knoke(), &TrustOptions { seed: Seed(7), ..TrustOptions::default() }).unwrap();
    let json = serde_json::to_value(&report).unwrap();
    assert_eq!(json["seed"], 7);
    let result = json["results"][0].as_object().unwrap();
    for key in [
        "networks",
        "wave",
        "variable",
        "status",
        "reason",
        "method",
        "interval_method",
        "deviance",
        "scale",
        "items",
        "organisations",
        "respondents",
        "ratings",
        "directions",
        "pairs_both_sides",
        "variance",
        "covariance",
        "reciprocity",
        "staff_shift",
        "boundary",
        "by_organisation",
        "by_direction",
        "by_pair",
        "unrated",
        "rater_agreement",
        "graph",
        "warnings",
    ] {
        assert!(result.contains_key(key), "{key}");
    }
    assert!(json["results"][0]["variance"]["rater"]["estimate"].is_number());
    assert!(json["results"][0]["networks"][0]["mean"]["low"].is_number());
    for key in ["file", "rows", "empty", "skipped", "warnings"] {
        assert!(json["source"].as_object().unwrap().contains_key(key), "{key}");
    }
    let graph = &json["results"][0]["graph"];
    assert_eq!(graph["density"], 1.0);
    // igraph 1.3.5 counts the same: 49 of 90 directions.
    assert_eq!(graph["by_network"][0]["ties"], 49);
    assert!(graph["transitivity"].is_number());
    assert!(json["results"][0]["rater_agreement"].is_null(), "one answer for each direction");
}

#[test]
fn colleagues_are_compared_where_several_answered() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../../samples/reference/orgs_n8.csv");
    let report = of(&std::fs::read(path).unwrap(), &TrustOptions::default()).unwrap();
    let result = &report.results[0];
    let agreement = result.rater_agreement.as_ref().unwrap();
    assert!(
        agreement.directions > 0 && agreement.icc1.value.is_some() && agreement.rwg_mean.reason.is_some()
    );
    let rows = flat::rows(&report);
    let icc = rows.iter().find(|row| row.quantity == "icc1").unwrap();
    assert_eq!(
        (icc.estimate, icc.n),
        (Some(agreement.icc1.value.unwrap().estimate), Some(agreement.directions))
    );
}

#[test]
fn a_wrong_variable_names_the_ones_that_are_there() {
    let options = TrustOptions { variable: Some("informations".into()), ..TrustOptions::default() };
    let error = of(&knoke(), &options).unwrap_err().to_string();
    assert!(error.contains("Did you mean \"information\"?") && error.contains("money"), "{error}");
}

#[test]
fn three_organisations_get_their_answers_but_no_model() {
    let report = of(b"rater,target,value\na,b,1\nb,a,2\na,c,3\nc,a,2\n", &TrustOptions::default()).unwrap();
    let result = &report.results[0];
    assert_eq!(result.status, "raw_only");
    assert!(result.reason.is_some() && result.by_direction.iter().all(|d| d.estimate.is_none()));
    assert!(flat::rows(&report).iter().all(|row| row.quantity == "observed_mean"));
}

#[test]
fn a_file_without_one_good_row_says_why() {
    let error = of(b"rater,target,value\na,a,1\n", &TrustOptions::default()).unwrap_err().to_string();
    assert!(error.contains("no usable answer") && error.contains("line 2"), "{error}");
}
