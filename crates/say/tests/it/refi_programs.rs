//! Files in the manner of other programs. None was made by the program it is named after: each is made by hand
//! after what was seen of that program's files.

use troth_say::refi::offsets::Unit;
use troth_say::refi::{ImportReport, Limits, Notice, Project, read_qdc, read_qdpx, read_qdpx_with};
use troth_say::slice;

use crate::refi_made::{codes, guid, packed, project, selection};

/// Words with emoji, which people select word by word.
const TALK: [&str; 6] =
    ["We ring the ward", "👍 nobody answers", "Zoë rang", "👩🏽‍⚕️ was late", "the lounge", "trust is thin"];

fn read(entries: &[(&str, &[u8])]) -> (Project, ImportReport) {
    read_qdpx(&packed(entries), &Limits::default()).unwrap()
}

fn quotes(project: &Project) -> Vec<&str> {
    let source = &project.sources[0];
    source.selections.iter().map(|s| slice(&source.text, s.start, s.end).unwrap()).collect()
}

/// Lines of [`TALK`] joined by `end`, and a selection of each, counted by `count`.
fn counted(end: &str, count: impl Fn(&str) -> usize, inclusive: bool) -> (String, String) {
    let (mut text, mut selections) = (String::new(), String::new());
    for (line, number) in TALK.iter().zip(100..) {
        let start = count(&text);
        text.push_str(line);
        selections.push_str(&selection(number, "", start, count(&text) - usize::from(inclusive)));
        text.push('.');
        text.push_str(end);
    }
    (text, selections)
}

fn units(text: &str) -> usize {
    text.encode_utf16().count()
}

fn points(text: &str) -> usize {
    text.chars().count()
}

fn source(path: &str, selections: &str) -> String {
    let (source, codes) = (guid(50), codes(1..3));
    format!(
        "{codes}<Sources><TextSource guid=\"{source}\" name=\"Interview\" plainTextPath=\"{path}\">{selections}\
         </TextSource></Sources>"
    )
}

#[test]
fn nvivo_on_windows_counts_utf16_and_cr_lf_as_two() {
    let (text, selections) = counted("\r\n", units, false);
    let marked = format!("\u{feff}{text}");
    let xml = project("NVivo 12.6", &source("internal://0000-A.txt", &selections));
    let (found, report) = read(&[("project.qde", xml.as_bytes()), ("Sources/0000-a.TXT", marked.as_bytes())]);
    assert_eq!(quotes(&found), TALK);
    let chosen = report.offsets.unwrap();
    assert_eq!(chosen.taken.reading, chosen.expected.reading);
    assert_eq!((chosen.taken.reading.unit, chosen.taken.reading.crlf_two), (Unit::Utf16, true));
    assert!((chosen.taken.at_words - 1.0).abs() < 1e-9 && chosen.samples.len() == 3);
    assert_eq!(chosen.samples[0], ("Interview".to_owned(), TALK[0].to_owned()));
    let standard = chosen.all[0];
    assert!(standard.at_words < 0.6, "{standard:?}");
}

#[test]
fn atlas_ti_has_another_name_inside_and_counts_cr_lf_as_one() {
    let (text, selections) = counted("\r\n", |text| points(&text.replace("\r\n", "\n")), false);
    let inside = source("internal://a.txt", &selections)
        .replace("name=\"code 1\" isCodable=\"true\"", "name=\"Coke::diet Coke\" isCodable=\"true\"");
    let xml = format!("\u{feff}{}", project("ATLAS.ti 23", &inside));
    let (found, report) =
        read(&[("My study.QDE", xml.as_bytes()), ("sources/a.txt", text.as_bytes()), ("sources/.root", b"")]);
    assert_eq!(quotes(&found), TALK);
    assert!(!report.offsets.unwrap().taken.reading.crlf_two);
    let offered = report
        .notices
        .iter()
        .any(|n| matches!(n, Notice::Hierarchy(found) if found.example == "Coke::diet Coke"));
    assert!(offered && found.codes[0].name == "Coke::diet Coke", "offered and not done");
}

