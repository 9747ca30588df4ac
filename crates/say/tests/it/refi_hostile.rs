//! Files made to do harm: each is refused with a sentence, in bounded room, and nothing panics.

use std::io::{Cursor, Write};

use troth_say::refi::{Limits, Notice, RefiError, read_qdc, read_qdpx};
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use crate::refi_made::{codes, guid, packed, project, selection};

fn refused(bytes: &[u8], limits: &Limits) -> String {
    read_qdpx(bytes, limits).unwrap_err().to_string()
}

fn with_xml(xml: &str) -> Vec<u8> {
    packed(&[("project.qde", xml.as_bytes())])
}

/// Small bounds, so that small files pass them.
fn tight() -> Limits {
    Limits {
        entries: 5,
        entry_bytes: 100_000,
        total_bytes: 150_000,
        elements: 500,
        depth: 10,
        attributes: 8,
        attribute_bytes: 1_000,
        text_chars: 50_000,
        ..Limits::default()
    }
}

#[test]
fn a_file_that_unpacks_to_far_more_than_it_is_stops_at_the_bound() {
    let packed_to = |size: usize| {
        let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
        let options = SimpleFileOptions::DEFAULT.compression_method(zip::CompressionMethod::Deflated);
        zip.start_file("project.qde", options).unwrap();
        zip.write_all(&vec![b' '; size]).unwrap();
        zip.finish().unwrap().into_inner()
    };
    let bomb = packed_to(8 << 20);
    assert!(bomb.len() < 20_000);
    assert!(refused(&bomb, &tight()).contains("goes over the limit of 100000 bytes"));
    assert!(refused(&bomb, &Limits::default()).contains("looks like an attack"));
}

#[test]
fn the_sum_of_all_texts_is_bounded_too() {
    let sources: String = (1..4)
        .map(|n| format!("<TextSource guid=\"{}\" plainTextPath=\"internal://{n}.txt\"/>", guid(n)))
        .collect();
    let xml = project("X", &format!("<Sources>{sources}</Sources>"));
    let text = "word ".repeat(18_000);
    let names = ["sources/1.txt", "sources/2.txt", "sources/3.txt"];
    let mut entries = vec![("p.qde", xml.as_bytes())];
    entries.extend(names.map(|name| (name, text.as_bytes())));
    let limits = Limits { text_chars: 1_000_000, ..tight() };
    assert!(matches!(read_qdpx(&packed(&entries), &limits), Err(RefiError::TooLarge { .. })));
    assert!(read_qdpx(&packed(&entries), &Limits { total_bytes: 1 << 20, ..limits }).is_ok());
}

#[test]
fn names_that_lead_outside_are_refused_with_a_clear_word() {
    for name in [
        "../evil.txt",
        "sources/../../evil.txt",
        "/etc/passwd",
        "C:\\evil.txt",
        "\\\\host\\evil.txt",
        "sources\\..\\evil.txt",
    ] {
        let bytes = packed(&[("project.qde", b"<Project/>"), (name, b"x")]);
        let said = refused(&bytes, &Limits::default());
        assert!(said.contains("leads outside its own folder"), "{name}: {said}");
    }
}

#[test]
fn too_many_entries_none_several_and_two_of_a_name_are_refused() {
    let many: Vec<String> = (0..9).map(|n| format!("sources/{n}.txt")).collect();
    let many: Vec<(&str, &[u8])> = many.iter().map(|name| (name.as_str(), &b"x"[..])).collect();
    assert!(refused(&packed(&many), &tight()).contains("entries go over the limit of 5"));
    assert_eq!(read_qdpx(&packed(&[("a.txt", b"x")]), &tight()), Err(RefiError::NoProject));
    assert_eq!(read_qdpx(&packed(&[("in/a.qde", b"x")]), &tight()), Err(RefiError::NoProject));
    let two = packed(&[("a.qde", b"x"), ("b.qde", b"x")]);
    assert_eq!(read_qdpx(&two, &tight()), Err(RefiError::SeveralProjects { count: 2 }));
    // The library writes no name twice, so one is renamed in the bytes.
    let mut twice = packed(&[("project.qde", b"<Project/>"), ("1.txt", b"x"), ("2.txt", b"y")]);
    for at in 0..twice.len() - 5 {
        if &twice[at..at + 5] == b"2.txt" {
            twice[at] = b'1';
        }
    }
    assert!(matches!(
        read_qdpx(&twice, &tight()),
        Err(RefiError::TwiceTheName { .. } | RefiError::Archive { .. })
    ));
    assert!(matches!(
        read_qdpx(&packed(&[("p.qde", b"x"), ("s\\a.txt", b"x"), ("s/a.txt", b"y")]), &tight()),
        Err(RefiError::TwiceTheName { .. })
    ));
}

