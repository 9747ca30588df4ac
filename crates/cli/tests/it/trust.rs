//! `troth trust` for a researcher.

use super::run::{Ran, repository, text, troth, troth_reading};

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

/// Five organisations that rate each other; `f` gives the columns after rater and target.
fn everyone(header: &str, f: impl Fn(usize, usize) -> Vec<String>) -> String {
    let names = ["a", "b", "c", "d", "e"];
    let mut rows = format!("rater,target,{header}\n");
    for (i, a) in names.iter().enumerate() {
        for (j, b) in names.iter().enumerate().filter(|(j, _)| *j != i) {
            for cells in f(i, j) {
                rows.push_str(&format!("{a},{b},{cells}\n"));
            }
        }
    }
    rows
}

fn json(ran: &Ran) -> serde_json::Value {
    assert_eq!(ran.code, 0, "{}", ran.err);
    serde_json::from_str(&ran.out).unwrap()
}

#[test]
fn the_seed_is_always_printed_and_is_the_same_every_day() {
    let folder = tempfile::tempdir().unwrap();
    let file = repository(KNOKE);
    let arguments = ["trust", text(&file), "--format", "json", "--variable", "money"];
    let ran = troth(folder.path(), &arguments);
    assert_eq!(json(&ran)["seed"], 20_260_101);
    assert_eq!(ran.out, troth(folder.path(), &arguments).out, "the same file gives the same bytes");
    assert!(!ran.err.contains("fitted"), "no progress bar where there is no terminal: {}", ran.err);
}

#[test]
fn every_way_of_making_intervals_is_understood() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("r.csv");
    let rows = everyone("respondent,value", |i, j| {
        (0..2).map(|r| format!("r{r},{}", (3 * i + j * j + r * (i + 1)) % 5 + 1)).collect()
    });
    std::fs::write(&file, rows).unwrap();
    for (method, has_interval) in [("none", false), ("fast", true), ("full", true)] {
        let ran = troth(folder.path(), &["trust", text(&file), "--format", "json", "--intervals", method]);
        let result = &json(&ran)["results"][0];
        assert_eq!(result["networks"][0]["mean"]["low"].is_number(), has_interval, "{method}");
        assert!(result["by_direction"][0]["estimate"].is_number(), "{method}");
        assert_eq!(result["interval_method"], method);
        assert_eq!(result["variance"]["relationship"]["low"].is_number(), method == "full", "{method}");
        let notes = result["warnings"].to_string();
        assert_eq!(notes.contains("have no interval:"), method != "full", "{notes}");
    }
    assert_eq!(troth(folder.path(), &["trust", text(&file), "--intervals", "wide"]).code, 2);
    let full = |seed: &str| {
        let arguments = ["trust", text(&file), "--format", "json", "--intervals", "full", "--seed", seed];
        json(&troth(folder.path(), &arguments))
    };
    let (five, again, six) = (full("5"), full("5"), full("6"));
    assert_eq!(five, again, "the same seed gives the same numbers");
    assert_eq!(five["results"][0]["bootstrap"]["seed"], 5);
    assert_ne!(five["results"][0]["by_pair"], six["results"][0]["by_pair"], "the seed is used");
}

#[test]
fn waves_and_variables_are_results_of_their_own() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("r.csv");
    let rows = everyone("wave,variable,value", |i, j| {
        let value = |k: usize| (i * k + j * j) % 5 + 1;
        vec![format!("2,w,{}", value(3)), format!("1,w,{}", value(2)), format!("1,v,{}", value(1))]
    });
    std::fs::write(&file, rows).unwrap();
    let ran = troth(folder.path(), &["trust", text(&file), "--format", "json"]);
    let json = json(&ran);
    let results: Vec<(&str, &str)> = json["results"]
        .as_array()
        .unwrap()
        .iter()
        .map(|r| (r["wave"].as_str().unwrap(), r["variable"].as_str().unwrap()))
        .collect();
    assert_eq!(results, [("1", "v"), ("1", "w"), ("2", "w")]);
    let only = troth(folder.path(), &["trust", text(&file), "--format", "csv", "--variable", "w"]).out;
    assert!(only.contains(",2,w,mean,") && !only.contains(",v,"), "{only}");
}

