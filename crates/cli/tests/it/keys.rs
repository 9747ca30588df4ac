//! The keys that seal secrets: made, given, changed, and not to be found in the database.

use std::path::Path;

use super::run::{text, troth, troth_with};

fn organisations(folder: &Path) -> String {
    let file = folder.join("o.csv");
    std::fs::write(&file, "id,name,sector\na,A,health\nb,B,voluntary\n").unwrap();
    text(&file).to_owned()
}

/// Five people of each side, so that two imports of the same file meet the same pseudonyms or fail.
fn ratings(folder: &Path) -> String {
    let mut rows = "rater,respondent,target,variable,value,role,scale_min,scale_max\n".to_owned();
    for n in 0..5 {
        rows.push_str(&format!("a,s{n},b,fairness,4,staff,1,5\nb,s{n},a,fairness,2,staff,1,5\n"));
    }
    let file = folder.join("r.csv");
    std::fs::write(&file, rows).unwrap();
    text(&file).to_owned()
}

/// Imports the answers (again), which needs the partnership's secret.
fn import(folder: &Path, file: &str) -> super::run::Ran {
    troth(folder, &["import", "ratings", file, "--network", "n", "--wave", "1"])
}

#[test]
fn a_key_is_made_beside_the_database_and_changed_without_losing_anybody() {
    let folder = tempfile::tempdir().unwrap();
    let at = folder.path();
    assert_eq!(troth(at, &["import", "organisations", &organisations(at), "--network", "n"]).code, 0);
    let file = ratings(at);
    assert_eq!(import(at, &file).code, 0);
    let key = at.join("troth.db.key");
    let before = std::fs::read_to_string(&key).unwrap();
    let ran = troth(at, &["key", "rotate"]);
    assert_eq!(ran.code, 0, "{}", ran.err);
    assert!(ran.out.starts_with("1 secret is sealed with a new key"), "{}", ran.out);
    let after = std::fs::read_to_string(&key).unwrap();
    let lines: Vec<&str> = after.lines().filter(|l| !l.starts_with('#')).collect();
    assert_eq!(lines.len(), 2);
    assert!(before.contains(lines[1]) && !before.contains(lines[0]), "the new one comes first");
    // The old line is not needed any more, and the same people are known again.
    std::fs::write(&key, lines[0]).unwrap();
    let ran = import(at, &file);
    assert_eq!(ran.code, 0, "{}", ran.err);
    assert!(ran.out.contains(" 0 answers imported"), "nobody is taken for somebody new: {}", ran.out);
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        assert_eq!(std::fs::metadata(&key).unwrap().permissions().mode() & 0o077, 0);
    }
}

#[test]
fn without_its_key_a_database_says_what_is_missing_and_makes_no_other() {
    let folder = tempfile::tempdir().unwrap();
    let at = folder.path();
    assert_eq!(troth(at, &["import", "organisations", &organisations(at), "--network", "n"]).code, 0);
    let file = ratings(at);
    let key = at.join("troth.db.key");
    std::fs::rename(&key, at.join("elsewhere.key")).unwrap();
    let ran = import(at, &file);
    assert_eq!(ran.code, 1);
    assert!(ran.err.contains("troth.db.key is missing"), "{}", ran.err);
    assert!(!key.exists());
    let elsewhere = at.join("elsewhere.key");
    let given = ["import", "ratings", &file, "--network", "n", "--wave", "1", "--key-file", text(&elsewhere)];
    assert_eq!(troth(at, &given).code, 0);
    // Another key is refused, and says which one is needed.
    let other = troth(at, &["key", "new"]).out;
    let ran = troth_with(at, ("TROTH_KEY", &other), &given[..7]);
    assert_eq!(ran.code, 1);
    assert!(ran.err.contains("was sealed with the key"), "{}", ran.err);
    let ran = troth_with(at, ("TROTH_KEY", "password"), &given[..7]);
    assert!(ran.code == 1 && ran.err.contains("is not a key"), "{}", ran.err);
}

#[test]
fn with_keys_from_the_environment_the_first_one_seals() {
    let folder = tempfile::tempdir().unwrap();
    let at = folder.path();
    let (one, two) = (troth(at, &["key", "new"]).out, troth(at, &["key", "new"]).out);
    assert_ne!(one, two);
    let found = ["import", "organisations", &organisations(at), "--network", "n"];
    assert_eq!(troth_with(at, ("TROTH_KEY", &one), &found).code, 0);
    assert!(!at.join("troth.db.key").exists());
    let both = format!("{two}{one}");
    let ran = troth_with(at, ("TROTH_KEY", &both), &["key", "rotate"]);
    assert!(ran.out.contains("sealed with the first key given"), "{}{}", ran.out, ran.err);
    assert_eq!(troth_with(at, ("TROTH_KEY", &two), &["key", "rotate"]).code, 0);
}
