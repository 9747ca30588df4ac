//! Copies that only the right person opens, and putting them back.

use std::path::Path;

use super::run::{Ran, repository, text, troth};

/// An age identity made for this test, and its recipient.
const IDENTITY: &str = "AGE-SECRET-KEY-1M5M2J02NC5STMXCE42SQYGLSN9NF7W2964FTX0R3U3F7558UALJS2NGRLZ";
const RECIPIENT: &str = "age12065uxc8wjqmr7h9uw46dtr5vp4hsf36l4kjh5ry63jl9tpg9vvqrcjmyx";

fn filled(folder: &Path) {
    let organisations = repository("samples/castle-green/organisations.csv");
    let ran = troth(folder, &["import", "organisations", text(&organisations), "--network", "castle-green"]);
    assert_eq!(ran.code, 0, "{}", ran.err);
}

fn restore(folder: &Path, arguments: &[&str]) -> Ran {
    troth(folder, &[&["restore"], arguments].concat())
}

fn holds(file: &Path, word: &str) -> bool {
    std::fs::read(file).unwrap().windows(word.len()).any(|w| w == word.as_bytes())
}

#[test]
fn a_copy_for_a_recipient_is_unreadable_and_comes_back_whole() {
    let folder = tempfile::tempdir().unwrap();
    let at = folder.path();
    filled(at);
    let ran = troth(at, &["backup", "copy.age", "--encrypt-to", RECIPIENT]);
    assert_eq!(ran.code, 0, "{}", ran.err);
    assert!(ran.out.contains("key file is not in it"), "{}", ran.out);
    let copy = at.join("copy.age");
    assert!(!holds(&copy, "castle-green") && !holds(&copy, "SQLite"));
    // Nothing else was left on the way.
    let files = std::fs::read_dir(at).unwrap().map(|f| f.unwrap().file_name().into_string().unwrap());
    let left: Vec<String> = files.filter(|name| !name.starts_with("troth.db")).collect();
    assert_eq!(left, ["copy.age"]);

    let ran = restore(at, &["copy.age", "--database-url", "new.db"]);
    assert!(ran.code == 1 && ran.err.contains("is encrypted"), "{}", ran.err);
    std::fs::write(at.join("identity.txt"), format!("# mine\n{IDENTITY}\n")).unwrap();
    let given = ["copy.age", "--identity", "identity.txt", "--database-url", "new.db"];
    let ran = restore(at, &given);
    assert_eq!(ran.code, 0, "{}", ran.err);
    std::fs::copy(at.join("troth.db.key"), at.join("new.db.key")).unwrap();
    let people = repository("samples/castle-green/people.csv");
    let import = ["import", "people", text(&people), "--network", "castle-green", "--database-url", "new.db"];
    assert_eq!(troth(at, &import).code, 0, "the organisations are there");
    let ran = restore(at, &given);
    assert!(ran.code == 1 && ran.err.contains("exists already"), "{}", ran.err);
}

#[test]
fn a_copy_with_a_passphrase_opens_with_that_passphrase_only() {
    let folder = tempfile::tempdir().unwrap();
    let at = folder.path();
    filled(at);
    std::fs::write(at.join("short.txt"), "short\n").unwrap();
    let ran = troth(at, &["backup", "copy.age", "--passphrase-file", "short.txt"]);
    assert!(ran.code == 1 && ran.err.contains("shorter than 12"), "{}", ran.err);
    std::fs::write(at.join("right.txt"), "correct horse battery staple\n").unwrap();
    std::fs::write(at.join("wrong.txt"), "correct horse battery stapler\n").unwrap();
    assert_eq!(troth(at, &["backup", "copy.age", "--passphrase-file", "right.txt"]).code, 0);
    let ran = restore(at, &["copy.age", "--passphrase-file", "wrong.txt", "--database-url", "new.db"]);
    assert!(ran.code == 1 && ran.err.contains("not the one it was encrypted for"), "{}", ran.err);
    assert!(!at.join("new.db").exists());
    assert_eq!(
        restore(at, &["copy.age", "--passphrase-file", "right.txt", "--database-url", "new.db"]).code,
        0
    );
}

#[test]
fn what_is_damaged_or_no_copy_is_not_restored() {
    let folder = tempfile::tempdir().unwrap();
    let at = folder.path();
    filled(at);
    assert_eq!(troth(at, &["backup", "copy.db"]).code, 0);
    assert_eq!(
        restore(at, &["copy.db", "--database-url", "plain.db"]).code,
        0,
        "a readable copy comes back too"
    );
    std::fs::write(at.join("identity.txt"), IDENTITY).unwrap();
    assert_eq!(troth(at, &["backup", "copy.age", "--encrypt-to", RECIPIENT]).code, 0);
    let mut bytes = std::fs::read(at.join("copy.age")).unwrap();
    let middle = bytes.len() / 2;
    bytes[middle] ^= 1;
    std::fs::write(at.join("copy.age"), &bytes).unwrap();
    std::fs::write(at.join("notes.txt"), "these are notes").unwrap();
    for copy in ["copy.age", "notes.txt", "nowhere.age"] {
        let ran = restore(at, &[copy, "--identity", "identity.txt", "--database-url", "new.db"]);
        assert_eq!(ran.code, 1, "{copy}");
        assert!(!at.join("new.db").exists(), "{copy}: nothing is left");
    }
    let ran = troth(at, &["backup", "b.age", "--encrypt-to", "age1nobody"]);
    assert!(ran.code == 2 && ran.err.contains("is not an age recipient"), "{}", ran.err);
}
