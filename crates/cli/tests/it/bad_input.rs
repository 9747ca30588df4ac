//! Files as people really have them.

use std::path::Path;

use super::run::{Ran, text, troth, troth_reading};

fn trust(folder: &Path, bytes: &[u8]) -> Ran {
    let file = folder.join("r.csv");
    std::fs::write(&file, bytes).unwrap();
    troth(folder, &["trust", text(&file), "--format", "json"])
}

/// Five organisations that rate each other, as comma separated text.
fn good() -> String {
    let mut rows = "rater,target,value\n".to_owned();
    let names = ["a", "b", "c", "d", "Caf\u{e9}"];
    for (i, a) in names.iter().enumerate() {
        for (j, b) in names.iter().enumerate() {
            if i != j {
                rows.push_str(&format!("{a},{b},{}\n", (i * 3 + j * j) % 5 + 1));
            }
        }
    }
    rows
}

fn utf16(text: &str) -> Vec<u8> {
    [0xFF, 0xFE].into_iter().chain(text.encode_utf16().flat_map(u16::to_le_bytes)).collect()
}

#[test]
fn every_promised_form_gives_the_same_numbers() {
    let folder = tempfile::tempdir().unwrap();
    let plain = trust(folder.path(), good().as_bytes());
    assert_eq!(plain.code, 0, "{}", plain.err);
    let with_mark = [&[0xEF, 0xBB, 0xBF], good().as_bytes()].concat();
    let forms = [
        ("BOM", with_mark),
        ("CRLF", good().replace('\n', "\r\n").into_bytes()),
        ("semicolon", good().replace(',', ";").into_bytes()),
        ("tab", good().replace(',', "\t").into_bytes()),
        ("UTF-16", utf16(&good())),
    ];
    for (name, bytes) in forms {
        let ran = trust(folder.path(), &bytes);
        assert_eq!(ran.out, plain.out, "{name}: {}", ran.err);
    }
}

#[test]
fn each_kind_of_junk_ends_with_one_and_a_sentence() {
    let folder = tempfile::tempdir().unwrap();
    let cases: [(&str, Vec<u8>, &str); 6] = [
        ("0 bytes", Vec::new(), "is empty"),
        ("binary", vec![0x7F, b'E', b'L', b'F', 0, 1, 2, 0xFF], "not a text file"),
        ("another delimiter", good().replace(',', "|").into_bytes(), "\"rater\" is missing"),
        ("wrong columns", b"from_org,to_org,score\na,b,1\n".to_vec(), "Found: from_org, to_org, score"),
        ("another encoding", b"rater,target,value\nCaf\xe9,b,1\n".to_vec(), "CSV UTF-8"),
        ("only a header", b"rater,target,value\n".to_vec(), "no usable answer"),
    ];
    for (name, bytes, expected) in cases {
        let ran = trust(folder.path(), &bytes);
        assert_eq!(ran.code, 1, "{name}");
        assert!(ran.err.contains(expected), "{name}: {}", ran.err);
        assert!(ran.out.is_empty(), "{name}: nothing but JSON on standard output");
    }
}

#[test]
fn bad_rows_are_named_and_the_good_ones_used() {
    let folder = tempfile::tempdir().unwrap();
    let bytes = format!("{}a,a,3\na,b,often\nx,y\n", good());
    let ran = trust(folder.path(), bytes.as_bytes());
    assert_eq!(ran.code, 0, "{}", ran.err);
    let json: serde_json::Value = serde_json::from_str(&ran.out).unwrap();
    assert_eq!(json["results"][0]["ratings"], 20);
    let skipped = json["source"]["skipped"].as_array().unwrap();
    assert_eq!(skipped.len(), 3);
    assert_eq!(skipped[0]["line"], 22);
    assert_eq!(skipped[0]["column"], "target");
    assert!(ran.err.contains("3 of 23 rows are left out"), "{}", ran.err);
}

