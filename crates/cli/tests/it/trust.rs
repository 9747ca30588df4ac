//! `troth trust` for a researcher.

use super::run::{repository, text, troth, troth_reading};

const KNOKE: &str = "samples/reference/knoke_bureaucracies.csv";

#[test]
fn json_is_one_document_and_agrees_with_the_reference() {
    let folder = tempfile::tempdir().unwrap();
    let file = repository(KNOKE);
    let ran = troth(folder.path(), &["trust", text(&file), "--format", "json", "--seed", "5"]);
    assert_eq!(ran.code, 0, "{}", ran.err);
    let json: serde_json::Value = serde_json::from_str(&ran.out).unwrap();
    assert_eq!(json["seed"], 5);
    let result = &json["results"][0];
    assert_eq!(result["variable"], "information");
    let rater = result["variance"]["rater"]["estimate"].as_f64().unwrap();
    assert!((rater - 0.026_984).abs() < 1e-5, "{rater}");
    assert!(result["variance"]["rater"]["low"].is_null(), "fast intervals leave components without");
    assert!(ran.err.contains("not gated"));
}

#[test]
fn standard_input_gives_the_same_as_the_file() {
    let folder = tempfile::tempdir().unwrap();
    let file = repository(KNOKE);
    let from_file = troth(folder.path(), &["trust", text(&file), "--format", "csv"]);
    let piped = troth_reading(folder.path(), &["trust", "-", "--format", "csv"], &file);
    assert_eq!(from_file.out, piped.out);
    assert!(from_file.out.starts_with("network,wave,variable,quantity,from,to,estimate,low,high,n\n"));
    assert!(from_file.out.contains("variance_target"));
}

#[test]
fn a_symmetric_relation_is_refused_with_exit_code_one() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("same.csv");
    let mut rows = "rater,target,value\n".to_owned();
    for (i, a) in ["a", "b", "c", "d", "e"].iter().enumerate() {
        for (j, b) in ["a", "b", "c", "d", "e"].iter().enumerate() {
            if i != j {
                rows.push_str(&format!("{a},{b},{}\n", i + j));
            }
        }
    }
    std::fs::write(&file, rows).unwrap();
    let ran = troth(folder.path(), &["trust", text(&file)]);
    assert_eq!(ran.code, 1);
    assert!(ran.out.contains("refused"), "{}", ran.out);
}

#[test]
fn what_is_not_understood_ends_with_two() {
    let folder = tempfile::tempdir().unwrap();
    for arguments in
        [&["trust"][..], &["trust", "x", "--format", "yaml"], &["trist"], &["trust", "missing.csv"]]
    {
        assert_eq!(troth(folder.path(), arguments).code, 2, "{arguments:?}");
    }
}

#[test]
fn the_framework_is_printed_and_a_broken_one_gets_line_and_reason() {
    let folder = tempfile::tempdir().unwrap();
    let toml = troth(folder.path(), &["framework", "--format", "toml"]).out;
    let file = folder.path().join("lens.toml");
    std::fs::write(&file, &toml).unwrap();
    assert_eq!(troth(folder.path(), &["framework", "--check", text(&file)]).code, 0);
    std::fs::write(&file, toml.replacen("mark = \"V\"", "mark = \"X\"", 1)).unwrap();
    let ran = troth(folder.path(), &["framework", "--check", text(&file)]);
    assert_eq!(ran.code, 1);
    assert!(ran.err.contains("lens.toml:"), "{}", ran.err);
    let json = troth(folder.path(), &["framework", "--format", "json"]).out;
    let json: serde_json::Value = serde_json::from_str(&json).unwrap();
    assert_eq!(json["narrative"].as_array().map(Vec::len), Some(5));
}
