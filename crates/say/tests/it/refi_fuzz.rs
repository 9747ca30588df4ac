//! Valid files, spoiled at random: reading them ends, in an error or in a project, and never in a panic. What is
//! read can be written again. `make fuzz` runs many.

use proptest::collection::vec;
use proptest::prelude::*;
use troth_say::refi::{Limits, read_qdc, read_qdpx, write_qdc, write_qdpx};

use crate::refi_made::{packed, unpacked};
use crate::refi_sample::any_project;

fn cases() -> u32 {
    std::env::var("PROPTEST_CASES").ok().and_then(|cases| cases.parse().ok()).unwrap_or(48)
}

/// A change to bytes: where (of 65536), how much goes, what comes instead.
type Change = (u16, usize, Vec<u8>);

/// Pieces that parsers stumble over.
fn piece() -> impl Strategy<Value = Vec<u8>> {
    prop_oneof![
        vec(any::<u8>(), 0..6),
        prop::sample::select(vec![
            "<",
            ">",
            "\"",
            "'",
            "&",
            "&#x0;",
            "&#xD800;",
            "&amp;",
            "&x;",
            "/>",
            "</Code>",
            "<Code>",
            "]]>",
            "<![CDATA[",
            "<!--",
            "-->",
            "<!DOCTYPE a>",
            "<?",
            "?>",
            "\u{feff}",
            "\r\n",
            "-1",
            "99999999999999999999",
            "NaN",
            "1e999",
            "guid=\"\"",
            "xmlns=\"\"",
            "\0",
            "👍",
            "internal://",
            "../",
            "{",
            "}",
            "startPosition=\"",
            "PK\u{1}\u{2}",
        ])
        .prop_map(|text| text.as_bytes().to_vec()),
    ]
}

fn changes() -> impl Strategy<Value = Vec<Change>> {
    vec((any::<u16>(), 0_usize..12, piece()), 1..6)
}

fn spoiled(bytes: &[u8], changes: &[Change]) -> Vec<u8> {
    let mut bytes = bytes.to_vec();
    for (place, gone, come) in changes {
        let at = usize::from(*place) * bytes.len() / 65_536;
        let end = (at + gone).min(bytes.len());
        bytes.splice(at..end, come.iter().copied());
    }
    bytes
}

fn tight() -> Limits {
    Limits {
        entry_bytes: 1 << 20,
        total_bytes: 4 << 20,
        elements: 5_000,
        text_chars: 100_000,
        ..Limits::default()
    }
}

/// Reads, and writes what was read; what is written is read again without loss.
fn tried(bytes: &[u8]) {
    let Ok((project, _)) = read_qdpx(bytes, &tight()) else { return };
    let (written, _) = write_qdpx(&project).unwrap();
    let (back, report) = read_qdpx(&written, &Limits::default()).unwrap();
    assert!(report.unplaced.is_empty(), "{:?}", report.unplaced);
    assert_eq!(back.sources.len(), project.sources.len());
    assert_eq!(back.codings().count(), project.codings().count());
}

proptest! {
    #![proptest_config(ProptestConfig { cases: cases(), ..ProptestConfig::default() })]

    #[test]
    fn an_archive_spoiled_anywhere(project in any_project(), changes in changes()) {
        tried(&spoiled(&write_qdpx(&project).unwrap().0, &changes));
    }

    #[test]
    fn a_project_spoiled_within(project in any_project(), changes in changes(), origin in 0_usize..3) {
        let mut entries = unpacked(&write_qdpx(&project).unwrap().0);
        let xml = String::from_utf8(entries[0].1.clone()).unwrap();
        // Others than Troth, so that positions are weighed.
        let xml = xml.replacen("Troth", ["Troth", "NVivo", "Other"][origin], 1);
        entries[0].1 = spoiled(xml.as_bytes(), &changes);
        let entries: Vec<(&str, &[u8])> = entries.iter().map(|(name, bytes)| (name.as_str(), bytes.as_slice())).collect();
        tried(&packed(&entries));
    }

    #[test]
    fn texts_and_names_spoiled(project in any_project(), changes in changes(), which in 0_usize..8) {
        let mut entries = unpacked(&write_qdpx(&project).unwrap().0);
        let at = which % entries.len();
        let chosen = &mut entries[at];
        chosen.1 = spoiled(&chosen.1, &changes);
        let entries: Vec<(&str, &[u8])> = entries.iter().map(|(name, bytes)| (name.as_str(), bytes.as_slice())).collect();
        tried(&packed(&entries));
    }

    #[test]
    fn a_codebook_spoiled_anywhere(project in any_project(), changes in changes()) {
        let book = troth_say::refi::CodeBook { origin: None, codes: project.codes, sets: Vec::new() };
        let bytes = spoiled(&write_qdc(&book).unwrap().0, &changes);
        if let Ok((book, _)) = read_qdc(&bytes, &tight()) && !book.codes.is_empty() {
            let (written, _) = write_qdc(&book).unwrap();
            read_qdc(&written, &Limits::default()).unwrap();
        }
    }

    #[test]
    fn bytes_of_any_kind(bytes in vec(any::<u8>(), 0..400)) {
        tried(&bytes);
        tried(&packed(&[("p.qde", &bytes)]));
        drop(read_qdc(&bytes, &tight()));
    }
}