#[test]
fn items_become_one_score_for_each_person_and_target() {
    let folder = tempfile::tempdir().unwrap();
    let answer = |i: usize, j: usize, r: usize, m: usize| ((2 * i + j * j + r * (m + 1)) % 5 + 1) as f64;
    // Respondent 1 of a leaves the third item about b out, respondent 0 of b answers one of three about c.
    let given = |i: usize, j: usize, r: usize, m: usize| match (i, j, r) {
        (0, 1, 1) => m != 2,
        (1, 2, 0) => m == 0,
        _ => true,
    };
    let items = everyone("respondent,variable,item,value", |i, j| {
        (0..2)
            .flat_map(|r| (0..3).map(move |m| (r, m)))
            .filter(|(r, m)| given(i, j, *r, *m))
            .map(|(r, m)| format!("r{r},fairness,item {m},{}", answer(i, j, r, m)))
            .collect()
    });
    let mut means = [0.0; 3];
    for (m, mean) in means.iter_mut().enumerate() {
        let people = (0..5).flat_map(|i| (0..5).map(move |j| (i, j))).filter(|(i, j)| i != j);
        let people = people.flat_map(|(i, j)| (0..2).map(move |r| (i, j, r)));
        let values: Vec<f64> =
            people.filter(|(i, j, r)| given(*i, *j, *r, m)).map(|(i, j, r)| answer(i, j, r, m)).collect();
        *mean = values.iter().sum::<f64>() / values.len() as f64;
    }
    let overall = means.iter().sum::<f64>() / 3.0;
    let scores = everyone("respondent,variable,value", |i, j| {
        (0..2)
            .filter_map(|r| {
                let there: Vec<usize> = (0..3).filter(|m| given(i, j, r, *m)).collect();
                let above: f64 = there.iter().map(|m| answer(i, j, r, *m) - means[*m]).sum();
                (there.len() > 1).then(|| format!("r{r},fairness,{}", overall + above / there.len() as f64))
            })
            .collect()
    });
    let run = |name: &str, rows: &str| {
        let file = folder.path().join(name);
        std::fs::write(&file, rows).unwrap();
        troth(folder.path(), &["trust", text(&file), "--format", "json"])
    };
    let (ran, by_hand) = (run("items.csv", &items), json(&run("scores.csv", &scores)));
    let of_items = json(&ran);
    let (ours, theirs) = (&of_items["results"][0], &by_hand["results"][0]);
    assert_eq!(ours["ratings"], 39);
    assert_eq!(ours["items"]["items"], 3);
    assert_eq!(ours["items"]["scores"], 39);
    assert_eq!(ours["items"]["answers_left_out"], 1);
    assert!(theirs["items"].is_null());
    let reliability = &ours["items"]["reliability"];
    assert_eq!(reliability["complete"], 38, "two of 40 rows have a gap");
    for figure in ["alpha", "omega"] {
        let there = reliability[figure]["estimate"].is_number();
        let noted = reliability["notes"].to_string().contains(&format!("There is no {figure}."));
        assert!(there != noted, "{figure}: {reliability}");
    }
    assert_eq!(ours["items"]["by_item"][2]["n"], 38);
    let deviance = |result: &serde_json::Value| result["deviance"].as_f64().unwrap();
    assert!((deviance(ours) - deviance(theirs)).abs() < 1e-6);
    for (a, b) in
        ours["by_direction"].as_array().unwrap().iter().zip(theirs["by_direction"].as_array().unwrap())
    {
        let close = |key: &str| (a[key].as_f64().unwrap() - b[key].as_f64().unwrap()).abs() < 1e-9;
        assert!(close("observed_mean") && a["n"] == b["n"] && a["to"] == b["to"], "{a} {b}");
    }
    let skipped = of_items["source"]["skipped"].as_array().unwrap();
    assert_eq!(skipped.len(), 1);
    assert_eq!(skipped[0]["column"], "item");
    let reason = skipped[0]["reason"].as_str().unwrap();
    assert!(reason.contains("answered only 1 of 3 items of fairness about c"), "{reason}");
    assert!(ran.err.contains("1 of 117 rows is left out"), "{}", ran.err);
}

#[test]
fn help_fits_a_terminal_of_80_columns_and_has_examples() {
    let folder = tempfile::tempdir().unwrap();
    for command in ["trust", "check"] {
        for help in ["--help", "-h"] {
            let ran = troth(folder.path(), &[command, help]);
            assert_eq!(ran.code, 0);
            for line in ran.out.lines() {
                assert!(line.chars().count() <= 80, "{command} {help}: {line}");
            }
            assert!(ran.out.contains("Examples:\n  troth "), "{}", ran.out);
        }
    }
    let trust = troth(folder.path(), &["trust", "--help"]).out;
    for option in ["--variable", "--format", "--intervals", "--seed", "--html", "--unsuppressed"] {
        assert!(trust.contains(option), "{option}");
    }
    assert_eq!(troth(folder.path(), &["trust", "x.csv", "--unsuppressed"]).code, 2, "it needs --html");
}

#[expect(clippy::print_stderr, reason = "says which test was not run")]
#[test]
fn the_lines_of_python_in_the_documentation_run() {
    let python = std::process::Command::new("python3").arg("--version").output();
    if !python.is_ok_and(|ran| ran.status.success()) {
        eprintln!("NOT RUN: there is no python3 to run docs/reading-results.md with");
        return;
    }
    let folder = tempfile::tempdir().unwrap();
    let file = repository("samples/reference/orgs_n8.csv");
    for format in ["json", "csv"] {
        let ran = troth(folder.path(), &["trust", text(&file), "--format", format]);
        assert_eq!(ran.code, 0, "{}", ran.err);
        std::fs::write(folder.path().join(format!("trust.{format}")), ran.out).unwrap();
    }
    let document = std::fs::read_to_string(repository("docs/reading-results.md")).unwrap();
    let blocks: Vec<&str> =
        document.split("```python\n").skip(1).map(|rest| rest.split("```").next().unwrap()).collect();
    assert_eq!(blocks.len(), 2);
    let said: Vec<String> = blocks
        .iter()
        .map(|block| {
            let mut python = std::process::Command::new("python3");
            let ran = python.args(["-c", block]).current_dir(folder.path()).output().unwrap();
            assert!(ran.status.success(), "{}", String::from_utf8_lossy(&ran.stderr));
            String::from_utf8_lossy(&ran.stdout).into_owned()
        })
        .collect();
    assert!(said[0].contains("variance rater: ") && said[0].contains("dyadic reciprocity: "), "{}", said[0]);
    assert!(said[1].contains(" about "), "{}", said[1]);
}
