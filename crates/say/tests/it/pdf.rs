//! PDF: lines become paragraphs, what repeats goes, and a scan is told.

use troth_say::Notice;

use crate::built::{notices, page, pdf, pdf_of, read};

#[test]
fn lines_become_paragraphs_and_labels_open_them() {
    let first = page(&[
        "Ann: We ring the ward in the morning, and then we wait for",
        "somebody to ring us back.",
        "Ben: Nobody does.",
        "Ann: No.",
    ]);
    let file = read("a.pdf", &pdf(&[&first])).unwrap();
    assert_eq!(
        file.text,
        "Ann: We ring the ward in the morning, and then we wait for somebody to ring us back.\n\nBen: Nobody does.\n\nAnn: No.\n"
    );
    assert!(file.notices.is_empty(), "{:?}", file.notices);
}

#[test]
fn headers_footers_and_page_numbers_go() {
    let pages: Vec<String> = ["So we rang.", "And again.", "And again the next day."]
        .iter()
        .enumerate()
        .map(|(nth, words)| {
            page(&[
                "Interview 4, confidential",
                &format!("Ann: {words}"),
                "Ben: Hm.",
                &format!("Page {} of 3", nth + 1),
            ])
        })
        .collect();
    let pages: Vec<&str> = pages.iter().map(String::as_str).collect();
    let file = read("a.pdf", &pdf(&pages)).unwrap();
    assert_eq!(file.notices, [Notice::RepeatedLines(6)]);
    assert!(!file.text.contains("Page") && !file.text.contains("confidential"));
    assert_eq!(file.text.matches("Ann: ").count(), 3);
}

#[test]
fn numbers_of_paragraphs_go_and_tell_where_they_begin() {
    let lines = [
        "1 Ann: We wait",
        "until ten.",
        "2 Ben: Until ten?",
        "3 Ann: Or noon,",
        "40 of us.",
        "4 Ben: I see.",
        "5 Ann: Yes.",
        "6 Ben: Well.",
    ];
    let file = read("a.pdf", &pdf(&[&page(&lines)])).unwrap();
    assert_eq!(
        file.text,
        "Ann: We wait until ten.\n\nBen: Until ten?\n\nAnn: Or noon, 40 of us.\n\nBen: I see.\n\nAnn: Yes.\n\nBen: Well.\n"
    );
    assert_eq!(notices(&file), ["Left out: the numbers of 6 paragraphs."]);
}

#[test]
fn a_scan_says_so_and_so_does_what_is_damaged_or_locked() {
    let says = |bytes: &[u8]| read("a.pdf", bytes).unwrap_err().to_string();
    assert!(says(&pdf(&["q 595 0 0 842 0 0 cm /P Do Q"])).contains("it was scanned"));
    assert!(says(&pdf(&["0 0 m"])).contains("is empty"));
    assert!(says(b"%PDF-1.7\nnothing").contains("damaged"));
    let half = read("a.pdf", &pdf(&[&page(&["Ann: Yes."]), "/P Do"])).unwrap();
    assert_eq!(half.notices, [Notice::Pictures(1), Notice::PagesWithoutText(1)]);
}

#[test]
fn text_in_forms_is_read_and_what_lies_off_the_page_is_not() {
    let inner = "BT /F 10 Tf 50 700 Td (Ann: From a form.) Tj ET";
    let form = format!(
        "5 0 obj\n<</Type/XObject/Subtype/Form/BBox[0 0 595 842]/Length {}>>stream\n{inner}\nendstream\nendobj\n",
        inner.len()
    );
    let outside = "BT /F 10 Tf 50 -40 Td (Outside) Tj ET /X Do";
    assert_eq!(read("a.pdf", &pdf_of(&[outside.to_owned()], &form)).unwrap().text, "Ann: From a form.\n");
}
