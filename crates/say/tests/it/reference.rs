//! Whole transcripts as they were published; they are not passed on, and read where TROTH_REFERENCE_DATA names their
//! folder.

use std::path::PathBuf;

use troth_say::identifiers::{Kind, Sure, find};
use troth_say::{FileText, Known, Limits, Notice, files, probable_interviewers, recognise_turns};

/// The folder of transcripts, or a line that says why the test does nothing.
fn folder(test: &str) -> Option<PathBuf> {
    use std::io::Write as _;
    let folder = std::env::var_os("TROTH_REFERENCE_DATA").map(|data| PathBuf::from(data).join("transcripts"));
    if folder.is_none() {
        let line = format!(
            "{test}: not run, because TROTH_REFERENCE_DATA does not name the reference data folder\n"
        );
        let _ = std::io::stderr().write_all(line.as_bytes());
    }
    folder
}

fn file(folder: &std::path::Path, name: &str) -> FileText {
    let bytes = std::fs::read(folder.join(name)).unwrap();
    files::read(name, &bytes, &Limits::default()).unwrap_or_else(|error| panic!("{name}: {error}"))
}

/// Speakers with their turns, most first.
fn speakers(text: &FileText) -> Vec<(String, usize)> {
    let turns = text.turns.clone().unwrap_or_else(|| recognise_turns(&text.text, &[]));
    let mut counted = std::collections::BTreeMap::<String, usize>::new();
    for turn in &turns {
        *counted.entry(turn.speaker.clone().unwrap_or_else(|| "-".into())).or_default() += 1;
    }
    let mut counted: Vec<(String, usize)> = counted.into_iter().collect();
    counted.sort_by_key(|(label, n)| (std::cmp::Reverse(*n), label.clone()));
    counted
}