#[test]
fn the_words_overrule_what_a_program_is_thought_to_do() {
    for (count, unit, inclusive) in [
        (units as fn(&str) -> usize, Unit::Utf16, false),
        (points, Unit::CodePoint, true),
        (units, Unit::Utf16, true),
    ] {
        let (text, selections) = counted("\r\n", count, inclusive);
        let xml = project("Somebody's tool", &source("a.txt", &selections));
        let (found, report) = read(&[("project.qde", xml.as_bytes()), ("sources/a.txt", text.as_bytes())]);
        assert_eq!(quotes(&found), TALK);
        let chosen = report.offsets.unwrap();
        assert_eq!((chosen.taken.reading.unit, chosen.taken.reading.inclusive), (unit, inclusive));
        assert!(chosen.to_string().contains("as this program is thought to count"), "{chosen}");
        assert!(
            report.notices.iter().any(|n| matches!(n, Notice::Path { written, .. } if written == "a.txt"))
        );
    }
}

#[test]
fn words_in_names_prove_a_reading_where_edges_do_not() {
    // Parts of words are selected, as with stems, so edges say little; the names hold them.
    let text = "👍 distrustful 👍 mistrusted 👍 untrusting 👍 entrusted";
    let at: Vec<usize> = text.match_indices("trust").map(|(byte, _)| units(&text[..byte])).collect();
    let all: String = at.iter().zip(100..).map(|(at, n)| selection(n, "trust", *at, at + 5)).collect();
    let xml = project("QualCoder", &source("internal://a.txt", &all));
    let (found, _) = read(&[("project.qde", xml.as_bytes()), ("sources/a.txt", text.as_bytes())]);
    assert_eq!(quotes(&found), ["trust"; 4]);
}

#[test]
fn two_selections_are_too_few_to_overrule_and_troth_is_never_overruled() {
    let text = "We ring the ward and the lounge and nobody else.";
    let inclusive = |n| (0..n).map(|i| selection(100 + i, "", 3, 6)).collect::<String>();
    for (origin, count) in [("Other", 2), ("Troth 0.1.0", 20)] {
        let xml = project(origin, &source("internal://a.txt", &inclusive(count)));
        let (found, _) = read(&[("project.qde", xml.as_bytes()), ("sources/a.txt", text.as_bytes())]);
        assert_eq!(quotes(&found)[0], "rin", "{origin}");
    }
}

#[test]
fn qualcoder_keeps_folders_and_puts_notes_on_codings() {
    let inside = format!(
        "<Users><User guid=\"{u}\" name=\"anna\"/></Users><CodeBook><Codes><Code guid=\"{a}\" name=\"Category\" \
         isCodable=\"false\"><Code guid=\"{{{b}}}\" name=\"roles\" isCodable=\"true\" color=\"rgb(1,2,3)\"/></Code>\
         </Codes></CodeBook><Sources><TextSource guid=\"{c}\" name=\"A\" plainTextPath=\"relative:///sources/A.txt\">\
         <PlainTextSelection guid=\"{d}\" startPosition=\"0\" endPosition=\"2\"><Coding guid=\"{e}\" \
         creatingUser=\"{u}\" creationDateTime=\"once upon a time\"><CodeRef targetGUID=\"{b_upper}\"/><NoteRef \
         targetGUID=\"{n}\"/></Coding></PlainTextSelection></TextSource></Sources><Notes><Note guid=\"{n}\" \
         name=\"memo\"><PlainTextContent>first &amp; last</PlainTextContent></Note></Notes>",
        u = guid(9),
        a = guid(1),
        b = guid(0xabc),
        b_upper = guid(0xabc).to_string().to_uppercase(),
        c = guid(3),
        d = guid(4),
        e = guid(5),
        n = guid(6),
    );
    let xml = project("QualCoder 3.6", &inside);
    let (found, report) = read(&[("Project.qde", xml.as_bytes()), ("sources/a.TXT", b"We ring.")]);
    assert!(!found.codes[0].codable && found.codes[0].children[0].codable);
    let coding = &found.sources[0].selections[0].codings[0];
    assert_eq!((coding.code, coding.user, coding.at), (guid(0xabc), Some(guid(9)), None));
    assert_eq!(coding.notes, [guid(6)]);
    assert_eq!(found.notes[0].text, "first & last");
    assert!(
        report.notices.contains(&Notice::Dates { count: 1 })
            && report.notices.contains(&Notice::Colours { count: 1 })
    );
}