#[test]
fn a_source_of_which_two_entries_could_be_meant_is_left_out() {
    let xml = project(
        "X",
        "<Sources><TextSource guid=\"1\" name=\"S\" plainTextPath=\"internal://A.txt\"/></Sources>",
    );
    let bytes = packed(&[("p.qde", xml.as_bytes()), ("sources/a.txt", b"x"), ("sources/a.TXT", b"y")]);
    let (found, report) = read_qdpx(&bytes, &tight()).unwrap();
    assert!(found.sources.is_empty());
    assert!(report.dropped[0].to_string().contains("is not in the file"), "{}", report.dropped[0]);
}

#[test]
fn entities_and_document_types_are_refused() {
    let lol = "<!DOCTYPE p [<!ENTITY a \"ha\"><!ENTITY b \"&a;&a;&a;\">]><Project name=\"&b;\"/>";
    assert!(refused(&with_xml(lol), &tight()).contains("DOCTYPE"));
    let outside = "<!DOCTYPE p SYSTEM \"file:///etc/passwd\"><Project name=\"p\"/>";
    assert!(refused(&with_xml(outside), &tight()).contains("DOCTYPE"));
    for xml in ["<Project name=\"&b;\"/>", "<Project><Description>&b;</Description></Project>"] {
        assert!(matches!(read_qdpx(&with_xml(xml), &tight()), Err(RefiError::Xml { .. })), "{xml}");
    }
    assert!(read_qdc(b"<!DOCTYPE a><CodeBook/>", &tight()).unwrap_err().to_string().contains("DOCTYPE"));
}

#[test]
fn depth_elements_attributes_and_their_length_are_bounded() {
    let deep = |levels: usize| {
        let code = |n: usize| format!("<Code guid=\"{}\" name=\"a\" isCodable=\"true\">", guid(n as u128));
        let open: String = (1..=levels).map(code).collect();
        project("X", &format!("<CodeBook><Codes>{open}{}</Codes></CodeBook>", "</Code>".repeat(levels)))
    };
    assert!(refused(&with_xml(&deep(20)), &tight()).contains("elements within elements"));
    assert!(refused(&with_xml(&deep(100_000)), &Limits::default()).contains("elements within elements"));
    let (found, _) = read_qdpx(&with_xml(&deep(97)), &Limits::default()).unwrap();
    assert_eq!(found.codes[0].walk().count(), 97);
    let many = project("X", &"<Graphs/>".repeat(600));
    assert!(refused(&with_xml(&many), &tight()).contains("elements of"));
    let attributes: String = (0..50_000).map(|n| format!(" a{n}=\"\"")).collect();
    assert!(
        refused(&with_xml(&format!("<Project{attributes}/>")), &Limits::default())
            .contains("attributes of one")
    );
    let huge = format!("<Project name=\"{}\"/>", "a".repeat(2_000));
    assert!(refused(&with_xml(&huge), &tight()).contains("bytes of one attribute"));
    assert!(refused(&with_xml("<Project name=\"a\" name=\"b\"/>"), &tight()).contains("stands twice"));
}

#[test]
fn a_truncated_file_is_refused_wherever_it_is_cut() {
    let xml = project("X", &codes(1..3));
    let whole = packed(&[("project.qde", xml.as_bytes()), ("sources/a.txt", b"We ring.")]);
    for cut in 0..whole.len() {
        let said = refused(&whole[..cut], &tight());
        assert!(said.ends_with('.'), "{cut}: {said}");
    }
    let xml = project("X", &codes(1..3));
    for cut in 0..xml.len() {
        assert!(read_qdpx(&with_xml(&xml[..cut]), &tight()).is_err(), "{cut}");
    }
}