/// File, some speakers with their turns, times.
type Expected = (&'static str, &'static [(&'static str, usize)], usize);

#[test]
fn speakers_of_published_transcripts_are_recognised() {
    let Some(folder) = folder("speakers_of_published_transcripts_are_recognised") else { return };
    let expected: [Expected; 12] = [
        ("changelog-rfc-13.md", &[("Todd Gamblin", 31), ("Nadia Eghbal", 22), ("Mikeal Rogers", 12)], 19),
        ("changelog-rfc-16.md", &[("Danese Cooper", 45), ("Mikeal Rogers", 30), ("Nadia Eghbal", 19)], 19),
        ("mismatches-donald-1.md", &[("MEL", 57), ("DONALD", 56)], 0),
        ("mismatches-ernest-1.docx", &[("ERNEST", 49), ("MEL", 45)], 0),
        ("mismatches-ernest-1.md", &[("ERNEST", 49), ("MEL", 45)], 0),
        ("mismatches-ernest-2.md", &[("ERNEST", 25), ("MEL", 25)], 0),
        ("mismatches-naomi-2.docx", &[("MEL", 54), ("NAOMI", 48)], 0),
        ("mismatches-naomi-2.md", &[("MEL", 54), ("NAOMI", 48)], 0),
        ("primock57-day1-consultation01-teams.vtt", &[("Doctor", 45), ("Patient", 44)], 109),
        ("primock57-day1-consultation02-zoom.vtt", &[("Doctor", 46), ("Patient", 45)], 130),
        ("primock57-day1-consultation03.srt", &[("Doctor", 55), ("Patient", 54)], 141),
        ("primock57-day1-consultation04.txt", &[("Doctor", 72), ("Patient", 60)], 132),
    ];
    for (name, labels, times) in expected {
        let text = file(&folder, name);
        let found = speakers(&text);
        for (label, turns) in labels {
            assert!(found.contains(&((*label).to_owned(), *turns)), "{name}: {found:?}");
        }
        assert_eq!(text.times.len(), times, "{name}");
        assert!(text.notices.is_empty(), "{name}: {:?}", text.notices);
    }
}

#[test]
fn people_of_published_transcripts_are_proposed_under_one_pseudonym_each() {
    let Some(folder) = folder("people_of_published_transcripts_are_proposed_under_one_pseudonym_each") else {
        return;
    };
    let expected: [(&str, &[&str]); 4] = [
        (
            "changelog-rfc-13.md",
            &["Todd Gamblin", "Nadia Eghbal", "Mikeal Rogers", "Richard Stallman", "Ian Lee"],
        ),
        (
            "changelog-rfc-16.md",
            &["Danese Cooper", "Bill Gates", "Bill Joy", "Jim Zemlin", "Brian Behlendorf"],
        ),
        ("mismatches-donald-1.md", &["DONALD STUFFT", "Donald", "MEL CHUA", "Richard", "Ernest", "Nicole"]),
        ("mismatches-naomi-2.docx", &["Naomi Ceder", "Donald Stufft", "Nick Coghlan", "Martin"]),
    ];
    for (name, people) in expected {
        let text = file(&folder, name);
        let found = find(&text.text, &Known::default());
        for person in people {
            let mut pseudonyms: Vec<&str> = found
                .iter()
                .filter(|f| f.kind == Kind::Person && f.sure == Sure::High && f.words == *person)
                .map(|f| f.suggestion.as_str())
                .collect();
            pseudonyms.dedup();
            assert_eq!(pseudonyms.len(), 1, "{name}: {person}");
        }
    }
    // Acted consultations in which nobody is named: a doctor's "Paracetamol" is no person.
    let text = file(&folder, "primock57-day1-consultation01-teams.vtt");
    assert!(find(&text.text, &Known::default()).is_empty());
}

#[test]
fn paragraphs_of_published_print_outs_are_turns() {
    let Some(folder) = folder("paragraphs_of_published_print_outs_are_turns") else { return };
    // Paragraphs as they are numbered in the print-out, the heading among them.
    for (name, paragraphs, pages) in
        [("pdpilot-P1.pdf", 95, 5), ("pdpilot-P2.pdf", 166, 8), ("pdpilot-P3.pdf", 122, 6)]
    {
        let text = file(&folder, name);
        assert_eq!(
            text.notices,
            [Notice::RepeatedLines(pages), Notice::ParagraphNumbers(paragraphs)],
            "{name}"
        );
        let turns = recognise_turns(&text.text, &[]);
        assert_eq!(turns.len(), paragraphs, "{name}");
        let labels: std::collections::BTreeSet<_> =
            turns.iter().filter_map(|t| t.speaker.as_deref()).collect();
        assert_eq!(labels.into_iter().collect::<Vec<_>>(), ["Dan", "Participant"], "{name}");
        assert!(!text.text.contains("  ") && text.text.starts_with("Interview\n\nDan: "), "{name}");
    }
}
#[test]
fn who_interviews_in_published_transcripts_is_proposed() {
    let Some(folder) = folder("who_interviews_in_published_transcripts_is_proposed") else { return };
    let expected: [(&str, &[&str]); 9] = [
        ("mismatches-donald-1.md", &["MEL"]),
        ("mismatches-ernest-1.docx", &["MEL"]),
        ("mismatches-ernest-2.md", &["MEL"]),
        ("mismatches-naomi-1.md", &["MEL"]),
        ("mismatches-naomi-2.docx", &["MEL"]),
        ("mismatches-naomi-3.md", &["MEL"]),
        ("pdpilot-P1.pdf", &["Dan"]),
        ("changelog-rfc-13.md", &["Nadia Eghbal", "Mikeal Rogers"]),
        ("primock57-day1-consultation01-teams.vtt", &["Doctor"]),
    ];
    for (name, who) in expected {
        let text = file(&folder, name);
        let turns = text.turns.clone().unwrap_or_else(|| recognise_turns(&text.text, &[]));
        let found: Vec<String> =
            probable_interviewers(&text.text, &turns).into_iter().map(|p| p.label).collect();
        assert_eq!(found, who, "{name}");
    }
}
