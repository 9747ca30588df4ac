//! Files made to do harm, and files made by chance: never a panic, and bounded work.

use proptest::prelude::*;
use troth_say::identifiers::{Choice, find, replace};
use troth_say::{FileError, Known, Limits, files, recognise_turns, slice};

use crate::built::{docx, odt, packed, page, pdf, pdf_of, read, word};

fn excessive(name: &str, bytes: &[u8]) -> bool {
    matches!(read(name, bytes), Err(FileError::Excessive { .. } | FileError::TooMuchText { .. }))
}

#[test]
fn packed_files_that_unpack_to_far_more_are_refused() {
    let bomb = " ".repeat(8 * 1024 * 1024);
    let bytes = docx(&bomb);
    assert!(bytes.len() < 20_000 && excessive("a.docx", &bytes));
    let many: Vec<String> = (0..5000).map(|n| format!("word/{n}.xml")).collect();
    let parts: Vec<(&str, &str)> = many.iter().map(|name| (name.as_str(), "")).collect();
    assert!(excessive("a.docx", &packed(&parts)));
    let long = format!("<w:p><w:r><w:t>{}</w:t></w:r></w:p>", "word and word ".repeat(700_000));
    assert!(excessive("a.docx", &docx(&long)));
}

#[test]
fn xml_with_entities_or_document_types_or_great_depth_is_refused() {
    let laughs = "<!DOCTYPE x [<!ENTITY a \"ha\"><!ENTITY b \"&a;&a;&a;&a;\">]><w:document><w:t>&b;</w:t></w:document>";
    assert!(excessive("a.docx", &packed(&[("word/document.xml", laughs)])));
    let outside = "<!DOCTYPE x [<!ENTITY a SYSTEM \"file:///etc/passwd\">]><x>&a;</x>";
    assert!(excessive("a.odt", &packed(&[("content.xml", outside)])));
    assert!(excessive("a.docx", &docx("<w:p>&own;</w:p>")));
    let deep = format!("{}{}", "<w:tbl>".repeat(100_000), "</w:tbl>".repeat(100_000));
    assert!(excessive("a.docx", &docx(&deep)));
    let attributes: String = (0..50_000).map(|n| format!(" w:a{n}=\"x\"")).collect();
    assert_eq!(
        read("a.docx", &docx(&format!("<w:p{attributes}><w:r><w:t>Yes</w:t></w:r></w:p>"))).unwrap().text,
        "Yes\n"
    );
    let spaces = "<text:p>a<text:s text:c=\"4000000000\"/>b</text:p>";
    assert!(read("a.odt", &odt("", spaces)).unwrap().text.len() < 200);
}

#[test]
fn files_past_the_limit_are_refused_before_they_are_read() {
    let large = vec![b'%'; 50 * 1024 * 1024];
    assert!(matches!(read("a.pdf", &large), Err(FileError::TooLarge { .. })));
}

#[test]
fn pdfs_that_call_themselves_or_draw_without_end_stop() {
    // Its own pages, its own form, a form that uses itself a hundred times.
    let looped = "%PDF-1.4\n1 0 obj\n<</Type/Catalog/Pages 2 0 R>>\nendobj\n2 0 obj\n<</Type/Pages/Count 9/Kids[2 0 R 2 0 R]/Parent 2 0 R>>\nendobj\ntrailer\n<</Root 1 0 R>>\n%%EOF";
    assert!(read("a.pdf", looped.as_bytes()).is_err());
    let inner = "/X Do ".repeat(100);
    let form = format!(
        "5 0 obj\n<</Type/XObject/Subtype/Form/Length {}>>stream\n{inner}\nendstream\nendobj\n",
        inner.len()
    );
    let small = Limits { operations: 20_000, ..Limits::default() };
    let stopped = files::read("a.pdf", &pdf_of(&["/X Do".to_owned()], &form), &small);
    assert!(matches!(stopped, Err(FileError::Excessive { .. })));
    let deep = format!("{}{}", "[".repeat(50_000), "]".repeat(50_000));
    let nested = read("a.pdf", &pdf(&[&format!("{deep} TJ"), &page(&["Ann: Yes."])]));
    assert!(nested.is_ok_and(|file| file.text == "Ann: Yes.\n"));
    let shown = format!("BT /F 1e30 Tf 1e300 0 0 1e300 0 0 Tm ({}) Tj ET", "x".repeat(100));
    assert!(read("a.pdf", &pdf(&[&shown])).is_err());
    let limits = Limits { operations: 1000, ..Limits::default() };
    assert!(matches!(
        files::read("a.pdf", &pdf(&[&"q Q ".repeat(1000)]), &limits),
        Err(FileError::Excessive { .. })
    ));
}

#[test]
fn a_line_of_five_megabytes_is_read_in_one_go() {
    let words = "Ann said (00:01 [x #1 07700 Dr @ A.B 9 9 9 12/ ".repeat(107_000);
    assert!(words.len() > 5_000_000);
    let file = read("a.txt", words.as_bytes()).unwrap();
    assert!(recognise_turns(&file.text, &[]).len() == 1);
    assert!(!find(&file.text, &Known::default()).is_empty());
    for odd in ["@", "<", "{", "[", "Dr ", "1 ", "1.", "A ", "x@", "://", "*", "0 7 ", "&amp;", "Mr A "] {
        let text = odd.repeat(20_000);
        let _ = find(&text, &Known { speakers: &["Dr"], organisations: &["A B", "Dr Dr Dr"] });
        let _ = recognise_turns(&text, &[]);
        let _ = read("a.srt", format!("1\n00:00:01,000 --> 00:00:02,000\n{text}\n").as_bytes());
        let _ = read("a.vtt", format!("WEBVTT\n\n00:01.000 --> 00:02.000\n{text}\n").as_bytes());
    }
}

