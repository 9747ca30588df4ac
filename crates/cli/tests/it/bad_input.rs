//! Files as people really have them.

use std::path::Path;

use super::run::{Ran, text, troth};

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
    for junk in ["lorem ipsum dolor sit amet ".repeat(400_000), "a,b,c\n1,2,3\n".repeat(900_000)] {
        let ran = trust(folder.path(), junk.as_bytes());
        assert_eq!(ran.code, 1);
        assert!(ran.err.len() < 1_500, "{} bytes", ran.err.len());
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