#[test]
fn maxqda_puts_variables_on_sources_and_each_answer_is_a_source() {
    let answer = |number: u128, words: &str| {
        format!(
            "<TextSource guid=\"{}\" name=\"Respondent 1\"><PlainTextContent>{words}</PlainTextContent>\
             <VariableValue><VariableRef targetGUID=\"{}\"/><IntegerValue>many</IntegerValue></VariableValue>\
             </TextSource>",
            guid(number),
            guid(7)
        )
    };
    let inside = format!(
        "<Variables><Variable guid=\"{}\" name=\"years\" typeOfVariable=\"Integer\"/></Variables><Sources>{}{}</Sources>",
        guid(7),
        answer(1, "Fine"),
        answer(2, "Bad")
    );
    let (found, report) = read(&[("p.qde", project("MAXQDA 24", &inside).as_bytes())]);
    assert_eq!(found.sources.iter().map(|s| s.text.as_str()).collect::<Vec<_>>(), ["Fine", "Bad"]);
    assert_eq!(found.distinct_names(), ["Respondent 1", "Respondent 1 (2)"]);
    assert!(report.notices.contains(&Notice::SameName { name: "Respondent 1".into(), count: 2 }));
    assert_eq!(found.sources[0].values.len(), 1);
}

#[test]
fn taguette_writes_an_empty_list_and_dots_in_names() {
    let codebook = "<?xml version='1.0' encoding='utf-8'?><CodeBook xmlns='urn:QDA-XML:codebook:1.0' \
                    origin='Taguette 1.5.2'><Codes><Code guid='0B5D3C5E-1111-4222-8333-944455556666' name='trust' \
                    isCodable='true'></Code><Code guid='1B5D3C5E-1111-4222-8333-944455556666' name='trust.asymmetry' \
                    isCodable='true'></Code></Codes><Sets></Sets></CodeBook>";
    let (book, report) = read_qdc(codebook.as_bytes(), &Limits::default()).unwrap();
    assert_eq!(book.codes.len(), 2);
    assert!(book.sets.is_empty() && report.dropped.is_empty());
    assert!(matches!(&report.notices[..], [Notice::Hierarchy(found)] if found.example == "trust.asymmetry"));
}

#[test]
fn the_words_of_a_styled_document_are_taken_where_the_plain_text_is_empty() {
    let xml = project(
        "NVivo 15 Mac",
        &source("internal://a.txt", "")
            .replace("name=\"Interview\"", "name=\"Interview\" richTextPath=\"internal://a.docx\""),
    );
    let bytes =
        packed(&[("project.qde", xml.as_bytes()), ("sources/a.txt", b"\n"), ("sources/a.docx", b"docx")]);
    let (found, report) =
        read_qdpx_with(&bytes, &Limits::default(), &|b| (b == b"docx").then(|| "We\r\nring".to_owned()))
            .unwrap();
    assert_eq!(found.sources[0].text, "We\nring");
    assert!(report.notices.contains(&Notice::FromDocument { source: "Interview".into() }));
    let (found, report) = read_qdpx(&bytes, &Limits::default()).unwrap();
    assert!(found.sources.is_empty());
    assert!(report.dropped[0].to_string().contains("styled document alone"), "{}", report.dropped[0]);
}

