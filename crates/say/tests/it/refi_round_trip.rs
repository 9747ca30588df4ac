//! What the model holds comes back from a file as it was, and the file is valid by the schema.

use proptest::prelude::*;
use troth_say::refi::model::*;
use troth_say::refi::{Limits, Mark, ORIGIN, Project, read_qdc, read_qdpx, write_qdc, write_qdpx};

use crate::refi_made::{guid, unpacked};
use crate::refi_sample::any_project;
use crate::xsd::{self, Node};

fn cases() -> u32 {
    std::env::var("PROPTEST_CASES").ok().and_then(|cases| cases.parse().ok()).unwrap_or(64)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: cases(), ..ProptestConfig::default() })]

    #[test]
    fn a_project_comes_back_as_it_was(project in any_project()) {
        let (bytes, _) = write_qdpx(&project).unwrap();
        let (back, report) = read_qdpx(&bytes, &Limits::default()).unwrap();
        prop_assert_eq!(&back, &project);
        prop_assert!(report.dropped.is_empty() && report.unplaced.is_empty(), "{:?}", report);
        prop_assert_eq!(write_qdpx(&back).unwrap().0, bytes, "the same project gives the same bytes");
    }

    #[test]
    fn a_project_is_valid_by_the_schema(project in any_project()) {
        let entries = unpacked(&write_qdpx(&project).unwrap().0);
        prop_assert_eq!(entries[0].0.as_str(), "project.qde");
        let xml = std::str::from_utf8(&entries[0].1).unwrap();
        prop_assert!(xml.starts_with("<?xml version=\"1.0\" encoding=\"utf-8\"?>"), "no mark before it");
        prop_assert!(!xml.contains('\r') && !xml.contains("basePath"));
        let root = Node::read(xml);
        prop_assert_eq!(xsd::problems(&xsd::project(), &root), Vec::<String>::new());
        prop_assert_eq!(xsd::pointers_lead_somewhere(&root), Vec::<String>::new());
        for (name, bytes) in &entries[1..] {
            prop_assert!(name.starts_with("sources/") && name.ends_with(".txt"));
            prop_assert!(std::str::from_utf8(bytes).is_ok());
        }
    }

    #[test]
    fn a_codebook_comes_back_as_it_was_and_is_valid(project in any_project()) {
        let sets = project.sets.into_iter().map(|set| Set { sources: Vec::new(), notes: Vec::new(), ..set });
        let codes = project.codes.into_iter().map(without_notes).collect();
        let book = CodeBook { origin: Some(ORIGIN.into()), codes, sets: sets.collect() };
        let (bytes, report) = write_qdc(&book).unwrap();
        prop_assert!(report.dropped.is_empty());
        let (back, _) = read_qdc(&bytes, &Limits::default()).unwrap();
        prop_assert_eq!(back, book);
        let root = Node::read(std::str::from_utf8(&bytes).unwrap());
        prop_assert_eq!(xsd::problems(&xsd::codebook(), &root), Vec::<String>::new());
    }
}

fn without_notes(code: Code) -> Code {
    let children = code.children.into_iter().map(without_notes).collect();
    Code { notes: Vec::new(), children, ..code }
}

fn small(text: &str) -> Project {
    let selection = Selection {
        guid: guid(3),
        name: None,
        description: None,
        start: 0,
        end: text.chars().count(),
        codings: vec![Coding { guid: guid(4), code: guid(1), user: None, at: None, notes: vec![guid(5)] }],
        notes: Vec::new(),
        user: None,
        at: None,
    };
    let mark = Mark { key: "polarity".into(), value: "loss".into() };
    Project {
        name: "Trust".into(),
        origin: Some(ORIGIN.into()),
        codes: vec![Code::new(guid(1), "roles")],
        sources: vec![Source {
            guid: guid(2),
            name: "Interview 1".into(),
            description: None,
            text: text.into(),
            selections: vec![selection],
            notes: Vec::new(),
            values: Vec::new(),
            user: None,
            at: None,
        }],
        notes: vec![mark.note(guid(5), "Polarity: told as a loss")],
        ..Project::default()
    }
}

#[test]
fn a_mark_on_a_coding_comes_back_and_is_a_note_to_others() {
    let project = small("We ring the ward.");
    let (bytes, _) = write_qdpx(&project).unwrap();
    let (mut back, _) = read_qdpx(&bytes, &Limits::default()).unwrap();
    let mark = Mark { key: "polarity".into(), value: "loss".into() };
    assert_eq!(back.marks().get(&back.sources[0].selections[0].codings[0].notes[0]), Some(&mark));
    back.origin = Some("QualCoder".into());
    assert!(back.marks().is_empty());
    assert!(back.notes[0].text.starts_with("Polarity: told as a loss\n"));
}

#[test]
fn the_words_stand_in_the_name_of_a_selection_shortened() {
    let long = format!("Nobody\ntold us {}", "again and ".repeat(40));
    let entries = unpacked(&write_qdpx(&small(&long)).unwrap().0);
    let xml = String::from_utf8(entries[0].1.clone()).unwrap();
    assert!(xml.contains("name=\"Nobody told us again and"));
    let root = Node::read(&xml);
    let name =
        root.walk().into_iter().find(|node| node.name == "PlainTextSelection").unwrap().get("name").unwrap();
    assert!(name.ends_with('…') && name.chars().count() == 120, "{name}");
}

#[test]
fn readers_that_count_in_utf16_are_warned_of() {
    let (_, report) = write_qdpx(&small("👍 We ring the ward.")).unwrap();
    assert_eq!(report.shifted, ["Interview 1"]);
    assert!(report.sentences()[0].contains("emoji"));
    assert!(write_qdpx(&small("Zoë rang.")).unwrap().1.sentences().is_empty());
}

#[test]
fn what_xml_cannot_hold_is_replaced_in_names_and_kept_in_texts() {
    let mut project = small("a\u{1}b\u{0} 👍");
    project.codes[0].name = "bell \u{7}".into();
    let (bytes, report) = write_qdpx(&project).unwrap();
    assert!(report.replaced >= 1);
    let (back, _) = read_qdpx(&bytes, &Limits::default()).unwrap();
    assert_eq!(back.codes[0].name, "bell \u{fffd}");
    assert_eq!(back.sources[0].text, project.sources[0].text);
}

#[test]
fn a_codebook_without_codes_and_a_text_twice_are_refused() {
    assert!(write_qdc(&CodeBook::default()).unwrap_err().to_string().contains("at least one"));
    let mut project = small("a");
    project.sources.push(project.sources[0].clone());
    assert!(write_qdpx(&project).is_err());
}