/// A file with two bytes of every entry's heads changed, counted from their beginning.
fn patched(local: usize, central: usize, value: u16) -> Vec<u8> {
    let mut bytes = packed(&[("project.qde", b"<Project name=\"p\"/>")]);
    for at in 0..bytes.len() - 4 {
        let field = match &bytes[at..at + 4] {
            b"PK\x03\x04" => at + local,
            b"PK\x01\x02" => at + central,
            _ => continue,
        };
        bytes[field..field + 2].copy_from_slice(&value.to_le_bytes());
    }
    bytes
}

#[test]
fn locked_entries_other_ways_of_packing_and_wrong_sums_are_refused() {
    assert!(refused(&patched(6, 8, 1), &tight()).contains("locked with a password"));
    for method in [12, 14, 93, 95, 9999] {
        let said = refused(&patched(8, 10, method), &tight());
        assert!(said.contains("not a readable project file"), "{method}: {said}");
    }
    assert!(refused(&patched(14, 16, 0x1234), &tight()).contains("cannot be unpacked"));
}

#[test]
fn what_is_no_project_is_told_apart() {
    assert!(refused(b"", &tight()).contains("not a readable project file"));
    assert!(
        refused(b"%PDF-1.7 and more of it than a few bytes", &tight())
            .contains("not a readable project file")
    );
    assert!(refused(&with_xml("<CodeBook/>"), &tight()).contains("begins with <CodeBook>, where <Project>"));
    assert!(refused(&with_xml("not xml"), &tight()).contains("there is no element in it"));
    assert!(refused(&packed(&[("p.qde", b"<Project name='\xff'/>")]), &tight()).contains("is not text"));
    assert!(refused(&with_xml("<Project/><Project/>"), &tight()).contains("more than one root"));
    assert!(
        read_qdc(&vec![b' '; 200_000], &tight()).unwrap_err().to_string().contains("limit of 100000 bytes")
    );
}

#[test]
fn a_line_of_five_megabytes_is_read_and_a_longer_text_is_left_out() {
    let text = "We ring the ward. ".repeat(280_000);
    let last = text.len() - 18;
    let inside = format!(
        "{}<Sources><TextSource guid=\"{}\" name=\"Long\" plainTextPath=\"internal://a.txt\">{}</TextSource></Sources>",
        codes(1..2),
        guid(2),
        selection(9, "", last, last + 7)
    );
    let xml = project("X", &inside);
    // Stored unpacked, as a real text would never be packed so tightly.
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::DEFAULT.compression_method(zip::CompressionMethod::Stored);
    for (name, bytes) in [("p.qde", xml.as_bytes()), ("sources/a.txt", text.as_bytes())] {
        zip.start_file(name, options).unwrap();
        zip.write_all(bytes).unwrap();
    }
    let bytes = zip.finish().unwrap().into_inner();
    let limits = Limits { text_chars: 6_000_000, ..Limits::default() };
    let (found, _) = read_qdpx(&bytes, &limits).unwrap();
    assert_eq!(found.sources[0].selections[0].start, last);
    let (found, report) = read_qdpx(&bytes, &Limits { text_chars: 1_000_000, ..limits }).unwrap();
    assert!(found.sources.is_empty());
    assert!(report.dropped[0].to_string().contains("more than 1000000 characters"), "{}", report.dropped[0]);
}

#[test]
fn a_file_that_gives_cause_for_any_number_of_notices_gets_fifty_of_a_kind() {
    let points: String = (0..3_000).map(|n| selection(10 + n as u128, "", n, n)).collect();
    let odd: String = (0..3_000).map(|n| format!("<Code guid=\"bad {n}\" name=\"a\"/>")).collect();
    let xml = project(
        "X",
        &format!(
            "<CodeBook><Codes>{odd}</Codes></CodeBook><Sources><TextSource guid=\"{}\"><PlainTextContent>{}\
             </PlainTextContent>{points}</TextSource></Sources>",
            guid(1),
            "a".repeat(3_000)
        ),
    );
    let (found, report) = read_qdpx(&with_xml(&xml), &Limits::default()).unwrap();
    assert_eq!(found.codes.len(), 3_000);
    assert!(report.notices.contains(&Notice::Guids { count: 3_000, first: "bad 0".into() }));
    assert_eq!((report.notices.len(), report.further), (51, 2_950));
}