#[test]
fn ten_megabytes_of_junk_are_refused_with_a_short_message() {
    let folder = tempfile::tempdir().unwrap();
    for junk in ["lorem ipsum dolor sit amet ".repeat(400_000), "a,b,c\n1,2,3\n".repeat(900_000)]
        .into_iter()
        .chain(["x".repeat(10_000_000), "a,".repeat(5_000_000)])
    {
        let ran = trust(folder.path(), junk.as_bytes());
        assert_eq!(ran.code, 1);
        assert!(ran.err.len() < 1_500, "{} bytes", ran.err.len());
    }
}

#[test]
fn ids_that_a_terminal_would_obey_are_left_out_and_shown_harmless() {
    let folder = tempfile::tempdir().unwrap();
    let bytes = format!("{}\"\u{1b}[2Ja\",b,3\nb,\"c\nd\",2\n\u{202e}a,b,1\n", good());
    let file = folder.path().join("r.csv");
    std::fs::write(&file, bytes).unwrap();
    let ran = troth(folder.path(), &["trust", text(&file)]);
    assert_eq!(ran.code, 0, "{}", ran.err);
    assert!(ran.err.contains("3 of 23 rows are left out"), "{}", ran.err);
    for said in [&ran.out, &ran.err] {
        assert!(!said.contains(['\u{1b}', '\u{202e}']), "{said:?}");
    }
}

#[test]
fn check_finds_the_same_without_importing() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("people.csv");
    std::fs::write(&file, "id,organisation,name,role_level\np1,a,Ann,boss\n").unwrap();
    let ran = troth(folder.path(), &["check", text(&file)]);
    assert_eq!(ran.code, 1);
    assert!(ran.out.contains("line 2, column role_level, value \"boss\""), "{}", ran.out);
    std::fs::write(&file, "id,organisation,name,role_level\np1,a,Ann,tactical\n").unwrap();
    assert_eq!(troth(folder.path(), &["check", text(&file)]).code, 0);
}

fn check(folder: &Path, rows: &str) -> Ran {
    let file = folder.join("r.csv");
    std::fs::write(&file, rows).unwrap();
    troth(folder, &["check", text(&file)])
}

#[test]
fn check_counts_what_a_ratings_file_holds() {
    let folder = tempfile::tempdir().unwrap();
    let ran = check(
        folder.path(),
        "wave,rater,respondent,target,variable,value,scale_min,scale_max\n\
         1,hospital,r1,council,fairness,4,1,5\n1,hospital,r2,council,fairness,5,1,5\n\
         1,council,r1,hospital,fairness,2,1,5\n1,council,r1,hospice,fairness,3,1,5\n\
         1,hospice,r1,council,fairness,,1,5\n",
    );
    assert_eq!(ran.code, 0, "{}", ran.err);
    for line in [
        "ratings, 4 good, 0 to be mended.",
        "  5 rows: 4 answers used, 1 without an answer, 0 left out",
        "  1 network, 1 named wave, 1 variable, 3 organisations, 3 people who answered",
        "  3 directions rated of 6 possible; 1 pair rated both ways, 1 one way only",
        "  variable fairness: 4 answers, scale 1 to 5",
        "  rates nobody: hospice",
        "1 row has no answer; it counts as not answered.",
    ] {
        assert!(ran.out.contains(line), "{line}\nnot in\n{}", ran.out);
    }
    assert!(!ran.out.contains("rated by nobody"), "{}", ran.out);
}

#[test]
fn check_names_contradictions_repeats_and_missing_scales() {
    let folder = tempfile::tempdir().unwrap();
    let ran = check(folder.path(), "rater,target,value\na,b,1\na,b,1\nb,a,2\nb,a,3\nb,c,3\n");
    assert_eq!(ran.code, 1);
    for line in [
        "1 row repeats an earlier row",
        "1 question answered differently by the same respondent",
        "line 3, column value, value \"1\": This repeats line 2.",
        "line 4, column value, value \"2\": Lines 4, 5 give different answers",
        "No scale is declared",
    ] {
        assert!(ran.out.contains(line), "{line}\nnot in\n{}", ran.out);
    }
    assert!(ran.err.contains("1 of 1 file has to be mended."), "{}", ran.err);
}