/// Bytes of a good file with some of them changed, cut or doubled.
fn mangled(good: Vec<u8>) -> impl Strategy<Value = Vec<u8>> {
    let length = good.len();
    let edits = prop::collection::vec((0..length, any::<u8>()), 0..12);
    (Just(good), edits, 0..=length, 0..length).prop_map(|(mut bytes, edits, keep, from)| {
        for (at, byte) in edits {
            bytes[at] = byte;
        }
        let again = bytes[from..bytes.len().min(from + 64)].to_vec();
        bytes.truncate(keep.max(bytes.len() / 2));
        bytes.extend(again);
        bytes
    })
}

fn good_docx() -> Vec<u8> {
    docx(
        "<w:tbl><w:tr><w:tc><w:p><w:r><w:t>Ann</w:t></w:r></w:p></w:tc></w:tr></w:tbl><w:p><w:ins><w:r><w:t>Yes &amp; no</w:t></w:r></w:ins></w:p>",
    )
}

fn good_pdf() -> Vec<u8> {
    pdf(&[&page(&["1 Ann: Yes.", "2 Ben: No."]), "/P Do q 1 0 0 1 0 0 cm [(a) -500 (b)] TJ Q"])
}

/// Text with what readers look for in it.
fn a_text() -> impl Strategy<Value = String> {
    prop::collection::vec(
        prop_oneof![
            "(?s).{0,12}",
            "(Ann|BEN|Dr\\. Bell|St Mary’s Hospital|Zoë 👩🏽‍⚕️|Ward 7|مرحبا|in Leeds|J. O'Brien)(:|,|'s|\t)? ?",
            "(\\[0?[0-9]:[0-9]{2}\\]|#00:01:02-3#|\n|\r\n|> |# |\\*\\*|<v |</v>|-->|&lt;|\\{\\{)",
            "([0-9]{3,5}[ .)-]?){1,4}|\\+44 \\(0\\)20 7946 0018|BN2 5BE|943 476 5919|AB123456C|12/03/1944|a@b.uk",
        ],
        0..24,
    )
    .prop_map(|parts| parts.concat())
}

fn looked_through(text: &str) {
    let found = find(text, &Known { speakers: &["Ann"], organisations: &["St Mary’s"] });
    let mut from = 0;
    for f in &found {
        assert!(from <= f.start && f.start < f.end);
        assert_eq!(slice(text, f.start, f.end), Some(f.words.as_str()));
        from = f.end;
    }
    let choices: Vec<Choice> =
        found.iter().map(|f| Choice { start: f.start, end: f.end, with: f.suggestion.clone() }).collect();
    let replaced = replace(text, &choices).unwrap();
    let turns = recognise_turns(text, &[]);
    let length = replaced.text.chars().count();
    for turn in replaced.turns(text, &turns) {
        assert!(turn.start <= turn.end && turn.end <= length);
    }
}

proptest! {
    #[test]
    fn any_bytes_give_a_text_or_a_sentence(
        bytes in prop::collection::vec(any::<u8>(), 0..400),
        magic in prop::sample::select(vec!["", "PK\u{3}\u{4}", "%PDF-1.4\n", "WEBVTT\n\n", "{\\rtf"]),
        name in prop::sample::select(vec!["a.txt", "a.docx", "a.odt", "a.pdf", "a.vtt", "a.srt", "a.md", "a"])
    ) {
        let whole = [magic.as_bytes(), &bytes].concat();
        match read(name, &whole) {
            Ok(file) => prop_assert!(!file.text.contains(['\0', '\r'])),
            Err(error) => prop_assert!(error.to_string().len() > 20),
        }
    }

    #[test]
    fn mangled_word_documents(bytes in mangled(good_docx())) {
        let _ = read("a.docx", &bytes);
    }

    #[test]
    fn mangled_markup(text in "(<w:(p|r|t|tbl|tc|tr|del|ins|rPr|vanish|br|tab)/?>|</w:(p|r|t|tbl|tc|tr|del|ins|rPr)>|[a-z&;<> ]|&#x[0-9a-f]{1,6};){0,60}") {
        let _ = read("a.docx", &packed(&[("word/document.xml", &word(&text))]));
        let _ = read("a.odt", &odt("", &text.replace("w:", "text:")));
    }

    #[test]
    fn mangled_pdfs(bytes in mangled(good_pdf())) {
        let _ = read("a.pdf", &bytes);
    }

    #[test]
    fn any_drawing(content in "(BT|ET|q|Q|/F -?[0-9]{1,3} Tf|/[XPF] Do|\\([a-z0-9 ]{0,9}\\) (Tj|'|\")|\\[\\(a\\) -?[0-9]{1,9}\\] TJ|(-?[0-9.]{1,6} ){1,6}(Tm|Td|TD|cm|TL|Tc|Tw|Tz)|T\\*|BI|ID|EI| ){0,40}") {
        let _ = read("a.pdf", &pdf(&[&content]));
    }

    #[test]
    fn any_text_is_looked_through_and_replaced(text in a_text()) {
        looked_through(&troth_say::normalise(&text));
    }

    #[test]
    fn any_captions(text in a_text(), times in "(00:0[0-9]:[0-9]{2}[.,][0-9]{3} --> 00:00:0[0-9][.,]000\n)?") {
        for name in ["a.vtt", "a.srt"] {
            if let Ok(file) = read(name, format!("WEBVTT\n\n{times}{text}").as_bytes()) {
                let length = file.text.chars().count();
                prop_assert!(file.turns.unwrap().iter().all(|turn| turn.start < turn.end && turn.end <= length));
                prop_assert!(file.times.iter().all(|time| time.at <= length));
            }
        }
    }
}
