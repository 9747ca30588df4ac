use troth_gate::{AccessRole, CustodianOnly, Viewer};
use troth_network::{Timestamp, TranscriptId};
use troth_say::retrieval::{ClaimEdge, ClaimNode, ClaimsMap, Saturation, Source};
use troth_say::{ClaimSign, CodeKey};
use uuid::Uuid;

use super::{Cell, FOR_THE_CUSTODIAN, Sheet, claims_figure, csv, curve_figure, table, xlsx};
use crate::map::Layout;

fn open<T>(value: T) -> CustodianOnly<T> {
    let viewer = Viewer { id: "u".into(), role: AccessRole::Custodian, organisation: None };
    CustodianOnly::open(value, &viewer).unwrap()
}

fn sheet() -> CustodianOnly<Sheet> {
    open(Sheet {
        title: "Passages".into(),
        notes: vec!["Note, with a comma.".into()],
        header: vec!["Code".into(), "Passage".into(), "Number".into()],
        rows: vec![
            vec![Cell::text("=1+1"), Cell::text("-- so \"it\" is,\nsaid <Ann>"), Cell::Count(3)],
            vec![Cell::text("@home"), Cell::text("+44"), Cell::Mean(1.5)],
            vec![Cell::text("plain"), Cell::Empty, Cell::Empty],
        ],
    })
}

fn day() -> troth_network::Day {
    Timestamp::from_micros(1_780_000_000_000_000).day()
}

#[test]
fn a_file_says_first_for_whom_it_is_and_holds_no_formula() {
    let file = csv(&sheet(), day());
    let lines: Vec<&str> = file.split("\r\n").collect();
    assert!(lines[0].trim_matches('"').starts_with(FOR_THE_CUSTODIAN.split(',').next().unwrap()));
    assert!(lines[1].contains("Passages, made on 28 May 2026"), "{}", lines[1]);
    assert_eq!((lines[2], lines[4]), ("\"Note, with a comma.\"", "Code,Passage,Number"));
    assert!(
        file.contains("\r\n'=1+1,\"'-- so \"\"it\"\" is,\nsaid <Ann>\",3\r\n'@home,'+44,1.50\r\nplain,,\r\n")
    );
}

#[test]
fn a_workbook_is_the_same_each_time_and_words_stay_words() {
    let book = xlsx(&sheet(), day()).unwrap();
    assert!(book.starts_with(b"PK"));
    assert_eq!(book, xlsx(&sheet(), day()).unwrap());
    let long = Sheet { header: vec!["Passage".into()], ..Sheet::default() };
    let long = open(Sheet { rows: vec![vec![Cell::text("\u{1f44d}".repeat(40_000))]], ..long });
    assert!(xlsx(&long, day()).is_ok(), "a passage longer than a cell is cut");
    let wide = open(Sheet { header: vec!["x".into(); 20_000], ..Sheet::default() });
    assert!(xlsx(&wide, day()).unwrap_err().to_string().contains("Download it as CSV"));
}

#[test]
fn a_page_shows_the_same_rows_escaped() {
    let html = table(&sheet()).into_string();
    assert!(
        html.contains("said &lt;Ann&gt;") && html.contains("<td class=\"r\" data-l=\"Number\">1.50</td>")
    );
    assert_eq!(html.matches("scope=\"row\"").count(), 3);
}

fn key(n: u128) -> CodeKey {
    CodeKey::own(Uuid::from_u128(n))
}

fn edge(cause: u128, effect: u128, sign: ClaimSign, sources: usize) -> ClaimEdge {
    let source =
        |n: usize| Source { transcript: TranscriptId(Uuid::from_u128(1)), label: Some(format!("S{n}")) };
    let sources = (0..sources).map(source).collect();
    ClaimEdge { cause: key(cause), effect: key(effect), sign, sources, claims: 3 }
}

#[test]
fn a_map_of_claims_has_a_line_for_each_kind_of_claim_and_no_loop() {
    let edges = vec![
        edge(1, 2, ClaimSign::Less, 2),
        edge(1, 2, ClaimSign::More, 1),
        edge(2, 1, ClaimSign::More, 1),
        edge(2, 2, ClaimSign::More, 1),
    ];
    let node = |n| ClaimNode { code: key(n), sources: edges[0].sources.clone(), claims: 3 };
    let map = open(ClaimsMap { nodes: vec![node(1), node(2)], edges });
    for layout in [Layout::Wide, Layout::Upright] {
        let svg = claims_figure(&map, |_| "Roles <unclear>".into(), layout).into_string();
        assert_eq!((svg.matches("<polygon").count(), svg.matches("stroke-dasharray").count()), (3, 1));
        assert!(svg.contains("2 codes and 4 kinds of claims") && svg.contains("&lt;unclear&gt;"));
        assert!(!svg.contains("NaN") && !svg.contains("style=") && svg.contains("\u{2212}2"));
    }
    let none = claims_figure(&open(ClaimsMap::default()), |_| String::new(), Layout::Wide).into_string();
    assert!(!none.contains("NaN"));
}

#[test]
fn a_curve_is_drawn_from_its_steps() {
    let step = |texts, in_order, averaged| Saturation { texts, in_order, new: 1, averaged };
    let svg = curve_figure(&open(vec![step(1, 1, 1.5), step(2, 2, 2.0)])).into_string();
    assert!(svg.contains("after each of 2 texts: 2 in the end") && svg.matches("<circle").count() == 2);
    assert!(curve_figure(&open(Vec::new())).into_string().is_empty());
    assert!(!curve_figure(&open(vec![step(1, 0, 0.0)])).into_string().contains("NaN"));
}
