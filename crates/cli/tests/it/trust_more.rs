//! `troth trust`: full intervals, change between waves, associations.

use super::run::{repository, text, troth};

/// Both waves of a sample network in one file, fairness and credibility alone.
fn two_waves(folder: &std::path::Path) -> std::path::PathBuf {
    let mut all = String::new();
    for wave in ["ratings-wave1.csv", "ratings-wave2.csv"] {
        let rows = std::fs::read_to_string(repository("samples/castle-green").join(wave)).unwrap();
        let kept = rows.lines().enumerate().filter(|(k, line)| {
            (*k == 0 && all.is_empty()) || line.contains(",fairness,") || line.contains(",credibility,")
        });
        let kept: Vec<&str> = kept.map(|(_, line)| line).collect();
        all.push_str(&kept.join("\n"));
        all.push('\n');
    }
    let file = folder.join("both.csv");
    std::fs::write(&file, all).unwrap();
    file
}

fn json(folder: &std::path::Path, arguments: &[&str]) -> serde_json::Value {
    let ran = troth(folder, arguments);
    assert_eq!(ran.code, 0, "{}", ran.err);
    serde_json::from_str(&ran.out).unwrap()
}

#[test]
fn change_between_waves_has_intervals_of_its_own() {
    let folder = tempfile::tempdir().unwrap();
    let file = two_waves(folder.path());
    let report = json(folder.path(), &["trust", text(&file), "--variable", "fairness", "--format", "json"]);
    assert_eq!(report["results"].as_array().unwrap().len(), 2);
    let changes = report["changes"].as_array().unwrap();
    assert_eq!(changes.len(), 1);
    let change = &changes[0];
    assert_eq!((&change["from_wave"], &change["to_wave"]), (&"1".into(), &"2".into()));
    let number = |key: &str| change[key].as_u64().unwrap();
    let (first, second) = (&report["results"][0]["ratings"], &report["results"][1]["ratings"]);
    assert_eq!(number("matched") + number("only_earlier"), first.as_u64().unwrap());
    assert_eq!(number("matched") + number("only_later"), second.as_u64().unwrap());
    let mean = &change["result"]["networks"][0]["mean"];
    assert!(mean["low"].as_f64().unwrap() < mean["high"].as_f64().unwrap());
    let table = troth(folder.path(), &["trust", text(&file), "--variable", "fairness", "--format", "csv"]);
    assert!(table.out.contains(",1 to 2,fairness,change_mean,"), "{}", table.out);
}

#[test]
fn the_table_has_both_directions_says_how_ranges_were_made_and_counts_waves_as_numbers() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("waves.csv");
    let rows = std::fs::read_to_string(repository("samples/castle-green/ratings-wave2.csv")).unwrap();
    let mut all = "wave".to_owned() + rows.lines().next().unwrap().trim_start_matches("wave") + "\n";
    for wave in ["10", "2"] {
        for row in rows.lines().filter(|row| row.contains(",fairness,")) {
            all.push_str(&format!("{wave},{}\n", row.split_once(',').unwrap().1));
        }
    }
    std::fs::write(&file, all).unwrap();
    let table = troth(folder.path(), &["trust", text(&file)]).out;
    let at = |words: &str| table.find(words).unwrap_or_else(|| panic!("{words}: {table}"));
    assert!(at("fairness, wave 2\n") < at("fairness, wave 10\n"));
    assert!(table.contains("acute \u{2192} council-asc") && table.contains("council-asc \u{2192} acute"));
    assert!(table.contains("ranges (95%)                     \u{b1} 1.96 prediction standard errors"));
    let full = troth(folder.path(), &["trust", text(&file), "--intervals", "full", "--seed", "7"]).out;
    assert!(
        full.contains("profile likelihood; bootstrap of") && full.contains("replicates, seed 7"),
        "{full}"
    );
}

#[test]
fn full_intervals_reach_components_and_repeat_with_the_seed() {
    let folder = tempfile::tempdir().unwrap();
    let file = repository("samples/reference/orgs_n8.csv");
    let run = |seed: &str| {
        let arguments = [
            "trust",
            text(&file),
            "--variable",
            "dim1",
            "--intervals",
            "full",
            "--seed",
            seed,
            "--format",
            "json",
        ];
        json(folder.path(), &arguments)
    };
    let report = run("3");
    let result = &report["results"][0];
    assert_eq!((&result["interval_method"], &report["seed"]), (&"full".into(), &3.into()));
    for part in ["rater", "target", "relationship", "respondent", "residual"] {
        let of = &result["variance"][part];
        let ends = [&of["low"], &of["estimate"], &of["high"]].map(|v| v.as_f64().unwrap());
        assert!(ends[0] <= ends[1] && ends[1] <= ends[2] && ends[0] >= 0.0, "{part}: {of}");
    }
    let generalised = &result["reciprocity"]["generalised"];
    assert!(generalised["low"].as_f64().unwrap() >= -1.0 && generalised["high"].as_f64().unwrap() <= 1.0);
    assert_eq!(report, run("3"));
    assert_ne!(report["results"], run("4")["results"]);
}

#[test]
fn associations_are_named_as_such_and_unknown_variables_refused() {
    let folder = tempfile::tempdir().unwrap();
    let file = two_waves(folder.path());
    let asked = ["trust", text(&file), "--association", "fairness~credibility", "--intervals", "fast"];
    let report = json(folder.path(), &[&asked[..], &["--format", "json"]].concat());
    let associations = report["associations"].as_array().unwrap();
    assert_eq!(associations.len(), 2, "one for each wave");
    let found = &associations[0]["regression"]["coefficients"][0];
    assert_eq!(found["name"], "credibility");
    assert!(found["p"]["value"].as_f64().unwrap() > 0.0 && found["same_respondents"].is_object());
    let screen = troth(folder.path(), &asked);
    assert!(
        screen.out.contains("What goes with fairness, wave 1 (association, never cause)"),
        "{}",
        screen.out
    );
    assert!(screen.out.contains(", p by ") && screen.out.contains("cautious p 0."), "{}", screen.out);
    let wrong = troth(folder.path(), &["trust", text(&file), "--association", "fairness~credibilty"]);
    assert_eq!(wrong.code, 1);
    assert!(wrong.err.contains("Did you mean \"credibility\"?"), "{}", wrong.err);
    let twice =
        troth(folder.path(), &["trust", text(&file), "--association", "fairness~credibility,fairness"]);
    assert_eq!(twice.code, 1);
    assert!(twice.err.contains("names \"fairness\" twice"), "{}", twice.err);
    let unclear = troth(folder.path(), &["trust", text(&file), "--association", "fairness"]);
    assert_eq!(unclear.code, 2);
    assert!(unclear.err.contains("trust~roles,conflict"), "{}", unclear.err);
}
