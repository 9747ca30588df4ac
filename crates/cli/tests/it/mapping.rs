//! Answers of a survey tool by the command line: guessed, corrected, checked, imported.

use super::run::troth;

const FILE: &str = "\u{feff}id;submitdate;lastpage;startlanguage;email;organisation;fairness[b];fairness[c]\r\n\
                    1;2026-10-01;3;en;zelda@a.example;a;4;5\r\n2;2026-10-01;3;en;x@a.example;a;don't know;2\r\n";

#[test]
fn a_mapping_is_proposed_checked_and_used() {
    let folder = tempfile::tempdir().unwrap();
    let at = folder.path();
    std::fs::write(at.join("o.csv"), "id,name,sector\na,A,health\nb,B,voluntary\nc,C,voluntary\n").unwrap();
    std::fs::write(at.join("survey.csv"), FILE).unwrap();
    assert_eq!(troth(at, &["import", "organisations", "o.csv", "--network", "n"]).code, 0);

    let ran = troth(at, &["mapping", "survey.csv", "--network", "n"]);
    assert_eq!(ran.code, 0, "{}", ran.err);
    assert!(
        ran.out.contains("tool = \"limesurvey\"") && ran.out.contains("fairness[{target}]"),
        "{}",
        ran.out
    );
    std::fs::write(at.join("m.toml"), &ran.out).unwrap();

    let ran = troth(at, &["check", "survey.csv", "--mapping", "m.toml"]);
    assert_eq!(ran.code, 0, "{}{}", ran.out, ran.err);
    assert!(ran.out.contains("ratings, 3 good, 0 to be mended"), "{}", ran.out);
    assert!(ran.out.contains("Never kept") && !ran.out.contains("zelda"), "{}", ran.out);

    let import = ["import", "ratings", "survey.csv", "--mapping", "m.toml", "--network", "n"];
    let ran = troth(at, &import);
    assert_eq!(ran.code, 1, "no round is named: {}", ran.out);
    assert!(ran.err.contains("--wave"), "{}", ran.err);
    let ran = troth(at, &[&import[..], &["--wave", "2"]].concat());
    assert_eq!(ran.code, 0, "{}", ran.err);
    assert!(ran.out.contains("3 answers imported"), "{}", ran.out);

    let wrong = troth(at, &["import", "people", "survey.csv", "--mapping", "m.toml", "--network", "n"]);
    assert_eq!(wrong.code, 2, "{}", wrong.err);
    std::fs::write(at.join("bad.toml"), "tool = \"word\"\n").unwrap();
    let bad = troth(at, &["check", "survey.csv", "--mapping", "bad.toml"]);
    assert_eq!(bad.code, 1, "{}", bad.out);
    assert!(bad.err.contains("bad.toml: line 1"), "{}", bad.err);
}
