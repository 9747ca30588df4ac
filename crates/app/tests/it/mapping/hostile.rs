//! Files and mappings that are wrong, large or made to do harm: a sentence for each, and nothing stored.

use std::io::Write as _;

use troth_app::mapping::{Grid, Mapping, propose};
use troth_framework::Lens;
use zip::write::SimpleFileOptions;

use super::Read;

const MAPPING: &str = "tool = \"matrix\"\n[rater]\ncolumn = \"o\"\n[scales.s]\nmin = 1\nmax = 5\n[[answers]]\ncolumns = \
                       \"f_{target}\"\nvariable = \"fairness\"\nscale = \"s\"\n";

#[test]
fn ten_megabytes_of_junk_get_a_sentence() {
    let junk = |byte: u8| vec![byte; 10 * 1024 * 1024];
    let lines = "x\n".repeat(5 * 1024 * 1024).into_bytes();
    for bytes in
        [junk(b'x'), junk(b','), junk(b'"'), junk(0), junk(0xFF), lines, b"PK\x03\x04".repeat(2_000_000)]
    {
        let text = match Grid::read("j.csv", &bytes, None) {
            Ok(grid) => propose(&grid, Lens::built_in(), &[]),
            Err(problem) => problem.to_string(),
        };
        assert!(text.len() < 20_000, "{} characters", text.len());
    }
}

#[test]
fn a_workbook_that_unpacks_without_end_is_refused() {
    let mut zip = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    zip.start_file("xl/sharedStrings.xml", SimpleFileOptions::default()).unwrap();
    let block = vec![b' '; 1024 * 1024];
    for _ in 0..130 {
        zip.write_all(&block).unwrap();
    }
    let bytes = zip.finish().unwrap().into_inner();
    assert!(bytes.len() < 1_000_000);
    let problem = Grid::read("b.xlsx", &bytes, None).unwrap_err().to_string();
    assert!(problem.contains("unpacks to more"), "{problem}");
}

#[test]
fn a_cell_at_the_far_corner_takes_no_room() {
    let mut book = rust_xlsxwriter::Workbook::new();
    let sheet = book.add_worksheet();
    sheet.write_string(0, 0, "o").unwrap();
    sheet.write_string(1_048_575, 16_383, "x").unwrap();
    let problem = Grid::read("c.xlsx", &book.save_to_buffer().unwrap(), None).unwrap_err().to_string();
    assert!(problem.contains("larger than any survey"), "{problem}");
}

#[tokio::test]
async fn patients_are_refused_wherever_somebody_wrote_and_a_seed_is_none() {
    let read = Read::new().await;
    let text = "o,seed,f_b,comment\na,9434765919,4,fine\na,9434765919,4,her number is 943 476 5919\n";
    let refused = read.refused("p.csv", text.as_bytes(), MAPPING).await;
    assert!(refused.contains("Line 3 holds what looks like an NHS number"), "{refused}");
    let fine = "o,seed,f_b,comment\na,9434765919,4,fine\n";
    read.import("p.csv", fine.as_bytes(), MAPPING).await.unwrap();
}

#[test]
fn each_mistake_in_a_mapping_is_named() {
    let says = |text: &str| Mapping::read("m.toml", text.as_bytes()).unwrap_err().to_string();
    assert!(says("tool = \"limesurvy\"\n").contains("m.toml: line 1"));
    assert!(says(&MAPPING.replace("[rater]", "[ratter]")).contains("line 2"));
    assert!(says(&MAPPING.replace("column = \"o\"", "column = \"\"")).contains("[rater] is empty"));
    assert!(says(&MAPPING.replace("f_{target}", "f_b")).contains("one way to tell the partner"));
    assert!(says(&MAPPING.replace("variable = \"fairness\"\n", "")).contains("one way to tell the question"));
    assert!(says(&MAPPING.replace("scale = \"s\"", "scale = \"t\"")).contains("there is no [scales.t]"));
    assert!(says(&MAPPING.replace("max = 5", "max = 1")).contains("min below its max"));
    assert!(says("\u{0}").contains("not a text file"));
}

#[tokio::test]
async fn a_mapping_for_another_file_says_what_is_not_there() {
    let read = Read::new().await;
    let refused = read.refused("x.csv", b"org,g_b\na,4\n", MAPPING).await;
    assert!(refused.contains("there is no column \"o\""), "{refused}");
    let refused = read.refused("x.csv", b"o,g_b\na,4\n", MAPPING).await;
    assert!(refused.contains("no heading fits \"f_{target}\""), "{refused}");
    let twice =
        format!("{MAPPING}[[answers]]\ncolumns = \"f_b\"\ntarget = \"b\"\nvariable = \"x\"\nscale = \"s\"\n");
    let refused = read.refused("x.csv", b"o,f_b\na,4\n", &twice).await;
    assert!(refused.contains("claimed twice"), "{refused}");
}