#[test]
fn what_is_not_text_is_listed_by_name_and_transcripts_are_kept() {
    let coded = format!("<Coding guid=\"{}\"><CodeRef targetGUID=\"{}\"/></Coding>", guid(90), guid(1));
    let place = "firstX=\"1\" firstY=\"1\" secondX=\"2\" secondY=\"2\"";
    let inside = format!(
        "{codes}<Sources><PictureSource guid=\"{a}\" name=\"Photo\"><PictureSelection guid=\"{b}\" name=\"door\" {place}>\
         {coded}</PictureSelection></PictureSource><PDFSource guid=\"{c}\" name=\"Plan\"><PDFSelection guid=\"{d}\" \
         name=\"box\" page=\"1\" {place}/><Representation guid=\"{e}\"><PlainTextContent>The plan</PlainTextContent>\
         {selection}</Representation></PDFSource><AudioSource guid=\"{f}\" name=\"Tape\"><Transcript guid=\"{g}\">\
         <PlainTextContent>We ring</PlainTextContent><SyncPoint guid=\"{h}\" position=\"3\" timeStamp=\"5\"/><SyncPoint \
         guid=\"{i}\" position=\"7\" timeStamp=\"9\"/><TranscriptSelection guid=\"{j}\" fromSyncPoint=\"{h}\" \
         toSyncPoint=\"{i}\">{coded}</TranscriptSelection><TranscriptSelection guid=\"{k}\" name=\"lost\" \
         fromSyncPoint=\"{h}\"/></Transcript><AudioSelection guid=\"{l}\" name=\"21s\" begin=\"1\" end=\"2\"/>\
         </AudioSource></Sources><Graphs><Graph guid=\"{m}\" name=\"Drawing\"/></Graphs>",
        codes = codes(1..2),
        a = guid(20),
        b = guid(21),
        c = guid(22),
        d = guid(23),
        e = guid(24),
        f = guid(25),
        g = guid(26),
        h = guid(27),
        i = guid(28),
        j = guid(29),
        k = guid(30),
        l = guid(31),
        m = guid(32),
        selection = selection(40, "", 4, 8),
    );
    let (found, report) = read(&[("p.qde", project("X", &inside).as_bytes())]);
    let names: Vec<&str> = found.sources.iter().map(|source| source.name.as_str()).collect();
    assert_eq!(names, ["Plan", "Tape"]);
    assert_eq!(found.sources[0].guid, guid(22), "cases point to the PDF, not to its text");
    let words = |at: usize| {
        let source = &found.sources[at];
        slice(&source.text, source.selections[0].start, source.selections[0].end).unwrap()
    };
    assert_eq!((words(0), words(1)), ("plan", "ring"));
    let dropped: Vec<(&str, &str)> =
        report.dropped.iter().map(|one| (one.kind.as_str(), one.name.as_str())).collect();
    for expected in [
        ("Graph", "Drawing"),
        ("PictureSelection", "door"),
        ("PictureSource", "Photo"),
        ("PDFSelection", "box"),
        ("AudioSelection", "21s"),
        ("TranscriptSelection", "lost"),
    ] {
        assert!(dropped.contains(&expected), "{expected:?} in {dropped:?}");
    }
    assert!(report.dropped.iter().any(|one| one.to_string().contains("one coding went with it")));
}

#[test]
fn codings_of_a_whole_source_are_on_all_of_its_text() {
    let coding = format!("<Coding guid=\"{}\"><CodeRef targetGUID=\"{}\"/></Coding>", guid(90), guid(1));
    let xml = project("X", &source("internal://a.txt", &coding));
    let (found, report) = read(&[("p.qde", xml.as_bytes()), ("sources/a.txt", "Zoë 👍".as_bytes())]);
    assert_eq!(quotes(&found), ["Zoë 👍"]);
    assert!(report.notices.contains(&Notice::WholeSource { source: "Interview".into() }));
}

#[test]
fn selections_that_do_not_fit_are_listed_with_their_codings() {
    let odd = |a: &str, b: &str| {
        selection(60, "", 0, 1)
            .replace("=\"0\"", &format!("=\"{a}\""))
            .replace("endPosition=\"1\"", &format!("endPosition=\"{b}\""))
    };
    let inside =
        [odd("5", "2"), odd("-1", "2"), odd("x", "2"), odd("0", "99999999999999999999"), odd("2", "2")]
            .concat();
    let xml = project("X", &source("internal://a.txt", &inside));
    let (found, report) = read(&[("p.qde", xml.as_bytes()), ("sources/a.txt", b"We ring.")]);
    assert_eq!(report.unplaced.len(), 4);
    assert!(report.unplaced.iter().all(|one| one.codings == 1 && one.source == "Interview"));
    let told = report.sentences();
    assert!(
        told.contains(
            &"A selection in \"Interview\" from 5 to 2 has no place: its end comes before its start. One coding went with it."
                .to_owned()
        ),
        "{told:?}"
    );
    assert_eq!(found.sources[0].selections.len(), 1, "one of no length is kept and said");
    assert!(report.notices.contains(&Notice::NoLength { source: "Interview".into(), at: 2 }));
}