#[test]
fn column_names_alone_get_a_clear_message() {
    let folder = tempfile::tempdir().unwrap();
    for rows in ["rater,target,value\n", "rater,target,value", "\u{feff}rater;target;value\r\n\r\n"] {
        let ran = check(folder.path(), rows);
        assert_eq!(ran.code, 1);
        assert!(ran.out.contains("has a line with the column names and no row below it"), "{}", ran.out);
        let ran = trust(folder.path(), rows.as_bytes());
        assert_eq!(ran.code, 1);
        assert!(ran.err.contains("a line with the column names and nothing below it"), "{}", ran.err);
    }
    let ran = trust(folder.path(), b"rater,target,value\na,b,\nb,a,\n");
    assert!(ran.err.contains("In all its 2 rows the value is empty"), "{}", ran.err);
}

#[test]
fn check_reads_standard_input() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("in.csv");
    std::fs::write(&file, good()).unwrap();
    let ran = troth_reading(folder.path(), &["check", "-"], &file);
    assert_eq!(ran.code, 0, "{}", ran.err);
    assert!(ran.out.contains("standard input: ratings, 20 good"), "{}", ran.out);
}

#[test]
fn patient_identifiers_end_every_reading() {
    let folder = tempfile::tempdir().unwrap();
    // The published example of a valid NHS number.
    let rows = "rater,respondent,target,value\na,943 476 5919,b,3\n";
    for ran in [check(folder.path(), rows), trust(folder.path(), rows.as_bytes())] {
        assert_eq!(ran.code, 1);
        let all = format!("{}{}", ran.out, ran.err);
        assert!(all.contains("Line 2 holds what looks like an NHS number"), "{all}");
        assert!(!all.contains("943"), "{all}");
    }
}

#[test]
fn one_thing_is_never_told_as_several() {
    let folder = tempfile::tempdir().unwrap();
    let several = ["answers", "rows", "organisations", "people", "directions", "pairs", "waves", "variables"]
        .map(|word| format!(" 1 {word}"));
    for rows in [
        "rater,target,value\na,b,1\n",
        "rater,target,value,wave\na,b,1,1\nb,a,2,1\na,c,,1\n",
        "rater,target,value\na,b,1\na,b,1\nb,a,x\n",
        "rater,respondent,target,item,value\na,r,b,i,1\nb,r,a,i,2\n",
    ] {
        let file = folder.path().join("r.csv");
        let checked = check(folder.path(), rows);
        let tabled = troth(folder.path(), &["trust", text(&file)]);
        let said = [checked.out, checked.err, tabled.out, tabled.err].join("\n");
        let said = said.replace(['\n', '('], " ");
        for wrong in &several {
            assert!(!said.contains(wrong.as_str()), "{wrong}: {said}");
        }
    }
}

#[test]
fn import_takes_no_single_items_of_a_scale() {
    let folder = tempfile::tempdir().unwrap();
    let organisations = folder.path().join("o.csv");
    std::fs::write(&organisations, "id,name,sector\na,A,health\nb,B,voluntary\n").unwrap();
    let ratings = folder.path().join("i.csv");
    std::fs::write(&ratings, "rater,respondent,target,variable,item,value,wave\na,r,b,fairness,f1,4,1\n")
        .unwrap();
    let import =
        |kind: &str, file: &Path| troth(folder.path(), &["import", kind, text(file), "--network", "here"]);
    assert_eq!(import("organisations", &organisations).code, 0);
    let ran = import("ratings", &ratings);
    assert_eq!(ran.code, 1);
    assert!(ran.err.contains("give every item a variable of its own"), "{}", ran.err);
    assert_eq!(troth(folder.path(), &["check", text(&ratings)]).code, 0, "for troth trust it is in order");
}
