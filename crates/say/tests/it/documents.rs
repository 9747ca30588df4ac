//! Word and OpenDocument texts, and files that are something else.

use crate::built::{docx, notices, odt, packed, read, word};

#[test]
fn a_word_document_gives_paragraphs_tabs_breaks_and_headings() {
    let body = "<w:p><w:pPr><w:pStyle w:val=\"Heading2\"/><w:tabs><w:tab w:pos=\"9\"/></w:tabs></w:pPr><w:r><w:t>Start</w:t></w:r></w:p>\
        <w:p><w:r><w:rPr><w:b/></w:rPr><w:t>MEL:</w:t></w:r><w:r><w:t xml:space=\"preserve\"> Ready &amp; willing&#8212;</w:t><w:br/><w:t>now?</w:t></w:r></w:p>\
        <w:p/><w:p><w:r><w:t>BO:</w:t><w:tab/><w:t>Yes</w:t></w:r></w:p>";
    let file = read("a.docx", &docx(body)).unwrap();
    assert_eq!(file.text, "## Start\nMEL: Ready & willing—\nnow?\n\nBO:\tYes\n");
    assert!(file.notices.is_empty() && file.turns.is_none());
}

#[test]
fn of_tracked_changes_the_inserted_stays_and_the_deleted_goes() {
    let body = "<w:p><w:r><w:t>We </w:t></w:r><w:del><w:r><w:delText>never </w:delText></w:r></w:del>\
        <w:ins><w:r><w:t>always </w:t></w:r></w:ins><w:moveFrom><w:r><w:t>gone </w:t></w:r></w:moveFrom>\
        <w:r><w:rPr><w:vanish/></w:rPr><w:t>secret</w:t></w:r><w:r><w:t>ring.</w:t></w:r><w:r><w:commentReference w:id=\"1\"/></w:r></w:p>";
    let file = read("a.docx", &docx(body)).unwrap();
    assert_eq!(file.text, "We always ring.\n");
    assert_eq!(
        notices(&file),
        [
            "Left out: 1 comment.",
            "Tracked changes: 1 insertion was kept.",
            "Tracked changes: 2 deletions were left out.",
            "Left out: 1 piece of hidden text."
        ]
    );
}

#[test]
fn tables_are_read_by_rows_and_notes_stand_at_the_end() {
    let cell = |words: &str| format!("<w:tc><w:p><w:r><w:t>{words}</w:t></w:r></w:p></w:tc>");
    let body = format!(
        "<w:tbl><w:tr>{}{}</w:tr><w:tr>{}{}</w:tr></w:tbl>\
         <w:p><w:r><w:t>See</w:t></w:r><w:r><w:footnoteReference w:id=\"2\"/></w:r><w:r><w:t>.</w:t></w:r></w:p>\
         <w:p><w:r><w:drawing><a:blip/></w:drawing></w:r></w:p>",
        cell("Ann"),
        cell("Yes."),
        cell("Ben"),
        cell("No.")
    );
    let notes = "<w:footnotes><w:footnote w:id=\"0\"><w:p><w:r><w:t>separator</w:t></w:r></w:p></w:footnote>\
        <w:footnote w:id=\"2\"><w:p><w:r><w:t>Said later.</w:t></w:r></w:p></w:footnote></w:footnotes>";
    let bytes = packed(&[
        ("word/document.xml", &word(&body)),
        ("word/footnotes.xml", notes),
        ("word/header1.xml", "x"),
    ]);
    let file = read("a.docx", &bytes).unwrap();
    assert_eq!(file.text, "Ann\tYes.\nBen\tNo.\nSee[1].\n\n# Notes\n[1] Said later.\n");
    assert_eq!(
        notices(&file),
        [
            "1 table was read row by row, with tabs between cells.",
            "1 note was put at the end.",
            "Left out: 1 picture.",
            "Left out: headers and footers of the pages."
        ]
    );
}

#[test]
fn an_open_document_gives_the_same() {
    let styles = "<style:style style:name=\"H\"><style:text-properties text:display=\"none\"/></style:style>";
    let body = "<text:tracked-changes><text:changed-region><text:deletion><text:p>gone</text:p></text:deletion>\
        </text:changed-region><text:changed-region><text:insertion/></text:changed-region></text:tracked-changes>\
        <text:h text:outline-level=\"1\">Start</text:h>\n  <text:p>MEL:<text:tab/>Ready  &amp;\n willing<text:s text:c=\"2\"/>now\
        <text:note><text:note-citation>1</text:note-citation><text:note-body><text:p>Said later.</text:p></text:note-body></text:note>\
        <office:annotation><text:p>hm</text:p></office:annotation><text:line-break/><text:span text:style-name=\"H\">secret</text:span>?</text:p>\
        <table:table><table:table-row><table:table-cell><text:p>Bo</text:p></table:table-cell><table:table-cell><text:p>Yes</text:p></table:table-cell></table:table-row></table:table>";
    let file = read("a.odt", &odt(styles, body)).unwrap();
    assert_eq!(file.text, "# Start\nMEL:\tReady & willing  now[1]\n?\nBo\tYes\n\n# Notes\n[1] Said later.\n");
    assert_eq!(file.notices.len(), 6, "{:?}", notices(&file));
}

#[test]
fn a_file_that_is_something_else_is_told_what_to_do() {
    let says = |name: &str, bytes: &[u8]| read(name, bytes).unwrap_err().to_string();
    assert!(
        says("a.docx", b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1xx").contains("save it as .docx without a password")
    );
    assert!(says("a.doc", b"{\\rtf1 Hello}").contains("rich text file"));
    assert!(says("a.docx", b"\n<!DOCTYPE html><p>Hi").contains("web page"));
    assert!(says("a.docx", b"Ann: Yes").contains("change the ending of its name to .txt"));
    assert!(says("a.mp3", b"ID3\x03").contains("have it transcribed"));
    assert!(says("a.jpg", b"\xFF\xD8\xFF\xE0").contains("OCR"));
    assert!(says("a.xlsx", &packed(&[("xl/workbook.xml", "<x/>")])).contains("neither a Word"));
    assert!(
        says("a.odt", &packed(&[("content.xml", "<x/>"), ("META-INF/manifest.xml", "encryption-data")]))
            .contains("password")
    );
    assert!(says("a.txt", b"").contains("is empty"));
    assert!(says("a.txt", b" \n").contains("is empty"));
    assert!(says("a.docx", b"PK\x03\x04junk").contains("damaged"));
    assert!(says("a.docx", &docx("<w:p>")).contains("not complete"));
}

#[test]
fn plain_text_and_markdown_stay_as_they_are() {
    let text = "# Start\n\n**Ann:** \\[03:55\\] Yes.\n";
    let file = read("a.md", text.as_bytes()).unwrap();
    assert_eq!(file.text, text);
    assert_eq!(file.format, troth_say::Format::Markdown);
    assert_eq!(file.times.iter().map(|t| (t.at, t.at_ms)).collect::<Vec<_>>(), [(18, 235_000)]);
    assert_eq!(read("a.txt", b"Caf\xe9 with Ann").unwrap().text, "Café with Ann");
}
