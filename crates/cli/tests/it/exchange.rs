//! Projects and codebooks by the command line.

use std::path::Path;

use super::run::{Ran, text, troth};

const TALK: &str = "Ann: Mrs Zelda Okafor never rings.\nBo: They do.\nAnn: Never.\nBo: Always.\n";

fn filled(at: &Path, network: &str) {
    std::fs::write(at.join("o.csv"), "id,name,sector\na,A,health\nb,B,voluntary\n").unwrap();
    std::fs::write(at.join("talk.txt"), TALK).unwrap();
    let codings =
        "file,quote,narrative,facet,polarity,about,permission\ntalk.txt,They do.,roles,,loss,a,not_quoted\n";
    std::fs::write(at.join("codings.csv"), codings).unwrap();
    let ran = troth(at, &["import", "organisations", "o.csv", "--network", network]);
    assert_eq!(ran.code, 0, "{}", ran.err);
    let import =
        ["import", "transcripts", "talk.txt", "codings.csv", "--network", network, "--replace", "none"];
    let ran = troth(at, &import);
    assert_eq!(ran.code, 0, "{}", ran.err);
}

fn export(at: &Path, arguments: &[&str]) -> Ran {
    troth(at, &[&["export", "--network", "n"], arguments].concat())
}

#[test]
fn a_project_goes_out_is_checked_and_comes_in() {
    let folder = tempfile::tempdir().unwrap();
    let at = folder.path();
    filled(at, "n");
    let whole = ["--package", "project", "--what", "everything", "--out", "all.qdpx"];
    let ran = export(at, &whole);
    assert_eq!(ran.code, 2, "{}", ran.err);
    assert!(ran.err.contains("--for"), "{}", ran.err);
    let ran = export(at, &[&whole[..], &["--for", "go-on"]].concat());
    assert_eq!(ran.code, 0, "{}", ran.err);
    assert!(ran.out.contains("for the custodian alone"), "{}", ran.out);
    let ran = export(at, &[&whole[..], &["--for", "go-on"]].concat());
    assert_eq!(ran.code, 2, "nothing is overwritten: {}", ran.err);

    let ran = troth(at, &["check", "all.qdpx"]);
    assert_eq!(ran.code, 0, "{}", ran.err);
    assert!(ran.out.contains("1 good") && ran.out.contains("It was written by Troth"), "{}", ran.out);

    let founded = troth(at, &["import", "organisations", "o.csv", "--network", "m"]);
    assert_eq!(founded.code, 0, "{}", founded.err);
    let bring = ["import", "project", "all.qdpx", "--network", "m"];
    let ran = troth(at, &bring);
    assert_eq!(ran.code, 1, "somebody has to decide: {}", ran.out);
    assert!(ran.err.contains("--names replace"), "{}", ran.err);
    let ran = troth(at, &[&bring[..], &["--names", "replace", "--format", "json"]].concat());
    assert_eq!(ran.code, 0, "{}", ran.err);
    let told: serde_json::Value = serde_json::from_str(&ran.out).unwrap();
    assert_eq!(told[0]["imported"]["texts_new"], 1, "{told}");
    assert_eq!(told[0]["imported"]["passages_new"], 1);
    let ran = troth(at, &[&bring[..], &["--names", "keep"]].concat());
    assert_eq!(ran.code, 0, "{}", ran.err);
    assert!(ran.out.contains("0 texts, 0 passages"), "{}", ran.out);
    assert!(ran.err.contains("Already there"), "{}", ran.err);
}

#[test]
fn a_codebook_and_passages_go_out_and_a_codebook_comes_in() {
    let folder = tempfile::tempdir().unwrap();
    let at = folder.path();
    filled(at, "n");
    for (package, out) in
        [("codebook", "codes.qdc"), ("codebook", "codes.csv"), ("taguette", "p.csv"), ("project", "q.qdpx")]
    {
        let ran = export(at, &["--package", package, "--out", out]);
        assert_eq!(ran.code, 0, "{out}: {}", ran.err);
        assert!(at.join(out).exists());
    }
    let ran = export(at, &["--package", "project", "--out", "codes.doc"]);
    assert_eq!(ran.code, 2, "{}", ran.err);
    std::fs::write(at.join("own.csv"), "name,parent\nParking,\n").unwrap();
    let file = at.join("own.csv");
    let ran = troth(at, &["import", "codebook", text(&file), "--network", "n"]);
    assert_eq!(ran.code, 0, "{}", ran.err);
    assert!(ran.out.contains("1 code of its own"), "{}", ran.out);
}

#[test]
fn files_that_are_no_projects_are_told_by_check_and_by_import() {
    let folder = tempfile::tempdir().unwrap();
    let at = folder.path();
    filled(at, "n");
    std::fs::write(at.join("x.qdpx"), b"PK\x03\x04").unwrap();
    std::fs::write(at.join("y.qdc"), b"<!DOCTYPE a><CodeBook/>").unwrap();
    for (file, kind, says) in
        [("x.qdpx", "project", "not a readable project file"), ("y.qdc", "codebook", "DOCTYPE")]
    {
        let ran = troth(at, &["check", file]);
        assert_eq!(ran.code, 1, "{}", ran.out);
        assert!(ran.out.contains(says) && ran.out.contains(file), "{}", ran.out);
        let ran = troth(at, &["import", kind, file, "--network", "n"]);
        assert_eq!(ran.code, 1, "{}", ran.out);
        assert!(ran.err.contains(says), "{}", ran.err);
    }
    let ran = troth(at, &["import", "transcripts", "talk.txt", "--network", "n", "--names", "keep"]);
    assert_eq!(ran.code, 2, "{}", ran.err);
}
