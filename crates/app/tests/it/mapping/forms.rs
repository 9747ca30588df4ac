//! Microsoft Forms: a workbook or CSV with question texts as headings.

use rust_xlsxwriter::Workbook;

use super::Read;

const HEADINGS: [&str; 9] = [
    "ID",
    "Start time",
    "Completion time",
    "Email",
    "Name",
    "Which organisation do you work for?",
    "Borough treats us fairly.",
    "Doctors treats us fairly.",
    "Comments",
];

fn workbook() -> Vec<u8> {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    for (column, heading) in (0..).zip(HEADINGS) {
        sheet.write_string(0, column, heading).unwrap();
    }
    for (row, (id, who, first, second)) in
        (1..).zip([(1.0, "Acute", "Agree", "Strongly disagree"), (2.0, "Charity", "Agree", "")])
    {
        sheet.write_number(row, 0, id).unwrap();
        sheet.write_number(row, 1, 46_296.5).unwrap();
        sheet.write_string(row, 3, "zelda@acute.example").unwrap();
        sheet.write_string(row, 4, "Zelda Okafor").unwrap();
        sheet.write_string(row, 5, who).unwrap();
        sheet.write_string(row, 6, first).unwrap();
        sheet.write_string(row, 7, second).unwrap();
    }
    book.save_to_buffer().unwrap()
}

#[tokio::test]
async fn a_workbook_comes_in_without_names_and_addresses() {
    let (read, bytes) = (Read::new().await, workbook());
    let proposed = read.proposed("f.xlsx", &bytes).await;
    assert!(proposed.contains("tool = \"microsoft-forms\""), "{proposed}");
    assert!(proposed.contains("columns = \"{target} treats us fairly.\""), "{proposed}");
    let done = read.import("f.xlsx", &bytes, &proposed).await.unwrap();
    let stored = read.stored().await;
    assert_eq!(done.what, "3 answers", "{stored:?}");
    assert!(stored[0].starts_with("a>b ") && stored[0].ends_with("=4 1-5"), "{stored:?}");
    assert!(stored[1].starts_with("a>d ") && stored[1].ends_with("=1 1-5"), "{stored:?}");
    for word in ["zelda@", "Zelda", "46296"] {
        assert!(!read.holds(word), "{word}");
    }
}

#[tokio::test]
async fn csv_in_utf_16_with_tabs_reads_alike() {
    let rows = ["1\tx\ty\tzelda@acute.example\tZelda\tAcute\tAgree\tStrongly disagree\t\r\n"];
    let text = format!("{}\r\n{}", HEADINGS.join("\t"), rows.concat());
    let bytes: Vec<u8> =
        [0xFF, 0xFE].into_iter().chain(text.encode_utf16().flat_map(u16::to_le_bytes)).collect();
    let read = Read::new().await;
    let proposed = read.proposed("f.csv", &bytes).await;
    read.import("f.csv", &bytes, &proposed).await.unwrap();
    assert_eq!(read.stored().await.len(), 2);
}

#[tokio::test]
async fn an_address_in_an_answer_that_names_somebody_is_refused() {
    let text = format!("{}\n1,x,y,e,n,Acute,Agree,Agree,zelda@acute.example\n", HEADINGS.join(","));
    let read = Read::new().await;
    let proposed = read
        .proposed("f.csv", text.as_bytes())
        .await
        .replace("[respondent]\ncolumn = \"ID\"", "[respondent]\ncolumn = \"Comments\"");
    let refused = read.refused("f.csv", text.as_bytes(), &proposed).await;
    assert!(refused.contains("line 2, column Comments") && !refused.contains("zelda"), "{refused}");
}