#[test]
fn ids_twice_missing_or_odd_and_pointers_to_nothing_are_told() {
    let inside = "<CodeBook><Codes><Code guid=\"one\" name=\"a\"/><Code guid=\"one\" name=\"b\"/><Code name=\"c\"/>\
                  </Codes></CodeBook><Sources><TextSource guid=\"s\" name=\"S\"><PlainTextContent>ab</PlainTextContent>\
                  <PlainTextSelection startPosition=\"0\" endPosition=\"1\"><Coding><CodeRef targetGUID=\"one\"/></Coding>\
                  <Coding><CodeRef targetGUID=\"gone\"/></Coding><Coding/><NoteRef targetGUID=\"gone\"/>\
                  </PlainTextSelection></TextSource></Sources>";
    let (found, report) = read(&[("p.qde", project("X", inside).as_bytes())]);
    let mut ids: Vec<_> = found.codes.iter().map(|code| code.guid).collect();
    assert_eq!(found.sources[0].selections[0].codings.iter().map(|c| c.code).collect::<Vec<_>>(), [ids[0]]);
    ids.sort();
    ids.dedup();
    assert_eq!(ids.len(), 3);
    let told: Vec<String> = report.dropped.iter().map(ToString::to_string).collect();
    assert!(told.iter().any(|one| one.contains("its code is not in the file")), "{told:?}");
    assert!(told.iter().any(|one| one.contains("it names no code")), "{told:?}");
    assert!(told.iter().any(|one| one.starts_with("NoteRef: 1 point")), "{told:?}");
    let again = read(&[("p.qde", project("X", inside).as_bytes())]);
    assert_eq!(again.0, found, "made ids are the same each time");
}

#[test]
fn another_namespace_prefixes_and_utf16_are_read_with_a_notice() {
    let xml = "<?xml version=\"1.0\" encoding=\"UTF-16\"?><q:Project xmlns:q=\"urn:QDA-XML:project:0:10\" \
               name=\"Old\"><q:Description>Zoë</q:Description></q:Project>";
    let bytes: Vec<u8> =
        [0xFF, 0xFE].into_iter().chain(xml.encode_utf16().flat_map(u16::to_le_bytes)).collect();
    let (found, report) = read(&[("old.qde", &bytes)]);
    assert_eq!((found.name.as_str(), found.description.as_deref()), ("Old", Some("Zoë")));
    assert_eq!(report.notices, [Notice::Namespace { found: "urn:QDA-XML:project:0:10".into() }]);
}

#[test]
fn what_is_left_out_in_silence_by_others_is_told() {
    let inside = format!(
        "<Sources><TextSource guid=\"{a}\" name=\"A\" richTextPath=\"internal://a.docx\" modifiedDateTime=\"2026-01-01T00:00:00\">\
         <PlainTextContent>We ring</PlainTextContent></TextSource></Sources><Notes><Note guid=\"{b}\" name=\"memo\">\
         <Description>short</Description><PlainTextContent>long</PlainTextContent><Coding guid=\"{c}\"><CodeRef \
         targetGUID=\"{a}\"/></Coding></Note></Notes>",
        a = guid(1),
        b = guid(2),
        c = guid(3)
    );
    let (found, report) = read(&[("p.qde", project("X", &inside).as_bytes())]);
    assert_eq!(found.notes[0].text, "long");
    assert_eq!(report.notices, [Notice::Changes { count: 1 }, Notice::Styled { count: 1 }]);
    let told: Vec<String> = report.dropped.iter().map(ToString::to_string).collect();
    assert_eq!(
        told,
        [
            "Coding \"memo\": notes have no codings here.",
            "Description \"memo\": notes have their words and nothing else here."
        ]
    );
}
